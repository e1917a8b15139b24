"""Kernels that start at once, forked from a process in which everything is imported already.

Importing pandas, seaborn and scikit-learn takes some seconds; a kernel forked from a process that
has done so starts in a few hundredths. Only Linux forks safely with these libraries loaded:
elsewhere, and when ``PLAYBOOK_KERNELS=plain``, kernels are started as Jupyter does.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from playbook.pipeline.kernels.choice import (
    deaf_to_interrupts,
    end_with_parent,
    forking_works,
    hear_interrupts,
)
from playbook.pipeline.kernels.file_sockets import FileSocketsMixin

HASH_SEED = "PYTHONHASHSEED"
LAUNCHER = "ipykernel_launcher"

_lock = threading.Lock()


def fork_from(preload: Sequence[str]) -> None:
    """Say which modules the fork server imports; it is started with the first kernel."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(preload))


def start_forking() -> None:
    """Start the fork server now, or anew if it died, so that kernels need not wait for it."""
    if forking_works():
        with deaf_to_interrupts():
            forkserver.ensure_running()


def use_fork_server_of_parent() -> None:
    """Let a process that was forked use the fork server that its parent looks after.

    It would otherwise wait for a child that is not its own.
    """
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[method-assign]


def _fork(target: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """Start a function in a process forked from the fork server."""
    process = multiprocessing.get_context("forkserver").Process(target=target, args=arguments)
    with _lock:
        before = os.environ.get(HASH_SEED)
        # Hashes are set for good when an interpreter starts: kernels take the fork server's.
        os.environ[HASH_SEED] = "0"
        try:
            process.start()
        finally:
            if before is None:
                del os.environ[HASH_SEED]
            else:
                os.environ[HASH_SEED] = before
    return process


def _run_kernel(arguments: list[str], environment: dict[str, str], folder: str | None) -> None:
    """Run a kernel in the forked process, where IPython is loaded already."""
    from playbook.pipeline.kernels.child import run_kernel

    os.setsid()
    hear_interrupts()
    threading.Thread(target=end_with_parent, daemon=True).start()
    run_kernel(arguments, environment, folder)


class ForkedKernel:
    """A forked kernel with the manners of `subprocess.Popen`, as jupyter_client expects."""

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.pid = int(process.pid or 0)

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end."""
        self._process.join(timeout)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()


class ForkedProvisioner(LocalProvisioner):
    """Start a kernel by forking instead of starting an interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel that listens where the manager's connection file says."""
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        process = _fork(_run_kernel, arguments, dict(kwargs["env"]), kwargs.get("cwd"))
        self.process = ForkedKernel(process)  # type: ignore[assignment]
        self.pid = self.pgid = process.pid
        return self.connection_info


class ForkingKernelManager(FileSocketsMixin, AsyncKernelManager):
    """A kernel that is forked where that works, and started as Jupyter does where it does not."""

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None and forking_works():
            self.provisioner = ForkedProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)
