"""Names are recognised however people write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.language import _, speaking
from playbook.tables import TABLES
from playbook.tables.matching import (
    code_spellings,
    column_spellings,
    did_you_mean,
    fold,
    name_key,
    nearest,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("  Use_Case-ID ", "use case id"),
        ("Étape du processus", "etape du processus"),
        ("Cas d’usage", "cas d usage"),
        ("Cas d'usage", "cas d usage"),
        ("ŒUVRE", "œuvre"),
        ("niveau\n1", "niveau 1"),
        ("?!", ""),
    ],
)
def test_folding_keeps_letters_and_digits_only(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(alphabet="aeéèêçÀÔù _-'"))
def test_folding_sees_no_difference_between_composed_and_decomposed(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", TABLES)
def test_every_label_leads_to_its_column_and_code(name: str, language: str) -> None:
    table = TABLES[name]
    with speaking(language):
        for column in table.columns:
            assert column_spellings(table)[fold(_(column.label).upper())] == column.name
            for code, label in column.codes.items():
                assert code_spellings(table, column.name)[fold(_(label))] == code


def test_a_typing_error_finds_the_nearest_name_and_nonsense_none() -> None:
    names = ["participant_id", "use_case_id", "feasibility"]
    assert nearest("Feasability", names) == "feasibility"
    assert nearest("usecase id", names) == "use_case_id"
    assert nearest("zzz", names) is None


def test_the_nearest_name_is_asked_for_as_it_is_best_shown() -> None:
    names = {"ideas": "Ideas", "costs": "Costs"}
    assert did_you_mean("idea", names) == " Did you mean ideas?"
    assert did_you_mean("idea", names, lambda name: names[name]) == " Did you mean Ideas?"
    assert did_you_mean("idea", names, cutoff=1) == ""
    assert did_you_mean("zzz", names) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Heure de début", "HEURE DE DEBUT ", True),
        ("?", "!", False),
        ("? ", "?", True),
        ("", "?", False),
        ("-", "a", False),
    ],
)
def test_names_of_signs_alone_are_told_apart_by_their_signs(
    one: str, other: str, same: bool
) -> None:
    assert (name_key(one) == name_key(other)) is same
