// The page for the wall: a clock that goes on without the network, keys, tables or agenda.

const say = (selector, shown) => {
  for (const one of document.querySelectorAll(selector)) one.hidden = !shown;
};
let tables = null; // what the viewer chose: true, false, or what the last change calls for
let known = {};

function tick() {
  const clock = document.querySelector("[data-since]");
  if (!clock) return;
  const left = Number(clock.dataset.since) + 60 * Number(clock.dataset.minutes) - Math.floor(Date.now() / 1000);
  const size = Math.abs(left);
  const text = `${left < 0 ? "+" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  if (clock.textContent !== text) clock.textContent = text;
  clock.classList.toggle("screen-late", left < 0);
}

function settle() {
  const screen = document.getElementById("ecran");
  if (!screen) return;
  const { round, moment } = screen.dataset;
  // A round that begins shows its tables; a moment that begins shows the agenda.
  if (known.round !== undefined && known.round !== round) tables = true;
  else if (known.moment !== undefined && known.moment !== moment) tables = false;
  if (known.round === undefined) tables = Number(round) > 0;
  known = { round, moment };
  const has = screen.querySelector(".screen-tables");
  say(".screen-tables", has && tables);
  say(".screen-now", !(has && tables));
  say("[data-swap]", Boolean(has));
  tick();
}

function swap() {
  tables = !tables;
  settle();
}

const press = (value) => document.querySelector(`.screen-acts [name="pas"][value="${value}"]`)?.click();
const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  if (event.key === "ArrowRight" || event.key === "PageDown") press("1");
  else if (event.key === "ArrowLeft" || event.key === "PageUp") press("-1");
  else if (event.key.toLowerCase() === "t") swap();
  else if (event.key.toLowerCase() === "f") full();
  else return;
  event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-swap]")) swap();
  if (event.target.closest("[data-full]")) full();
});

// A press stays on the page, so that full screen is kept; without the network it is tried again by hand.
document.addEventListener("submit", async (event) => {
  if (!event.target.closest(".screen-acts")) return;
  event.preventDefault();
  const form = event.target;
  const data = new FormData(form, event.submitter);
  try {
    await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
    window.htmx.ajax("GET", location.pathname, { target: "#ecran", swap: "outerHTML" });
  } catch {
    say("[data-offline]", true);
  }
});
for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => say("[data-offline]", true));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) say("[data-offline]", false);
});
document.addEventListener("htmx:afterSettle", settle);

say("[data-full]", Boolean(document.fullscreenEnabled));
say("[data-keys]", matchMedia("(hover: hover)").matches);
settle();
setInterval(tick, 250);
