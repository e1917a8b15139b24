"""Solution selection: what is recommended, and what would overturn it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.selections import NAMES, ROWS, priced

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection import Advice, say_advice, say_overturned


def advised(basis: str, chosen: str | None, candidates: list[str], leaders: list[str]) -> str:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [100.0, 80.0]})
    said = say_advice(Advice(chosen, basis, candidates, leaders), NAMES, table, "EUR")
    assert said.tone is Tone.DECIDE
    return said.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("clear", "A", ["A"], ["A"]), "clearly ahead"),
        (("cheapest", "B", ["A", "B"], ["A"]), "“Solution A” comes first on the grid, but"),
        (("cheapest", "B", ["A", "B"], ["B"]), "also the cheapest of these, by €20 (20.0%)"),
        (("first", "A", ["A", "B"], ["A"]), "missing, incomplete or equal"),
        (("first", "A", ["A"], ["A"]), "nothing shows how sure"),
        (("open", None, ["A", "B"], ["A", "B"]), "the committee chooses"),
        (("nothing", None, [], []), "Nothing can be recommended"),
    ],
)
def test_every_kind_of_advice_has_its_sentence(given: tuple, expected: str) -> None:
    assert expected in advised(*given)


def test_what_cannot_be_recommended_is_for_people_to_decide() -> None:
    none = say_advice(Advice(None, "nothing", [], []), {}, priced(*ROWS)[3], "EUR")
    assert none == Finding("Nothing can be recommended: no solution is ranked.", Tone.DECIDE)


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
        Advice("A", "cheapest", ["A", "B"], ["A"]), moved, rates, "EUR"
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
    assert say_overturned(Advice(None, "open", [], []), moved, rates, "EUR") == []
    crossing = say_overturned(
        Advice("A", "cheapest", ["A", "B"], ["A"]), moved.head(0), rates.assign(rate=0.123), "EUR"
    )
    assert crossing[0].text == (
        "What would change the recommendation: a discount rate on the other side of 12.3% (then"
        " “Solution C”); “Solution B” coming down in price by €500 or more."
    )


def test_a_tie_is_recommended_as_a_tie() -> None:
    tied = advised("cheapest", "B", ["A", "B"], ["A", "B"])
    assert "“Solution A” and “Solution B” share the first place of the grid" in tied
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [np.nan, np.nan]})
    three = NAMES | {"C": "Solution C"}
    left = Advice(None, "open", ["A", "B", "C"], ["A", "B"])
    assert say_advice(left, three, table, "EUR").text.startswith(
        "“Solution A” and “Solution B” tie on the grid"
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
    would, would_not = say_overturned(Advice("A", "clear", ["A"], ["A"]), moved, no_rates, "EUR")
    assert would.text == (
        "What would change the recommendation: doubling the weight of one of “Price” and “Speed”"
        " (then “Solution B”, or none of them alone)."
    )
    assert "dropping any one of the 15 heaviest criteria" in would_not.text
    jurors = pd.DataFrame([("juror", None, f"P{n}", "Solution A", False) for n in range(15)],
                          columns=columns)  # fmt: skip
    lifted = pd.DataFrame([("minimums", None, None, "Solution B", True)], columns=columns)
    moved = pd.concat([jurors, lifted])
    would, would_not = say_overturned(Advice("A", "clear", ["A"], ["A"]), moved, no_rates, "EUR")
    assert "lifting the minimums (then “Solution B”)" in would.text
    assert "the absence of any one juror" in would_not.text
