"""Solution selection: costs, own staff's time, discounting, break-even and the frontier."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame
from support.solutions import costs, jury_scores, solutions

from playbook.stages.solution_selection import (
    Advice,
    break_even,
    by_category,
    by_year,
    complete,
    cost_gaps,
    cost_lines,
    crossing_rates,
    frontier,
    own_time_split,
    present_value,
    rate_effects,
    scope,
    totals,
    years_across,
)


def scoped(*ids: str) -> pd.DataFrame:
    scores = jury_scores({("P1", i): (1, 1) for i in ids}, ["K1", "K2"])
    return scope("U1", solutions(*ids), scores, anonymous=False, threshold=5)


def computed(table: pd.DataFrame, *ids: str, rate: float = 0.1):
    inside = scoped(*ids)
    lines = cost_lines(table, inside)
    years = by_year(lines, rate)
    gaps = cost_gaps(lines, inside)
    return lines, years, gaps, totals(lines, years, gaps, inside)


def test_present_value_leaves_year_0_undiscounted() -> None:
    # The example of numpy-financial's npv, whose first flow is at time 0.
    assert present_value([-40000, 5000, 8000, 12000, 30000], 0.08) == pytest.approx(3065.22267)
    # Excel's convention discounts the first flow too: Adobe's FormCalc reference.
    assert present_value([500, 1500, 4000, 10000], 0.1) / 1.1 == pytest.approx(11529.60863329007)


def test_solutions_that_cost_the_same_in_every_year_do_so_at_any_rate() -> None:
    rows = [(s, "internal_time", y, 100.0) for s in "AB" for y in (0, 1)]
    _lines, years, _gaps, money = computed(costs(*rows), "A", "B")
    found = rate_effects(Advice("A", "first", ["A", "B"], ["A"]), money, years, 0.1)
    assert found[["extra", "rate"]].to_numpy().tolist() == [[0, 0.1]]


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


def crossing(a: list[float], b: list[float], rate: float = 0.0) -> pd.Series:
    rows = [
        (s, "internal_time", y, v) for s, flows in (("A", a), ("B", b)) for y, v in enumerate(flows)
    ]
    return break_even(computed(costs(*rows), "A", "B", rate=rate)[1], ["A", "B"]).iloc[0]


def test_a_dearer_build_pays_off_in_the_year_the_curves_cross() -> None:
    row = crossing([100, 10, 10, 10], [50, 30, 30, 30])
    assert (row["dearer_id"], row["cheaper_id"], row["verdict"]) == ("A", "B", "pays_off")
    assert row["break_even_year"] == 3  # 110 against 80, 120 against 110, 130 against 140
    assert (row["extra_build"], row["run_saving"], row["left"]) == (50, 60, -10)


def test_reaching_the_same_sum_is_break_even() -> None:
    assert crossing([100, 10, 10], [60, 30, 30])["break_even_year"] == 2


def test_crossing_back_does_not_count() -> None:
    assert crossing([100, 0, 90, 0], [50, 60, 0, 90])["break_even_year"] == 3


def test_discounting_can_undo_a_break_even() -> None:
    assert crossing([100, 0], [50, 52])["verdict"] == "pays_off"
    row = crossing([100, 0], [50, 52], rate=0.1)
    assert row["verdict"] == "too_slow"
    assert row["left"] == pytest.approx(50 - 52 / 1.1, abs=0.01)


def test_a_build_that_is_dearer_and_a_run_too_never_pays() -> None:
    row = crossing([100, 20], [50, 10])
    assert row["verdict"] == "dearer_in_run"
    assert pd.isna(row["break_even_year"])


def test_equal_builds_are_no_pair() -> None:
    years = computed(costs(("A", "licences", 0, 5), ("B", "licences", 0, 5)), "A", "B")[1]
    assert break_even(years, ["A", "B"]).empty


def test_rates_at_which_costs_cross() -> None:
    assert crossing_rates([100, 0], [50, 55]) == pytest.approx([0.1])
    assert crossing_rates([100, 0], [50, 40]) == []  # dearer at every rate
    assert crossing_rates([1, 2], [1, 2]) == []


@given(st.lists(st.integers(0, 100), min_size=6, max_size=6))
def test_costs_are_equal_at_a_crossing_rate(flows: list[int]) -> None:
    for rate in crossing_rates(flows[:3], flows[3:]):
        assert present_value(flows[:3], rate) == pytest.approx(
            present_value(flows[3:], rate), abs=1e-4
        )


def placed(*rows: tuple[str, float, float | None, str]) -> pd.DataFrame:
    ranking = pd.DataFrame(
        [(s, f"Solution {s}", score, status) for s, score, _c, status in rows],
        columns=["solution_id", "name", "score", "status"],
    )
    costs_of = pd.DataFrame(
        [(s, c, None) for s, _score, c, _status in rows],
        columns=["solution_id", "total_cost", "gaps"],
    )
    return frontier(ranking, costs_of).set_index("solution_id")


def test_the_frontier_keeps_what_no_other_beats() -> None:
    table = placed(
        ("A", 4, 10, "ranked"),
        ("B", 3, 5, "ranked"),
        ("C", 3, 8, "ranked"),
        ("D", 5, 1, "eliminated"),
        ("E", 5, None, "ranked"),
    )
    assert table["standing"].to_dict() == {
        "A": "efficient",
        "B": "efficient",
        "C": "beaten",
        "D": "eliminated",
        "E": "cost_unknown",
    }
    assert table.loc["C", "beaten_by"] == "Solution B"


def test_a_better_one_at_the_same_cost_beats_and_a_cheaper_one_as_good_too() -> None:
    for best in (("A", 4, 10, "ranked"), ("A", 3, 9, "ranked")):
        assert placed(best, ("B", 3, 10, "ranked")).loc["B", "beaten_by"] == "Solution A"


def test_equals_do_not_beat_each_other() -> None:
    table = placed(("A", 4, 10, "ranked"), ("B", 4, 10, "ranked"))
    assert table["standing"].tolist() == ["efficient", "efficient"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_something_is_always_efficient_and_every_beaten_one_has_its_reason(
    points: list[tuple[int, int]],
) -> None:
    table = placed(*[(f"S{n}", score, cost, "ranked") for n, (score, cost) in enumerate(points)])
    assert (table["standing"] == "efficient").any()
    assert ((table["standing"] == "beaten") == table["beaten_by"].notna()).all()


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
