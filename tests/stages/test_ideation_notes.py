"""What the notes say: who wrote them, their themes, AI or not, steps, duplicates, follow-ups."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame

from playbook.stages import ideation

COUNTS = ["with_ai", "without_ai", "undecided"]
NOTE = "idea_id participant_id text round step_id theme uses_ai"


def ideas(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("ideas", NOTE, rows)


def notes(*kinds: tuple[str | None, str | None]) -> pd.DataFrame:
    """Notes of a theme, with AI or not."""
    rows = [
        (f"N{i}", None, "Sort", "first_reflection", None, theme, ai)
        for i, (theme, ai) in enumerate(kinds)
    ]
    return ideas(*rows)


def written(*authors: tuple[str | None, str]) -> pd.DataFrame:
    """Notes of an author in a round."""
    rows = [(f"N{i}", who, "Sort", when, None, None, None) for i, (who, when) in enumerate(authors)]
    return ideas(*rows)


def texts(*rows: tuple[str, str | None]) -> pd.DataFrame:
    """Notes of a text and a theme."""
    return ideas(
        *((f"N{i}", None, t, "first_reflection", None, g, None) for i, (t, g) in enumerate(rows))
    )


PEOPLE = frame(
    "participants",
    "participant_id role",
    [("F", "facilitator"), ("A", "business_expert"), ("B", None)],
)


def test_notes_are_counted_by_person_and_round_and_held_against_the_quota() -> None:
    first = [("A", "first_reflection")] * 2
    rest = [("A", "process_step"), ("B", "follow_up"), ("B", "first_reflection")]
    table = ideation.participation(written(*first, *rest, (None, "process_step")), PEOPLE, 2)
    assert table.drop(columns="role").to_numpy().tolist() == [
        ["A", 2, 1, 0, 3, True],
        ["B", 1, 0, 1, 2, False],
    ]


def test_a_person_without_a_note_has_zeros_and_a_silent_facilitator_is_left_out() -> None:
    table = ideation.participation(written(("A", "first_reflection")), PEOPLE, 1)
    assert table.drop(columns="role").to_numpy().tolist() == [
        ["A", 1, 0, 0, 1, True],
        ["B", 0, 0, 0, 0, False],
    ]


@pytest.mark.parametrize("when", ["process_step", "follow_up"])
def test_a_facilitator_who_wrote_a_note_is_counted(when: str) -> None:
    table = ideation.participation(written(("F", when)), PEOPLE, 1).set_index("participant_id")
    assert table.loc["F", [when, "notes", "reached"]].tolist() == [1, 1, False]


def test_unsigned_notes_say_nothing_about_people() -> None:
    for table in (written((None, "first_reflection")), ideas()):
        counted = ideation.participation(table, PEOPLE, 1)
        assert counted.empty
        assert list(counted) == ["participant_id", "role", *ROUNDS, "notes", "reached"]


AUTHORS = st.sampled_from(["F", "A", "B", None])
ROUNDS = ["first_reflection", "process_step", "follow_up"]


@settings(max_examples=40)
@given(st.lists(st.tuples(AUTHORS, st.sampled_from(ROUNDS))))
def test_counts_of_people_add_up_to_the_signed_notes(
    authors: list[tuple[str | None, str]],
) -> None:
    table = ideation.participation(written(*authors), PEOPLE, 2)
    assert table["notes"].sum() == sum(who is not None for who, _when in authors)
    for name in ROUNDS:
        signed = [when for who, when in authors if who is not None]
        assert table[name].sum() == signed.count(name)


def test_themes_are_counted_with_ai_without_and_undecided() -> None:
    kinds = [("B", "yes"), ("A", "no"), ("A", "unsure"), ("B", "yes"), ("A", None), ("C", "no")]
    table = ideation.ai_counts(notes(*kinds, (None, "yes"), (None, "no"), (None, "no")), "theme")
    assert table["theme"].iloc[:3].tolist() == ["A", "B", "C"]
    assert pd.isna(table["theme"].iloc[3])
    assert table[[*COUNTS, "notes"]].to_numpy().tolist() == [
        [0, 1, 2, 3],
        [2, 0, 0, 2],
        [0, 1, 0, 1],
        [1, 2, 0, 3],
    ]


def test_a_kind_that_no_note_is_of_is_counted_as_none() -> None:
    expected = pd.DataFrame(
        {"theme": ["A"], "with_ai": [2], "without_ai": [0], "undecided": [0], "notes": [2]}
    )
    table = ideation.ai_counts(notes(("A", "yes"), ("A", "yes")), "theme")
    pd.testing.assert_frame_equal(table, expected.astype({"theme": "str"}))


KINDS = st.tuples(
    st.sampled_from(["A", "B", "C", None]), st.sampled_from(["yes", "no", "unsure", None])
)


@settings(max_examples=40)
@given(st.lists(KINDS, max_size=30))
def test_counts_of_themes_add_up_to_all_notes(kinds: list[tuple[str | None, str | None]]) -> None:
    table = ideation.ai_counts(notes(*kinds), "theme")
    by_hand = Counter(ai if ai in ("yes", "no") else "undecided" for _theme, ai in kinds)
    assert table[COUNTS].sum().tolist() == [by_hand[k] for k in ("yes", "no", "undecided")]
    assert table["notes"].sum() == len(kinds)
    sizes = Counter(theme for theme, _ai in kinds)
    themes = table["theme"].astype(object).where(table["theme"].notna(), None)
    assert dict(zip(themes, table["notes"], strict=True)) == sizes
    named = table[table["theme"].notna()]
    assert named.index.tolist() == list(range(len(named)))
    assert named["notes"].is_monotonic_decreasing


STEPS = frame("process_steps", "step_id position label", [("s2", 2, "Route"), ("s1", 1, "Arrive")])


def test_steps_come_in_the_order_of_the_process_and_bare_ones_have_zeros() -> None:
    rows = [
        ("N1", None, "Sort", "process_step", "s2", None, "yes"),
        ("N2", None, "Sort", "process_step", "s2", None, None),
        ("N3", None, "Sort", "process_step", None, None, "yes"),
    ]
    table = ideation.step_coverage(ideas(*rows), STEPS)
    assert table.to_numpy().tolist() == [
        [1, "s1", "Arrive", 0, 0, 0, 0],
        [2, "s2", "Route", 1, 0, 1, 2],
    ]
    assert table[[*COUNTS, "notes"]].dtypes.eq(int).all()


def test_without_notes_every_step_is_bare_and_without_steps_there_is_no_row() -> None:
    assert ideation.step_coverage(ideas(), STEPS)["notes"].tolist() == [0, 0]
    assert ideation.step_coverage(notes(("A", "yes")), frame("process_steps")).empty


def test_notes_of_the_same_words_are_proposed_for_merging_first() -> None:
    table = texts(
        ("Sort the mail by topic", None),
        ("Train the new staff", None),
        ("Mail sorted by topic and team", None),
        ("sort the MAIL by topic", None),
    )
    pairs = ideation.near_duplicates(table, "en", 0.5)
    ids = list(zip(pairs["idea_id"], pairs["other_id"], strict=True))
    assert ids[0] == ("N0", "N3")
    assert ids[0] + (pairs["similarity"].iloc[0],) == ("N0", "N3", pytest.approx(1))
    assert set(ids[1:]) <= {("N0", "N2"), ("N2", "N3")}
    assert pairs["other_text"].iloc[0] == "sort the MAIL by topic"


def test_duplicates_at_the_threshold_are_kept() -> None:
    table = texts(("Sort mail by topic", None), ("Sort mail by team", None), ("Hire", None))
    likeness = ideation.near_duplicates(table, "en", 0.01)["similarity"].max()
    assert 0 < likeness < 1
    assert len(ideation.near_duplicates(table, "en", likeness)) == 1
    assert ideation.near_duplicates(table, "en", likeness + 1e-9).empty


def test_a_note_without_a_theme_is_lent_that_of_the_most_similar_note() -> None:
    table = texts(
        ("Sort the mail by topic", "Sorting"),
        ("Route the mail to teams", "Routing"),
        ("Sort mail by topic and language", None),
        ("Coffee", None),
    )
    proposed = ideation.proposed_themes(table, "en", 0.2)
    assert proposed["idea_id"].tolist() == ["N2", "N3"]
    assert proposed["proposed_theme"].iloc[0] == "Sorting"
    assert proposed["closest_text"].iloc[0] == "Sort the mail by topic"
    assert proposed.loc[1, ["proposed_theme", "closest_text", "similarity"]].isna().all()


def test_no_theme_is_proposed_where_no_note_has_one_or_every_note_has() -> None:
    bare = ideation.proposed_themes(texts(("Sort", None), ("Sort", None)), "en", 0.0)
    assert bare["proposed_theme"].isna().tolist() == [True, True]
    assert bare["similarity"].dtype == float
    assert ideation.proposed_themes(texts(("Sort", "A")), "en", 0.0).empty
    assert ideation.proposed_themes(ideas(), "en", 0.0).empty


def test_proposals_are_tried_on_notes_whose_theme_is_known() -> None:
    table = texts(
        ("Sort the mail by topic", "Sorting"),
        ("Sort mail by topic", "Sorting"),
        ("Train new staff", "People"),
        ("Training of new staff", "Other"),
        ("Coffee", "Breaks"),
        ("Coffee", None),
    )
    accuracy = ideation.theme_proposal_accuracy(table, "en", 0.2)
    # The two on mail find each other; the two on staff as well, under another theme each.
    assert accuracy.to_numpy().tolist() == [[5, 4, 2]]


@pytest.mark.parametrize("rows", [[], [("Sort", "A")], [("Sort", None), ("Mail", None)]])
def test_fewer_than_two_themed_notes_try_nothing(rows: list[tuple[str, str | None]]) -> None:
    accuracy = ideation.theme_proposal_accuracy(texts(*rows), "en", 0.0)
    themed = sum(theme is not None for _text, theme in rows)
    assert accuracy.to_dict("records") == [{"notes": themed, "proposed": 0, "right": 0}]


def test_a_follow_up_is_new_unless_it_is_close_to_an_earlier_note() -> None:
    table = ideas(
        ("N1", None, "Sort the mail by topic", "first_reflection", None, None, "yes"),
        ("N2", None, "Sort mail by topic", "follow_up", None, None, "no"),
        ("N3", None, "Sort mail by topics", "follow_up", None, None, None),
        ("N4", None, "Coffee", "follow_up", None, None, None),
    )
    later = ideation.follow_ups(table, "en", 0.5)
    assert later["idea_id"].tolist() == ["N2", "N3", "N4"]
    assert later["closest_text"].iloc[:2].tolist() == ["Sort the mail by topic"] * 2
    assert later.loc[2, ["closest_text", "similarity"]].isna().all()


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("when", ["follow_up", "first_reflection"])
def test_follow_ups_alone_or_absent(count: int, when: str) -> None:
    later = ideation.follow_ups(written(*[(None, when)] * count), "en", 0.5)
    assert len(later) == (count if when == "follow_up" else 0)
    assert list(later) == ["idea_id", "text", "uses_ai", "closest_text", "similarity"]
    assert later[["closest_text", "similarity"]].isna().all(axis=None)
    assert later["similarity"].dtype == float


def test_the_same_words_pass_a_threshold_of_one() -> None:
    words = "Sort"
    table = ideas(
        ("N1", None, words, "follow_up", None, None, "yes"),
        ("N2", None, words, "first_reflection", None, "Mail", None),
        ("N3", None, words, "follow_up", None, "Mail", "no"),
    )
    found = {"closest_text": words, "similarity": 1.0}
    assert ideation.proposed_themes(table, "en", 1.0).to_dict("records") == [
        {"idea_id": "N1", "text": words, "proposed_theme": "Mail", **found}
    ]
    assert ideation.follow_ups(table, "en", 1.0).to_dict("records") == [
        {"idea_id": "N1", "text": words, "uses_ai": "yes", **found},
        {"idea_id": "N3", "text": words, "uses_ai": "no", **found},
    ]
    accuracy = ideation.theme_proposal_accuracy(table, "en", 1.0)
    assert accuracy.to_dict("records") == [{"notes": 2, "proposed": 2, "right": 2}]
    assert ideation.near_duplicates(table[:2], "en", 1.0).to_dict("records") == [
        {"idea_id": "N1", "text": words, "other_id": "N2", "other_text": words, "similarity": 1.0}
    ]


def test_five_hundred_notes_are_compared() -> None:
    table = texts(*((f"word{i}", "A" if i % 2 else None) for i in range(499)), ("Word0", None))
    pairs = ideation.near_duplicates(table, "en", 0.99)
    assert pairs[["idea_id", "other_id"]].to_numpy().tolist() == [["N0", "N499"]]
    assert len(ideation.proposed_themes(table, "en", 0.2)) == 251
    assert ideation.ai_counts(table, "theme")["undecided"].tolist() == [249, 251]
