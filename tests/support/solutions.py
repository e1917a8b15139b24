"""A small solution selection: two criteria, three solutions, three jurors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from support.frames import frame

from playbook.stages.solution_selection import (
    Jury,
    by_year,
    cost_gaps,
    cost_lines,
    lay_out,
    scope,
    totals,
)

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


def make_jury(given: Scores, table: pd.DataFrame = CRITERIA) -> Jury:
    """The grid of these scores, all solutions compared."""
    ids = list(dict.fromkeys(solution for _juror, solution in given))
    scores = jury_scores(given, list(table["criterion_id"]))
    scoped = scope("U1", solutions(*ids), scores, anonymous=False, threshold=5)
    return lay_out(scoped, table, scores)


def costs(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """Cost lines as solution, category, year and amount; year 0 is BUILD."""
    named = [
        (f"L{n}", solution, "run" if year else "build", category, year, amount)
        for n, (solution, category, year, amount) in enumerate(rows)
    ]
    return frame("costs", "cost_id solution_id phase category year amount", named)


def scoped(*ids: str) -> pd.DataFrame:
    """These solutions, all compared."""
    scores = jury_scores({("P1", i): (1, 1) for i in ids}, ["K1", "K2"])
    return scope("U1", solutions(*ids), scores, anonymous=False, threshold=5)


def computed(table: pd.DataFrame, *ids: str, rate: float = 0.1):
    """Cost lines of these solutions, by year, what they lack, and their totals."""
    inside = scoped(*ids)
    lines = cost_lines(table, inside)
    years = by_year(lines, rate)
    gaps = cost_gaps(lines, inside)
    return lines, years, gaps, totals(lines, years, gaps, inside)
