// What is written in a box that goes by a button of its own – an answer, a reason, a note – is kept in this tab until
// it is sent: another language, a link followed by mistake or a log-in that ended takes none of it.
(() => {
  "use strict";
  const who = document.body.dataset.who;
  if (!who) return;
  const own = (box) => box.name && !box.closest("[data-field]") && box.form?.method === "post";
  const key = (box) => `boso-unsent:${who}:${box.form.getAttribute("action") || location.pathname}:${box.name}`;
  const together = (box) => box.closest("article, details") ?? box.form;
  const boxes = [...document.querySelectorAll("main textarea")].filter(own);
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };

  for (const box of boxes) {
    const kept = store((s) => s.getItem(key(box)));
    if (!kept || box.value) continue;
    box.value = kept;
    const folded = box.closest("details");
    if (folded) folded.open = true;
  }
  document.addEventListener("input", ({ target }) => {
    if (boxes.includes(target)) store((s) => (target.value.trim() ? s.setItem(key(target), target.value) : s.removeItem(key(target))));
  });
  document.addEventListener("submit", ({ target, submitter }) => {
    for (const box of boxes) {
      if (box.form === target && (together(box) === target || together(box).contains(submitter))) store((s) => s.removeItem(key(box)));
    }
  });
})();
