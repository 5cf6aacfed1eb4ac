// Answering doubts by keyboard. Without this file every answer is an ordinary form; with it, one key each.
// Keys work only while the proposal has the focus, so that they are in nobody's way.
(() => {
  "use strict";
  let place = 0;

  const proposal = () => document.getElementById("proposal");
  const doubts = () => [...proposal().querySelectorAll("[data-doubt]")];
  const open = (doubt) => doubt.dataset.standing === "open";

  function go(to) {
    const all = doubts();
    if (!all.length) return;
    place = Math.max(0, Math.min(to, all.length - 1));
    all[place].focus({ preventScroll: true });
    all[place].scrollIntoView({ block: "nearest" });
  }

  function goToNextOpen(from) {
    const all = doubts();
    const after = all.findIndex((doubt, at) => at >= from && open(doubt));
    const any = after < 0 ? all.findIndex(open) : after;
    if (any >= 0) return go(any);
    const done = document.getElementById("apply");
    if (done) done.focus();
    else go(from);
  }

  function press(root, key) {
    const button = root && root.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return false;
    if (button.matches("input, textarea")) {
      button.closest("details")?.setAttribute("open", "");
      button.focus();
      button.select();
    } else {
      button.click();
    }
    return true;
  }

  function current() {
    const at = doubts().indexOf(document.activeElement?.closest("[data-doubt]"));
    if (at >= 0) place = at;
    return doubts()[place];
  }

  const moves = { j: () => go(place + 1), k: () => go(place - 1) };

  document.addEventListener("keydown", (event) => {
    const root = proposal();
    if (!root || !root.contains(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select")) {
      if (event.key === "Escape") go(doubts().indexOf(event.target.closest("[data-doubt]")));
      return;
    }
    const doubt = current();
    const key = event.key.toLowerCase();
    if (moves[key]) moves[key]();
    else if (!press(doubt, key) && !press(document.getElementById("whole"), key)) return;
    event.preventDefault();
  });

  // An answer is sent as its form would send it; only the proposal is put in anew, so that the eye keeps its place.
  // A refusal comes with the proposal and its reason. Any other answer (logged out, gone, a fault) is not this page:
  // then the browser asks again, so that nobody believes in an answer that was not stored.
  async function send(form, button) {
    const body = new FormData(form, button);
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("proposal");
    if (!fresh) return location.reload();
    proposal().replaceWith(document.adoptNode(fresh));
    const refusal = document.getElementById("refusal");
    if (refusal) refusal.focus();
    else goToNextOpen(place);
  }

  document.addEventListener("submit", (event) => {
    const root = proposal();
    if (!root || !root.contains(event.target)) return;
    event.preventDefault();
    if (root.getAttribute("aria-busy")) return;
    root.setAttribute("aria-busy", "true");
    current();
    send(event.target, event.submitter).catch(() => location.reload());
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (proposal() && doubts().length) {
      const at = doubts().findIndex((doubt) => `#${doubt.id}` === location.hash);
      if (at >= 0) go(at);
      else doubts().find(open)?.focus({ preventScroll: true });
    }
  });
})();
