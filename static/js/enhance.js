/* Optional extras. Every page works without this file.
   No inline handlers, no eval, no HTML made from text: safe under the content security policy and trusted types. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Appearance: the radios show the choice by CSS alone; here it is also stored without pressing Save.
  for (const form of all("form[data-appearance]")) {
    form.addEventListener("change", () => {
      fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => form.submit());
    });
  }

  // Sort: the links ask the server for a sorted page. A table that shows every row is re-ordered in place.
  const value = (cell) => {
    const text = cell.dataset.v ?? cell.querySelector("data")?.value ?? cell.textContent.trim();
    const number = Number(text);
    return text !== "" && !Number.isNaN(number) ? number : text.toLowerCase();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("table[data-whole] a.sort");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const head = link.closest("th"), table = head.closest("table"), body = table.tBodies[0];
    const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    const sign = direction === "ascending" ? 1 : -1;
    const compare = (a, b) => (a < b ? -sign : a > b ? sign : 0);
    const column = head.cellIndex;
    body.append(...[...body.rows].sort((x, y) => compare(value(x.cells[column]), value(y.cells[column]))));
    for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction);
    say(`Sorted by ${link.textContent.trim()}, ${direction}`);
  });

  // Filter as you type: only hides rows already on the page; the form's own button searches everything.
  for (const input of all("[data-filter]")) {
    const table = document.getElementById(input.dataset.filter);
    if (!table) continue;
    const count = document.getElementById(input.dataset.count);
    input.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase();
      let found = 0;
      for (const row of all("tbody tr:not(.month)", table)) {
        const hit = row.textContent.toLowerCase().includes(words);
        row.hidden = !hit;
        found += hit;
      }
      for (const row of all("tbody tr.month", table)) row.hidden = words !== "";
      if (count) count.textContent = words ? `${found} match “${input.value.trim()}”` : count.dataset.all;
    });
  }

  // A table that fits needs no tab stop of its own.
  for (const box of all(".scroll[tabindex]")) if (box.scrollWidth <= box.clientWidth) box.removeAttribute("tabindex");

  // Print buttons only exist with a script.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-do='print']")) window.print();
  });

  let live;
  function say(text) {
    live ??= Object.assign(document.createElement("p"), { className: "vh", role: "status" });
    if (!live.isConnected) document.body.append(live);
    live.textContent = text;
  }
})();
