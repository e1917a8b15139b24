"""The catalogues are brought up to date without losing what a translator wrote."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import messages  # noqa: E402 - tools/ is no package

BEFORE = """
#: a.py
msgid "Nobody has voted yet."
msgstr "Personne n’a encore voté."
"""


def template(*words: str) -> Catalog:
    catalogue = Catalog()
    for word in words:
        catalogue.add(word, locations=[("a.py", None)])
    return catalogue


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/ideation.po").write_text(BEFORE, encoding="utf-8")
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path)
    return tmp_path / "fr"


def update(monkeypatch: pytest.MonkeyPatch, **templates: Catalog) -> list[str]:
    monkeypatch.setattr(messages, "wanted", lambda: templates)
    messages.update("fr", [])
    return messages.faults("fr")


def test_a_changed_sentence_keeps_its_translation_to_be_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = "Nobody has yet voted."
    assert update(monkeypatch, ideation=template(changed)) == [
        f"fr/ideation.po: read again, it is fuzzy: {changed!r}"
    ]
    entry = messages.written("fr")["ideation"].get(changed)
    assert (entry.string, entry.fuzzy) == ("Personne n’a encore voté.", True)


def test_a_sentence_that_moves_to_another_catalogue_takes_its_translation_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(monkeypatch, kit=template("Nobody has voted yet.")) == []
    assert not (folder / "ideation.po").exists()
    assert messages.written("fr")["kit"].get("Nobody has voted yet.").string


def test_a_new_sentence_waits_for_its_translation_and_one_nobody_says_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(monkeypatch, ideation=template("Something else entirely")) == [
        "fr/ideation.po: no translation of 'Something else entirely'"
    ]
    assert "Nobody" not in (folder / "ideation.po").read_text(encoding="utf-8")


def test_messages_inside_f_strings_are_found_and_names_of_columns_are_not() -> None:
    code = """f"{_('In short')}"\n_(NAMES[row["kind"]])\nngettext("one", "many", n)\nN_("Marked")"""
    assert list(messages.module_messages(code)) == ["In short", ("one", "many"), "Marked"]
