"""What the server says on the facilitator's terminal: little, in short lines, and no traceback."""

from __future__ import annotations

import logging
import time

LONGEST_LINE = 300
MOST_LINES = 10
"""Within a minute; who sends nonsense can make a server say so again and again."""
MINUTE = 60.0


class BriefHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes so many lines a minute, and of each so much."""

    def __init__(self) -> None:
        super().__init__()
        self._began = 0.0
        self._count = 0

    def format(self, record: logging.LogRecord) -> str:
        """One line: what happened, and for an error what it was and where."""
        said = f"{record.levelname.lower()}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            error, trace = record.exc_info[1:]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            said += f": {type(error).__name__}: {error} ({where})"
        return said.replace("\n", " ")[:LONGEST_LINE]

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, unless there were many already."""
        now = time.monotonic()
        if now - self._began > MINUTE:
            self._began, self._count = now, 0
        self._count += 1
        if self._count <= MOST_LINES:
            super().emit(record)


def say_briefly() -> None:
    """Let this process say no more than that."""
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    logging.basicConfig(handlers=[BriefHandler()], level=logging.WARNING, force=True)
