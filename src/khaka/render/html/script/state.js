/* ---- the address: which place, which state, which setting ---- */

const spot = { place: "", state: "", live: "" };
function readSpot() {
  const parts = decodeURIComponent(location.hash.slice(1)).split("&");
  const found = { place: "", state: "", live: "" };
  for (const part of parts) {
    const [key, value] = part.split("=");
    if (value === undefined) found.place = key;
    else if (key === "state" || key === "live") found[key] = value;
  }
  return found;
}
function writeSpot() {
  const parts = [spot.place, spot.state && "state=" + spot.state, spot.live && "live=" + spot.live].filter(Boolean);
  const hash = parts.length ? "#" + parts.join("&") : "";
  if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

/* ---- one state for the whole page: maps, tables, briefs, what-if ---- */

const chip = $("#chip");
const BRIEF = /^s9\.([a-z]{2})$/;
/** Choose a state ("" is all): maps dim the others, tables and briefs show its rows, the address keeps it. */
function choose(state, quiet = false) {
  if (state && !Object.hasOwn(data.states, state)) state = "";
  spot.state = state;
  $$(".map").forEach((map) => {
    map.classList.toggle("chosen", state !== "");
    $$("[data-s]", map).forEach((part) => part.classList.toggle("off", state !== "" && part.dataset.s !== state));
    if ($(".map-state", map)) $(".map-state", map).value = state;
  });
  $$(".tbl").forEach((figure) => {
    const select = $(".state", figure);
    if (select) {
      select.value = [...select.options].some((option) => option.value === state) ? state : "";
      apply(figure);
    }
    const brief = BRIEF.exec($("table", figure).dataset.table);
    if (brief) figure.hidden = state !== "" && brief[1].toUpperCase() !== state;
  });
  const name = data.states[state];
  if (chip) {
    chip.hidden = state === "";
    $("span", chip).textContent = state && label("live.showing", { state: name });
    $("#state-status").textContent = quiet && !state ? "" : state ? label("live.chosen", { state: name }) : label("live.all_shown");
  }
  document.dispatchEvent(new CustomEvent("khaka:state"));
  writeSpot();
}
chip && $("button", chip).addEventListener("click", () => {
  choose("");
  $("#main").focus({ preventScroll: true });
});

/** Take over what the address says; links inside the page keep the state and the setting. */
function follow(first) {
  const wanted = readSpot();
  spot.place = wanted.place;
  if (first || wanted.live) spot.live = wanted.live;
  if (first || wanted.state) wanted.state !== spot.state && choose(wanted.state, true);
  document.dispatchEvent(new CustomEvent("khaka:live"));
  writeSpot();
  if (wanted.place && (first || wanted.state || wanted.live)) document.getElementById(wanted.place)?.scrollIntoView();
}
window.addEventListener("hashchange", () => follow(false));
