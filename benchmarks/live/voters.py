"""Browsers that vote, in peace first, then under fire."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Error, Page, async_playwright

from benchmarks.live.room import Room

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VOTE = """async ([pick, choice]) => {
  const fields = [...document.querySelectorAll('fieldset.pb-scale[data-cell]')];
  if (!fields.length || document.body.classList.contains('live-lost')) return null;
  const field = fields[pick % fields.length], cell = field.dataset.cell;
  const radios = [...field.querySelectorAll('input[type=radio]')].filter((one) => !one.checked);
  const radio = radios[choice % radios.length];
  if (!radio || field.disabled) return null;
  const find = () => document.querySelector(`[data-cell="${CSS.escape(cell)}"]`);
  const version = field.dataset.version, began = performance.now();
  const sent = { cell, value: Number(radio.value), ms: null };
  return new Promise((done) => {
    const settle = () => {
      const now = find();
      if (!now || now.dataset.state !== 'stored' || now.dataset.version === version) return;
      watch.disconnect();
      done({ ...sent, ms: performance.now() - began });
    };
    const watch = new MutationObserver(settle);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    setTimeout(() => { watch.disconnect(); done(sent); }, 4000);
    radio.click();
  });
}"""


@dataclass
class Voter:
    """What one browser sent, and what it was told was stored, vote by vote in order."""

    person: str
    sent: list[tuple[str, float]] = field(default_factory=list)
    stored: list[tuple[str, float]] = field(default_factory=list)
    calm_ms: list[float] = field(default_factory=list)
    unanswered: int = 0
    interrupted: int = 0


async def vote_on(
    voter: Voter, context: BrowserContext, room: Room, until: asyncio.Event, killing: asyncio.Event
) -> None:
    """Vote again and again in one browser, as a person who does not notice the killing."""
    chance = random.Random(voter.person)
    page = await context.new_page()
    await page.goto(room.address.link(room.tokens[voter.person]), timeout=180_000)
    while not until.is_set():
        try:
            await page.wait_for_selector("fieldset.pb-scale[data-cell]", timeout=120_000)
            calm = not killing.is_set()
            answer = await page.evaluate(VOTE, [chance.randrange(1000), chance.randrange(1000)])
        except Error:
            await _note_interruption(voter, page)
            continue
        if answer is None:
            await asyncio.sleep(0.2)
            continue
        vote = (answer["cell"], answer["value"])
        voter.sent.append(vote)
        if answer["ms"] is None:
            voter.unanswered += 1
            continue
        voter.stored.append(vote)
        if calm and not killing.is_set():
            voter.calm_ms.append(answer["ms"])
        await asyncio.sleep(chance.uniform(0.3, 1.0))


async def _note_interruption(voter: Voter, page: Page) -> None:
    """The page was made anew between a click and its answer: nobody was told that it is stored."""
    voter.interrupted += 1
    if page.is_closed():
        raise RuntimeError("a browser's page was closed")


async def kill_on(room: Room, kills: int, pause: float) -> None:
    """Kill again and again; what is not there yet is not counted."""
    chance = random.Random(1)
    done = 0
    while done < kills:
        await asyncio.sleep(chance.uniform(0.3, 1.7) * pause)
        done += room.kill_server()
        print(f"\r{done} of {kills} kills", end="", file=sys.stderr, flush=True)


async def stress(room: Room, options: argparse.Namespace) -> list[Voter]:
    """Let browsers vote, in peace first, then under fire."""
    voters = [Voter(person) for person in room.people[: options.sessions]]
    until, killing = asyncio.Event(), asyncio.Event()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=options.chromium, args=CHROMIUM)
        contexts = [await browser.new_context() for _voter in voters]
        voting = [
            asyncio.create_task(vote_on(voter, context, room, until, killing))
            for voter, context in zip(voters, contexts, strict=True)
        ]
        while not all(voter.stored for voter in voters):
            await asyncio.sleep(0.5)
            for task in voting:
                if task.done():
                    task.result()
        for voter in voters:
            voter.calm_ms.clear()
        await asyncio.sleep(options.calm)
        killing.set()
        await kill_on(room, options.kills, options.pause)
        stored = [len(voter.stored) for voter in voters]
        began = time.monotonic()
        while not all(len(v.stored) > n for v, n in zip(voters, stored, strict=True)):
            await asyncio.sleep(0.5)
        print(f"everybody votes again {time.monotonic() - began:.0f} s after the last kill")
        until.set()
        await asyncio.gather(*voting)
        await browser.close()
    return voters
