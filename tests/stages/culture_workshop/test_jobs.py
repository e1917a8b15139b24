"""Two jobs in one campaign are looked at each by itself."""

from __future__ import annotations

from support.frames import frame

from playbook.show.findings import Finding
from playbook.stages.culture_workshop import jobs, matrix

TASKS = frame(
    "tasks",
    "task_id job question text repetitiveness added_value",
    [
        ("T1", "Clerk", "typical_week", "Type", 0.9, 0.1),
        ("T2", "Nurse", "typical_week", "Fold", 0.9, 0.1),
        ("T3", "Clerk", "typical_week", "File", 0.8, 0.2),
    ],
)
DOTS = frame(
    "task_dots",
    "participant_id task_id reason",
    [("P1", "T1", "automatable"), ("P2", "T1", "automatable"), ("P3", "T2", "automatable")],
)
PARTS = jobs.by_job(TASKS, matrix.place_tasks(TASKS, DOTS, matrix.Zone()), DOTS)


def test_each_job_has_its_tasks_and_the_dots_on_them() -> None:
    assert [part.name for part in PARTS] == ["Clerk", "Nurse"]
    assert [list(part.placed["task_id"]) for part in PARTS] == [["T1", "T3"], ["T2"]]
    assert [list(part.dots["participant_id"]) for part in PARTS] == [["P1", "P2"], ["P3"]]


def test_who_voted_on_another_job_is_no_voter_of_this_one() -> None:
    votes = [jobs.vote_of(part, 1, 100, 1) for part in PARTS]
    assert [list(vote.ballots.index) for vote in votes] == [["P1", "P2"], ["P3"]]
    assert [list(vote.ranking["task_id"]) for vote in votes] == [["T1"], ["T2"]]
    assert [list(vote.ranking["rank"]) for vote in votes] == [[1], [1]]


def test_sentences_name_the_job_only_where_there_are_several() -> None:
    said = PARTS[0].named(Finding("Two tasks."), None)
    assert said == [Finding("Clerk. Two tasks."), None]
    one = jobs.by_job(TASKS[:1], matrix.place_tasks(TASKS[:1], DOTS[:1], matrix.Zone()), DOTS[:1])
    assert one[0].named(Finding("One task.")) == [Finding("One task.")]
    assert jobs.say_jobs(one) is None
    assert jobs.shown(one, ["text"]) == ["text"]
    several = jobs.say_jobs(PARTS)
    assert several is not None
    assert "2 jobs: “Clerk” and “Nurse”" in several.text


def test_results_of_all_jobs_stand_in_one_table_with_the_job_first() -> None:
    table = jobs.together(PARTS, lambda part: part.placed)
    assert next(iter(table.columns)) == "job"
    assert list(zip(table["job"], table["task_id"], strict=True)) == [
        ("Clerk", "T1"), ("Clerk", "T3"), ("Nurse", "T2"),
    ]  # fmt: skip
