// Tell, once, that a person has the page before their eyes: in sight for two seconds, in a window that has the focus or
// is touched. Opening the address tells nothing, since mail scanners do.
(() => {
  const form = document.querySelector("form[data-seen]");
  if (!form) return;
  let told = false;
  const tell = () => {
    if (told || document.visibilityState !== "visible") return;
    told = true;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    fetch(form.dataset.seen, {method: "POST", body: data, credentials: "same-origin"}).catch(() => { told = false; });
  };
  const wait = () => setTimeout(() => document.hasFocus() && tell(), 2000);
  document.addEventListener("visibilitychange", wait);
  for (const act of ["pointerdown", "keydown", "scroll"]) document.addEventListener(act, tell, {once: true, passive: true});
  wait();
})();
