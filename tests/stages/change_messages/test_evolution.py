"""How phases and answers move from survey to survey."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest
from support.charts import height_of, words_of
from support.perceptions import DEPARTMENTS, now_of, pulse_of, surveys
from support.sentences import texts

from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.change_messages import anonymity, evolution, perception
from playbook.stages.change_messages.rule import CODES


def drawn(phases: pd.DataFrame) -> Chart | None:
    """The answers drawn, where the mean of fear lies in a band half a point wide."""
    fear = phases.set_index(["date", "department"])["fear"]
    bands = pd.DataFrame({"low": fear - 0.25, "high": fear + 0.25})
    return evolution.draw_answers(phases, bands)


def exact_of(**surveys: str) -> pd.DataFrame:
    """Surveys of one department, each in a certain phase."""
    rows = [
        {"department": "Claims", "date": pd.Timestamp(f"2026-{month[1:]}-01"), "phase": code}
        | {"again": np.full(100, CODES.index(code))}
        for month, code in surveys.items()
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("last", "direction"),
    [("phase_3", "forward"), ("between_1_2", "same"), ("phase_1", "back")],
)
def test_moves_compare_the_last_survey_with_the_first(last: str, direction: str) -> None:
    table = evolution.moves(exact_of(m06=last, m01="between_1_2", m03="phase_3"))
    assert table["direction"].tolist() == [direction]
    assert table[["move_low", "move_high"]].to_numpy().tolist() == [[0.9, 1.0]]
    assert table["first_date"].dt.month.tolist() == [1]
    assert evolution.moves(exact_of(m01="phase_1")).empty


def test_a_department_with_one_survey_hides_no_move_of_the_next() -> None:
    once = exact_of(m01="phase_1").assign(department="Advice")
    table = evolution.moves(pd.concat([once, exact_of(m01="phase_1", m06="phase_2")]))
    assert table.to_dict("records") == [
        {
            "department": "Claims",
            "first_date": pd.Timestamp("2026-01-01"),
            "phase_before": "phase_1",
            "date": pd.Timestamp("2026-06-01"),
            "phase_now": "phase_2",
            "direction": "forward",
            "move_low": 0.9,
            "move_high": 1.0,
        }
    ]


def test_the_chance_of_a_move_counts_both_surveys() -> None:
    exact = exact_of(m01="phase_1", m02="phase_2")
    # Among people of four kinds, 25 surveys each: 20, 15, 10 and 5 of 25 go forward.
    forward = np.concatenate([np.arange(25) < count for count in (20, 15, 10, 5)])
    exact.at[1, "again"] = np.where(forward, CODES.index("phase_2"), 0)
    table = evolution.moves(exact)
    # The ends of 0.2, 0.4, 0.6 and 0.8 are 0.23 and 0.77 for nine of ten.
    assert table[["move_low", "move_high"]].to_numpy().tolist() == [[0.2, 0.8]]


def test_no_answers() -> None:
    exact = perception.phases_by_survey(pulse_of({}), 0.25, 10, 1)
    assert exact.empty
    assert anonymity.publish(exact).empty
    assert evolution.moves(exact).empty
    assert perception.latest(exact, datetime.date(2026, 9, 30)).empty


def moves_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["department", "direction", "move_low"])


def test_moves_in_words() -> None:
    table = moves_of(
        ("A", "forward", 0.9), ("B", "same", 0.9), ("C", "back", 0.9), ("D", "forward", 0.4)
    )
    findings = [finding for finding in evolution.say_moves(table, now_of(DEPARTMENTS)) if finding]
    tones = [finding.tone for finding in findings]
    assert tones == [Tone.RESULT, Tone.DECIDE, Tone.DECIDE, Tone.CAUTION]
    assert texts(findings) == [
        "1 of 4 departments moved forward from its first survey to its last: A.",
        "No move from the first survey to the last: B. Ask whether the messages were heard.",
        "Back from the first survey to the last: C. Ask why before going on.",
        "Too close to tell whether it moved: D.",
    ]
    both = evolution.say_moves(
        moves_of(("A", "forward", 0.9), ("B", "forward", 0.9)), now_of(DEPARTMENTS)
    )
    assert texts(both) == ["All 2 departments moved forward from their first survey to their last."]
    none = evolution.say_moves(moves_of(), now_of(DEPARTMENTS))
    assert none == [Finding("One survey a department tells no evolution yet.", Tone.CAUTION)]


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.5, "1 of 1 departments moved forward from its first survey to its last: A."),
        (0.4, "Too close to tell whether it moved: A."),
    ],
)
def test_a_move_is_said_where_it_is_likelier_than_not(chance: float, text: str) -> None:
    said = evolution.say_moves(moves_of(("A", "forward", chance)), now_of(DEPARTMENTS))
    assert texts(said) == [text]


def test_nothing_is_said_of_moves_when_no_department_is_shown() -> None:
    assert evolution.say_moves(moves_of(), now_of({})) == []


@pytest.mark.parametrize(
    ("fear", "title"),
    [
        ([4, 3], "Less fear at the last survey than at the first, in every department shown"),
        ([3, 3], "What each department answered"),
        ([3, 4], "What each department answered"),
        ([3, 2.9], "What each department answered"),
        ([3, float("nan")], "What each department answered"),
        ([float("nan"), 3], "What each department answered"),
    ],
)
def test_the_figure_of_the_answers_says_where_fear_fell(fear: list[float], title: str) -> None:
    chart = drawn(surveys(3, 2, fear))
    assert chart is not None
    assert chart.alt.startswith(f"{title}. Department 00: fear")


def test_where_fear_fell_is_named_when_it_is_not_everywhere() -> None:
    table = surveys(2, 2, [4, 3])
    table.loc[3, "fear"] = 5
    chart = drawn(table)
    assert chart is not None
    assert chart.alt.startswith("Less fear at the last survey than at the first: Department 00.")


@pytest.mark.parametrize(
    ("last", "title"),
    [
        (2, "Less fear at the last survey than at the first: Department 00"),
        (4, "What each department answered"),
    ],
)
def test_nothing_is_claimed_of_a_fear_that_is_left_out(last: float, title: str) -> None:
    table = surveys(2, 2, [4, last])
    table.loc[3, "fear"] = float("nan")
    chart = drawn(table)
    assert chart is not None
    assert chart.alt.startswith(f"{title}. Department 00: fear 4.0 → {last}.0, understanding 2.0")
    assert "Department 01: fear 4.0 → –, understanding 2.0" in chart.alt
    reading = " ".join(words_of(chart))
    assert "the middle, 3. A mean is left out where all gave the same answer." in reading


def test_a_mean_left_out_between_two_others_hides_no_fall() -> None:
    chart = drawn(surveys(1, 3, [4, float("nan"), 3]))
    assert chart is not None
    assert chart.alt.startswith(
        "Less fear at the last survey than at the first, in every department shown. Department 00:"
    )


def test_falls_of_fear_that_are_not_named_are_counted() -> None:
    table = surveys(6, 2, [4, 3])
    table.loc[11, "fear"] = 5
    names = {"Department 00": "D" * 31, "Department 05": "Long name " * 4}
    table = table.replace({"department": names})
    chart = drawn(table)
    assert chart is not None
    assert f"{'D' * 29}…" in words_of(chart)  # above its lines, on one line
    assert chart.alt.startswith(
        f"Less fear at the last survey than at the first: {'D' * 29}…, Department 01, Department 02"
        " and 2 more."
    )
    assert "Long name Long name Long name…" in words_of(chart)


def test_the_lines_are_named_above_the_panels() -> None:
    chart = drawn(surveys(4, 2, [4, 3]))
    assert chart is not None
    assert 0 < height_of(chart, "fear") < height_of(chart, "Department 00") - 10


def test_departments_asked_on_different_days_share_one_dated_axis() -> None:
    table = surveys(2, 3, [4, 3, 2]).drop(index=[2, 3])  # 2020 and 2021; 2021 and 2022
    chart = drawn(table)
    assert chart is not None
    days = [word for word in words_of(chart) if word.startswith("1 Jan")]
    assert days == ["1 Jan 2020", "1 Jan 2022"] * 2


def test_one_survey_shows_no_evolution() -> None:
    assert drawn(surveys(3, 1, [4])) is None


def test_many_departments_and_surveys_stay_drawable() -> None:
    table = surveys(50, 10, [3.0] * 10)
    now = perception.latest(table, datetime.date(2030, 1, 1))
    phases, answers = perception.draw_phases(table, now, 10_000), drawn(table)
    assert phases is not None
    assert answers is not None
    assert phases.alt.startswith("0 of 50 departments are in phase 3")
    assert "Department 11" in phases.svg
    assert "Department 12" not in phases.svg
    assert len(phases.svg) + len(answers.svg) < 250_000
