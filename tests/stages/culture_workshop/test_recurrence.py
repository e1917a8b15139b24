"""Tasks named under two questions."""

from __future__ import annotations

from support.culture_tasks import SAVE, WEEK, WISH, tasks_of

from playbook.stages.culture_workshop import recurrence


def test_the_same_task_under_two_questions() -> None:
    pairs = recurrence.recurring_tasks(tasks_of(), "en", 0.5)
    assert pairs[["task_id", "other_id"]].to_numpy().tolist() == [["T1", "T2"]]
    assert recurrence.say_recurring(pairs).text == (
        "1 pair of tasks may be one task, named under two questions: confirm it. 1 joins a task"
        " that fills the week to one that could take less time."
    )
    assert "No task" in recurrence.say_recurring(pairs.iloc[:0]).text


def test_one_task_under_three_questions_makes_pairs_not_tasks() -> None:
    rows = [(f"T{i}", "C", q, "A", "Sort mail", 1, 0) for i, q in enumerate([WEEK, SAVE, WISH])]
    said = recurrence.say_recurring(recurrence.recurring_tasks(tasks_of(rows), "en", 0.5))
    assert said.text.startswith("3 pairs of tasks may each be one task")


def test_twice_under_one_question_is_not_recurring() -> None:
    rows = [("T1", "C", WEEK, "A", "Sort mail", 1, 0), ("T2", "C", WEEK, "B", "Sort mail", 1, 0)]
    assert recurrence.recurring_tasks(tasks_of(rows), "en", 0.1).empty
