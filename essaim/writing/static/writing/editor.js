// Writing with others. Without script the form saves by its button; with it, a pause saves, what others write comes
// in, and what could not leave is kept on the device until it can. The server merges: the script never does.

const PAUSE = 1500; // ms without a key before saving
const LOOK = 4000; // ms between two looks at what others wrote
const MOST_WAIT = 30000;

const kept = { get: () => null, set: () => {}, drop: () => {} };
try {
  kept.get = (name) => JSON.parse(localStorage.getItem(name));
  kept.set = (name, value) => localStorage.setItem(name, JSON.stringify(value));
  kept.drop = (name) => localStorage.removeItem(name);
  kept.get("writing");
} catch {
  // A browser that keeps nothing.
}

function cookie(name) {
  return document.cookie.split("; ").find((one) => one.startsWith(name + "="))?.split("=")[1] ?? "";
}

function writer(form) {
  const area = form.elements.content;
  const name = `writing-${form.dataset.writing}`;
  const show = (place, words) => {
    const spot = form.querySelector(`[data-${place}]`);
    if (spot.textContent !== words) spot.textContent = words;
  };
  // `known`: the words that the base has (`number`; `typed`: as this page had sent them). `sending`: what has left and
  // has no answer yet; it is sent again as it was, so that the server keeps it once.
  let state = { number: Number(form.elements.base.value), typed: false, known: area.value, sending: null };
  let busy = false;
  let timer = 0;
  let wait = LOOK;
  let stopped = false;

  function keep() {
    if (area.value === state.known && !state.sending) kept.drop(name);
    else kept.set(name, { ...state, content: area.value });
  }

  function again(delay) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(exchange, delay);
  }

  function put(edits) {
    for (const [start, end, text] of [...edits].reverse()) area.setRangeText(text, start, end, "preserve");
  }

  async function exchange(leaving = false) {
    if (busy && !leaving) return;
    if (document.hidden && !leaving && area.value === state.known && !state.sending) return again(LOOK);
    if (!state.sending && area.value !== state.known) {
      const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16)).join("");
      state.sending = { key, content: area.value };
    }
    keep();
    busy = true;
    const sent = state.sending;
    const body = new URLSearchParams({ base: state.number });
    if (state.typed) body.set("from_typed", "1");
    if (sent) {
      body.set("key", sent.key);
      body.set("content", sent.content);
    }
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-CSRFToken": cookie("essaim_csrf") },
        keepalive: leaving,
      });
      if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
        if (response.status < 500) {
          show("said", form.dataset.away);
          stopped = response.redirected || response.status === 403 || response.status === 404;
        }
        throw new Error("no answer");
      }
      const answer = await response.json();
      if (answer.refusal) {
        show("said", answer.refusal);
        state.sending = null;
        wait = MOST_WAIT;
      } else receive(answer, sent);
    } catch {
      if (!stopped) show("said", form.dataset.lost);
      wait = Math.min(wait * 2, MOST_WAIT);
    } finally {
      busy = false;
      keep();
      again(area.value === state.known ? wait : Math.min(wait, PAUSE));
    }
  }

  function receive(answer, sent) {
    const base = sent ? sent.content : state.known;
    if (area.value === base) {
      put(answer.edits);
      state = { number: answer.number, typed: false, known: area.value, sending: null };
    } else if (sent) {
      // Typed on meanwhile: what others wrote comes with the next answer.
      state.sending = null;
      if (answer.mine !== null) state = { number: answer.mine, typed: true, known: sent.content, sending: null };
    }
    form.elements.base.value = state.number;
    wait = LOOK;
    show("people", answer.people ? `${answer.people}.` : "");
    if (sent) show("saved", area.value === state.known ? answer.saved : form.dataset.typing);
    if (!form.querySelector("[data-said]").dataset.stays) show("said", "");
  }

  const left = kept.get(name);
  if (left && left.content !== area.value) {
    // Words that had not left: their own base tells the server where they belong.
    const { content, ...rest } = left;
    state = rest;
    area.value = content;
    const said = form.querySelector("[data-said]");
    said.dataset.stays = "1";
    show("said", form.dataset.found);
    setTimeout(() => delete said.dataset.stays, 10000);
  } else kept.drop(name);

  area.addEventListener("input", () => {
    show("saved", form.dataset.typing);
    keep();
    again(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    again(0);
  });
  addEventListener("online", () => again(0));
  document.addEventListener("visibilitychange", () => again(document.hidden ? LOOK : 0));
  addEventListener("pagehide", () => {
    if (area.value !== state.known || state.sending) exchange(true);
  });
  again(left ? 0 : LOOK);
}

document.querySelectorAll("form[data-writing]").forEach(writer);
