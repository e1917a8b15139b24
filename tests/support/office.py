"""LibreOffice without a window: workbooks opened, every formula computed again, saved."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from support.machine import program

OFFICE = ("LibreOffice", "soffice")
ALWAYS_COMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(books: Sequence[Path], folder: Path) -> list[Path]:
    """The same workbooks as LibreOffice saves them, with every formula computed."""
    return converted(books, folder, "xlsx")


def converted(files: Sequence[Path], folder: Path, kind: str) -> list[Path]:
    """Files as LibreOffice saves them in another format, named by its suffix."""
    office = program(*OFFICE)
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_COMPUTE)
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    command = [office, "--headless", profile, "--convert-to", kind, "--outdir"]
    done = subprocess.run(
        [*command, str(folder / "out"), *map(str, files)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    made = [folder / "out" / f"{file.stem}.{kind}" for file in files]
    assert all(path.is_file() for path in made), done.stdout + done.stderr
    return made
