// Passkeys: shows the buttons where they can work, and says so when a key did not answer.
const isAddress = /^[\d.]+$|:/.test(location.hostname); // browsers tie a key to a name, never to a number
const possible = Boolean(window.isSecureContext && window.PublicKeyCredential) && !isAddress;
document.querySelectorAll(possible ? "[data-keys]" : "[data-keys-absent]").forEach((element) => {
  element.hidden = false;
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // said on the page, not in the console
  document.querySelectorAll("[data-keys-failed]").forEach((element) => {
    element.hidden = false;
  });
});
