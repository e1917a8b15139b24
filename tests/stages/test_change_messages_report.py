"""What is said, drawn and proposed about the phases of perception."""

from __future__ import annotations

import datetime
import re

import pandas as pd
import pytest
from support.charts import height_of, words_of
from support.frames import frame

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages import change_messages as change
from playbook.stages.change_messages.phase_figures import SHADES

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


def test_names_beside_the_map_of_phases_are_folded_and_cut() -> None:
    table = surveys(2, 1, [4]).assign(department=["D" * 23, "Customer service abroad"])
    chart = change.draw_phases(table)
    assert chart is not None
    assert {"D" * 22, "D", "Customer service", "abroad"} <= set(words_of(chart))


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
    assert f"{'D' * 29}…" in words_of(chart)  # above its lines, on one line
    assert chart.alt.startswith(
        f"Fear has fallen in {'D' * 29}…, Department 01, Department 02 and 2 more."
    )
    assert "Long name Long name Long name…" in words_of(chart)


def test_the_lines_are_named_below_a_title_of_two_lines() -> None:
    table = surveys(4, 2, [4, 3])
    one = change.draw_answers(table)
    table.loc[1, "fear"] = 5
    two = change.draw_answers(table)
    assert one is not None
    assert two is not None
    assert height_of(two, "fear") - height_of(one, "fear") == pytest.approx(14.4, abs=1)


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
