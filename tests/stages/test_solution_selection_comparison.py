"""Solution selection: break-even, rates at which costs cross, and quality against cost."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame
from support.solutions import computed, costs

from playbook.stages.solution_selection import (
    Advice,
    break_even,
    crossing_rates,
    frontier,
    present_value,
    rate_effects,
)


def test_solutions_that_cost_the_same_in_every_year_do_so_at_any_rate() -> None:
    rows = [(s, "internal_time", y, 100.0) for s in "AB" for y in (0, 1)]
    _lines, years, _gaps, money = computed(costs(*rows), "A", "B")
    found = rate_effects(Advice("A", "first", ["A", "B"], ["A"]), money, years, 0.1)
    assert found[["extra", "rate"]].to_numpy().tolist() == [[0, 0.1]]


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
    assert table.index.tolist() == list(range(6))
    assert table["standing"].tolist() == [
        "cost_incomplete", "eliminated", "efficient", "beaten", "beaten", "not_ranked"
    ]  # fmt: skip
    assert table["beaten_by"].tolist()[3:5] == ["Solution B", "Solution B; Solution D"]
    missing = placed(("A", 4, None, "eliminated"), ("B", None, None, "incomplete"))
    assert missing["standing"].tolist() == ["eliminated", "not_ranked"]


def test_rivals_with_the_same_rate_keep_their_order() -> None:
    ids = [f"R{n}" for n in range(60)]
    table, years = yearly(A=[100, 0], **{s: [50, 55 + n % 3 * 10] for n, s in enumerate(ids)})
    found = rate_effects(Advice("A", "cheapest", ["A", *ids], ["A"]), table, years, 0.0)
    assert found["solution_id"].tolist() == ids[::3] + ids[1::3] + ids[2::3]  # 10%, 30%, 50%


def test_solutions_that_cost_the_same_to_build_do_not_stop_the_comparison() -> None:
    rows = [("A", "internal_time", 0, 5), ("B", "internal_time", 0, 5), ("C", "licences", 0, 5.4)]
    rows += [
        (solution, "support", 1, cost) for solution, cost in zip("ABC", (3, 4, 1), strict=True)
    ]
    years = computed(costs(*rows), "A", "B", "C", rate=0.0)[1]
    table = break_even(years, ["A", "B", "C"])
    assert table[["dearer_id", "cheaper_id"]].to_numpy().tolist() == [["C", "A"], ["C", "B"]]
    assert table["extra_build"].tolist() == [0.4, 0.4]
    assert table["dearer"].tolist() == ["Solution C"] * 2
    assert table["cheaper"].tolist() == ["Solution A", "Solution B"]
    turned = break_even(years, ["C", "B", "A"])
    assert turned["dearer_id"].tolist() == ["C", "C"]


def test_a_build_that_is_dearer_later_can_have_cost_no_more_from_the_start() -> None:
    header = "cost_id solution_id phase category year amount"
    rows = [
        ("L1", "A", "build", "internal_time", 0, 50), ("L2", "A", "build", "licences", 1, 60),
        ("L3", "B", "build", "internal_time", 0, 100), ("L4", "B", "run", "support", 1, 60),
    ]  # fmt: skip
    years = computed(frame("costs", header, rows), "A", "B", rate=0.0)[1]
    row = break_even(years, ["A", "B"]).iloc[0]
    assert (row["dearer_id"], row["extra_build"], row["run_saving"]) == ("A", 10, 60)
    assert (row["break_even_year"], row["verdict"], row["left"]) == (0, "pays_off", -50)


@pytest.mark.parametrize(
    ("rival", "rate"),
    [
        ([100.004, 10], 0.05),  # less than a cent apart: as dear at the campaign's own rate
        ([100.4, 9.6], 0.0),  # 40 cents more now, 40 less in a year: as dear undiscounted
    ],
)
def test_less_than_a_cent_is_no_difference_and_40_cents_are(
    rival: list[float], rate: float
) -> None:
    table, years = yearly(A=[100, 10], B=rival)
    found = rate_effects(Advice("A", "cheapest", ["A", "B"], ["A"]), table, years, 0.05)
    assert found["rate"].tolist() == pytest.approx([rate], abs=1e-9)
