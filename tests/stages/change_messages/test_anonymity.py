"""Who was asked, and what may be shown of it."""

from __future__ import annotations

import datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from support.perceptions import AFRAID, AT_EASE, LET_DOWN, Answers, pulse_of

from playbook.show.findings import Finding, Tone
from playbook.stages.change_messages import anonymity, perception
from playbook.stages.change_messages.anonymity import ANSWERS


def test_small_groups_are_set_apart_survey_by_survey() -> None:
    pulse = pulse_of(
        {
            ("2026-01-10", "Claims"): [AFRAID] * 5,
            ("2026-01-10", "Legal"): [AFRAID] * 4,
            ("2026-06-10", "Legal"): [AT_EASE] * 5,
            ("2026-01-10", "Advice"): [AFRAID],
        }
    )
    shown, withheld = anonymity.large_enough(pulse, 5)
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
        shown, _withheld = anonymity.large_enough(pulse, 5)
        return anonymity.publish(perception.phases_by_survey(shown, 0.25, 200, 1))

    pd.testing.assert_frame_equal(published(with_hidden), published(pulse_of(rest)))


def test_what_is_published_is_coarse() -> None:
    pulse = pulse_of({("2026-01-10", "Claims"): [AFRAID, AFRAID, (5, 2, 1, 1)] * 3})
    table = anonymity.publish(perception.phases_by_survey(pulse, 0.25, 200, 1)).iloc[0]
    assert table["understanding"] == 1.3
    assert pd.isna(table["fear"])  # everybody said 5
    assert table["chance_high"] == 1
    columns = ["department", "date", "respondents", "phase", "chance_low", "chance_high"]
    assert list(table.index) == [*columns, *ANSWERS]


def test_a_mean_that_would_be_the_answer_of_each_is_left_out() -> None:
    # All gave the same answer twice, though others in the table are lower and higher.
    pulse = pulse_of({("2026-01-10", "Claims"): [(1, 4, 2, 3), (3, 5, 2, 3), (3, 5, 2, 3)]})
    table = anonymity.publish(perception.phases_by_survey(pulse, 0.25, 200, 1)).iloc[0]
    assert table[["fear", "understanding"]].tolist() == [2.3, 4.7]
    assert table[["disappointment", "daily_use"]].isna().all()


def test_answers_after_the_day_of_the_report_are_left_out() -> None:
    pulse = pulse_of({("2026-01-10", "A"): [AFRAID], ("2026-01-11", "A"): [AT_EASE]})
    assert len(anonymity.answers_until(pulse, datetime.date(2026, 1, 10))) == 1


def test_withheld_departments_are_named_without_a_figure_of_theirs() -> None:
    withheld = pd.DataFrame({"date": pd.to_datetime(["2026-01-01"]), "department": ["Legal"]})
    said = anonymity.say_too_few(withheld, 5)
    assert said is not None
    assert said.text.startswith("Fewer than 5 respondents at 1 survey in Legal")
    assert anonymity.say_too_few(withheld.iloc[:0], 5) is None


def test_surveys_are_dated() -> None:
    pulse = pd.DataFrame({"date": pd.to_datetime(["2026-01-20", "2026-05-19", "2026-05-19"])})
    assert anonymity.say_surveys(pulse, 0).text == (
        "2 surveys, from 20 January 2026 to 19 May 2026."
    )
    assert anonymity.say_surveys(pulse[:1], 0).text == "1 survey, on 20 January 2026."
    later = anonymity.say_surveys(pulse, 2)
    assert later.tone is Tone.CAUTION
    assert later.text == (
        "2 surveys, from 20 January 2026 to 19 May 2026."
        " 2 answers after the day of this report are left out."
    )
    assert anonymity.say_surveys(pulse[:0], 0) == Finding(
        "Nobody has been asked yet: hold the first survey.", Tone.DECIDE
    )
