/* ---- tables ---- */

const textOf = new WeakMap();
const rowText = (row) => textOf.get(row) ?? (textOf.set(row, folded(row.textContent)), textOf.get(row));
const rowsOf = (figure) => [...$("tbody", figure).rows];

/** A table's one stop in the tab order is a number that can be seen. */
function keepStop(figure) {
  const stop = $('td .f[tabindex="0"]', figure);
  if (!stop || !(stop.closest("tr").hidden || stop.closest("tr").classList.contains("more"))) return;
  const next = $("tbody tr:not([hidden]):not(.more) td .f", figure);
  if (!next) return;
  stop.tabIndex = -1;
  next.tabIndex = 0;
}

/** Show the rows that the filters let through; an annex is cut unless it is open or filtered. */
function apply(figure) {
  const words = folded($(".filter", figure)?.value ?? "").split(/\s+/).filter(Boolean);
  const state = $(".state", figure)?.value ?? "";
  const filtered = words.length > 0 || state !== "";
  const cut = figure.classList.contains("annex") && !figure.classList.contains("open") && !filtered;
  let shown = 0;
  for (const row of rowsOf(figure)) {
    if (row.classList.contains("total")) {
      row.hidden = filtered;
      continue;
    }
    row.hidden = !((!state || row.dataset.s === state) && words.every((word) => rowText(row).includes(word)));
    if (!row.hidden) shown += 1;
    row.classList.toggle("more", cut && shown > FIRST);
  }
  keepStop(figure);
  const total = Number($("table", figure).dataset.total);
  const status = $(".shown", figure);
  if (status) status.textContent = filtered ? label("rows_shown", { n: shown, m: total }) : "";
  const button = $(".show", figure);
  if (button) {
    button.hidden = filtered;
    button.textContent = cut ? label("show_all", { m: total }) : label("show_less", { n: FIRST });
    button.setAttribute("aria-expanded", String(!cut));
  }
}

function sort(head) {
  const figure = head.closest(".tbl");
  const numeric = head.classList.contains("n");
  const now = head.getAttribute("aria-sort");
  const order = now === "none" ? (numeric ? "descending" : "ascending") : now === "ascending" ? "descending" : "ascending";
  heads(head.closest("table")).forEach((other) => other.setAttribute("aria-sort", other === head ? order : "none"));
  const sign = order === "ascending" ? 1 : -1;
  const key = (row) => {
    const cell = row.cells[head.cellIndex];
    if (cell.dataset.v !== undefined) return numeric ? Number(cell.dataset.v) : cell.dataset.v;
    return numeric || $(".none", cell) ? null : cell.textContent;
  };
  const compare = (a, b) => {
    if (a.k === null || b.k === null) return (a.k === null) - (b.k === null);
    return sign * (numeric ? a.k - b.k : collator.compare(a.k, b.k));
  };
  const rows = rowsOf(figure);
  const sums = rows.filter((row) => row.classList.contains("total"));
  const sorted = rows.filter((row) => !sums.includes(row)).map((row) => ({ row, k: key(row) })).sort(compare);
  $("tbody", figure).append(...sorted.map((item) => item.row), ...sums);
  apply(figure);
}

/** A cell of a CSV file: what a spreadsheet would run as a formula is made plain text. */
function csvCell(cell) {
  let text = cell.dataset.v ?? ($(".none", cell) ? "" : cell.textContent.trim());
  if (!/^-?\d+(\.\d+)?$/.test(text) && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function download(figure) {
  const lines = [heads(figure), ...rowsOf(figure).filter((row) => !row.hidden).map((row) => [...row.cells])];
  const text = "\ufeff" + lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n") + "\r\n";
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: `${$("table", figure).dataset.table}.${data.lang}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Bring a row into view, whatever hides it. */
function goTo(row) {
  const figure = row.closest(".tbl");
  if (row.hidden || row.classList.contains("more")) {
    if ($(".filter", figure)) $(".filter", figure).value = "";
    if ($(".state", figure)) $(".state", figure).value = "";
    figure.classList.add("open");
    apply(figure);
  }
  const head = row.cells[0];
  head.tabIndex = -1;
  row.scrollIntoView({ block: "center", inline: "nearest" });
  head.focus({ preventScroll: true });
  $$(".flash").forEach((other) => other.classList.remove("flash"));
  row.classList.add("flash");
  setTimeout(() => row.classList.remove("flash"), 4000);
}

const figureOf = (table) => $$(".tbl").find((figure) => $("table", figure).dataset.table === table);
const rowOf = (table, key) => {
  const figure = figureOf(table);
  return figure && rowsOf(figure).find((row) => row.dataset.row === key);
};
