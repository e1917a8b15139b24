"""Messages in a pipe among what is printed there: all stays in its order.

A message goes in frames that are each written as a whole, so that nothing which another process or
thread prints at the same time falls into one, and each names its process, which may have been
forked. What frames begin with is drawn for each pipe: nobody prints it by chance.
"""

from __future__ import annotations

import codecs
import json
import os
import select
import struct
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from jupyter_client.jsonutil import json_default

MARK_BYTES = 16
HEAD = struct.Struct(f">{MARK_BYTES}sI?H")
"""Of a frame: the mark, the process, whether its message ends with it, its length in bytes."""
ERROR = "error"
"""The kind of a message that arrives in any case, if need be without the signs that cannot."""
ATOMIC = getattr(select, "PIPE_BUF", 512)
"""So many bytes are written to a pipe as a whole, whoever else writes to it."""


class Frames:
    """Messages among what is printed.

    Parameters
    ----------
    pipe : int
        The descriptor that they are written to.
    mark : bytes
        What each frame begins with.
    printed : text file
        That prints there; what it still holds goes before a message.
    """

    def __init__(self, pipe: int, mark: bytes, printed: TextIO) -> None:
        self._pipe, self._mark, self._printed = pipe, mark, printed
        self._one_at_a_time = threading.Lock()

    def send(self, kind: str, content: Mapping[str, Any]) -> None:
        """Send a message, after what was printed before."""
        words = json.dumps([kind, content], default=json_default, ensure_ascii=False)
        told = words.encode(errors="replace" if kind == ERROR else "strict")
        most = ATOMIC - HEAD.size
        with self._one_at_a_time:
            if not self._printed.closed:
                self._printed.flush()
            for start in range(0, len(told), most):
                part, ends = told[start : start + most], start + most >= len(told)
                head = HEAD.pack(self._mark, os.getpid(), ends, len(part))
                os.write(self._pipe, head + part)


class Unframed:
    """Messages, and what is printed between them, taken apart again.

    Parameters
    ----------
    mark : bytes
        What each frame begins with.
    """

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._bytes = bytearray()
        self._begun: dict[int, bytearray] = defaultdict(bytearray)
        self._text = codecs.getincrementaldecoder("utf-8")("replace")

    def add(self, chunk: bytes) -> None:
        """Take in what came next."""
        self._bytes += chunk

    def taken(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Take out each message that is whole; what was printed is one of Jupyter's of a stream."""
        while True:
            at = self._bytes.find(self._mark)
            framed = at >= 0
            # What could be the beginning of a mark waits for the rest.
            until = at if framed else max(0, len(self._bytes) - MARK_BYTES + 1)
            if text := self._text.decode(bytes(self._bytes[:until]), final=framed):
                yield "stream", {"name": "stdout", "text": text}
            del self._bytes[:until]
            if not framed or len(self._bytes) < HEAD.size:
                return
            _mark, process, ends, length = HEAD.unpack_from(self._bytes)
            if len(self._bytes) < HEAD.size + length:
                return
            self._begun[process] += self._bytes[HEAD.size : HEAD.size + length]
            del self._bytes[: HEAD.size + length]
            if ends:
                kind, content = json.loads(self._begun.pop(process).decode())
                yield kind, content
