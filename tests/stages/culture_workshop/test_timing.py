"""The run sheet and the boards."""

from __future__ import annotations

from playbook.stages.culture_workshop import timing


def test_run_sheet_fills_the_three_times_of_the_playbook() -> None:
    minutes = [activity.minutes for activity in timing.ACTIVITIES]
    assert sum(minutes[:4]) == 45
    assert sum(minutes[4:6]) == 40
    assert minutes[6:] == [30]


def test_boards_that_lack() -> None:
    said = timing.say_boards(2)
    assert said is not None
    assert said.text.startswith("2 boards are planned, and 4 are needed")
    assert timing.say_boards(4) is None
