"""Two solutions in one study are told apart, and never added up."""

from __future__ import annotations

from datetime import date

import pandas as pd
from support.frames import frame
from support.impacts import on_organisation
from support.typed_tables import typed

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.impact_study import by_solution, deployment, severity
from playbook.stages.impact_study.by_solution import count_gaps, say_solutions, studies
from playbook.stages.shared.parts import in_one, together

SOLUTIONS = frame("solutions", "solution_id name", [("S", "Sorter"), ("V", "Voice")])
GAPS = frame(
    "gaps", "gap_id label solution_id", [("G1", "a", "V"), ("G2", "b", "S"), ("G3", "c", None)]
)
IMPACTS = frame(
    "people_impacts",
    "impact_id gap_id job headcount severity skill_change tasks training_offer",
    [
        ("I1", "G1", "Clerk", 10, 2, None, None, None),
        ("I2", "G1", "clerk ", 12, 4, None, "x", "y"),
        ("I3", "G2", "Clerk", 7, 5, None, "x", "y"),
        ("I4", "G2", "Nurse", None, 1, None, None, None),
    ],
)  # fmt: skip
SYSTEMS = on_organisation(("O1", "G2", "culture", "Own words go", 3))


def apart(gaps: pd.DataFrame = GAPS) -> list[by_solution.Study]:
    return studies(gaps, IMPACTS, SYSTEMS, SOLUTIONS)


def test_each_solution_has_its_gaps_and_their_impacts() -> None:
    voice, sorter, silent = apart()
    assert [part.name for part in apart()] == ["Voice", "Sorter", "Solution not said"]
    assert [len(part.on_people) for part in (voice, sorter, silent)] == [2, 2, 0]
    assert [len(part.on_organisation) for part in (voice, sorter, silent)] == [0, 1, 0]
    with speaking("fr"):
        assert apart()[2].name == "Solution non indiquée"


def test_counts_are_of_one_solution_each_job_once() -> None:
    table = count_gaps(apart())
    assert table["gaps"].tolist() == [1, 1, 1]
    assert table["jobs"].tolist() == [1, 2, 0]
    assert table["known_people"].tolist()[:2] == [12, 7]
    assert table["all_people"].isna().tolist() == [False, True, True]
    assert table["worst"].tolist()[:2] == [4, 5]


def test_a_job_that_two_solutions_touch_has_a_severity_for_each() -> None:
    jobs = together(apart(), lambda part: severity.touched_jobs(part.on_people))
    clerks = jobs[jobs["job"] == "Clerk"]
    assert list(zip(clerks["solution"], clerks["severity"], clerks["headcount"], strict=True)) == [
        ("Voice", 4, 12), ("Sorter", 5, 7),
    ]  # fmt: skip


def test_what_comes_first_comes_first_of_its_solution() -> None:
    listed = together(apart(), lambda part: deployment.to_settle(*part.impacts, 4))
    assert list(zip(listed["solution"], listed["impact_id"], listed["rank"], strict=True)) == [
        ("Voice", "I2", 1), ("Sorter", "I3", 1),
    ]  # fmt: skip


def test_the_answer_tells_of_each_solution_and_is_to_be_decided_where_one_is() -> None:
    said = [
        part.named(*deployment.say_settle(deployment.to_settle(*part.impacts, 4)))[0]
        for part in apart()
    ]
    answer = in_one([finding for finding in said if finding])
    assert answer.tone is Tone.DECIDE
    assert [name in answer.text for name in ("Voice. 1 point", "Sorter. 1 point")] == [True, True]
    assert "Solution not said. By the rule stated below, none" in answer.text
    assert in_one([finding for finding in said[2:] if finding]).tone is Tone.RESULT


def test_a_figure_says_which_solution_it_shows_where_there_are_several() -> None:
    drawn = [
        severity.draw_jobs(severity.touched_jobs(part.on_people), 4, part.heading)
        for part in (apart()[0], *apart(GAPS[:1]))
    ]
    assert [chart.title for chart in drawn if chart] == [
        "Voice. Only one job is affected heavily: “Clerk”",
        "Only one job is affected heavily: “Clerk”",
    ]


def test_two_solutions_of_one_name_stay_two() -> None:
    names = studies(GAPS, IMPACTS, SYSTEMS, SOLUTIONS.assign(name="Sorter"))
    assert [part.name for part in names][:2] == ["Sorter (V)", "Sorter (S)"]


def test_several_solutions_and_gaps_that_name_none_are_said() -> None:
    def said(gaps: pd.DataFrame) -> list[str]:
        return [finding.text for finding in say_solutions(apart(gaps)) if finding]

    silent = "1 gap does not say which solution brings it, and stands apart."
    first, second = said(GAPS)
    assert "of 2 solutions: “Voice” and “Sorter”. What follows looks at each by itself" in first
    assert second == silent
    assert said(GAPS[1:]) == [silent]
    assert said(GAPS[2:]) == said(GAPS[:1]) == []
    assert apart(GAPS[:0]) == []


def test_what_is_in_use_was_to_be_settled_before() -> None:
    usage = typed(
        "usage", "2026-01-05, S1, Sales, 0, 10", "2026-02-02, S1, Sales, 3, 10",
        "2026-01-12, S2, Sales, 1, 10", "2026-05-01, S1, Sales, 9, 10",
    )  # fmt: skip
    gaps = pd.DataFrame({"solution_id": ["S1", None]})
    since = deployment.in_use_since(gaps, usage, date(2026, 3, 1))
    assert since == date(2026, 2, 2)  # nobody used it before
    assert deployment.in_use_since(gaps, usage, date(2026, 1, 31)) is None
    table = deployment.to_settle(IMPACTS, SYSTEMS, 4)
    asked = deployment.say_settle(table, since)[0]
    assert asked is not None
    assert "were to be settled before deployment. It has been in use since 2 Feb" in asked.text
    assert asked.tone is Tone.DECIDE
