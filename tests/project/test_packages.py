"""The wheel and the source archive: the same bytes wherever they are built, and enough to work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
SOURCES = (
    "playbook", "notebooks", "parameters", "data", "docs", "reports/README.md", "LICENSE",
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml", ".gitignore",
    ".gitattributes",
)  # fmt: skip


def build(folder: Path, umask: int) -> dict[str, bytes]:
    """Build both archives from a copy of the sources, as ``uv build`` does: the wheel from the
    source archive."""
    checkout = folder / "checkout"
    for name in SOURCES:
        source, target = ROOT / name, checkout / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    (checkout / "data/secret").mkdir()
    (checkout / "data/secret/participants.csv").write_text("participant_id,name\nP1,Eve\n")
    (checkout / "parameters/secret.yml").write_text("title: secret\n")
    hatch = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    run([*hatch, "-t", "sdist"], checkout, umask=umask)
    [archive] = folder.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    run([*hatch, "-t", "wheel"], folder / archive.name.removesuffix(".tar.gz"), umask=umask)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def run(
    command: list[str], folder: Path, environment: dict[str, str] | None = None, umask: int = -1
) -> str:
    """Run a command to its good end, and give what it printed."""
    done = subprocess.run(
        command, cwd=folder, env=environment, umask=umask, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A folder with both archives, and their contents."""
    folder = tmp_path_factory.mktemp("built")
    return folder, build(folder, 0o022)


def test_two_builds_are_the_same_bytes(
    built: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    _, first = built
    assert len(first) == 2
    assert build(tmp_path, 0o077) == first


def test_no_campaign_but_the_demos_is_packed(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, _ = built
    [wheel], [archive] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    with tarfile.open(archive) as opened_archive:
        names += opened_archive.getnames()
    assert any(name.endswith("kit_files/parameters/demo.yml") for name in names)
    assert [name for name in names if name.endswith(".secret")] == []


@pytest.fixture(scope="module")
def installed(
    built: tuple[Path, dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """An environment with the wheel, on the dependencies that are installed here."""
    folder, _ = built
    place = tmp_path_factory.mktemp("installed")
    run([sys.executable, "-m", "venv", "--without-pip", str(place)], ROOT)
    shared = str(Path(sys.prefix, "share/jupyter"))
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_paths()["purelib"]}
    environment["JUPYTER_PATH"] = shared
    environment.pop("PLAYBOOK_ROOT", None)
    python = str(place / SCRIPTS / "python")
    [wheel] = folder.glob("*.whl")
    run([python, "-m", "installer", str(wheel)], place, environment)
    where = run([python, "-c", "import playbook; print(playbook.__file__)"], place, environment)
    assert where.startswith(str(place))
    return place / SCRIPTS, environment


def test_the_wheel_makes_a_kit_and_runs_it(
    installed: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    scripts, environment = installed
    playbook = str(scripts / "playbook")
    assert "Made a kit here" in run([playbook, "new", "spring"], tmp_path, environment)
    assert "Made a kit" not in run([playbook, "new", "autumn"], tmp_path, environment)
    run([playbook, "check", "spring", "demo"], tmp_path, environment)
    run([playbook, "run", "demo", "--stage", "ideation"], tmp_path, environment)
    page = (tmp_path / "reports/demo/ideation.html").read_text(encoding="utf-8")
    assert "<h1>" in page
    assert notebooks_of(tmp_path) == notebooks_of(ROOT)


def notebooks_of(kit: Path) -> list[str]:
    """The notebooks of the stages, and of the live panels."""
    folder = kit / "notebooks"
    found = [*folder.glob("*.ipynb"), *folder.glob("live/*.ipynb")]
    return sorted(path.relative_to(folder).as_posix() for path in found)
