"""Notes that may say the same thing."""

from __future__ import annotations

import pandas as pd
import pytest
from support.sentences import said
from support.sticky_notes import worded

from playbook.show.findings import Tone
from playbook.stages.ideation.duplicates import near_duplicates, say_duplicates


def test_notes_of_the_same_words_are_proposed_for_merging_first() -> None:
    table = worded(
        ("Sort the mail by topic", None),
        ("Train the new staff", None),
        ("Mail sorted by topic and team", None),
        ("sort the MAIL by topic", None),
    )
    pairs = near_duplicates(table, "en", 0.5)
    ids = list(zip(pairs["idea_id"], pairs["other_id"], strict=True))
    assert ids[0] == ("N0", "N3")
    assert ids[0] + (pairs["similarity"].iloc[0],) == ("N0", "N3", pytest.approx(1))
    assert set(ids[1:]) <= {("N0", "N2"), ("N2", "N3")}
    assert pairs["other_text"].iloc[0] == "sort the MAIL by topic"


def test_duplicates_at_the_threshold_are_kept() -> None:
    table = worded(("Sort mail by topic", None), ("Sort mail by team", None), ("Hire", None))
    likeness = near_duplicates(table, "en", 0.01)["similarity"].max()
    assert 0 < likeness < 1
    assert len(near_duplicates(table, "en", likeness)) == 1
    assert near_duplicates(table, "en", likeness + 1e-9).empty


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "No two notes are alike enough to be proposed for merging."),
        (1, "1 pair of notes may be the same idea: merge it, or keep both."),
        (2, "2 pairs of notes may be the same idea: merge them, or keep both."),
    ],
)
def test_duplicates_are_said(count: int, words: str) -> None:
    pairs = pd.DataFrame({"idea_id": ["N"] * count})
    assert said(say_duplicates(pairs)) == (words, Tone.DECIDE if count else Tone.RESULT)


def test_the_same_words_pass_a_threshold_of_one() -> None:
    pairs = near_duplicates(worded(("Sort", None), ("Sort", None)), "en", 1.0)
    assert pairs.to_dict("records") == [
        {"idea_id": "N0", "text": "Sort", "other_id": "N1", "other_text": "Sort", "similarity": 1.0}
    ]


def test_five_hundred_notes_are_compared() -> None:
    table = worded(*((f"word{i}", None) for i in range(499)), ("Word0", None))
    pairs = near_duplicates(table, "en", 0.99)
    assert pairs[["idea_id", "other_id"]].to_numpy().tolist() == [["N0", "N499"]]
