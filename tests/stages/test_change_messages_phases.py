"""Phases of perception: the rule, how sure it is, how it moves, and what may be shown."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from support.frames import frame

from playbook.stages import change_messages as change
from playbook.stages.change_messages.phases import ANSWERS, CODES

COLUMNS = "date department respondent fear understanding disappointment daily_use"
AFRAID, LET_DOWN, AT_EASE = (5, 1, 1, 1), (2, 4, 4, 1), (1, 5, 1, 5)
Answers = tuple[int, int, int, int]


def pulse_of(groups: dict[tuple[str, str], list[Answers]]) -> pd.DataFrame:
    rows = [
        (date, department, number, *answers)
        for (date, department), people in groups.items()
        for number, answers in enumerate(people)
    ]
    return frame("pulse", COLUMNS, rows)


def phase(*means: float) -> str:
    return CODES[int(change.phase_numbers(np.array(means, dtype=float), 0.25))]


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        (AFRAID, "phase_1"),
        (LET_DOWN, "phase_2"),
        (AT_EASE, "phase_3"),
        ((5, 1, 5, 5), "phase_1"),  # used every day, and still feared
        ((3, 3, 1, 5), "between_1_2"),
        ((3, 3.25, 1, 5), "between_1_2"),  # the margin itself is too small to tell
        ((3, 3.26, 1, 5), "phase_3"),
        ((3.26, 3, 1, 5), "phase_1"),
        ((3.25, 3, 1, 5), "between_1_2"),
        ((2, 4, 2, 2.75), "between_2_3"),
        ((2, 4, 2, 2.74), "phase_2"),
        ((2, 4, 2, 3.25), "between_2_3"),
        ((2, 4, 2.99, 3.26), "phase_3"),
        ((2, 4, 3, 5), "between_2_3"),  # used every day, and disappointing
    ],
)
def test_the_rule(means: tuple[float, ...], expected: str) -> None:
    assert phase(*means) == expected


def test_float_noise_decides_nothing() -> None:
    assert phase(1 + 0.1 + 0.2, 1.55, 1, 1) == phase(1.3, 1.55, 1, 1) == "between_1_2"


def test_chances_follow_the_binomial() -> None:
    answers = np.array([AFRAID] * 2 + [AT_EASE] * 4, dtype=float)
    chances = change.phase_chances(answers, 0.25, 40_000, 1)
    # With k of 6 people afraid, understanding minus fear is 4 (6 - 2k) / 6: fear is ahead for
    # k > 3; for k = 3 neither is; daily use is 5 - 4k/6, above 3.25 for k < 2.625.
    drawn = binom(6, 2 / 6)
    assert chances[CODES.index("phase_1")] == pytest.approx(drawn.sf(3), abs=0.01)
    assert chances[CODES.index("between_1_2")] == pytest.approx(drawn.pmf(3), abs=0.01)
    assert chances[CODES.index("phase_3")] == pytest.approx(drawn.cdf(2), abs=0.01)
    assert chances.sum() == pytest.approx(1)


def test_one_respondent_and_equal_answers_give_one_phase() -> None:
    for people in (1, 500):
        chances = change.phase_chances(np.array([LET_DOWN] * people, dtype=float), 0.25, 50, 1)
        assert chances[CODES.index("phase_2")] == 1


def test_small_groups_are_set_apart_survey_by_survey() -> None:
    pulse = pulse_of(
        {
            ("2026-01-10", "Claims"): [AFRAID] * 5,
            ("2026-01-10", "Legal"): [AFRAID] * 4,
            ("2026-06-10", "Legal"): [AT_EASE] * 5,
            ("2026-01-10", "Advice"): [AFRAID],
        }
    )
    shown, withheld = change.large_enough(pulse, 5)
    assert len(shown) == 10
    day = pd.Timestamp("2026-01-10")
    assert withheld.to_dict("index") == {
        0: {"date": day, "department": "Advice"},
        1: {"date": day, "department": "Legal"},
    }


answers_of_one = st.tuples(*[st.integers(1, 5)] * 4)


@settings(max_examples=25)
@given(st.lists(answers_of_one, min_size=1, max_size=4))
def test_no_figure_depends_on_withheld_answers(hidden: list[Answers]) -> None:
    rest = {("2026-01-10", "Claims"): [AFRAID, *[LET_DOWN] * 5]}
    with_hidden = pulse_of({("2026-01-10", "Aeronautics"): hidden} | rest)

    def published(pulse: pd.DataFrame) -> pd.DataFrame:
        shown, _withheld = change.large_enough(pulse, 5)
        return change.publish(change.phases_by_survey(shown, 0.25, 200, 1))

    pd.testing.assert_frame_equal(published(with_hidden), published(pulse_of(rest)))


def test_figures_of_a_department_do_not_depend_on_the_others() -> None:
    claims = {("2026-01-10", "Claims"): [AFRAID, AFRAID, LET_DOWN, AT_EASE, AT_EASE]}
    more = pulse_of({("2026-01-10", "Advice"): [AT_EASE] * 6} | claims)
    both = change.phases_by_survey(more, 0.25, 300, 1)
    alone = change.phases_by_survey(pulse_of(claims), 0.25, 300, 1)
    pd.testing.assert_frame_equal(both.iloc[1:].reset_index(drop=True), alone)


def test_what_is_published_is_coarse() -> None:
    pulse = pulse_of({("2026-01-10", "Claims"): [AFRAID, AFRAID, (5, 2, 1, 1)] * 3})
    table = change.publish(change.phases_by_survey(pulse, 0.25, 200, 1)).iloc[0]
    assert table["understanding"] == 1.3
    assert pd.isna(table["fear"])  # everybody said 5
    assert table["chance"] == 0.95
    assert list(table.index) == ["department", "date", "respondents", "phase", "chance", *ANSWERS]


def test_a_mean_that_would_be_the_answer_of_each_is_left_out() -> None:
    # All gave the same answer twice, though others in the table are lower and higher.
    pulse = pulse_of({("2026-01-10", "Claims"): [(1, 4, 2, 3), (3, 5, 2, 3), (3, 5, 2, 3)]})
    table = change.publish(change.phases_by_survey(pulse, 0.25, 200, 1)).iloc[0]
    assert table[["fear", "understanding"]].tolist() == [2.3, 4.7]
    assert table[["disappointment", "daily_use"]].isna().all()


def test_chances_are_rounded_and_never_certain() -> None:
    rough = change.coarse(pd.Series([0, 0.02, 0.524, 0.526, 0.99, 1]))
    assert rough.tolist() == [0.05, 0.05, 0.5, 0.55, 0.95, 0.95]


def exact_of(**surveys: str) -> pd.DataFrame:
    """Surveys of one department, each in a certain phase."""
    rows = [
        {"department": "Claims", "date": pd.Timestamp(f"2026-{month[1:]}-01"), "phase": code}
        | {other: float(other == code) for other in CODES}
        for month, code in surveys.items()
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("last", "direction"),
    [("phase_3", "forward"), ("between_1_2", "same"), ("phase_1", "back")],
)
def test_moves_compare_the_last_survey_with_the_first(last: str, direction: str) -> None:
    table = change.moves(exact_of(m06=last, m01="between_1_2", m03="phase_3"))
    assert table["direction"].tolist() == [direction]
    assert table["move_chance"].tolist() == [0.95]
    assert table["first_date"].dt.month.tolist() == [1]
    assert change.moves(exact_of(m01="phase_1")).empty


def test_a_department_with_one_survey_hides_no_move_of_the_next() -> None:
    once = exact_of(m01="phase_1").assign(department="Advice")
    table = change.moves(pd.concat([once, exact_of(m01="phase_1", m06="phase_2")]))
    assert table.to_dict("records") == [
        {
            "department": "Claims",
            "first_date": pd.Timestamp("2026-01-01"),
            "phase_before": "phase_1",
            "date": pd.Timestamp("2026-06-01"),
            "phase_now": "phase_2",
            "direction": "forward",
            "move_chance": 0.95,
        }
    ]


@pytest.mark.parametrize(
    ("first", "last", "chance"),
    [
        ("phase_1", "phase_2", 0.6),  # forward: 0.8 * (0.6 + 0.1) + 0.2 * 0.1 = 0.58
        ("phase_1", "phase_1", 0.35),  # stays: 0.8 * 0.3 + 0.2 * 0.6 = 0.36
        ("phase_2", "phase_1", 0.05),  # back: 0.2 * 0.3 = 0.06
    ],
)
def test_the_chance_of_a_move_counts_both_surveys(first: str, last: str, chance: float) -> None:
    exact = exact_of(m01=first, m02=last)
    exact[list(CODES)] = 0.0
    exact.loc[0, ["phase_1", "phase_2"]] = [0.8, 0.2]
    exact.loc[1, ["phase_1", "phase_2", "phase_3"]] = [0.3, 0.6, 0.1]
    assert change.moves(exact)["move_chance"].tolist() == [chance]


def test_latest_survey_of_each_department() -> None:
    table = pd.DataFrame(
        {
            "department": ["B", "A", "B"],
            "date": pd.to_datetime(["2026-06-01", "2026-01-01", "2026-01-01"]),
        }
    )
    last = change.latest(table)
    assert last.to_dict("index") == {
        0: {"department": "A", "date": pd.Timestamp("2026-01-01")},
        1: {"department": "B", "date": pd.Timestamp("2026-06-01")},
    }


def test_answers_after_the_day_of_the_report_are_left_out() -> None:
    pulse = pulse_of({("2026-01-10", "A"): [AFRAID], ("2026-01-11", "A"): [AT_EASE]})
    assert len(change.until(pulse, datetime.date(2026, 1, 10))) == 1


def test_no_answers() -> None:
    exact = change.phases_by_survey(pulse_of({}), 0.25, 10, 1)
    assert exact.empty
    assert change.publish(exact).empty
    assert change.moves(exact).empty
    assert change.latest(exact).empty
