// What the pages gain with script. Without it everything works: these are comforts.

// A language or club switcher closes when one clicks elsewhere or presses Escape.
const closeOthers = (kept) =>
  document.querySelectorAll("details.switcher[open]").forEach((item) => {
    if (item !== kept) item.removeAttribute("open");
  });
document.addEventListener("click", (event) => closeOthers(event.target.closest("details.switcher")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeOthers(null);
});
