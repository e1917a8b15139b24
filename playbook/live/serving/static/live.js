// Keep the page alive: say when its kernel or the server is gone, and come back when they are.
"use strict";
(() => {
  const status = () => document.getElementById("live-status");
  let lost = false;

  function say(words) {
    const line = status();
    if (line) {
      line.textContent = words;
      line.hidden = !words;
    }
  }

  async function comeBack() {
    if (lost) return;
    lost = true;
    document.body.classList.add("live-lost");
    say(status().dataset.lost);
    for (let pause = 300; ; pause = Math.min(pause * 1.5, 3000)) {
      // Not all pages at the same moment.
      await new Promise((done) => setTimeout(done, pause * (0.7 + 0.6 * Math.random())));
      try {
        const answer = await fetch("/alive", { cache: "no-store" });
        if (answer.ok) return window.location.reload();
        if (answer.status === 403) return say(status().dataset.refused);
      } catch {
        // The server is not back yet.
      }
    }
  }

  // The socket between widgets and kernel: when it closes, what is on the page no longer answers.
  const Socket = window.WebSocket;
  let leaving = false;
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) comeBack();
  });
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", () => { if (!leaving) comeBack(); });
    }
  };

  // Voilà's script calls this when it has set the colours, if the cells are there: they are.
  window.cellLoaded = true;
  window.voila_finish = () => {
    document.getElementById("rendered_cells").hidden = false;
    if (!lost) say("");
  };
  window.addEventListener("load", () => {
    // A page whose notebook did not end has no script of Voilà's, and would stay empty.
    if (!document.getElementById("jupyter-config-data")) comeBack();
  });
})();
