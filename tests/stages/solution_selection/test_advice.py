"""Solution selection: what is recommended."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.selections import NAMES, NEARLY, ROWS, SPLIT, costing, priced, ranked, unanimous
from support.solutions import make_jury

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.advice import Advice, recommendation, say_recommended


def test_a_clear_winner_is_recommended_whatever_it_costs() -> None:
    advice = recommendation(ranked(make_jury(NEARLY)), costing(A=900, B=1, C=1))
    assert (advice.chosen, advice.basis) == ("A", "clear")


def test_where_votes_do_not_tell_the_cheapest_is_recommended() -> None:
    table = ranked(make_jury(SPLIT))
    assert table["tier"].tolist() == [1, 1]
    advice = recommendation(table, costing(A=10, B=9))
    assert (advice.chosen, advice.basis) == ("B", "cheapest")
    assert advice.leaders == ["A"]


def test_incomplete_or_equal_costs_do_not_decide() -> None:
    table = ranked(make_jury(SPLIT))
    for costs in (costing(A=10, B=None), costing(A=10, B=10)):
        advice = recommendation(table, costs)
        assert (advice.chosen, advice.basis) == ("A", "first")
    tie = ranked(make_jury({(j, s): (3, 3) for j in ("P1", "P2") for s in ("A", "B")}))
    assert recommendation(tie, costing(A=None, B=None)).basis == "open"
    assert recommendation(tie, costing(A=2, B=1)).chosen == "B"


def test_one_juror_gives_a_first_place_but_no_certainty() -> None:
    advice = recommendation(
        ranked(make_jury({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)})), costing(B=1)
    )
    assert (advice.chosen, advice.basis) == ("A", "first")


def test_advice_names_the_leaders_and_those_that_the_votes_do_not_tell_from_them() -> None:
    split, clear = ranked(make_jury(SPLIT)), ranked(make_jury(NEARLY))
    assert recommendation(clear, costing()) == Advice("A", "clear", ["A"], ["A"])
    assert recommendation(split, costing(A=10, B=9)) == Advice("B", "cheapest", ["A", "B"], ["A"])
    assert recommendation(split, costing(A=10)) == Advice("A", "first", ["A", "B"], ["A"])
    tie = ranked(make_jury(unanimous(A=(3, 3), B=(3, 3), C=(1, 1))))
    assert recommendation(tie, costing(C=1)) == Advice(None, "open", ["A", "B"], ["A", "B"])
    # One juror: no tiers, so the rule goes by the first places alone.
    alone = ranked(make_jury({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)}))
    assert recommendation(alone, costing(A=2, B=1)) == Advice("A", "first", ["A"], ["A"])
    level = ranked(make_jury({("P1", s): (3, 3) for s in ("A", "B")}))
    assert recommendation(level, costing(A=2, B=1)) == Advice(
        "B", "cheapest", ["A", "B"], ["A", "B"]
    )


def test_costs_decide_from_one_cent_on() -> None:
    table = ranked(make_jury(SPLIT))
    assert recommendation(table, costing(A=10.01, B=10.0)).basis == "cheapest"
    assert recommendation(table, costing(A=10.004, B=10.001)).basis == "first"
    assert (
        recommendation(table, costing(A=10, B=9, C=None)).basis == "cheapest"
    )  # C is no candidate


def advised(basis: str, chosen: str | None, candidates: list[str], leaders: list[str]) -> str:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [100.0, 80.0]})
    said = say_recommended(Advice(chosen, basis, candidates, leaders), NAMES, table, "EUR")
    assert said.tone is Tone.DECIDE
    return said.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("clear", "A", ["A"], ["A"]), "clearly ahead"),
        (("cheapest", "B", ["A", "B"], ["A"]), "“Solution A” comes first on the grid, but"),
        (("cheapest", "B", ["A", "B"], ["B"]), "also the cheapest of these, by €20 (20.0%)"),
        (("first", "A", ["A", "B"], ["A"]), "missing, incomplete or equal"),
        (("first", "A", ["A"], ["A"]), "Nothing shows how sure"),
        (("open", None, ["A", "B"], ["A", "B"]), "the committee chooses"),
        (("nothing", None, [], []), "Nothing can be recommended"),
    ],
)
def test_every_kind_of_advice_has_its_sentence(given: tuple, expected: str) -> None:
    assert expected in advised(*given)


@pytest.mark.parametrize(
    ("working", "tone", "begins"),
    [
        ({"B"}, Tone.RESULT, "In use: “Solution B”, as the figures recommend. “Solution A” comes"),
        ({"A"}, Tone.CAUTION, "In use: “Solution A”, where the figures recommend “Solution B”."),
    ],
)
def test_what_is_in_use_is_not_advised_on(working: set[str], tone: Tone, begins: str) -> None:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [81.0, 80.0]})
    advice = Advice("B", "cheapest", ["A", "B"], ["A"])
    found = say_recommended(advice, NAMES, table, "EUR", working)
    assert found.tone is tone
    assert found.text.startswith(begins)
    assert "overturn" not in found.text
    tie = say_recommended(Advice(None, "open", ["A", "B"], ["A", "B"]), NAMES, table, "EUR", {"A"})
    assert tie.text.startswith("In use: “Solution A”. ")
    assert "committee" not in tie.text


def test_what_cannot_be_recommended_is_for_people_to_decide() -> None:
    none = say_recommended(Advice(None, "nothing", [], []), {}, priced(*ROWS)[3], "EUR")
    assert none == Finding(
        "Nothing can be recommended: no solution has enough scores, and keeps to the minimums, to"
        " be ranked.",
        Tone.DECIDE,
    )


def test_a_tie_is_recommended_as_a_tie() -> None:
    tied = advised("cheapest", "B", ["A", "B"], ["A", "B"])
    assert "“Solution A” and “Solution B” share the first place of the grid" in tied
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [np.nan, np.nan]})
    three = NAMES | {"C": "Solution C"}
    left = Advice(None, "open", ["A", "B", "C"], ["A", "B"])
    assert say_recommended(left, three, table, "EUR").text.startswith(
        "“Solution A” and “Solution B” tie on the grid"
    )


def test_a_small_difference_of_costs_is_not_said_to_be_none() -> None:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [500_000.0, 500_100.0]})
    said = say_recommended(Advice("A", "cheapest", ["A", "B"], ["A"]), NAMES, table, "EUR").text
    assert said.endswith(
        "by €100 (under 0.1%). Only €100 (under 0.1%) decides: “Solution B” would overturn the"
        " recommendation by cutting its price by as much."
    )
    half = table.assign(total_cost=[1_999.0, 2_000.0])  # 0.05 % is written as 0.0 %
    said = say_recommended(Advice("A", "cheapest", ["A", "B"], ["A"]), NAMES, half, "EUR").text
    assert "by €1 (under 0.1%). Only €1" in said


def test_the_cheapest_by_the_amounts_that_seldom_is_within_the_ranges_is_said_to_be_so() -> None:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [100.0, 101.0]})
    spans = pd.DataFrame(
        {"solution_id": ["A", "B"], "cheapest_low": [0.0, 0.8], "cheapest_high": [0.2, 1.0]}
    )
    advised = Advice("A", "cheapest", ["A", "B"], ["A"])
    said = say_recommended(advised, NAMES, table, "EUR", spans=spans).text
    assert said.endswith(
        "Within the ranges of the costs, though, it is the cheapest in at most 20% of cases only:"
        " settle the prices before choosing."
    )
    likely = spans.assign(cheapest_high=[0.5, 1.0])
    assert "ranges" not in say_recommended(advised, NAMES, table, "EUR", spans=likely).text
