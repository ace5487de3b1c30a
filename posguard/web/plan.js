"use strict";
// The plan: the steps in the order in which they are done, and the page of it in one language.
// It decides as posguard.interview.plan does, and words as posguard.pages does.
const lasts = (texts) => texts.map((text, n) =>
  (n < texts.length - 1 ? text.replace(/[。.]+$/, "") : text));

// What the length of something said is counted in: characters, words.
const COUNTED = { zh: /[\u3400-\u9fff]/g, en: /[\p{L}\p{N}_][\p{L}\p{N}_'’.,:-]*/gu };

// A text in one language. One that is needed more than once has a place among the texts; marks
// stand around what is read at home and, in its stead, abroad.
function read(table, forms, lang, isAbroad) {
  const text = (forms.length ? forms : table.texts[forms - 1])[lang];
  return text.split("\x7f").filter((_, n) => n % 3 !== (isAbroad ? 1 : 2)).join("");
}

function planning(table, { findings, trees, questionOf }) {
  const NEVER = table.pillars.indexOf("never"), TODAY = table.withins.indexOf("24h");
  const AT_ONCE = table.withins.indexOf("15m");
  const fallback = new Map(table.fallback), roles = new Map(table.roles);
  const steps = table.steps.map((row) => Object.assign(
    { pillar: 0, within: 0 },
    listed(row, ["how", "say", "need", "keep", "sooner", "sources", "when", "doneBy"]),
  ));
  for (const row of [...steps, ...roles.values()]) {
    for (const key of ["how", "say", "need", "keep", "find"]) {
      (row[key] || []).forEach((part) => listed(part, ["when"]));
    }
  }
  roles.forEach((role) => listed(role, ["contacts"]));
  table.contacts.forEach((row) => listed(row, ["numbers", "details"]));

  function inOrder(reasons, held) {
    const because = new Map(), employed = held.includes(table.special.employee);
    reasons.forEach((r) => because.set(r.step, [...(because.get(r.step) || []), r]));
    const planned = [...because].map(([id, whys], arrival) => {
      const step = steps[id];
      const times = step.sooner.filter(([, when]) => holdsAll(when, held)).map(([time]) => time);
      const within = Math.min(step.within, ...times);
      const owner = employed && !step.own && step.pillar !== NEVER;
      const done = step.doneBy.some((name) => held.includes(name));
      const rank = Math.min(id, table.ordered);
      const place = [step.aside ? 0 : 1, owner ? 1 : 0, within, rank, arrival];
      return { id, step, within, owner, done, whys, place };
    }).filter(({ step }) => holdsAll(step.when, held));
    return planned.sort((one, other) => {
      const at = one.place.findIndex((value, n) => value !== other.place[n]);
      return one.place[at] - other.place[at];
    });
  }

  function plan(p) {
    const { reasons, omitted } = emptyPillars(p);
    const ordered = inOrder([...p.reasons, ...reasons], p.held);
    return {
      urgency: p.urgency, visited: p.visited, held: p.held, omitted,
      steps: ordered.filter(({ step }) => step.pillar !== NEVER && !step.aside),
      nevers: ordered.filter(({ step }) => step.pillar === NEVER),
      asides: ordered.filter(({ step }) => step.aside),
    };
  }

  function emptyPillars(p) {
    const reasons = [], omitted = [];
    const brought = inOrder(p.reasons, p.held).filter(({ step }) => step.fills);
    for (const group of p.urgency > 1 ? table.needed : []) {
      if (brought.some(({ step }) => group.includes(step.pillar))) continue;
      const why = waived(p, group);
      omitted.push(...why);
      const missing = why.length ? [] : group.filter((pillar) => fallback.has(pillar));
      reasons.push(...missing.map((pillar) => ({ step: fallback.get(pillar) })));
    }
    return { reasons, omitted };
  }

  function waived(p, group) {
    const found = p.waived.filter(({ pillar }) => group.includes(pillar));
    const said = new Set(found.map(({ tree }) => tree));
    const needed = p.held.some((name) => findings[name].needs.some((n) => group.includes(n)));
    const covers = said.has(table.start) || p.visited.every((name) => said.has(name));
    if (needed || !found.length || !covers) return [];
    const whys = (wanted) => unique(found.filter((w) => w.pillar === wanted).map((w) => w.why));
    return group.map((pillar) => ({ pillar, why: whys(pillar) })).filter(({ why }) => why.length);
  }

  function standing(parts, held) {
    let met = false;
    return parts.filter((part) => {
      const stands = part.otherwise ? !met : holdsAll(part.when, held);
      met = part.otherwise || !part.when.length ? false : met || stands;
      return stands;
    });
  }

  // The page: every step once, with everything there is of it.
  function page(p, made, lang, own) {
    const zh = table.langs[lang] === "zh", { held } = made;
    const isAbroad = held.includes(table.special.abroad);
    const forAnother = held.includes(table.special.helper) ? "-for-another" : "";
    const cited = new Map(), called = new Set(), met = new Set(), calls = new Map();
    const pick = (zhText, enText) => (zh ? zhText : enText);
    const clauses = (texts) => texts.join(pick("；", "; "));
    const sentences = (texts) => lasts(texts).join(pick("。", ". "));

    const text = (forms) => read(table, forms, lang, isAbroad);
    const say = (key, facts) => words(table.words, lang, key, facts);
    const label = (key, facts) => say("label", { label: say(key, facts) });
    const texts = (parts) => standing(parts, held).map((part) => text(part.text));
    const because = (whys) => whys.filter(({ why }) => why).slice(0, 1)
      .map(({ why }) => text(why));

    // As few utterances as can be, each one part or no longer than somebody can follow.
    function speech(parts) {
      const said = [];
      for (const words of texts(parts)) {
        const longer = said.length ? said[said.length - 1] + pick("", " ") + words : "";
        const counted = longer.match(COUNTED[table.langs[lang]]) || [];
        if (longer && counted.length <= table.most[lang]) {
          said[said.length - 1] = longer;
        } else {
          said.push(words);
        }
      }
      return said;
    }

    const callLine = (place) =>
      text(table.contacts[place].title) + text(table.contacts[place].line);

    function callLines({ role, contact }) {
      if (!role) {
        if (contact) called.add(contact - 1);
        return contact ? [callLine(contact - 1)] : [];
      }
      const { name, find, contacts } = roles.get(role), chosen = own[role];
      const facts = { name: text(name), find: sentences(texts(find)) };
      const first = met.has(role) || !facts.find ? facts.name : say("call-role", facts);
      met.add(role);
      const whom = chosen === undefined ? contacts : [chosen];
      whom.forEach((each) => called.add(each));
      const lines = [first, ...whom.map(callLine)];
      return chosen === undefined ? lines : lines.reverse();
    }

    function basis(sources) {
      if (!sources.length) return say("practice");
      return clauses(sources.map(([source, articles]) => {
        if (!cited.has(source)) cited.set(source, cited.size + 1);
        return `[${cited.get(source)}] ${text(articles)}`.trimEnd();
      }));
    }

    const LINES = {
      why: ({ step }) => (step.why ? [text(step.why)] : []),
      how: ({ step }) => texts(step.how),
      say: ({ step }) => speech(step.say),
      need: ({ step }) => texts(step.need),
      keep: ({ step }) => texts(step.keep),
      call: ({ step }) => callLines(step),
      from: ({ step }) =>
        (step.event ? [say("from", { event: say(`event:${step.event}`) })] : []),
      basis: ({ step }) => [basis(step.sources)],
      because: ({ whys }) => because(whys),
    };

    function item(planned, number, kinds) {
      const call = calls.get(planned.id);
      const details = kinds.map((kind) => {
        const whose = kind === "say" ? forAnother : "";
        const same = call === undefined || call === number || kind !== "say";
        const title = same ? label(`detail:${kind}${whose}`)
          : label(`detail:say-with${whose}`, { number: call });
        return [kind, title, LINES[kind](planned)];
      }).filter(([, , lines]) => lines.length);
      return { planned, number, text: text(planned.step.do), details };
    }

    const kinds = Object.keys(LINES), firsts = new Map();
    made.steps.forEach(({ id, step, within, owner, done }, n) => {
      const whom = `${step.role || step.contact}${owner}`;
      if ((step.role || step.contact) && step.say.length && !done && within <= TODAY) {
        if (!firsts.has(whom)) firsts.set(whom, n + 1);
        calls.set(id, firsts.get(whom));
      }
    });
    const asides = made.asides.map((planned) => item(planned, undefined, kinds));
    const items = made.steps.map((planned, n) => item(planned, n + 1, kinds));
    const nevers = made.nevers.map((planned) => item(planned, undefined, ["why", "basis"]));

    function title() {
      const titles = made.visited.map((name) => text(trees.get(name).title));
      const key = ["plan-title-none", "plan-title", "plan-title-several"][titles.length];
      const facts = { count: titles.length, titles: titles.slice(0, 2).join(pick("、", ", ")) };
      return say(key || "plan-title-many", facts);
    }

    function general(names) {
      const rest = new Set([].concat(...names.map((name) => findings[name].implies)));
      return names.filter((name) => !rest.has(name));
    }

    function lead() {
      const times = made.steps.filter(({ done }) => !done).map(({ within }) => within);
      const first = Math.min(...times);
      const urgency = table.urgencies[made.urgency - 1];
      const calm = first <= AT_ONCE && urgency !== "emergency";
      const within = times.length ? table.withins[first] : "none";
      const key = `begin:${within}${calm ? `:${urgency}` : ""}`;
      const answering = held.filter((name) => findings[name].answer);
      const own = (name) => isAbroad && name === table.special.abroad;
      const last = [...answering.filter((n) => !own(n)), ...answering.filter(own)];
      const answers = general(last).map((name) => text(findings[name].answer));
      return [say("urgency", { urgency: say(key) }), ...answers, ...asides.map((a) => a.text)];
    }

    const told = general([...new Set(p.told)].filter((name) => held.includes(name)));
    const contact = (place) => {
      const row = table.contacts[place];
      const shown = row.details.map(([kind, lines]) =>
        [kind, label(`detail:${kind}`), lines.map(text).filter(Boolean)]);
      return { contact: place, text: text(row.title), details: shown.filter((d) => d[2].length) };
    };
    const answer = ({ name, tree, options }) => {
      const asked = text(questionOf(name, tree).ask);
      return { name, text: `${asked} ${clauses(options.map((o) => text(o.text)))}` };
    };
    const left = ({ pillar, why }) => ({
      text: say("waived", {
        pillar: say(`pillar:${table.pillars[pillar]}`), why: sentences(why.map(text)),
      }),
    });
    return {
      title: title(),
      lead: lead(),
      sections: [
        ["how", say("how-title"), [...asides, ...items]],
        ["never", say("never-title"), nevers],
        ["told", say("told-title"),
          told.length ? [{ text: clauses(told.map((name) => text(findings[name].says))) }] : []],
        ["answers", say("your-answers"), p.answered.map(answer)],
        ["left-out", say("left-out"), made.omitted.map(left)],
        ["contacts", say("contacts-title"), [...called].map(contact)],
        ["sources", say("sources"),
          [...cited].map(([source, number]) => ({ number, text: text(table.sources[source]) }))],
        ["about", say("about"), table.about[lang].map((line) => ({ text: line }))],
      ].filter(([, , found]) => found.length),
    };
  }

  return { plan, page, inOrder, steps };
}

// The program's own words, with their blanks filled.
function words(table, lang, key, facts) {
  return table[key][lang].replace(/\{(\w+)\}/g, (blank, name) => String(facts[name]));
}
