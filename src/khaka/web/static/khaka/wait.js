// A page that is being computed is asked for again until it is there; without this the link does the same.
const link = document.querySelector("[data-wait]");
const look = async () => {
  try {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    if (answer.ok && !(await answer.text()).includes("data-wait")) return location.assign(link.href);
  } catch {
    // the line is gone for a moment: the next look tells
  }
  setTimeout(look, 4000);
};
if (link) setTimeout(look, 4000);
