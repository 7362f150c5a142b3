// The value beside each slider follows it; the rest is htmx and the form itself.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider.type !== "range") return;
  const out = slider.parentElement.querySelector("output");
  if (out) out.value = slider.value;
});
