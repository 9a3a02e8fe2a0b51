// The filters' sheet, on a phone: once « Voir 14 structures » is pressed, the sheet gives way to the list.
document.addEventListener("htmx:afterSettle", (event) => {
  const sheet = document.getElementById("filtres");
  if (event.detail.requestConfig?.triggeringEvent?.type === "submit" && sheet?.matches(":popover-open")) sheet.hidePopover();
});
