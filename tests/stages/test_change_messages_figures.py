"""What the figures of the phases of perception show and claim."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.stages import change_messages as change
from playbook.stages.change_messages.phase_figures import SHADES


def surveys(departments: int, dates: int, fear: list[float]) -> pd.DataFrame:
    rows = [
        (f"Department {d:02}", pd.Timestamp(2020 + t, 1, 1), 8, "phase_1", 0.9, fear[t], 2, 2, 2)
        for d in range(departments)
        for t in range(dates)
    ]
    columns = ["department", "date", "respondents", "phase", "chance"]
    answers = ["fear", "understanding", "disappointment", "daily_use"]
    return pd.DataFrame(rows, columns=[*columns, *answers])


def words_of(chart: Chart) -> list[str]:
    """The words that are drawn."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", chart.svg)


def test_the_map_of_phases_says_who_is_where() -> None:
    table = surveys(2, 2, [4, 3])
    chart = change.draw_phases(table)
    assert chart is not None
    assert chart.alt.startswith("Department 00 and Department 01 are in phase 1. Department 00, 1")
    assert change.draw_phases(table.iloc[:0]) is None
    one = change.draw_phases(table.iloc[:1])
    assert one is not None
    assert "rotate(-90)" not in one.svg  # the name of one department alone can be read too


def test_a_phase_has_its_mark_and_shade_whatever_the_others_are() -> None:
    table = surveys(2, 2, [4, 3]).assign(phase=["phase_2", "between_2_3"] * 2, chance=0.55)
    chart = change.draw_phases(table[1:])
    assert chart is not None
    cells = ["2–3", "55%", "2", "55%", "2–3", "55%"]  # none where there was no survey
    assert words_of(chart)[6:12] == cells
    assert set(re.findall("fill: (#[0-9a-f]{6})", chart.svg)) & set(SHADES) == {
        SHADES[2],
        SHADES[3],
    }


def test_dates_are_drawn_in_the_language_of_the_report() -> None:
    with speaking("fr"):
        chart = change.draw_phases(surveys(1, 1, [4]))
    assert chart is not None
    assert words_of(chart)[:2] == ["1 janv.", "2020"]


@pytest.mark.parametrize(
    ("departments", "title"),
    [
        (4, "Department 00, Department 01, Department 02 and Department 03 are in phase 3. Dep"),
        (5, "5 of 5 departments are in phase 3. Department 00, 1 January 2020: Phase 3"),
    ],
)
def test_the_map_counts_the_departments_that_it_cannot_name(departments: int, title: str) -> None:
    chart = change.draw_phases(surveys(departments, 1, [4]).assign(phase="phase_3"))
    assert chart is not None
    assert chart.alt.startswith(title)


@pytest.mark.parametrize(
    ("fear", "title"),
    [
        ([4, 3], "Fear has fallen in every department shown"),
        ([3, 3], "Fear has fallen nowhere"),
        ([3, float("nan")], "What each department answered"),
        ([float("nan"), 3], "What each department answered"),
    ],
)
def test_the_figure_of_the_answers_says_where_fear_fell(fear: list[float], title: str) -> None:
    chart = change.draw_answers(surveys(3, 2, fear))
    assert chart is not None
    assert chart.alt.startswith(f"{title}. Department 00: fear")


def test_where_fear_fell_is_named_when_it_is_not_everywhere() -> None:
    table = surveys(2, 2, [4, 3])
    table.loc[3, "fear"] = 5
    chart = change.draw_answers(table)
    assert chart is not None
    assert chart.alt.startswith("Fear has fallen in Department 00.")


@pytest.mark.parametrize(
    ("last", "title"),
    [(2, "Fear has fallen in Department 00"), (4, "What each department answered")],
)
def test_nothing_is_claimed_of_a_fear_that_is_left_out(last: float, title: str) -> None:
    table = surveys(2, 2, [4, last])
    table.loc[3, "fear"] = float("nan")
    chart = change.draw_answers(table)
    assert chart is not None
    assert chart.alt.startswith(f"{title}. Department 00: fear 4.0 → {last}.0, understanding 2.0")
    assert "Department 01: fear 4.0 → –, understanding 2.0" in chart.alt
    reading = " ".join(words_of(chart))
    assert "the middle, 3. A mean is left out where all gave the same answer." in reading


def test_a_mean_left_out_between_two_others_hides_no_fall() -> None:
    chart = change.draw_answers(surveys(1, 3, [4, float("nan"), 3]))
    assert chart is not None
    assert chart.alt.startswith(
        "Fear has fallen in every department shown. Department 00: fear 4.0"
    )


def test_falls_of_fear_that_are_not_named_are_counted() -> None:
    table = surveys(6, 2, [4, 3])
    table.loc[11, "fear"] = 5
    names = {"Department 00": "D" * 31, "Department 05": "Long name " * 4}
    table = table.replace({"department": names})
    chart = change.draw_answers(table)
    assert chart is not None
    assert chart.alt.startswith(
        f"Fear has fallen in {'D' * 29}…, Department 01, Department 02 and 2 more."
    )
    assert "Long name Long name Long name…" in words_of(chart)  # above its lines, on one line


def test_departments_asked_on_different_days_share_one_dated_axis() -> None:
    table = surveys(2, 3, [4, 3, 2]).drop(index=[2, 3])  # 2020 and 2021; 2021 and 2022
    chart = change.draw_answers(table)
    assert chart is not None
    years = [word for word in words_of(chart) if word.startswith("20")]
    assert years == ["2020", "2022"] * 2


def test_one_survey_shows_no_evolution() -> None:
    assert change.draw_answers(surveys(3, 1, [4])) is None


def test_many_departments_and_surveys_stay_drawable() -> None:
    table = surveys(50, 10, [3.0] * 10)
    phases, answers = change.draw_phases(table), change.draw_answers(table)
    assert phases is not None
    assert answers is not None
    assert phases.alt.startswith("0 of 50 departments are in phase 3")
    assert "Department 11" in phases.svg
    assert "Department 12" not in phases.svg
    assert len(phases.svg) + len(answers.svg) < 250_000
