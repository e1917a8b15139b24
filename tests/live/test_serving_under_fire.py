"""No acknowledged vote is lost, or kept twice, while the server is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.browsers import CHROMIUM
from support.live_room import free_port
from support.machine import program

ROOT = Path(__file__).parents[2]


def test_what_was_called_stored_is_there_once_after_kills() -> None:
    chromium = program(*CHROMIUM)
    command = [sys.executable, "-m", "benchmarks.live", "--sessions", "3", "--kills", "6"]
    command += ["--people", "0", "--calm", "1", "--pause", "1", "--port", str(free_port())]
    command += ["--chromium", chromium]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 lost or twice" in done.stdout
