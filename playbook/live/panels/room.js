// What a room looks at together: a countdown, votes as dots on their scale, figures.

const part = (page, content) =>
  h(
    "section",
    { class: `pb-part pb-part-${content.name.split(" ")[0]}`, key: content.id,
      "aria-label": content.title || null },
    content.title ? h("h3", {}, content.title) : null,
    content.blocks.map((inner) => block(page, inner)),
  );

const twoDigits = (number) => String(number).padStart(2, "0");

// Whole seconds: the last one is over when nothing is left, not before.
function clockWords(seconds) {
  const whole = seconds > 0 ? Math.ceil(seconds) : Math.floor(-seconds);
  const [minutes, rest] = [Math.floor(whole / 60), twoDigits(whole % 60)];
  return `${seconds > -1 ? "" : "+"}${minutes}:${rest}`;
}

// What is said aloud changes twice, near the end and at it; the seconds are for the eye.
function clock(page, content) {
  const runs = content.ends !== null;
  const left = runs ? content.ends - page.now() : content.left;
  const state = left <= 0 ? "over" : left <= content.warning ? "soon" : "going";
  const soon = page.words.minutes_left.replace("{minutes}", Math.ceil(content.warning / 60));
  const said = { over: page.words.time_up, soon, going: "" }[state];
  return h(
    "div",
    { class: "pb-clock", key: content.id, content, "data-time": state, "data-runs": String(runs) },
    h("span", { class: "pb-time", role: "timer", "aria-live": "off" }, clockWords(left)),
    h("span", { class: "pb-time-said", role: "status" }, runs ? said : page.words.standing),
  );
}

const picture = (page, content) =>
  h("figure", { class: "pb-picture", key: content.id },
    h("img", { src: content.source, alt: content.alt }));

const PLOT = { width: 100, dot: 2.6, floor: 6 };

// A dot a vote, those that are the same one upon the other; of anonymous votes a band.
function spread(page, content) {
  const share = (value) => (value - content.low) / (content.high - content.low);
  const x = (value) => 5 + 90 * share(value);
  const most = Math.max(1, ...content.piles.map((pile) => pile.count));
  const radius = Math.min(PLOT.dot, 15 / most);
  const height = content.band ? 6 : 2 * radius * most + 1;
  const marks = content.piles.flatMap((pile) =>
    Array.from({ length: pile.count }, (_one, at) =>
      h("circle", { svg: true, cx: x(pile.value), cy: height - radius * (2 * at + 1), r: radius * 0.9 }),
    ),
  );
  if (content.band) {
    const [from, to] = content.band.map(x);
    marks.push(h("rect", { svg: true, x: from, y: 1, width: to - from, height: 4, rx: 1.5 }));
  }
  const axis = h("line", { svg: true, x1: 3, x2: 97, y1: height + 0.5, y2: height + 0.5 });
  const steps = content.steps.map((step) =>
    h("text", { svg: true, x: x(step.value), y: height + PLOT.floor, "text-anchor": "middle" },
      step.label),
  );
  const drawn = { svg: true, class: "pb-plot", role: "img", "aria-label": content.alt,
    viewBox: `0 0 ${PLOT.width} ${height + PLOT.floor + 2}` };
  return h(
    "section",
    { class: "pb-spread", key: content.id, "aria-label": content.label },
    h("h4", {}, content.label),
    h("svg", drawn, marks, axis, steps),
    h("p", { class: "pb-say" }, content.said),
  );
}

const MOST_DOTS = 30; // more are a number only

const tally = (page, content) =>
  h(
    "ol",
    { class: "pb-tally", key: content.id },
    content.rows.map((row) =>
      h("li", {},
        h("span", { class: "pb-tally-text" }, row.text),
        h("span", { class: "pb-tally-dots", "aria-hidden": "true" },
          "●".repeat(row.count <= MOST_DOTS ? row.count : 0)),
        h("strong", {}, row.said)),
    ),
  );
