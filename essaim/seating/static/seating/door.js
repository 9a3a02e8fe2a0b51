// The door: a press shows at once, is kept in the browser, and is sent until the server acknowledges its key.
// The server counts a key once, so that sending again is harmless.

const door = document.querySelector("[data-door]");
const shelf = `essaim.door.${door.dataset.door}`;
const waiting = door.querySelector("[data-waiting]");
let sending = false;
let signedOut = false;
let memory = [];

function read() {
  try {
    return JSON.parse(localStorage.getItem(shelf)) || [];
  } catch {
    return memory;
  }
}
function write(presses) {
  memory = presses;
  try {
    localStorage.setItem(shelf, JSON.stringify(presses));
  } catch {
    // A browser that keeps nothing: presses live as long as the page.
  }
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");

function show(url, here) {
  for (const form of door.querySelectorAll("li form")) {
    if (new URL(form.action).pathname !== url) continue;
    const row = form.closest("li");
    row.querySelector("[data-here]").hidden = !here;
    const [come, undo] = form.querySelectorAll("button");
    const focused = form.contains(document.activeElement);
    come.hidden = here;
    undo.hidden = !here;
    if (focused) (here ? undo : come).focus();
  }
}

function tell() {
  const count = read().length;
  waiting.hidden = count === 0 || (sending && !signedOut);
  if (signedOut) waiting.textContent = waiting.dataset.signedOut;
  else waiting.textContent = count === 1 ? waiting.dataset.one : waiting.dataset.many.replace("%", count);
}

async function send() {
  if (sending) return;
  sending = true;
  try {
    // One at a time, in order: a press and its undoing must not cross.
    for (let press = read()[0]; press; press = read()[0]) {
      const body = new FormData();
      body.set("verb", press.verb);
      body.set("key", press.key);
      body.set("csrfmiddlewaretoken", door.querySelector("[name=csrfmiddlewaretoken]").value);
      const answer = await fetch(press.url, {
        method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8000),
      });
      const acknowledged = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      signedOut = answer.redirected || answer.status === 403;
      if (answer.status === 404) {
        // Taken off the list meanwhile: nothing will ever acknowledge it.
        write(read().filter((one) => one.key !== press.key));
        continue;
      }
      if (!answer.ok || !acknowledged) break;
      const said = await answer.json();
      if (said.key !== press.key) break;
      write(read().filter((one) => one.key !== press.key));
      if (!read().some((one) => one.url === press.url)) show(press.url, said.here);
      window.htmx?.trigger("#compte", "refresh");
    }
  } catch {
    // No network: what waits stays.
  }
  sending = false;
  tell();
}

door.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || button.name !== "verb") return;
  event.preventDefault();
  const url = new URL(event.target.action).pathname;
  write([...read(), { url, verb: button.value, key: newKey() }]);
  show(url, button.value === "here");
  send();
});

// The list narrows while one types.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const field = document.getElementById("q");
function narrow() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let left = 0;
  for (const row of door.querySelectorAll("[data-row]")) {
    row.hidden = !words.every((word) => plain(row.dataset.row).includes(word));
    left += row.hidden ? 0 : 1;
  }
  door.querySelector("[data-none]").hidden = left > 0 || words.length === 0;
}
field.addEventListener("input", narrow);
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  narrow();
});

for (const press of read()) show(press.url, press.verb === "here");
window.addEventListener("online", send);
setInterval(send, 5000);
send();
