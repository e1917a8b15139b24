"""Tasks on the matrix, their dots, and what is close to them."""

from __future__ import annotations

import pandas as pd
import pytest
from support.culture_tasks import (
    DOTS,
    REASONS,
    SAVE,
    WEEK,
    WISH,
    dots_of,
    placed_tasks,
    ranked,
    tasks_of,
)
from support.frames import frame

from playbook.show.findings import Finding, Tone
from playbook.stages import culture_workshop as culture


@pytest.fixture
def placed() -> pd.DataFrame:
    return placed_tasks()


def initiatives_of(rows: list[tuple[str | None, ...]]) -> pd.DataFrame:
    return frame("initiatives", "initiative_id title description status outcome", rows)


def test_places_and_dots_of_each_task(placed: pd.DataFrame) -> None:
    assert placed["place"].tolist() == ["inside", "inside", "outside", "not_placed", "outside"]
    assert placed["automatable"].tolist() == [2, 1, 0, 0, 0]
    assert placed["data_intensive"].tolist() == [1, 0, 1, 0, 0]
    assert placed["dots"].tolist() == [3, 1, 1, 0, 0]


def test_the_edges_of_the_zone_belong_to_it() -> None:
    rows = [(f"T{i}", "C", WEEK, None, "x", r, v) for i, (r, v) in enumerate(
        [(0.5, 0.4), (0.8, 0.4), (0.49, 0.4), (0.81, 0.4), (0.6, 0.2), (0.6, 0.19), (0.6, 0.41)]
    )]  # fmt: skip
    zone = culture.Zone(0.5, 0.8, 0.2, 0.4)
    places = culture.place_tasks(tasks_of(rows), dots_of([]), zone)["place"].tolist()
    assert places == ["inside", "inside", *["outside"] * 2, "inside", *["outside"] * 2]


@pytest.mark.parametrize("edges", [(0.8, 0.2, 0, 1), (0, 1.2, 0, 1), (0, 1, 0.5, 0.5)])
def test_an_impossible_zone_is_refused(edges: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="within 0 to 1"):
        culture.Zone(*edges)


def test_questions_are_counted_by_place(placed: pd.DataFrame) -> None:
    counts = culture.question_counts(placed).set_index("question")
    assert counts.loc[SAVE].tolist() == [1, 0, 1, 2, 2]
    assert counts.loc[WEEK].tolist() == [1, 0, 0, 1, 1]
    assert list(counts.columns) == ["inside", "outside", "not_placed", "tasks", "groups"]


def test_a_question_without_tasks_counts_zero_of_everything() -> None:
    rows = [
        ("T1", "C", SAVE, "A", "x", 0.9, 0.1),
        ("T2", "C", SAVE, "B", "y", 0.1, 0.1),
        ("T3", "C", SAVE, "B", "z", 0.2, 0.1),
        ("T4", "C", WISH, None, "w", 0.8, 0.1),
    ]
    placed = culture.place_tasks(tasks_of(rows), dots_of([]), culture.Zone())
    columns = ["question", "inside", "outside", "not_placed", "tasks", "groups"]
    counted = [(WEEK, 0, 0, 0, 0, 0), (SAVE, 1, 2, 0, 3, 2), (WISH, 1, 0, 0, 1, 0)]
    pd.testing.assert_frame_equal(
        culture.question_counts(placed), pd.DataFrame(counted, columns=columns)
    )


def test_only_the_zone_is_ranked_and_ballots_keep_zeros(placed: pd.DataFrame) -> None:
    ballots = culture.ballot_matrix(dots_of(), placed)
    assert ballots.loc[["P1", "P2", "P3"], ["T1", "T2"]].to_numpy().tolist() == [
        [2, 0],
        [1, 1],
        [0, 0],
    ]
    table = ranked(placed, dots_of())
    assert table[["task_id", "rank", "dots"]].to_numpy().tolist() == [["T1", 1, 3], ["T2", 2, 1]]


def test_dots_outside_the_zone_are_listed_apart(placed: pd.DataFrame) -> None:
    assert culture.dots_elsewhere(placed)["task_id"].tolist() == ["T3"]
    said = culture.say_elsewhere(culture.dots_elsewhere(placed))
    assert said is not None
    assert said.text.startswith("1 dot lies outside the marked zone and is not ranked: “Study")
    assert culture.say_elsewhere(placed.iloc[:0]) is None


def test_tasks_with_as_many_dots_stay_in_the_order_of_the_table() -> None:
    rows = [(f"T{i}", "C", WEEK, "A", f"Task {i}", 0.2, 0.3) for i in range(40)]
    votes = [("P1", f"T{i}", "automatable") for i in range(40)]
    votes += [("P2", f"T{i}", "automatable") for i in range(0, 40, 3)]
    placed = culture.place_tasks(tasks_of(rows), dots_of(votes), culture.Zone())
    two, one = [i for i in range(40) if i % 3 == 0], [i for i in range(40) if i % 3]
    none_close = culture.close_initiatives(placed, initiatives_of([]), "en", 0.2)
    elsewhere = culture.dots_elsewhere(placed)
    assert elsewhere["task_id"].tolist() == [f"T{i}" for i in two + one]
    pd.testing.assert_frame_equal(culture.dotted_without_initiative(placed, none_close), elsewhere)


def test_a_dot_on_a_task_without_a_place_is_listed_apart() -> None:
    dots = dots_of([("P1", "T4", "automatable")])
    placed = culture.place_tasks(tasks_of(), dots, culture.Zone())
    assert culture.dots_elsewhere(placed)["place"].tolist() == ["not_placed"]
    assert culture.dot_robustness(dots, placed, 3, 10, 1) is None


def test_a_tie_for_the_first_place_is_said_as_a_tie() -> None:
    dots = dots_of([("P1", "T1", "automatable"), ("P2", "T2", "automatable")])
    placed = culture.place_tasks(tasks_of(), dots, culture.Zone())
    said = culture.say_first(ranked(placed, dots), dots, dots)
    assert said.text == (
        "“Sort the mail” and “Sorting of the mail” share the first place in the marked zone, with"
        " 1 dot each."
    )
    chart = culture.draw_dots(ranked(placed, dots), culture.dot_robustness(dots, placed, 3, 50, 1))
    assert chart is not None
    assert chart.alt.startswith("2 tasks share the first place")
    assert culture.draw_dots(ranked(placed, dots), None) is None


def test_first_place_and_none(placed: pd.DataFrame) -> None:
    said = culture.say_first(ranked(placed, dots_of()), dots_of(), dots_of())
    assert said.text == "“Sort the mail” comes first in the marked zone, with 3 dots."
    none = dots_of([])
    bare = culture.place_tasks(tasks_of(), none, culture.Zone())
    assert culture.say_first(ranked(bare, none), none, none) == Finding(
        "No task of the marked zone has a dot yet.", Tone.DECIDE
    )


def test_three_tasks_are_named_and_more_are_counted() -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(4)]
    votes = [("P1", f"T{i}", why) for i in range(4) for why in REASONS]
    dots, placed = dots_of(votes), placed_tasks(rows, votes)
    told = initiatives_of([(f"I{i}", f"Task {i}", None, "stopped", None) for i in range(4)])
    three = "“Task 0”, “Task 1”, “Task 2” and 1 more"
    assert culture.say_first(ranked(placed, dots), dots, dots) == Finding(
        f"{three} share the first place in the marked zone, with 2 dots each."
    )
    assert culture.say_facilitators({"T0"}, set(placed["task_id"]), 1, placed) == Finding(
        f"1 facilitator placed dots. Without those dots, {three} would come first: settle whether"
        " they count.",
        Tone.DECIDE,
    )
    assert culture.say_elsewhere(placed) == Finding(
        f"8 dots lie outside the marked zone and are not ranked: {three}. A slip, or a wish to"
        " hear?",
        Tone.DECIDE,
    )
    assert culture.say_reasons(ranked(placed, dots)) == Finding(
        f"Dots in the marked zone: 4 to automate, 4 for data to analyse. {three} got both kinds:"
        " say first what is expected there."
    )
    assert culture.say_ended(told) == Finding(
        f"{three} are close and came to nothing: say why before proposing them again.",
        Tone.CAUTION,
    )


def test_a_task_that_the_dots_put_clearly_first_is_named() -> None:
    votes = [(f"P{i}", "T1", "automatable") for i in range(9)] + [("P2", "T2", "automatable")]
    dots, placed = dots_of(votes), placed_tasks(dots=votes)
    sure = culture.dot_robustness(dots, placed, 1, 200, 1)
    assert culture.say_doubt(sure, dots, placed)[1:] == [
        Finding("The votes put “Sort the mail” clearly ahead of all others."),
        Finding("No single voter decides the first places."),
    ]


def test_few_anonymous_voters_are_not_shown() -> None:
    hidden = culture.protect(dots_of(), True, 5)
    assert hidden.empty
    assert len(culture.protect(dots_of(), True, 3)) == len(DOTS)
    assert len(culture.protect(dots_of(), False, 5)) == len(DOTS)
    said = culture.say_first(pd.DataFrame(), hidden, dots_of())
    assert "anonymous" in said.text
    assert said.tone is Tone.CAUTION


def test_anonymous_dots_are_ranked_with_coarse_figures(placed: pd.DataFrame) -> None:
    blurred = culture.dot_robustness(dots_of(), placed, 3, 500, 1, 0.5)
    exact = culture.dot_robustness(dots_of(), placed, 3, 500, 1)
    assert blurred is not None
    assert exact is not None
    bounds, shares = ["score_low", "score_high"], ["probability_first"]
    assert (blurred.table[bounds] % 0.5 == 0).all(axis=None)
    assert not (exact.table[bounds] % 0.5 == 0).all(axis=None)
    pd.testing.assert_frame_equal(blurred.table[shares], exact.table[shares].round(2))
    assert not exact.table[shares].equals(blurred.table[shares])


def test_dots_of_facilitators(placed: pd.DataFrame) -> None:
    before, after = culture.first_with_and_without(dots_of(), placed, {"P1"})
    assert (before, after) == ({"T1"}, {"T1", "T2"})
    said = culture.say_facilitators(before, after, 1, placed)
    assert said is not None
    assert said.text.startswith(
        "1 facilitator placed dots. Without those dots, “Sort the mail” and"
    )
    assert said.tone is Tone.DECIDE
    same = culture.say_facilitators(before, before, 2, placed)
    assert same is not None
    assert same.text.endswith("the same would come first.")
    assert culture.say_facilitators(before, after, 0, placed) is None
    none = culture.say_facilitators(set(), set(), 1, placed)
    assert none is not None
    assert none.text == "1 facilitator placed dots."


def test_without_any_other_voter_nothing_comes_first(placed: pd.DataFrame) -> None:
    before, after = culture.first_with_and_without(dots_of(), placed, {"P1", "P2"})
    assert after == set()
    said = culture.say_facilitators(before, after, 2, placed)
    assert said is not None
    assert "nothing would come first" in said.text


def test_reasons_and_tasks_with_both(placed: pd.DataFrame) -> None:
    said = culture.say_reasons(ranked(placed, dots_of()))
    assert said is not None
    assert said.text == (
        "Dots in the marked zone: 3 to automate, 1 for data to analyse. “Sort the mail” got both"
        " kinds: say first what is expected there."
    )
    assert culture.say_reasons(ranked(placed, dots_of()).iloc[:0]) is None


def test_zone_and_tasks_left(placed: pd.DataFrame) -> None:
    said = culture.say_zone(placed)
    assert said.text.startswith("2 of 4 placed tasks lie in the marked zone. 1 is not placed")
    assert said.tone is Tone.DECIDE
    complete = placed[placed["place"] != "not_placed"]
    assert culture.say_zone(complete).tone is Tone.RESULT
    outside = culture.say_zone(complete[complete["place"] != "inside"])
    assert outside.text == "0 of 2 placed tasks lie in the marked zone."
    assert culture.say_zone(placed.iloc[:0]) == Finding(
        "No task is placed on the matrix yet.", Tone.DECIDE
    )
    assert culture.not_placed(placed)["task_id"].tolist() == ["T4"]


def test_where_freed_time_could_go(placed: pd.DataFrame) -> None:
    said = culture.say_freed_time(placed)
    assert said is not None
    assert said.text.startswith("1 of 2 placed tasks that people want more time for is of high")
    one = culture.say_freed_time(placed[placed["task_id"] == "T3"])
    assert one is not None
    assert one.text.startswith("The 1 placed task")
    assert culture.say_freed_time(placed[placed["task_id"] == "T5"]) == Finding(
        "None of the placed tasks that people want more time for is of high added value.",
        Tone.CAUTION,
    )
    # T4 is not placed; and high begins in the middle of the matrix.
    assert culture.say_freed_time(placed.assign(question=WISH, added_value=0.5)) == Finding(
        "All 4 placed tasks that people want more time for are of high added value: time saved has"
        " somewhere to go."
    )
    assert culture.say_freed_time(placed[placed["question"] == WEEK]) is None


def test_who_wrote_where(placed: pd.DataFrame) -> None:
    assert culture.say_questions(culture.question_counts(placed), placed) == Finding(
        "5 tasks came out of the World Café; on 1 board, not every group wrote.", Tone.CAUTION
    )
    nameless = placed.assign(group=None)
    said = culture.say_questions(culture.question_counts(nameless), nameless)
    assert said.text == "5 tasks came out of the World Café."
    # T5 names no group now: the board of wishes may have a note of group B.
    some = placed.assign(group=placed["group"].where(placed["task_id"] != "T5"))
    said = culture.say_questions(culture.question_counts(some), some)
    assert said.text.endswith("; on 1 board, not every group wrote.")
    most = some[some["question"] != WEEK]
    most = pd.concat([most, placed[placed["task_id"] == "T5"].assign(question=WEEK, group=None)])
    said = culture.say_questions(culture.question_counts(most), most)
    assert said.text == "5 tasks came out of the World Café."
    alone = placed.assign(group="A")
    said = culture.say_questions(culture.question_counts(alone), alone)
    assert said.text.endswith("; every group that the notes name wrote on every board.")


def test_the_same_task_under_two_questions() -> None:
    pairs = culture.recurring_tasks(tasks_of(), "en", 0.5)
    assert pairs[["task_id", "other_id"]].to_numpy().tolist() == [["T1", "T2"]]
    assert culture.say_recurring(pairs).text == (
        "1 pair of tasks may be one task, named under two questions: confirm it. 1 joins a task"
        " that fills the week to one that could take less time."
    )
    assert "No task" in culture.say_recurring(pairs.iloc[:0]).text


def test_one_task_under_three_questions_makes_pairs_not_tasks() -> None:
    rows = [(f"T{i}", "C", q, "A", "Sort mail", 1, 0) for i, q in enumerate([WEEK, SAVE, WISH])]
    said = culture.say_recurring(culture.recurring_tasks(tasks_of(rows), "en", 0.5))
    assert said.text.startswith("3 pairs of tasks may each be one task")


@pytest.mark.parametrize(
    ("status", "outcome", "ended"),
    [
        ("stopped", None, True),
        ("stopped", "failure", True),
        ("done", "failure", True),
        ("stopped", "success", False),
        ("stopped", "mixed", False),
        ("running", None, False),
    ],
)
def test_an_initiative_that_stopped_after_a_success_did_not_come_to_nothing(
    status: str, outcome: str | None, ended: bool
) -> None:
    told = initiatives_of([("I1", "Mail", None, status, outcome)])
    assert (culture.say_ended(told) is not None) is ended


def test_twice_under_one_question_is_not_recurring() -> None:
    rows = [("T1", "C", WEEK, "A", "Sort mail", 1, 0), ("T2", "C", WEEK, "B", "Sort mail", 1, 0)]
    assert culture.recurring_tasks(tasks_of(rows), "en", 0.1).empty


def test_close_initiatives_carry_their_score(placed: pd.DataFrame) -> None:
    initiatives = initiatives_of(
        [
            ("I1", "Canteen menu", None, "running", None),
            ("I2", "Mail sorted by machine", "Sort the mail", "stopped", "failure"),
        ]
    )
    close = culture.close_initiatives(placed, initiatives, "en", 0.2)
    assert close[["task_id", "initiative_id"]].to_numpy().tolist() == [["T1", "I2"], ["T2", "I2"]]
    assert close["similarity"].between(0.2, 1).all()
    told = culture.initiatives_to_tell(close, initiatives)
    assert told[["initiative_id", "close_tasks", "dots"]].to_numpy().tolist() == [["I2", 2, 4]]
    said, ended = culture.say_initiatives(told, initiatives), culture.say_ended(told)
    assert said is not None
    assert "“Mail sorted by machine”" in said.text
    assert ended is not None
    assert ended.tone is Tone.CAUTION
    new = culture.dotted_without_initiative(placed, close)
    assert new["task_id"].tolist() == ["T3"]
    ground = culture.say_new_ground(new)
    assert ground is not None
    assert ground.text.startswith("“Study complex cases” has dots and no initiative")


def test_an_initiative_of_the_same_words_passes_a_threshold_of_one(placed: pd.DataFrame) -> None:
    initiatives = initiatives_of([(f"I-{t}", t, None, "running", None) for t in placed["text"]])
    close = culture.close_initiatives(placed, initiatives, "en", 1.0)
    assert sorted(close["initiative"]) == sorted(placed["text"])
    assert close["initiative"].eq(close["text"]).all()


def test_the_tables_have_the_columns_that_are_promised(placed: pd.DataFrame) -> None:
    task = ["task_id", "text", "question", "group", "repetitiveness", "added_value", "place"]
    task += ["automatable", "data_intensive", "dots"]
    initiatives = initiatives_of([("I1", "Sort the mail", None, "running", None)])
    close = culture.close_initiatives(placed, initiatives, "en", 0.2)
    new = culture.dotted_without_initiative(placed, close)
    for table in (placed, culture.not_placed(placed), culture.dots_elsewhere(placed), new):
        assert list(table.columns) == task
        assert table.index.tolist() == list(range(len(table)))
    columns = "task_id text dots initiative_id initiative status similarity"
    assert list(close.columns) == columns.split()
    told = culture.initiatives_to_tell(close, initiatives)
    columns = "initiative_id title department status outcome close_tasks dots lesson"
    assert list(told.columns) == columns.split()
    pairs = culture.recurring_tasks(tasks_of(), "en", 0.2)
    columns = "task_id text question other_id other_text other_question similarity"
    assert list(pairs.columns) == columns.split()
    ranking = ranked(placed, dots_of())
    columns = "rank task_id text question dots automatable data_intensive tied tier rank_low"
    columns += " rank_high probability_first probability_top"
    assert list(ranking.columns) == columns.split()
    assert list(culture.dot_ranking(None, placed).columns) == columns.split()


def test_no_initiative(placed: pd.DataFrame) -> None:
    none = initiatives_of([])
    close = culture.close_initiatives(placed, none, "en", 0.2)
    told = culture.initiatives_to_tell(close, none)
    assert told.empty
    assert culture.say_initiatives(told, none) is None
    far = initiatives_of([("I1", "Canteen menu", None, "running", None)])
    assert culture.say_initiatives(told, far) == Finding(
        "No initiative of the company is close to these tasks.", Tone.CAUTION
    )
    assert culture.say_ended(told) is None
    assert culture.say_new_ground(placed.iloc[:0]) is None
