"""What each department needs to hear."""

from __future__ import annotations

from support.perceptions import DEPARTMENTS, now_of
from support.sentences import texts

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
    assert messages.message_plan(now_of({})).empty
    assert messages.say_messages(now_of({})) == []
