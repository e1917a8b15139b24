// What a panel is made of: sentences, items with their inputs, forms, tables, buttons.

function block(page, content) {
  return BLOCKS[content.kind](page, content);
}

const text = (page, { tone, text: words, id }) =>
  h("p", { class: `pb-say pb-${tone || "plain"}`, key: id }, words);

const heading = (page, content) =>
  h("h3", { class: "pb-heading", key: content.id }, content.text);

const item = (page, content) =>
  h(
    "div",
    { class: "pb-item", key: content.id, role: "group", "aria-label": content.title },
    h("h3", { class: "pb-name" }, content.title),
    content.text ? h("p", { class: "pb-detail" }, content.text) : null,
    (content.notes || []).map((note) => h("p", { class: "pb-note" }, note)),
    h("div", { class: "pb-fields" }, content.fields.map((field) => input(page, field))),
    (content.buttons || []).map((button) => action(page, button)),
  );

const form = (page, content) => {
  const outcome = page.outcome(content.id);
  const send = (event) => {
    event.preventDefault();
    page.submit(content);
  };
  return h(
    "form",
    {
      class: "pb-form",
      key: content.id,
      onsubmit: send,
      "aria-label": content.title,
      "data-cell": content.id,
      "data-state": outcome.state,
      "data-version": outcome.version,
    },
    content.title ? h("h3", { class: "pb-name" }, content.title) : null,
    h("div", { class: "pb-fields" }, content.fields.map((field) => input(page, field))),
    h("button", { type: "submit", class: "pb-main", disabled: content.disabled }, content.submit),
    h("span", { class: "pb-outcome" }, outcome.text),
  );
};

const table = (page, content) =>
  h(
    "div",
    { class: "pb-scroll", key: content.id, tabindex: "0", role: "group",
      "aria-label": content.caption },
    h(
      "table",
      {},
      h("caption", {}, content.caption),
      h("thead", {}, h("tr", {}, content.columns.map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        content.rows.map((row) =>
          h("tr", {}, row.map((cell, i) => h(i ? "td" : "th", i ? {} : { scope: "row" }, cell))),
        ),
      ),
    ),
  );

const buttons = (page, content) =>
  h("div", { class: "pb-buttons", key: content.id },
    content.buttons.map((button) => action(page, button)));

function action(page, button) {
  const outcome = page.outcome(button.id);
  const asked = button.confirm && page.asked === button.id;
  const press = () => (button.confirm && !asked ? page.ask(button.id) : page.act(button));
  return h(
    "div",
    { class: "pb-action", key: button.id, "data-cell": button.id, "data-state": outcome.state },
    asked ? h("p", { class: "pb-say" }, button.confirm) : null,
    h(
      "button",
      { type: "button", class: button.main || asked ? "pb-main" : "pb-quiet", onclick: press,
        "aria-keyshortcuts": button.keys || null },
      asked ? button.yes : button.label,
    ),
    asked
      ? h("button", { type: "button", class: "pb-quiet", onclick: () => page.ask(null) },
          page.words.cancel)
      : null,
    h("span", { class: "pb-outcome" }, outcome.state === "stored" ? "" : outcome.text),
  );
}

const command = (page, content) =>
  h("p", { class: `pb-say pb-${content.tone || "plain"}`, key: content.id }, `${content.text} `, h("code", {}, content.command));

const group = (page, content) =>
  h("details", { class: "pb-group", key: content.id },
    h("summary", {}, content.title),
    content.blocks.map((inner) => block(page, inner)));

const BLOCKS = {
  group, text, heading, item, form, table, buttons, command, board,
  part, clock, picture, spread, tally,
};
