"""What each question of the World Café brought."""

from __future__ import annotations

import pandas as pd
import pytest
from support.culture_tasks import SAVE, WEEK, WISH, dots_of, tasks_of

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop import matrix, questions


def test_questions_are_counted_by_place(placed: pd.DataFrame) -> None:
    counts = questions.question_counts(placed).set_index("question")
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
    placed = matrix.place_tasks(tasks_of(rows), dots_of([]), matrix.Zone())
    columns = ["question", "inside", "outside", "not_placed", "tasks", "groups"]
    counted = [(WEEK, 0, 0, 0, 0, 0), (SAVE, 1, 2, 0, 3, 2), (WISH, 1, 0, 0, 1, 0)]
    pd.testing.assert_frame_equal(
        questions.question_counts(placed), pd.DataFrame(counted, columns=columns)
    )


def test_who_wrote_where(placed: pd.DataFrame) -> None:
    assert questions.say_questions(questions.question_counts(placed), placed) == Finding(
        "5 tasks came out of the World Café; on 1 board, not every group wrote.", Tone.CAUTION
    )
    nameless = placed.assign(group=None)
    said = questions.say_questions(questions.question_counts(nameless), nameless)
    assert said.text == "5 tasks came out of the World Café."
    # T5 names no group now: the board of wishes may have a note of group B.
    some = placed.assign(group=placed["group"].where(placed["task_id"] != "T5"))
    said = questions.say_questions(questions.question_counts(some), some)
    assert said.text.endswith("; on 1 board, not every group wrote.")
    most = some[some["question"] != WEEK]
    most = pd.concat([most, placed[placed["task_id"] == "T5"].assign(question=WEEK, group=None)])
    said = questions.say_questions(questions.question_counts(most), most)
    assert said.text == "5 tasks came out of the World Café."
    alone = placed.assign(group="A")
    said = questions.say_questions(questions.question_counts(alone), alone)
    assert said.text.endswith("; every group that the notes name wrote on every board.")


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ([1, 1, 1], "The questions bring as many tasks to the zone"),
        ([0, 0, 0], "No task lies in the marked zone"),
        ([0, 0, 1], "“Not enough time given” brings the most tasks to the zone"),
        (
            [2, 2, 1],
            "“A typical week” and “Where time could be saved” bring the most tasks to the zone",
        ),
    ],
)
def test_the_questions_of_most_tasks_in_the_zone_make_the_title(
    inside: list[int], title: str
) -> None:
    counts = {"question": [WEEK, SAVE, WISH], "inside": inside, "outside": 1, "not_placed": 0}
    chart = questions.draw_questions(pd.DataFrame({**counts, "tasks": 2}))
    assert chart is not None
    assert chart.alt.startswith(f"{title}. A typical week: ")
