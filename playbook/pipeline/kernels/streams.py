"""What a kernel prints, in the order in which it was printed, whoever did.

Programs that a notebook starts, and libraries in C, write past Python into the file descriptors of
the kernel. ipykernel reads those in a thread of its own: where their output comes among what Python
prints, and whether at all before the cell ends, would depend on the clock.
"""

from __future__ import annotations

import codecs
import os
import select
import sys
import threading
from typing import Any

from ipykernel.iostream import OutStream

AT_ONCE = 65_536


class OrderedStream(OutStream):
    """Stdout or stderr of a kernel; it takes in what was written past it before going on.

    The parameters are those of ipykernel's stream; nothing is repeated on the terminal.
    """

    _fid: int

    def __init__(self, session: Any, pub_thread: Any, name: str, **_options: Any) -> None:
        self._taking_in = threading.RLock()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        watched = "force" if sys.platform != "win32" else False
        super().__init__(session, pub_thread, name, watchfd=watched)  # type: ignore[no-untyped-call]
        if self._should_watch:
            os.set_blocking(self._fid, False)  # as the thread does, whoever comes first

    def fileno(self) -> int:
        """Where programs write that are given this stream."""
        own: int = self._original_stdstream_fd if self._should_watch else super().fileno()  # type: ignore[no-untyped-call]
        return own

    def write(self, string: str) -> int:
        """Write after what is there already.

        Raises
        ------
        UnicodeEncodeError
            When the words cannot be sent, as anywhere else in Python; ipykernel would drop them.
        """
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string).__name__}")
        content = string.encode(errors="strict" if self.name == "stdout" else "backslashreplace")
        if self._should_watch and os.getpid() != self._master_pid:  # it was forked by a cell
            os.write(self._original_stdstream_fd, content)
        else:
            self._take_in()
            super().write(content.decode())
        return len(string)

    def flush(self) -> None:
        """Send what is there; ipykernel asks for it before it shows anything and ends a cell."""
        if os.getpid() == self._master_pid:
            self._take_in()
            super().flush()  # type: ignore[no-untyped-call]

    def _watch_pipe_fd(self) -> None:
        """Take in what programs write while they run: they wait when the pipe is full."""
        os.set_blocking(self._fid, False)
        waiting = select.poll()
        waiting.register(self._fid, select.POLLIN)
        while self._should_watch:
            waiting.poll()
            self._take_in()

    def _take_in(self) -> None:
        """Write what was written past this stream."""
        if not self._should_watch:
            return
        with self._taking_in:
            try:
                while content := os.read(self._fid, AT_ONCE):
                    super().write(self._decoder.decode(content))
            except BlockingIOError:  # that is all
                pass
