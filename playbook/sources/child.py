"""Start the process that reads a spreadsheet file, and take what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from playbook.files import why_unreadable
from playbook.language import N_
from playbook.sources.extraction.sheet import Refused, Sheet

MEMORY = 320 * 2**20
SECONDS = 30


def extract(path: Path) -> list[Sheet]:
    """Read the sheets of a file in a process that has little memory and time.

    Parameters
    ----------
    path : Path
        An .xlsx, .xlsm or .ods file, or one that says so.

    Raises
    ------
    Refused
        When the file is not read, saying why and what to do.
    """
    if fault := why_unreadable(path):
        raise Refused(fault)
    module = "playbook.sources.extraction"
    command = [sys.executable, "-P", "-m", module, str(path), str(MEMORY), str(SECONDS)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode:
        raise Refused(
            N_(
                "reading the workbook takes more than {memory} MB or {seconds} s: keep only the "
                "tables in it."
            ),
            memory=MEMORY // 2**20,
            seconds=SECONDS,
        )
    found = json.loads(done.stdout)
    if "refused" in found:
        raise Refused(found["refused"], **found["details"])
    return [Sheet.from_json(sheet) for sheet in found["sheets"]]
