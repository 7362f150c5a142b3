/* ---- one listener for each kind of event ---- */

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest?.(selector);
  let found;
  if ((found = hit(".f"))) open(found);
  else if ((found = hit("thead button"))) sort(found.closest("th"));
  else if ((found = hit(".csv"))) download(found.closest(".tbl"));
  else if ((found = hit(".show"))) {
    found.closest(".tbl").classList.toggle("open");
    apply(found.closest(".tbl"));
  } else if ((found = hit(".map .hexes use"))) pin(found);
  else if ((found = hit(".to-row"))) {
    const row = rowOf(found.closest(".map").dataset.twin, found.dataset.row);
    if (row) goTo(row);
  } else if (hit(".menu a")) $(".menu").open = false;
});
document.addEventListener("keydown", (event) => {
  const number = event.target.closest?.(".f");
  if (!number) return;
  if (event.key === "Enter" || event.key === " ") open(number);
  else if (event.key.startsWith("Arrow") && number.closest("td")) step(number, event.key);
  else return;
  event.preventDefault();
});
document.addEventListener("input", (event) => {
  if (event.target.matches(".filter")) apply(event.target.closest(".tbl"));
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".map-state,.tbl .state")) choose(event.target.value);
});
window.addEventListener("beforeprint", () => $$("details.defs").forEach((part) => (part.open = true)));

/* the other language opens at the same place */
const other = $("#other");
other?.addEventListener("click", () => (other.hash = location.hash));
/* the contents show where the reader is */
if ("IntersectionObserver" in window) {
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      $$(".toc a").forEach((link) => {
        if (link.hash === "#" + entry.target.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  $$("section[id]").forEach((section) => seen.observe(section));
}

follow(true);
