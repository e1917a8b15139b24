"""A kit made where there is none: whole, and never over anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.campaign.checked import check_campaign
from playbook.campaign.starting import find_or_make_kit, make_kit
from playbook.errors import PlaybookError
from playbook.kit import ROOT_VARIABLE, Kit
from playbook.live.serving.room import live_notebooks

ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    return tmp_path


def test_a_new_kit_has_every_stage_and_sound_demos(tmp_path: Path) -> None:
    kit = make_kit(tmp_path)
    assert list(kit.stages()) == list(Kit(ROOT).stages())
    assert list(live_notebooks(kit)) == list(live_notebooks(Kit(ROOT))) != []
    assert kit.campaigns() == ["demo", "demo_fr"]
    for name in kit.campaigns():
        assert check_campaign(kit, name).problems == ()
    assert ".playbook/" in (tmp_path / ".gitignore").read_text(encoding="utf-8")
    assert "eol=lf" in (tmp_path / ".gitattributes").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_its_readme_names_every_stage_and_no_page_links_to_what_is_not_there(
    tmp_path: Path, language: str
) -> None:
    kit = make_kit(tmp_path, language)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert [stage for stage in kit.stages() if f"`{stage}`" not in readme] == []
    assert ("playbook run demo_fr" in readme) == (language == "fr")
    broken = [
        f"{page.relative_to(tmp_path)}: {link}"
        for page in (*tmp_path.glob("*.md"), *tmp_path.glob("docs/**/*.md"))
        for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_what_is_there_already_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours")
    (tmp_path / ".gitignore").write_text("*.bak")
    make_kit(tmp_path)
    assert (tmp_path / "README.md").read_text() == "ours"
    assert (tmp_path / ".gitignore").read_text() == "*.bak"


def test_a_kit_is_made_once(empty: Path) -> None:
    assert find_or_make_kit("spring") == (Kit(empty), True)
    assert find_or_make_kit("spring") == (Kit(empty), False)


@pytest.mark.parametrize("name", ["notebooks", "parameters", "data", "reports", "docs"])
def test_nothing_is_written_among_other_files(empty: Path, name: str) -> None:
    (empty / name).mkdir()
    with pytest.raises(PlaybookError, match=f"{name}/ is in the way"):
        find_or_make_kit("spring")
    assert [path.name for path in empty.iterdir()] == [name]


def test_a_name_that_will_not_do_makes_no_kit(empty: Path) -> None:
    with pytest.raises(PlaybookError, match="cannot name a campaign"):
        find_or_make_kit("a/b")
    assert list(empty.iterdir()) == []


def test_a_kit_that_was_named_is_not_made_elsewhere(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty / "nowhere").mkdir()
    monkeypatch.setenv(ROOT_VARIABLE, str(empty / "nowhere"))
    with pytest.raises(PlaybookError, match="no kit here"):
        find_or_make_kit("spring")
    assert [path.name for path in empty.iterdir()] == ["nowhere"]
