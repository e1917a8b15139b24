"""What the server says on the facilitator's terminal."""

from __future__ import annotations

import logging

from playbook.live.serving.logs import LONGEST_LINE, MOST_LINES, BriefHandler


def test_what_a_browser_sends_again_and_again_does_not_fill_the_terminal() -> None:
    said: list[str] = []
    handler = BriefHandler()
    handler.setStream(type("Stream", (), {"write": said.append, "flush": lambda: None}))  # type: ignore[arg-type]
    try:
        raise KeyError("x" * 10_000)
    except KeyError as error:
        record = logging.makeLogRecord(
            {"levelname": "ERROR", "msg": "two\nlines", "exc_info": (KeyError, error, None)}
        )
    for _time in range(1000):
        handler.emit(record)
    lines = "".join(said).splitlines()
    assert len(lines) == MOST_LINES
    assert max(len(line) for line in lines) <= LONGEST_LINE
    assert lines[0].startswith("error: two lines: KeyError: 'xxx")
