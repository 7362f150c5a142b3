/* ---- seats ---- */

const box = $("#seat-search");
const options = $("#seat-list");
const index = data.seats.map((seat) => ({ seat, words: folded([seat[0], seat[1], seat[2]].join(" ")) }));
let active = -1;

function suggest() {
  const wanted = folded(box.value.trim());
  const starts = (item) => (folded(seatName(item.seat)).startsWith(wanted) ? 0 : 1);
  const hits = wanted ? index.filter((item) => item.words.includes(wanted)).sort((a, b) => starts(a) - starts(b)).slice(0, 8) : [];
  options.replaceChildren(...hits.map(({ seat }, i) => make("li", { role: "option", id: "seat-option-" + i, "data-seat": seat[0], "aria-selected": "false" }, seatName(seat) + " ", make("small", { text: `${data.states[seat[3]] ?? seat[3]} · ${seat[0]}` }))));
  options.hidden = hits.length === 0;
  box.setAttribute("aria-expanded", String(hits.length > 0));
  $("#search-status").textContent = wanted && !hits.length ? label("search_none") : "";
  mark(hits.length ? 0 : -1);
}
function mark(position) {
  active = position;
  [...options.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === position)));
  if (position >= 0) box.setAttribute("aria-activedescendant", "seat-option-" + position);
  else box.removeAttribute("aria-activedescendant");
  options.children[position]?.scrollIntoView({ block: "nearest" });
}
function closeList() {
  options.hidden = true;
  box.setAttribute("aria-expanded", "false");
}
/** To the seat's row: the longest table that has it, annexes first. */
function toSeat(id) {
  closeList();
  const rows = $$("tr[data-row]").filter((row) => row.dataset.row === id);
  const weight = (row) => Number(row.closest("table").dataset.total) + (row.closest(".annex") ? 10000 : 0);
  rows.sort((a, b) => weight(b) - weight(a));
  if (rows.length) goTo(rows[0]);
  else $("#search-status").textContent = label("search_no_row");
}
box.addEventListener("input", suggest);
box.addEventListener("blur", () => setTimeout(closeList, 150));
box.addEventListener("keydown", (event) => {
  const count = options.children.length;
  if (event.key === "ArrowDown" && count) mark((active + 1) % count);
  else if (event.key === "ArrowUp" && count) mark((active + count - 1) % count);
  else if (event.key === "Enter" && options.children[active]) toSeat(options.children[active].dataset.seat);
  else if (event.key === "Escape") closeList();
  else return;
  event.preventDefault();
});
options.addEventListener("pointerdown", (event) => {
  const item = event.target.closest("li");
  if (item) toSeat(item.dataset.seat);
});
