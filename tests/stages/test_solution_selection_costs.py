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
    flows_by_solution,
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


def test_pairs_that_break_even_are_named_whole() -> None:
    rows = [("A", "licences", 0, 10), ("A", "support", 1, 1), ("B", "licences", 0, 4)]
    rows += [("B", "support", 1, 8), ("C", "licences", 0, 4), ("C", "support", 1, 9)]
    years = computed(costs(*rows), "A", "B", "C", rate=0.0)[1]
    table = break_even(years[::-1], ["A", "B", "C"])
    assert list(table) == [
        "dearer_id", "dearer", "cheaper_id", "cheaper", "extra_build", "run_saving",
        "break_even_year", "verdict", "left",
    ]  # fmt: skip
    assert table.to_numpy().tolist() == [
        ["A", "Solution A", "B", "Solution B", 6, 7, 1, "pays_off", -1],
        ["A", "Solution A", "C", "Solution C", 6, 8, 1, "pays_off", -2],
    ]  # B and C cost the same to build
    assert break_even(years.head(0), []).columns.tolist() == list(table)
    assert table["break_even_year"].dtype == "Int64"


def test_a_run_that_costs_as_much_never_pays_for_a_dearer_build() -> None:
    row = crossing([100, 10], [50, 10])
    assert (row["verdict"], row["run_saving"], row["left"]) == ("dearer_in_run", 0, 50)
    assert crossing([100, 10], [50, 10.01])["verdict"] == "too_slow"


def test_rates_are_looked_for_from_none_to_a_hundred_percent() -> None:
    assert crossing_rates([1, 0], [0, 1]) == [0]
    assert crossing_rates([1, 0], [0, 2]) == [1]
    assert crossing_rates([1, 0], [0, 2.5]) == []
    assert crossing_rates([1, 0], [0, 2.5], highest=1.5) == [1.5]
    assert crossing_rates([100.4, 0], [100, 0.44]) == pytest.approx([0.1])  # cents count
    assert crossing_rates([1.001, 5], [1, 5.002]) == []  # less than cents does not
    # (1.1 v - 1) (1.5 v - 1) = 1 - 2.6 v + 1.65 v², at v = 1 / (1 + rate).
    assert crossing_rates([100, 0, 165], [0, 260, 0]) == pytest.approx([0.1, 0.5])


def yearly(**flows: list[float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Totals and years of solutions whose costs are complete."""
    rows = [(s, "internal_time", y, v) for s, own in flows.items() for y, v in enumerate(own)]
    _lines, years, _gaps, table = computed(costs(*rows), *flows)
    return table, years


def test_of_several_rates_the_nearest_to_the_campaigns_is_given() -> None:
    table, years = yearly(A=[100, 0, 165], B=[0, 260, 0])
    advice = Advice("A", "cheapest", ["A", "B"], ["A"])
    for campaign, nearest in ((0.05, 0.1), (0.25, 0.1), (0.35, 0.5), (0.9, 0.5)):
        found = rate_effects(advice, table, years, campaign)
        assert found["rate"].tolist() == pytest.approx([nearest])
        assert found["extra"].tolist() == pytest.approx(
            [260 / (1 + campaign) - 100 - 165 / (1 + campaign) ** 2]
        )


def test_rivals_are_in_the_order_of_the_nearest_rate_and_those_without_one_last() -> None:
    table, years = yearly(A=[100, 0], N=[1, 0], L=[50, 55], H=[50, 75], M=[50, 65])
    advice = Advice("A", "cheapest", ["N", "A", "L", "H", "M"], ["A"])
    found = rate_effects(advice, table, years, 0.42)
    assert list(found) == ["solution_id", "name", "extra", "rate"]
    assert found["solution_id"].tolist() == ["H", "M", "L", "N"]  # 50%, 30%, 10%, none
    assert found["name"].tolist()[0] == "Solution H"
    assert found["rate"].tolist()[:3] == pytest.approx([0.5, 0.3, 0.1])
    assert found.index.tolist() == [0, 1, 2, 3]
    assert rate_effects(Advice(None, "open", ["L", "H"], ["L"]), table, years, 0.1).empty
    alone = rate_effects(Advice("A", "clear", ["A"], ["A"]), table, years, 0.1)
    assert list(alone) == list(found)


def test_the_frontier_says_why_a_solution_is_not_on_it() -> None:
    ranked = pd.DataFrame(
        [
            ("A", "Solution A", 2, "ranked"), ("B", "Solution B", 4, "ranked"),
            ("C", "Solution C", None, "incomplete"), ("D", "Solution D", 3, "ranked"),
            ("E", "Solution E", 5, "ranked"), ("F", "Solution F", 5, "eliminated"),
        ],
        columns=["solution_id", "name", "score", "status"],
    )  # fmt: skip
    costs_of = pd.DataFrame(
        [
            ("A", 9, None), ("B", 5, None), ("C", 1, None), ("D", 5.001, None), ("E", 1, "no_run"),
            ("F", 1, None),
        ],
        columns=["solution_id", "total_cost", "gaps"],
    )  # fmt: skip
    table = frontier(ranked, costs_of)
    assert list(table) == ["solution_id", "name", "score", "total_cost", "standing", "beaten_by"]
    assert table["solution_id"].tolist() == ["E", "F", "B", "D", "A", "C"]
    assert table["standing"].tolist() == [
        "cost_incomplete", "eliminated", "efficient", "beaten", "beaten", "not_ranked"
    ]  # fmt: skip
    assert table["beaten_by"].tolist()[3:5] == ["Solution B", "Solution B; Solution D"]
    missing = placed(("A", 4, None, "eliminated"), ("B", None, None, "incomplete"))
    assert missing["standing"].tolist() == ["eliminated", "not_ranked"]
