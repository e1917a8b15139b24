"""Whether processes are forked here, and how forked ones live and end with who asked for them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import ForkContext, SpawnContext

CHOICE_VARIABLE = "PLAYBOOK_KERNELS"
PLAIN = "plain"


def forking_works() -> bool:
    """Whether what needs the heavy libraries runs in processes forked from one that has them.

    Only Linux forks safely with them loaded, and a daemon may have no children.
    """
    chosen = os.environ.get(CHOICE_VARIABLE) != PLAIN
    return sys.platform == "linux" and chosen and not multiprocessing.current_process().daemon


def processes() -> ForkContext | SpawnContext:
    """How processes are made: forked where that is safe, elsewhere started anew."""
    return get_context("fork") if forking_works() else get_context("spawn")


def end_with_parent() -> None:
    """End this process, and all that it started, when the one that asked for it is gone."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)


@contextmanager
def block_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from what is started meanwhile: who asked for it decides what becomes of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def allow_interrupts() -> None:
    """Take interrupts again, in a process that was started while they were blocked."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
