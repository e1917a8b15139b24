"""Impact study: gaps that may be the same, and those that nobody followed up."""

from __future__ import annotations

import pandas as pd
import pytest
from support.frames import frame
from support.impacts import gaps_found

from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study import merging

SAME = "One list of topics for all teams"


def no_impacts() -> tuple[pd.DataFrame, pd.DataFrame]:
    return frame("people_impacts"), frame("organisation_impacts")


def test_only_gaps_of_different_groups_are_proposed() -> None:
    found = gaps_found(
        ("G1", "A", SAME, None, None), ("G2", "A", SAME, None, None), ("G3", "B", SAME, None, None),
        ("G4", None, SAME, None, None), ("G5", None, SAME, None, None),
        ("G6", "B", "Other", None, None),
    )  # fmt: skip
    pairs = merging.similar_gaps(found, "en", 0.9)
    together = set(zip(pairs["gap_id"], pairs["other_id"], strict=True))
    assert ("G1", "G2") not in together
    assert {("G1", "G3"), ("G2", "G3"), ("G1", "G4"), ("G4", "G5")} <= together
    assert "G6" not in set(pairs["gap_id"]) | set(pairs["other_id"])
    assert list(pairs) == [
        "gap_id", "group", "label", "other_id", "other_group", "other_label", "similarity",
    ]  # fmt: skip
    merged = merging.merged_gaps(found, pairs, *no_impacts())
    assert merging.say_proposals(pairs, merged, len(found)).text.startswith(
        f"{len(pairs)} pairs of gaps may be the same"
    )


def test_merging_keeps_the_first_words_and_adds_the_impacts() -> None:
    found = gaps_found(
        ("G1", "A", "Topics", None, None), ("G2", "A", "Alone", None, None),
        ("G3", "B", "Subjects", None, None), ("G4", "C", "Themes", None, None),
    )  # fmt: skip
    links = {"gap_id": ["G3", "G1", "G1"], "other_id": ["G4", "G3", "G4"]}
    pairs = pd.DataFrame(links | {"group": list("BAA"), "other_group": list("CBC")})
    people = frame("people_impacts", "impact_id gap_id job", [("1", "G3", "x"), ("2", "G4", "x")])
    table = merging.merged_gaps(found, pairs, people, frame("organisation_impacts"))
    assert table["gap_ids"].tolist() == ["G1; G3; G4", "G2"]
    assert table["label"].tolist() == ["Topics", "Alone"]
    assert table["found_by"].tolist() == ["A; B; C", "A"]
    assert table["merged"].tolist() == [3, 1]
    assert [str(count) for count in table["people_impacts"]] == ["2", "0"]
    assert list(table) == [
        "gap_ids", "found_by", "label", "merged", "people_impacts", "organisation_impacts",
    ]  # fmt: skip
    said = merging.say_proposals(pairs, table, 4).text
    assert said == (
        "3 pairs of gaps from different groups may be the same: merge them, which leaves"
        " 2 of 4 gaps, or keep both."
    )


def test_gaps_without_any_impact_are_named() -> None:
    found = gaps_found(
        *[(f"G{i}", "A", name, None, None) for i, name in enumerate(["Mail", "Phone"])]
    )
    merged = merging.merged_gaps(found, merging.similar_gaps(found, "en", 0.9), *no_impacts())
    assert merging.say_followed(merged) == Finding(
        "Nobody described any impact of these 2 gaps: “Mail” and “Phone”. Confirm that"
        " there is none, or look into them.",
        Tone.DECIDE,
    )
    assert merging.say_followed(merged.tail(1)).text == (
        "Nobody described any impact of “Phone”: confirm that there is none, or look into it."
    )
    assert merging.say_followed(merged.assign(people_impacts=1)) == Finding(
        "Every gap, once merged, has at least one impact described."
    )


def test_without_a_gap_nothing_is_said_of_every_gap() -> None:
    merged = merging.merged_gaps(
        gaps_found(), merging.similar_gaps(gaps_found(), "en", 0.3), *no_impacts()
    )
    assert merging.say_followed(merged) is None


def test_merged_gaps_stand_where_their_first_stood() -> None:
    found = gaps_found(
        ("G9", "A", "Topics", None, None), ("G10", "A", "Alone", None, None),
        ("G2", "B", "Subjects", None, None),
    )  # fmt: skip
    pairs = pd.DataFrame({"gap_id": ["G9"], "other_id": ["G2"]})
    table = merging.merged_gaps(found, pairs, *no_impacts())
    assert table["gap_ids"].tolist() == ["G9; G2", "G10"]
    assert table["label"].tolist() == ["Topics", "Alone"]


def test_a_chain_of_half_alike_gaps_is_not_merged() -> None:
    found = gaps_found(*[(f"G{i}", f"{i}", f"Gap {i}", None, None) for i in range(4)])
    pairs = pd.DataFrame({"gap_id": ["G2", "G0", "G1"], "other_id": ["G3", "G1", "G2"]})
    table = merging.merged_gaps(found, pairs, *no_impacts())
    assert table["gap_ids"].tolist() == ["G0; G1", "G2; G3"]


def test_without_a_similar_pair_nothing_is_merged() -> None:
    found = gaps_found(("G1", "A", "Topics", None, None), ("G2", "B", "Scanners", None, None))
    pairs = merging.similar_gaps(found, "en", 0.3)
    assert pairs.empty
    assert len(merging.merged_gaps(found, pairs, *no_impacts())) == 2
    assert merging.say_proposals(pairs, found, 2) == Finding(
        "No two groups found gaps alike enough to be proposed for merging."
    )


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_gaps_is_taken(count: int) -> None:
    words = ["mail", "phone", "letters", "delay", "topic"]
    found = gaps_found(
        *[(f"G{i}", f"{i % 7}", f"{words[i % 5]} {i}", None, None) for i in range(count)]
    )
    pairs = merging.similar_gaps(found, "en", 0.99)
    merged = merging.merged_gaps(found, pairs, *no_impacts())
    assert merged["merged"].sum() == count
