"use strict";
// The search index lies beside this site; nothing that is typed leaves the browser.
(() => {
  const asking = document.getElementById("asking");
  const question = document.getElementById("question");
  const state = document.getElementById("state");
  const found = document.getElementById("found");
  const here = new URL(".", document.currentScript.src);
  const SHOWN = 8;
  const ALL = 160; // about as many pages as there are: what makes a word rare
  let turn = 0;
  asking.hidden = false;

  const index = import(new URL("pagefind/pagefind.js", here).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: here.pathname, excerptLength: 28 });
    await pagefind.init();
    return pagefind;
  });
  index.catch(() => {
    state.textContent = "The search could not be loaded. It needs a web server; from a disk, use A to Z.";
  });

  const plain = (html) => {
    const area = document.createElement("textarea"); // its text is read as text, whatever tags stand in it
    area.innerHTML = html.replace(/<\/?mark>/g, "");
    return area.value;
  };

  const marks = (part) => part.excerpt.split("<mark>").length;

  const line = (result) => {
    const item = document.createElement("li");
    const passages = result.sub_results.filter((one) => one.anchor && one.anchor.id !== "names");
    const part = passages.sort((one, other) => marks(other) - marks(one))[0] || { url: result.url, excerpt: "" };
    const link = document.createElement("a");
    link.href = part.url;
    link.textContent = result.meta.title;
    item.append(link);
    if (part.title && part.title !== result.meta.title) item.append(` · ${part.title}`);
    const words = document.createElement("p");
    words.className = "small";
    for (const piece of (part.excerpt || result.meta.summary || "").split(/(<mark>.*?<\/mark>)/)) {
      const marked = piece.startsWith("<mark>");
      const node = document.createElement(marked ? "mark" : "span");
      node.textContent = plain(piece);
      words.append(node);
    }
    item.append(words);
    return item;
  };

  // Words that carry no meaning of their own say nothing of which page is meant.
  const SILENT = new Set(
    ("a am an and any are as at be by can could did do does for from had has have how i if in into is it its just me my " +
      "need needed no not of on or our should so than that the their them there they this to up was we were what when " +
      "where which who why will with without would you your").split(" "),
  );
  const MOST_WORDS = 12;

  const wordsOf = (text) => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.&+-]*/gu) || [];
    const telling = words.filter((word) => !SILENT.has(word));
    return [...new Set(telling.length ? telling : words)].slice(0, MOST_WORDS);
  };

  // Pagefind finds pages that have every word. A question seldom has only words of its page, so each word is looked up
  // by itself, and a page gains by every word that it has: more by a rare one.
  const search = async (pagefind, text) => {
    const words = wordsOf(text);
    const whole = await pagefind.search(text);
    const pages = new Map();
    const gain = (answer, share) => {
      const best = Math.max(...answer.results.map((result) => result.score), 0);
      for (const result of answer.results) {
        const page = pages.get(result.id) || { result, points: 0 };
        page.points += (share * result.score) / best;
        pages.set(result.id, page);
      }
    };
    gain(whole, words.length > 1 ? 1 : 0);
    for (const word of words) {
      const answer = await pagefind.search(word);
      const total = answer.unfilteredResultCount || answer.results.length;
      if (total) gain(answer, Math.log(1 + ALL / total));
    }
    return [...pages.values()].sort((one, other) => other.points - one.points).map((page) => page.result);
  };

  const ask = async () => {
    const mine = (turn += 1);
    const text = question.value.trim();
    if (!text) {
      found.replaceChildren();
      state.textContent = "";
      return;
    }
    const pagefind = await index;
    const results = await search(pagefind, text);
    const shown = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    if (mine !== turn) return;
    found.replaceChildren(...shown.map(line));
    state.textContent = results.length
      ? `The nearest ${shown.length === 1 ? "page" : `${shown.length} pages`}, best first.`
      : "Nothing found. Try fewer or other words.";
  };

  let waiting;
  question.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => {}), 150);
  });
})();
