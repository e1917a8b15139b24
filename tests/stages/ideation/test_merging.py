"""What merging notes that may be the same would change."""

from __future__ import annotations

import pandas as pd
from support.frames import frame
from support.sentences import said, texts
from support.sticky_notes import worded

from playbook.show.findings import Tone
from playbook.stages.ideation.merging import (
    alike_groups,
    merged_what_if,
    pairs_on,
    say_pairs_on,
    say_what_if,
)

TEXTS = ["Nest boxes", "Nesting boxes", "Benches", "Trees", "A pond", "Lamps"]
IDEAS = worded(*((text, None) for text in TEXTS))


def pairs(*ids: tuple[str, str]) -> pd.DataFrame:
    text = IDEAS.set_index("idea_id")["text"]
    rows = [(a, text[a], b, text[b], 0.9) for a, b in ids]
    columns = ["idea_id", "text", "other_id", "other_text", "similarity"]
    return pd.DataFrame(rows, columns=columns)


def dots(**counts: int) -> pd.DataFrame:
    rows = [("P", idea, count) for idea, count in counts.items()]
    return frame("dot_votes", "participant_id idea_id dots", rows)


VOTES = dots(N2=6, N3=5, N4=4, N0=3, N1=2, N5=1)


def test_notes_that_are_joined_by_pairs_are_one_group() -> None:
    assert alike_groups(pairs(("N0", "N1"), ("N2", "N3"))) == [["N0", "N1"], ["N2", "N3"]]
    [group] = alike_groups(pairs(("N0", "N1"), ("N2", "N3"), ("N1", "N2")))
    assert sorted(group) == ["N0", "N1", "N2", "N3"]
    assert alike_groups(pairs()) == []


def test_two_notes_that_share_their_dots_are_ranked_together() -> None:
    table = merged_what_if(pairs(("N1", "N0")), VOTES, IDEAS, length=2)
    # 3 and 2 make 5: as many as the second has, so they share its place on the shortlist.
    assert table.to_numpy().tolist() == [
        [("Nest boxes", "Nesting boxes"), ("4", "5"), ("3", "2"), 5, 2, True, (), ()]
    ]
    assert said(say_what_if(table, 2)[0])[0] == (
        "Merged, “Nest boxes” and “Nesting boxes” would be number 2 together (5 dots; apart, their"
        " ranks are 4 and 5) and come onto the shortlist."
    )


def test_what_leaves_the_shortlist_is_said() -> None:
    votes = dots(N2=6, N3=5, N0=4, N1=3)
    table = merged_what_if(pairs(("N0", "N1")), votes, IDEAS, length=2)
    assert table[["rank_together", "comes_on", "goes_off"]].to_numpy().tolist() == [
        [1, True, ("Trees",)]
    ]
    text = said(say_what_if(table, 2)[0])[0]
    assert text.endswith("come onto the shortlist. “Trees” would go off it.")


def test_a_merger_that_changes_no_shortlist_is_said_to_change_nothing() -> None:
    table = merged_what_if(pairs(("N2", "N5")), VOTES, IDEAS, length=3)
    assert not table["comes_on"].any()
    assert said(say_what_if(table, 3)[0]) == (
        "Merging alike notes would bring nothing new onto the shortlist of 3.", Tone.RESULT,
    )  # fmt: skip


def test_two_on_the_shortlist_leave_a_place_when_they_are_one() -> None:
    table = merged_what_if(pairs(("N2", "N3")), VOTES, IDEAS, length=3)
    assert table[["comes_on", "lets_in"]].to_numpy().tolist() == [[False, ("Nest boxes",)]]
    assert said(say_what_if(table, 3)[0])[0] == (
        "Merged, “Benches” and “Trees” would leave a place on the shortlist to “Nest boxes”."
    )


def test_notes_without_dots_change_nothing() -> None:
    assert merged_what_if(pairs(("N0", "N1")), dots(N0=3), IDEAS, 2).empty
    assert merged_what_if(pairs(), VOTES, IDEAS, 2).empty
    assert merged_what_if(pairs(("N0", "N1")), VOTES.iloc[:0], IDEAS, 2).empty
    assert say_what_if(merged_what_if(pairs(), VOTES, IDEAS, 2), 2) == []


def test_many_mergers_are_counted() -> None:
    ids = [f"N{n}" for n in range(11)]
    table = worded(*((f"Idea {n}", None) for n in ids))
    votes = dots(N10=4, **{f"N{n}": 3 for n in range(10)})
    apart = pairs().reindex(range(5))
    apart["idea_id"], apart["other_id"] = ids[0:10:2], ids[1:10:2]
    found = say_what_if(merged_what_if(apart, votes, table, 1), 1)
    assert texts(found)[3:] == ["2 more mergers would bring notes onto the shortlist."]


def test_a_pair_on_the_shortlist_is_never_passed_over() -> None:
    flagged = pairs(("N0", "N1"), ("N2", "N3"), ("N4", "N5"))
    shortlist = frame("use_cases", "use_case_id title idea_id", [
        (f"U-{n}", n, n) for n in ("N0", "N1", "N2", "N4", "N5")
    ])  # fmt: skip
    found = pairs_on(shortlist, flagged)
    assert found["idea_id"].tolist() == ["N0", "N4"]
    assert said(say_pairs_on(found)) == (
        "The shortlist holds 2 pairs of notes that may be the same idea: “Nest boxes” and “Nesting"
        " boxes”; “A pond” and “Lamps”. Merge them, or keep both on purpose.",
        Tone.DECIDE,
    )
    assert "two notes that may be" in said(say_pairs_on(found.head(1)))[0]
    assert say_pairs_on(found.head(0)) is None
