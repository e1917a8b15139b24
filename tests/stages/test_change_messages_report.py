"""What is said, drawn and proposed about the phases of perception."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from support.frames import frame

from playbook.show.findings import Tone
from playbook.stages import change_messages as change

PHASES = {"Claims": "phase_3", "Advice": "phase_3", "Legal": "between_1_2", "Sales": "phase_2"}


def now_of(phases: dict[str, str], chance: float = 0.9) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "department": list(phases),
            "date": pd.Timestamp("2026-09-01"),
            "phase": list(phases.values()),
            "chance": chance,
        }
    ).astype({"department": "str", "phase": "str", "chance": float})


def surveys(departments: int, dates: int, fear: list[float]) -> pd.DataFrame:
    rows = [
        (f"Department {d:02}", pd.Timestamp(2020 + t, 1, 1), 8, "phase_1", 0.9, fear[t], 2, 2, 2)
        for d in range(departments)
        for t in range(dates)
    ]
    columns = ["department", "date", "respondents", "phase", "chance"]
    answers = ["fear", "understanding", "disappointment", "daily_use"]
    return pd.DataFrame(rows, columns=[*columns, *answers])


def test_departments_of_each_phase_are_named() -> None:
    assert change.say_phases(now_of(PHASES)).text == (
        "Claims and Advice are in phase 3. Sales is in phase 2. Legal is between phases 1 and 2."
    )
    none = change.say_phases(now_of({}))
    assert none.text == "No department has enough respondents to be shown."


def test_an_unsure_phase_is_said_with_its_chance() -> None:
    said = change.say_unsure(now_of({"Legal": "phase_1"}, 0.55))
    assert said is not None
    assert said.text.startswith("The phase of Legal (55%) is unsure")
    sure = change.say_unsure(now_of({"Legal": "phase_1"}, 0.8))
    assert sure is not None
    assert sure.tone is Tone.RESULT
    assert change.say_unsure(now_of({})) is None


def test_withheld_departments_are_named_without_a_figure_of_theirs() -> None:
    withheld = pd.DataFrame({"date": pd.to_datetime(["2026-01-01"]), "department": ["Legal"]})
    said = change.say_withheld(withheld, 5)
    assert said is not None
    assert said.text.startswith("Fewer than 5 respondents at 1 survey in Legal")
    assert change.say_withheld(withheld.iloc[:0], 5) is None


def test_surveys_are_dated() -> None:
    pulse = pd.DataFrame({"date": pd.to_datetime(["2026-01-20", "2026-05-19", "2026-05-19"])})
    assert change.say_surveys(pulse, 0).text == ("2 surveys, from 20 January 2026 to 19 May 2026.")
    assert change.say_surveys(pulse[:1], 0).text == "1 survey, on 20 January 2026."
    later = change.say_surveys(pulse, 2)
    assert later.tone is Tone.CAUTION
    assert "2 answers after the day" in later.text
    assert change.say_surveys(pulse[:0], 0).text == "Nobody has been asked yet."


def test_an_old_survey_is_to_be_made_again() -> None:
    pulse = pd.DataFrame({"date": pd.to_datetime(["2026-01-01"])})
    said = change.say_age(pulse, datetime.date(2026, 7, 1), 180)
    assert said is not None
    assert "1 January 2026, is 181 days old" in said.text
    assert change.say_age(pulse, datetime.date(2026, 6, 30), 180) is None
    assert change.say_age(pulse[:0], datetime.date(2026, 6, 30), 180) is None


def moves_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["department", "direction", "move_chance"])


def test_moves_in_words() -> None:
    table = moves_of(
        ("A", "forward", 0.9), ("B", "same", 0.9), ("C", "back", 0.9), ("D", "forward", 0.6)
    )
    said = [finding.text for finding in change.say_moves(table, now_of(PHASES)) if finding]
    assert said == [
        "1 of 4 departments has moved forward since its first survey: A.",
        "No move since the first survey: B. Were the messages heard?",
        "Gone back since the first survey: C. Ask why before going on.",
        "Too close to tell whether it has moved: D.",
    ]
    both = change.say_moves(moves_of(("A", "forward", 0.9), ("B", "forward", 0.9)), now_of(PHASES))
    assert [f.text for f in both if f] == [
        "All 2 departments have moved forward since their first survey."
    ]
    none = change.say_moves(moves_of(), now_of(PHASES))
    assert [f.text for f in none if f] == ["One survey a department tells no evolution yet."]


def test_nothing_is_said_of_moves_when_no_department_is_shown() -> None:
    assert change.say_moves(moves_of(), now_of({})) == []


def test_a_department_between_two_phases_needs_the_messages_of_both() -> None:
    plan = change.message_plan(now_of(PHASES))
    assert plan[["message_phase", "departments"]].to_numpy().tolist() == [
        ["phase_1", "Legal"],
        ["phase_2", "Legal, Sales"],
        ["phase_3", "Claims, Advice"],
    ]
    said = [finding.text for finding in change.say_messages(now_of(PHASES)) if finding]
    assert said[0].startswith("For Legal: explain what AI is")
    assert said[2].startswith("For Claims and Advice: keep telling")
    assert change.message_plan(now_of({})).empty
    assert change.say_messages(now_of({})) == []


def test_stories_start_with_successes() -> None:
    initiatives = frame(
        "initiatives",
        "initiative_id title status outcome",
        [
            ("I1", "Running", "running", None),
            ("I2", "Failed", "done", "failure"),
            ("I3", "Won", "done", "success"),
            ("I4", "Only an idea", "idea", None),
        ],
    )
    told = change.stories(initiatives)
    assert told[["title", "serves"]].to_numpy().tolist() == [
        ["Won", "between_2_3"],
        ["Running", "phase_3"],
    ]
    plan = change.message_plan(now_of(PHASES))
    said = change.say_stories(told, plan, True)
    assert said is not None
    assert said.text == "1 success can be told of: “Won”."
    without = change.say_stories(told[told["title"] == "Running"], plan, True)
    assert without is not None
    assert without.tone is Tone.DECIDE
    assert change.say_stories(told, plan, False) is None
    assert change.say_stories(told, change.message_plan(now_of({"A": "phase_1"})), True) is None
    assert change.stories(initiatives.iloc[:0]).empty


def test_the_map_of_phases_says_who_is_where() -> None:
    table = surveys(2, 2, [4, 3])
    chart = change.draw_phases(table)
    assert chart is not None
    assert chart.alt.startswith("Department 00 and Department 01 are in phase 1. Department 00, 1")
    assert change.draw_phases(table.iloc[:0]) is None
    one = change.draw_phases(table.iloc[:1])
    assert one is not None


@pytest.mark.parametrize(
    ("fear", "title"),
    [
        ([4, 3], "Fear has fallen in every department shown"),
        ([3, 3], "Fear has fallen nowhere"),
        ([3, float("nan")], "What each department answered"),
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
