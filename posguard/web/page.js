"use strict";
// The page: what was answered, where in the interview one is, and the way back and forth.
// Answers are held in memory and, so that a call does not lose them, for this tab; a kiosk keeps
// none. History holds positions alone: what it holds is written to the disk.
(function page() {
  const first = JSON.parse(document.getElementById("first").textContent), KEPT = "posguard";
  const LANGS = { zh: "zh-CN", en: "en" };
  const [head, main, foot] = document.body.children, plain = [...main.children];
  const fresh = (lang) => ({
    stamp: first.stamp, run: String(Math.random()), lang, at: 0, trail: [{ view: "ask", n: 0 }],
    taken: [], given: [], advised: [], ticks: [], own: {},
  });
  let state = restored() || fresh(first.lang), talk, planner, table, failed;
  const say = (key, facts) => words(first.words, state.lang, key, facts);
  const text = (forms) => read(table, forms, state.lang);
  const show = views({
    text, answer, back, goOn, calls, choice, choose, tick, change,
    isTicked: (id) => state.ticks.includes(id), print, clear: begin,
  }, say);

  // Storage. A sandboxed page has none, nor has a kiosk.
  function restored() {
    try {
      const kept = first.kiosk ? null : JSON.parse(sessionStorage.getItem(KEPT));
      return kept && kept.stamp === first.stamp ? kept : undefined;
    } catch (refused) {
      return undefined;
    }
  }

  function keep() {
    try {
      if (!first.kiosk) sessionStorage.setItem(KEPT, JSON.stringify(state));
    } catch (refused) { /* then in memory alone */ }
  }

  function push(replace) {
    try {
      const place = { run: state.run, at: state.at };
      if (replace) history.replaceState(place, "");
      else history.pushState(place, "");
    } catch (refused) { /* a sandboxed page may have no history; its own buttons work */ }
  }

  function begin() {
    try {
      sessionStorage.removeItem(KEPT);
    } catch (refused) { /* there is none */ }
    state = fresh(state.lang);
    push(false);
    render(true);
  }

  // The way: each view with the number of answers that led to it.
  const here = () => state.trail[state.at];
  const progress = (n) => talk.replay(new Map(state.taken.slice(0, n).map((name) =>
    [name, new Map(state.given).get(name)])));

  function go(view) {
    state.trail = [...state.trail.slice(0, state.at + 1), view];
    state.at += 1;
    push(false);
    render(true);
  }

  function back() {
    if (!state.at) return;
    state.at -= 1;
    push(true);
    render(true);
  }

  function answer(keys) {
    const { n, again } = here();
    if (!talk) {
      go({ view: "loading", n });
      ready.then(() => {
        if (failed || here().view !== "loading") return;
        back();
        answer(keys);
      });
      return;
    }
    const old = state.taken, name = progress(n).question;
    state.given = [...state.given.filter(([other]) => other !== name), [name, keys]];
    state.taken = [...old.slice(0, n), name];
    let p = progress(n + 1);
    while (again && old.includes(p.question) && isStillOffered(p)) {
      state.taken.push(p.question);
      p = progress(state.taken.length);
    }
    const steps = p.now.filter((step) => !state.advised.includes(step));
    const shown = p.question !== null && advised(p, steps).length > 0;
    go(shown ? { view: "advice", n: state.taken.length, steps } : next(p));
  }

  function isStillOffered(p) {
    const keys = talk.offered(p, talk.questionOf(p.question, p.tree)).map((o) => o.key);
    return new Map(state.given).get(p.question).every((key) => keys.includes(key));
  }

  const next = (p) => ({ view: p.question === null ? "plan" : "ask", n: state.taken.length });

  function goOn() {
    state.advised = [...new Set([...state.advised, ...here().steps])];
    go(next(progress(here().n)));
  }

  function change(name) {
    go({ view: "ask", n: state.taken.indexOf(name), again: true });
  }

  function tick(id) {
    const others = state.ticks.filter((each) => each !== id);
    state.ticks = others.length < state.ticks.length ? others : [...others, id];
    keep();
  }

  // Whom to call: of what is sure and not out of date, and can be called from there.
  function numbersOf(place, isAbroad) {
    const row = table.contacts[place], today = Math.floor(Date.now() / 86400000);
    const old = !row.verified || row.verified + table.valid < today;
    return row.numbers.filter((each) => each.sure && !each.text && (each.anywhere || !isAbroad))
      .map(({ number }) => ({ number, old, title: text(row.title) }));
  }

  function calls({ planned: { step } }) {
    const isAbroad = progress(here().n).held.includes(table.special.abroad);
    const own = state.own[step.role];
    if (own !== undefined) return numbersOf(own, isAbroad);
    return step.contact ? numbersOf(step.contact - 1, isAbroad) : [];
  }

  const KINDS = { acquirer: "acquirer", issuer: "bank", "settlement-bank": "bank" };
  let offered = new Set();

  function choice({ planned: { step } }) {
    const kind = KINDS[step.role];
    if (!kind || offered.has(kind)) return undefined;
    offered.add(kind);
    const contacts = table.contacts.map((row, place) => ({ row, place }))
      .filter(({ row }) => row.kind === kind)
      .map(({ row, place }) => ({ place, title: text(row.title) }));
    return { role: step.role, kind, contacts, chosen: state.own[step.role],
      words: `web-own-${kind}` };
  }

  function choose({ kind, role }, value) {
    Object.keys(KINDS).filter((each) => KINDS[each] === kind).forEach((each) => {
      if (value) state.own[each] = Number(value);
      else delete state.own[each];
    });
    render(false);
    document.getElementById(`own-${role}`).focus();
  }

  // What to do at once, out of the plan as it is by now.
  function advised(p, steps) {
    const made = planner.plan(p), some = (all) => all.filter(({ id }) => steps.includes(id));
    const part = Object.assign({}, made, {
      steps: some(made.steps).filter(({ done }) => !done), nevers: some(made.nevers), asides: [],
    });
    const { sections } = planner.page(p, part, state.lang, state.own);
    return [].concat(...sections.filter(([id]) => id === "how" || id === "never")
      .map(([, , items]) => items));
  }

  const span = (within) => ({
    atOnce: within <= table.withins.indexOf("15m"), soon: within <= table.withins.indexOf("24h"),
  });

  function grouped(p, page) {
    const items = (page.sections.find(([id]) => id === "how") || [])[2] || [], groups = [];
    for (const item of items.filter(({ number }) => number)) {
      const { within, owner } = item.planned, last = groups[groups.length - 1];
      const time = say(`within:${table.withins[within]}`);
      const title = owner ? `${say("for-owner")} · ${time}` : time;
      if (last && last.title === title) last.items.push(item);
      else groups.push(Object.assign({ title, items: [item] }, span(within)));
    }
    return groups;
  }

  function drawn({ view, n, steps }) {
    if (view === "clear") return show.clear();
    if (!talk) {
      if (n || view !== "ask") return show.loading(first);
      const options = first.question.options.filter(([, o]) => !o.when)
        .map(([key, o]) => Object.assign({ key }, o));
      return show.question({ asked: first.question, options, before: [], number: 1,
        exclusive: first.exclusive });
    }
    const p = progress(n);
    if (view === "plan") {
      const page = planner.page(p, planner.plan(p), state.lang, state.own);
      return show.plan({ page, groups: grouped(p, page) });
    }
    if (view === "advice") return show.advice({ items: advised(p, steps) });
    const asked = talk.questionOf(p.question, p.tree), options = talk.offered(p, asked);
    return show.question({ asked, options, number: n + 1, canGoBack: state.at > 0,
      before: new Map(state.given).get(p.question) || [], exclusive: table.exclusive });
  }

  function render(moved) {
    if (failed) return;
    offered = new Set();
    document.documentElement.lang = LANGS[first.langs[state.lang]];
    main.textContent = "";
    main.append(...drawn(here()).filter(Boolean));
    const title = main.querySelector("h1");
    document.title = `${title.textContent} - posguard`;
    surround();
    keep();
    if (moved) {
      window.scrollTo(0, 0);
      title.focus();
    }
  }

  function surround() {
    const other = () => { state.lang = (state.lang + 1) % first.langs.length; render(true); };
    const clear = () => go({ view: "clear", n: here().n });
    head.textContent = foot.textContent = "";
    head.append(element("span", {}, "posguard"));
    if (first.langs.length > 1) {
      head.append(element("button", { type: "button", class: "quiet", click: other,
        lang: LANGS[first.langs[1 - state.lang]] }, say("web-language")));
    }
    foot.append(element("p", {}, say(first.kiosk ? "web-not-kept" : "web-kept")),
      element("button", { type: "button", class: "quiet", click: clear }, say("web-clear")));
  }

  // Print: what is folded is not printed unless everything is wanted.
  let opened = [];
  function print(extent) {
    document.documentElement.dataset.print = extent;
    window.print();
  }
  window.addEventListener("beforeprint", () => {
    if (document.documentElement.dataset.print !== "all") return;
    opened = [...main.querySelectorAll("details:not([open])")];
    opened.forEach((each) => { each.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((each) => { each.open = false; });
    opened = [];
    delete document.documentElement.dataset.print;
  });

  window.addEventListener("popstate", ({ state: place }) => {
    if (place && place.run === state.run && state.trail[place.at]) {
      state.at = place.at;
    } else {
      state.at = 0;
      push(true);
    }
    render(true);
  });

  async function load() {
    table = await loadTable(() => state.at > 0);
    Object.assign(first.words, table.words);
    talk = interview(table);
    planner = planning(table, talk);
  }

  // A table that was changed or cut off on the way: what stood here before the script comes back.
  function fail() {
    failed = true;
    head.textContent = main.textContent = foot.textContent = "";
    main.append(...plain);
    plain.forEach((each) => {
      const lang = first.langs.findIndex((name) => LANGS[name] === each.lang);
      const why = each.querySelector("p");
      why.setAttribute("role", "alert");
      why.textContent = words(first.words, lang, "web-damaged");
    });
    document.title = main.querySelector("h1").textContent;
  }

  const ready = load().catch(fail);

  if (first.kiosk) kiosk(first.kiosk, say, begin);
  push(true);
  render(false);
  if (state.at) ready.then(() => render(false));
}());
