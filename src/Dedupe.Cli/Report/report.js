"use strict";
// Shows the clusters of the page. Text is always set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("clusters");
  const status = document.getElementById("found");
  const more = document.getElementById("more");
  const form = document.getElementById("tools");
  const step = 50;
  let shown = step;

  const percent = (share) => `${Math.round(share * 100)} %`;
  const day = (date) => (date ?? "").replace("T", " ").replace(/(:00)?(\.\d+)?Z$/, "").replace(" 00:00", "");
  const isWeb = (url) => typeof url === "string" && /^https?:\/\//i.test(url);

  function pairView(pair, a, b) {
    const box = element("section", { "aria-label": `${a.id} beside ${b.id}` });
    const numbers = `${pair.relation}, Jaccard ${pair.jaccard.toFixed(2)}, copied prose ${percent(pair.proseA)} of ` +
      `the first and ${percent(pair.proseB)} of the second` + (pair.direction ? `, ${pair.direction}` : "");
    box.append(element("p", {}, numbers));
    if (pair.differences.length > 0) {
      const rows = pair.differences.map(([kind, left, right]) => element("tr", {},
        element("td", {}, kind), element("td", { dir: "auto" }, left || "–"),
        element("td", { dir: "auto" }, right || "–")));
      box.append(element("table", { class: "differences" },
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "differs"),
          element("th", { scope: "col" }, "first"), element("th", { scope: "col" }, "second"))),
        element("tbody", {}, ...rows)));
    }
    if (!pair.rows) {
      box.append(element("p", { class: "soft" }, data.noTexts || "The texts of this pair are not in this file."));
      return box;
    }
    const name = (member) => element("th", { scope: "col", dir: "auto" },
      [member.title || member.id, member.source, day(member.date)].filter(Boolean).join(", "));
    box.append(element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Texts side by side" },
      element("table", { class: "sides" },
        element("thead", {}, element("tr", {}, name(a), name(b))),
        element("tbody", {}, ...pair.rows.map((row) => element("tr", {}, side(row[0]), side(row[1])))))));
    return box;
  }

  function members(cluster) {
    const head = ["id", "title", "source", "date", "relation", "Jaccard", "coverage"];
    const rows = cluster.members.map((member, at) => element("tr", {},
      element("td", { dir: "auto" }, isWeb(member.url)
        ? element("a", { href: member.url, rel: "noopener noreferrer", referrerpolicy: "no-referrer" }, member.id)
        : member.id),
      element("td", { dir: "auto" }, member.title ?? ""), element("td", { dir: "auto" }, member.source ?? ""),
      element("td", {}, day(member.date)),
      element("td", {}, [at === 0 ? `kept (${cluster.reason})` : member.relation, member.label,
        member.version ? `version ${member.version}` : null].filter(Boolean).join(", ")),
      element("td", { class: "number" }, at === 0 ? "" : member.jaccard.toFixed(2)),
      element("td", { class: "number" }, at === 0 ? "" : percent(member.coverage))));
    return element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Members" },
      element("table", { class: "members" },
        element("thead", {}, element("tr", {}, ...head.map((word) => element("th", { scope: "col" }, word)))),
        element("tbody", {}, ...rows)));
  }

  function fill(box, cluster) {
    if (box.dataset.filled) return;
    box.dataset.filled = "1";
    box.append(members(cluster));
    if (cluster.size > cluster.members.length) {
      box.append(element("p", { class: "soft" },
        `${(cluster.size - cluster.members.length).toLocaleString("en")} more members are in clusters.jsonl.`));
    }
    if (cluster.pairs.length === 0) return;
    const at = (id) => cluster.members.find((member) => member.id === id) ?? { id };
    const view = element("div", { "aria-live": "polite" });
    const label = (pair) => `${at(pair.a).source || pair.a} – ${at(pair.b).source || pair.b}: ${pair.relation}`;
    const choose = element("select", {},
      ...cluster.pairs.map((pair, number) => element("option", { value: number }, `${number + 1}. ${label(pair)}`)));
    const show = () => {
      const pair = cluster.pairs[Number(choose.value)];
      view.replaceChildren(pairView(pair, at(pair.a), at(pair.b)));
    };
    choose.addEventListener("change", show);
    box.append(element("p", {}, element("label", {}, "Pair side by side", choose)), view);
    show();
  }

  function card(cluster) {
    const kept = cluster.members[0];
    const box = element("details", { class: "cluster", id: `c-${cluster.id}` },
      element("summary", {},
        element("strong", { dir: "auto" }, kept.title || kept.id),
        ` – ${cluster.size.toLocaleString("en")} members, `,
        cluster.relations.join(", "),
        cluster.signs.length ? element("span", { class: "signs" }, ` · ${cluster.signs.join(", ")}`) : null));
    box.addEventListener("toggle", () => { if (box.open) fill(box, cluster); });
    return box;
  }

  function wanted() {
    const words = form.elements.search.value.trim().toLowerCase();
    const relation = form.elements.relation.value;
    const source = form.elements.source.value;
    const found = data.clusters.filter((cluster) =>
      (relation === "" || cluster.relations.includes(relation))
      && (source === "" || cluster.members.some((member) => member.source === source))
      && (words === "" || cluster.id === words || cluster.members.some((member) =>
        `${member.id}\n${member.title ?? ""}\n${member.source ?? ""}`.toLowerCase().includes(words))));
    const by = form.elements.order.value;
    return found.sort((a, b) => (by === "size" ? b.size - a.size : b.weight - a.weight) || (a.id < b.id ? -1 : 1));
  }

  function draw() {
    const found = wanted();
    list.replaceChildren(...found.slice(0, shown).map(card));
    status.textContent = `${found.length.toLocaleString("en")} of ${data.clusters.length.toLocaleString("en")} clusters`
      + ` in this file, ${Math.min(shown, found.length).toLocaleString("en")} shown`;
    more.hidden = found.length <= shown;
  }

  function drawLinks() {
    const box = document.getElementById("links");
    for (const link of data.links) {
      const view = element("details", { class: "cluster" },
        element("summary", {}, element("strong", {}, link.relation), " ",
          element("span", { dir: "auto" },
            `${link.first.title || link.first.id} – ${link.second.title || link.second.id}`)));
      view.addEventListener("toggle", () => {
        if (!view.open || view.dataset.filled) return;
        view.dataset.filled = "1";
        view.append(pairView(link, link.first, link.second));
      });
      box.append(view);
    }
  }

  const sources = new Set(data.clusters.flatMap((cluster) => cluster.members.map((member) => member.source)));
  for (const source of [...sources].filter(Boolean).sort()) {
    form.elements.source.append(element("option", { value: source }, source));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { shown = step; draw(); });
  more.addEventListener("click", () => { shown += step; draw(); });
  draw();
  drawLinks();
  const find = document.getElementById("find");
  if (find) {
    find.addEventListener("submit", (event) => {
      event.preventDefault();
      const id = find.elements.id.value.trim();
      // The last page whose first id is not behind the one that is looked for.
      let page = -1;
      data.pages.forEach((first, number) => { if (first <= id) page = number; });
      if (id !== "" && page >= 0) location.href = `find/${String(page + 1).padStart(5, "0")}.html`;
    });
  }
})();
