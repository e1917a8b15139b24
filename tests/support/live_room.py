"""A room with a live panel, served by ``playbook live`` in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import nbformat
import psutil
import sqlalchemy as sa
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sqlalchemy.engine import Engine

from playbook.kit import Kit
from playbook.live.rounds import Round, open_round, prepare
from playbook.live.serving.access import Access, read_key
from playbook.live.serving.addresses import Address
from playbook.sources.database import create_schema, open_database, writing
from playbook.sources.schema import schema

OPENING = 'from playbook.live import open_panel\nopen_panel("prioritisation", campaign)'
VOTE = Round("prioritisation", "", {}, anonymous=False)
PEOPLE = {"P1": "Ada <b>Lovelace</b>", "P2": "Blaise", "P3": "Chloé"}


def make_room(folder: Path, language: str = "en") -> tuple[Kit, Engine]:
    """A kit with a campaign in a database, and a notebook with a panel whose vote is open."""
    for name in ("notebooks/live", "parameters", "data", "reports"):
        (folder / name).mkdir(parents=True)
    (folder / "parameters/room.yml").write_text(
        f"title: A room\nlanguage: {language}\nchallenge: How?\n"
        "data: sqlite:///data/room.db\nas_of: 2026-09-30\n",
        encoding="utf-8",
    )
    cells = [new_markdown_cell("# Which one?"), new_code_cell(OPENING), new_markdown_cell("*End*")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "notebooks/live/clicking.ipynb")
    engine = open_database("sqlite:///data/room.db", folder)
    create_schema(engine)
    rows = [{"participant_id": person, "name": name} for person, name in PEOPLE.items()]
    with writing(engine) as connection:
        connection.execute(sa.insert(schema().tables["participants"]), rows)
        cases = [{"use_case_id": f"U{number}", "title": f"Case {number}"} for number in (1, 2)]
        connection.execute(sa.insert(schema().tables["use_cases"]), cases)
    prepare(engine, "prioritisation", [VOTE])
    open_round(engine, VOTE.name, False, lambda _connection: False)
    return Kit(folder), engine


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: HTTPMessage
    body: str


@dataclass
class ServedRoom:
    """A room that is being served."""

    kit: Kit
    engine: Engine
    port: int
    process: subprocess.Popen[str]
    said: str = ""
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def access(self) -> Access:
        return Access(self.engine, "room", read_key(self.kit.root))

    @property
    def address(self) -> Address:
        return Address(port=self.port)

    def cookie(self, token: str | None) -> dict[str, str]:
        return {"Cookie": f"playbook-live-{self.port}={token}"} if token else {}

    def ask(
        self,
        path: str,
        token: str | None = None,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
        raw: bool = False,
    ) -> Answer:
        """One request, as a browser that has this token's cookie would send it."""
        connection = HTTPConnection("localhost", self.port, timeout=120)
        try:
            sent = {**self.cookie(token), **(headers or {})}
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            content = answer.read()
            return Answer(answer.status, answer.headers, "" if raw else content.decode())
        finally:
            connection.close()

    def server_pid(self) -> int:
        """The process that serves, not the one that watches it."""
        (server,) = psutil.Process(self.process.pid).children()
        return server.pid

    def rating(self, person: str) -> float | None:
        """What somebody has voted."""
        ratings = schema().tables["ratings"]
        wanted = sa.select(ratings.c.value).where(ratings.c.participant_id == person)
        with self.engine.connect() as connection:
            return connection.scalar(wanted)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def serve_room(folder: Path, *options: str, language: str = "en") -> ServedRoom:
    """Start ``playbook live`` on a new room, and wait until it answers."""
    kit, engine = make_room(folder, language)
    port = free_port()
    command = [sys.executable, "-u", "-m", "playbook.cli", "live", "room", "clicking"]
    command += ["--port", str(port), "--no-browser", *options]
    process = subprocess.Popen(
        command,
        cwd=kit.root,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    served = ServedRoom(kit, engine, port, process)
    assert process.stdout is not None
    while "Ctrl-C" not in served.said:
        line = process.stdout.readline()
        assert line, served.said
        served.said += line
    served.tokens = served.access.tokens()
    assert wait_until(lambda: served.ask("/alive", served.tokens[""]).status == 204)
    return served


def end(served: ServedRoom) -> str:
    """End the session as Ctrl-C does; everything it said since."""
    served.process.send_signal(signal.SIGINT)
    said, _nothing = served.process.communicate(timeout=90)
    served.engine.dispose()
    return served.said + said


def wait_until(condition, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False
