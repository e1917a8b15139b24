"""What is printed gets through: to a pipe, a Windows code page, a terminal of ASCII alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.small_kit import add_notebook, make_small_kit, opening


def test_a_terminal_of_few_signs_fails_no_command_and_a_line_is_not_held_back(
    tmp_path: Path,
) -> None:
    kit = make_small_kit(tmp_path, language="fr")
    (kit.root / "data/small/ideas.csv").write_text("idea_id,text,round\nN1,a,Où → ✓\n")
    add_notebook(kit, "own", "# Étape\n\nQuoi ?", 'campaign = "x"', opening("own"))
    for encoding, expected in (("ascii", "probleme"), ("cp1252", "problème")):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        done = subprocess.run(
            [sys.executable, "-m", "playbook.cli", "check", "small"], cwd=kit.root,
            env=environment, capture_output=True, check=False,
        )  # fmt: skip
        said = done.stdout.decode(encoding)
        assert (done.returncode, done.stderr) == (1, b"")
        assert f"x small : 1 {expected}" in said.replace("\u00a0", " ")
        assert "-> +" in said


@pytest.mark.parametrize(
    ("text", "plain"),
    [("✓ Ça va – œuf…", "+ Ca va - oeuf..."), ("“x” €", '"x" EUR'), ("日本 😀", "?? ?")],
)
def test_signs_have_plain_ones(text: str, plain: str) -> None:
    code = (
        "from playbook.cli.output import let_everything_through as let\n"
        f"let()\nprint({text!r})\nimport os\nos._exit(0)"  # nothing is flushed at such an end
    )
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode().rstrip() == plain
