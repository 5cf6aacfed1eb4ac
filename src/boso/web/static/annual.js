// A figure is put where the cursor stands. Without this script it comes last in the text.
for (const form of document.querySelectorAll("form.writing")) {
  const button = form.querySelector('button[value="insert"]');
  const text = form.querySelector("textarea");
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    const said = ["who", "which", "when"].map((name) => form.elements[name].value).join(" ");
    text.setRangeText(`[[tall: ${said}]]`, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  });
}

// A letter chooses its theme, Enter saves and goes on. Without this script each is reached by Tab and Space.
const tagging = document.querySelector("form.tagging");
tagging?.ownerDocument.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && event.target.matches("body, main, input")) {
    event.preventDefault();
    tagging.requestSubmit();
    return;
  }
  const box = [...tagging.elements].find((each) => each.dataset.key === event.key);
  if (box) {
    box.checked = !box.checked;
    box.focus();
  }
});
