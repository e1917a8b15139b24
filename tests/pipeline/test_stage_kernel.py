"""A stage's kernel: what a cell does, and what comes of it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook.pipeline.kernels.stage import KernelEnded, StageKernel, stage_kernel

SECONDS_AT_MOST = 60
Outputs = list[tuple[str, str]]


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "IPYTHONDIR": str(folder / "ipython")}


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StageKernel]:
    with stage_kernel(environment(tmp_path_factory.mktemp("kernel"))) as kernel:
        yield kernel


def outputs(kernel: StageKernel, source: str) -> Outputs:
    """What a cell shows, in its order: kinds, and the texts."""
    *found, (kind, _done) = kernel.execute(source, SECONDS_AT_MOST)
    assert kind == "done"
    return [(kind, content.get("text") or told(content)) for kind, content in found]


def told(content: dict) -> str:
    return content["evalue"] if "evalue" in content else content["data"]["text/plain"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 1", [("execute_result", "2")]),
        ("await __import__('asyncio').sleep(0, 3)", [("execute_result", "3")]),
        ("import os; _ = os.system('echo from outside')", [("stream", "from outside\n")]),
        ("print('partly', end=''); 7", [("stream", "partly"), ("execute_result", "7")]),
        ("raise ValueError('why')", [("error", "why")]),
        ("input()", [("error", "EOF when reading a line")]),
        ("import sys; print('a warning', file=sys.stderr)", []),
        ("import ipywidgets; ipywidgets.IntSlider().value", [("execute_result", "0")]),
        (f"print(len('{'x' * 100_000}'))", [("stream", "100000\n")]),
        ("print('é' * 40_000)", [("stream", "é" * 40_000 + "\n")]),
    ],
)
def test_what_comes_of_a_cell(kernel: StageKernel, source: str, expected: Outputs) -> None:
    found = outputs(kernel, source)
    streams = [text for kind, text in found if kind == "stream"]
    if len(streams) > 1:  # a long text comes in pieces
        found = [("stream", "".join(streams))]
    assert found == expected


def test_prints_of_all_kinds_and_what_is_shown_between_keep_their_order(
    kernel: StageKernel,
) -> None:
    source = (
        "import contextlib, io, subprocess\n"
        "print('first', end='')\n"
        "with contextlib.redirect_stdout(io.StringIO()): display('second')\n"
        "_ = subprocess.run(['echo', 'third'])\n"
        "print('fourth')"
    )
    assert outputs(kernel, source) == [
        ("stream", "first"),
        ("display_data", "'second'"),
        ("stream", "third\nfourth\n"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="forks of Unix")
def test_what_forked_processes_show_at_the_same_time_comes_whole(kernel: StageKernel) -> None:
    source = (
        "import multiprocessing\n"
        "def shown(number): display(f'{number:06d}' * 2_000)\n"
        "with multiprocessing.get_context('fork').Pool(4) as pool: pool.map(shown, range(40), 1)"
    )
    found = outputs(kernel, source)
    assert sorted(found) == [("display_data", repr(f"{n:06d}" * 2_000)) for n in range(40)]


def test_cells_are_numbered_and_what_one_names_the_next_knows(kernel: StageKernel) -> None:
    *_before, (_kind, first) = kernel.execute("known = 5", SECONDS_AT_MOST)
    *_shown, (_kind, second) = kernel.execute("known", SECONDS_AT_MOST)
    assert second["execution_count"] == first["execution_count"] + 1
    assert (first["ok"], second["ok"]) == (True, True)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import os; os._exit(3)", 3),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9),
        # What it started holds its output open.
        ("import os, subprocess; subprocess.Popen(['sleep', '60']); os._exit(4)", 4),
        # Nobody can tell it anything any more.
        ("import os; os.closerange(3, 100)", 1),
    ],
)
def test_a_kernel_that_ends_is_noticed_at_once_with_its_exit_code(
    tmp_path: Path, source: str, code: int
) -> None:
    with stage_kernel(environment(tmp_path)) as kernel:
        begun = time.monotonic()
        with pytest.raises(KernelEnded) as ended:
            outputs(kernel, source)
        assert time.monotonic() - begun < SECONDS_AT_MOST / 2
    assert ended.value.code == code


def test_a_kernel_that_is_told_to_exit_ends_after_the_cell(tmp_path: Path) -> None:
    with stage_kernel(environment(tmp_path)) as kernel:
        assert outputs(kernel, "exit()\nprint('the rest')") == [("stream", "the rest\n")]
        with pytest.raises(KernelEnded) as ended:
            outputs(kernel, "1")
    assert ended.value.code == 0


def test_a_cell_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with stage_kernel(environment(tmp_path)) as kernel, pytest.raises(TimeoutError):
        list(kernel.execute("while True: pass", timeout=0.2))
