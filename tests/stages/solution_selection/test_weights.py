"""Solution selection: how far the weights can move."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from support.charts import drawn_alt, words_of
from support.selections import AHEAD, CLEAR, JURORS, WITH_A_GAP, both, unscored
from support.solutions import criteria, make_jury

from playbook.language import format_apart
from playbook.show.findings import Tone
from playbook.stages.solution_selection.weights import (
    draw_turning_points,
    say_turning_point,
    turning_points,
)


def test_weight_changes_are_sorted_by_size_and_name_the_winner() -> None:
    # K1: A leads by 1, K2: B leads by 2; weights 0.75 and 0.25: A by 0.25. Equal at K1 = 2/3.
    scores = {("P1", "A"): (4, 2), ("P1", "B"): (3, 4)}
    table = turning_points(make_jury(scores))
    assert table["changed_weight"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert table["new_winner"].tolist() == [("Solution B",), ("Solution B",)]


def test_where_no_weight_changes_the_winner_none_is_given() -> None:
    table = turning_points(make_jury(AHEAD))
    assert list(table) == [
        "criterion_id", "label", "weight", "changed_weight", "change", "new_winner",
        "first_with_more", "first_with_less",
    ]  # fmt: skip
    assert table["label"].tolist() == ["Criterion K1", "Criterion K2"]
    assert table["weight"].tolist() == [0.75, 0.25]
    assert table[["changed_weight", "change"]].isna().all(axis=None)
    assert not table["new_winner"].map(len).any()
    for too_few in (make_jury({("P1", "A"): (4, 2)}), make_jury(AHEAD).keep([])):
        assert turning_points(too_few).empty
        assert list(turning_points(too_few)) == list(table)


def test_weights_that_move_the_winner_as_little_keep_their_order() -> None:
    ids = [f"K{n:02}" for n in range(40)]
    table = criteria(*((i, "technical", 1, None) for i in ids))
    given = {("P1", "A"): [3, 2] * 20, ("P1", "B"): [2, 3] * 19 + [2, 2]}
    changes = turning_points(make_jury(given, table))
    # B gains by a heavier odd one, by a lighter even one; on the last they are level.
    assert changes["criterion_id"].tolist() == [*ids[1:39:2], *ids[::2], ids[39]]
    assert changes.index.tolist() == list(range(40))


@pytest.mark.parametrize(("change", "tone"), [(0.1, Tone.RESULT), (-0.09, Tone.CAUTION)])
def test_a_weight_that_decides_when_it_moves_by_less_than_ten_points_is_a_caution(
    change: float, tone: Tone
) -> None:
    row = {"label": "Price", "weight": 0.3, "changed_weight": 0.3 + change, "change": change}
    said = say_turning_point(
        pd.DataFrame([row | {"new_winner": ("B",), "first_with_more": (), "first_with_less": ()}])
    )
    assert said is not None
    assert said.tone is tone
    assert said.text.startswith("“B” reaches the first place of the grid if “Price” weighs ")


def test_no_weight_alone_moves_a_clear_first_place() -> None:
    _e, inside, _s, _t = both(CLEAR)
    weights = say_turning_point(turning_points(inside))
    assert weights is not None
    assert weights.text == (
        "No change of one weight alone brings another solution to the first place."
    )
    _e, inside, _s, _t = both(WITH_A_GAP)
    assert draw_turning_points(turning_points(inside)) is None


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (
            1,
            "The first place of the grid is shared with exactly these weights only: if “Criterion"
            " K1” weighs more, it goes to “Solution A”; if it weighs less, to “Solution B”.",
        ),
        (
            0,
            "The first place of the grid is shared only while “Criterion K2” does not count: with"
            " any weight on it, the first place goes to “Solution B”.",
        ),
    ],
)
def test_a_tie_that_a_weight_breaks_is_said_to_hold_with_these_weights_only(
    share: float, expected: str
) -> None:
    half = criteria(("K1", "technical", 1, None), ("K2", "project", share, None))
    level = (5, 1) if share else (1, 1)
    tied = {(j, s): v for j in JURORS for s, v in (("A", level), ("B", (1, 5)))}
    _e, inside, _s, _t = both(tied, half)
    said = say_turning_point(turning_points(inside))
    assert said is not None
    assert said.text == expected


def test_a_winner_with_a_semicolon_in_its_name_is_one_solution() -> None:
    split = {("P1", "A"): (4, 2), ("P1", "B"): (3, 4)}
    jury = replace(make_jury(split), names={"A": "Sort; send", "B": "Read; file"})
    weights = say_turning_point(turning_points(jury))
    assert weights is not None
    assert weights.text.startswith("“Read; file” reaches the first place")


def test_a_weight_that_must_hardly_move_is_not_said_to_stay() -> None:
    _e, inside, _s, _t = both({("P1", "A"): (3.001, 1), ("P1", "B"): (2, 4)})
    changes = turning_points(inside)
    said = say_turning_point(changes)
    assert said is not None
    assert "weighs 74.98% instead of 75.00%" in said.text
    drawn = draw_turning_points(changes)
    assert drawn is not None
    assert drawn.alt.startswith("Moving one weight by under 0.1 points brings another solution")
    assert format_apart(0.25, 0.3, 1) == ("25.0%", "30.0%")
    assert format_apart(0.25, 0.25004, 1) == ("25.000%", "25.004%")
    assert format_apart(0.25, 0.25, 1) == ("25.00000%", "25.00000%")


def test_without_a_ranking_no_weight_is_said_to_change_it() -> None:
    jury = make_jury({(j, s): (3, None) for j in JURORS for s in "AB"})
    assert say_turning_point(turning_points(jury)) is None
    assert say_turning_point(turning_points(unscored()[1])) is None


def test_the_figure_of_the_weights_names_who_wins_and_counts_what_it_leaves_out() -> None:
    row = {"weight": 0.3, "changed_weight": 0.4, "change": 0.1, "new_winner": ("B", "C")}
    moving = pd.DataFrame([row | {"label": f"Criterion {n:02}"} for n in range(15)])
    moving.at[0, "new_winner"] = ("W" * 23,)
    chart = draw_turning_points(moving)
    assert drawn_alt(chart).startswith(
        "Moving one weight by 10.0 points brings another solution to the first place of the grid."
        f" Criterion 00: 30.0% → 40.0% ({'W' * 23}); Criterion 01: 30.0% → 40.0% (B; C);"
    )
    assert drawn_alt(chart).count("Criterion") == 14
    written = words_of(chart)
    assert "1 more criterion is not drawn." in " ".join(written)
    assert written.count("B; C") == 13
    assert "W" * 21 + "…" in written
