"""A small solution selection: two criteria, three solutions, three jurors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from support.frames import frame

from playbook.stages.solution_selection.cost_years import by_year
from playbook.stages.solution_selection.costs import cost_gaps, cost_lines, solution_totals
from playbook.stages.solution_selection.jury import Jury, score_matrix
from playbook.stages.solution_selection.scope import eligibility

Scores = Mapping[tuple[str, str], Sequence[float | None]]


def solutions(*ids: str, use_case: str = "U1") -> pd.DataFrame:
    """Solutions called after their identifiers: A is “Solution A”."""
    rows = [(i, f"Solution {i}", use_case) for i in ids]
    return frame("solutions", "solution_id name use_case_id", rows)


def criteria(*rows: tuple[str, str, float, float | None]) -> pd.DataFrame:
    """Criteria as identifier, section, weight and minimum."""
    named = [(i, section, f"Criterion {i}", weight, low) for i, section, weight, low in rows]
    return frame("criteria", "criterion_id section label weight minimum", named)


def jury_scores(given: Scores, ids: Sequence[str]) -> pd.DataFrame:
    """Scores by juror and solution, in the order of the criteria; None is missing."""
    rows = [
        (juror, solution, criterion, score)
        for (juror, solution), scores in given.items()
        for criterion, score in zip(ids, scores, strict=True)
    ]
    return frame("jury_scores", "participant_id solution_id criterion_id score", rows)


CRITERIA = criteria(("K1", "technical", 3, None), ("K2", "project", 1, None))
STRICT = criteria(("K1", "technical", 3, 2.5), ("K2", "project", 1, None))
TWO = {("P1", "A"): (4, 2), ("P2", "A"): (2, None), ("P1", "B"): (5, 5), ("P2", "B"): (1, 3)}
SPARED = (
    {
        ("P1", "A"): (4, 0, 5), ("P1", "B"): (2, None, 5), ("P1", "C"): (None, None, 5),
        ("P2", "B"): (None, 1, None), ("P2", "A"): (1, 1, None),
    },
    criteria(("K1", "technical", 3, None), ("K2", "project", 1, None), ("K3", "project", 0, None)),
)  # fmt: skip
"""Scores with gaps, and a criterion that does not count."""


def make_jury(given: Scores, table: pd.DataFrame = CRITERIA) -> Jury:
    """The grid of these scores, all solutions compared."""
    ids = list(dict.fromkeys(solution for _juror, solution in given))
    scores = jury_scores(given, list(table["criterion_id"]))
    scoped = eligibility("U1", solutions(*ids), scores, anonymous=False, threshold=5)
    return score_matrix(scoped, table, scores)


def costs(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """Cost lines as solution, category, year and amount; year 0 is BUILD."""
    named = [
        (f"L{n}", solution, "run" if year else "build", category, year, amount)
        for n, (solution, category, year, amount) in enumerate(rows)
    ]
    return frame("costs", "cost_id solution_id phase category year amount", named)


MIXED = costs(
    ("B", "support", 2, 4), ("B", "internal_time", 0, 30), ("A", "support", 2, 7),
    ("A", "licences", 0, 10), ("A", "internal_time", 1, 5),
)  # fmt: skip
OWN_DAYS = frame(
    "costs",
    "cost_id solution_id phase category year amount person_days day_rate",
    [
        ("L1", "A", "build", "internal_time", 0, None, 10, 400),
        ("L2", "A", "build", "internal_time", 0, 700, 3, 100),
        ("L3", "A", "build", "integration", 0, None, 2, 500),
        ("L4", "A", "build", "licences", 0, 1000, None, None),
    ],
)
"""Own staff's time as days at a rate, as an amount, and beside what is bought."""


def scoped(*ids: str) -> pd.DataFrame:
    """These solutions, all compared."""
    scores = jury_scores({("P1", i): (1, 1) for i in ids}, ["K1", "K2"])
    return eligibility("U1", solutions(*ids), scores, anonymous=False, threshold=5)


def computed(table: pd.DataFrame, *ids: str, rate: float = 0.1):
    """Cost lines of these solutions, by year, what they lack, and their totals."""
    inside = scoped(*ids)
    lines = cost_lines(table, inside)
    years = by_year(lines, rate)
    gaps = cost_gaps(lines, inside)
    return lines, years, gaps, solution_totals(lines, years, gaps, inside)
