"""What is said and proposed about the phases of perception."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from support.frames import frame

from playbook.show.findings import Finding, Tone
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


def test_departments_of_each_phase_are_named() -> None:
    assert change.say_phases(now_of(PHASES)).text == (
        "Claims and Advice are in phase 3. Sales is in phase 2. Legal is between phases 1 and 2."
    )
    none = change.say_phases(now_of({}))
    assert none.text == "No department has enough respondents to be shown."
    assert none.tone is Tone.CAUTION


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("phase_1", "in phase 1"),
        ("between_1_2", "between phases 1 and 2"),
        ("phase_2", "in phase 2"),
        ("between_2_3", "between phases 2 and 3"),
        ("phase_3", "in phase 3"),
    ],
)
def test_each_phase_has_its_words(code: str, where: str) -> None:
    assert change.say_phases(now_of({"A": code})).text == f"A is {where}."
    assert change.say_phases(now_of({"A": code, "B": code})).text == f"A and B are {where}."


def test_long_names_are_cut_in_sentences() -> None:
    now = now_of({"D" * 41: "phase_1"}, 0.5)
    cut = "D" * 39 + "…"
    unsure = change.say_unsure(now)
    assert unsure is not None
    assert change.say_phases(now).text == f"{cut} is in phase 1."
    assert f"The phase of {cut} (50%)" in unsure.text


def test_an_unsure_phase_is_said_with_its_chance() -> None:
    said = change.say_unsure(now_of({"Legal": "phase_1"}, 0.55))
    assert said is not None
    assert said.text.startswith("The phase of Legal (55%) is unsure")
    sure = change.say_unsure(now_of({"Legal": "phase_1"}, 0.8))
    assert sure is not None
    assert sure == Finding("Each of these phases is sure enough to act on.")
    assert change.say_unsure(now_of({})) is None


def test_unsure_phases_that_are_not_named_are_counted() -> None:
    said = change.say_unsure(now_of(dict.fromkeys("ABCDEF", "phase_1"), 0.75))
    assert said is not None
    assert said.tone is Tone.CAUTION
    assert said.text.startswith("The phases of A (75%), B (75%), C (75%), D (75%) and 2 more are")


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
    assert later.text == (
        "2 surveys, from 20 January 2026 to 19 May 2026."
        " 2 answers after the day of this report are left out."
    )
    assert change.say_surveys(pulse[:0], 0) == Finding("Nobody has been asked yet.", Tone.DECIDE)


def test_an_old_survey_is_to_be_made_again() -> None:
    pulse = pd.DataFrame({"date": pd.to_datetime(["2026-01-01"])})
    said = change.say_age(pulse, datetime.date(2026, 7, 1), 180)
    assert said is not None
    assert "1 January 2026, is 181 days old" in said.text
    assert said.tone is Tone.DECIDE
    assert change.say_age(pulse, datetime.date(2026, 6, 30), 180) is None
    assert change.say_age(pulse[:0], datetime.date(2026, 6, 30), 180) is None


def moves_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["department", "direction", "move_chance"])


def test_moves_in_words() -> None:
    table = moves_of(
        ("A", "forward", 0.9), ("B", "same", 0.9), ("C", "back", 0.9), ("D", "forward", 0.6)
    )
    findings = [finding for finding in change.say_moves(table, now_of(PHASES)) if finding]
    tones = [finding.tone for finding in findings]
    assert tones == [Tone.RESULT, Tone.DECIDE, Tone.DECIDE, Tone.CAUTION]
    assert [finding.text for finding in findings] == [
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
    assert none == [Finding("One survey a department tells no evolution yet.", Tone.CAUTION)]


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.8, "1 of 1 departments has moved forward since its first survey: A."),
        (0.75, "Too close to tell whether it has moved: A."),
    ],
)
def test_a_move_is_said_from_a_chance_of_four_fifths(chance: float, text: str) -> None:
    said = change.say_moves(moves_of(("A", "forward", chance)), now_of(PHASES))
    assert [finding.text for finding in said if finding] == [text]


def test_nothing_is_said_of_moves_when_no_department_is_shown() -> None:
    assert change.say_moves(moves_of(), now_of({})) == []


def test_a_department_between_two_phases_needs_the_messages_of_both() -> None:
    plan = change.message_plan(now_of(PHASES))
    assert plan[["message_phase", "departments"]].to_numpy().tolist() == [
        ["phase_1", "Legal"],
        ["phase_2", "Legal, Sales"],
        ["phase_3", "Claims, Advice"],
    ]
    assert list(plan.columns) == ["message_phase", "departments", "aim", "say", "show", "avoid"]
    assert plan.loc[1].tolist()[2:] == [
        "Set concrete benefits against the disappointment",
        "What has become easier, for whom, and what the solution still cannot do",
        "Measured benefits, and colleagues who tell of their own cases",
        "Explaining once more what AI is; hiding what does not work",
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
    assert change.say_stories(told[told["title"] == "Running"], plan, True) == Finding(
        "No initiative is recorded as a success: find one to tell of first.", Tone.DECIDE
    )
    assert change.say_stories(told, plan, False) is None
    assert change.say_stories(told, change.message_plan(now_of({"A": "phase_1"})), True) is None
    assert change.stories(initiatives.iloc[:0]).empty


@pytest.mark.parametrize("phase", ["phase_2", "phase_3"])
def test_many_stories_keep_their_order_and_are_counted(phase: str) -> None:
    rows = [(f"I{n}", f"T{n:02}", "running", "success" if n % 2 else None) for n in range(40)]
    told = change.stories(frame("initiatives", "initiative_id title status outcome", rows))
    odd, even = ([f"T{n:02}" for n in range(start, 40, 2)] for start in (1, 0))
    assert told["title"].tolist() == odd + even
    said = change.say_stories(told, change.message_plan(now_of({"A": phase})), True)
    assert said is not None
    assert said.text == "20 successes can be told of: “T01”, “T03”, “T05” and 17 more."
