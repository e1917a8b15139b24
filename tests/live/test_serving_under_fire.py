"""No acknowledged vote is lost, or kept twice, while the server is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.live_room import free_port

ROOT = Path(__file__).parents[2]


def test_what_was_called_stored_is_there_once_after_kills() -> None:
    if not Path("/usr/bin/chromium").exists() and "CI" not in os.environ:
        pytest.skip("there is no Chromium")
    command = [sys.executable, "-m", "benchmarks.live", "--sessions", "3", "--kills", "6"]
    command += ["--people", "0", "--calm", "1", "--pause", "1", "--port", str(free_port())]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 lost or twice" in done.stdout
