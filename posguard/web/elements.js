"use strict";
// Elements of the page. Every text becomes a text node: nothing a pack says can become markup.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  children.forEach((child) => child && made.append(child));
  return made;
}

const lines = (texts) => (texts.length === 1 ? [element("p", {}, texts[0])]
  : [element("ul", {}, ...texts.map((text) => element("li", {}, text)))]);

// Puts words where they can be pasted; on a page without https the old way still works.
async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch (refused) {
    const field = element("textarea", { class: "off-screen", readonly: true });
    field.value = words;
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (before) before.focus();
    return copied;
  }
}
