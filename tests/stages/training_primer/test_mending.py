"""What has to be mended first in the data of the use cases."""

from __future__ import annotations

from support.primer import NONE, decided, scored, use_cases

from playbook.stages.training_primer.mending import shortcomings
from playbook.stages.training_primer.readiness import DIMENSIONS, case_scores, verdicts


def test_shortcomings_come_with_what_people_noted_the_lowest_first() -> None:
    assessed = scored(U1=[3, 1, NONE, 0, 3, 3])
    table = case_scores(assessed, use_cases("Sort"), decided())
    found = shortcomings(table, verdicts(table, 2, 2), assessed)
    assert found["dimension"].tolist() == ["labelling", "quality", "representativeness"]
    assert found["score"].fillna(-1).tolist() == [0, 1, -1]
    assert found["comment"].iloc[0] == "about labelling"


def test_all_dimensions_of_a_use_case_that_nobody_assessed_are_shortcomings() -> None:
    assessed = scored(U2=[3, 3, 3, 1, 0, 3])
    table = case_scores(assessed, use_cases("Sort", "Draft"), decided(U1="selected"))
    found = shortcomings(table, verdicts(table, 2, 2), assessed)
    assert list(found.columns) == ["title", "dimension", "score", "comment"]
    assert list(zip(found["title"], found["dimension"], strict=True)) == [
        *(("Sort", dimension) for dimension in DIMENSIONS),
        ("Draft", "consolidation"),
        ("Draft", "labelling"),
    ]
    assert found.loc[:5, ["score", "comment"]].isna().all(axis=None)
    assert found.loc[6:, "score"].tolist() == [0, 1]


def test_without_any_assessment_nothing_falls_short() -> None:
    table = case_scores(scored(), use_cases(), decided())
    assert shortcomings(table, verdicts(table, 2, 2), scored()).empty
