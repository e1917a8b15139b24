// A page described as a tree, and the page brought in step with it: nodes that stay are kept, so that
// neither the focus nor a click under way is lost when votes come in. Texts are never read as HTML.

const h = (tag, props, ...children) => ({
  tag,
  props: props || {},
  children: children.flat(Infinity).filter((child) => child || child === 0),
});

const fits = (node, wanted) =>
  typeof wanted === "object"
    ? node && node.tag === wanted.tag && node.key === wanted.props.key
    : node && node.nodeType === Node.TEXT_NODE;

const SVG = "http://www.w3.org/2000/svg";
const make = (wanted) => {
  if (typeof wanted !== "object") return document.createTextNode("");
  const node = wanted.props.svg
    ? document.createElementNS(SVG, wanted.tag)
    : document.createElement(wanted.tag);
  return Object.assign(node, { tag: wanted.tag, key: wanted.props.key, given: {} });
};

function reconcile(parent, children) {
  const known = new Map(); // the nodes of each key, in their order: a sentence may stand there twice
  for (const node of parent.childNodes)
    if (node.key) known.set(node.key, [...(known.get(node.key) || []), node]);
  let place = parent.firstChild;
  for (const wanted of children) {
    const kept = wanted.props && wanted.props.key ? known.get(wanted.props.key)?.shift() : place;
    const node = fits(kept, wanted) ? kept : make(wanted);
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
    update(node, wanted);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function update(node, wanted) {
  if (typeof wanted !== "object") {
    if (node.data !== String(wanted)) node.data = String(wanted);
    return;
  }
  reconcile(node, wanted.children);
  for (const name of Object.keys(node.given)) if (!(name in wanted.props)) set(node, name, null);
  for (const [name, value] of Object.entries(wanted.props)) set(node, name, value);
  node.given = wanted.props;
}

// A handler's answer is dropped: the browser would take false for “prevent what this key does”.
function set(node, name, value) {
  if (name === "key" || name === "svg") return;
  if (name === "content") return void (node.content = value);
  if (name.startsWith("on")) node[name] = value && ((event) => void value(event));
  else if (name === "checked") node.checked = Boolean(value);
  else if (name === "value") setValue(node, value);
  else if (name === "style") node.style.cssText = value || "";
  else if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value))
    node.setAttribute(name, value === true ? "" : value);
}

function setValue(node, value) {
  const words = value === null || value === undefined ? "" : String(value);
  if (node.value !== words && document.activeElement !== node) node.value = words;
}
