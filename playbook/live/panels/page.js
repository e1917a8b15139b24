// A panel in the browser, for a model as widgets have one (get, on, off, send). What it shows comes as
// `view`; what a person gives is sent, and counts as stored only when the database is said to have it.

const PATIENCE = 5000; // then what was given is sent again: storing it twice is storing it once
const TYPING_PAUSE = 1200;
const TICK = 200;

const random = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte % 10).join("");

// A number of this browser for answers that bear no name: it stays here, so that who answered what
// cannot be told from the database.
const kept = new Map();
function remembered(form) {
  const name = `playbook ${form}`;
  try {
    if (!localStorage.getItem(name)) localStorage.setItem(name, random());
    return localStorage.getItem(name);
  } catch {
    if (!kept.has(name)) kept.set(name, random());
    return kept.get(name);
  }
}

class Page {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.asked = null;
    this.arrow = false;
    this.drawing = false;
    this.outdated = false;
    this.entries = new Map();
    this.drafts = new Map();
    this.timers = new Map();
    this.sent = 0;
    this.said = "";
  }

  get view() {
    return this.model.get("view");
  }

  now() {
    return this.model.now ? this.model.now() : Date.now() / 1000;
  }

  get words() {
    return this.view.words;
  }

  number(value) {
    return String(value).replace(".", this.words.decimal_mark);
  }

  value(field) {
    const entry = this.entries.get(field.cell);
    if (this.drafts.has(field.cell)) return this.drafts.get(field.cell);
    return entry && "value" in entry ? entry.value : field.value;
  }

  outcome(cell) {
    const entry = this.entries.get(cell);
    const field = this.stored(cell);
    if (entry) return { state: entry.state, version: entry.version, text: this.sentence(entry) };
    return field
      ? { state: "stored", version: 0, text: this.words.stored }
      : { state: "idle", version: 0, text: "" };
  }

  stored(cell) {
    return (this.view.stored || []).includes(cell);
  }

  sentence(entry) {
    if (entry.text) return entry.text;
    if (entry.state === "storing") return entry.late ? this.words.late : this.words.storing;
    return this.words[entry.state] || "";
  }

  // What a person gives -------------------------------------------------------------------------

  give(field, value) {
    this.forget(field.cell);
    if (field.form) {
      this.drafts.set(field.cell, value);
      return this.draw();
    }
    const { column, act, ...address } = field.address;
    if (act) {
      const message = { kind: "act", name: act, row: "", given: { [column]: value } };
      return this.send(field.cell, message, value);
    }
    this.send(field.cell, { kind: "cell", ...address, given: { [column]: value } }, value);
    this.entries.get(field.cell).about = [field.about, field.label].filter(Boolean).join(", ");
  }

  place(task, given) {
    this.send(task.cell, { kind: "cell", ...task.address, given }, given);
    this.entries.get(task.cell).about = task.text;
  }

  // A place under the arrow keys: it is shown at once, and stored when the keys rest.
  settle(task, given, pause) {
    const version = this.version(task.cell);
    this.entries.set(task.cell, { state: "writing", version, value: given });
    this.draw();
    clearTimeout(this.timers.get(task.cell));
    this.timers.set(task.cell, setTimeout(() => this.place(task, given), pause));
  }

  write(field, words) {
    this.drafts.set(field.cell, words);
    if (field.form) return;
    this.entries.set(field.cell, { state: "writing", version: this.version(field.cell) });
    this.draw();
    this.later(field, words.trim() || null, TYPING_PAUSE);
  }

  later(field, value, pause) {
    clearTimeout(this.timers.get(field.cell));
    this.timers.set(field.cell, setTimeout(() => this.give(field, value), pause));
  }

  submit(form) {
    const given = {};
    for (const field of form.fields)
      given[field.address.column] = this.drafts.get(field.cell) ?? field.value;
    const last = this.entries.get(form.id);
    const again = last && last.state === "storing";
    const token = form.remember ? remembered(form.remember) : again ? last.token : random();
    this.send(form.id, { kind: "act", name: form.act, row: form.row, token, given });
    Object.assign(this.entries.get(form.id), { token, form });
  }

  ask(button) {
    this.asked = button;
    this.draw();
  }

  act(button) {
    this.asked = null;
    this.send(button.id, { kind: "act", name: button.act, row: button.row, given: {} });
  }

  // On the way ----------------------------------------------------------------------------------

  version(cell) {
    const entry = this.entries.get(cell);
    return entry ? entry.version : 0;
  }

  forget(cell) {
    clearTimeout(this.timers.get(cell));
    this.timers.delete(cell);
    this.drafts.delete(cell);
  }

  send(cell, message, value) {
    const last = this.entries.get(cell);
    if (last) clearTimeout(last.timer);
    const entry = { state: "storing", version: this.version(cell), number: ++this.sent };
    if (value !== undefined) entry.value = value;
    this.entries.set(cell, entry);
    entry.deliver = () => {
      clearTimeout(entry.timer);
      this.model.send({ ...message, cell, number: entry.number });
      entry.timer = setTimeout(() => {
        entry.late = true;
        this.draw();
        entry.deliver();
      }, PATIENCE);
    };
    entry.deliver();
    this.draw();
  }

  // The connection is new: what was on its way may not have arrived.
  deliverAgain() {
    for (const entry of this.entries.values()) if (entry.state === "storing") entry.deliver();
  }

  receive(message) {
    if (message.kind !== "ack") return;
    const entry = this.entries.get(message.cell);
    if (!entry || entry.number !== message.number) return;
    clearTimeout(entry.timer);
    const stored = message.state === "stored";
    const answer = { state: message.state, version: entry.version + (stored ? 1 : 0) };
    if (message.text) answer.text = message.text;
    if (stored && "value" in entry) answer.value = entry.value;
    this.entries.set(message.cell, answer);
    if (stored && entry.form) this.clear(entry.form);
    this.said = [entry.about, this.sentence(answer)].filter(Boolean).join(": ");
    this.draw();
  }

  // What was typed is stored and goes; what was chosen stays, for the next of its kind.
  clear(form) {
    for (const field of form.fields) {
      if (["choice", "scale"].includes(field.kind) && !form.remember) continue;
      this.drafts.delete(field.cell);
      const box = this.root.querySelector(`[data-cell="${CSS.escape(field.cell)}"] :is(input, textarea)`);
      if (box && box.type !== "radio") box.value = "";
    }
  }

  kept() {
    return (this.view.blocks || []).map((content) => content.remember).filter(Boolean);
  }

  look() {
    const tokens = this.kept().map((form) => [form, remembered(form)]);
    this.looked = this.kept().join();
    this.model.send({ kind: "state", remembered: Object.fromEntries(tokens) });
  }

  refresh() {
    for (const entry of this.entries.values())
      if (entry.state === "stored" || entry.state === "refused") delete entry.value;
    this.draw();
    if (this.kept().join() !== this.looked) this.look(); // a vote was opened that keeps a number
  }

  // Clocks are drawn anew each second, and nothing else for them.
  tick() {
    const clocks = this.root.querySelectorAll(".pb-clock");
    for (const node of clocks) update(node, clock(this, node.content));
  }

  // A key presses its button, unless somebody is filling something in.
  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    if (event.target.closest?.("input, select, textarea, summary, .pb-board, [tabindex='0']")) return;
    const button = this.root.querySelector(`[aria-keyshortcuts~="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  // A node that is moved or removed can lose the focus, and a field that does says what was typed:
  // that is drawn when this drawing is done.
  draw() {
    this.outdated = true;
    if (this.drawing || !this.view.words) return;
    this.drawing = true;
    try {
      while (this.outdated) {
        this.outdated = false;
        this.drawOnce(this.view);
      }
    } finally {
      this.drawing = false;
    }
  }

  drawOnce(view) {
    this.root.lang = view.language;
    reconcile(this.root, [
      view.title ? h("h2", { class: "pb-title" }, view.title) : null,
      ...view.blocks.map((content) => block(this, content)),
      h("div", { class: "pb-sr", role: "status", "aria-live": "polite", key: "said" }, this.said),
    ].filter(Boolean));
  }
}

export default {
  render({ model, el }) {
    const root = document.createElement("div");
    root.className = "pb";
    el.append(root);
    const page = new Page(model, root);
    const changed = () => page.refresh();
    const received = (message) => page.receive(message);
    const connected = () => page.deliverAgain();
    const seen = () => document.visibilityState === "visible" && page.look();
    const ticking = setInterval(() => page.tick(), TICK);
    const pressed = (event) => page.press(event);
    document.addEventListener("keydown", pressed);
    model.on("change:view", changed);
    model.on("msg:custom", received);
    model.on("connected", connected);
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", seen);
    page.draw();
    page.look();
    return () => {
      clearInterval(ticking);
      document.removeEventListener("keydown", pressed);
      model.off("change:view", changed);
      model.off("msg:custom", received);
      model.off("connected", connected);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", seen);
    };
  },
};
