"""Sentences that nobody wrote, in which codes and passwords are told, or only spoken of."""

from __future__ import annotations

TOLD = r"""
验证码是 {}|验证码：{}|验证码{}|短信验证码为{}，5分钟内有效|我把验证码告诉他了，是{}
验证码我说了 {}|今天的验证码 {} 是他要的|他问我要验证码，我就给他念了{}
收到的验证码 {} 已经给了对方|{}是我的验证码|{} 是验证码|{}，这是验证码|{}，这就是他要的验证码
【工商银行】{}为您的验证码，请勿泄露|{}（验证码）|输入了{}这个验证码|动态码 {}|动态密码：{}
动态口令 {}|口令是{}|{}（这是验证码）|校验码{}|安全码 {}|安全码（{}）|我的 PIN 是 {}|PIN: {}
PIN码{}|PIN {}|密码 {}|密码是{}|密码：“{}”|支付密码为 {}|取款密码 {}|交易密码改成了 {}
登录密码（{}）|密码就是{}|{} 是我的取款密码|用 {} 当密码|密码设的 {}|银行卡密码被他看到了：{}
{}，这是PIN|my PIN is {}|the PIN was {}|PIN number {}|PIN: {}.|{} is my PIN|code {}|the code is {}
code: {}|{}, that is my PIN|the code he wanted was {}|verification code {}|Verification code: {}
security code is {}|security code ({})|{}, this is the code|one-time code {}|one-time password: {}
OTP {}|OTP is {}|passcode {}|passcode: {}|password {}|the password is {}|{}: the PIN
I gave him the code {}|I read him the code: {}|He asked for the code and I said {}
I sent {}, which was the verification code|he asked for the code. I told him {}|{} is the code
{} was the verification code|I typed {} as the PIN|text code {}|SMS code {}
the text message code was {}|6-digit code {}|验证码（{}）被套走|把{}这个验证码给了客服
客服要我报密码{}|6位验证码：{}|六位数字 {}|驗證碼 {}|密碼是 {}|ＰＩＮ：{}|pwd={}|passwd: {}|PIN-{}
PIN#{}|验证码->{}|密码一共说了两次，{}|验证码 {}，订单号 20261122091405|订单 12345 密码 {}
金额 5000 元，验证码 {}|09:14 验证码 {}|2026-11-22 09:14 收到验证码 {}|SN N7NL0012345 操作员密码 {}
the bank texted me a code: {}|he told me to read the verification code, which was {}
she made me enter my PIN ({}) twice|I changed the PIN to {}|the PIN, {}, was seen
PIN of the card is {}|PIN for my card {}|密码可能是{}|密码被改为{}|原密码{}|新密码 {}
短信里的{}就是验证码|验证码截图上是 {}|我告诉他 {}，就是那个验证码|他说发来的 {} 是验证码
the six digits were {}|the six-digit code: {}|the number {} is the security code
a code ({}) came by text|entered code {} in the app|code no. {}|use code {} now|验证码发到我手机 {}
The PIN that he made me tell him over the phone was {}|验证码（13800138000收到的）{}
卡号 6222021234567890128 密码 {}|身份证 11010519491231002X 密码{}|授权码 {}|授权码是{}|登录码：{}
登陆码 {}|认证码 {}|随机码是 {}|短信码 {}|手机验证码 {}|验 证 码 {}|验 证 码：{}|支付码 {}
PIN 码：{}|动态验证码{}|一次性密码 {}|手机银行验证码：{}|银联验证码 {} 我填进去了
他套走的验证码是 {} 。|我念的是 {}，验证码|验证码我念给他听了：{}|密码：\n{}|验证码\n{}
auth code {}|login code {}|access code is {}|secret code {}|confirmation code: {}|my ATM PIN is {}
passkey {}|passphrase: {}|他说不给验证码就退不了款，我只好报了{}|短信上写着{}，我当验证码报出去了
我手机收到一条短信，验证码{}，马上就被刷了|把短信最后六位{}发他了，就是验证码
骗子让我把验证码发过去，我发了{}|银行发来动态密码{}，我输进那个网页了
他拿到我的验证码（{}）以后转走了钱|我卡的密码{}被偷看|员工知道POS密码：{}|POS机操作密码是{}，没换过
主管密码 {}|管理员密码：{}|结算密码{}|退货密码 {} 泄露|撤销密码是 {}|我老婆的卡密码也是{}
我把取款密码{}写在卡背后|密码纸条上写的{}|卡和密码（{}）一起丢了|密码我用的生日{}|密码就用的{}
初始密码{}没改|默认密码 {}|密码还是{}|密码不是{}|旧密码{}，新密码没设|锁屏密码{}
收到验证码：{}，并告诉了对方|【建设银行】序号08的验证码{}，您正在支付
【招商银行】验证码{}（5分钟内有效）|您的验证码是：{}。请勿转发|尊敬的客户，验证码为{}，转账金额
尾号1234卡验证码{}|您尾号1234的卡，验证码：{}|OTP code is {}|the OTP was {} and I gave it
I told him the OTP {}|Your verification code is {}. Do not share|{} is your verification code
{} is your OTP for the payment|use {} to verify, code expires soon|he got my PIN {} somehow|PIN={}
my pin code {}|the customer's PIN {}|he made me say the code: {}|I gave the caller {} as the code
sent him the code, {}|entered PIN {} on the terminal|they asked for a 6-digit code, I gave {}
the code on my phone was {}|the text said {}, a verification code|I read out {} (the code)
the PIN he saw is {}|supervisor password {}|admin password is {}|operator PIN: {}
the SMS with code {} arrived|code: "{}"|CODE {}|Pin {}|password was {} before|验证码我告诉他是{}
他要的验证码是{}吧|验证码那个{}我念了两遍|我念了验证码{}|输了验证码{}后就扣款|短信码是{}
我把{}（验证码）给他|{}，我的密码|密码：{} 账号：boss|动态口令：{}|令牌上显示{}|令牌 {}|U盾密码{}
网银登录密码 {}|交易密码 {} 支付密码 {}|验证码两条：{}|验证码是不是{}|验证码应该是{}|验证码好像是{}
验证码大概是 {}|密码记得是{}|the code I think was {}|code maybe {}
他冒充银行要我读短信，我读了{}给他，是校验码|我的六位取款密码{}被改|POS的主管密码初始是{}
退款密码设置成了{}|钱包支付密码是{}，已改|微信支付密码：{}|骗子问我卡背面安全码，我说是{}
验证码已发给他：{}|"验证码 {}"|验证码「{}」|【验证码】{}|<验证码> {}|验证码=[{}]
短信内容：您的动态码{}，切勿告知他人|code={}|otp:{}|他报出的验证码{}和我收到的一样
我一共报了两个验证码，{}是第一个|I gave out my PIN, it was {}|he watched me type {} (my PIN)
PIN is {}, same for all cards|the verification code they sent me was {}|my bank sent code {} to me
OTP: {} (valid 5 min)|I replied to the SMS with {}, the code|passcode for the terminal is {}
the manager's PIN, {}|code was: {}|they have my code ({})|My pin no is {}|security code - {}
"""
"""A code of four to eight digits is told."""

TOLD_OF_CARD = r"""
背面三位 {}|卡背面的三位数是{}|后三位码 {}|CVV {}|CVV2:{}|CVN2 是 {}|cvc={}|CVC2：{}|CVV是{}|CVV{}
ＣＶＶ {}|CVV code {}|three digits on the back, CVV {}|卡号6222021234567890128，安全码{}
card 4111 1111 1111 1111, cvv {}|card 4111111111111111 exp 12/28 CVC {}|卡背面的三位数字 {}
三位数字是{}|三位数字：{}|CID {}|CID: {}|{} 是 CVV|{}，这是 CVV2|{} is the CVV
the three digits on the back are {}|签名栏后三位 {}|安全码就是{}
the security code on the back was {}|card verification code {}|CVV/CVC: {}|背面的三位安全码：{}
卡 4111111111111111 12/28 {}
"""
"""The three digits on the back of a card are told."""

TOLD_PASSWORD = r"""
密码是 {}|密码：{}|密码:{}|密码为{}|登录密码是{}|密码就是{}|密码：“{}”|密码改成 {}|密码设成{}
密码是{}，已改|密码：{}。|新密码是 {}|支付密码：{}|网银密码是 {} ，他知道|用户名 boss 密码：{}
我的密码是{}。后来改了|密码={}|操作员密码：{}|口令：{}|口令是 {}|密码是「{}」|password: {}
password is {}|the password was {}|my password is {}, and he has it|password = {}|pwd: {}|passwd={}
Password: "{}"|login password: {}|the password is {} and I changed it|passcode: {}|passphrase: {}
the WiFi password is {}.|password:{}|我的登录密码 {} 泄露了|WiFi密码：{}|邮箱密码是{}|他知道密码{}
密码被他改成{}|密码：{} 用户名：admin|账号 boss 密码 {}|后台密码：{}，已经改|后台密码 ({})
密码为“{}”|密码 = {}|密码->{}|密码还是{}没换|密码就用的{}|商户后台的密码是 {}|支付宝密码：{}！
微信密码是 {} 吧|the password was "{}"|the admin password is {}, still|password is '{}'|password={}
password -> {}|my password was {} until today|user: bob, password: {}|the passcode is {}
login: bob / {} is my password|old password: {}; new one unknown|passphrase is {}
Wi-Fi password: {}|I use {} as password
"""
"""A password follows what leads to it."""

PASSWORD_FIRST = r"""
密码 {}|密码{}|登录密码 {} 被他看到|password {}|pwd {}|操作员密码 {}，没改过
my password {} was seen|口令 {}|Password {}|username bob password {}
"""
"""A password with digits or signs in it follows its word and nothing leads to it."""

NO_PASSWORD = r"""
密码被改了|密码忘了|密码是别人改的|密码是多少我不记得|密码为空|密码是店员设的|密码就是不告诉他
密码：不知道|密码：见后面|密码改成别的了|密码错误|密码锁坏了|没有密码|密码是 PIN 吗|密码 OK 吗
密码已改|密码：已改|密码是初始的|密码是我生日|密码：问店长|网银密码被盗|密码：无
password was changed|the password is wrong|password is not known|the password was stolen
password: changed|password reset|my password is the same everywhere|password is on the note
the password was reset by the bank|password is my birthday|the password is still the old one
password: unknown|the password is safe|password manager|password was never given
the password was compromised|password is being reset|his password is weak|password: see below
password: none|the password has expired|password was correct|password was incorrect
password is too short|the password is stored in a safe|password was shared
password is only known to me|password is required|the password was guessed|password is needed
password: not given|the code is needed|the code was wrong|code is required|the PIN was changed
the PIN is blocked|PIN is fine|the code was sent|密码：没告诉任何人|密码是不是泄露了|口令是什么意思
密码：******|密码是ICBC的网银密码|验证码：没收到|验证码是骗子要的|验证码是银行发的|密码早就改了
密码没有变|密码由店长保管|密码都是初始密码|密码不知道怎么泄露的|密码要六位|密码是六位的|密码太简单
密码用的是生日|密码谁都知道|密码写在纸上|密码是电脑自动生成的|密码：店长知道|密码和以前一样
密码在APP里改了|密码用APP改了|密码被POS机记录|密码在ATM上输了|密码是VIP客户专用|密码是在ATM机输的
密码设置为空|密码是Excel文件里的|the password is on a sticky note|the password was used by staff
password has been changed by me|password is shared among staff|passwords are weak
the password is probably leaked|password is printed on the box|the password was phished
the password is visible|password was entered twice|password was typed by him|password is default
the password is written down|password: same as before|password is long enough
password was intercepted|password may be known|passwords were changed today|password is identical
my password is gone|the password is useless|password is expired|password is locked
the password got stolen|password is enough|password is mandatory|password is optional
the password was obvious|the password is nowhere|password is hardly secret
password is also used elsewhere|password is really simple|password was apparently sold
the password is apparently known|the password was briefly visible
"""
"""Sentences about passwords and codes in which none is told."""

HARMLESS = r"""
收到 {sender} 的验证码短信|{sender} 发来的验证码|验证码是 {sender} 发来的|{sender} 发来验证码
我没给 {sender} 密码|打 {sender} 改密码|验证码短信来自{sender}|验证码短信，发件人 {sender}
拨打{sender}重置密码|{sender} 说要验证码，我没给|密码被锁，打 {sender} 解锁|没说密码，打了{sender}
{time} 收到验证码|验证码 {time} 收到的|密码 {time} 被改|{date} 改过密码|密码 {date} 改的
验证码短信 {date} 收到|{date} {time} 告诉了他验证码|告诉了他验证码,被转走{amount}
告诉了验证码，卡里少了 {amount}|没给密码，也扣了{amount}|密码没泄露，损失 {amount}
验证码给了他，{amount}没了|他要验证码，{amount}就没了|金额 {amount}，没输密码
转了 {amount}，密码没给|输了密码，刷了 {amount}|密码输了，{amount} 扣了|免密支付 {amount}
密码输错{count}|验证码发了{count}|要了{count}验证码|验证码{minutes}内有效|{minutes}内没输验证码
密码试了 {count}|{count}输错密码|没给密码，工单号 {ticket}|工单 {ticket}，密码没给
告诉他验证码后报警，警号 {ticket}|密码改了，回执 {ticket}|参考号 {ticket}，没要验证码
改了操作员密码，终端 {terminal}|终端 {terminal} 的密码|终端号 {terminal}，密码改过
密码键盘 {terminal} 被动过|商户 {terminal} 的操作员密码|尾号 {tail} 的卡，没给密码
卡尾号{tail}，密码没告诉别人|尾号{tail}的卡密码改了|没给验证码，尾号 {tail}
card ending {tail}, PIN changed|验证码,{phone}发来的|{phone} 打来要验证码|接到 {phone} 的电话要密码
手机 {phone} 收到验证码|密码是客服 {phone} 改的|我的手机{phone}，验证码没收到
response code {terminal}|error code: {tail}|postcode {ticket}|merchant code {tail}
reason code {tail}|error code {tail} on the screen|gave no code, ticket number {ticket}
I gave no PIN, ref {ticket}|asked for the code, then {amount_en} was gone|the code came at {time}
password reset at {time}|the code came on {date}|code expired after {minutes_en}
PIN wrong {count_en}|I called {sender} to block the PIN|the PIN pad {terminal} was loose
he wanted the code and took {amount_en}|code texted by {sender}|the code came from {sender}
{sender} sent a code|no PIN given, lost {amount_en}|I never gave the PIN; {amount_en} was charged
the password was changed on {date}|I typed the code {count_en}
PIN entered at {time} for {amount_en}|terminal {terminal}: PIN changed|a code from {sender}
last four {tail}, PIN unknown|{count_en} he asked for the code
{minutes_en} later he asked for the PIN|验证码收到后 {minutes} 就被刷了{amount}
我没有把验证码给{sender}|{date}那天他要了我的验证码|{phone}这个号码一直问我要密码
{sender}客服说我的密码有风险|客服{sender}从不要密码|验证码短信是{sender}发的
密码连续输错{count}，{time}被锁卡|卡密码没泄露，{amount}是怎么刷走的|没收到验证码就扣了{amount}
{time}、{date} 两次要验证码|第一笔{amount}没要密码，第二笔要了|小额免密 {amount}，不用密码
不用密码就能刷{amount}|密码输对了，余额 {amount}|输完密码显示余额{amount}|验证码发送时间 {time}
重置密码请打{sender}|我在{date}改了密码，{time}生效|密码有效期到{date}|{tail}的卡密码没人知道
卡号尾数{tail}，密码没人知道|我的卡（{tail}）密码没给人|终端{terminal}要求输密码
流水{ticket}没有输入密码|POS {terminal} 不要密码就能刷|操作员{tail}的密码改了|01号操作员的密码改了
店里{count}有人问密码|密码盘 {terminal}|第{tail}号工单：改密码|警官 {ticket} 让我改密码
案件编号 {ticket}，问我验证码|凭证号{ticket}，密码交易|I changed the PIN on {date} at {time}
no PIN needed below {amount_en}|PIN not asked for {amount_en}
contactless without PIN for {amount_en}|the code arrived {minutes_en} late
after {count_en} the PIN was blocked|caller {phone} wanted the code
call {sender} if you forgot the password|the bank ({sender}) never asks for the password
code not received by {time}|case {ticket}: PIN compromised|paid {amount_en} with PIN
{amount_en} was taken without PIN|PIN-based payment of {amount_en}|terminal {terminal} asks for PIN
card {tail}: PIN changed|my card ({tail}) needs a new PIN|ticket {ticket} about the code
SMS from {sender} with a code|room {tail} has the password list|reference {ticket}, no code used
order {ticket} paid by password|密码问题已解决，流水 {ticket}|{amount}的交易没有验证码
他第{count}要密码时我报警了|输入密码后显示{time}交易成功|验证码发到{phone}|我在{sender}上重置了密码
{date}重置密码成功|密码重置后{minutes}又被盗刷{amount}|没有密码{amount}也能刷
持卡人输错密码{count}后走了|客户忘记密码，{time}离店|密码正确，扣款{amount}|PIN verified at {time}
PIN OK, amount {amount_en}|the code didn't arrive for {minutes_en}|he asked {count_en} for my PIN
transaction without PIN, {amount_en}, {time}|signature instead of PIN, {amount_en}
I hung up when he asked for the code and called {sender}|password reset SMS from {sender} at {time}
blocked PIN since {date}|PIN tries: {count_en}
"""
"""Codes and passwords are spoken of, and numbers that are none stand nearby."""
