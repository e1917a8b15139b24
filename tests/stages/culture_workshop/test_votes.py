"""Which tasks of the zone come first by their dots."""

from __future__ import annotations

import pandas as pd
from support.culture_tasks import DOTS, dots_of, dots_ranked, placed_tasks, ranked, tasks_of
from support.frames import frame

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop import matrix, votes
from playbook.stages.shared.dot_votes import dot_ranking, say_how_sure


def test_only_the_zone_is_ranked_and_ballots_keep_zeros(placed: pd.DataFrame) -> None:
    ballots = votes.task_ballots(dots_of(), placed)
    assert ballots.loc[["P1", "P2", "P3"], ["T1", "T2"]].to_numpy().tolist() == [
        [2, 0],
        [1, 1],
        [0, 0],
    ]
    table = ranked(placed, dots_of())
    assert table[["task_id", "rank", "dots"]].to_numpy().tolist() == [["T1", 1, 3], ["T2", 2, 1]]


def test_few_anonymous_voters_are_not_shown() -> None:
    hidden = votes.told_dots(dots_of(), tasks_of(), True, 5)
    assert hidden.empty
    assert len(votes.told_dots(dots_of(), tasks_of(), False, 5)) == len(DOTS)
    said = votes.say_first_tasks(pd.DataFrame(), hidden, dots_of())
    assert "anonymous" in said.text
    assert said.tone is Tone.CAUTION


def test_anonymous_dots_are_rounded_down_to_twos_for_each_reason() -> None:
    rows = [(f"P{n}", "T1", "automatable") for n in range(5)]
    rows += [(f"P{n}", "T2", "automatable") for n in range(3)]
    rows += [("P0", "T1", "data_intensive"), ("P9", "T3", "data_intensive")]
    given = frame("task_dots", "participant_id task_id reason", rows)
    told = votes.told_dots(given, tasks_of(), True, 5)
    counts = told.groupby(["task_id", "reason"], observed=True)["participant_id"].nunique()
    assert counts.to_dict() == {("T1", "automatable"): 4, ("T2", "automatable"): 2}


def test_first_place_and_none(placed: pd.DataFrame) -> None:
    said = votes.say_first_tasks(ranked(placed, dots_of()), dots_of(), dots_of())
    assert said.text == (
        "Of the tasks that a machine could take over (the marked zone), “Sort the mail” leads with"
        " 3 dots, but the votes are too close to"
        " call: this order may be chance."
    )
    none = dots_of([])
    bare = matrix.place_tasks(tasks_of(), none, matrix.Zone())
    assert votes.say_first_tasks(ranked(bare, none), none, none) == Finding(
        "No task of the marked zone has a dot yet.", Tone.DECIDE
    )


def test_a_tie_for_the_first_place_is_said_as_a_tie() -> None:
    dots = dots_of([("P1", "T1", "automatable"), ("P2", "T2", "automatable")])
    placed = matrix.place_tasks(tasks_of(), dots, matrix.Zone())
    said = votes.say_first_tasks(ranked(placed, dots), dots, dots)
    assert said.text == (
        "Of the tasks that a machine could take over (the marked zone), “Sort the mail” and"
        " “Sorting of the mail” lead together with 1 dot each."
    )
    chart = votes.draw_task_ranking(ranked(placed, dots), dots_ranked(placed, dots))
    assert chart is not None
    assert chart.alt.startswith("2 share the first place")
    assert votes.draw_task_ranking(ranked(placed, dots), None) is None


def test_a_task_that_the_dots_put_clearly_first_is_named() -> None:
    dotted = [(f"P{i}", "T1", "automatable") for i in range(9)] + [("P2", "T2", "automatable")]
    dots, placed = dots_of(dotted), placed_tasks(dots=dotted)
    sure, ballots = dots_ranked(placed, dots, top_n=1), votes.task_ballots(dots, placed)
    table = dot_ranking(sure, placed[votes.TASK], "task_id")
    first = votes.say_first_tasks(table, dots, dots)
    assert first.text.endswith("with 9 dots, clearly ahead of all others.")
    assert say_how_sure(sure, ballots, table, "task_id")[1:] == [
        Finding("No single voter decides the first places."),
    ]


def test_dots_of_facilitators(placed: pd.DataFrame) -> None:
    ballots = votes.task_ballots(dots_of(), placed)
    before, after = votes.first_with_and_without(ballots, {"P1"})
    assert (before, after) == ({"T1"}, {"T1", "T2"})
    said = votes.say_facilitators(before, after, 1, placed)
    assert said is not None
    assert said.text.startswith(
        "1 facilitator placed dots. Without those dots, “Sort the mail” and"
    )
    assert said.tone is Tone.DECIDE
    same = votes.say_facilitators(before, before, 2, placed)
    assert same is not None
    assert same.text.endswith("the same would come first.")
    assert votes.say_facilitators(before, after, 0, placed) is None
    none = votes.say_facilitators(set(), set(), 1, placed)
    assert none is not None
    assert none.text == "1 facilitator placed dots."


def test_without_any_other_voter_nothing_comes_first(placed: pd.DataFrame) -> None:
    ballots = votes.task_ballots(dots_of(), placed)
    before, after = votes.first_with_and_without(ballots, {"P1", "P2"})
    assert after == set()
    said = votes.say_facilitators(before, after, 2, placed)
    assert said is not None
    assert "nothing would come first" in said.text
