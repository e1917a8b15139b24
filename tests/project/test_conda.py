"""environment.yml makes an environment in which the kit runs, where conda-forge can be had.

Elsewhere `test_project` holds it against pyproject.toml and the lock. CI has no conda.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = ("micromamba", "mamba", "conda")
UNREACHABLE = re.compile(
    r"connection|could not resolve|timed? ?out|HTTP ?error|download error", re.I
)


def test_the_conda_environment_is_solved_and_installed_and_the_kit_starts_in_it(
    tmp_path: Path,
) -> None:
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.skip("no micromamba, mamba or conda on this machine")
    create = [found, "create", "--yes", "--prefix", str(tmp_path / "env"), "--file"]
    if Path(found).stem == "conda":
        create = [found, "env", *create[1:]]
    done = run(*create, "environment.yml")
    if done.returncode and UNREACHABLE.search(done.stdout + done.stderr):
        pytest.skip("conda-forge cannot be reached from here")
    assert done.returncode == 0, done.stdout + done.stderr
    playbook = [found, "run", "--prefix", str(tmp_path / "env"), "playbook"]
    checked = run(*playbook, "check", "demo")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project, as long as installing may take."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        timeout=1800,
    )  # fmt: skip
