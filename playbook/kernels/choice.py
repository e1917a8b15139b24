"""Whether processes are forked here, and how a forked one ends with the process that asked."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing import connection, parent_process

CHOICE_VARIABLE = "PLAYBOOK_KERNELS"
PLAIN = "plain"


def forking_works() -> bool:
    """Whether what needs the heavy libraries runs in processes forked from one that has them.

    Only Linux forks safely with them loaded, and a daemon may have no children.
    """
    chosen = os.environ.get(CHOICE_VARIABLE) != PLAIN
    return sys.platform == "linux" and chosen and not multiprocessing.current_process().daemon


def end_with_parent() -> None:
    """End this process, and all that it started, when the one that asked for it is gone."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)
