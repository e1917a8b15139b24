// Panels on a page of their own: the script that draws them, and one socket in a kernel's place.
import panel from "./panel.js";

// What the server says when it closes the socket.
const [STALE, CROWDED, REVOKED] = [4001, 4002, 4003];
const LONGEST = 60000; // characters; the server takes no longer message
const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 3000;

const line = document.getElementById("live-status");
const carriers = new Map();
let socket = null;
let pause = FIRST_PAUSE;
let serverClock = () => Date.now() / 1000;

function say(words) {
  line.textContent = words;
  line.hidden = !words;
}

// The model of one panel, as the script expects one: what it shows, and somebody to talk to.
class Carrier {
  constructor(name, element) {
    this.name = name;
    this.element = element;
    this.view = {};
    this.state = null;
    this.listeners = [];
  }

  get() {
    return this.view;
  }

  // The server's time, in seconds since 1970: clocks are kept as instants of it.
  now() {
    return serverClock();
  }

  on(name, listener) {
    this.listeners.push([name, listener]);
  }

  off(name, listener) {
    this.listeners = this.listeners.filter(([one, other]) => one !== name || other !== listener);
  }

  tell(name, content) {
    for (const [one, listener] of this.listeners) if (one === name) listener(content);
  }

  // A vote that is not answered is sent again by the panel; what it remembers, with each new socket.
  send(content) {
    if (content.kind === "state") this.state = content;
    const text = JSON.stringify({ panel: this.name, content });
    if (text.length > LONGEST) {
      const { cell, number } = content;
      const answer = { kind: "ack", cell, number, state: "refused", text: line.dataset.tooLong };
      setTimeout(() => this.tell("msg:custom", answer));
    } else if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }

  show(view) {
    const first = !this.view.words;
    this.view = view;
    if (first) panel.render({ model: this, el: this.element });
    else this.tell("change:view");
  }
}

function connect() {
  const address = new URL(`socket?version=${document.body.dataset.version}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onopen = () => {
    for (const one of carriers.values()) {
      if (one.state) one.send(one.state);
      one.tell("connected");
    }
  };
  socket.onmessage = ({ data }) => {
    const { panel: name, view, answer, now } = JSON.parse(data);
    if (now) {
      const received = performance.now();
      serverClock = () => now + (performance.now() - received) / 1000;
      return;
    }
    if (answer) return carriers.get(name).tell("msg:custom", answer);
    pause = FIRST_PAUSE;
    document.body.classList.remove("live-lost");
    say("");
    carriers.get(name).show(view);
  };
  socket.onclose = ({ code }) => {
    document.body.classList.add("live-lost");
    if (code === STALE) return location.reload();
    if (code === REVOKED) return say(line.dataset.refused);
    if (code === CROWDED) return say(line.dataset.crowded);
    say(line.dataset.lost);
    comeBack();
  };
}

async function comeBack() {
  // Not all pages at the same moment.
  await new Promise((done) => setTimeout(done, pause * (0.7 + 0.6 * Math.random())));
  pause = Math.min(pause * 1.5, LONGEST_PAUSE);
  try {
    const answer = await fetch("alive", { cache: "no-store" });
    if (answer.status === 403) return say(line.dataset.refused);
    connect();
  } catch {
    comeBack(); // the server is not back yet
  }
}

for (const element of document.querySelectorAll(".live-panel"))
  carriers.set(element.dataset.panel, new Carrier(element.dataset.panel, element));
connect();
// A page that the browser kept aside may have a socket that nobody holds any more.
addEventListener("pageshow", (event) => event.persisted && socket.close());
