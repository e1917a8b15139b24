"""Whether a plan is worth making."""

from __future__ import annotations

import pytest
from support.plans import STAFF, targets

from playbook.show.findings import Tone
from playbook.stages.communication_plan import reach
from playbook.stages.communication_plan.reach import Reach


@pytest.mark.parametrize(
    ("headcounts", "start", "tone"),
    [
        ([201, 5], "A plan is worth making: 201 to 206 people", Tone.RESULT),
        ([200, 5], "Whether a plan is worth making depends", Tone.DECIDE),
        ([200], "A full plan is hardly worth making: 200 people, which", Tone.RESULT),
        ([100, 100], "A full plan is hardly worth making: 100 to 200 people", Tone.RESULT),
        ([100, None], "Whether a plan is worth making cannot be told yet: 100 people, and 1 "
                      "target whose", Tone.DECIDE),
        ([None, None], "No target has a headcount: whether the plan is worth making (more than 200"
                       " people)", Tone.DECIDE),
        ([300, None, None], "A plan is worth making: 300 people, and 2 targets", Tone.RESULT),
        ([1], "A full plan is hardly worth making: 1 person, which", Tone.RESULT),
    ],
)  # fmt: skip
def test_whether_a_plan_is_worth_making(
    headcounts: list[int | None], start: str, tone: Tone
) -> None:
    people = targets(*[(str(i), "T", "hr", n, None) for i, n in enumerate(headcounts)])
    said = reach.say_worth(reach.people_reached(people), 200)
    assert said.text.startswith(start)
    assert said.tone is tone


def test_targets_whose_people_nobody_counted_count_for_nobody() -> None:
    assert reach.people_reached(STAFF) == Reach(low=150, high=180, unknown=1, targets=4)
    assert reach.people_reached(STAFF.tail(1)) == Reach(low=0, high=0, unknown=1, targets=1)
