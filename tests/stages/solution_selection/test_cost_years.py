"""Solution selection: what each solution costs year by year."""

from __future__ import annotations

import pytest
from support.frames import frame
from support.solutions import MIXED, computed

from playbook.stages.solution_selection.cost_years import (
    costs_by_year,
    flows_by_solution,
    present_value,
    years_across,
)


def test_present_value_leaves_year_0_undiscounted() -> None:
    # The example of numpy-financial's npv, whose first flow is at time 0.
    assert present_value([-40000, 5000, 8000, 12000, 30000], 0.08) == pytest.approx(3065.22267)
    # Excel's convention discounts the first flow too: Adobe's FormCalc reference.
    assert present_value([500, 1500, 4000, 10000], 0.1) / 1.1 == pytest.approx(11529.60863329007)


def test_years_without_a_line_cost_nothing_and_stay_in_their_place() -> None:
    _lines, years, _gaps, _table = computed(MIXED, "B", "A", rate=1.0)
    assert list(years) == [
        "solution_id", "name", "year", "build", "run", "cost", "discounted", "cumulative"
    ]  # fmt: skip
    assert years.to_numpy().tolist() == [
        ["B", "Solution B", 0, 30, 0, 30, 30, 30],
        ["B", "Solution B", 1, 0, 0, 0, 0, 30],
        ["B", "Solution B", 2, 0, 4, 4, 1, 31],
        ["A", "Solution A", 0, 10, 0, 10, 10, 10],
        ["A", "Solution A", 1, 0, 5, 5, 2.5, 12.5],
        ["A", "Solution A", 2, 0, 7, 7, 1.75, 14.25],
    ]
    flows = {solution: flow.tolist() for solution, flow in flows_by_solution(years[::-1]).items()}
    assert flows == {"A": [10, 5, 7], "B": [30, 0, 4]}
    across = years_across(years)
    assert list(across) == ["solution_id", "name", "year_0", "year_1", "year_2", "total"]
    assert across.to_numpy().tolist() == [
        ["B", "Solution B", 30, 0, 4, 34],
        ["A", "Solution A", 10, 5, 7, 22],
    ]


def test_no_costs_have_no_years() -> None:
    assert years_across(computed(frame("costs"), "A")[1]).empty


def test_the_table_of_years_says_what_its_columns_are() -> None:
    assert costs_by_year("USD").endswith("year 0 is BUILD. Amounts in US dollars (USD)")
