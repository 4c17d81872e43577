"use strict";
// The search index lies beside this site; nothing that is typed leaves the browser.
(() => {
  const asking = document.getElementById("asking");
  const question = document.getElementById("question");
  const state = document.getElementById("state");
  const found = document.getElementById("found");
  const here = new URL(".", document.currentScript.src);
  const SHOWN = 8;
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

  const line = (result) => {
    const item = document.createElement("li");
    const parts = result.sub_results.slice(0, 1);
    const part = parts.length ? parts[0] : result;
    const link = document.createElement("a");
    link.href = part.url;
    link.textContent = result.meta.title;
    item.append(link);
    if (part.title && part.title !== result.meta.title) item.append(` · ${part.title}`);
    const words = document.createElement("p");
    words.className = "small";
    for (const piece of part.excerpt.split(/(<mark>.*?<\/mark>)/)) {
      const marked = piece.startsWith("<mark>");
      const node = document.createElement(marked ? "mark" : "span");
      node.textContent = new DOMParser().parseFromString(piece, "text/html").body.textContent;
      words.append(node);
    }
    item.append(words);
    return item;
  };

  // Words that carry no meaning of their own would have to stand on the page too.
  const SILENT = new Set(("a an and are as at be by can could do does for from have how i if in is it me my need of on or should " +
    "that the there this to was we what when where which who why will with would you").split(" "));
  const essence = (text) => {
    const words = text.split(/\s+/).filter((word) => !SILENT.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")));
    return words.length ? words.join(" ") : text;
  };

  const search = async (pagefind, text) => {
    const words = essence(text).split(/\s+/);
    for (let kept = words.length; kept > 0; kept -= 1) {
      const answer = await pagefind.search(words.slice(0, kept).join(" "));
      if (answer.results.length) return answer.results;
    }
    return [];
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
      ? `${results.length} page${results.length === 1 ? "" : "s"} found.`
      : "Nothing found. Try fewer or other words.";
  };

  let waiting;
  question.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => {}), 150);
  });
})();
