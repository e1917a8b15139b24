"""A jury's choice, small enough to work out by hand: scores, costs, orals."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from support.charts import drawn_alt
from support.frames import frame
from support.solutions import CRITERIA, Scores, costs, jury_scores, make_jury, solutions

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.stages.solution_selection.cost_years import by_year
from playbook.stages.solution_selection.costs import cost_gaps, cost_lines, solution_totals
from playbook.stages.solution_selection.jury import Jury, score_matrix
from playbook.stages.solution_selection.minimums import admitted, margins
from playbook.stages.solution_selection.ranking import certainty, solution_ranking
from playbook.stages.solution_selection.scope import eligibility

JURORS = ("P1", "P2", "P3")
CLEAR = {(j, s): v for j in JURORS for s, v in (("A", (5, 5)), ("B", (2, 2)))}
AHEAD = CLEAR | {(j, "C"): (1, 2) for j in JURORS}
WITH_A_GAP = CLEAR | {("P1", "C"): (2, None)}
NEARLY = {
    (f"P{j}", s): own
    for s, votes in {
        "A": [(5, 5), (5, 4), (4, 5), (5, 5), (5, 4)],
        "B": [(2, 2), (1, 2), (2, 2), (2, 1), (2, 2)],
        "C": [(1, 2), (2, 2), (1, 1), (1, 2), (2, 1)],
    }.items()
    for j, own in enumerate(votes, start=1)
}
"""Five jurors who agree, but not quite."""
SPLIT = {
    ("P1", "A"): (5, 3), ("P2", "A"): (2, 3), ("P3", "A"): (4, 3),
    ("P1", "B"): (3, 3), ("P2", "B"): (5, 3), ("P3", "B"): (2.5, 3),
}  # fmt: skip
CROWD = {(f"P{j}", f"S{s}"): (s % 6, j % 6) for j in range(15) for s in range(13)}
"""More solutions and jurors than a figure has room for."""
SCALES = [(0, 1), (1, 4), (0, 5), (0, 10), (0, 100)]
NAMES = {"A": "Solution A", "B": "Solution B"}
ROWS = (
    ("A", "licences", 0, 50_000), ("A", "internal_time", 1, 30_000),
    ("B", "licences", 0, 20_000), ("B", "internal_time", 1, 80_000),
)  # fmt: skip


def unanimous(**votes: tuple[float, ...]) -> Scores:
    """Two jurors who score alike."""
    return {(juror, solution): own for juror in ("P1", "P2") for solution, own in votes.items()}


def both(given: Scores, table: pd.DataFrame = CRITERIA):
    """The whole jury, what is in the running of it, and how sure its ranking is."""
    everybody = make_jury(given, table)
    inside = everybody.keep(admitted(everybody, margins(everybody)))
    sure = certainty(inside, 500, 1)
    return everybody, inside, sure, solution_ranking(sure, everybody)


def ranked(everybody: Jury, resamples: int = 500) -> pd.DataFrame:
    """The ranking of a jury."""
    inside = everybody.keep(admitted(everybody, margins(everybody)))
    return solution_ranking(certainty(inside, resamples, 1), everybody)


def unscored():
    """One solution that nobody scored: what is in scope, the jury, its ranking and how sure."""
    scores = jury_scores({("P1", "A"): (None, None)}, ["K1", "K2"])
    found = eligibility("U1", solutions("A"), scores, anonymous=False, threshold=5)
    jury = score_matrix(found, CRITERIA, scores)
    sure = certainty(jury, 100, 1)
    return found, jury, sure, solution_ranking(sure, jury)


def costing(**amounts: float | None) -> pd.DataFrame:
    """What solutions cost in all; None is unknown."""
    rows = [
        (s, f"Solution {s}", c, None if c is not None else "no_costs") for s, c in amounts.items()
    ]
    return pd.DataFrame(rows, columns=["solution_id", "name", "total_cost", "gaps"])


def priced(*rows: tuple[str, str, int, float], rate: float = 0.0):
    """Costs of A and B as lines, by year, what they lack, and their totals."""
    return _priced(CLEAR, costs(*rows) if rows else frame("costs"), rate)


def priced_crowd():
    """Costs of the crowd, complete: lines, by year, what they lack, and their totals."""
    rows = [(f"S{n}", "internal_time", y, n + 1) for n in range(13) for y in (0, 1)]
    return _priced(CROWD, costs(*rows), 0.0)


def _priced(given: Scores, table: pd.DataFrame, rate: float):
    scores = jury_scores(given, ["K1", "K2"])
    ids = dict.fromkeys(solution for _juror, solution in given)
    inside = eligibility("U1", solutions(*ids), scores, anonymous=False, threshold=5)
    lines = cost_lines(table, inside)
    years = by_year(lines, rate)
    gaps = cost_gaps(lines, inside)
    return lines, years, gaps, solution_totals(lines, years, gaps, inside)


def speaks_for_itself(draw: Callable[[], Chart | None]) -> bool:
    """Whether the words of a figure name Solution A and no missing number, in each language."""
    for language in ("en", "fr"):
        with speaking(language):
            alt = drawn_alt(draw())
        if "Solution A" not in alt or " nan" in alt:
            return False
    return True
