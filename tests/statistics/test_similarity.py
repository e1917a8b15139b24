"""How alike short notes are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.statistics.similarity import note_vectors, similar_pairs

ENGLISH = [
    "Sort incoming letters automatically",
    "Automatic sorting of incoming letter",
    "Forecast next month's sales in each shop",
    "Translate the intranet for our Spanish colleagues",
]
FRENCH = [
    "Trier automatiquement les courriers entrants",
    "Le tri automatique d'un courrier entrant",
    "Prévoir les ventes du mois dans chaque magasin",
    "Traduire l’intranet pour nos collègues espagnols",
]
NOTES = st.lists(
    st.text("abcdeé 'l’?", max_size=20) | st.sampled_from([*ENGLISH, *FRENCH]),
    min_size=1,
    max_size=6,
)


def similarities(texts: list[str], language: str = "en") -> np.ndarray:
    vectors = note_vectors(texts, language)
    return (vectors @ vectors.T).toarray()


@pytest.mark.parametrize(("language", "notes"), [("en", ENGLISH), ("fr", FRENCH)])
def test_a_near_duplicate_is_close_and_the_others_are_far(language: str, notes: list[str]) -> None:
    found = similarities(notes, language)
    assert found[0, 1] > 0.55
    far = found[np.triu_indices(4, k=1)][1:]
    assert far.max() < 0.2


@given(NOTES, st.sampled_from(["en", "fr"]))
def test_similarity_is_symmetric_between_0_and_1(notes: list[str], language: str) -> None:
    found = similarities(notes, language)
    np.testing.assert_allclose(found, found.T)
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-9


@given(NOTES)
def test_a_note_is_wholly_like_itself_or_has_no_word(notes: list[str]) -> None:
    found = similarities(notes)
    own = found.diagonal()
    assert np.all(np.isclose(own, 1) | (own == 0))
    assert found[own == 0].sum() == 0


@given(st.permutations(["sort", "incoming", "letters", "quickly"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    notes = ["Sort incoming letters quickly!", " ".join(words), ENGLISH[2]]
    assert similarities(notes)[0, 1] == pytest.approx(1)


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert similarities(["Prévoir : les VENTES", "prevoir les ventes"], "fr")[
        0, 1
    ] == pytest.approx(1)


@pytest.mark.parametrize(
    ("language", "empty"),
    [("en", ["", "?!", "and the of", "of the and"]), ("fr", ["...", "de la", "la de"])],
)
def test_notes_without_a_word_that_counts_are_like_nothing(language: str, empty: list[str]) -> None:
    notes = [*empty, "Sort the letters", "Trier les lettres"]
    assert similarities(notes, language)[: len(empty)].sum() == 0
    assert similarities(empty, language).sum() == 0


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_french_elisions_do_not_hide_a_word(apostrophe: str) -> None:
    notes = [f"l{apostrophe}analyse d{apostrophe}images", "analyse images", "qu'il vende"]
    found = similarities(notes, "fr")
    assert found[0, 1] > 0.8
    assert found[0, 2] < 0.2


def test_words_of_one_stem_are_closer_than_other_words() -> None:
    found = similarities(["forecasting sales", "forecast sale", "forge salads"])
    assert found[0, 1] > found[0, 2]


def test_pairs_are_listed_once_from_the_most_alike() -> None:
    notes = [ENGLISH[0], ENGLISH[2], ENGLISH[0], ENGLISH[1]]
    pairs = similar_pairs(notes, "en", 0.5)
    assert list(zip(pairs["first"], pairs["second"], strict=True)) == [(0, 2), (0, 3), (2, 3)]
    assert pairs["similarity"].iloc[0] == pytest.approx(1)
    assert pairs["similarity"].max() <= 1


@given(NOTES, st.floats(0.01, 1))
def test_pairs_are_those_at_or_above_the_threshold(notes: list[str], threshold: float) -> None:
    found = similarities(notes, "fr").round(9)
    pairs = similar_pairs(notes, "fr", threshold)
    expected = {(i, j) for j in range(len(notes)) for i in range(j) if found[i, j] >= threshold}
    assert {*zip(pairs["first"], pairs["second"], strict=True)} == expected
    assert pairs["similarity"].is_monotonic_decreasing


@given(st.sampled_from([*ENGLISH, "b", "Sort", "team answer"]), NOTES)
def test_the_same_words_pass_a_threshold_of_one(note: str, others: list[str]) -> None:
    pairs = similar_pairs([note, *others, note], "en", 1.0)
    found = zip(pairs["first"], pairs["second"], pairs["similarity"], strict=True)
    assert (0, len(others) + 1, 1.0) in set(found)


@pytest.mark.parametrize("notes", [[], ["alone"], ["", "?"]])
def test_without_two_notes_to_compare_there_is_no_pair(notes: list[str]) -> None:
    pairs = similar_pairs(notes, "en", 0.1)
    assert len(pairs) == 0
    assert list(pairs.columns) == ["first", "second", "similarity"]
