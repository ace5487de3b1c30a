"use strict";
// The views: a question, what to do at once, the plan. Each returns what stands in <main>.
function views(act, say) {
  const heading = (text) => element("h1", { tabindex: "-1" }, text);
  const button = (text, click, kind) =>
    element("button", { type: "button", class: kind || "quiet", click }, text);

  function question({ asked, options, before, number, canGoBack, exclusive }) {
    const many = asked.many, kind = many ? "checkbox" : "radio";
    const fields = options.map((o, n) => {
      const id = `answer-${n}`;
      const checked = before.includes(o.key);
      const field = element("input", { type: kind, name: "answer", id, checked });
      return { o, field, row: element("div", { class: "option" }, field,
        element("label", { for: id }, act.text(o.text))) };
    });
    const title = act.text(asked.ask);
    const error = element("p", { id: "error", class: "error", role: "alert" });
    const hint = [asked.help && act.text(asked.help), many && !asked.help && say("web-many")]
      .filter(Boolean).map((text) => element("p", {}, text));
    const more = element("span", { class: "more", "aria-hidden": "true" }, say("web-more"));
    const bar = element("div", { class: "go" }, more,
      button(say("web-continue"), submit, "main"));
    const isAlone = (o) => exclusive.includes(o.key);

    function change(changed) {
      if (many && changed.field.checked && !changed.o.beside) {
        fields.filter(({ o }) => o !== changed.o && !o.beside
          && (isAlone(o) || isAlone(changed.o)))
          .forEach(({ field }) => { field.checked = false; });
      }
      bar.classList.toggle("stuck", fields.some(({ field }) => field.checked));
    }

    function submit() {
      const keys = fields.filter(({ field }) => field.checked).map(({ o }) => o.key);
      if (keys.length) {
        act.answer(keys);
        return;
      }
      error.textContent = say("web-choose");
      document.title = say("web-error", { title });
      fields[0].field.focus();
    }

    // In a sandboxed frame a form is not submitted, and nobody hears of it.
    function enter(event) {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      submit();
    }

    fields.forEach((each) => each.field.addEventListener("change", () => change(each)));
    bar.classList.toggle("stuck", before.length > 0);
    if (window.IntersectionObserver) {
      const watch = ([last]) => more.classList.toggle("none", last.isIntersecting);
      new IntersectionObserver(watch, { rootMargin: "0px 0px -90px" })
        .observe(fields[fields.length - 1].row);
    }
    return [
      element("p", { class: "count" }, say("progress", { n: number })),
      element("form", { novalidate: true, autocomplete: "off", keydown: enter },
        element("fieldset", { "aria-describedby": "hint error" },
          element("legend", {}, heading(title)),
          element("div", { id: "hint", class: "hint" }, ...hint), error,
          ...fields.map(({ row }) => row)), bar),
      canGoBack && button(say("web-back"), act.back),
    ];
  }

  function advice({ items }) {
    return [
      heading(say("web-advice")),
      element("ol", { class: "steps" }, ...items.map((item) => step(item, true))),
      element("div", { class: "go" },
        button(say("web-under-way"), act.goOn, "main")),
      button(say("web-back"), act.back),
    ];
  }

  function calls(item) {
    return act.calls(item).map(({ number, title, old }) => (old
      ? element("p", { class: "old" }, `${number}: ${say("web-old")}`)
      : element("a", { class: "call", href: `tel:${number}` },
        say(title.includes(number) ? "web-call" : "web-call-label", { number, title }))));
  }

  function script([, title, said], prefix) {
    const status = element("span", { role: "status", class: "copied" });
    const copyAll = async () => {
      status.textContent = say(await copy(said.join("\n")) ? "web-copied" : "web-not-copied");
    };
    return element("div", { class: "words" }, element("p", { class: "label" }, title),
      ...lines(said), element("p", { class: "copy" },
        element("button", { type: "button", class: "quiet", click: copyAll,
          "aria-label": `${say("web-copy")}: ${prefix}` }, say("web-copy")), status));
  }

  const definitions = (details) => element("dl", {}, ...details.map(([kind, title, said]) =>
    element("div", { class: `kind-${kind}` }, element("dt", {}, title),
      element("dd", {}, ...lines(said)))));

  // What to do, whom to call and what to say stand open; the rest is folded.
  function step(item, soon) {
    const { planned } = item;
    const numbers = soon ? calls(item) : [];
    const isOpen = ([kind]) => soon && (kind === "say" || (kind === "call" && !numbers.length));
    const open = item.details.filter(isOpen).sort(([kind]) => (kind === "call" ? -1 : 1));
    const rest = item.details.filter((d) => !isOpen(d));
    const head = item.number ? `${item.number}. ${item.text}` : item.text;
    const tick = () => act.tick(planned.id);
    const ticked = planned.done || act.isTicked(planned.id);
    return element("li", { class: "step" },
      element("label", { class: "do" },
        element("input", { type: "checkbox", checked: ticked, change: tick }),
        element("span", {}, head)),
      element("div", { class: "doing" }, ...numbers,
        ...open.map((d) => (d[0] === "say" ? script(d, item.text) : definitions([d]))),
        ...own(item, soon),
        rest.length > 0 && element("details", {},
          element("summary", {}, say(soon ? "web-how" : "web-everything"),
            element("span", { class: "off-screen" }, `: ${item.text}`)),
          definitions(rest))));
  }

  function own(item, soon) {
    const choice = soon ? act.choice(item) : undefined;
    if (!choice) return [];
    const id = `own-${choice.role}`;
    const select = element("select", { id, change: () => act.choose(choice, select.value) },
      element("option", { value: "" }, say("web-own-none")),
      ...choice.contacts.map(({ place, title }) => element("option",
        { value: String(place), selected: place === choice.chosen }, title)));
    return [element("p", { class: "own" },
      element("label", { for: id }, say(choice.words)), select)];
  }

  function group({ title, items, soon, atOnce }) {
    const list = element("ol", { class: "steps" }, ...items.map((item) => step(item, soon)));
    return element("section", { class: `${soon ? "soon" : "later"}${atOnce ? " at-once" : ""}` },
      element("h2", {}, title), list);
  }

  function never([, title, items]) {
    const why = (item) => item.details.length > 0 && element("details", {},
      element("summary", {}, say("detail:why"),
        element("span", { class: "off-screen" }, `: ${item.text}`)), definitions(item.details));
    return element("section", { class: "never" }, element("h2", {}, title),
      element("ul", {}, ...items.map((item) => element("li", {},
        element("p", {}, item.text), why(item)))));
  }

  function back([id, title, items]) {
    const change = (item) => item.name !== undefined && element("button", {
      type: "button", class: "quiet", click: () => act.change(item.name),
      "aria-label": say("web-change-label", { ask: item.text }),
    }, say("web-change"));
    return element("details", { class: `back ${id}` },
      element("summary", {}, element("h2", {}, title)),
      element("ul", {}, ...items.map((item) => element("li", {},
        element("p", {}, item.number && id === "sources" ? `[${item.number}] ` : "", item.text),
        item.details && item.details.length > 0 && definitions(item.details), change(item)))));
  }

  function plan({ page, groups }) {
    const [first, ...lead] = page.lead, sections = new Map(page.sections.map((s) => [s[0], s]));
    const soon = groups.filter((g) => g.soon), later = groups.filter((g) => !g.soon);
    const rest = ["told", "answers", "left-out", "contacts", "sources", "about"];
    return [
      heading(page.title),
      element("p", { class: "urgency" }, first),
      ...lead.map((line) => element("p", { class: "lead" }, line)),
      ...soon.map(group),
      sections.has("never") && never(sections.get("never")),
      ...later.map(group),
      ...rest.filter((id) => sections.has(id)).map((id) => back(sections.get(id))),
      element("p", { class: "buttons" },
        button(say("web-print"), () => act.print("short")),
        button(say("web-print-all"), () => act.print("all")),
        button(say("web-back"), act.back)),
    ];
  }

  function loading({ number }) {
    return [heading(say("web-loading")),
      element("p", {}, say("web-loading-meanwhile", { number }))];
  }

  function clear() {
    return [heading(say("web-clear-ask")), element("p", { class: "buttons" },
      button(say("web-clear-yes"), act.clear, "main"), button(say("web-clear-no"), act.back))];
  }

  return { question, advice, plan, loading, clear };
}
