// What the pages gain with script. Without it everything works: these are comforts.
// Read before the page is drawn, so that the chosen theme shows at once.

const root = document.documentElement;
const storage = { get: () => null, set: () => {} };
try {
  storage.get = localStorage.getItem.bind(localStorage);
  storage.set = localStorage.setItem.bind(localStorage);
} catch {
  // A browser that keeps nothing: the device's theme stays.
}

function setTheme(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

function showTheme(choice) {
  choice.hidden = false;
  for (const button of choice.querySelectorAll("button"))
    button.setAttribute("aria-pressed", String(button.value === (root.dataset.theme || "")));
}

setTheme(storage.get("theme"));

// What is left to type in a long text.
function count(hint) {
  const field = document.getElementById(hint.dataset.counter);
  const left = field.maxLength - field.value.length;
  hint.hidden = field.maxLength < 0;
  hint.textContent = left === 1 ? hint.dataset.one : hint.dataset.many.replace("%", left);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-theme-choice]").forEach(showTheme);
  document.querySelectorAll("[data-counter]").forEach(count);
  // A form that comes back with points to correct is read from its summary.
  document.getElementById("a-revoir")?.focus();
});
document.addEventListener("input", (event) => {
  const hint = event.target.id && document.querySelector(`[data-counter="${event.target.id}"]`);
  if (hint) count(hint);
});

// The club switcher closes when one clicks elsewhere or presses Escape.
function closeSwitchers(kept) {
  document.querySelectorAll("details.switcher[open]").forEach((item) => {
    if (item !== kept) item.removeAttribute("open");
  });
}
document.addEventListener("click", (event) => {
  closeSwitchers(event.target.closest("details.switcher"));
  const button = event.target.closest("[data-theme-choice] button");
  if (button) {
    setTheme(button.value);
    storage.set("theme", button.value);
    showTheme(button.parentElement);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeSwitchers(null);
});

// A form sent once: for some seconds, a second press sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
