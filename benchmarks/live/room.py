"""A room with its server: what it costs, and how it is killed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import sqlalchemy as sa

from playbook.kit import Kit
from playbook.live.panels.prioritisation import Prioritisation
from playbook.live.rounds import open_round, prepare
from playbook.live.serving.addresses import Address
from playbook.live.serving.room import open_access
from playbook.parameters.declared import read_parameters
from playbook.sources.database import create_schema, open_database, writing
from playbook.sources.schema import schema

ROOT = Path(__file__).parents[2]
CASES = 8
DATABASE = "sqlite:///data/room.db"
PARAMETERS = f"""title: A room
language: en
challenge: What can be lost?
data: {DATABASE}
as_of: 2026-09-30
"""


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
            cases = [{"use_case_id": f"U{n}", "title": f"Case {n}"} for n in range(1, CASES + 1)]
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

    def processes(self) -> list[psutil.Process]:
        """Who serves, if anybody does, and who watches it."""
        assert self.process is not None
        watching = psutil.Process(self.process.pid)
        return [*_children(watching), watching]

    def kill_server(self) -> bool:
        """Kill the server with SIGKILL; say whether there was one."""
        *serving, _watching = self.processes()
        for server in serving:
            os.kill(server.pid, signal.SIGKILL)
        return bool(serving)

    def cookie(self, person: str) -> str:
        """The header with which a person asks."""
        return f"playbook-live-{self.address.port}={self.tokens[person]}"

    def memory_mb(self) -> float:
        """The proportional set size of all that serves."""
        return sum(_pss(process) for process in self.processes())


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [child for child in process.children() if child.status() != psutil.STATUS_ZOMBIE]
    except psutil.NoSuchProcess:
        return []


def _pss(process: psutil.Process) -> float:
    text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
