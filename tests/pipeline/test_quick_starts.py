"""What makes runs quick: a client that does not wait for silence, imports that leave no trace."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import entry_points
from queue import Empty
from typing import Any

import pytest
from jupyter_core.utils import run_sync

from playbook.pipeline.kernels.stage import StageKernelClient


class Kernel(StageKernelClient):
    """A client whose kernel is played: what each request brings, on each channel."""

    def play(self, *answers: tuple[bool, bool], dies: bool = False) -> Kernel:
        self.asked, self.answers, self.dies = 0, list(answers), dies
        self.shell: list[dict[str, Any]] = []
        self.iopub: list[dict[str, Any]] = []
        return self

    def kernel_info(self) -> str:  # type: ignore[override]
        self.asked += 1
        request = f"request {self.asked}"
        on_shell, on_iopub = self.answers.pop(0) if self.answers else (False, False)
        header = {"parent_header": {"msg_id": request}}
        if on_shell:
            info = {"protocol_version": "5.3"}
            self.shell.append({**header, "msg_type": "kernel_info_reply", "content": info})
        if on_iopub:
            for state in ("busy", "idle"):
                self.iopub.append({**header, "content": {"execution_state": state}})
        return request

    async def get_shell_msg(self, **_options: Any) -> dict[str, Any]:  # type: ignore[override]
        return take(self.shell)

    async def get_iopub_msg(self, **_options: Any) -> dict[str, Any]:  # type: ignore[override]
        return take(self.iopub)

    async def _async_is_alive(self) -> bool:
        return not self.dies


def take(messages: list[dict[str, Any]]) -> dict[str, Any]:
    if not messages:
        raise Empty
    return messages.pop(0)


def wait(kernel: Kernel, timeout: float = 60) -> None:
    run_sync(kernel.wait_for_ready)(timeout)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ([(True, True)], 1),
        ([(False, False), (True, True)], 2),
        ([(True, False), (True, True)], 2),  # it had answered before anybody listened
    ],
)
def test_a_client_asks_until_both_channels_have_answered(
    answers: Iterable[tuple[bool, bool]], asked: int
) -> None:
    kernel = Kernel().play(*answers)
    wait(kernel)
    assert kernel.asked == asked
    assert kernel.iopub == []


def test_a_kernel_that_dies_or_stays_silent_is_not_waited_for_for_ever() -> None:
    with pytest.raises(RuntimeError, match="died before"):
        wait(Kernel().play(dies=True))
    with pytest.raises(RuntimeError, match="didn't respond"):
        wait(Kernel().play(), timeout=0.01)


def test_the_warm_process_is_as_others_are_once_it_is_warm() -> None:
    code = "import playbook.pipeline.warm, gc, sys; print(gc.isenabled(), *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    collects, *modules = done.stdout.split()
    assert collects == "True"
    assert "jsonschema" in modules
    assert "rfc3987_syntax" not in modules


def test_what_a_run_calls_is_imported_before_processes_are_forked() -> None:
    code = (
        "import playbook.pipeline.warm, pkgutil, sys\n"
        "from playbook.pipeline import run, side_by_side\n"
        "known = set(sys.modules)\n"
        "for name in (run.PREPARE, run.DATA_NOW, side_by_side.RUN_STAGE):\n"
        "    pkgutil.resolve_name(name)\n"
        "print(*set(sys.modules) - known)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.skipif(
    bool(entry_points(group="papermill.engine", name="playbook")),
    reason="the environment was set up before the kit registered its engine itself",
)
def test_the_engine_is_imported_before_papermill_as_well_as_after_it() -> None:
    code = "import playbook.pipeline.engine"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "module",
    ["playbook.pipeline.preparation", "playbook.live.serving.server", "playbook.pipeline.lab"],
)
def test_nothing_builds_a_grammar_that_no_notebook_needs(module: str) -> None:
    code = (
        f"import {module}, playbook.pipeline.discovery as found, playbook.kit as kit, sys\n"
        "found.discover_stages(kit.find_kit(), 'demo')\n"
        "print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
