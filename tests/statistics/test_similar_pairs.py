"""Pairs of notes are found without comparing all with all, and none is missed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import playbook.statistics.similarity
from playbook.statistics.similarity import closest, note_vectors, similar_pairs

WORDS = ["sort", "the", "mail", "topic", "answer", "faster", "find", "form", "page", "who"]
NOTE = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
NOTES = st.lists(NOTE, min_size=1, max_size=25)


@settings(max_examples=60)
@given(NOTES, st.sampled_from([0.05, 0.35, 0.55, 0.8, 1.0]))
def test_the_pairs_are_those_of_comparing_all_with_all(notes: list[str], threshold: float) -> None:
    product = np.round((note_vectors(notes, "en") @ note_vectors(notes, "en").T).toarray(), 9)
    expected = {
        (i, j): product[i, j]
        for i, j in itertools.combinations(range(len(notes)), 2)
        if product[i, j] >= threshold
    }
    found = similar_pairs(notes, "en", threshold)
    pairs = zip(found["first"], found["second"], strict=True)
    assert dict(zip(pairs, found["similarity"], strict=True)) == expected


def test_how_many_notes_are_compared_at_a_time_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notes = [" ".join(words) for words in itertools.permutations(WORDS[:5], 3)]
    whole = similar_pairs(notes, "en", 0.6)
    monkeypatch.setattr(playbook.statistics.similarity, "NOTES_AT_A_TIME", 7)
    assert len(whole) > len(notes)
    assert similar_pairs(notes, "en", 0.6).equals(whole)


def test_the_closest_note_is_the_first_of_those_that_are_most_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(playbook.statistics.similarity, "NOTES_AT_A_TIME", 2)
    notes = ["sort the mail", "find a form", "sort the mail", "sort mail quickly", "nothing"]
    vectors = note_vectors(notes, "en")
    positions, similarities = closest(vectors, vectors, among_themselves=True)
    assert positions.tolist()[:3] == [2, 0, 0]
    assert similarities[0] == 1.0
    assert positions[3] == 0
    none = closest(vectors, vectors[:0])[1]
    assert none.tolist() == [-1.0] * 5
