"use strict";
// The interview: answers in, findings and steps out, from the table that posguard makes of a pack.
// It decides as posguard.interview does; the names are the same. Nothing here touches a page.
const listed = (row, lists) => {
  lists.forEach((key) => { row[key] = row[key] || []; });
  return row;
};
const holdsAll = (names, held) => names.every((name) => held.includes(name));

function interview(table) {
  const findings = table.findings.map((row) =>
    listed(row, ["implies", "when", "yields", "needs", "now", "steps"]));
  const option = ([key, row]) =>
    Object.assign(listed(row, ["when", "tells", "now", "steps", "waives", "then"]), { key });
  const question = ([name, row]) => {
    row.options = row.options.map(option);
    return [name, listed(row, ["when"])];
  };
  const trees = new Map(table.trees.map(([name, row]) => {
    listed(row, ["asks", "steps", "waives", "questions"]);
    return [name, Object.assign(row, { own: new Map(row.questions.map(question)) })];
  }));
  const shared = new Map(table.questions.map(question));
  const compounds = findings.map(() => []);
  findings.forEach((finding, name) =>
    new Set(finding.when).forEach((part) => compounds[part].push(name)));

  const questionOf = (name, tree) => trees.get(tree).own.get(name) || shared.get(name);
  const isIncident = ([name, tree]) => !questionOf(name, tree) && trees.has(name);

  // Findings: told, implied, and those whose parts are all held; calm ones lapse.
  function implied(told, beside) {
    const found = new Set(), waiting = told.slice().reverse();
    while (waiting.length) {
      const name = waiting.pop();
      if (!found.has(name) && !beside.has(name)) {
        found.add(name);
        waiting.push(...findings[name].implies.slice().reverse());
      }
    }
    return found;
  }

  function closed(told) {
    const found = implied(told, new Set()), lacking = new Map();
    let latest = found;
    while (latest.size) {
      const complete = [];
      for (const part of latest) {
        for (const name of compounds[part]) {
          const before = lacking.has(name) ? lacking.get(name) : new Set(findings[name].when).size;
          lacking.set(name, before - 1);
          if (before === 1) complete.push(name);
        }
      }
      latest = implied(complete.sort((one, other) => one - other), found);
      latest.forEach((name) => found.add(name));
    }
    return found;
  }

  function held(told) {
    const alarming = closed(told.filter((name) => !findings[name].yields.length));
    const calm = [...implied(told, new Set())].filter((name) => !alarming.has(name));
    const lapses = (name) => findings[name].yields.some((other) => alarming.has(other));
    return [...alarming, ...calm.filter((name) => !lapses(name))];
  }

  // Agenda: which question comes next, and which of its options are offered.
  const brings = (o) => o.now.length || o.steps.length || o.urgency || o.waives.length;
  const isKnown = (p, o) => o.tells.length && !brings(o) && holdsAll(o.tells, p.held);

  function isOpen(p, o) {
    const seen = new Set([...p.agenda.map(([name]) => name), ...p.known, ...p.visited]);
    return !o.then.every((name) => seen.has(name) || p.answers.has(name));
  }

  function offered(p, q) {
    const leftOut = new Set(q.options.filter((o) => q.many && isKnown(p, o) && !isOpen(p, o)));
    const lapses = (name) => findings[name].yields.some((other) => p.held.includes(other));
    return q.options.filter((o) => !leftOut.has(o) && holdsAll(o.when, p.held)
      && ((o.key === table.none && leftOut.size && !o.waives.length) || !o.tells.some(lapses)));
  }

  function next(p) {
    p.question = null;
    let position = 0;
    while (p.question === null && position < p.agenda.length) {
      const pressing = p.agenda.find((each) => isPressing(p, each));
      if (pressing) {
        [p.question, p.tree] = pressing;
        return;
      }
      const topic = p.agenda[position];
      if (!isIncident(topic) && !holdsAll(questionOf(...topic).when, p.held)) {
        position += 1;
      } else {
        p.agenda.splice(position, 1);
        take(p, topic);
        position = 0;
      }
    }
  }

  // A question asked at once keeps its place on the agenda for what its answer leads to.
  function isPressing(p, topic) {
    const q = isIncident(topic) ? {} : questionOf(...topic);
    return q.atOnce && !p.answers.has(topic[0]) && holdsAll(q.when, p.held)
      && offered(p, q).some((o) => !table.exclusive.includes(o.key));
  }

  function take(p, [name, tree]) {
    if (isIncident([name, tree])) {
      if (!p.visited.includes(name)) enter(p, name);
      return;
    }
    if (p.answers.has(name) || p.known.includes(name)) return;
    const q = questionOf(name, tree), known = q.options.find((o) => isKnown(p, o));
    if (!q.many && known) {
      p.known.push(name);
      putFirst(p, known.then, tree);
    } else if (offered(p, q).some((o) => !table.exclusive.includes(o.key))) {
      Object.assign(p, { question: name, tree });
    }
  }

  function enter(p, name) {
    const tree = trees.get(name);
    if (name !== table.start) p.visited.push(name);
    raise(p, tree.urgency);
    p.reasons.push(...tree.steps.map((step) => ({ step })));
    p.waived.push(...tree.waives.map(([pillar, why]) => ({ tree: name, pillar, why })));
    putFirst(p, tree.asks, name);
  }

  function putFirst(p, names, tree) {
    const stand = p.agenda.map(([name]) => name), place = Math.max(0, stand.indexOf(p.question));
    const before = p.agenda.slice(0, place), ahead = new Set(stand.slice(0, place));
    const first = [...new Set(names)].filter((name) => !ahead.has(name));
    const rest = p.agenda.slice(place)
      .filter(([name]) => !names.includes(name) && name !== p.question);
    p.agenda = [...before, ...first.map((name) => [name, tree]), ...rest];
  }

  const raise = (p, urgency) => { p.urgency = Math.max(p.urgency, urgency || 0); };

  // Walk: what an answer tells and brings. False for what is no answer to the open question.
  function advance(p, keys) {
    const { question: name, tree } = p, options = chosen(questionOf(name, tree), keys);
    if (!options.length) return false;
    p.answers.set(name, options.map((o) => o.key));
    p.answered.push({ name, tree, options });
    options.forEach((o) => bring(p, o));
    p.waived.push(...waivers(tree, options.filter((o) => !o.beside)));
    putFirst(p, [].concat(...options.map((o) => o.then)), tree);
    next(p);
    return true;
  }

  function chosen(q, keys) {
    const options = q.options.filter((o) => keys.includes(o.key));
    const others = options.filter((o) => !o.beside);
    const isUnknown = (key) => !options.some((o) => o.key === key);
    const isAlone = (o) => table.exclusive.includes(o.key);
    if (keys.some(isUnknown) || (!q.many && options.length > 1)
      || (others.length > 1 && others.some(isAlone))) return [];
    const none = q.options.find((o) => o.key === table.none);
    return none && options.length && !others.length ? [...options, none] : options;
  }

  function waivers(tree, options) {
    const found = [];
    for (const [pillar] of options.length ? options[0].waives : []) {
      const whys = options.map((o) => (o.waives.find(([other]) => other === pillar) || [])[1]);
      if (whys.every(Boolean)) found.push(...whys.map((why) => ({ tree, pillar, why })));
    }
    return found;
  }

  function bring(p, o) {
    p.told.push(...o.tells);
    const before = p.held, reason = (now, finding) => (step) =>
      ({ step, now, finding, why: finding === undefined ? o.text : findings[finding].says });
    p.reasons.push(...o.now.map(reason(true)), ...o.steps.map(reason(false)));
    raise(p, o.urgency);
    if (!o.tells.length) return;
    p.held = held(p.told);
    for (const name of p.held.filter((each) => !before.includes(each))) {
      const { now, steps, urgency } = findings[name];
      p.reasons.push(...now.map(reason(true, name)), ...steps.map(reason(false, name)));
      raise(p, urgency);
    }
    p.reasons = p.reasons.filter((r) => r.finding === undefined || p.held.includes(r.finding));
  }

  // As far as the answers lead, from a tree and what is known beside the answers.
  function replay(answers, tree = table.start, told = []) {
    const p = {
      question: null, tree, agenda: [], known: [], answered: [], answers: new Map(),
      visited: [], told: [], held: [], urgency: 1, reasons: [], waived: [],
    };
    bring(p, { tells: told, now: [], steps: [] });
    enter(p, tree);
    next(p);
    while (p.question !== null && answers.has(p.question)) {
      if (!advance(p, answers.get(p.question))) break;
    }
    p.now = [...new Set(p.reasons.filter((r) => r.now).map((r) => r.step))];
    return p;
  }

  return { replay, offered, questionOf, findings, trees };
}

// Each of the texts once; two of them are the same if they are in every form.
const unique = (texts) => [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
