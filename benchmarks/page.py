"""Write what was measured: docs/benchmarks.md, and the same table in README.md."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.measuring import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
README = ROOT / "README.md"
BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
HEADING = """# Benchmarks

Made by `make benchmarks`, all in one run on one machine: compare the figures with each other,
not with another machine's. Nothing here is typed by hand.
"""


def write_page(figures: list[Figure]) -> None:
    """Write the page and quote it in README.md: the rows that have an aim."""
    when = f"{datetime.date.today()}, {machine()}"
    PAGE.write_text(f"{HEADING}\n{when}.\n\n{table(figures)}", encoding="utf-8")
    README.write_text(quoted(README.read_text(encoding="utf-8")), encoding="utf-8")


def quoted(readme: str) -> str:
    """README.md with the rows of the page that have an aim, and its date and machine."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    when = next(line for line in lines if line[:2] == "20")
    rows = [line for line in lines if line.startswith("|")]
    aimed = [*rows[:2], *(row for row in rows[2:] if not row.endswith("|  |  |"))]
    before, rest = readme.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{when}\n\n" + "\n".join(aimed) + f"\n{END}{after}"


def table(figures: list[Figure]) -> str:
    """The figures as a table in Markdown."""
    marks = {None: "", True: "reached", False: "**missed**"}
    rows = [f"| {f.what} | {f.measured} | {f.beside} | {f.aim} | {marks[f.met]} |" for f in figures]
    header = ["| what | measured | beside | aim |  |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*header, *rows]) + "\n"


def machine() -> str:
    """The processor, cores, memory, system and Python that this runs on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    name = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"Python {platform.python_version()}"
    processor = name or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, {python}"
