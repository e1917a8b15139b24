"""The kernels that run stages: forked where that works, and known while they live."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from playbook.kernels.forking import ForkingKernelManager, fork_from

PRELOAD = ("playbook.pipeline.warm", "typer")

_running: set[AsyncKernelManager] = set()


class StageKernelManager(ForkingKernelManager):
    """A kernel of a stage, known while it lives."""

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        fork_from(PRELOAD)
        _running.add(self)
        return await super()._async_pre_start_kernel(**options)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        _running.discard(self)
        await super()._async_cleanup_resources(restart)


def kill_running_kernels() -> None:
    """End every kernel that still runs: what was asked for is no longer wanted."""
    for manager in list(_running):
        pid = getattr(manager.provisioner, "pid", None)
        if pid:
            _kill(pid)


def _kill(pid: int) -> None:
    """End a process with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)
