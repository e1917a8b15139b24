"""Live votes under fire: browsers vote while server and kernels are killed; nothing may be lost.

    python benchmarks/live.py                        10 browsers, 200 kills, 30 people in a room
    python benchmarks/live.py --sessions 3 --kills 6 --people 0 --calm 5

Prints how long a vote takes from the click to its acknowledgement while nothing is killed, and what
30 people in a room cost. Exits with 1 when an acknowledged vote is not in the database, or twice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import sqlalchemy as sa
from playwright.async_api import BrowserContext, Error, Page, async_playwright
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from playbook.kit import Kit
from playbook.live.panels.prioritisation import Prioritisation
from playbook.live.rounds import open_round, prepare
from playbook.live.schema import HISTORY
from playbook.live.serving.addresses import Address
from playbook.live.serving.room import open_access
from playbook.parameters import read_parameters
from playbook.sources.database import create_schema, open_database, writing
from playbook.sources.schema import schema

ROOT = Path(__file__).parents[1]
DATABASE = "sqlite:///data/room.db"
PARAMETERS = f"""title: A room
language: en
challenge: What can be lost?
data: {DATABASE}
as_of: 2026-09-30
"""
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SERVER_SHARE = 0.1
"""The share of kills that hit the server; the others hit a kernel."""
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


class Room:
    """A kit of its own with one campaign, and ``playbook live`` on it."""

    def __init__(self, folder: Path, people: int, port: int) -> None:
        self.kit = Kit(folder)
        self.people = [f"P{number}" for number in range(1, people + 1)]
        self.address = Address(port=port)
        for name in ("notebooks", "parameters", "data", "reports"):
            (folder / name).mkdir()
        (folder / "notebooks" / "live").symlink_to(ROOT / "notebooks" / "live")
        (folder / "parameters" / "room.yml").write_text(PARAMETERS, encoding="utf-8")
        self.engine = open_database(DATABASE, folder)
        self._fill()
        access = open_access(self.kit, "room")
        access.prepare(self.people)
        self.tokens = access.tokens()
        self.process: subprocess.Popen[bytes] | None = None

    def _fill(self) -> None:
        create_schema(self.engine)
        tables = schema().tables
        with writing(self.engine) as connection:
            rows = [{"participant_id": person, "name": person} for person in self.people]
            connection.execute(sa.insert(tables["participants"]), rows)
            cases = [{"use_case_id": f"U{n}", "title": f"Case {n}"} for n in range(1, 9)]
            connection.execute(sa.insert(tables["use_cases"]), cases)
        parameters, _problems = read_parameters(
            self.kit.parameters_of("room"), "room.yml", self.kit.stages()
        )
        assert parameters is not None
        panel = Prioritisation(parameters)
        prepare(self.engine, panel.name, panel.rounds)
        for vote in panel.rounds:
            open_round(self.engine, vote.name, False, lambda _connection: False)

    def start(self) -> None:
        """Start ``playbook live``."""
        command = [sys.executable, "-m", "playbook.cli", "live", "room", "prioritisation"]
        command += ["--port", str(self.address.port), "--no-browser"]
        self.process = subprocess.Popen(
            command,
            cwd=self.kit.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # A shell that runs this in the background lets what it starts ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        while not self._listens():
            time.sleep(0.1)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("localhost", self.address.port)).close()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def processes(self) -> tuple[list[psutil.Process], list[psutil.Process]]:
        """Who serves (server, fork server, and who watches them), and the kernels."""
        assert self.process is not None
        watching = psutil.Process(self.process.pid)
        children = [child for child in _children(watching) if not _is(child, "resource_tracker")]
        forking = [child for child in children if _is(child, "forkserver")]
        servers = [child for child in children if child not in forking]
        return [*servers, *forking, watching], [k for parent in forking for k in _children(parent)]

    def kill_something(self, chance: random.Random) -> str:
        """Kill the server or a kernel with SIGKILL; say which, or nothing when there is none."""
        serving, kernels = self.processes()
        if not kernels:
            return ""
        of_server = chance.random() < SERVER_SHARE
        candidates = serving[:1] if of_server else kernels
        os.kill(chance.choice(candidates).pid, signal.SIGKILL)
        return "server" if of_server else "kernel"

    def cookie(self, person: str) -> str:
        """The header with which a person asks."""
        return f"playbook-live-{self.address.port}={self.tokens[person]}"

    def memory_mb(self) -> tuple[float, float]:
        """The proportional set size of server and kernels, and the mean of a kernel, in MB."""
        serving, kernels = self.processes()
        of_kernels = [_pss(kernel) for kernel in kernels]
        total = sum(_pss(process) for process in serving) + sum(of_kernels)
        return total, statistics.fmean(of_kernels) if of_kernels else 0.0


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [child for child in process.children() if child.status() != psutil.STATUS_ZOMBIE]
    except psutil.NoSuchProcess:
        return []


def _is(process: psutil.Process, word: str) -> bool:
    try:
        return word in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def _pss(process: psutil.Process) -> float:
    text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


async def crowd(room: Room) -> list[float]:
    """Open everybody's page at once, without a browser; the seconds until each was whole."""
    client = AsyncHTTPClient(max_clients=len(room.people))
    began = time.monotonic()

    async def open_page(person: str) -> tuple[float, Any]:
        headers = {"Cookie": room.cookie(person)}
        answer = await client.fetch(
            HTTPRequest(room.address.url, headers=headers, request_timeout=600)
        )
        seconds = time.monotonic() - began
        kernel = json.loads(re.search(r'"kernelId": ("[^"]+")', answer.body.decode())[1])  # type: ignore[index]
        origin = room.address.url.rstrip("/")
        url = f"{origin.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?session_id={person}"
        request = HTTPRequest(url, headers={**headers, "Origin": origin})
        protocols = ["v1.kernel.websocket.jupyter.org"]
        return seconds, await websocket_connect(request, subprotocols=protocols)

    opened = await asyncio.gather(*(open_page(person) for person in room.people))
    total, each = room.memory_mb()
    print(f"memory with {len(opened)} people: {total:.0f} MB, a kernel {each:.0f} MB (PSS)")
    for _seconds, connection in opened:
        connection.close()
    return sorted(seconds for seconds, _connection in opened)


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


async def kill_on(room: Room, kills: int, pause: float) -> Counter[str]:
    """Kill again and again; what is not there yet is not counted."""
    chance = random.Random(1)
    done: Counter[str] = Counter()
    while done.total() < kills:
        await asyncio.sleep(chance.uniform(0.3, 1.7) * pause)
        what = room.kill_something(chance)
        if what:
            done[what] += 1
            print(f"\r{done.total()} of {kills} kills", end="", file=sys.stderr, flush=True)
    return done


def losses(room: Room, voters: Sequence[Voter]) -> Iterator[str]:
    """Every acknowledged vote that the database does not hold, or holds twice."""
    ratings = schema().tables["ratings"]
    with room.engine.connect() as connection:
        now = {
            (row.participant_id, row.use_case_id): row
            for row in connection.execute(sa.select(ratings))
        }
        history: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        kept = sa.select(HISTORY).where(HISTORY.c.table_name == "ratings").order_by(HISTORY.c.entry)
        for row in connection.execute(kept):
            history[row.participant_id, row.row_key["use_case_id"]].append(
                {"before": row.before or {}, "after": row.after or {}}
            )
    for voter in voters:
        for cell in dict.fromkeys(cell for cell, _value in voter.stored):
            case, column = address_of(cell)
            yield from _losses_of_row(voter.person, case, history[voter.person, case])
            changes = [
                step["after"].get(column)
                for step in history[voter.person, case]
                if step["after"].get(column) != step["before"].get(column)
            ]
            where = f"{voter.person} {case} {column}"
            sent = sum(sent_cell == cell for sent_cell, _value in voter.sent)
            if len(changes) > sent + voter.interrupted:
                yield f"{where}: sent {sent} votes, kept {len(changes)}"
            rest = iter(changes)
            told = [value for told_cell, value in voter.stored if told_cell == cell]
            if not all(value in rest for value in told):
                yield f"{where}: told {told}, kept {changes}"
            held = getattr(now.get((voter.person, case)), column, None)
            if held != changes[-1]:
                yield f"{where}: holds {held}, but was last changed to {changes[-1]}"


def _losses_of_row(person: str, case: str, steps: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Where the history of a row is no chain, or keeps the same vote twice."""
    before: dict[str, Any] = {}
    for step in steps:
        if step["before"] != before:
            yield f"{person} {case}: {step['before']} follows {before}"
        if step["after"] == step["before"]:
            yield f"{person} {case}: kept twice: {step['after']}"
        before = step["after"]


def address_of(cell: str) -> tuple[str, str]:
    """The use case and the column of a cell of the panel."""
    case = re.search(r"U\d+", cell)
    column = re.search(r"value|feasibility", cell)
    assert case is not None, cell
    assert column is not None, cell
    return case[0], column[0]


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
        print("kills:", dict(await kill_on(room, options.kills, options.pause)), flush=True)
        stored = [len(voter.stored) for voter in voters]
        began = time.monotonic()
        while not all(len(v.stored) > n for v, n in zip(voters, stored, strict=True)):
            await asyncio.sleep(0.5)
        print(f"everybody votes again {time.monotonic() - began:.0f} s after the last kill")
        until.set()
        await asyncio.gather(*voting)
        await browser.close()
    return voters


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--sessions", type=int, default=10, help="browsers that vote")
    parser.add_argument("--kills", type=int, default=200, help="SIGKILLs to server and kernels")
    parser.add_argument("--people", type=int, default=30, help="people in the room to measure")
    parser.add_argument("--calm", type=float, default=30, help="seconds without kills, first")
    parser.add_argument("--pause", type=float, default=2, help="mean seconds between two kills")
    parser.add_argument("--port", type=int, default=8877)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder), max(options.sessions, options.people), options.port)
        room.start()
        try:
            if options.people:
                seconds = asyncio.run(crowd(room))
                print(f"pages whole after {seconds[0]:.1f} s (first) to {seconds[-1]:.1f} s (last)")
                while room.processes()[1]:  # kills are to hit pages that somebody votes on
                    time.sleep(1)
            if not options.sessions:
                return 0
            return verdict(room, asyncio.run(stress(room, options)))
        finally:
            room.engine.dispose()
            room.stop()


def verdict(room: Room, voters: Sequence[Voter]) -> int:
    """Say what was measured, and whether a vote was lost; 0 when none was."""
    calm = [ms for voter in voters for ms in voter.calm_ms]
    if len(calm) > 1:
        p95 = statistics.quantiles(calm, n=20)[-1]
        print(f"click to stored: median {statistics.median(calm):.0f} ms, p95 {p95:.0f} ms")
    lost = list(losses(room, voters))
    told = sum(len(voter.stored) for voter in voters)
    unanswered = sum(voter.unanswered + voter.interrupted for voter in voters)
    print(f"{told} votes acknowledged, {unanswered} without an answer, {len(lost)} lost or twice")
    print("\n".join(lost[:20]))
    return 1 if lost or not told else 0


if __name__ == "__main__":
    sys.exit(main())
