"""One large campaign: what each stage that it fills takes in processor time, memory and results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.figures import Figure, seconds
from benchmarks.measuring import BIN, private_kit, run

USE_CASES, VOTERS, NOTES, USAGE_ROWS = 1921, 197, 5000, 10_500
CAST = 0.6
"""Of all ratings, how many were given."""
STAGES = ("ideation", "prioritisation", "run_steering", "overview")
MOST_SECONDS, MOST_MEGABYTES, MOST_RESULTS = 10, 500, 2_000_000
PARAMETERS = """title: A large campaign
language: en
challenge: What would let us answer sooner?
data: data/large
as_of: 2026-09-30
"""
VOCABULARY = 3000
"""Words, the first often and the last seldom (Zipf, Mandelbrot), without those like "the"."""
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeio"


def measure() -> list[Figure]:
    """Run each stage by itself on a large campaign."""
    figures = []
    with private_kit() as kit:
        for part in ("parameters", "data"):
            (kit / part).unlink()
            (kit / part).mkdir()
        generate(kit)
        for stage in STAGES:
            cost = run([[f"{BIN}/playbook", "run", "large", "--stage", stage, "--force"]], kit)
            results = sum(
                path.stat().st_size for path in kit.glob(f"reports/large/results/{stage}*")
            )
            figures.append(
                Figure(
                    f"`{stage}` of a campaign of {USE_CASES:,} use cases, {VOTERS} voters,"
                    f" {NOTES:,} notes, {USAGE_ROWS:,} rows of usage",
                    f"{seconds(cost.processor_seconds)} of CPU, {cost.peak_megabytes:.0f} MB,"
                    f" results {results / 1e6:.1f} MB",
                    "",
                    f"{MOST_SECONDS} s, {MOST_MEGABYTES} MB, {MOST_RESULTS / 1e6:.0f} MB",
                    cost.processor_seconds <= MOST_SECONDS
                    and cost.peak_megabytes <= MOST_MEGABYTES
                    and results <= MOST_RESULTS,
                )
            )
    return figures


def generate(kit: Path) -> None:
    """Write the campaign's parameters and tables."""
    rng = np.random.default_rng(1)
    (kit / "parameters" / "large.yml").write_text(PARAMETERS, encoding="utf-8")
    folder = kit / "data" / "large"
    folder.mkdir()
    people = [f"P{number}" for number in range(VOTERS)]
    cases = [f"U{number}" for number in range(USE_CASES)]
    notes = [f"N{number}" for number in range(NOTES)]

    def write(table: str, **columns: object) -> None:
        pd.DataFrame(columns).to_csv(folder / f"{table}.csv", index=False)

    write("participants", participant_id=people)
    write("use_cases", use_case_id=cases, title=[_text(rng, 4) for _case in cases])
    write(
        "ideas",
        idea_id=notes,
        participant_id=rng.choice(people, NOTES),
        text=[_text(rng, 9) for _note in notes],
        round="first_reflection",
    )
    dots = pd.DataFrame(
        {"participant_id": np.repeat(people, 3), "idea_id": rng.choice(notes, 3 * VOTERS)}
    ).drop_duplicates()
    write("dot_votes", **dots.assign(dots=1))
    merit = rng.normal(3, 0.7, (USE_CASES, 2))
    seen = merit[np.newaxis] + rng.normal(0, 1, (VOTERS, USE_CASES, 2))
    voter, case = np.nonzero(rng.random((VOTERS, USE_CASES)) < CAST)
    given = np.clip(np.rint(seen[voter, case]), 1, 5).astype(int)
    write(
        "ratings",
        participant_id=np.array(people)[voter],
        use_case_id=np.array(cases)[case],
        value=given[:, 0],
        feasibility=given[:, 1],
    )
    _write_usage(rng, write)


def _write_usage(rng: np.random.Generator, write: Callable[..., None]) -> None:
    """Usage of some solutions in all departments, day by day."""
    solutions, departments = [f"S{i}" for i in range(6)], [f"Department {i}" for i in range(10)]
    days = pd.date_range("2026-03-01", periods=USAGE_ROWS // 60)
    rows = pd.MultiIndex.from_product(
        [days, solutions, departments], names=["date", "solution_id", "department"]
    ).to_frame(index=False)
    rows["eligible_users"] = 100
    rows["active_users"] = rng.integers(5, 95, len(rows))
    write("solutions", solution_id=solutions, name=[f"Solution {name}" for name in solutions])
    write("usage", **rows)


def _text(rng: np.random.Generator, words: int) -> str:
    """A text of made-up words of three syllables."""
    often = np.exp(rng.uniform(np.log(20), np.log(20 + VOCABULARY), words)) - 20
    return " ".join(_word(int(number)) for number in often)


def _word(number: int) -> str:
    """Make up a word for a number."""
    digits = [number // 16**place % 16 for place in range(3)]
    return "".join(CONSONANTS[digit] + VOWELS[digit % 4] for digit in digits)
