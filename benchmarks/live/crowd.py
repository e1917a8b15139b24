"""Everybody opens the page at once, without browsers; so many vote; the result is shown to all."""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.live.room import CASES, Room
from playbook.live.serving.access import FACILITATOR

PANEL = "prioritisation"
FIGURES = 2
"""The matrix and the ranking, after each use case."""
FILES = ("live/live.js", "live/panel.js", "live/live.css", "live/panel.css")


@dataclass
class Guest:
    """One person's page, as its script would use it."""

    person: str
    socket: WebSocketClientConnection
    whole_after: float
    answered: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    asked: int = 0
    views: int = 0

    async def read(self) -> None:
        """Take in what the server says."""
        while (text := await self.socket.read_message()) is not None:
            said = json.loads(text)
            if "answer" in said:
                assert said["answer"]["state"] == "stored", said
                self.answered.pop(said["answer"]["number"]).set_result(None)
            else:
                self.views += 1

    async def vote(self, seconds: float) -> list[float]:
        """Vote for so long, without a pause for thought; the milliseconds until each was stored."""
        chance = random.Random(self.person)
        took = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0.3, 1.0))
            key = {"use_case_id": f"U{chance.randint(1, CASES)}"}
            given = {chance.choice(("value", "feasibility")): chance.randint(1, 5)}
            began = time.monotonic()
            await self.ask({"kind": "cell", "table": "ratings", "key": key, "given": given})
            took.append((time.monotonic() - began) * 1000)
        return took

    async def press(self, act: str, row: str) -> None:
        """Press a button, as the facilitator does."""
        await self.ask({"kind": "act", "name": act, "row": row, "given": {}})

    async def ask(self, content: dict[str, object]) -> None:
        """Ask for something, until it is done."""
        self.asked += 1
        self.answered[self.asked] = done = asyncio.get_running_loop().create_future()
        said = {"panel": PANEL, "content": {**content, "cell": "c", "number": self.asked}}
        await self.socket.write_message(json.dumps(said))
        await done


async def crowd(room: Room, people: Sequence[str], voters: int, seconds: float) -> None:
    """Let everybody open the page at once and some vote, and print what it costs."""
    weight, version = first_page(room)
    print(f"first page: {weight / 1000:.1f} kB (gzip) in {1 + len(FILES)} files")
    began = time.monotonic()
    guests = await asyncio.gather(*(_come_in(room, one, version, began) for one in people))
    whole = sorted(guest.whole_after for guest in guests)
    print(f"{len(guests)} pages whole after {whole[0]:.2f} s (first) to {whole[-1]:.2f} s (last)")
    print(f"memory with {len(guests)} people: {room.memory_mb():.0f} MB (PSS)")
    reading = [asyncio.create_task(guest.read()) for guest in guests]
    cpu = sum(sum(process.cpu_times()[:2]) for process in room.processes())
    took = await asyncio.gather(*(guest.vote(seconds) for guest in guests[:voters]))
    cpu = sum(sum(process.cpu_times()[:2]) for process in room.processes()) - cpu
    _say(f"{voters} of {len(guests)} vote", [ms for each in took for ms in each])
    views = sum(guest.views for guest in guests)
    print(f"{views} views sent; the server used {cpu / seconds:.2f} processors")
    print(f"memory after the votes: {room.memory_mb():.0f} MB (PSS)")
    await _show_result(room, guests, await _come_in(room, FACILITATOR, version, time.monotonic()))
    for guest in guests:
        guest.socket.close()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*reading)


async def _show_result(room: Room, guests: Sequence[Guest], facilitator: Guest) -> None:
    """Close the vote, show all parts of its result, and print what that takes; open it again."""
    reading = asyncio.create_task(facilitator.read())
    await facilitator.press("close", PANEL)
    took = []
    for place in range(1, CASES + FIGURES + 1):
        seen = [guest.views for guest in guests]
        began = time.monotonic()
        await facilitator.press("reveal", f"{PANEL}/{place}")
        while any(guest.views == before for guest, before in zip(guests, seen, strict=True)):
            await asyncio.sleep(0.01)
        took.append(time.monotonic() - began)
    print(f"a part of the result is before all after {min(took):.2f} to {max(took):.2f} s")
    print(f"memory after the result was shown: {room.memory_mb():.0f} MB (PSS)")
    await facilitator.press("open", PANEL)
    facilitator.socket.close()
    await reading


def first_page(room: Room) -> tuple[int, str]:
    """The bytes that a phone loads first, and the version of the page."""
    weight, version = 0, ""
    connection = HTTPConnection(room.address.host, room.address.port)
    for name in ("", *FILES):
        headers = {"Cookie": room.cookie(room.people[0])}
        if name:
            headers["Accept-Encoding"] = "gzip"
        connection.request("GET", f"/{name}", headers=headers)
        content = connection.getresponse().read()
        weight += len(content)
        version = version or re.search(rb'data-version="(\w+)"', content)[1].decode()  # type: ignore[index]
    connection.close()
    return weight, version


async def _come_in(room: Room, person: str, version: str, began: float) -> Guest:
    """Connect, and wait for the first view."""
    origin = room.address.url.rstrip("/")
    url = f"{origin.replace('http', 'ws', 1)}/socket?version={version}"
    headers = {"Cookie": room.cookie(person), "Origin": origin}
    socket = await websocket_connect(HTTPRequest(url, headers=headers, request_timeout=600))
    await socket.read_message()
    return Guest(person, socket, time.monotonic() - began)


async def restart_gap(room: Room, times: int = 5) -> list[float]:
    """Kill the server; the seconds until the next one answers."""
    found = []
    for _time in range(times):
        while not room.kill_server():
            await asyncio.sleep(0.01)
        began = time.monotonic()
        connection = HTTPConnection(room.address.host, room.address.port, timeout=60)
        headers = {"Cookie": room.cookie(room.people[0])}
        answered = False
        while not answered:
            with suppress(OSError):
                connection.request("GET", "/alive", headers=headers)
                answered = connection.getresponse().read() == b""
            connection.close()
        found.append(time.monotonic() - began)
        await asyncio.sleep(1)
    return sorted(found)


def _say(what: str, took: Sequence[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{what}: {len(took)} votes, median {statistics.median(took):.0f} ms, p95 {p95:.0f} ms")
