"""Many campaigns in one run: throughput, memory, and one of them broken."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, seconds
from benchmarks.measuring import BIN, Cost, private_kit, run

FEW, MANY = 20, 200
PARAMETERS = """title: Campaign {number}
language: {language}
challenge: What would let us answer sooner?
data: data/campaign_{number}
as_of: 2026-09-30
seed: {number}
"""


def measure() -> list[Figure]:
    """Run few campaigns and many, and compare what a campaign costs."""
    (few, few_page), (many, many_page) = _run(FEW), _run(MANY)
    cores = os.cpu_count() or 1
    rate = 3600 * MANY / many.seconds / cores
    growth = many.peak_megabytes / few.peak_megabytes
    return [
        Figure(
            f"`playbook run --all`, {MANY} campaigns after the prioritisation workshop",
            f"{many.seconds:.0f} s, {rate:.0f} campaigns an hour and core",
        ),
        Figure(
            f"Peak memory of {MANY} campaigns",
            f"{many.peak_megabytes:.0f} MB",
            f"{few.peak_megabytes:.0f} MB for {FEW}",
            "flat: within 10 %",
            growth < 1.1,
        ),
        Figure(
            f"Page over {MANY} campaigns (`playbook portfolio`)",
            seconds(many_page),
            f"{seconds(few_page)} for {FEW}",
            f"linear: {MANY // FEW} times or less",
            many_page <= MANY / FEW * few_page,
        ),
    ]


def _run(count: int) -> tuple[Cost, float]:
    """Run generated campaigns, one of which is broken; then the seconds of the page over them."""
    with private_kit() as kit:
        for part in ("parameters", "data"):
            (kit / part).unlink()
            (kit / part).mkdir()
        for number in range(count):
            generate(kit, number)
        broken = kit / "data" / "campaign_1" / "ratings.csv"
        broken.write_text(broken.read_text() + "P99,U1,9,9\n")
        cost = run([[f"{BIN}/playbook", "run", "--all"]], kit, may_fail=True)
        made = len(list(kit.glob("reports/*/prioritisation.html")))
        if made != count - 1:
            raise RuntimeError(f"{made} reports of {count - 1} sound campaigns")
        return cost, run([[f"{BIN}/playbook", "portfolio"]], kit).seconds


def generate(kit: Path, number: int) -> None:
    """Write one campaign that has held its prioritisation workshop: 6 voters, 12 use cases."""
    rng = np.random.default_rng(number)
    folder = kit / "data" / f"campaign_{number}"
    folder.mkdir()
    language = "fr" if number % 2 else "en"
    parameters = PARAMETERS.format(number=number, language=language)
    (kit / "parameters" / f"campaign_{number}.yml").write_text(parameters)
    people = [f"P{i}" for i in range(1, 7)]
    cases = [f"U{i}" for i in range(1, 13)]
    (folder / "participants.csv").write_text("participant_id\n" + "\n".join(people) + "\n")
    titles = "\n".join(f"{case},Use case {case}" for case in cases)
    (folder / "use_cases.csv").write_text(f"use_case_id,title\n{titles}\n")
    votes = "".join(
        f"{person},{case},{rng.integers(1, 6)},{rng.integers(1, 6)}\n"
        for person in people
        for case in cases
    )
    header = "participant_id,use_case_id,value,feasibility\n"
    (folder / "ratings.csv").write_text(header + votes)
