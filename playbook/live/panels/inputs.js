// One input for one cell of a table. Nothing is chosen beforehand. `page` gives what is stored or on
// its way (value, outcome) and takes what is given (give, write).

const ARROW_PAUSE = 450; // arrow keys pass over votes that are not meant

function input(page, field) {
  const outcome = page.outcome(field.cell);
  const body = INPUTS[field.kind](page, field, page.value(field));
  const group = ["scale", "dots", "options"].includes(field.kind);
  return h(
    group ? "fieldset" : "div",
    {
      class: `pb-field pb-${field.kind}`,
      key: field.cell,
      "data-cell": field.cell,
      "data-state": outcome.state,
      "data-version": outcome.version,
      disabled: group && field.disabled,
    },
    field.kind === "toggle" ? null : label(field, group),
    field.spelled ? h("p", { class: "pb-note" }, field.hint) : null,
    body,
    field.kind === "scale" ? under(page, field, outcome) : field.form ? null : said(outcome),
  );
}

const said = (outcome) => h("div", { class: "pb-outcome" }, outcome.text);

// Below a scale: what its ends mean, how the vote fares, and the way back to no vote.
function under(page, field, outcome) {
  const value = page.value(field);
  const ends =
    field.low_label &&
    `${field.steps[0].label} ${field.low_label}, ${field.steps.at(-1).label} ${field.high_label}`;
  const none = {
    type: "button",
    class: "pb-none",
    disabled: value === null || field.disabled,
    onclick: () => page.give(field, null),
  };
  if (field.form && !ends) return null;
  return h(
    "div",
    { class: "pb-under" },
    ends ? h("span", { class: "pb-ends", "aria-hidden": "true" }, ends) : null,
    h("span", { class: "pb-outcome" }, outcome.text),
    field.form ? null : h("button", none, page.words.no_opinion),
  );
}

const identifier = (field) => `pb-${field.cell}`.replace(/[^\w-]/g, "_");
const described = (field) =>
  field.about ? h("span", { class: "pb-sr" }, `${field.about}: `) : null;

function label(field, group) {
  const words = [described(field), field.label, field.required ? h("span", {}, " *") : null];
  return group
    ? h("legend", {}, words)
    : h("label", { for: identifier(field) }, words);
}

function scale(page, field, value) {
  const choose = (step) => (event) => {
    if (page.arrow) page.later(field, step, ARROW_PAUSE);
    else page.give(field, step);
    event.target.checked = true;
  };
  const buttons = field.steps.map((step, index) =>
    h(
      "label",
      { class: "pb-step" },
      h("input", {
        type: "radio",
        name: identifier(field),
        value: String(step.value),
        checked: value === step.value,
        onchange: choose(step.value),
        "aria-label": endLabel(field, step, index),
      }),
      h("span", { "aria-hidden": "true" }, step.label),
    ),
  );
  const between = value !== null && !field.steps.some((step) => step.value === value);
  return h(
    "div",
    { class: "pb-steps", onkeydown: (event) => (page.arrow = event.key.startsWith("Arrow")),
      onpointerdown: () => (page.arrow = false) },
    buttons,
    between ? h("span", { class: "pb-between" }, String(value)) : null,
  );
}

function endLabel(field, step, index) {
  if (index === 0 && field.low_label) return `${step.label}, ${field.low_label}`;
  if (index === field.steps.length - 1 && field.high_label)
    return `${step.label}, ${field.high_label}`;
  return step.label;
}

function dots(page, field, value) {
  const count = value || 0;
  const step = (sign, words, blocked) =>
    h(
      "button",
      {
        type: "button",
        class: "pb-dot-step",
        "aria-label": `${words}: ${field.about}`,
        disabled: field.disabled || blocked,
        onclick: () => page.give(field, count + sign || null),
      },
      sign < 0 ? "−" : "+",
    );
  return h(
    "div",
    { class: "pb-dots-row" },
    step(-1, page.words.one_less, count === 0),
    h("output", { class: "pb-count" }, "●".repeat(count) || page.words.no_dot),
    step(1, page.words.one_more, count >= field.most),
  );
}

function toggle(page, field, value) {
  return h(
    "button",
    {
      type: "button",
      class: "pb-toggle",
      "aria-pressed": String(Boolean(value)),
      disabled: field.disabled,
      onclick: () => page.give(field, value ? null : true),
    },
    described(field),
    field.label,
  );
}

function choice(page, field, value) {
  const options = [h("option", { value: "" }, "—")].concat(
    field.options.map((option) =>
      h("option", { value: option.value, selected: option.value === value }, option.label),
    ),
  );
  return h(
    "select",
    {
      id: identifier(field),
      value: value ?? "",
      disabled: field.disabled,
      onchange: (event) => page.give(field, event.target.value || null),
    },
    options,
  );
}

// Whole sentences to choose from, one below the other.
function options(page, field, value) {
  const buttons = field.options.map((option) =>
    h(
      "label",
      { class: "pb-option" },
      h("input", {
        type: "radio",
        name: identifier(field),
        value: option.value,
        checked: value === option.value,
        onchange: (event) => {
          page.give(field, option.value);
          event.target.checked = true;
        },
      }),
      h("span", {}, option.label),
    ),
  );
  return h("div", { class: "pb-choices" }, buttons);
}

const typed = (tag, type) => (page, field, value) =>
  h(tag, {
    id: identifier(field),
    type,
    rows: tag === "textarea" ? 2 : null,
    inputmode: field.kind === "number" ? "decimal" : null,
    value: value === null ? "" : field.kind === "number" ? page.number(value) : value,
    disabled: field.disabled,
    "aria-required": field.required ? "true" : null,
    placeholder: field.placeholder,
    title: field.hint,
    oninput: (event) => page.write(field, event.target.value),
    onchange: (event) => page.give(field, event.target.value.trim() || null),
  });

const INPUTS = {
  scale,
  dots,
  toggle,
  choice,
  options,
  text: typed("textarea"),
  line: typed("input", "text"),
  number: typed("input", "text"),
  date: typed("input", "date"),
};
