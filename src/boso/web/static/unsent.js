// What is written in a box that goes by a button – an answer, a reason, minutes – is kept in this tab until it is sent:
// another button, another language, a link followed by mistake or a log-in that ended takes none of it.
(() => {
  "use strict";
  const { account, found } = document.body.dataset;
  if (!account) return;
  const boxes = [...document.querySelectorAll("main textarea")].filter((box) => box.name && box.form?.method === "post" && !box.closest("[data-field]"));
  const began = new Map(boxes.map((box) => [box, box.value]));
  const key = (box) => `boso-unsent:${account}:${box.form.getAttribute("action") || location.pathname}:${box.id || box.name}`;
  const store = (act) => { try { return act(sessionStorage); } catch { return null; } };
  const forget = (box) => store((s) => s.removeItem(key(box)));

  // Inside a form of many parts a box goes by the button of its own part, where that part has one.
  function goesBy(box, submitter) {
    const part = box.closest("article, details");
    const alone = part && box.form.contains(part) && part.querySelector("button:not([type]), button[type=submit]");
    return alone ? part.contains(submitter) : true;
  }

  for (const box of boxes) {
    const kept = JSON.parse(store((s) => s.getItem(key(box))) ?? "null");
    if (!kept || kept.began !== box.value || kept.text === box.value) continue;
    box.value = kept.text;
    const folded = box.closest("details");
    if (folded) folded.open = true;
    const told = Object.assign(document.createElement("p"), { className: "quiet", textContent: found });
    told.setAttribute("role", "status");
    box.after(told);
  }
  document.addEventListener("input", ({ target }) => {
    if (!began.has(target)) return;
    const kept = { began: began.get(target), text: target.value };
    if (kept.text === kept.began) forget(target);
    else store((s) => s.setItem(key(target), JSON.stringify(kept)));
  });
  document.addEventListener("submit", ({ target, submitter }) => {
    for (const box of boxes) if (box.form === target && goesBy(box, submitter)) forget(box);
  });
})();
