"""Solution selection: whether any solution falls below a minimum."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.selections import CLEAR, JURORS, unscored
from support.solutions import criteria, make_jury

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.minimums import admitted, margins, say_eliminated


def held_to(minimum: float, *votes: float | None) -> pd.DataFrame:
    table = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
    return margins(make_jury({(f"P{n}", "A"): (vote, 3) for n, vote in enumerate(votes)}, table))


def test_a_mean_below_the_minimum_eliminates_and_at_it_does_not() -> None:
    assert held_to(2.5, 2, 3)["verdict"].tolist() == ["met"]
    assert held_to(2.6, 2, 3)["verdict"].tolist() == ["below"]
    assert held_to(0.3, 0.1, 0.2, 0.6)["verdict"].tolist() == ["met"]  # float noise is no failure


def test_nobody_on_a_minimum_is_not_a_failure() -> None:
    held = held_to(2.5, None, None)
    assert held["verdict"].tolist() == ["not_judged"]
    table = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    assert admitted(make_jury({("P1", "A"): (None, 3)}, table), held) == ["A"]


def test_a_verdict_can_hang_on_one_juror() -> None:
    assert held_to(2.5, 2, 2, 4)["hangs_on_one"].tolist() == [True]  # 2.67; without the 4: 2
    assert held_to(2.5, 1, 1, 1)["hangs_on_one"].tolist() == [False]
    assert held_to(2.5, 1)["hangs_on_one"].tolist() == [False]


def test_a_minimum_within_the_band_of_anonymous_scores_is_not_judged() -> None:
    table = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury({(p, s): (n, 3) for p in "PQ" for n, s in enumerate("ABC", 1)}, table)
    ends = [[[2, 3], [0, 5]], [[0, 2.4], [0, 5]], [[2.5, 3], [0, 5]]]
    held = margins(replace(jury, bands=np.array(ends, float)))
    assert held["verdict"].tolist() == ["not_told", "below", "met"]
    assert not held["hangs_on_one"].any()
    [out, untold] = say_eliminated(held, jury)
    assert "“Solution B” is eliminated" in out.text
    assert "whether “Solution A” meets every minimum cannot be told" in untold.text
    assert admitted(jury, held) == ["A", "C"]


def test_minimums_give_the_margin_for_every_criterion_that_has_one() -> None:
    table = criteria(
        ("K1", "technical", 1, 2), ("K2", "project", 0, None), ("K3", "project", 1, 3.5)
    )
    held = margins(
        make_jury(
            {("P1", "A"): (2, 1, 4), ("P2", "A"): (3, 1, 2), ("P1", "B"): (2, 1, None)}, table
        )
    )
    assert list(held) == [
        "solution_id", "name", "criterion_id", "label", "minimum", "mean", "margin", "verdict",
        "hangs_on_one",
    ]  # fmt: skip
    rows = held.astype(object).where(held.notna(), None).to_numpy().tolist()
    assert rows == [
        ["A", "Solution A", "K1", "Criterion K1", 2, 2.5, 0.5, "met", False],
        ["B", "Solution B", "K1", "Criterion K1", 2, 2, 0, "met", False],
        ["A", "Solution A", "K3", "Criterion K3", 3.5, 3, -0.5, "below", True],
        ["B", "Solution B", "K3", "Criterion K3", 3.5, None, None, "not_judged", False],
    ]
    everybody = make_jury({("P1", s): (3, 1, 1) for s in "CAB"}, table)
    assert admitted(everybody, held) == ["C", "B"]
    assert everybody.keep(["B", "C"]).solutions == ["B", "C"]


def test_elimination_is_said_with_its_figures() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury(CLEAR, strict)
    said = say_eliminated(margins(jury), jury)
    assert [finding.text for finding in said] == [
        "“Solution B” is eliminated: 2.00 on average on “Criterion K1”, where at least 2.5 is"
        " required."
    ]
    free = make_jury(CLEAR)
    assert "No criterion" in say_eliminated(margins(free), free)[0].text


def test_an_elimination_that_hangs_on_one_juror_is_a_caution() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    given = {("P1", "A"): (3, 1), ("P2", "A"): (3, 1), ("P3", "A"): (1, 1)}
    jury = make_jury(given, strict)
    said = say_eliminated(margins(jury), jury)
    assert said[0].tone is Tone.CAUTION
    assert said[0].text == (
        "“Solution A” is eliminated: 2.33 on average on “Criterion K1”, where at least 2.5 is"
        " required. One juror less could change that."
    )


def test_what_nobody_scored_on_a_minimum_is_for_the_jury_to_decide() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury({("P1", "A"): (3, 1), ("P1", "B"): (None, 1)}, strict)
    [said] = [one for one in say_eliminated(margins(jury), jury) if one.tone is Tone.DECIDE]
    assert said.text == (
        "Nobody scored “Solution B” on a criterion with a minimum: score it before choosing."
    )


def test_an_elimination_without_a_mean_that_can_be_shown_has_no_figure_but_the_minimum() -> None:
    for minimum, written in ((2.5, "2.5"), (2.25, "2.25")):
        strict = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
        jury = make_jury({(j, "A"): (1, 1) for j in JURORS}, strict)
        held = margins(jury).assign(mean=np.nan)
        assert say_eliminated(held, jury)[0].text == (
            f"“Solution A” is eliminated: below the minimum of {written} on “Criterion K1”."
        )


@pytest.mark.parametrize(
    ("minimum", "votes", "said"),
    [
        (2.25, (2.2, 2.2), "2.20 on average on “Criterion K1”, where at least 2.25 is"),
        (2.5, (2.498, 2.498), "2.498 on average on “Criterion K1”, where at least 2.5"),
        (3, (2, 2), "2.00 on average on “Criterion K1”, where at least 3.0"),
    ],
)
def test_an_eliminating_mean_reads_as_below_its_minimum(
    minimum: float, votes: tuple, said: str
) -> None:
    strict = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
    jury = make_jury({(f"P{n}", "A"): (vote, 5) for n, vote in enumerate(votes)}, strict)
    assert said in say_eliminated(margins(jury), jury)[0].text


def test_every_eliminated_solution_is_named() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury({(j, s): (1, 5) for j in JURORS for s in "ABCDEF"}, strict)
    said = say_eliminated(margins(jury), jury)
    assert [finding.text[:12] for finding in said[:4]] == [f"“Solution {s}”" for s in "ABCD"]
    assert said[4].text == "“Solution E” and “Solution F” are eliminated too."


def test_one_juror_less_saves_no_solution_that_is_below_another_minimum() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, 2.5))
    given = {("P1", "A"): (3, 1), ("P2", "A"): (3, 1), ("P3", "A"): (1, 1)}
    jury = make_jury(given, strict)
    said = say_eliminated(margins(jury), jury)
    assert len(said) == 2
    assert not any("One juror less" in finding.text for finding in said)
    above = {("P1", "A"): (3, 1), ("P2", "A"): (3, 1), ("P3", "A"): (2, 1)}
    jury = make_jury(above, strict)  # without P1, A would be at 2.5 on K1; it is out already
    assert len(say_eliminated(margins(jury), jury)) == 1


def test_a_minimum_that_all_meet_is_said_to_be_met() -> None:
    jury = make_jury(CLEAR, criteria(("K1", "technical", 1, 2), ("K2", "project", 1, None)))
    assert [said.text for said in say_eliminated(margins(jury), jury)] == [
        "No solution falls below a minimum."
    ]


def test_a_minimum_that_one_juror_less_would_break_is_said_of_those_still_in() -> None:
    strict = criteria(("K1", "technical", 1, 2.6), ("K2", "project", 1, 2.0))
    given = {(f"P{n}", "A"): (vote, 3) for n, vote in enumerate((3, 3, 2))}  # 2.5 without a 3
    given |= {(f"P{n}", "B"): (vote, 1) for n, vote in enumerate((3, 3, 2))}  # out on the other
    given |= {(f"P{n}", "C"): (4, 4) for n in range(3)}
    jury = make_jury(given, strict)
    *_out, close = say_eliminated(margins(jury), jury)
    assert close == Finding(
        "With one juror less, “Solution A” could fall below a minimum.", Tone.CAUTION
    )
    safe = make_jury(dict.fromkeys(given, (4, 4)), strict)
    assert say_eliminated(margins(safe), safe) == [Finding("No solution falls below a minimum.")]


def test_where_nothing_is_scored_nothing_is_held_to_a_minimum() -> None:
    jury = unscored()[1]
    assert margins(jury).empty
    assert say_eliminated(margins(jury), jury) == []
