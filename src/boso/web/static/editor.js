// The report editor: every field is saved as it is typed. Without this file the page is a form with a save button.
// What is typed lies in the browser until the server has said that it is stored, whatever happens in between.
(() => {
  "use strict";
  const page = document.getElementById("editing");
  const form = document.getElementById("answers");
  if (!page || !form) return;
  const say = page.dataset;
  const PREFIX = `boso:${say.who}:${say.report}:${say.version}:`;
  const KEPT_DAYS = 30;
  const fields = new Map(); // address -> { box, values, mark, sent, token, earlier, state }
  const others = "BroadcastChannel" in window ? new BroadcastChannel(`boso-report-${say.report}`) : null;
  const status = document.getElementById("saving");
  let busy = false, failures = 0, trouble = "", retry = 0, lastSaved = "", unkept = false, checking = 0, typed = 0, checked = 0;

  const inputs = (box) => [...box.querySelectorAll("input, textarea, select")].filter(
    (i) => i.name && !i.name.endsWith("!seen") && (i.name === box.dataset.field || i.name.startsWith(`${box.dataset.field}!`)));
  const part = (input, box) => input.name.slice(box.dataset.field.length + 1) || "text";
  const read = (box) => inputs(box).reduce((v, i) => {
    if (i.type === "radio") { if (i.checked) v.text = i.value; else v.text ??= ""; } else v[part(i, box)] = i.value;
    return v;
  }, {});
  const write = (box, values) => inputs(box).forEach((i) => {
    const value = values[part(i, box)];
    if (i.type === "radio") i.checked = i.value === values.text;
    else if (value !== undefined) i.value = value;
  });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const clock = () => new Date().toLocaleTimeString("nb-NO", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Oslo" });
  const newToken = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`);

  // ---- What is not stored yet is kept here

  function keep(address, f) {
    const draft = { values: f.values, mark: f.mark, token: f.token, earlier: f.earlier, at: Date.now() };
    try { localStorage.setItem(PREFIX + address, JSON.stringify(draft)); unkept = false; } catch { unkept = true; }
  }
  function forget(address) {
    try { localStorage.removeItem(PREFIX + address); } catch { /* nothing was kept */ }
  }
  function kept() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(PREFIX)) continue;
        const draft = JSON.parse(localStorage.getItem(key));
        if (Date.now() - draft.at > KEPT_DAYS * 86400000) localStorage.removeItem(key);
        else found.push([key.slice(PREFIX.length), draft]);
      }
    } catch { /* the browser keeps nothing */ }
    return found;
  }

  // ---- What the page says

  function mark(f, text, state) {
    f.state = state;
    const line = f.box.querySelector("[data-state]");
    if (line) { line.textContent = text; line.dataset.as = state; }
  }
  function fault(f, text) {
    const line = f.box.querySelector("[data-error]");
    if (line) { line.textContent = text; line.hidden = !text; }
    inputs(f.box).filter((i) => i.name === f.box.dataset.field).forEach(
      (i) => (text ? i.setAttribute("aria-invalid", "true") : i.removeAttribute("aria-invalid")));
  }
  function tell() {
    const open = [...fields.values()].filter((f) => f.state === "dirty" || f.state === "sending").length;
    let text = lastSaved ? `${say.saved} ${lastSaved}` : "", as = "saved";
    if (trouble) { text = trouble; as = "trouble"; }
    else if (busy) { text = say.saving; as = "saving"; }
    else if (open) { text = say.unsaved; as = "waiting"; }
    if (unkept && open) text += ` ${say.unkept}`;
    if (status.dataset.as === as && status.firstChild?.textContent === text) return;
    status.replaceChildren(document.createTextNode(text));
    status.dataset.as = as;
    if (trouble === say.signedOut) {
      const link = Object.assign(document.createElement("a"), { href: say.loginUrl, target: "_blank", textContent: say.login, className: "ds-link" });
      status.append(" ", link);
    }
  }

  // ---- Sending, one field at a time, in the order they were typed

  function changed(box) {
    const address = box.dataset.field, f = fields.get(address), values = read(box);
    const limit = box.querySelector("[data-limit]");
    if (limit) count(f, limit);
    if (same(values, f.values) && f.state !== "refused") return;
    if (f.token) f.earlier = [...f.earlier, f.token].slice(-20);
    f.values = values;
    f.token = newToken();
    f.at = Date.now();
    keep(address, f);
    mark(f, "", "dirty");
    tell();
  }
  function count(f, area) {
    const left = Number(area.dataset.limit) - area.value.length;
    f.over = left < 0;
    const text = f.over ? say.over : say.left;
    fault(f, f.over ? text.replace("%(n)s", (-left).toLocaleString("nb-NO")) : "");
    f.count = left < Number(area.dataset.limit) / 10 && !f.over ? text.replace("%(n)s", left.toLocaleString("nb-NO")) : "";
    const line = f.box.querySelector("[data-state]");
    if (line && f.count) line.textContent = f.count;
  }
  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value;

  async function send(address, f) {
    const body = new URLSearchParams();
    const entries = { address, who: say.who, version: say.version, token: f.token, earlier: f.earlier.join(",") };
    for (const [name, value] of Object.entries(entries)) body.set(name, value);
    for (const [name, value] of Object.entries(f.values)) body.set(name === "text" ? address : `${address}!${name}`, value);
    body.set(`${address}!seen`, f.mark);
    const token = f.token;
    mark(f, "", "sending");
    const answer = await fetch(say.fieldUrl, { method: "POST", body, redirect: "manual", credentials: "same-origin", keepalive: f.values.text?.length < 10000, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
    if (answer.type === "opaqueredirect") return stop(f, say.signedOut);
    if (answer.status >= 500) throw new Error("server");
    const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (!json) return answer.status === 403 ? stop(f, say.signedOut) : refuse(f, say.refused);
    failures = 0; trouble = "";
    if (json.state === "saved") return stored(address, f, token, json);
    if (json.state === "clash") return clash(address, f, json);
    if (json.state === "other_person") return stop(f, json.message);
    refuse(f, json.message);
  }
  function stored(address, f, token, json) {
    f.mark = json.mark;
    const seen = f.box.querySelector("[data-seen]");
    if (seen) seen.value = json.mark;
    lastSaved = clock();
    if (f.token !== token) { mark(f, "", "dirty"); return; } // typed on meanwhile
    f.token = ""; f.earlier = [];
    forget(address);
    fault(f, json.problem);
    mark(f, f.count || (json.problem ? say.fieldWrong : say.fieldSaved), "saved");
    others?.postMessage({ address, values: f.values, mark: f.mark });
    checkLater();
  }
  function refuse(f, text) { fault(f, text); mark(f, "", "refused"); }
  function stop(f, text) { mark(f, "", "dirty"); trouble = text; failures += 1; later(); }
  function later() {
    clearTimeout(retry);
    retry = setTimeout(work, Math.min(15000, 1000 * 2 ** Math.min(failures, 4)));
  }

  async function work() {
    if (busy) return;
    const ready = [...fields].filter(([, f]) => f.state === "dirty" && !f.over && !f.composing);
    ready.sort(([, a], [, b]) => a.at - b.at);
    if (!ready.length) return tell();
    busy = true; tell();
    const [address, f] = ready[0];
    try { await send(address, f); } catch { stop(f, say.offline); }
    busy = false; tell();
    if (!trouble) work();
  }

  // ---- Two people in one field: both texts are shown, and the person chooses

  function clash(address, f, json) {
    mark(f, "", "clash");
    f.box.querySelector(".ed-clash")?.remove();
    const box = Object.assign(document.createElement("div"), { className: "ed-clash" });
    box.setAttribute("role", "alert");
    const head = document.createElement("p"), theirs = document.createElement("p"), row = document.createElement("div");
    head.append(Object.assign(document.createElement("strong"), { textContent: json.who ? say.theirs.replace("%(who)s", json.who).replace("%(at)s", json.at) : say.theirsPlain }));
    theirs.className = "reported"; theirs.textContent = json.shown; row.className = "actions";
    const button = (text, act) => {
      const b = Object.assign(document.createElement("button"), { type: "button", className: "ds-button", textContent: text });
      b.dataset.variant = "secondary"; b.dataset.size = "sm";
      b.addEventListener("click", () => { box.remove(); act(); inputs(f.box)[0]?.focus(); });
      return b;
    };
    row.append(
      button(say.keep, () => { f.mark = json.mark; f.token = newToken(); keep(address, f); mark(f, "", "dirty"); work(); }),
      button(say.take, () => {
        f.mark = json.mark; f.token = ""; f.earlier = []; forget(address);
        write(f.box, { text: json.value, kind: json.kind });
        f.values = read(f.box); fault(f, ""); mark(f, "", "saved"); tell();
      }));
    box.append(head, theirs, row);
    f.box.append(box);
  }

  // ---- What the checks say, the sums, and how far each section is

  const REST = 1500, CHECKS_APART = 10000; // ms: not while somebody types, and not too often
  function checkLater() {
    if (!say.checksUrl) return;
    clearTimeout(checking);
    const now = Date.now();
    checking = setTimeout(check, Math.max(REST, checked + CHECKS_APART - now));
  }
  async function check() {
    if (Date.now() - typed < REST) return checkLater();
    checked = Date.now();
    try {
      const answer = await fetch(say.checksUrl, { redirect: "manual" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = new Map([...fresh.querySelectorAll("[data-live]")].map((e) => [e.dataset.live, e]));
      for (const here of document.querySelectorAll("[data-live]")) {
        const now = told.get(here.dataset.live);
        const inUse = here.contains(document.activeElement);
        const html = now ? now.innerHTML.trim() : "";
        if ((now || here.dataset.live.startsWith("funn-")) && !inUse && here.innerHTML.trim() !== html) here.innerHTML = html;
      }
    } catch { /* asked again after the next save */ }
  }

  // ---- Who else is here

  async function beHere() {
    if (document.hidden || !say.hereUrl) return;
    try {
      const body = new URLSearchParams({ section: say.section });
      const answer = await fetch(say.hereUrl, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": csrf() } });
      if (!answer.ok) return;
      const { here } = await answer.json();
      const text = here.length ? `${say.here} ${here.join(", ")}` : "";
      const line = document.getElementById("present");
      if (line.textContent !== text) line.textContent = text;
    } catch { /* no contact is told where saving is told */ }
  }

  // ---- Beginning

  let pause = 0;
  for (const box of form.querySelectorAll("[data-field]")) {
    fields.set(box.dataset.field, { box, values: read(box), mark: box.dataset.mark, token: "", earlier: [], state: "", at: 0 });
  }
  form.addEventListener("input", (event) => {
    const box = event.target.closest("[data-field]");
    if (!box || event.isComposing || !inputs(box).includes(event.target)) return;
    typed = Date.now();
    changed(box);
    clearTimeout(pause);
    pause = setTimeout(work, event.target.matches("textarea") ? 900 : 700);
  });
  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-field]");
    if (box && inputs(box).includes(event.target)) { changed(box); work(); }
  });
  form.addEventListener("submit", () => { for (const [address, f] of fields) if (f.state === "saved" || !f.state) forget(address); });
  others?.addEventListener("message", ({ data }) => {
    const f = fields.get(data.address);
    if (!f || f.state === "dirty" || f.state === "sending" || f.box.contains(document.activeElement)) return;
    write(f.box, data.values);
    f.values = read(f.box); f.mark = data.mark;
    const seen = f.box.querySelector("[data-seen]");
    if (seen) seen.value = data.mark;
  });
  let found = false;
  for (const [address, draft] of kept()) {
    const f = fields.get(address);
    if (!f) continue;
    if (same(f.values, draft.values)) { forget(address); continue; }
    write(f.box, draft.values);
    Object.assign(f, { values: draft.values, mark: draft.mark, token: draft.token || newToken(), earlier: draft.earlier || [], at: draft.at, state: "dirty" });
    found = true;
  }
  if (found) { status.textContent = say.found; work(); }
  window.addEventListener("online", () => { failures = 0; trouble = ""; work(); });
  window.addEventListener("focus", () => { if (trouble) { failures = 0; trouble = ""; work(); } });
  document.addEventListener("visibilitychange", () => { clearTimeout(pause); work(); beHere(); });
  window.addEventListener("beforeunload", (event) => {
    if (unkept && [...fields.values()].some((f) => f.state === "dirty")) event.preventDefault();
  });
  beHere();
  setInterval(beHere, 25000);
})();
