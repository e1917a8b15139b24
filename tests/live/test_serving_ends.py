"""However a room ends: nothing is left running, no folder stays, and the terminal stays legible."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from support.live_room import free_port, make_room, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


class Session:
    """``playbook live`` in a terminal of its own, and with a folder for what is temporary."""

    def __init__(self, folder: Path) -> None:
        kit, engine = make_room(folder / "kit")
        engine.dispose()
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        command = [sys.executable, "-u", "-m", "playbook.cli", "live", "room", "clicking"]
        self.process = subprocess.Popen(
            [*command, f"--port={free_port()}", "--no-browser"],
            cwd=kit.root,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # as in a terminal, Ctrl-C reaches all that was started
            env={**os.environ, "TMPDIR": str(self.temporary)},
        )
        self.said = ""
        assert self.process.stdout is not None
        while "Ctrl-C" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        assert wait_until(lambda: self.servers() != [])

    def servers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def rest(self) -> str:
        """What it says until it has ended."""
        said, _nothing = self.process.communicate(timeout=90)
        return str(said)


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGINT", "SIGTERM", "SIGKILL"])
def test_a_room_that_is_ended_leaves_nothing(tmp_path: Path, how: str) -> None:
    session = Session(tmp_path)
    servers = session.servers()
    number = signal.SIGINT if how == "Ctrl-C" else getattr(signal, how)
    if how == "Ctrl-C":
        os.killpg(session.process.pid, number)
    else:
        session.process.send_signal(number)
    assert session.rest().strip() == ""
    assert wait_until(lambda: not any(server.is_running() for server in servers), 10)
    assert list(session.temporary.iterdir()) == []


def test_a_server_that_is_killed_is_said_to_be_started_again_in_a_line(tmp_path: Path) -> None:
    session = Session(tmp_path)
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV):
        (server,) = session.servers()
        time.sleep(0.2)
        server.send_signal(number)
        assert wait_until(lambda old=server: session.servers() not in ([], [old]))
    time.sleep(0.5)
    session.process.send_signal(signal.SIGINT)
    lines = session.rest().strip().splitlines()
    assert ["starting again" in line for line in lines] == [True] * 3, lines
    assert list(session.temporary.iterdir()) == []


def test_a_server_that_cannot_start_says_why_in_a_line(tmp_path: Path) -> None:
    session = Session(tmp_path)
    (server,) = session.servers()
    (tmp_path / "kit/parameters/room.yml").unlink()
    server.kill()
    said = session.rest()
    assert "no such file" in said
    assert "does not start" in said
    assert "Traceback" not in said
    assert session.process.returncode == 1
