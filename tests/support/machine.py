"""What the machine has: a test that needs a program is skipped without it, but never in CI."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]
IN_CI = bool(os.environ.get("CI"))


def program(wanted: str, *names: str) -> str:
    """The path of a program, under the first of its names that is found.

    Parameters
    ----------
    wanted : str
        What people call it.
    """
    __tracebackhide__ = True  # a skip is listed under the test
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(wanted)


def uv() -> str:
    """The program uv, as make installs it or as the system has it."""
    own = ROOT / ".uv" / ("Scripts" if sys.platform == "win32" else "bin") / "uv"
    return str(own) if own.exists() else program("uv", "uv")


def missing(wanted: str) -> NoReturn:
    """Skip the test, as the machine lacks something; in CI, where all is there, fail."""
    __tracebackhide__ = True
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {wanted}: .ci/run and make bring it")
    pytest.skip(f"no {wanted} on this machine")
