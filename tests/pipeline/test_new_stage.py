"""A stage of one's own: it works as it is made, in both languages, and its changes are seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.small_kit import make_small_kit

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.pipeline.new_stage import make_stage
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Status

ROOT = Path(__file__).parents[2]
IDEAS = "idea_id,text,round,theme\nN1,a,first_reflection,Mail\nN2,b,first_reflection,Mail\n"
NAME = "what_we_hear"
STYLE = [
    *("--config", str(ROOT / "pyproject.toml")),
    *("--config", 'lint.isort.known-first-party=["playbook"]'),
]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    kit = make_small_kit(tmp_path_factory.mktemp("kit"), ideas=IDEAS)
    text = kit.parameters_of("small").read_text(encoding="utf-8")
    kit.parameters_of("petit").write_text(text.replace("language: en", "language: fr"))
    assert make_stage(kit, NAME) == [
        f"notebooks/1_{NAME}.ipynb",
        *(f"stages/{NAME}/{file}" for file in ("__init__.py", "themes.py", "test_themes.py")),
        *(f"stages/{NAME}/{code}.po" for code in ("de", "fr")),
    ]
    return kit


def page(kit: Kit, campaign: str) -> str:
    [record] = run_campaign(kit, campaign).manifest.stages
    assert (record.status, record.reason) == (Status.DONE, "")
    return (kit.reports_of(campaign) / f"{NAME}.html").read_text(encoding="utf-8")


def test_it_works_as_it_is_made_with_sentence_figure_and_table(kit: Kit) -> None:
    made = page(kit, "small")
    assert made.count("The theme with the most notes is Mail: 2 of 2") >= 2
    assert "<svg" in made or "image/svg+xml" in made
    results = kit.reports_of("small") / f"results/{NAME}_themes.csv"
    assert "Mail,2" in results.read_text(encoding="utf-8")


def test_its_catalogue_is_spoken(kit: Kit) -> None:
    made = page(kit, "petit")
    assert "Le thème qui a le plus de post-it est Mail" in made
    assert "De quoi parlent les post-it" in made
    assert "the name of a file" not in made


def test_it_is_run_again_when_its_module_or_catalogue_changes_and_not_otherwise(
    kit: Kit, tmp_path: Path
) -> None:
    kit = Kit(shutil.copytree(kit.root, tmp_path / "kit"))
    run_campaign(kit, "small")
    assert not run_campaign(kit, "small").ran
    for file, before, after in (("themes.py", "most notes", "MOST"), ("fr.po", "post-it", "notes")):
        path = kit.own_stages / NAME / file
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        assert run_campaign(kit, "small").ran == [NAME]
    assert "The theme with the MOST" in page(kit, "small")


def test_its_own_tests_pass_and_its_style_is_the_kit_s(kit: Kit) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    options = ["-q", "-p", "no:cacheprovider", "--rootdir", str(kit.root)]
    for command in (["pytest", *options, "stages"], ["ruff", "check", *STYLE, "stages"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=kit.root, env=environment, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["Mine", "1a_mine", "my-stage", "é", "a" * 41, ""])
def test_a_name_that_no_module_can_have_is_refused(kit: Kit, name: str) -> None:
    with pytest.raises(PlaybookError, match="cannot name a stage"):
        make_stage(kit, name)


def test_nothing_that_exists_is_written_over(kit: Kit) -> None:
    with pytest.raises(PlaybookError, match="already"):
        make_stage(kit, NAME)
