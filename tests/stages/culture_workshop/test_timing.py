"""The boards."""

from __future__ import annotations

from playbook.stages.culture_workshop import timing


def test_boards_that_lack() -> None:
    said = timing.say_boards(2)
    assert said is not None
    assert said.text.startswith("Prepare 4 boards, not 2")
    assert timing.say_boards(4) is None
