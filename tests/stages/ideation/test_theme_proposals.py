"""Themes proposed for the notes that have none."""

from __future__ import annotations

import pandas as pd
import pytest
from support.sentences import said
from support.sticky_notes import ideas, worded

from playbook.show.findings import Finding, Tone
from playbook.stages.ideation.theme_proposals import (
    proposed_themes,
    say_proposed_themes,
    theme_proposal_accuracy,
)


def test_a_note_without_a_theme_is_lent_that_of_the_most_similar_note() -> None:
    table = worded(
        ("Sort the mail by topic", "Sorting"),
        ("Route the mail to teams", "Routing"),
        ("Sort mail by topic and language", None),
        ("Coffee", None),
    )
    proposed = proposed_themes(table, "en", 0.2)
    assert proposed["idea_id"].tolist() == ["N2", "N3"]
    assert proposed["proposed_theme"].iloc[0] == "Sorting"
    assert proposed["closest_text"].iloc[0] == "Sort the mail by topic"
    assert proposed.loc[1, ["proposed_theme", "closest_text", "similarity"]].isna().all()


def test_no_theme_is_proposed_where_no_note_has_one_or_every_note_has() -> None:
    bare = proposed_themes(worded(("Sort", None), ("Sort", None)), "en", 0.0)
    assert bare["proposed_theme"].isna().tolist() == [True, True]
    assert bare["similarity"].dtype == float
    assert proposed_themes(worded(("Sort", "A")), "en", 0.0).empty
    assert proposed_themes(ideas(), "en", 0.0).empty


def test_proposals_are_tried_on_notes_whose_theme_is_known() -> None:
    table = worded(
        ("Sort the mail by topic", "Sorting"),
        ("Sort mail by topic", "Sorting"),
        ("Train new staff", "People"),
        ("Training of new staff", "Other"),
        ("Coffee", "Breaks"),
        ("Coffee", None),
    )
    accuracy = theme_proposal_accuracy(table, "en", 0.2)
    # The two on mail find each other; the two on staff as well, under another theme each.
    assert accuracy.to_numpy().tolist() == [[5, 4, 2]]


@pytest.mark.parametrize("rows", [[], [("Sort", "A")], [("Sort", None), ("Mail", None)]])
def test_fewer_than_two_themed_notes_try_nothing(rows: list[tuple[str, str | None]]) -> None:
    accuracy = theme_proposal_accuracy(worded(*rows), "en", 0.0)
    themed = sum(theme is not None for _text, theme in rows)
    assert accuracy.to_dict("records") == [{"notes": themed, "proposed": 0, "right": 0}]


def test_proposed_themes_are_said_with_how_often_they_are_right() -> None:
    def sentence(proposals: list[str | None], tried: int, right: int) -> Finding | None:
        accuracy = pd.DataFrame({"notes": [9], "proposed": [tried], "right": [right]})
        return say_proposed_themes(pd.DataFrame({"proposed_theme": proposals}), accuracy)

    assert sentence([], 3, 2) is None
    assert said(sentence([None], 0, 0)) == (
        "1 note has no theme; a theme is proposed for 0 of them.",
        Tone.CAUTION,
    )
    assert said(sentence(["Mail", None], 4, 3))[0] == (
        "2 notes have no theme; a theme is proposed for 1 of them. Tried on notes whose theme is"
        " known, the proposal was right 3 times of 4."
    )
    assert said(sentence(["Mail"], 1, 1))[0].endswith("was right 1 time of 1.")


def test_the_same_words_pass_a_threshold_of_one() -> None:
    table = worded(("Sort", None), ("Sort", "Mail"), ("Sort", "Mail"))
    assert proposed_themes(table, "en", 1.0).to_dict("records") == [
        {
            "idea_id": "N0", "text": "Sort", "proposed_theme": "Mail", "closest_text": "Sort",
            "similarity": 1.0,
        }
    ]  # fmt: skip
    accuracy = theme_proposal_accuracy(table, "en", 1.0)
    assert accuracy.to_dict("records") == [{"notes": 2, "proposed": 2, "right": 2}]


def test_five_hundred_notes_are_compared() -> None:
    table = worded(*((f"word{i}", "A" if i % 2 else None) for i in range(500)))
    assert len(proposed_themes(table, "en", 0.2)) == 250
