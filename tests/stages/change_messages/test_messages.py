"""What each department needs to hear."""

from __future__ import annotations

from support.perceptions import DEPARTMENTS, now_of
from support.sentences import texts

from playbook.show.findings import Finding, Tone
from playbook.stages.change_messages import messages


def test_a_department_between_two_phases_needs_the_messages_of_both() -> None:
    plan = messages.message_plan(now_of(DEPARTMENTS))
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
    said = texts(messages.say_messages(now_of(DEPARTMENTS)))
    assert said[0].startswith("For Legal: explain what AI is")
    assert said[2].startswith("For Claims and Advice: keep telling")
    unsure = now_of({"Legal": "phase_1"}, (0.4, 1.0))
    assert messages.message_plan(unsure)["departments"].tolist() == ["Legal (unsure)"]
    assert texts(messages.say_messages(unsure))[0].startswith("For Legal (unsure): explain")
    assert messages.message_plan(now_of({})).empty
    assert messages.say_messages(now_of({})) == []


def test_whose_last_survey_is_old_is_to_be_asked_again() -> None:
    now = now_of({"A": "phase_1", "B": "phase_2", "C": "phase_2"}, days=[180, 181, 400])
    assert messages.say_old(now.head(1), 180) is None
    assert messages.say_old(now.head(2), 180) == Finding(
        "Ask B again before choosing messages: the last survey, of 1 September 2026, is more than"
        " 180 days old.",
        Tone.DECIDE,
    )
    both = messages.say_old(now, 180)
    assert both is not None
    assert both.text.startswith("Ask B and C again before choosing messages: their last surveys")
