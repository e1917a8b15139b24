"""A kernel for each page that is open: started as one person, and gone soon after the page is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from typing import Any

from jupyter_client.ioloop.restarter import AsyncIOLoopKernelRestarter
from jupyter_server import CallContext
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from tornado.ioloop import PeriodicCallback
from traitlets import Type, default

from playbook.pipeline.kernels.forking import ForkingKernelManager

PRELOAD = ("playbook.live.serving.warm", "typer")
GRACE = 20.0
"""Seconds that a kernel waits for its page: a phone that changes its network needs some."""
MOST_PAGES = 3
"""Pages that one person may have open: a phone, a laptop, and one that is being reloaded."""
LOOK_EVERY = 0.5
"""Seconds between two looks whether a kernel is alive."""


class Obituary(AsyncIOLoopKernelRestarter):
    """Say that a kernel died instead of starting it anew: its page must be made anew too."""

    time_to_dead = LOOK_EVERY
    restart_limit = 0


class LiveKernel(ForkingKernelManager, ServerKernelManager):
    """A kernel of one page."""

    restarter_class = Type(default_value=Obituary, klass=AsyncIOLoopKernelRestarter)


class LiveKernels(AsyncMappingKernelManager):
    """The kernels of a session: whose each is, and which have no page any more."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)  # type: ignore[no-untyped-call]
        self.owners: dict[str, str] = {}
        self.environment_of: Callable[[str], Mapping[str, str]] = lambda _person: {}
        self.on_end: Callable[[str], None] = lambda _kernel_id: None
        self._alone_since: dict[str, float] = {}
        self._sweeper = PeriodicCallback(self.end_lonely, 2000)
        self._sweeper.start()

    @default("kernel_manager_class")
    def _forked(self) -> str:
        return f"{LiveKernel.__module__}.{LiveKernel.__name__}"

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel for the person whose request is being answered; nobody else may use it."""
        handler = CallContext.get(CallContext.JUPYTER_HANDLER)
        person: str = handler.person
        await self._make_room(person)
        options["env"] = {**os.environ, **self.environment_of(person)}
        options["extra_arguments"] = ["--log-level=CRITICAL", "--HistoryManager.enabled=False"]
        try:
            kernel_id: str = await self._async_start_kernel(**options)
        except ConnectionError:
            # The fork server is gone: who watches this process starts both anew.
            os._exit(1)
        self.owners[kernel_id] = person
        handler.kernel_id = kernel_id
        return kernel_id

    def expect_page(self, kernel_id: str) -> None:
        """Note that a page is whole: if it does not connect, its kernel ends after a while."""
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            self._alone_since[kernel_id] = time.monotonic()

    def kernels_of(self, person: str) -> list[str]:
        """The kernels of a person, oldest first."""
        return [kernel_id for kernel_id, owner in self.owners.items() if owner == person]

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page uses a kernel."""
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]
        self._alone_since.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page has let go of its kernel."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        self.expect_page(kernel_id)

    async def end_lonely(self) -> None:
        """End the kernels whose page has been gone for a while."""
        latest = time.monotonic() - GRACE
        for kernel_id, since in list(self._alone_since.items()):
            if since < latest:
                await self.end(kernel_id)

    async def end_of(self, person: str) -> None:
        """End every kernel of a person."""
        for kernel_id in self.kernels_of(person):
            await self.end(kernel_id)

    async def end(self, kernel_id: str) -> None:
        """End a kernel and tell its page."""
        if kernel_id in self:
            await self._async_shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]
        self._forget(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        super()._handle_kernel_died(kernel_id)  # type: ignore[no-untyped-call]
        self._forget(kernel_id)

    def _forget(self, kernel_id: str) -> None:
        self.owners.pop(kernel_id, None)
        self._alone_since.pop(kernel_id, None)
        self.on_end(kernel_id)

    async def _make_room(self, person: str) -> None:
        """End a person's oldest kernels, those without a page first, so that one more may start."""
        mine = sorted(self.kernels_of(person), key=lambda kernel: kernel not in self._alone_since)
        for kernel_id in mine[: max(0, len(mine) - MOST_PAGES + 1)]:
            await self.end(kernel_id)
