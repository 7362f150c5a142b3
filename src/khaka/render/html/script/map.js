/* ---- maps: a card for each seat, by pointer, by touch and by arrow keys ---- */

/** Our place election by election, from the seat's row. */
function strip(row) {
  const names = heads(row.closest("table"));
  const places = [...row.cells].filter((cell) => names[cell.cellIndex].dataset.col.startsWith("place_"));
  const list = make("ol", { class: "strip", "aria-label": label("live.place") });
  for (const cell of places) {
    const place = cell.dataset.v;
    const year = names[cell.cellIndex].dataset.col.slice(-4);
    const number = $(".f", cell) && place !== undefined ? number_(cell) : make("span", { text: "–", title: label("live.no_place") });
    list.append(make("li", { class: "place-" + (place === undefined ? "none" : Math.min(Number(place), 3)) }, make("small", { text: digits(year) }), number));
  }
  return places.length ? [make("p", { class: "strip-head", text: label("live.place") }), list] : [];
}
/** A cell's number, to be opened from elsewhere too. */
const number_ = (cell) => make("span", { class: "f", role: "button", tabindex: "0", "data-id": cellId(cell), text: cell.textContent });

function card(map, hexagon) {
  const seat = seats.get(hexagon.dataset.seat);
  const kind = $$(".legend li", map).find((item) => item.dataset.k === `${hexagon.classList[0]} ${hexagon.getAttribute("href").slice(3)}`);
  const parts = [make("b", { text: seatName(seat) }), make("span", { text: `${data.states[seat[3]] ?? seat[3]} · ${seat[0]}` })];
  if (kind) parts.push(make("p", { class: "card-kind", text: $("span", kind).textContent }));
  const row = rowOf(map.dataset.twin, seat[0]);
  if (row) {
    const list = make("dl");
    const names = heads(row.closest("table"));
    [...row.cells].slice(1).filter((cell) => !names[cell.cellIndex].dataset.col.startsWith("place_") && cell.textContent !== data.states[seat[3]]).slice(0, 8)
      .forEach((cell) => list.append(make("dt", { text: names[cell.cellIndex].textContent }), make("dd", {}, $(".f", cell) ? number_(cell) : cell.textContent)));
    parts.push(...strip(row), list, make("button", { type: "button", class: "to-row", "data-row": seat[0], text: label("show_row") }));
  }
  $(".card", map).replaceChildren(...parts);
  map.classList.add("has-card");
  $$(".at", map).forEach((other) => other.classList.remove("at"));
  hexagon.classList.add("at");
}
const hints = new Map($$(".map .card").map((box) => [box, [...box.childNodes]]));
/** Close a map's card and let go of its seat. */
function letGo(map) {
  $$(".on,.at", map).forEach((other) => other.classList.remove("on", "at"));
  map.classList.remove("has-card");
  $(".card", map).replaceChildren(...hints.get($(".card", map)));
}
// a card of another state's seat does not stay over the state that was chosen
document.addEventListener("khaka:state", () => {
  for (const map of $$(".map.has-card")) {
    const shown = $(".on,.at", map);
    if (spot.state && shown && shown.dataset.s !== spot.state) letGo(map);
  }
});
function pin(hexagon) {
  const map = hexagon.closest(".map");
  const again = hexagon.classList.contains("on");
  $$(".on", map).forEach((other) => other.classList.remove("on"));
  hexagon.classList.toggle("on", !again);
  choose(again ? "" : hexagon.dataset.s);
  card(map, hexagon);
}
/** The nearest seat in the direction of an arrow key. */
function neighbour(hexagon, key) {
  const [dx, dy] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  const at = (use) => [Number(use.getAttribute("x")), Number(use.getAttribute("y"))];
  const [x, y] = at(hexagon);
  let best = null;
  let least = Infinity;
  for (const other of hexagon.parentNode.children) {
    const [u, v] = at(other);
    const along = (u - x) * dx + (v - y) * dy;
    const off = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
    if (along > 1 && off <= 3 * along && along + 2 * off < least) [best, least] = [other, along + 2 * off];
  }
  return best;
}
for (const map of $$(".map")) {
  const tiles = $(".tiles", map);
  tiles.setAttribute("role", "application");
  tiles.setAttribute("tabindex", "0");
  tiles.setAttribute("aria-describedby", $(".map-keys", map).id);
  /** Where the arrow keys start: the seat that has the card, else the one nearest the middle of what is shown. */
  const current = () => {
    if ($(".at", map)) return $(".at", map);
    const shown = $$(".hexes use:not(.off)", map);
    const mean = (key) => shown.reduce((sum, use) => sum + Number(use.getAttribute(key)), 0) / shown.length;
    const [x, y] = [mean("x"), mean("y")];
    const far = (use) => Math.hypot(use.getAttribute("x") - x, use.getAttribute("y") - y);
    return shown.reduce((best, use) => (best && far(best) <= far(use) ? best : use), null);
  };
  tiles.addEventListener("focus", () => tiles.matches(":focus-visible") && current() && card(map, current()));
  tiles.addEventListener("keydown", (event) => {
    const hexagon = current();
    if (!hexagon) return;
    if (event.key.startsWith("Arrow")) {
      const next = neighbour(hexagon, event.key);
      if (next) card(map, next);
    } else if (event.key === "Enter" || event.key === " ") pin(hexagon);
    else return;
    event.preventDefault();
  });
  map.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || dialog.open) return;
    if ($(".card", map).contains(document.activeElement)) tiles.focus({ preventScroll: true });
    letGo(map);
  });
}
document.addEventListener("pointerover", (event) => {
  const hexagon = event.target.closest?.(".map .hexes use");
  if (hexagon && event.pointerType === "mouse" && !$(".on", hexagon.closest(".map"))) card(hexagon.closest(".map"), hexagon);
});
