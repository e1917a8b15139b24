"""Take root's privileges over files away for a moment: tests often run as root."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

VERSION_3 = 0x20080522
OVERRIDES = (1 << 1) | (1 << 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7)."""


@contextmanager
def without_privileges() -> Iterator[None]:
    """Let this thread be refused what a file's mode refuses; what it starts is not."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice 32 of each
    _call(libc.capget, header, sets)
    before = sets[0]
    sets[0] = before & ~OVERRIDES
    _call(libc.capset, header, sets)
    try:
        yield
    finally:
        sets[0] = before
        _call(libc.capset, header, sets)


def _call(function: ctypes._NamedFuncPointer, *arguments: ctypes.Array[ctypes.c_uint32]) -> None:
    if function(*arguments):
        raise OSError(ctypes.get_errno(), "capabilities cannot be set")
