/* ---- numbers ---- */

const heads = (table) => $$("thead th", table);
function cellId(element) {
  const cell = element.closest("td,th");
  const table = cell.closest("table");
  return [table.dataset.table, cell.parentNode.dataset.row.toLowerCase(), heads(table)[cell.cellIndex].dataset.col].join(".");
}

/** What is known of a number: its own entry, or its column's with the row put in. */
function lookup(id) {
  if (Object.hasOwn(figures, id)) return figures[id];
  for (const [name, columns] of Object.entries(tables)) {
    if (!id.startsWith(name + ".")) continue;
    const rest = id.slice(name.length + 1);
    const column = Object.keys(columns).find((key) => rest.endsWith("." + key));
    const rowKey = column && rest.slice(0, rest.length - column.length - 1);
    const table = column && $$("table").find((t) => t.dataset.table === name);
    const row = table && [...table.tBodies[0].rows].find((r) => r.dataset.row.toLowerCase() === rowKey);
    if (!row) continue;
    const head = heads(table).findIndex((h) => h.dataset.col === column);
    const entry = { ...columns[column], row: row.dataset.row };
    const unit = $("small", heads(table)[head]);
    entry.v = row.cells[head].textContent + (unit && row.cells[head].dataset.v !== undefined ? (unit.textContent === "%" ? "%" : " " + unit.textContent) : "");
    entry.f = (entry.f ?? []).map(([key, value]) => [key, value === "{row}" ? row.dataset.row : value]);
    if (!entry.r && entry.k !== "measured") Object.assign(entry, { r: [row.dataset.row], n: 1 });
    return entry;
  }
  return null;
}

const dialog = $("#explain");
let opener = null;
function explain(id) {
  const entry = lookup(id);
  if (!entry) return;
  const list = make("dl");
  const line = (key, ...content) => content.length && list.append(make("div", {}, make("dt", { text: label("explain." + key) }), make("dd", {}, ...content)));
  if (entry.b !== undefined) line("base", pool[entry.b]);
  if (entry.i) line("interval", entry.i);
  line("how", label("kind." + entry.k));
  if (entry.m) line("measure", make("code", { text: entry.m }));
  if (entry.f?.length) line("filters", make("code", { text: entry.f.map((pair) => pair.join("=")).join("  ") }));
  if (entry.x) line("formula", make("code", { text: entry.x }));
  if (entry.o) line("of", ...entry.o.flatMap((ref) => [lookup(ref) ? make("button", { type: "button", class: "ref", "data-ref": ref, text: ref }) : make("code", { text: ref }), " "]));
  if (entry.r) line("rows", `${entry.n}: ${entry.r.map(rowName).join(", ")}${entry.n > entry.r.length ? " " + label("rows_more", { n: entry.n - entry.r.length }) : ""}`);
  if (entry.s) line("sources", ...entry.s.flatMap((source, i) => [i ? "; " : "", sourceName(source)]));
  if (entry.t !== undefined) line("note", pool[entry.t]);
  line("id", make("code", { text: id }));
  if (!entry.l) line("command", make("code", { text: "khaka explain " + id }));
  $("#explain-body").replaceChildren(make("p", { class: "value", text: entry.v }), make("p", { class: "def", text: pool[entry.d] }), list);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}
function sourceName(id) {
  const source = data.sources[id];
  if (!source) return id;
  const text = [source[0], source[1], source[3]].filter(Boolean).join(", ");
  return source[2] ? make("a", { href: source[2], rel: "noreferrer noopener", text }) : text;
}
function open(element) {
  opener = element;
  explain(element.dataset.id ?? cellId(element));
}
dialog.addEventListener("close", () => opener?.focus?.());
dialog.addEventListener("click", (event) => {
  const ref = event.target.closest("[data-ref]");
  if (ref) explain(ref.dataset.ref);
  else if (event.target === dialog) dialog.close();
});

/** Arrow keys move between the numbers of a table: one stop in the tab order for each table. */
function step(element, key) {
  const cell = element.closest("td");
  const rows = [...cell.closest("tbody").rows].filter((r) => r.offsetParent !== null);
  let row = rows.indexOf(cell.parentNode);
  let column = cell.cellIndex;
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  for (;;) {
    row += down;
    column += right;
    const next = rows[row]?.cells[column];
    if (!next) return;
    const target = $(".f", next);
    if (!target || target.offsetParent === null) continue;
    element.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    return;
  }
}
