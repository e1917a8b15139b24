"""What there is to tell."""

from __future__ import annotations

import pytest
from support.frames import frame
from support.perceptions import DEPARTMENTS, now_of

from playbook.show.findings import Finding, Tone
from playbook.stages.change_messages import messages, stories


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
    told = stories.tellable(initiatives)
    assert told[["title", "serves"]].to_numpy().tolist() == [
        ["Won", "between_2_3"],
        ["Running", "phase_3"],
    ]
    plan = messages.message_plan(now_of(DEPARTMENTS))
    said = stories.say_stories(told, plan, True)
    assert said is not None
    assert said.text == "1 success can be told of: “Won”."
    assert stories.say_stories(told[told["title"] == "Running"], plan, True) == Finding(
        "No initiative is recorded as a success: find one to tell of first.", Tone.DECIDE
    )
    assert stories.say_stories(told, plan, False) is None
    assert stories.say_stories(told, messages.message_plan(now_of({"A": "phase_1"})), True) is None
    assert stories.tellable(initiatives.iloc[:0]).empty


@pytest.mark.parametrize("phase", ["phase_2", "phase_3"])
def test_many_stories_keep_their_order_and_are_counted(phase: str) -> None:
    rows = [(f"I{n}", f"T{n:02}", "running", "success" if n % 2 else None) for n in range(40)]
    told = stories.tellable(frame("initiatives", "initiative_id title status outcome", rows))
    odd, even = ([f"T{n:02}" for n in range(start, 40, 2)] for start in (1, 0))
    assert told["title"].tolist() == odd + even
    said = stories.say_stories(told, messages.message_plan(now_of({"A": phase})), True)
    assert said is not None
    assert said.text == "20 successes can be told of: “T01”, “T03”, “T05” and 17 more."
