"""Measure what is told of anonymous votes, and write the figures into docs/privacy.md.

python tools/anonymity.py

Every set of votes is tried (`tests/support/vote_attack.py`); a test holds the page against this.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.vote_attack import (  # noqa: E402 - of the tests, whose folder is not installed
    attack,
    attack_dots,
    ballots_of,
    simulated,
    steps,
)

from playbook.statistics.anonymity import band_of, bands_of, dots_told  # noqa: E402

PAGE = ROOT / "docs/privacy.md"
MARKS = re.compile("(<!-- anonymity -->\n).*?(<!-- /anonymity -->)", re.DOTALL)
VOTERS = (6, 7, 8, 10, 12)
SCALES = {"1 to 5": (1.0, 5.0), "0 to 5": (0.0, 5.0)}
BOARDS = ((6, 3, 1, 5), (7, 2, 1, 5), (6, 2, 2, 5), (4, 3, 3, 6))
DRAWS = 20_000


def main() -> None:
    """Write the figures."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKS.sub(rf"\1{figures()}\2", page), encoding="utf-8")


def figures() -> str:
    """The tables of the page."""
    return f"{_votes()}\n{_dots()}"


def _votes() -> str:
    """What is told of votes on a scale."""
    rows = [
        "| scale | voters | bands | width | fewest sets in one | sets alike | voters alike |"
        " nothing seen | one of the voters | as people vote (nothing seen) | one person's grade |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, scale in SCALES.items():
        for voters in (5, *VOTERS) if scale[0] == 0 else VOTERS:
            rows.append(_votes_row(name, scale, voters))
    return "\n".join(rows) + "\n"


def _votes_row(name: str, scale: tuple[float, float], voters: int) -> str:
    def told(votes: tuple[float, ...]) -> object:
        return band_of(np.array(votes), scale)

    grades = steps(scale)
    found = attack(told, grades, voters)
    assert found.unique == found.insider_unique == 0
    bands = {(b.low, b.high) for b in bands_of(voters, len(grades)) or ()}
    widths = [(high - low) * (scale[1] - scale[0]) for low, high in bands]
    seen, unseen = simulated(told, grades, voters, _as_people_vote(grades), DRAWS)
    cells = [
        name, voters, len(bands), f"{min(widths):.1f} to {max(widths):.1f}", found.fewest,
        _percent(found.right_by_sets), _percent(found.right_by_voters), _percent(found.unseen),
        _percent(found.insider_right), f"{_percent(seen)} ({_percent(unseen)})",
        _percent(found.single),
    ]  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def _as_people_vote(grades: list[float]) -> list[float]:
    """How often each grade was given in the demo, on the scale of the jury or of the ratings."""
    table, columns = ("jury_scores", ["score"])
    if grades[0] == 1:
        table, columns = "ratings", ["value", "feasibility"]
    given = pd.read_csv(ROOT / f"data/demo/{table}.csv")[columns].stack()
    shares = given.round().value_counts(normalize=True).reindex(grades, fill_value=0) + 0.01
    return list(shares / shares.sum())


def _dots() -> str:
    """What is told of dots."""
    rows = [
        "| ideas | dots each | on one idea at most | voters | ballots alike | voters alike |"
        " certain for one of the voters |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for ideas, quota, limit, voters in BOARDS:

        def told(room: tuple[tuple[int, ...], ...], most: int = limit * voters) -> object:
            counts = np.array(room).sum(axis=0).tolist()
            return tuple(dots_told(counts, most, len(counts)))

        found = attack_dots(told, ballots_of(ideas, quota, limit), voters)
        assert found.unique == 0
        cells = [
            ideas, quota, limit, voters, _percent(found.right_by_sets),
            _percent(found.right_by_voters), _percent(found.insider_unique, 2),
        ]  # fmt: skip
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows) + "\n"


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


if __name__ == "__main__":
    main()
