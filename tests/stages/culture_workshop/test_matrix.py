"""Tasks on the matrix: in the zone, elsewhere, or not yet there."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.charts import words_of
from support.culture_tasks import WEEK, WISH, dots_of, placed_tasks, tasks_of

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop import matrix


def test_places_and_dots_of_each_task(placed: pd.DataFrame) -> None:
    assert placed["place"].tolist() == ["inside", "inside", "outside", "not_placed", "outside"]
    assert placed["automatable"].tolist() == [2, 1, 0, 0, 0]
    assert placed["data_intensive"].tolist() == [1, 0, 1, 0, 0]
    assert placed["dots"].tolist() == [3, 1, 1, 0, 0]


def test_the_edges_of_the_zone_belong_to_it() -> None:
    rows = [(f"T{i}", "C", WEEK, None, "x", r, v) for i, (r, v) in enumerate(
        [(0.5, 0.4), (0.8, 0.4), (0.49, 0.4), (0.81, 0.4), (0.6, 0.2), (0.6, 0.19), (0.6, 0.41)]
    )]  # fmt: skip
    zone = matrix.Zone(0.5, 0.8, 0.2, 0.4)
    places = matrix.place_tasks(tasks_of(rows), dots_of([]), zone)["place"].tolist()
    assert places == ["inside", "inside", *["outside"] * 2, "inside", *["outside"] * 2]


@pytest.mark.parametrize("edges", [(0.8, 0.2, 0, 1), (0, 1.2, 0, 1), (0, 1, 0.5, 0.5)])
def test_an_impossible_zone_is_refused(edges: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="within 0 to 1"):
        matrix.Zone(*edges)


def test_zone_and_tasks_left(placed: pd.DataFrame) -> None:
    said = matrix.say_zone(placed)
    assert said.text.startswith("2 of 4 placed tasks lie in the marked zone. 1 is not placed")
    assert said.tone is Tone.DECIDE
    complete = placed[placed["place"] != "not_placed"]
    assert matrix.say_zone(complete).tone is Tone.RESULT
    outside = matrix.say_zone(complete[complete["place"] != "inside"])
    assert outside.text == "0 of 2 placed tasks lie in the marked zone."
    assert matrix.say_zone(placed.iloc[:0]) == Finding(
        "No task is placed on the matrix yet.", Tone.DECIDE
    )
    assert matrix.not_placed(placed)["task_id"].tolist() == ["T4"]


def test_where_freed_time_could_go(placed: pd.DataFrame) -> None:
    said = matrix.say_freed_time(placed)
    assert said is not None
    assert said.text.startswith("1 of 2 placed tasks that people want more time for is of high")
    one = matrix.say_freed_time(placed[placed["task_id"] == "T3"])
    assert one is not None
    assert one.text.startswith("The 1 placed task")
    assert matrix.say_freed_time(placed[placed["task_id"] == "T5"]) == Finding(
        "None of the placed tasks that people want more time for is of high added value.",
        Tone.CAUTION,
    )
    # T4 is not placed; and high begins in the middle of the matrix.
    assert matrix.say_freed_time(placed.assign(question=WISH, added_value=0.5)) == Finding(
        "All 4 placed tasks that people want more time for are of high added value: time saved has"
        " somewhere to go."
    )
    assert matrix.say_freed_time(placed[placed["question"] == WEEK]) is None


def test_the_zone_is_drawn_as_far_beyond_its_tasks_on_every_side() -> None:
    zone = matrix.Zone(0.5, 0.8, 0.2, 0.4)
    rows = [("T1", "C", WEEK, "A", "x", 0.5, 0.2), ("T2", "C", WEEK, "A", "y", 0.8, 0.4)]
    chart = matrix.draw_tasks(matrix.place_tasks(tasks_of(rows), dots_of([]), zone), zone)
    assert chart is not None
    dashed = re.search(r'<path d="([^"]+)"[^>]* style="fill: none; stroke-dasharray', chart.svg)
    assert dashed is not None
    corners = [tuple(map(float, corner)) for corner in re.findall(r"(\S+) (\S+) \n", dashed[1])]
    points = re.findall(r'<use [^>]* x="(\S+)" y="(\S+)"', chart.svg)
    (left, low), (right, high) = (tuple(map(float, point)) for point in points)
    # The tasks lie on its edges; 0.025 of the axes is drawn beyond.
    aside, up = 0.025 * (right - left) / 0.3, 0.025 * (low - high) / 0.2
    assert corners[0] == pytest.approx((left - aside, low + up), abs=0.03)
    assert corners[2] == pytest.approx((right + aside, high - up), abs=0.03)


@pytest.mark.parametrize(("repetitiveness", "margin"), [(0.49, 0.005), (0.2, 0.025)])
def test_a_task_close_to_the_zone_is_drawn_outside_it(
    repetitiveness: float, margin: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []
    monkeypatch.setattr(
        "playbook.stages.culture_workshop.matrix._draw_zone",
        lambda _axes, _zone, margin: drawn.append(margin),
    )
    repetitive = [0.5, repetitiveness, 0.1]
    rows = [(f"T{i}", "C", WEEK, "A", "x", far, 0.4) for i, far in enumerate(repetitive)]
    matrix.draw_tasks(placed_tasks(rows, []), matrix.Zone())
    assert drawn == [pytest.approx(margin)]


@pytest.mark.parametrize(
    ("tasks", "reading"),
    [
        (12, "Dashed: the marked zone."),
        (13, "Dashed: the marked zone. The first 12 are named."),
    ],
)
def test_without_dots_the_first_tasks_are_named(tasks: int, reading: str) -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(tasks)]
    chart = matrix.draw_tasks(placed_tasks(rows, []), matrix.Zone())
    assert chart is not None
    named = [f"{i + 1}. Task {i} (0 dots)" for i in range(12)]
    words = words_of(chart)
    assert words[words.index(named[0]) :][:12] == named
    assert chart.reading == reading
