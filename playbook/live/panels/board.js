// The matrix of repetitiveness and added value. A task is its number: a button where it is moved, by
// pointer or by arrow keys; its place can be typed as two numbers in the list below the board.

const MARGIN = 0.05; // around the matrix, as a share of the board
const STEP = 0.05; // an arrow key; with Shift a fifth of it
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const MOVED = 4; // pixels: less is a click, not a move

const within = (share) => Math.min(1, Math.max(0, Math.round(share * 100) / 100));
const percent = (share) => `${(MARGIN + (1 - 2 * MARGIN) * share) * 100}%`;

function board(page, content) {
  const placed = content.tasks.filter((task) => spot(page, task));
  // A task stays in the tray while it is dragged from there: a node that moves loses the pointer.
  const waiting = content.tasks.filter((task) => !rest(page, task));
  const { zone } = content;
  const pad = 0.025;
  const frame = [
    `left:${percent(zone.x0 - pad)}`,
    `bottom:${percent(zone.y0 - pad)}`,
    `width:${(zone.x1 - zone.x0 + 2 * pad) * (1 - 2 * MARGIN) * 100}%`,
    `height:${(zone.y1 - zone.y0 + 2 * pad) * (1 - 2 * MARGIN) * 100}%`,
  ].join(";");
  return h(
    "div",
    { class: "pb-board-block", key: content.id },
    content.movable ? h("p", { class: "pb-note" }, content.hint) : null,
    h(
      "div",
      { class: "pb-board", role: "group", "aria-label": content.title },
      h("div", { class: "pb-zone", style: frame }, h("span", {}, content.zone_label)),
      h("span", { class: "pb-axis pb-axis-top" }, content.top),
      h("span", { class: "pb-axis pb-axis-bottom" }, content.bottom),
      placed.map((task) =>
        rest(page, task)
          ? chip(page, content, task, spot(page, task))
          : shadow(task, spot(page, task)),
      ),
    ),
    h("div", { class: "pb-axes" }, h("span", {}, content.left), h("span", {}, content.right)),
    waiting.length
      ? h(
          "div",
          { class: "pb-tray", role: "group", "aria-label": content.tray },
          h("span", {}, content.tray),
          waiting.map((task) => chip(page, content, task, null)),
        )
      : null,
    h("p", { class: "pb-outcome", "data-board": "" }, page.moved ? page.outcome(page.moved).text : ""),
  );
}

// Where a task lies: under the pointer, else on its way to the database, or as stored.
function spot(page, task) {
  const drag = page.drag;
  return drag && drag.cell === task.cell && drag.x !== undefined ? drag : rest(page, task);
}

function rest(page, task) {
  const entry = page.entries.get(task.cell);
  if (entry && entry.value)
    return { x: entry.value.repetitiveness, y: entry.value.added_value };
  return task.x === null || task.y === null ? null : task;
}

function chip(page, content, task, place) {
  const outcome = page.outcome(task.cell);
  const where = place
    ? `${content.x_label} ${page.number(place.x)}, ${content.y_label} ${page.number(place.y)}`
    : content.tray;
  const moves = content.movable ? {
    type: "button",
    onpointerdown: (event) => lift(page, task, event),
    onpointermove: (event) => carry(page, task, event),
    onpointerup: () => drop(page, task),
    onpointercancel: () => cancel(page),
    onkeydown: (event) => nudge(page, task, event),
  } : { role: "img" };
  return h(
    content.movable ? "button" : "span",
    {
      key: task.cell,
      class: `pb-chip${task.inside ? " pb-inside" : ""}${place ? " pb-placed" : ""}`,
      style: place ? `left:${percent(place.x)};bottom:${percent(place.y)}` : "",
      title: task.text,
      "aria-label": `${task.number}. ${task.text}. ${where}`,
      "data-cell": task.cell,
      "data-state": outcome.state,
      "data-version": outcome.version,
      ...moves,
    },
    String(task.number),
    task.dots ? h("span", { class: "pb-chip-dots", "aria-hidden": "true" }, "●".repeat(task.dots)) : null,
  );
}

// Where a task from the tray would land.
const shadow = (task, place) =>
  h(
    "span",
    {
      key: `shadow ${task.cell}`,
      class: "pb-chip pb-placed pb-shadow",
      style: `left:${percent(place.x)};bottom:${percent(place.y)}`,
      "aria-hidden": "true",
    },
    String(task.number),
  );

function lift(page, task, event) {
  event.target.setPointerCapture(event.pointerId);
  page.drag = { cell: task.cell, fromX: event.clientX, fromY: event.clientY };
}

function carry(page, task, event) {
  const { drag } = page;
  if (!drag || drag.cell !== task.cell) return;
  const far = Math.hypot(event.clientX - drag.fromX, event.clientY - drag.fromY);
  if (drag.x === undefined && far < MOVED) return;
  const box = page.root.querySelector(".pb-board").getBoundingClientRect();
  const share = (at, from, size) => ((at - from) / size - MARGIN) / (1 - 2 * MARGIN);
  drag.x = within(share(event.clientX, box.left, box.width));
  drag.y = within(1 - share(event.clientY, box.top, box.height));
  page.draw();
}

function drop(page, task) {
  const { drag } = page;
  page.drag = null;
  if (!drag || drag.x === undefined) return;
  page.moved = task.cell;
  page.place(task, { repetitiveness: drag.x, added_value: drag.y });
}

function cancel(page) {
  page.drag = null;
  page.draw();
}

function nudge(page, task, event) {
  const way = KEYS[event.key];
  const from = spot(page, task);
  if (!way && !(event.key === "Enter" && !from)) return;
  event.preventDefault();
  const size = event.shiftKey ? STEP / 5 : STEP;
  const to = from
    ? { repetitiveness: within(from.x + way[0] * size), added_value: within(from.y + way[1] * size) }
    : { repetitiveness: 0.5, added_value: 0.5 };
  page.moved = task.cell;
  page.settle(task, to, ARROW_PAUSE);
}
