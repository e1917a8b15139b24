"""Dots outside the marked zone."""

from __future__ import annotations

import pandas as pd
from support.culture_tasks import WEEK, dots_of, dots_ranked, initiatives_of, tasks_of

from playbook.stages.culture_workshop import matrix, precedents, strays


def test_dots_outside_the_zone_are_listed_apart(placed: pd.DataFrame) -> None:
    assert strays.dots_elsewhere(placed)["task_id"].tolist() == ["T3"]
    said = strays.say_elsewhere(strays.dots_elsewhere(placed))
    assert said is not None
    assert said.text.startswith("1 dot lies outside the marked zone and is not ranked: “Study")
    assert strays.say_elsewhere(placed.iloc[:0]) is None


def test_a_dot_on_a_task_without_a_place_is_listed_apart() -> None:
    dots = dots_of([("P1", "T4", "automatable")])
    placed = matrix.place_tasks(tasks_of(), dots, matrix.Zone())
    assert strays.dots_elsewhere(placed)["place"].tolist() == ["not_placed"]
    assert dots_ranked(placed, dots) is None


def test_tasks_with_as_many_dots_stay_in_the_order_of_the_table() -> None:
    rows = [(f"T{i}", "C", WEEK, "A", f"Task {i}", 0.2, 0.3) for i in range(40)]
    dotted = [("P1", f"T{i}", "automatable") for i in range(40)]
    dotted += [("P2", f"T{i}", "automatable") for i in range(0, 40, 3)]
    placed = matrix.place_tasks(tasks_of(rows), dots_of(dotted), matrix.Zone())
    two, one = [i for i in range(40) if i % 3 == 0], [i for i in range(40) if i % 3]
    close = precedents.close_initiatives(placed, initiatives_of([]), "en", 0.2)
    elsewhere = strays.dots_elsewhere(placed)
    assert elsewhere["task_id"].tolist() == [f"T{i}" for i in two + one]
    new = precedents.dotted_without_initiative(placed, close)
    pd.testing.assert_frame_equal(new, elsewhere)
