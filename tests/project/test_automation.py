"""The recipes of docs/automation.md are run as they stand there, on a small kit; what builds
images is checked as far as that goes without a network."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet
from ruamel.yaml import YAML
from support.machine import uv
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.kit import Kit

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/automation.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IDEA = "N3,A third one,first_reflection\n"
CELLS = (
    "# Notes\n\nHow many?",
    'campaign = "spring"',
    opening("notes"),
    'count = len(stage.table("ideas"))',
    "from playbook.show.findings import Finding",
    'stage.answer(Finding(f"There are {count} notes."))',
    "stage.summary()",
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="recipes of a shell")


def recipes(language: str) -> list[str]:
    """The recipes of one language on the page."""
    return re.findall(rf"^```{language}\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit with a campaign called spring, whose programs are this Python's and a feigned mail."""
    kit = make_small_kit(tmp_path_factory.mktemp("kit"))
    (kit.parameters / "small.yml").rename(kit.parameters / "spring.yml")
    add_notebook(kit, "1_notes", *CELLS)
    programs = kit.root / ".venv/bin"
    programs.mkdir(parents=True)
    calls = {
        "playbook": f'exec {shlex.quote(sys.executable)} -m playbook.cli "$@"',
        "mail": 'echo "$2 to $3" >>mails; cat >>mails',
        "make": 'test "$1" = setup',
    }
    for name, call in calls.items():
        (programs / name).write_text(f"#!/bin/sh\n{call}\n")
        (programs / name).chmod(0o755)
    return kit


def run(kit: Kit, command: str, day: str) -> subprocess.CompletedProcess[str]:
    """Run a command of a recipe in the kit, on a day."""
    programs = kit.root / ".venv/bin"
    (programs / "date").write_text(f"#!/bin/sh\necho {day}\n")
    (programs / "date").chmod(0o755)
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["sh", "-c", command], cwd=kit.root, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


def test_every_night_reports_are_made_and_only_what_changed_is_mailed(spring: Kit) -> None:
    [script], [line] = recipes("sh"), recipes("text")
    (spring.root / "nightly.sh").write_text(script)
    assert re.fullmatch(r"(\S+ ){5}sh /opt/kit/nightly\.sh", line.strip())
    nightly = "sh nightly.sh"
    mails, ideas = spring.root / "mails", spring.root / "data/small/ideas.csv"

    assert run(spring, nightly, "2026-10-01").returncode == 0
    assert not mails.exists()

    ideas.write_text(ideas.read_text() + IDEA)
    assert run(spring, nightly, "2026-10-02").returncode == 0
    told = mails.read_text()
    assert told.startswith("Spring: what has changed to steering@example.org")
    assert "Before: There are 2 notes." in told
    assert "Now: There are 3 notes." in told

    mails.unlink()
    ideas.write_text(ideas.read_text() + IDEA)
    assert run(spring, nightly, "2026-10-03").returncode == 1
    assert "reports are missing" in mails.read_text()
    assert "N3" in mails.read_text()
    ideas.write_text(ideas.read_text().removesuffix(IDEA))


def commands(recipe: dict[str, Any]) -> list[str]:
    """The shell lines of a workflow of GitHub or a job of GitLab."""
    if "jobs" in recipe:
        [job] = recipe["jobs"].values()
        return [step["run"] for step in job["steps"] if "run" in step]
    [job] = recipe.values()
    return list(job["script"])


@pytest.mark.parametrize("text", recipes("yaml"), ids=["github", "gitlab"])
def test_the_commands_of_a_forges_recipe_end_well_and_leave_what_it_keeps(
    spring: Kit, text: str
) -> None:
    recipe = YAML(typ="safe").load(text)
    found = commands(recipe)
    assert len(found) == 4
    for command in found:
        done = run(spring, command, "2026-10-02")
        assert done.returncode == 0, done.stdout + done.stderr
    assert "reports/spring" in text
    assert (spring.root / "reports/spring/index.html").is_file()


@pytest.mark.parametrize(
    ("words", "code"), [("check spring", 0), ("check nowhere", 1), ("run", 2), ("run --wat", 2)]
)
def test_exit_codes_are_those_of_the_page(spring: Kit, words: str, code: int) -> None:
    assert f"| {code} |" in PAGE
    assert run(spring, f"playbook {words}", "2026-10-02").returncode == code


def copied(folder: Path) -> None:
    """Put what the Containerfile copies into a folder."""
    for sources in re.findall(r"^COPY --chown=kit (.+)$", CONTAINER, re.MULTILINE):
        *names, target = sources.split()
        for name in names:
            found = sorted(ROOT.glob(name)) or [ROOT / name]
            for source in found:
                place = folder / target if source.is_dir() else folder / target / source.name
                place.parent.mkdir(parents=True, exist_ok=True)
                if source.is_dir():
                    ignored = shutil.ignore_patterns("__pycache__")
                    shutil.copytree(source, place, ignore=ignored)
                else:
                    shutil.copyfile(source, place)


def test_what_the_container_copies_is_a_kit_that_installs(tmp_path: Path) -> None:
    copied(tmp_path)
    kit = Kit(tmp_path)
    assert kit.stages().keys() == Kit(ROOT).stages().keys()
    assert kit.campaigns() == ["demo", "demo_fr"]
    build = [sys.executable, "-m", "hatchling", "build", "-d", "dist", "-t", "wheel"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_images_use_the_pythons_and_the_uv_of_the_kit() -> None:
    [makes] = re.findall(r"^UV_VERSION := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert re.findall(r"uv==([\d.]+)", CONTAINER) == [makes]
    assert (BINDER / "requirements.txt").read_text().split() == [f"uv=={makes}"]
    pythons = SpecifierSet(PROJECT["project"]["requires-python"])
    assert re.findall(r"python:([\d.]+)-", CONTAINER)[0] in pythons
    assert (BINDER / "runtime.txt").read_text().strip().removeprefix("python-") in pythons


def test_the_steps_of_images_are_understood_by_uv() -> None:
    steps = re.findall(r"^RUN (uv .+)$", CONTAINER, re.MULTILINE)
    steps += re.findall(r"^(uv .+)$", (BINDER / "postBuild").read_text(), re.MULTILINE)
    assert len(steps) == 3
    for step in steps:
        _, *words = shlex.split(step)
        if words[0] == "sync":
            words += ["--offline", "--dry-run"]
        words = [word.replace("locked.txt", os.devnull) for word in words]
        done = subprocess.run(
            [uv(), *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
        )
        refused = done.returncode == 2 or ("error:" in done.stderr and "unexpected" in done.stderr)
        assert not refused, done.stderr


def test_what_an_image_starts_is_a_command_of_the_kit() -> None:
    [started] = re.findall(r'^ENTRYPOINT \["(.+)"\]$', CONTAINER, re.MULTILINE)
    assert started in PROJECT["project"]["scripts"]
    assert set(re.findall(r"--extra (\w+)", CONTAINER)) <= set(
        PROJECT["project"]["optional-dependencies"]
    )
    assert os.access(BINDER / "postBuild", os.X_OK)
    checked = subprocess.run(["bash", "-n", BINDER / "postBuild"], check=False)
    assert checked.returncode == 0
