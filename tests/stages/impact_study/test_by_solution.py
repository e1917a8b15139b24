"""Two solutions in one study are told apart, and never added up."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

from playbook.stages.impact_study.by_solution import gaps_by_solution, say_solutions

SOLUTIONS = frame("solutions", "solution_id name", [("S", "Sorter"), ("V", "Voice")])
GAPS = frame(
    "gaps", "gap_id label solution_id", [("G1", "a", "V"), ("G2", "b", "S"), ("G3", "c", None)]
)
IMPACTS = frame(
    "people_impacts",
    "impact_id gap_id job headcount severity",
    [
        ("I1", "G1", "Clerk", 10, 2), ("I2", "G1", "Clerk", 12, 4), ("I3", "G2", "Clerk", 7, 3),
        ("I4", "G2", "Nurse", None, 1),
    ],
)  # fmt: skip


def test_each_solution_has_its_gaps_jobs_and_people() -> None:
    table = gaps_by_solution(GAPS, IMPACTS, SOLUTIONS)
    assert table["solution"].tolist()[:2] == ["Voice", "Sorter"]
    assert pd.isna(table["solution"].iloc[2])
    assert table["gaps"].tolist() == [1, 1, 1]
    assert table["jobs"].tolist() == [1, 2, 0]
    assert table["people"].iloc[0] == 12
    assert table["people"].isna().tolist() == [False, True, True]
    assert table["worst"].tolist()[:2] == [4, 3]
    said = say_solutions(table)
    assert said is not None
    assert "of 2 solutions (“Voice” and “Sorter”)" in said.text


def test_gaps_without_a_solution_are_counted_beside_one_and_none_named_says_nothing() -> None:
    said = say_solutions(gaps_by_solution(GAPS[1:], IMPACTS, SOLUTIONS))
    assert said is not None
    assert said.text == "1 gap does not say which solution brings it."
    assert say_solutions(gaps_by_solution(GAPS[2:], IMPACTS, SOLUTIONS)) is None
    assert say_solutions(gaps_by_solution(GAPS[:1], IMPACTS, SOLUTIONS)) is None
    assert gaps_by_solution(GAPS[:0], IMPACTS, SOLUTIONS).empty
