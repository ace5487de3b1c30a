"use strict";
// The table: it stands behind the script, packed, so that the first question can be asked before
// it is there. While nobody waits for it, what can be seen and touched comes before its parts.
async function loadTable(isAwaited) {
  await new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
    else done();
  });
  const packed = atob(document.getElementById("table").textContent);
  const parts = unpack(Uint8Array.from(packed, (sign) => sign.charCodeAt(0)));
  let part;
  do {
    if (!isAwaited()) await painted();
    part = parts.next();
  } while (!part.done);
  return JSON.parse(new TextDecoder().decode(part.value));
}

// A page that is hidden is never painted.
function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
  });
}
