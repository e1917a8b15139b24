"""Solution selection: what is said of ranking, jurors, other methods and orals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.frames import frame
from support.selections import CLEAR, JURORS, both
from support.solutions import criteria, make_jury

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection import (
    digest,
    draw_orals,
    draw_weights,
    favourites,
    juror_scores,
    notes,
    ranking,
    robustness,
    say_favourites,
    say_first,
    say_jurors,
    say_opinions,
    say_orals,
    say_sure,
    say_weights,
    second_opinions,
    weight_changes,
    without_each_juror,
)
from playbook.stages.solution_selection.juror_figures import jurors_title


def test_a_clear_first_place_is_said_as_one() -> None:
    _everybody, inside, sure, table = both(CLEAR)
    assert say_first(table).text == (
        "“Solution A” comes first on the grid with 5.00, 3.00 ahead of “Solution B”."
    )
    said = say_sure(sure, table)
    assert said is not None
    assert said.tone is Tone.RESULT
    assert "100% of cases" in said.text
    weights = say_weights(weight_changes(inside))
    assert weights is not None
    assert weights.text == (
        "No change of one weight alone brings another solution to the first place."
    )
    jurors = say_jurors(without_each_juror(inside, anonymous=False))
    assert jurors is not None
    assert "No single juror" in jurors.text


def test_the_only_solution_in_the_running_is_not_said_to_be_ahead() -> None:
    _e, _i, _s, table = both({("P1", "A"): (4, 4), ("P2", "A"): (3, 3)})
    assert say_first(table) == Finding(
        "“Solution A” is the only solution in the running, with 3.50.", Tone.CAUTION
    )


@pytest.mark.parametrize(("change", "tone"), [(0.1, Tone.RESULT), (-0.09, Tone.CAUTION)])
def test_a_weight_that_decides_when_it_moves_by_less_than_ten_points_is_a_caution(
    change: float, tone: Tone
) -> None:
    row = {"label": "Price", "weight": 0.3, "changed_weight": 0.3 + change, "change": change}
    said = say_weights(pd.DataFrame([row | {"new_winner": ("B",)}]))
    assert said is not None
    assert said.tone is tone
    assert said.text.startswith("“B” reaches the first place of the grid if “Price” weighs ")


def test_a_tie_is_said_as_a_tie() -> None:
    _e, _i, sure, table = both({(j, s): (3, 3) for j in JURORS for s in ("A", "B")})
    assert say_first(table).text == (
        "“Solution A” and “Solution B” share the first place of the grid with 3.00."
    )
    said = say_sure(sure, table)
    assert said is not None
    assert "do not tell “Solution A” and “Solution B” apart" in said.text


def test_one_juror_says_nothing_about_certainty() -> None:
    _e, _i, sure, table = both({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)})
    assert say_sure(sure, table) == Finding(
        "Too few jurors to say how sure this order is.", Tone.CAUTION
    )


def test_own_favourites_are_not_said_of_anonymous_votes() -> None:
    given = CLEAR | {("P3", "A"): (1, 1)}
    _e, inside, _s, table = both(given)
    best = favourites(juror_scores(inside), inside)
    said = say_favourites(best, table, anonymous=False)
    assert said is not None
    assert said == Finding(
        "Juror by juror, “Solution A” is the first choice of 2 of 3; the rest prefer “Solution B”."
    )
    assert say_favourites(best, table, anonymous=True) is None


def test_the_favourites_of_two_jurors_are_said_and_of_a_tie_are_not() -> None:
    given = {("P1", "A"): (5, 5), ("P1", "B"): (2, 2), ("P2", "A"): (2, 2), ("P2", "B"): (3, 3)}
    _e, inside, _s, table = both(given)
    half = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert half == Finding(
        "Juror by juror, “Solution A” is the first choice of 1 of 2; the rest prefer “Solution B”.",
        Tone.CAUTION,
    )
    _e, inside, _s, table = both(CLEAR)
    best = favourites(juror_scores(inside), inside)
    assert say_favourites(best, table, anonymous=False) == Finding(
        "Every juror's own grid puts “Solution A” first."
    )
    _e, _i, _s, tied = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    assert say_favourites(best, tied, anonymous=False) is None


def test_a_juror_who_prefers_two_others_has_both_named() -> None:
    given = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5), ("P3", "A"): (1, 1)}
    given |= {(juror, other): (2, 2) for juror in JURORS for other in ("B", "C")}
    _e, inside, _s, table = both(given)
    said = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert said is not None
    assert said.text.endswith("the rest prefer “Solution B” and “Solution C”.")


def test_a_name_with_a_semicolon_is_one_solution() -> None:
    given = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5), ("P3", "A"): (1, 1)}
    given |= {(juror, "B"): (2, 2) for juror in JURORS}
    jury = replace(make_jury(given), names={"A": "Sort; send", "B": "Read; file"})
    table = ranking(robustness(jury, 300, 1), jury)
    best = favourites(juror_scores(jury), jury)
    said = say_favourites(best, table, anonymous=False)
    assert said is not None
    assert said.text.startswith("Juror by juror, “Sort; send” is the first choice of 2 of 3")
    assert said.text.endswith("the rest prefer “Read; file”.")
    assert jurors_title(best) == "2 of 3 jurors put “Sort; send” first"
    split = {("P1", "A"): (4, 2), ("P1", "B"): (3, 4)}
    jury = replace(make_jury(split), names={"A": "Sort; send", "B": "Read; file"})
    weights = say_weights(weight_changes(jury))
    assert weights is not None
    assert weights.text.startswith("“Read; file” reaches the first place")


def test_methods_that_agree_and_methods_that_do_not() -> None:
    agree = say_opinions(second_opinions(make_jury(CLEAR)))
    assert agree == Finding(
        "TOPSIS (vector and min-max normalisation) and PROMETHEE II put “Solution A” first too: the"
        " first place does not hang on the method."
    )
    three = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    part = {("P1", "A"): (5, 0, 0), ("P1", "B"): (2, 1, 1), ("P1", "C"): (0, 0, 0)}
    apart = say_opinions(second_opinions(make_jury(part, three)))
    assert apart is not None
    assert apart.tone is Tone.CAUTION
    assert "PROMETHEE II: “Solution B”" in apart.text
    same = say_opinions(second_opinions(make_jury({("P1", s): (3, 3) for s in "AB"})))
    assert same == Finding(
        "TOPSIS and PROMETHEE II cannot tell solutions with the same scores apart.", Tone.CAUTION
    )


def test_one_method_that_keeps_a_solution_first_keeps_the_methods_from_parting() -> None:
    ranks = {"score_rank": [1, 1], "topsis_vector_rank": [1, 2], "topsis_min_max_rank": [1, 1],
             "promethee_rank": [1, 1]}  # fmt: skip
    methods = dict.fromkeys(["topsis_vector", "topsis_min_max", "promethee"], 0.5)
    table = pd.DataFrame({"name": ["A", "B"], **ranks, **methods})
    said = say_opinions(table)
    assert said is not None
    assert said.text.startswith(
        "The methods do not put the same solutions first (TOPSIS, vector: “A”)."
    )
    other = table.assign(topsis_vector_rank=[1, 2], score_rank=[1, 2], promethee_rank=[2, 1],
                         topsis_min_max_rank=[1, 1])  # fmt: skip
    apart = say_opinions(other)
    assert apart is not None
    assert apart.text.startswith("The methods do not put the same solutions first (TOPSIS, min-max")


FEEDBACK = [
    ("P1", "A", 4, "Quick", "Dear"), ("P2", "A", 5, None, None), ("P3", "A", None, "Clear", None),
    ("P1", "B", 5, None, "Vague"),
]  # fmt: skip


def test_orals_are_gathered_and_held_against_the_grid() -> None:
    _e, _i, _s, table = both(CLEAR)
    given = frame("feedback", "participant_id solution_id rating strengths weaknesses", FEEDBACK)
    found = digest(given, table, anonymous=False, threshold=2)
    assert found["name"].tolist() == ["Solution B", "Solution A"]
    row = found.set_index("solution_id").loc["A"]
    assert (row["notes"], row["marks"], row["rating"]) == (3, 2, 4.5)
    assert row["strengths"] == "Quick; Clear"
    assert say_orals(found, table) == Finding(
        "At the orals, “Solution B” got the best mark (5.0 on average), not the first of the grid:"
        " ask what one saw that the other did not.",
        Tone.CAUTION,
    )
    hidden = digest(given, table, anonymous=True, threshold=2).set_index("solution_id")
    assert np.isnan(hidden.loc["B", "rating"])
    assert hidden["rating_low"].isna().all()
    assert say_orals(hidden.reset_index(), table).text == (
        "Of the marks of the orals that can be shown, the best mean is 4.5: “Solution A”."
    )
    assert draw_orals(given, found, (0, 5), anonymous=True) is None
    assert "participant_id" not in notes(given, table, anonymous=True)
    none = digest(frame("feedback"), table, anonymous=False, threshold=2)
    assert "No note" in say_orals(none, table).text
    assert say_orals(none, table).tone is Tone.CAUTION
    assert draw_orals(given, none, (0, 5), anonymous=False) is None
    silent = digest(given.assign(rating=np.nan), table, anonymous=False, threshold=2)
    assert say_orals(silent, table) == Finding(
        "The notes of the orals hold no mark that can be shown.", Tone.CAUTION
    )


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (1, "Of the marks of the orals that can be shown, the best mean is 4.5: “Solution A”."),
        (0, "The orals agree with the grid: “Solution A” got the best mark, 4.5 on average."),
    ],
)
def test_the_best_mark_shown_is_not_said_to_be_the_best_where_one_is_withheld(
    marks: int, said: str
) -> None:
    _e, _i, _s, table = both(CLEAR)
    given = pd.DataFrame(
        {
            "name": ["Solution A", "Solution B", "Solution C"],
            "rating": [4.5, 4.0, np.nan],
            "marks": [2, 2, marks],
        }
    )
    assert say_orals(given, table).text == said


def test_a_tie_may_be_broken_by_a_weight_but_not_by_another_solution() -> None:
    half = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    tied = {(j, s): v for j in JURORS for s, v in (("A", (5, 1)), ("B", (1, 5)))}
    _e, inside, sure, table = both(tied, half)
    said = say_weights(weight_changes(inside))
    assert said is not None
    assert "brings another solution to the first place" in said.text
    certain = say_sure(sure, table)
    assert certain is not None
    assert certain.text == (
        "If a jury like this one scored again, one of the 2 that share the first place would come"
        " first in 100% of cases: the votes do not tell “Solution A” and “Solution B” apart."
    )


def test_a_weight_that_must_hardly_move_is_not_said_to_stay() -> None:
    given = {("P1", "A"): (3.001, 1), ("P1", "B"): (2, 4)}
    _e, inside, _s, table = both(given)
    changes = weight_changes(inside)
    said = say_weights(changes)
    assert said is not None
    assert "weighs 74.98% instead of 75.00%" in said.text
    drawn = draw_weights(changes)
    assert drawn is not None
    assert drawn.alt.startswith("Moving one weight by under 0.1 points brings another solution")
    assert "under 0.01 ahead of “Solution B”" in say_first(table).text


def test_without_a_ranking_nothing_is_said_to_change_it() -> None:
    jury = make_jury({(j, s): (3, None) for j in JURORS for s in "AB"})
    assert say_weights(weight_changes(jury)) is None
    assert say_jurors(without_each_juror(jury, anonymous=False)) is None


def test_a_juror_who_puts_another_level_does_not_prefer_it() -> None:
    given = CLEAR | {("P3", "A"): (2, 2)}
    _e, inside, _s, table = both(given)
    said = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert said is not None
    assert said.text.endswith("the rest put “Solution B” first, or level with it.")


def test_methods_that_break_a_tie_put_no_other_solution_first() -> None:
    half = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    given = {("P1", "A"): (5, 1, 0), ("P1", "B"): (2, 2, 2), ("P1", "C"): (0, 0, 1)}
    said = say_opinions(second_opinions(make_jury(given, half)))
    assert said is not None
    assert said.text.startswith("The methods do not put the same solutions first (")


def test_the_best_mark_of_a_solution_that_shares_the_first_place() -> None:
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4), ("P1", "B", 3)])
    said = say_orals(digest(given, table, anonymous=False, threshold=2), table)
    assert said.text == (
        "At the orals, “Solution A” alone got the best mark (4.0 on average); on the grid it"
        " shares the first place."
    )


def test_one_solution_with_marks_is_not_said_to_agree_with_the_grid() -> None:
    _e, _i, _s, table = both(CLEAR)
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4)])
    found = digest(given, table, anonymous=False, threshold=2)
    assert "agree" not in say_orals(found, table).text
    drawn = draw_orals(given, found, (0, 5), anonymous=False)
    assert drawn is not None
    assert drawn.alt.startswith("Only “Solution A” has marks from the orals: 4.0 on average.")
