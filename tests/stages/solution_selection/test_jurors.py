"""Solution selection: what each juror's own grid says."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.charts import drawn_alt, words_of
from support.selections import (
    CLEAR,
    CROWD,
    JURORS,
    SPLIT,
    WITH_A_GAP,
    both,
    speaks_for_itself,
    unscored,
)
from support.solutions import SPARED, TWO, criteria, make_jury

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.jurors import (
    draw_own_scores,
    favourites,
    juror_scores,
    own_scores_title,
    say_favourites,
    without_each_juror,
)
from playbook.stages.solution_selection.ranking import certainty, solution_ranking


def test_a_juror_counts_on_the_criteria_they_scored() -> None:
    own = juror_scores(make_jury(TWO)).set_index(["participant_id", "solution_id"])
    assert own.loc[("P1", "A"), "score"] == pytest.approx(3.5)  # (3 x 4 + 1 x 2) / 4
    assert own.loc[("P2", "A"), "score"] == 2  # on the first criterion alone
    assert own.loc[("P2", "A"), "criteria_scored"] == 1


def test_favourites_keep_ties_and_give_the_lead() -> None:
    jury = make_jury(
        {("P1", "A"): (4, 4), ("P1", "B"): (4, 4), ("P2", "A"): (5, 5), ("P2", "B"): (1, 1)}
    )
    best = favourites(juror_scores(jury), jury)
    assert best["favourite"].tolist() == [("Solution A", "Solution B"), ("Solution A",)]
    assert best["lead"].tolist()[1] == 4
    assert np.isnan(best["lead"].iloc[0])


def test_a_juror_who_scored_none_of_those_left_has_no_favourite() -> None:
    jury = make_jury({("P1", "A"): (4, 4), ("P2", "B"): (1, 1)}).keep(["A"])
    assert favourites(juror_scores(jury), jury)["participant_id"].tolist() == ["P1"]


def test_a_juror_whose_scores_do_not_count_is_passed_over_and_a_tie_has_no_lead() -> None:
    table = criteria(("K1", "technical", 1, None), ("K2", "project", 0, None))
    given = {("P1", "A"): (None, 5), ("P2", "A"): (4, 1), ("P2", "B"): (4, 1), ("P2", "C"): (1, 1)}
    jury = make_jury(given | {("P3", "A"): (3, None)}, table)
    best = favourites(juror_scores(jury), jury)
    assert best["participant_id"].tolist() == ["P2", "P3"]
    assert best["favourite"].tolist() == [("Solution A", "Solution B"), ("Solution A",)]
    assert best["lead"].isna().all()


def test_what_a_juror_did_not_score_and_what_does_not_count_is_no_zero() -> None:
    jury = make_jury(*SPARED)
    own = juror_scores(jury)
    assert list(own) == ["participant_id", "solution_id", "name", "score", "criteria_scored"]
    assert own.to_numpy().tolist() == [
        ["P1", "A", "Solution A", 3, 2],
        ["P1", "B", "Solution B", 2, 1],
        ["P2", "A", "Solution A", 1, 2],
        ["P2", "B", "Solution B", 1, 1],
    ]
    best = favourites(own, jury)
    assert list(best) == [
        "participant_id", "favourite", "score", "lead", "solutions_scored", "missing_scores"
    ]  # fmt: skip
    assert best.iloc[0].tolist() == ["P1", ("Solution A",), 3, 1, 2, 3]
    assert best.iloc[1, [0, 1, 2, 4, 5]].tolist() == ["P2", ("Solution A", "Solution B"), 1, 2, 6]
    assert np.isnan(best.loc[1, "lead"])
    alone = jury.keep(["A"])
    assert favourites(juror_scores(alone), alone)["lead"].isna().all()


def test_without_scores_no_juror_has_a_grid() -> None:
    jury = unscored()[1]
    assert juror_scores(jury).empty
    assert favourites(juror_scores(jury), jury).empty


def test_leaving_a_juror_out_is_not_shown_where_votes_are_anonymous() -> None:
    jury = make_jury(SPLIT)
    table = without_each_juror(jury, anonymous=False)
    # Without P1: A 3 against B 3.75 on K1; without P2: A; without P3: B.
    assert table["winners"].tolist() == [("Solution B",), ("Solution A",), ("Solution B",)]
    assert without_each_juror(jury, anonymous=True).empty


def test_without_each_juror_only_the_first_place_counts() -> None:
    # On K1, A 4 and 5, B 2 and 3, C 3 and 1; K2 is the same for all.
    scores = {
        ("P1", "A"): (4, 1), ("P1", "B"): (2, 1), ("P1", "C"): (3, 1),
        ("P2", "A"): (5, 1), ("P2", "B"): (3, 1), ("P2", "C"): (1, 1),
    }  # fmt: skip
    table = without_each_juror(make_jury(scores), anonymous=False)
    assert list(table) == ["participant_id", "winners", "winner_changes", "top_changes"]
    assert table["participant_id"].tolist() == ["P1", "P2"]
    assert table["winners"].tolist() == [("Solution A",), ("Solution A",)]
    assert not table[["winner_changes", "top_changes"]].any(axis=None)  # the second place changes
    tie = {("P1", "A"): (4, 1), ("P1", "B"): (3, 1), ("P2", "A"): (3, 1), ("P2", "B"): (3, 1)}
    tied = without_each_juror(make_jury(tie), anonymous=False)
    assert tied["winners"].tolist() == [("Solution A", "Solution B"), ("Solution A",)]
    assert tied["winner_changes"].tolist() == [True, False]
    for left in (make_jury({("P1", "A"): (4, 2)}), make_jury(scores).keep([])):
        empty = without_each_juror(left, anonymous=False)
        assert empty.empty
        assert list(empty) == list(table)


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


def test_a_juror_who_puts_another_level_does_not_prefer_it() -> None:
    given = CLEAR | {("P3", "A"): (2, 2)}
    _e, inside, _s, table = both(given)
    said = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert said is not None
    assert said.text.endswith("the rest put “Solution B” first, or level with it.")


def test_a_name_with_a_semicolon_is_one_solution() -> None:
    given = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5), ("P3", "A"): (1, 1)}
    given |= {(juror, "B"): (2, 2) for juror in JURORS}
    jury = replace(make_jury(given), names={"A": "Sort; send", "B": "Read; file"})
    table = solution_ranking(certainty(jury, 300, 1), jury)
    best = favourites(juror_scores(jury), jury)
    said = say_favourites(best, table, anonymous=False)
    assert said is not None
    assert said.text.startswith("Juror by juror, “Sort; send” is the first choice of 2 of 3")
    assert said.text.endswith("the rest prefer “Read; file”.")
    assert own_scores_title(best) == "2 of 3 jurors put “Sort; send” first"


def test_titles_cut_long_names_and_say_that_jurors_do_not_agree() -> None:
    best = pd.DataFrame({"favourite": [("N" * 41,)]})
    assert own_scores_title(best) == f"1 of 1 jurors puts “{'N' * 39}…” first"
    split = pd.DataFrame({"favourite": [("A",), ("B",)]})
    assert own_scores_title(split) == "The jurors do not agree on one favourite"


def test_the_best_of_a_juror_is_bold_only_if_it_is_drawn() -> None:
    seen = {("P1", "S"): (3, 3), ("P2", "S"): (0, 0), ("P3", "S"): (0, 0)}
    given = seen | {(j, f"T{n}"): (0 if j == "P1" else 4,) * 2 for j in JURORS for n in range(6)}
    _everybody, inside, _sure, table = both(given)
    own = juror_scores(inside)
    drawn = draw_own_scores(own, favourites(own, inside), table, {}, (0, 5), anonymous=False)
    assert drawn is not None
    cells = re.findall(r'<text style="([^"]*)"[^>]*>([04]\.00)</text>', drawn.svg)
    assert {(score, "700" in style or "bold" in style) for style, score in cells} == {
        ("0.00", False),
        ("4.00", True),
    }


def test_jurors_are_called_by_their_names_where_these_are_known() -> None:
    _e, inside, _s, table = both(CLEAR)
    own = juror_scores(inside)
    best = favourites(own, inside)
    chart = draw_own_scores(own, best, table, {"P1": "Ann"}, (0, 5), anonymous=False)
    assert drawn_alt(chart).startswith(
        "3 of 3 jurors put “Solution A” first. Ann: Solution A 5.00, Solution B 2.00; P2: "
    )


def test_the_figure_of_the_jurors_says_its_figures_unless_votes_are_anonymous() -> None:
    _e, inside, _s, table = both(WITH_A_GAP)
    own = juror_scores(inside)
    best = favourites(own, inside)
    assert speaks_for_itself(lambda: draw_own_scores(own, best, table, {}, (0, 5), anonymous=False))
    assert draw_own_scores(own, best, table, {}, (0, 5), anonymous=True) is None


def test_the_figure_of_the_jurors_says_how_much_it_leaves_out() -> None:
    _e, inside, _s, table = both(CROWD)
    own = juror_scores(inside)
    chart = draw_own_scores(own, favourites(own, inside), table, {}, (0, 5), anonymous=False)
    assert chart is not None
    note = "7 more solutions are not drawn. 1 more juror is not drawn."
    assert note in " ".join(words_of(chart))
