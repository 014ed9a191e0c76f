"use strict";
// Makes elements, and shows texts side by side. Text is always set as text, never as markup.
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function side(spans) {
  const cell = element("td", { dir: "auto" });
  let last = 0;
  for (const [text, passage, kind, differs] of spans) {
    const words = differs ? element("strong", { class: "differs" }, text) : text;
    if (passage === 0) {
      cell.append(!/[\p{L}\p{N}]/u.test(text) ? text : element("span", { class: "own" }, words));
    } else {
      const mark = element("mark", { class: kind }, words);
      if (passage !== last) mark.prepend(element("sup", {}, String(passage)));
      cell.append(mark);
    }
    last = passage;
  }
  return cell;
}
