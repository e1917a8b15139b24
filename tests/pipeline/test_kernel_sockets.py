"""Kernels take no port, which another process might take before them."""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbval.kernel
import pytest
from jupyter_client.manager import AsyncKernelManager
from support.awaited import awaited

from playbook.pipeline.kernels import file_sockets
from playbook.pipeline.kernels.choice import CHOICE_VARIABLE, PLAIN
from playbook.pipeline.kernels.file_sockets import FileSocketsMixin
from playbook.pipeline.kernels.stage import StageKernelManager

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="Python has no sockets in folders on this system"
)


class Kernel(FileSocketsMixin, AsyncKernelManager):
    """A kernel of Jupyter's."""


async def whose(manager: AsyncKernelManager) -> tuple[str, Path]:
    """Compute something in a started kernel: how it is spoken with, and where."""
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        reply = await client.execute_interactive("1 + 1", store_history=False, timeout=60)
        assert reply["content"]["status"] == "ok"
        told = json.loads(Path(manager.connection_file).read_text(encoding="utf-8"))
        return told["transport"], Path(told["ip"]).parent
    finally:
        client.stop_channels()


@pytest.mark.parametrize("make", [Kernel, StageKernelManager])
def test_a_kernel_listens_in_a_folder_that_goes_with_it(
    make: Callable[[], AsyncKernelManager], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, PLAIN)  # a fork server would outlive this test
    awaited(start_twice(make()))


async def start_twice(manager: AsyncKernelManager) -> None:
    await manager.start_kernel()
    try:
        transport, folder = await whose(manager)
        assert transport == "ipc"
        assert folder.stat().st_mode & 0o077 == 0
        await manager.restart_kernel(now=True)
        assert await whose(manager) == ("ipc", folder)
    finally:
        await manager.shutdown_kernel(now=True)
    assert not folder.exists()


def test_where_the_name_of_a_folder_is_too_long_a_kernel_takes_ports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * file_sockets.LONGEST_FOLDER)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    assert awaited(transport_of(Kernel())) == "tcp"


async def transport_of(manager: AsyncKernelManager) -> str:
    await manager.start_kernel()
    try:
        return (await whose(manager))[0]
    finally:
        await manager.shutdown_kernel(now=True)


def test_the_committed_notebooks_are_tested_in_such_kernels() -> None:
    assert issubclass(nbval.kernel.KernelManager, FileSocketsMixin)
