"""The kernels of the stages: forked where that works, and ended with the run."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import time
from queue import Empty
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from playbook.pipeline import workers
from playbook.pipeline.kernels.file_sockets import FileSocketsMixin

LAUNCHER = "ipykernel_launcher"
OWN_LAUNCHER = "playbook.pipeline.kernels.child"
PR_SET_PDEATHSIG = 1
SECONDS_FOR_AN_ANSWER = 1.0
SECONDS_FOR_ITS_END = 0.2
MILLISECONDS_TO_RECONNECT = 10
NO_LIMIT = 0
SECONDS_BETWEEN_LOOKS = 0.01


class ForkedKernel:
    """A child process with the manners of `subprocess.Popen`, as jupyter_client expects."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._wait(os.WNOHANG)

    def wait(self, timeout: float | None = None) -> int | None:  # noqa: ARG002
        """Wait for its end."""
        return self._wait(0)

    def _wait(self, options: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class ForkedProvisioner(LocalProvisioner):
    """Start a kernel by forking this process instead of starting an interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel that listens where the manager's connection file says."""
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        pid = os.fork()
        if not pid:
            _become_kernel(arguments, dict(kwargs["env"]), kwargs.get("cwd"))
        self.process = ForkedKernel(pid)  # type: ignore[assignment]
        self.pid = pid
        return self.connection_info


def _become_kernel(arguments: list[str], environment: dict[str, str], folder: str | None) -> None:
    """Run a kernel in the forked process, and never return from it."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        asyncio.set_event_loop(asyncio.new_event_loop())  # the other one goes on in the parent
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        from playbook.pipeline.kernels.child import run_kernel

        run_kernel(arguments, environment, folder)
        code = 0
    finally:
        os._exit(code)


class StageKernelClient(AsyncKernelClient):
    """A client that is ready as soon as its kernel is: Jupyter's own waits for silence."""

    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, MILLISECONDS_TO_RECONNECT)  # it binds any moment
        context.setsockopt(zmq.RCVHWM, NO_LIMIT)  # no output is lost while others are read
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask the kernel who it is until the whole answer has come, on both channels.

        Raises
        ------
        RuntimeError
            When the kernel dies, or has not answered in this many seconds.
        """
        last = time.monotonic() + (timeout or float("inf"))
        while not await self._answered(self.kernel_info()):
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > last:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answered(self, request: str) -> bool:
        """Whether the answer to a request has come, and the news that the kernel is idle again."""
        try:
            while True:
                reply = await self.get_shell_msg(timeout=SECONDS_FOR_AN_ANSWER)
                if reply["parent_header"].get("msg_id") == request:
                    break
            self._handle_kernel_info_reply(reply)
            while True:
                news = await self.get_iopub_msg(timeout=SECONDS_FOR_ITS_END)
                of_request = news["parent_header"].get("msg_id") == request
                if of_request and news["content"].get("execution_state") == "idle":
                    return True
        except Empty:  # not there yet, or it had answered before this listened
            return False


class StageKernelManager(FileSocketsMixin, AsyncKernelManager):
    """A kernel of a stage: forked in a worker, with which it ends, and known of elsewhere."""

    client_factory = StageKernelClient
    exit_code: int | None = None
    """How the kernel ended, when it did so by itself; minus the number of the signal."""
    _pid: int | None = None

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None and workers.in_worker():
            self.provisioner = ForkedProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        command, options = await super()._async_pre_start_kernel(**options)
        if not workers.in_worker():
            command = [OWN_LAUNCHER if part == LAUNCHER else part for part in command]
        return command, options

    async def is_alive(self) -> bool:  # type: ignore[override]
        """Whether the kernel runs; its exit code is kept when it no longer does."""
        if self.provisioner is not None:
            self.exit_code = await self.provisioner.poll()
        return await self._async_is_alive()

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
        await super()._async_launch_kernel(kernel_cmd, **options)
        if not workers.in_worker():
            self._pid = getattr(self.provisioner, "pid", None)
            workers.started(self._pid)

    async def _async_wait(self, pollinterval: float = SECONDS_BETWEEN_LOOKS) -> None:
        await super()._async_wait(pollinterval)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        workers.ended(self._pid)
        await super()._async_cleanup_resources(restart)
