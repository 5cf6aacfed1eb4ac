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
