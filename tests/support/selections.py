"""A jury's choice, small enough to work out by hand: scores, costs, orals."""

from __future__ import annotations

import pandas as pd
from support.frames import frame
from support.solutions import CRITERIA, costs, jury_scores, make_jury, solutions

from playbook.stages.solution_selection import (
    admitted,
    by_year,
    cost_gaps,
    cost_lines,
    minimums,
    ranking,
    robustness,
    scope,
    totals,
)

JURORS = ("P1", "P2", "P3")
CLEAR = {(j, s): v for j in JURORS for s, v in (("A", (5, 5)), ("B", (2, 2)))}
NAMES = {"A": "Solution A", "B": "Solution B"}
ROWS = (
    ("A", "licences", 0, 50_000), ("A", "internal_time", 1, 30_000),
    ("B", "licences", 0, 20_000), ("B", "internal_time", 1, 80_000),
)  # fmt: skip


def both(given: dict, table: pd.DataFrame = CRITERIA):
    """The whole jury, what is in the running of it, and how sure its ranking is."""
    everybody = make_jury(given, table)
    inside = everybody.keep(admitted(everybody, minimums(everybody)))
    sure = robustness(inside, 500, 1)
    return everybody, inside, sure, ranking(sure, everybody)


def priced(*rows: tuple[str, str, int, float], rate: float = 0.0):
    """Costs of A and B as lines, by year, what they lack, and their totals."""
    scores = jury_scores(CLEAR, ["K1", "K2"])
    inside = scope("U1", solutions("A", "B"), scores, anonymous=False, threshold=5)
    lines = cost_lines(costs(*rows) if rows else frame("costs"), inside)
    years = by_year(lines, rate)
    gaps = cost_gaps(lines, inside)
    return lines, years, gaps, totals(lines, years, gaps, inside)
