"""Solution selection: what would overturn the recommendation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.selections import costing, ranked, unanimous
from support.solutions import STRICT, Scores, computed, costs, criteria, make_jury

from playbook.stages.solution_selection.advice import Advice, recommendation
from playbook.stages.solution_selection.cost_years import present_value
from playbook.stages.solution_selection.levers import (
    apply_rule,
    crossing_rates,
    moved_levers,
    rate_effects,
    say_overturned,
)
from playbook.stages.solution_selection.minimums import admitted, margins
from playbook.stages.solution_selection.ranking import certainty, solution_ranking

NOBODY = pd.DataFrame({"winner_changes": []}, dtype=bool)
"""No juror was left out."""


def moved(scores: Scores, table: pd.DataFrame, chosen: str, **costs: float | None) -> pd.DataFrame:
    return moved_levers(
        make_jury(scores, table), costing(**costs), Advice(chosen, "first", [chosen], [chosen]),
        anonymous=False, seed=1,
    )  # fmt: skip


def test_nothing_ranked_recommends_nothing() -> None:
    everybody = make_jury({("P1", "A"): (1, 1)}, STRICT)
    advice = recommendation(ranked(everybody), costing(A=1))
    assert advice == Advice(None, "nothing", [], [])
    table = moved_levers(everybody, costing(A=1), advice, anonymous=False, seed=1)
    assert table[table["changes"]].empty
    assert "changes" in table[table["changes"]]


def test_levers_apply_the_whole_rule_again() -> None:
    # B is out by its minimum; without it, B would be alone ahead. Nothing else helps it.
    scores = {(j, s): v for j in ("P1", "P2", "P3") for s, v in (("A", (3, 2)), ("B", (2, 5)))}
    everybody = make_jury(scores, criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None)))
    costs = costing(A=5, B=5)
    advice = recommendation(ranked(everybody), costs)
    table = moved_levers(everybody, costs, advice, anonymous=False, seed=1)
    assert table.loc[table["changes"], ["lever", "chosen"]].to_numpy().tolist() == [
        ["minimums", "Solution B"]
    ]
    assert table["lever"].value_counts().to_dict() == {
        "weight_dropped": 2,
        "weight_doubled": 2,
        "juror": 3,
        "minimums": 1,
    }


def test_dropping_a_criterion_can_overturn() -> None:
    scores = {(j, s): v for j in ("P1", "P2", "P3") for s, v in (("A", (5, 1)), ("B", (1, 4)))}
    everybody = make_jury(scores)
    advice = recommendation(ranked(everybody), costing(A=1, B=1))
    table = moved_levers(everybody, costing(A=1, B=1), advice, anonymous=True, seed=1)
    changed = table[table["changes"]]
    assert changed[["lever", "label", "chosen"]].to_numpy().tolist() == [
        ["weight_dropped", "Criterion K1", "Solution B"]
    ]
    assert "juror" not in set(table["lever"])


def test_hundreds_of_solutions_are_ranked_and_levers_stay_quick() -> None:
    rng = np.random.default_rng(1)
    scores = {
        (f"P{j}", f"S{s}"): rng.integers(0, 6, 2).tolist() for j in range(3) for s in range(500)
    }
    everybody = make_jury(scores)
    table = ranked(everybody, 200)
    assert len(table) == 500
    costs = costing(**{f"S{s}": float(s) for s in range(500)})
    advice = recommendation(table, costs)
    assert len(moved_levers(everybody, costs, advice, anonymous=False, seed=1)) == 7


def test_each_lever_is_the_rule_on_a_jury_that_was_so_from_the_start() -> None:
    base = [("K1", 3.0, 2.2), ("K2", 1.0, None), ("K3", 2.0, None)]

    def grid(weights: list[float], low: float | None = 2.2) -> pd.DataFrame:
        return criteria(
            *((k, "technical", w, low if k == "K1" else None)
              for (k, _w, _low), w in zip(base, weights, strict=True))
        )  # fmt: skip

    stated = [weight for _k, weight, _low in base]
    jurors = ("P1", "P2", "P3", "P4")
    outcomes = set()
    for seed in range(1, 16):
        rng = np.random.default_rng(seed)
        scores = {(p, s): rng.integers(0, 6, 3).tolist() for p in jurors for s in "ABCD"}
        costs = costing(A=4, B=3, C=2, D=1)

        def rule(
            given: Scores, table: pd.DataFrame, costs: pd.DataFrame = costs, seed: int = seed
        ) -> Advice:
            everybody = make_jury(given, table)
            inside = everybody.keep(admitted(everybody, margins(everybody)))
            return recommendation(solution_ranking(certainty(inside, 12, seed), everybody), costs)

        def name(advice: Advice) -> str | None:
            return advice.chosen and f"Solution {advice.chosen}"

        everybody = make_jury(scores, grid(stated))
        advice = rule(scores, grid(stated))
        assert apply_rule(everybody, costs, seed) == advice
        if advice.chosen is None:
            continue
        table = moved_levers(everybody, costs, advice, anonymous=False, seed=seed)
        expected: list[tuple[str, str | None, str | None, str | None]] = []
        for lever, factor in (("weight_dropped", 0), ("weight_doubled", 2)):
            for k in (0, 2, 1):  # the heaviest first
                weights = [w * factor if n == k else w for n, w in enumerate(stated)]
                then = name(rule(scores, grid(weights)))
                expected.append((lever, f"Criterion K{k + 1}", None, then))
        if len(admitted(everybody, margins(everybody))) < 4:
            expected.append(("minimums", None, None, name(rule(scores, grid(stated, None)))))
        for juror in jurors:
            others = {key: votes for key, votes in scores.items() if key[0] != juror}
            expected.append(("juror", None, juror, name(rule(others, grid(stated)))))
        columns = ["lever", "label", "participant_id", "chosen"]
        found = table[columns].astype(object).where(table[columns].notna(), None)
        assert list(found.itertuples(index=False, name=None)) == expected
        assert table["changes"].tolist() == [then != name(advice) for *_w, then in expected]
        outcomes |= set(zip(table["lever"], table["changes"], strict=True))
    assert len(outcomes) >= 7  # nearly every kind of lever changed a recommendation, and left one


def test_a_lever_that_leaves_nothing_or_a_tie_recommends_none() -> None:
    low = criteria(("K1", "technical", 3, 2), ("K2", "project", 1, None))
    scores = {("P1", "A"): (5, 3), ("P2", "A"): (1, 3)}  # without P1, A is below the minimum
    table = moved(scores, low, "A").set_index("participant_id")
    assert pd.isna(table.loc["P1", "chosen"])
    assert table.loc["P1", "changes"]
    assert table.loc["P2", "chosen"] == "Solution A"
    assert apply_rule(make_jury({("P1", "A"): (1, 1)}, low), costing(), 1) == Advice(
        None, "nothing", [], []
    )
    tied = moved(unanimous(A=(4, 3), B=(2, 3)), low, "A")
    dropped = tied[(tied["lever"] == "weight_dropped") & (tied["label"] == "Criterion K1")]
    assert dropped["chosen"].isna().all()
    assert dropped["changes"].all()


def test_a_weight_is_doubled_not_more() -> None:
    even = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    # Doubled, K1 gives A 1 x 2 + 5 = 7 and B 3 x 2 + 0 = 6; three times, 8 and 9.
    table = moved(unanimous(A=(1, 5), B=(3, 0)), even, "A").set_index(["lever", "label"])
    assert not table.loc[("weight_doubled", "Criterion K1"), "changes"]
    assert table.loc[("weight_dropped", "Criterion K2"), "chosen"] == "Solution B"


def test_the_heaviest_criteria_are_tried_in_their_order() -> None:
    rows = [("K1", "technical", 1.0, None)]
    rows += [(f"K{n}", "technical", 2.0, None) for n in range(2, 41)]
    table = moved({("P1", "A"): (3,) * 40, ("P1", "B"): (1,) * 40}, criteria(*rows), "A")
    tried = [f"Criterion K{n}" for n in range(2, 17)]
    assert table["label"].tolist() == tried * 2


def test_a_weight_that_is_none_or_all_is_no_lever() -> None:
    spared = criteria(
        ("K1", "technical", 0, None), ("K2", "project", 2, None), ("K3", "project", 2, None)
    )
    table = moved({("P1", "A"): (1, 2, 3), ("P1", "B"): (1, 1, 1)}, spared, "A")
    assert table["label"].tolist() == ["Criterion K2", "Criterion K3"] * 2
    only = criteria(("K1", "technical", 0, None), ("K2", "project", 2, None))
    assert moved({("P1", "A"): (1, 2), ("P1", "B"): (1, 1)}, only, "A").empty


@pytest.mark.parametrize(("jurors", "tried"), [(1, 0), (2, 2), (20, 20), (21, 0)])
def test_jurors_are_left_out_where_one_stays_and_there_are_not_too_many(
    jurors: int, tried: int
) -> None:
    ids = [f"P{n}" for n in range(jurors)]
    given = {(p, s): v for p in ids for s, v in (("A", (4, 4)), ("B", (1, 1)))}
    table = moved(given, criteria(("K1", "technical", 3, None), ("K2", "project", 1, None)), "A")
    assert table.loc[table["lever"] == "juror", "participant_id"].tolist() == ids[:tried]


def test_levers_look_at_the_best_scored_solutions_only() -> None:
    even = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    marks: dict[str, tuple[float, ...]] = {
        f"S{n}": (3, 3) if n % 3 else (2, 2) for n in range(1, 91)
    }
    # Of those with 3, S29 is the 20th; the next ones would be best on K2, but come after it.
    marks |= {"S1": (3.5, 3.5), "S29": (1.5, 4.5)}
    marks |= {f"S{n}": (1, 5) for n in range(31, 91) if n % 3}
    table = moved(unanimous(**marks), even, "S1").set_index(["lever", "label"])
    assert table.loc[("weight_dropped", "Criterion K1"), "chosen"] == "Solution S29"
    assert table.loc[("weight_dropped", "Criterion K2"), "chosen"] == "Solution S1"


def test_rates_hold_the_recommended_one_against_its_rivals_only() -> None:
    years = pd.DataFrame(
        [
            ("A", 0, 100.0),
            ("A", 1, 0.0),
            ("B", 0, 50.0),
            ("B", 1, 55.0),
            ("C", 0, 1.0),
            ("C", 1, 0.0),
        ],
        columns=["solution_id", "year", "cost"],
    )
    advice = Advice("A", "cheapest", ["A", "B"], ["A"])
    table = rate_effects(advice, costing(A=1, B=1, C=1), years, 0.05)
    assert table["solution_id"].tolist() == ["B"]
    assert table["rate"].tolist() == pytest.approx([0.1])
    assert table["extra"].tolist() == pytest.approx([50 + 55 / 1.05 - 100])
    assert rate_effects(advice, costing(A=1, B=None), years, 0.05).empty
    wider = Advice("A", "cheapest", ["A", "C", "B"], ["A"])
    nearest = rate_effects(wider, costing(A=1, B=1, C=1), years, 0.05)
    assert nearest["solution_id"].tolist() == ["B", "C"]  # C never costs as much as A


def yearly(**flows: list[float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Totals and years of solutions whose costs are complete."""
    rows = [(s, "internal_time", y, v) for s, own in flows.items() for y, v in enumerate(own)]
    _lines, years, _gaps, table = computed(costs(*rows), *flows)
    return table, years


def test_solutions_that_cost_the_same_in_every_year_do_so_at_any_rate() -> None:
    rows = [(s, "internal_time", y, 100.0) for s in "AB" for y in (0, 1)]
    _lines, years, _gaps, money = computed(costs(*rows), "A", "B")
    found = rate_effects(Advice("A", "first", ["A", "B"], ["A"]), money, years, 0.1)
    assert found[["extra", "rate"]].to_numpy().tolist() == [[0, 0.1]]


def test_rates_at_which_costs_cross() -> None:
    assert crossing_rates([100, 0], [50, 55]) == pytest.approx([0.1])
    assert crossing_rates([100, 0], [50, 40]) == []  # dearer at every rate
    assert crossing_rates([1, 2], [1, 2]) == []


@settings(max_examples=30)
@given(st.lists(st.integers(0, 100), min_size=6, max_size=6))
def test_costs_are_equal_at_a_crossing_rate(flows: list[int]) -> None:
    for rate in crossing_rates(flows[:3], flows[3:]):
        assert present_value(flows[:3], rate) == pytest.approx(
            present_value(flows[3:], rate), abs=1e-4
        )


def test_rates_are_looked_for_from_none_to_a_hundred_percent() -> None:
    assert crossing_rates([1, 0], [0, 1]) == [0]
    assert crossing_rates([1, 0], [0, 2]) == [1]
    assert crossing_rates([1, 0], [0, 2.5]) == []
    assert crossing_rates([1, 0], [0, 2.5], highest=1.5) == [1.5]
    assert crossing_rates([100.4, 0], [100, 0.44]) == pytest.approx([0.1])  # cents count
    assert crossing_rates([1.001, 5], [1, 5.002]) == []  # less than cents does not
    # (1.1 v - 1) (1.5 v - 1) = 1 - 2.6 v + 1.65 v², at v = 1 / (1 + rate).
    assert crossing_rates([100, 0, 165], [0, 260, 0]) == pytest.approx([0.1, 0.5])


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


def test_rivals_with_the_same_rate_keep_their_order() -> None:
    ids = [f"R{n}" for n in range(60)]
    table, years = yearly(A=[100, 0], **{s: [50, 55 + n % 3 * 10] for n, s in enumerate(ids)})
    found = rate_effects(Advice("A", "cheapest", ["A", *ids], ["A"]), table, years, 0.0)
    assert found["solution_id"].tolist() == ids[::3] + ids[1::3] + ids[2::3]  # 10%, 30%, 50%


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


def test_rivals_that_cost_as_much_come_before_those_that_never_do() -> None:
    ids = [f"S{n:02}" for n in range(60)]
    rows = [
        (s, "internal_time", y, 5.0 if n % 3 else 9.0) for n, s in enumerate(ids) for y in (0, 1)
    ]
    _lines, years, _gaps, table = computed(costs(*rows), *ids)
    found = rate_effects(Advice("S00", "first", ids, ids[:1]), table, years, 0.1)
    # As dear as the recommended one at the campaign's own rate; the others never are.
    cheaper = [s for n, s in enumerate(ids) if n % 3]
    assert found["solution_id"].tolist() == ids[3::3] + cheaper


def test_what_would_overturn_is_sorted_from_what_would_not() -> None:
    moved = pd.DataFrame(
        [
            ("weight_dropped", "Price", None, "Solution B", True),
            ("weight_dropped", "Speed", None, "Solution A", False),
            ("weight_doubled", "Price", None, "Solution A", False),
            ("juror", None, "P1", None, True),
        ],
        columns=["lever", "label", "participant_id", "chosen", "changes"],
    )
    rates = pd.DataFrame(
        {"name": ["Solution C", "Solution B"], "extra": [900.0, 500.0], "rate": [np.nan, np.nan]}
    )
    would, would_not = say_overturned(
        Advice("A", "cheapest", ["A", "B"], ["A"]), moved, rates, "EUR", NOBODY
    )
    assert would.text == (
        "What would change the recommendation: dropping “Price” (then “Solution B”); the absence of"
        " 1 of the 1 jurors (then none of them alone); “Solution B” coming down in price by €500 or"
        " more."
    )
    assert would_not.text == (
        "What would not change the recommendation: doubling any one weight; any discount rate from"
        " 0 to 100%."
    )
    assert say_overturned(Advice(None, "open", [], []), moved, rates, "EUR", NOBODY) == []
    crossing = say_overturned(
        Advice("A", "cheapest", ["A", "B"], ["A"]),
        moved.head(0),
        rates.assign(rate=0.123),
        "EUR",
        NOBODY,
    )
    assert crossing[0].text == (
        "What would change the recommendation: a discount rate on the other side of 12.3% (then"
        " “Solution C”); “Solution B” coming down in price by €500 or more."
    )


def test_levers_say_what_was_not_tried_and_what_is_left_open() -> None:
    columns = ["lever", "label", "participant_id", "chosen", "changes"]
    heavy = [("weight_dropped", f"C{n}", None, "Solution A", False) for n in range(15)]
    moved = pd.DataFrame(
        [
            *heavy,
            ("weight_doubled", "Price", None, "Solution B", True),
            ("weight_doubled", "Speed", None, None, True),
        ],
        columns=columns,
    )
    no_rates = pd.DataFrame(columns=["name", "extra", "rate"])
    would, would_not = say_overturned(
        Advice("A", "clear", ["A"], ["A"]), moved, no_rates, "EUR", NOBODY
    )
    assert would.text == (
        "What would change the recommendation: doubling the weight of one of “Price” and “Speed”"
        " (then “Solution B”, or none of them alone)."
    )
    assert "dropping any one of the 15 heaviest criteria" in would_not.text
    jurors = pd.DataFrame([("juror", None, f"P{n}", "Solution A", False) for n in range(15)],
                          columns=columns)  # fmt: skip
    lifted = pd.DataFrame([("minimums", None, None, "Solution B", True)], columns=columns)
    moved = pd.concat([jurors, lifted])
    would, would_not = say_overturned(
        Advice("A", "clear", ["A"], ["A"]), moved, no_rates, "EUR", NOBODY
    )
    assert "lifting the minimums (then “Solution B”)" in would.text
    assert would_not.text.endswith("the absence of any one juror.") or (
        "the absence of any one juror;" in would_not.text
    )
    grid = pd.DataFrame({"winner_changes": [True, True, False]})
    _would, both = say_overturned(
        Advice("A", "clear", ["A"], ["A"]), pd.concat([jurors, lifted]), no_rates, "EUR", grid
    )
    assert (
        "the absence of any one juror (though without 2 of the 3, each taken alone, the first place"
        " of the grid would change: the votes do not tell those apart)"
    ) in both.text
