"""Solution selection: costs, own staff's time, discounting, and what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.frames import frame
from support.solutions import computed, costs, scoped

from playbook.stages.solution_selection import (
    Advice,
    break_even,
    by_category,
    complete,
    cost_lines,
    flows_by_solution,
    own_time_split,
    present_value,
    rate_effects,
    years_across,
)


def test_present_value_leaves_year_0_undiscounted() -> None:
    # The example of numpy-financial's npv, whose first flow is at time 0.
    assert present_value([-40000, 5000, 8000, 12000, 30000], 0.08) == pytest.approx(3065.22267)
    # Excel's convention discounts the first flow too: Adobe's FormCalc reference.
    assert present_value([500, 1500, 4000, 10000], 0.1) / 1.1 == pytest.approx(11529.60863329007)


def test_own_time_is_days_times_rate_and_amounts_win() -> None:
    header = "cost_id solution_id phase category year amount person_days day_rate"
    rows = [
        ("L1", "A", "build", "internal_time", 0, None, 10, 400),
        ("L2", "A", "build", "internal_time", 0, 700, 3, 100),
        ("L3", "A", "build", "integration", 0, None, 2, 500),
        ("L4", "A", "build", "licences", 0, 1000, None, None),
    ]
    lines = cost_lines(frame("costs", header, rows), scoped("A"))
    assert lines["value"].tolist() == [4000, 700, 1000, 1000]
    assert lines["own_time"].tolist() == [True, True, True, False]
    split = own_time_split(lines)
    sums = split[["build_bought", "build_own", "run_bought", "run_own"]].to_numpy().tolist()
    assert sums == [[1000, 5700, 0, 0]]


def test_totals_by_hand() -> None:
    _lines, years, _gaps, table = computed(
        costs(("A", "licences", 0, 100), ("A", "internal_time", 1, 110), ("A", "support", 2, 121)),
        "A",
    )
    row = table.iloc[0]
    assert (row["build"], row["run"], row["total"]) == (100, 231, 331)
    assert row["total_cost"] == pytest.approx(300)  # 100 + 110 / 1.1 + 121 / 1.21
    assert row["own_share"] == pytest.approx(110 / 331)
    assert years["cumulative"].tolist() == pytest.approx([100, 200, 300])
    assert years_across(years)[["year_0", "year_1", "year_2", "total"]].to_numpy().tolist() == [
        [100, 110, 121, 331]
    ]


def test_costs_of_solutions_that_are_not_compared_stay_out() -> None:
    lines, *_rest = computed(costs(("A", "licences", 0, 1), ("Z", "licences", 0, 1)), "A")
    assert set(lines["solution_id"]) == {"A"}


def test_a_category_without_a_line_is_missing_not_zero() -> None:
    table = by_category(
        computed(costs(("A", "licences", 0, 1), ("B", "support", 1, 2)), "A", "B")[0]
    )
    cells = table.set_index(["category", "solution_id"])["value"]
    assert cells["licences", "A"] == 1
    assert np.isnan(cells["support", "A"])


def test_every_gap_is_named() -> None:
    table = costs(
        ("A", "licences", 0, 1), ("A", "internal_time", 1, 1), ("A", "support", 2, 1),
        ("B", "internal_time", 0, 1), ("B", "support", 2, 1), ("C", "licences", 1, 1),
        ("C", "licences", 2, 0),
    )  # fmt: skip
    gaps = computed(table, "A", "B", "C", "D")[2]
    found = set(zip(gaps["solution_id"], gaps["gap"], strict=True))
    assert found == {
        ("B", "year_missing"),
        ("C", "no_build"),
        ("C", "no_own_time"),
        ("D", "no_costs"),
    }
    assert gaps.set_index("gap").loc["year_missing", "years"] == "1"


def test_only_complete_costs_are_compared() -> None:
    table = computed(
        costs(("A", "internal_time", 0, 5), ("A", "support", 1, 1), ("B", "support", 0, 1)),
        "A",
        "B",
        "C",
    )[3]
    assert complete(table) == ["A"]
    assert complete(table, among=["B"]) == []
    assert table["solution_id"].tolist() == ["B", "A", "C"]
    assert table["total_cost"].isna().tolist() == [False, False, True]


def test_no_costs_leave_empty_tables() -> None:
    lines, years, gaps, table = computed(frame("costs"), "A")
    assert lines.empty
    assert years.empty
    assert by_category(lines).empty
    assert own_time_split(lines).empty
    assert years_across(years).empty
    assert gaps["gap"].tolist() == ["no_costs"]
    assert table["total_cost"].isna().all()
    assert break_even(years, []).empty


MIXED = costs(
    ("B", "support", 2, 4), ("B", "internal_time", 0, 30), ("A", "support", 2, 7),
    ("A", "licences", 0, 10), ("A", "internal_time", 1, 5),
)  # fmt: skip


def test_categories_are_in_the_order_of_their_phases_and_solutions_in_their_own() -> None:
    table = by_category(computed(MIXED, "B", "A")[0])
    assert list(table) == ["phase", "category", "solution_id", "name", "value"]
    assert table["phase"].astype(str).tolist() == ["build"] * 4 + ["run"] * 4
    assert table["solution_id"].tolist() == ["B", "A"] * 4
    assert table["name"].tolist() == ["Solution B", "Solution A"] * 4
    cells = table.set_index(["phase", "category", "solution_id"])["value"]
    assert cells["run", "support"].tolist() == [4, 7]
    assert np.isnan(cells["run", "internal_time", "B"])


def test_own_time_is_split_by_phase_and_none_of_a_part_is_zero() -> None:
    split = own_time_split(computed(MIXED, "A", "B", "C")[0])
    assert list(split) == [
        "solution_id", "name", "build_bought", "build_own", "run_bought", "run_own"
    ]  # fmt: skip
    assert split.to_numpy().tolist() == [
        ["A", "Solution A", 10, 0, 7, 5],
        ["B", "Solution B", 0, 30, 4, 0],
    ]
    bought = own_time_split(computed(costs(("A", "licences", 0, 1)), "A")[0])
    assert bought[["build_bought", "run_bought"]].to_numpy().tolist() == [[1, 0]]
    assert bought[["build_own", "run_own"]].isna().all(axis=None)


def test_years_without_a_line_cost_nothing_and_stay_in_their_place() -> None:
    lines, years, _gaps, table = computed(MIXED, "B", "A", rate=1.0)
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
    assert table["solution_id"].tolist() == ["A", "B"]
    assert table["total_cost"].tolist() == [14.25, 31]
    assert list(lines) == [
        "cost_id", "solution_id", "name", "phase", "category", "year", "value", "own_time",
        "person_days",
    ]  # fmt: skip


def test_totals_name_all_gaps_and_leave_unknown_own_time_missing() -> None:
    header = "cost_id solution_id phase category year amount person_days day_rate"
    rows = [
        ("L1", "A", "build", "internal_time", 0, None, 10, 400),
        ("L2", "A", "run", "support", 1, 1000, None, None),
        ("L3", "A", "run", "support", 3, 3000, None, None),
        ("L4", "B", "run", "support", 1, 7, None, None),
        ("L5", "C", "build", "internal_time", 0, 0, None, None),
        ("L6", "C", "run", "support", 1, 0, None, None),
    ]
    _lines, _years, gaps, table = computed(frame("costs", header, rows), *"ABCD", rate=0.0)
    assert list(gaps) == ["solution_id", "name", "gap", "years"]
    years = gaps[gaps["gap"] == "year_missing"].set_index("solution_id")["years"]
    assert years.to_dict() == {"A": "2", "B": "2, 3", "C": "2, 3"}
    assert list(table) == [
        "solution_id", "name", "build", "run", "total", "own_time", "own_share", "own_days",
        "total_cost", "gaps",
    ]  # fmt: skip
    assert table["solution_id"].tolist() == ["C", "B", "A", "D"]
    assert table.index.tolist() == [0, 1, 2, 3]
    own = table.set_index("solution_id")
    assert own.loc["A", "build":"own_days"].tolist() == [4000, 4000, 8000, 4000, 0.5, 10]
    assert own.loc["B", ["own_time", "own_share", "own_days"]].isna().all()
    assert own.loc["C", ["total", "own_time"]].tolist() == [0, 0]
    assert pd.isna(own.loc["C", "own_share"])  # no share of nothing
    assert own.loc["D", "build":"total_cost"].isna().all()
    assert own.loc["B", "gaps"] == "no_build;year_missing;no_own_time"
    assert own.loc["D", "gaps"] == "no_costs"


def test_tables_without_costs_have_the_columns_of_those_with_them() -> None:
    for empty, full in zip(computed(frame("costs"), "A"), computed(MIXED, "A", "B"), strict=True):
        assert list(empty) == list(full)
    none, some = computed(frame("costs"), "A")[0], computed(MIXED, "A", "B")[0]
    for function in (by_category, own_time_split):
        assert list(function(none)) == list(function(some))


def test_solutions_that_cost_the_same_keep_their_order() -> None:
    ids = [f"S{n:02}" for n in range(60)]
    rows = [
        (s, "internal_time", y, 5.0 if n % 3 else 9.0) for n, s in enumerate(ids) for y in (0, 1)
    ]
    lines, years, _gaps, table = computed(costs(*rows), *ids)
    expected = [s for n, s in enumerate(ids) if n % 3] + ids[::3]
    assert table["solution_id"].tolist() == complete(table) == expected
    assert own_time_split(lines)["solution_id"].tolist() == expected
    found = rate_effects(Advice("S00", "first", ids, ids[:1]), table, years, 0.1)
    # As dear as the recommended one at the campaign's own rate; the others never are.
    assert found["solution_id"].tolist() == ids[3::3] + expected[:40]


def test_days_beside_an_amount_make_no_own_time() -> None:
    header = "cost_id solution_id phase category year amount person_days day_rate"
    rows = [
        ("L1", "A", "build", "integration", 0, 700, 3, 100),
        ("L2", "A", "build", "licences", 0, None, 3, 100),
    ]
    lines = cost_lines(frame("costs", header, rows), scoped("A"))
    assert lines["own_time"].tolist() == [False, True]


def test_gaps_are_named_after_a_solution_without_any_line() -> None:
    gaps = computed(costs(("B", "licences", 0, 1)), "A", "B")[2]
    assert gaps[["solution_id", "gap"]].to_numpy().tolist() == [
        ["A", "no_costs"], ["B", "no_run"], ["B", "no_own_time"]
    ]  # fmt: skip
