"""The phase of each department: how sure it is, what is said and drawn."""

from __future__ import annotations

import datetime
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from scipy.stats import betabinom
from support.charts import words_of
from support.perceptions import AFRAID, AT_EASE, DEPARTMENTS, LET_DOWN, now_of, pulse_of, surveys

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.change_messages import perception
from playbook.stages.change_messages.perception import SHADES
from playbook.stages.change_messages.rule import CODES, phase_numbers


def drawn(phases: pd.DataFrame) -> Chart | None:
    """The map of phases, on the day after the last survey."""
    last = phases["date"].max() if len(phases) else pd.Timestamp("2026-01-01")
    now = perception.latest(phases, last.date())
    return perception.draw_phases(phases, now, 10_000)


def test_surveys_held_again_follow_the_beta_binomial() -> None:
    answers = np.array([AFRAID] * 2 + [AT_EASE] * 4, dtype=float)
    again = perception.phases_again(answers, 0.25, 200_000, 1)
    # With k of 6 people afraid, understanding minus fear is 4 (6 - 2k) / 6: fear is ahead for
    # k > 3; for k = 3 neither is; daily use is 5 - 4k/6, above 3.25 for k < 2.625. The share of
    # people who are afraid is drawn from a beta distribution.
    drawn = betabinom(6, 2, 4)
    for code, chance in (
        ("phase_1", drawn.sf(3)), ("between_1_2", drawn.pmf(3)), ("phase_3", drawn.cdf(2)),
    ):  # fmt: skip
        assert (again == CODES.index(code)).mean() == pytest.approx(chance, abs=0.015)


def test_the_chance_of_a_phase_holds_in_nine_of_ten_surveys() -> None:
    rng = np.random.default_rng(1)
    held = []
    for _department in range(60):
        means = rng.normal(3, 0.7, 4)

        def ask(means: np.ndarray = means) -> np.ndarray:
            return np.clip(np.round(rng.normal(means, 1.0, (8, 4))), 1, 5)

        answers = ask()
        phase = phase_numbers(answers.mean(axis=0), 0.25)
        again = perception.phases_again(answers, 0.25, 2500, 1)
        low, high = perception.chance_of(again == phase)
        fresh = phase_numbers(np.array([ask().mean(axis=0) for _survey in range(100)]), 0.25)
        held.append(low <= (fresh == phase).mean() <= high)
    assert np.mean(held) > 0.85


def test_one_respondent_and_equal_answers_give_one_phase() -> None:
    for people in (1, 500):
        again = perception.phases_again(np.array([LET_DOWN] * people, dtype=float), 0.25, 50, 1)
        assert set(again) == {CODES.index("phase_2")}
        assert perception.chance_of(again == 2) == (0.9, 1.0)


def test_figures_of_a_department_do_not_depend_on_the_others() -> None:
    claims = {("2026-01-10", "Claims"): [AFRAID, AFRAID, LET_DOWN, AT_EASE, AT_EASE]}
    more = pulse_of({("2026-01-10", "Advice"): [AT_EASE] * 6} | claims)
    both = perception.phases_by_survey(more, 0.25, 300, 1)
    alone = perception.phases_by_survey(pulse_of(claims), 0.25, 300, 1)
    pd.testing.assert_frame_equal(both.iloc[1:].reset_index(drop=True), alone)


def test_latest_survey_of_each_department() -> None:
    table = pd.DataFrame(
        {
            "department": ["B", "A", "B"],
            "date": pd.to_datetime(["2026-06-01", "2026-01-01", "2026-01-01"]),
        }
    )
    last = perception.latest(table, datetime.date(2026, 6, 11))
    assert last.to_dict("index") == {
        0: {"department": "A", "date": pd.Timestamp("2026-01-01"), "days": 161},
        1: {"department": "B", "date": pd.Timestamp("2026-06-01"), "days": 10},
    }


def test_departments_of_each_phase_are_named() -> None:
    assert perception.say_phases(now_of(DEPARTMENTS), 90).text == (
        "Claims and Advice are in phase 3 (part of daily work). Sales is in phase 2 (better"
        " understanding, slight disappointment). Legal is between phases 1 and 2."
    )
    none = perception.say_phases(now_of({}), 90)
    assert none.text == "No department has enough respondents to be shown."
    assert none.tone is Tone.CAUTION


def test_a_phase_of_long_ago_is_not_said_to_hold() -> None:
    phases = {"A": "phase_3", "B": "phase_1", "C": "phase_1"}
    old = perception.say_phases(now_of(phases, days=91), 90)
    assert old == Finding(
        "The last survey of each, up to 1 September 2026, showed this. Phase 3: A; Phase 1: B and"
        " C. It may be otherwise now.",
        Tone.CAUTION,
    )
    chart = perception.draw_phases(surveys(1, 1, [4]), now_of(phases, days=91), 90)
    assert chart is not None
    assert chart.alt.startswith("Phases at the last survey of each, up to 1 September 2026. ")


def test_each_department_is_as_old_as_its_own_last_survey() -> None:
    phases = {"A": "phase_3", "B": "phase_1", "C": "phase_1"}
    some = perception.say_phases(now_of(phases, days=[90, 91, 400]), 90)
    assert some == Finding(
        "A is in phase 3 (part of daily work). The last survey of the others, up to 1 September"
        " 2026, showed this. Phase 1: B and C. It may be otherwise now.",
        Tone.CAUTION,
    )


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("phase_1", "in phase 1 (fear and misunderstanding)"),
        ("between_1_2", "between phases 1 and 2"),
        ("phase_2", "in phase 2 (better understanding, slight disappointment)"),
        ("between_2_3", "between phases 2 and 3"),
        ("phase_3", "in phase 3 (part of daily work)"),
    ],
)
def test_each_phase_has_its_words(code: str, where: str) -> None:
    assert perception.say_phases(now_of({"A": code}), 90).text == f"A is {where}."
    assert perception.say_phases(now_of({"A": code, "B": code}), 90).text == f"A and B are {where}."


def test_long_names_are_cut_in_sentences() -> None:
    cut = "D" * 39 + "…"
    said = perception.say_phases(now_of({"D" * 41: "phase_1"}), 90).text
    assert said == f"{cut} is in phase 1 (fear and misunderstanding)."
    unsure = perception.say_phases(now_of({"D" * 41: "phase_1"}, (0.3, 0.8)), 90)
    assert f"Unsure: {cut} (phase 1, 30 to 80%)." in unsure.text


def test_a_chance_between_ends_that_say_nothing_is_not_told() -> None:
    now = pd.concat([now_of({"Claims": "phase_3"}, (0, 1)), now_of({"Legal": "phase_1"}, (0.1, 1))])
    assert perception.say_phases(now, 90) == Finding(
        "Too close to tell the phase: Claims (perhaps phase 3) and Legal (perhaps phase 1).",
        Tone.CAUTION,
    )
    told = pd.concat([now, now_of({"Sales": "phase_2"}, (0.2, 1))])
    assert perception.say_phases(told, 90).text.startswith(
        "Unsure: Sales (phase 2, at least 20%). Too close to tell the phase: Claims (perhaps"
        " phase 3) and Legal (perhaps phase 1). Percentages say how often"
    )
    chart = drawn(surveys(1, 1, [4]).assign(chance_low=0.0, chance_high=1.0))
    assert chart is not None
    assert "1 ?" in words_of(chart)
    assert "0 to 100%" not in chart.alt


def test_an_unsure_phase_is_said_with_its_chance_and_not_as_one_that_holds() -> None:
    now = pd.concat(
        [now_of({"Claims": "phase_3"}, (0.5, 0.9)), now_of({"Legal": "phase_1"}, (0.4, 1))]
    )
    said = perception.say_phases(now, 90)
    assert said == Finding(
        "Claims is in phase 3 (part of daily work). Unsure: Legal (phase 1, at least 40%). "
        "Percentages say how often a phase would come out again if people like these answered.",
        Tone.CAUTION,
    )
    many = perception.say_phases(now_of(dict.fromkeys("ABCDEF", "phase_1"), (0.2, 1.0)), 90)
    assert many.text.startswith("Unsure: A (phase 1, at least 20%), B (phase 1, at least 20%), C")


def test_the_map_of_phases_says_who_is_where() -> None:
    table = surveys(2, 2, [4, 3])
    chart = drawn(table)
    assert chart is not None
    assert chart.alt.startswith("Department 00 and Department 01 are in phase 1 (fear and")
    assert drawn(table.iloc[:0]) is None
    one = drawn(table.iloc[:1])
    assert one is not None
    assert "rotate(-90)" not in one.svg  # the name of one department alone can be read too


def test_a_phase_has_its_mark_and_shade_whatever_the_others_are() -> None:
    table = surveys(2, 2, [4, 3]).assign(
        phase=["phase_2", "between_2_3"] * 2, chance_low=0.4, chance_high=0.8
    )
    chart = drawn(table[1:])
    assert chart is not None
    cells = [
        "2–3",
        "40 to 80%",
        "2",
        "40 to 80%",
        "2–3",
        "40 to 80%",
    ]  # none where there was no survey
    assert words_of(chart)[4:10] == cells
    assert set(re.findall("fill: (#[0-9a-f]{6})", chart.svg)) & {
        to_hex(shade) for shade in SHADES
    } == {
        to_hex(SHADES[2]),
        to_hex(SHADES[3]),
    }


def test_names_beside_the_map_of_phases_are_folded_and_cut() -> None:
    table = surveys(2, 1, [4]).assign(department=["D" * 23, "Customer service abroad"])
    chart = drawn(table)
    assert chart is not None
    assert {"D" * 22, "D", "Customer", "service abroad"} <= set(words_of(chart))


def test_dates_are_drawn_in_the_language_of_the_report() -> None:
    with speaking("fr"):
        chart = drawn(surveys(1, 1, [4]))
    assert chart is not None
    assert words_of(chart)[:1] == ["1 janv. 2020"]


@pytest.mark.parametrize(
    ("departments", "title"),
    [
        (4, "Department 00, Department 01, Department 02 and Department 03 are in phase 3 (p"),
        (5, "5 of 5 departments are in phase 3. Department 00, 1 January 2020: Phase 3"),
    ],
)
def test_the_map_counts_the_departments_that_it_cannot_name(departments: int, title: str) -> None:
    chart = drawn(surveys(departments, 1, [4]).assign(phase="phase_3"))
    assert chart is not None
    assert chart.alt.startswith(title)
