"""What a notebook prints arrives whole, or its stage fails; how it was sent is not seen."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from support.small_kit import add_notebook, make_small_kit

from playbook.kit import Kit
from playbook.pipeline.kernels.choice import CHOICE_VARIABLE, PLAIN
from playbook.pipeline.normalisation import normalise
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import StageRecord, Status

LINES = 6_000
OTHERS = 200
FLOOD = f"""
import sys
for line in range({LINES}):
    sys.stdout.write(f"{{line:06d}} {{'0' * 90}}\\n")
    sys.stdout.flush()
print("the end")"""


def run_printing(folder: Path, code: str) -> tuple[Kit, StageRecord]:
    kit = make_small_kit(folder)
    add_notebook(kit, "own", "# A stage\n\nWhat?", 'campaign = "x"', code)
    record = run_campaign(kit, "small").manifest.stage("own")
    assert record is not None
    return kit, record


@pytest.mark.parametrize("choice", ["forked", PLAIN])
def test_all_that_is_printed_at_once_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: str
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, choice)
    kit, record = run_printing(tmp_path, FLOOD)
    assert (record.status, record.reason) == (Status.DONE, "")
    notebook = nbformat.read(kit.reports_of("small") / "notebooks/own.ipynb", as_version=4)
    [output] = notebook.cells[-1].outputs
    *lines, last = output.text.splitlines()
    assert [int(line.split()[0]) for line in lines] == list(range(LINES))
    assert last == "the end"


BY_OTHERS = f"""
import os, subprocess, sys
os.write(1, "é".encode()[:1])
os.write(1, "é".encode()[1:])
for number in range({OTHERS}):
    print(number)
    os.write(1, b"past Python\\n")
subprocess.run([sys.executable, "-c", "for n in range({OTHERS}): print('a program', n)"])
subprocess.run([sys.executable, "-c", "print('given the stream')"], stdout=sys.stdout)
print("before the fork")
if not (child := os.fork()):
    print("forked")
    sys.stdout.flush()
    os._exit(0)
os.waitpid(child, 0)
done = os.write(1, b"last\\n")"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks and descriptors of Unix")
@pytest.mark.parametrize("choice", ["forked", PLAIN])
def test_what_programs_and_forks_print_is_kept_in_its_place_and_off_the_terminal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    choice: str,
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, choice)
    kit, record = run_printing(tmp_path, BY_OTHERS)
    assert (record.status, record.reason) == (Status.DONE, "")
    notebook = nbformat.read(kit.reports_of("small") / "notebooks/own.ipynb", as_version=4)
    [output] = notebook.cells[-1].outputs
    own = [line for number in range(OTHERS) for line in (str(number), "past Python")]
    own[0] = "é0"
    program = [f"a program {number}" for number in range(OTHERS)]
    end = ["given the stream", "before the fork", "forked", "last"]
    assert output.text.splitlines() == own + program + end
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_sent_is_said_and_not_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, PLAIN)
    code = "import sys\nprint('\\ud800', file=sys.stderr)\nprint('half a sign: \\ud800')"
    _kit, record = run_printing(tmp_path, code)
    assert record.status is Status.FAILED
    assert "surrogates not allowed" in record.reason
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("raise KeyError('half a sign: \\ud800')", "KeyError"),
        ("raise ValueError('half a sign: \\ud800')", "ValueError: half a sign: ?"),
        (
            "import sys\nsys.stdout.close()\nprint('x')",
            "ValueError: I/O operation on closed file.",
        ),
    ],
)
def test_the_reason_of_a_failure_arrives_though_it_cannot_be_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, PLAIN)
    _kit, record = run_printing(tmp_path, code)
    assert record.status is Status.FAILED
    assert record.reason.startswith(reason)


def test_a_cell_that_never_stops_printing_is_stopped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, PLAIN)
    monkeypatch.setattr("playbook.pipeline.engine.LARGEST_OUTPUT", 100_000)
    _kit, record = run_printing(tmp_path, "while True: print('x' * 1000)")
    assert record.status is Status.FAILED
    assert record.place == "cell 3 (A stage)"
    assert "characters were printed or shown: the notebook was stopped" in record.reason


def stream(text: str, name: str = "stdout") -> nbformat.NotebookNode:
    return nbformat.v4.new_output("stream", text=text, name=name)


def shown(text: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/plain": text})


@pytest.mark.parametrize(
    "sent",
    [
        [stream("ab\n"), shown("first"), shown("second"), stream("c\nd")],
        [stream("a"), stream("b\n"), shown("first"), shown("second"), stream("c\nd")],
        [
            stream("a"),
            stream("warning", "stderr"),
            stream("b\n"),
            shown("first"),
            stream("warning", "stderr"),
            shown("second"),
            stream("c\n"),
            stream("d"),
        ],
    ],
)
def test_prints_are_the_same_however_the_kernel_sent_them(
    sent: list[nbformat.NotebookNode],
) -> None:
    cell = nbformat.v4.new_code_cell("x", outputs=sent)
    outputs = normalise(nbformat.v4.new_notebook(cells=[cell])).cells[0].outputs
    assert [output.get("text") or output.data["text/plain"] for output in outputs] == [
        "ab\n",
        "first",
        "second",
        "c\nd",
    ]
