"use strict";
// The files of a plan, a switch for each, and the decisions as a file.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("files");
  const status = document.getElementById("found");
  const more = document.getElementById("more");
  const form = document.getElementById("tools");
  const kept = new Set();
  const step = 50;
  let shown = step;

  const count = (number, what) => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

  function numbers(file) {
    const own = file.lost > 0
      ? `${count(file.lost, "word")} of ${file.words.toLocaleString("en")} in no copy that stays`
      : "no word of its own";
    return `${file.same ? "the same to the last byte" : file.relation}, ${own}, ${file.size}, ${file.written}`;
  }

  function texts(file) {
    if (file.text !== undefined) {
      return element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "The text of both" },
        element("p", { dir: "auto", class: "whole" }, file.text));
    }
    if (!file.rows) return element("p", { class: "soft" }, "The texts of these two are not in this page.");
    const head = (word, path) => element("th", { scope: "col", dir: "auto" }, `${word}: ${path}`);
    return element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Texts side by side" },
      element("table", { class: "sides" },
        element("thead", {}, element("tr", {}, head("goes", file.victim), head("stays", file.keeper))),
        element("tbody", {}, ...file.rows.map((row) => element("tr", {}, side(row[0]), side(row[1]))))));
  }

  function card(file) {
    const box = element("input", { type: "checkbox", name: "goes", value: file.n });
    box.checked = !kept.has(file.n);
    const name = element("strong", { dir: "auto" }, file.victim);
    box.addEventListener("change", () => {
      if (box.checked) kept.delete(file.n);
      else kept.add(file.n);
      told();
    });
    const more = element("details", {}, element("summary", {}, `Compare with ${file.keeper}`));
    more.addEventListener("toggle", () => {
      if (!more.open || more.dataset.filled) return;
      more.dataset.filled = "1";
      more.append(texts(file));
    });
    return element("section", { class: "file", "aria-label": file.victim },
      element("label", { class: "switch" }, box, name), element("p", { class: "soft" }, numbers(file)), more);
  }

  function wanted() {
    const words = form.elements.search.value.trim().toLowerCase();
    const relation = form.elements.relation.value;
    const lost = form.elements.words.value;
    return data.files.filter((file) => (relation === "" || file.relation === relation)
      && (lost === "" || (lost === "lost") === (file.lost > 0))
      && (words === "" || `${file.victim}\n${file.keeper}`.toLowerCase().includes(words)));
  }

  let found = [];
  function told() {
    status.textContent = `${count(found.length, "file")} of ${data.files.length.toLocaleString("en")}, `
      + `${kept.size.toLocaleString("en")} kept by you`;
  }

  function draw() {
    found = wanted();
    list.replaceChildren(...found.slice(0, shown).map(card));
    more.hidden = found.length <= shown;
    told();
  }

  function save() {
    const keep = [...kept].sort((a, b) => a - b);
    const file = new Blob([`${JSON.stringify({ plan: data.plan, keep })}\n`], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(file), download: "decisions.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { shown = step; draw(); });
  more.addEventListener("click", () => { shown += step; draw(); });
  document.getElementById("keep").addEventListener("click", () => { found.forEach((file) => kept.add(file.n)); draw(); });
  document.getElementById("remove").addEventListener("click",
    () => { found.forEach((file) => kept.delete(file.n)); draw(); });
  document.getElementById("save").addEventListener("click", save);
  draw();
})();
