"""Kernels that are spoken with over sockets in a folder, where the system has them.

Jupyter looks for five free ports and lets them go before the kernel takes them: any other process
may take one in between, and the kernel dies. A socket in a folder of its own is nobody else's.
"""

from __future__ import annotations

import socket
import tempfile
from typing import Any

from jupyter_client.manager import KernelManager

LONGEST_FOLDER = 80
"""Characters; the system takes a hundred or so for the whole name of a socket."""


class FileSocketsMixin(KernelManager):
    """Give each kernel a folder for its sockets, which goes when the kernel does."""

    _sockets: tempfile.TemporaryDirectory[str] | None = None

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self._sockets is None and _possible():
            self._sockets = tempfile.TemporaryDirectory(prefix="playbook-")
            self.transport = "ipc"
            self.ip = f"{self._sockets.name}/k"
            self.connection_file = f"{self._sockets.name}/kernel.json"
        return await super()._async_pre_start_kernel(**options)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        if self._sockets is not None and not restart:
            self._sockets.cleanup()
            self._sockets = None


def _possible() -> bool:
    return hasattr(socket, "AF_UNIX") and len(tempfile.gettempdir()) < LONGEST_FOLDER
