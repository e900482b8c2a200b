/* Tables that readers can sort: a press on a column's name sorts by it, another press turns the order round.
 *
 * Without script the table is complete, in the order of the editors. */
"use strict";

const EMPTY = /^[-–—]?$/;

/* What a cell is sorted by: its number or day if its column has such, else its words. Cells without a value come last. */
function valueOf(cell, hasValues) {
  if (hasValues) return "value" in cell.dataset ? Number(cell.dataset.value) : null;
  const words = cell.textContent.trim();
  return EMPTY.test(words) ? null : words;
}

function compare(one, other) {
  return typeof one === "number" ? one - other : one.localeCompare(other, document.documentElement.lang, { numeric: true });
}

function sort(table, place, way) {
  const body = table.tBodies[0];
  const hasValues = Array.from(body.rows).some((row) => "value" in row.cells[place].dataset);
  const rows = Array.from(body.rows, (row) => [valueOf(row.cells[place], hasValues), row]);
  const known = rows.filter(([value]) => value !== null).sort((a, b) => way * compare(a[0], b[0]));
  const unknown = rows.filter(([value]) => value === null);
  body.append(...[...known, ...unknown].map(([, row]) => row));
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const first = head.classList.contains("number") ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const order = head.getAttribute("aria-sort") === first ? other : first;
      for (const one of heads) one.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      sort(table, place, order === "ascending" ? 1 : -1);
    });
  });
}
