// A passage that is selected in the text is put in the remark's form. Without script one copies it there.
const passages = document.querySelector("[data-passages]");
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const field = passages && document.getElementById(passages.dataset.passages);
  if (!field || selection.isCollapsed || !passages.contains(selection.anchorNode)) return;
  field.value = selection.toString().trim().slice(0, 500);
  field.closest("details").open = true;
});
