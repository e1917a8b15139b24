"""Impact study: the gaps that the groups found."""

from __future__ import annotations

import pytest
from support.impacts import gaps_found

from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study import gaps


def test_gaps_are_counted_by_group_and_those_without_one_come_last() -> None:
    table = gaps.group_counts(
        gaps_found(
            ("G1", None, "a", "x", "y"), ("G2", "B", "b", "x", None), ("G3", "A", "c", "x", "y"),
            ("G4", "B", "d", "x", "y"),
        )
    )  # fmt: skip
    assert table["group"].fillna("?").tolist() == ["B", "A", "?"]
    assert table["gaps"].tolist() == [2, 1, 1]
    assert table["described"].tolist() == [1, 1, 1]
    assert gaps.say_found(table) == Finding(
        "4 gaps were found (3 of them by 2 groups). 1 does not say both how it is today and how it"
        " will be.",
        Tone.CAUTION,
    )
    one = gaps.say_found(gaps.group_counts(gaps_found(("G1", None, "a", "x", "y"))))
    assert one.text == "1 gap was found, with today and the target."
    two = gaps.group_counts(gaps_found(("G1", "A", "a", "x", "y"), ("G2", "A", "b", "x", "y")))
    assert gaps.say_found(two).text == (
        "2 gaps were found by 1 group, each with today and the target."
    )


def test_groups_keep_the_order_of_the_table_however_many_they_are() -> None:
    names = [f"{i * 7 % 40}" for i in range(40)]
    rows = [(f"G{i}", name, "a", None, None) for i, name in enumerate(["", *names])]
    assert gaps.group_counts(gaps_found(*rows))["group"].fillna("?").tolist() == [*names, "?"]


def test_without_a_gap_there_is_something_to_do() -> None:
    none = gaps.group_counts(gaps_found())
    assert gaps.say_found(none) == Finding("No gap is described yet.", Tone.DECIDE)


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_gaps_is_counted(count: int) -> None:
    found = gaps_found(*[(f"G{i}", f"{i % 7}", f"Gap {i}", None, None) for i in range(count)])
    assert gaps.group_counts(found)["gaps"].sum() == count
    assert gaps.say_found(gaps.group_counts(found)).text
