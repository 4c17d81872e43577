"use strict";
// Looks up what the rules say of the answers in the tables of fit-data.js. Nothing leaves the page.
(() => {
  const form = document.getElementById("fit");
  const state = document.getElementById("state");
  const result = document.getElementById("result");
  const root = new URL(".", document.currentScript.src);

  // A table has a class for each choice, the skipped question first, and a row over the classes.
  const lookUp = (number, answers) => {
    const { asks, classes, row } = FIT.tables[number];
    const at = asks.reduce((sum, question, axis) => {
      const signs = [...classes[axis]].map((sign) => parseInt(sign, 36));
      return sum * (Math.max(...signs) + 1) + signs[FIT.choices[question].indexOf(answers[question] ?? "") + 1];
    }, 0);
    return row[at];
  };

  const isShut = (one) => ["steps", "blocked"].includes(one.standing);
  const isDoubt = (one) => FIT.in_doubt.includes(one.standing);
  const isAgainst = (one) => one.standing === "against";

  const groupOf = (found, steps) => {
    const most = (number) => Math.min(number, FIT.most);
    const key = [
      Number(found.some((one) => one.standing === "blocked")),
      most(steps.size),
      Number([...steps.keys()].every((step) => FIT.named.includes(step))),
      most(found.filter(isAgainst).length),
      Number(found.some((one) => isDoubt(one) && !isAgainst(one))),
    ];
    return FIT.group_of[key.join("")];
  };

  const wishes = (role, answers) => {
    const found = [];
    for (const question of ["likes", "dislikes"]) {
      const met = role[question].map((at) => FIT.choices[question][at]).filter((taste) => (answers[question] || []).includes(taste));
      if (met.length) {
        const sign = question === "likes" ? 1 : -1;
        found.push({ points: sign * met.length, match: sign > 0 ? "for" : "against", words: met.join(", ").replaceAll("_", " ") });
      }
    }
    FIT.wishes.forEach((wish, at) => {
      const flag = lookUp(role.wishes[at], answers);
      if (flag) found.push({ points: flag[0], match: flag[1], words: FIT.wish_words[`${wish}/${flag[1]}`] || "" });
    });
    return found;
  };

  const cost = (doubts) => doubts.reduce((sum, one) => sum + (isAgainst(one) ? FIT.a_lack_costs : FIT.a_doubt_costs), 0);

  const judge = (answers) =>
    FIT.roles
      .map((role) => {
        const numbers = role.gates.map((table) => lookUp(table, answers));
        const found = FIT.gates.map((gate, at) => ({ gate, ...FIT.outcomes[numbers[at]] })).filter((one) => one.standing);
        const steps = new Map(found.flatMap((one) => one.steps.map((step, at) => [step, one.words[at]])));
        const flags = wishes(role, answers);
        const doubts = found.filter(isDoubt);
        const group = groupOf(found, steps);
        const lacks = found.filter(isAgainst);
        const shut = found.filter(isShut);
        const assets = role.assets.reduce((sum, table) => sum + lookUp(table, answers), 0);
        return {
          role,
          group,
          steps,
          shut: lacks.length >= FIT.most ? [...shut, ...lacks] : shut,
          doubts,
          flags,
          points: flags.reduce((sum, flag) => sum + flag.points, 0) + assets - cost(doubts),
        };
      })
      .sort((one, other) => other.points - one.points);
  window.judge = judge;

  const named = (findings) => findings.map((one) => one.gate.label.toLowerCase()).join(", ");

  const reasons = (fit) => {
    const lines = [];
    for (const [by, words] of [["law", "by law"], ["employers", "by custom"]]) {
      const gates = fit.shut.filter((one) => one.by === by);
      if (gates.length) lines.push(`In the way ${words}: ${named(gates)}.`);
    }
    if (fit.steps.size) lines.push(`Step${fit.steps.size > 1 ? "s" : ""}: ${[...fit.steps.values()].join("; ")}.`);
    for (const [match, words] of [["for", "As you wish"], ["against", "Not as you wish"]]) {
      const flags = fit.flags.filter((flag) => flag.match === match && flag.words);
      if (flags.length) lines.push(`${words}: ${flags.map((flag) => flag.words).join(", ")}.`);
    }
    for (const [standing, words] of [["against", "Some ask, you have not"], ["depends", "Depends on the post"], ["unknown", "Not in the notes"], ["unsaid", "You skipped"]]) {
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
