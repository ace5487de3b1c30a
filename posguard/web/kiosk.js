"use strict";
// A kiosk: when nobody has touched it for some minutes, it asks, and then begins anew.
function kiosk(minutes, say, begin) {
  const WARNING = 30;
  let last = Date.now(), box;

  function touched() {
    last = Date.now();
    if (box) box.remove();
    box = undefined;
  }

  function warn() {
    const stay = element("button", { type: "button", class: "main", click: touched },
      say("web-idle-stay"));
    box = element("div", { class: "idle", role: "alertdialog", "aria-labelledby": "idle-title",
      "aria-describedby": "idle-soon" },
    element("h2", { id: "idle-title" }, say("web-idle")),
    element("p", { id: "idle-soon" }, say("web-idle-soon", { seconds: WARNING })), stay);
    document.body.append(box);
    stay.focus();
  }

  for (const event of ["pointerdown", "keydown", "scroll", "input"]) {
    window.addEventListener(event, touched, { passive: true, capture: true });
  }
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) begin(); });
  window.setInterval(() => {
    const left = minutes * 60 - (Date.now() - last) / 1000;
    if (left <= 0) {
      touched();
      begin();
    } else if (left <= WARNING && !box) {
      warn();
    }
  }, 1000);
}
