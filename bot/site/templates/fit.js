"use strict";
// Looks up what the rules say of the answers in the tables of fit-data.js. Nothing leaves the page.
(() => {
  const form = document.getElementById("fit");
  const state = document.getElementById("state");
  const result = document.getElementById("result");
  const root = new URL(".", document.currentScript.src);

  const whole = (table) =>
    Array.isArray(table) ? table : table.runs.flatMap((value, at) => (at % 2 ? [] : Array(table.runs[at + 1]).fill(value)));
  const tables = FIT.tables.map(whole);

  // A table has a place for each choice, and one before them for a question that was skipped.
  const place = (question, answers) => FIT.choices[question].indexOf(answers[question] ?? "") + 1;

  const row = (asks, table, answers) =>
    tables[table][asks.reduce((sum, question) => sum * (FIT.choices[question].length + 1) + place(question, answers), 0)];

  const outcome = (gate, table, answers) => {
    const number = row(gate.asks, table, answers);
    return number === null ? null : { gate, ...FIT.outcomes[number] };
  };

  const groupOf = (found, steps) => {
    const bits = FIT.traits.reduce((sum, trait, bit) => {
      const least = trait === "against_twice" ? 2 : 1;
      const has = found.filter((one) => (one.trait ?? one.standing) === trait.replace("_twice", "")).length >= least;
      return has ? sum + (1 << bit) : sum;
    }, 0);
    return FIT.group_of[`${bits}.${Math.min(steps.size, FIT.most_steps)}`] ?? FIT.else;
  };
  const isDoubt = (one) => ["depends", "unknown", "unsaid", "against"].includes(one.standing);

  const wishes = (role, answers) => {
    const found = [];
    for (const question of ["likes", "dislikes"]) {
      const met = role[question].filter((taste) => (answers[question] || []).includes(taste));
      if (met.length) {
        const sign = question === "likes" ? 1 : -1;
        found.push({ points: sign * met.length, match: sign > 0 ? "for" : "against", words: met.join(", ").replaceAll("_", " ") });
      }
    }
    for (const [question, table] of Object.entries(role.wishes)) {
      const flag = answers[question] ? tables[table][place(question, answers) - 1] : null;
      const wish = { pay_floor: "pay", specialty: "field" }[question] || question;
      if (flag) found.push({ points: flag[0], match: flag[1], words: FIT.wishes[`${wish}/${flag[1]}`] || "" });
    }
    return found;
  };

  const judge = (answers) =>
    FIT.roles
      .map((role) => {
        const found = FIT.gates.map((gate, at) => outcome(gate, role.gates[at], answers)).filter(Boolean);
        const steps = new Map(found.flatMap((one) => one.steps.map((step, at) => [step, one.words[at]])));
        const flags = wishes(role, answers);
        const group = groupOf(found, steps);
        const doubts = found.filter(isDoubt);
        const firm = found.filter((one) => ["steps", "blocked"].includes(one.standing));
        const shut = firm.length || group !== "closed" ? firm : found.filter((one) => one.standing === "against");
        const assets = FIT.assets.reduce((sum, asks, at) => sum + row(asks, role.assets[at], answers), 0);
        const wished = flags.reduce((sum, flag) => sum + flag.points, 0);
        return { role, group, steps, shut, doubts, flags, points: wished + assets - FIT.a_doubt_costs * doubts.length };
      })
      .sort((one, other) => other.points - one.points);
  window.judge = judge;

  const named = (findings) => findings.map((one) => one.gate.label.toLowerCase()).join(", ");

  const reasons = (fit) => {
    const lines = [];
    for (const [by, words] of [["law", "by law"], ["employers", "by what employers ask"]]) {
      const gates = fit.shut.filter((one) => one.by === by);
      if (gates.length) lines.push(`In the way ${words}: ${named(gates)}.`);
    }
    if (fit.steps.size) lines.push(`Step${fit.steps.size > 1 ? "s" : ""}: ${[...fit.steps.values()].join("; ")}.`);
    for (const [match, words] of [["for", "As you wish"], ["against", "Not as you wish"]]) {
      const flags = fit.flags.filter((flag) => flag.match === match && flag.words);
      if (flags.length) lines.push(`${words}: ${flags.map((flag) => flag.words).join(", ")}.`);
    }
    for (const [standing, words] of [["against", "Some ask for it and you do not have it"], ["depends", "Depends on the post"], ["unknown", "Not in the notes"], ["unsaid", "You skipped"]]) {
      const gates = fit.doubts.filter((one) => one.standing === standing);
      if (gates.length) lines.push(`${words}: ${named(gates)}.`);
    }
    return lines.join(" ");
  };

  const item = (fit) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(`roles/${fit.role.id}.html#asks`, root).href;
    link.textContent = fit.role.title;
    const why = document.createElement("small");
    why.textContent = reasons(fit);
    line.append(link, " ", why);
    return line;
  };

  const show = () => {
    const given = new FormData(form);
    const answers = {};
    for (const question of Object.keys(FIT.choices)) {
      const chosen = given.getAll(question).filter(Boolean);
      if (chosen.length) answers[question] = ["likes", "dislikes"].includes(question) ? chosen : chosen[0];
    }
    const fits = judge(answers);
    const sections = FIT.groups.map((group) => {
      const members = fits.filter((fit) => fit.group === group.id);
      const section = document.createElement("section");
      const heading = document.createElement("h2");
      heading.textContent = `${group.label}: ${members.length}`;
      const list = document.createElement("ul");
      list.className = "cards";
      list.append(...members.map(item));
      section.append(heading, list);
      return { section, words: `${group.label}: ${members.length}` };
    });
    state.textContent = sections.map((one) => one.words).join(" · ");
    result.replaceChildren(...sections.map((one) => one.section));
  };

  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
})();
