"""Costs in ranges: how likely each solution is to be the cheapest."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.frames import frame
from support.sentences import said
from support.solutions import computed

from playbook.show.findings import Tone
from playbook.stages.solution_selection.cost_ranges import cost_ranges, say_cheapest

HEADER = "cost_id solution_id phase category year amount amount_low amount_high"


def ranges(*rows: tuple[str, int, float, float | None, float | None]) -> pd.DataFrame:
    """Lines as solution, year, amount and its ends; own time of nothing makes the costs whole."""
    kinds = {0: ("build", "integration"), 1: ("run", "support")}
    given = [
        (f"L{n}", solution, *kinds[year], year, amount, low, high)
        for n, (solution, year, amount, low, high) in enumerate(rows)
    ]
    given += [
        (f"{kind}{s}", s, phase, kind, year, 0, None, None)
        for s in "AB"
        for phase, kind, year in (("build", "internal_time", 0), ("run", "licences", 1))
    ]
    costs = frame("costs", HEADER, given)
    lines, _years, _gaps, totals = computed(costs, "A", "B")
    return cost_ranges(costs, lines, totals, ["A", "B"], 0.1, 1)


def test_the_chance_is_that_of_two_triangles() -> None:
    # A is 100 exactly; B is 80 to 140, most likely 110: P(B < 100) = 20^2 / (60 * 30) = 2 / 9.
    # Rounded outwards to twentieths.
    table = ranges(("A", 0, 100, None, None), ("B", 0, 110, 80, 140)).set_index("solution_id")
    assert table.loc["B", ["cheapest_low", "cheapest_high"]].tolist() == [0.2, 0.25]
    assert table.loc["A", ["cheapest_low", "cheapest_high"]].tolist() == [0.75, 0.8]
    assert table.loc["B", ["cost_low", "cost_high"]].tolist() == [80, 140]


def test_lines_that_go_wrong_together_leave_more_open() -> None:
    # Four lines of 25 +- 10 against 105: apart they spread half as far as together.
    lines = [("B", 0, 25.0, 15.0, 35.0)] * 4
    table = ranges(("A", 0, 90, None, None), *lines).set_index("solution_id")
    # Together: P(B < 90) is that of one line below 22.5: 7.5^2 / (20 * 10), which is 0.28.
    assert table.loc["B", "cheapest_high"] == pytest.approx(0.3)
    assert table.loc["B", "cheapest_low"] < 0.15


def test_years_of_run_are_discounted() -> None:
    table = ranges(("A", 1, 110, None, None), ("B", 1, 220, 220, 330)).set_index("solution_id")
    np.testing.assert_allclose(table.loc["B", ["cost_low", "cost_high"]].tolist(), [200, 300])


def test_without_ranges_or_rivals_nothing_is_said() -> None:
    table = ranges(("A", 0, 100, None, None), ("B", 0, 110, None, None))
    assert table.empty
    assert say_cheapest(table, None, "EUR") is None


def test_what_rests_on_the_price_says_how_far_that_is_open() -> None:
    table = ranges(("A", 0, 100, None, None), ("B", 0, 110, 80, 140))
    text, tone = said(say_cheapest(table, "A", "EUR"))
    assert text == (
        "If each cost falls within its range, “Solution A” is the cheapest in 75 to 80% of cases."
        " Totals: €100 for “Solution A” and €80 to €140 for “Solution B”."
    )
    assert tone is Tone.CAUTION
    sure = ranges(("A", 0, 70, None, None), ("B", 0, 110, 80, 140))
    assert said(say_cheapest(sure, None, "EUR")) == (
        "Wherever the costs lie within their ranges, “Solution A” is the cheapest.",
        Tone.RESULT,
    )
    seldom = ranges(("A", 0, 81, None, None), ("B", 0, 110, 80, 140))  # B is below 81 in 0.06 %
    assert said(say_cheapest(seldom, None, "EUR"))[0] == (
        "If each cost falls within its range, “Solution A” is the cheapest in at least 95% of"
        " cases."
    )
