// Keep the page alive: say when its kernel or the server is gone, and come back when they are.
"use strict";
(() => {
  const status = () => document.getElementById("live-status");
  const PATIENCE = 45000; // a slow phone on a slow network needs some of it
  const LONGEST = 120000;
  const UNDRAWN = 'script[type="application/vnd.voila.cell-output+json"]';
  const NO_MODEL = "Error displaying widget"; // ipywidgets' words, in place of a panel
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
        if (answer.status === 403) return say(status().dataset.refused);
        // The new page is fetched whole before this one is left: the browser's own page for a
        // server that does not answer would never come back. It is then read from the cache.
        const address = `/?again=${Date.now()}`;
        const page = await fetch(address, { signal: AbortSignal.timeout(LONGEST) });
        if (page.ok && (await page.text()).includes('id="live-whole"'))
          return window.location.replace(address);
      } catch {
        // The server is not back yet.
      }
    }
  }
  if (window.location.search) history.replaceState(null, "", "/");

  // The socket between widgets and kernel: when it closes, what is on the page no longer answers.
  const Socket = window.WebSocket;
  let leaving = false;
  let connected = false;
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) comeBack();
  });
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => { connected = true; });
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
    // A page whose kernel died while it was made has no script of Voilà's, and would stay empty.
    if (!document.getElementById("live-whole")) comeBack();
    // Something was missed on the way: a second attempt is better than a page that never comes.
    setTimeout(() => { if (!connected || document.querySelector(UNDRAWN)) comeBack(); }, PATIENCE);
    const looking = setInterval(() => {
      if (document.getElementById("rendered_cells")?.textContent.includes(NO_MODEL)) comeBack();
    }, 2000);
    setTimeout(() => clearInterval(looking), PATIENCE);
  });
})();
