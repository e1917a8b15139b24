"""Prioritisation: what the second round of votes changed."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import drawn, drawn_alt, words_of
from support.frames import frame
from support.juries import Ballot, ratings, use_cases

from playbook.show.findings import Finding, Tone
from playbook.stages.prioritisation import second_round
from playbook.stages.prioritisation.ballots import use_case_votes
from playbook.stages.prioritisation.matrix import quadrants
from playbook.stages.prioritisation.ranking import use_case_ranking, use_case_robustness

SCALE = (1.0, 5.0)


def said(finding: Finding | None) -> str:
    return finding.text if finding else ""


BEFORE: list[Ballot] = [
    [(1, 3), (4, 4)],
    [(5, 3), (4, None)],
    [(3, 3), (None, 2)],
]
AFTER: list[Ballot] = [
    [(2, 3), (4, 4)],
    [(4, 3), (5, 5)],
    [(3, 3), (3, 2)],
    [(5, 5), (1, 1)],
]


def both() -> pd.DataFrame:
    return second_round.votes_in_both(ratings(*BEFORE), ratings(*AFTER))


def say_together(first: pd.DataFrame, last: pd.DataFrame, cases: int) -> Finding:
    table = second_round.votes_in_both(first, last)
    moves = second_round.movement(table, use_cases(cases), SCALE)
    finding = second_round.say_together(table, moves, SCALE, 1)
    assert finding is not None
    return finding


def ranked(*ballots: Ballot) -> pd.DataFrame:
    cases = use_cases(2)
    votes = use_case_votes(ratings(*ballots), cases)
    sure = use_case_robustness(votes, (1, 1), 1, 100, 1)
    return use_case_ranking(sure.table, quadrants(votes, cases, SCALE, spread=False))


def rank_changes(first: pd.DataFrame) -> pd.DataFrame:
    return second_round.rank_changes(first, ranked(*AFTER), use_cases(2), (1, 1), 100, 1)


def test_votes_are_compared_where_the_same_person_cast_both() -> None:
    table = both()
    assert len(table) == 10  # 12 in the first round with two missing; P4 came late
    assert "P4" not in set(table["participant_id"])
    moved = table[table["before"] != table["after"]]
    assert sorted(moved["participant_id"]) == ["P1", "P2", "P2"]


def test_who_was_not_asked_about_a_criterion_has_not_moved_on_it() -> None:
    table = second_round.votes_in_both(ratings(*BEFORE), ratings(*AFTER), ["feasibility"])
    assert set(table["criterion"]) == {"feasibility"}
    assert (table["before"] == table["after"]).all()


def test_each_use_case_says_whether_the_room_came_together() -> None:
    table = second_round.movement(both(), use_cases(2), SCALE).set_index(
        ["use_case_id", "criterion"]
    )
    # 1, 5, 3 to 2, 4, 3: the deviation falls from 1.63 to 0.82, over the 2 to the ends.
    value = table.loc[("U1", "value")]
    assert (value["in_both"], value["moved"], value["came"]) == (3, 2, "together")
    assert value["disagreement_before"] == pytest.approx((8 / 3) ** 0.5 / 2)
    assert value["disagreement_after"] == pytest.approx((2 / 3) ** 0.5 / 2)
    assert table.loc[("U1", "feasibility")]["came"] == "as_before"
    assert table.loc[("U2", "value")]["came"] == "apart"  # 4, 4 to 4, 5
    assert table.loc[("U2", "feasibility")]["in_both"] == 2


def test_movers_are_counted_and_late_comers_are_said() -> None:
    moved = second_round.movers(both())
    assert moved.to_numpy().tolist() == [["P2", 3, 2], ["P1", 4, 1], ["P3", 3, 0]]
    finding = second_round.say_moved(moved, ratings(*BEFORE), ratings(*AFTER))
    assert said(finding) == (
        "After the talk, 2 of 3 people changed their mind: 3 of 10 votes. 1 person voted in the"
        " second round only: the ranking counts those votes too."
    )
    same = second_round.movers(second_round.votes_in_both(ratings(*BEFORE), ratings(*BEFORE)))
    assert said(second_round.say_moved(same, ratings(*BEFORE), ratings(*BEFORE))) == (
        "Nobody changed a vote after the talk."
    )


def test_few_movers_are_not_taken_for_a_room_that_came_together() -> None:
    finding = say_together(ratings(*BEFORE), ratings(*AFTER), 2)
    assert finding.tone is Tone.CAUTION
    # 0.82, 0, 0, 0.5 before; 0.41, 0, 0.25, 0.5 after. Each of the 4 rooms changed as much.
    assert finding.text == (
        "The room came closer together: disagreement fell from 0.33 to 0.29. So few changes can"
        " come out so by chance (p 1.00)."
    )


def test_many_who_give_way_have_come_together_and_are_not_called_right() -> None:
    wide, close = ratings(*[[(1, 1)], [(5, 5)]] * 4), ratings(*[[(2, 2)], [(4, 4)]] * 4)
    assert say_together(wide, close, 1).text == (
        "The room came closer together: disagreement fell from 1.00 to 0.50. Chance seldom does as"
        " much. Agreeing is not the same as being right."
    )
    assert say_together(close, wide, 1).text.startswith(
        "The room came further apart: disagreement rose from 0.50 to 1.00."
    )
    assert say_together(wide, wide, 1).text == (
        "The room is as far apart as before the talk: disagreement 1.00."
    )


def test_the_ranking_before_and_after_is_said_and_drawn() -> None:
    table = rank_changes(ratings(*BEFORE))
    # Before: case 1 (3 + 3) / 2, case 2 (4 + 3) / 2; after: (3.5 + 3.5) / 2 and (3.25 + 3) / 2.
    assert table[["use_case_id", "rank_before", "rank_after"]].to_numpy().tolist() == [
        ["U1", 2, 1],
        ["U2", 1, 2],
    ]
    assert table[["score_before", "score_after"]].to_numpy().tolist() == [[3, 3.5], [3.5, 3.125]]
    assert said(second_round.say_ranking(table, 1)) == (
        "First before the talk: “Case 2”; first after it: “Case 1”."
    )
    assert said(second_round.say_ranking(table, 2)).endswith("The first 2 are the same.")
    chart = drawn(second_round.draw_rounds(table))
    assert "1 use case moved up after the talk" in words_of(chart)
    assert "“Case 1” 3.00 to 3.50; “Case 2” 3.50 to 3.12." in drawn_alt(chart)


def test_who_enters_and_leaves_the_first_places_is_named() -> None:
    table = pd.DataFrame(
        [("U1", "A", 1, 1, 5, 5), ("U3", "C", 3, 2, 3, 4), ("U2", "B", 2, 3, 4, 3)],
        columns=list(rank_changes(ratings())),
    )
    assert said(second_round.say_ranking(table, 2)) == (
        "Before the talk and after it, first: “A”. New among the first 2: “C”. No longer among"
        " them: “B”."
    )


@pytest.mark.parametrize("anonymous", [False, True])
def test_without_a_second_round_or_with_anonymous_votes_no_figure_is_given(
    anonymous: bool,
) -> None:
    kept = ratings(*BEFORE) if anonymous else frame("first_ratings")
    first = second_round.first_round(kept, anonymous=anonymous)
    table = second_round.votes_in_both(first, ratings(*AFTER))
    moves = second_round.movement(table, use_cases(2), SCALE)
    moved = second_round.movers(table)
    assert table.empty
    assert moves.empty
    assert moved.empty
    assert second_round.say_moved(moved, first, ratings(*AFTER)) is None
    assert second_round.say_together(table, moves, SCALE, 1) is None
    places = rank_changes(first)
    assert places.empty
    assert second_round.say_ranking(places, 1) is None
    assert second_round.draw_rounds(places) is None
    why = second_round.say_anonymous(kept, anonymous=anonymous)
    assert (why is not None and "would show who moved" in why.text) is anonymous
