"""The figures of the culture workshop: their titles, what they name, where they draw it."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.charts import words_of
from support.culture_tasks import (
    ROWS,
    SAVE,
    WEEK,
    WISH,
    dots_of,
    placed_tasks,
    ranked,
    tasks_of,
)

from playbook.show.chart import Chart
from playbook.stages import culture_workshop as culture


def figures(placed: pd.DataFrame, dots: pd.DataFrame) -> list[Chart | None]:
    sure = culture.dot_robustness(dots, placed, 3, 200, 1)
    table = culture.dot_ranking(sure, placed)
    return [
        culture.draw_questions(culture.question_counts(placed)),
        culture.draw_matrix(placed, culture.Zone()),
        culture.draw_dots(table, sure),
        culture.draw_reasons(table),
    ]


def test_figures_say_their_finding() -> None:
    titles = [chart.alt.split(".")[0] for chart in figures(placed_tasks(), dots_of()) if chart]
    assert titles[1] == "2 of 4 placed tasks lie in the marked zone"
    assert titles[2].startswith("“Sort the mail” comes first")
    assert titles[3].startswith("Most dots say: automate")


def test_without_rows_everything_is_empty_and_nothing_is_drawn() -> None:
    placed, dots = placed_tasks([], []), dots_of([])
    assert figures(placed, dots) == [None] * 4
    assert culture.recurring_tasks(tasks_of([]), "en", 0.4).empty
    assert culture.say_doubt(None, dots, placed) == []


def test_one_task_without_dots_is_drawn() -> None:
    charts = figures(placed_tasks(ROWS[:1], []), dots_of([]))
    drawn = [chart is not None for chart in charts]
    assert drawn == [True, True, False, False]


def test_the_reasons_of_all_dots_make_the_title() -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(20)]
    votes = [(f"P{p}", f"T{i}", "automatable") for i in range(12) for p in (1, 2)]
    votes += [(f"P{p}", f"T{i}", "data_intensive") for i in range(12, 20) for p in (1, 2)]
    votes += [("P3", f"T{i}", "data_intensive") for i in range(12)]
    chart = culture.draw_reasons(ranked(placed_tasks(rows, votes), dots_of(votes)))
    assert chart is not None
    assert chart.alt.startswith("Most dots say: data.")
    assert len(re.findall(r"Task \d+", chart.alt)) == 20


@pytest.mark.parametrize(
    ("automatable", "data", "title"),
    [
        (2, 1, "Most dots say: automate"),
        (1, 2, "Most dots say: data"),
        (1, 1, "As many dots to automate as for data to analyse"),
    ],
)
def test_what_most_dots_mean_makes_the_title(automatable: int, data: int, title: str) -> None:
    dotted = {"text": ["Sort the mail"], "automatable": automatable, "data_intensive": data}
    chart = culture.draw_reasons(pd.DataFrame(dotted))
    assert chart is not None
    assert chart.alt.startswith(f"{title}. Sort the mail: ")


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
    chart = culture.draw_questions(pd.DataFrame({**counts, "tasks": 2}))
    assert chart is not None
    assert chart.alt.startswith(f"{title}. A typical week: ")


def test_the_zone_is_drawn_as_far_beyond_its_tasks_on_every_side() -> None:
    zone = culture.Zone(0.5, 0.8, 0.2, 0.4)
    rows = [("T1", "C", WEEK, "A", "x", 0.5, 0.2), ("T2", "C", WEEK, "A", "y", 0.8, 0.4)]
    chart = culture.draw_matrix(culture.place_tasks(tasks_of(rows), dots_of([]), zone), zone)
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
        "playbook.stages.culture_workshop.figures._draw_zone",
        lambda _axes, _zone, margin: drawn.append(margin),
    )
    repetitive = [0.5, repetitiveness, 0.1]
    rows = [(f"T{i}", "C", WEEK, "A", "x", far, 0.4) for i, far in enumerate(repetitive)]
    culture.draw_matrix(placed_tasks(rows, []), culture.Zone())
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
    chart = culture.draw_matrix(placed_tasks(rows, []), culture.Zone())
    assert chart is not None
    named = [f"{i + 1}. Task {i} (0 dots)" for i in range(12)]
    words = words_of(chart)
    assert words[words.index(reading) :][:13] == [reading, *named]


def test_five_hundred_equal_tasks_are_drawn_with_twelve_names() -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(500)]
    votes = [(f"P{i % 5}", f"T{i}", "automatable") for i in range(500)]
    charts = figures(placed_tasks(rows, votes), dots_of(votes))
    matrix = charts[1]
    assert matrix is not None
    assert "12. Task 11 (1 dot)" in matrix.svg
    assert "13. Task 12" not in matrix.svg
    assert all(chart is not None and len(chart.svg) < 250_000 for chart in charts)
