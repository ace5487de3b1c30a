"""What travels is looked through first: in every usual encoding and form of text, within bounds,
and honestly.
"""

from __future__ import annotations

import io
import os
import random
import time
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from support.case_factory import add_evidence, new_case, open_cases, run_on_cases, source_file
from support.slow import slow_after

from posguard.evidence.contents import ScanResult, scan
from posguard.masking.mask import SecretKind

CARD, PERSON = "6222021234567890128", "11010519491231002X"
STATEMENT = (
    "支付宝交易记录明细查询\n交易号,商家订单号,交易创建时间,金额（元）,对方账户\n"
    f"2026112222001,T1,2026-11-22 09:14:33,3000.00,{CARD}\n"
    f"本人卡号：6222 0212 3456 7890 128\n身份证号：{PERSON}\n验证码：123456\n"
)
ALL: tuple[SecretKind, ...] = ("card", "id", "code")
ROW = "2026-11-22 09:14:33,/,3000.00,x\n"


def seen(content: bytes, name: str = "file.txt") -> ScanResult:
    """What is seen in a file of this content."""
    return scan(io.BytesIO(content), name)


@pytest.mark.parametrize(
    "content",
    slow_after(
        4,
        [
            STATEMENT.encode(),
            STATEMENT.encode("utf-8-sig"),
            STATEMENT.encode("gbk"),
            STATEMENT.encode("gb18030"),
            STATEMENT.encode("utf-16"),
            STATEMENT.encode("utf-16-le"),
            STATEMENT.encode("utf-16-be"),
            STATEMENT.encode() + b"\xff",
            STATEMENT.encode()[:3] + b"\xfe" + STATEMENT.encode()[3:],
            (ROW * 200_000 + STATEMENT).encode(),
            (ROW * 100_000 + STATEMENT).encode("gbk"),
            (ROW * 60_000 + STATEMENT).encode("utf-16-le"),
        ],
    ),
    ids=[
        "utf8",
        "bom",
        "gbk",
        "gb18030",
        "utf16",
        "utf16le",
        "utf16be",
        "cut",
        "bad-byte",
        "large",
        "large-gbk",
        "large-utf16",
    ],
)
def test_statements_are_looked_through_in_every_encoding(content: bytes) -> None:
    """Card number, ID number and code are found, and nothing is left unseen."""
    assert seen(content) == ScanResult(ALL, "all")


def test_nothing_is_found_where_nothing_is() -> None:
    """An ordinary statement, in each encoding, is seen whole and raises no alarm."""
    for encoding in ("utf-8", "gbk", "utf-16", "utf-16-le"):
        content = ("交易时间,类型,金额\n" + ROW * 20_000).encode(encoding)
        assert seen(content) == ScanResult((), "all"), encoding


def _zipped(**members: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in members.items():
            whole.writestr(name.replace("_", "."), content)
    return made.getvalue()


def _letter(*, attached: bool) -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "账单"
    letter.set_content(STATEMENT, cte="base64")
    if attached:
        letter.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    return bytes(letter)


SPLIT = "<w:p><w:r><w:t>6222 0212 </w:t></w:r><w:r><w:t>3456 7890 128</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (rb'{"\u9a8c\u8bc1\u7801": "123456"}', "a.json", ScanResult(("code",), "all")),
        (
            b"<td>6222&nbsp;0212&nbsp;3456&nbsp;7890&nbsp;128</td>",
            "a.html",
            ScanResult(("card",), "all"),
        ),
        (_letter(attached=False), "a.eml", ScanResult(ALL, "all")),
        (_letter(attached=True), "a.eml", ScanResult(ALL, "part")),
        (_zipped(document_xml=SPLIT), "a.docx", ScanResult(("card",), "all")),
        (
            _zipped(a_csv=STATEMENT.encode("gbk"), b_png=b"\x89PNG\0\0\1\2"),
            "a.zip",
            ScanResult(ALL, "part"),
        ),
        (_zipped(**{f"{CARD}_txt": "x"}), "a.zip", ScanResult(("card",), "all")),
        (_zipped(b_png=b"\x89PNG\0\0\1\2"), "a.zip", ScanResult((), "nothing")),
        (_zipped(a_txt="x")[:-30], "a.zip", ScanResult((), "nothing")),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "a.png", ScanResult((), "nothing")),
        (b"%PDF-1.7\n" + CARD.encode() + b"\n%%EOF", "a.pdf", ScanResult((), "nothing")),
        (random.Random(5).randbytes(4000), "a.bin", ScanResult((), "nothing")),
        (b"", "empty", ScanResult((), "all")),
    ],
    ids=[
        *("json", "html", "mail", "mail-with-picture", "word", "zip", "zip-with-such-a-name"),
        *("zip-of-pictures", "broken-zip", "picture", "pdf", "random", "empty"),
    ],
)
def test_what_else_is_text_is_looked_through_and_what_is_not_is_said(
    content: bytes, name: str, expected: ScanResult
) -> None:
    """JSON, HTML, mails, Word and zip are read as their reader would; the rest is named as not
    seen.
    """
    assert seen(content, name) == expected


@pytest.mark.slow
def test_what_is_too_large_is_seen_in_part_and_takes_no_more_memory() -> None:
    """A packed gigabyte is given up within bounds of time and memory, and said to be seen in
    part.
    """
    bomb = _zipped(a_txt=b"\n" * (1 << 29))
    tracemalloc.start()
    before = time.process_time()
    assert seen(bomb, "a.zip").seen == "part"
    assert time.process_time() - before < 120
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()


def test_whoever_packs_is_told_before_anything_is_packed(tmp_path: Path) -> None:
    """Files that seem to hold numbers by name, files that were not looked through by name or
    number, in that order.
    """
    made = new_case(tmp_path / "cases")
    add_evidence(
        made,
        source_file(tmp_path, "alipay.csv", STATEMENT.encode("gbk")),
        source_file(tmp_path, "photo.jpg", b"\0" * 99),
    )
    done = run_on_cases(tmp_path / "cases", "evidence", "pack", "-o", str(tmp_path / "bag"))
    assert done.complaint.splitlines()[:2] == [
        "2-alipay.csv seems to hold card numbers, ID numbers, codes or passwords.",
        "No text, so not looked through (files: 1): 3-photo.jpg",
    ]
    assert (
        "2-alipay.csv 里像是有"
        in run_on_cases(
            tmp_path / "cases", "evidence", "pack", "-o", f"{tmp_path}/b", lang="zh"
        ).complaint
    )
    add_evidence(
        open_cases(tmp_path / "cases"),
        *[source_file(tmp_path, f"{n}.png", b"\x89PNG\0\0\1%d" % n) for n in range(12)],
    )
    os.unlink(tmp_path / "cases" / "shop" / "evidence" / "2-alipay.csv")
    done = run_on_cases(tmp_path / "cases", "evidence", "pack", "-o", str(tmp_path / "c"))
    assert "(files: 13): numbers 3, 6-17\n" in done.complaint
    assert "Cannot be read, so not looked through (files: 1): 2-alipay.csv" in done.complaint
    assert (done.code, "nothing was packed" in done.complaint) == (1, True)
