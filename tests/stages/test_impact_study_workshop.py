"""Impact study: the times and groups of the workshop, and the gaps that the groups found."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages import impact_study as study
from playbook.stages.shared.run_sheet import run_sheet, say_times

GAPS = "gap_id group label current_state target_state"
SAME = "One list of topics for all teams"


def gaps(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("gaps", GAPS, rows)


def no_impacts() -> tuple[pd.DataFrame, pd.DataFrame]:
    return frame("people_impacts"), frame("organisation_impacts")


def test_the_activities_fit_the_announced_time_by_five_minutes() -> None:
    sheet = run_sheet(study.ACTIVITIES)
    assert sheet["minutes"].tolist() == [15, 20, 10, 10, 45, 45]
    assert sheet["starts"].tolist() == [0, 15, 35, 45, 55, 100]
    assert say_times(sheet, 150).tone is Tone.RESULT
    slack = study.say_slack(sheet, 150)
    assert slack is not None
    assert "5\u00a0min" in slack.text
    assert study.say_slack(sheet, 144) is None
    assert study.say_slack(sheet, 145) is not None
    assert study.say_slack(sheet, 160) is not None
    assert study.say_slack(sheet, 161) is None


def test_six_or_seven_people_make_no_groups_of_four_or_five() -> None:
    table = study.groupings(study.PEOPLE, study.GROUP)
    assert table["people"].tolist() == [5, 6, 7, 8, 9, 10]
    assert table["groups"].tolist() == [1, 0, 0, 2, 2, 2]
    assert table["sizes"].tolist() == ["5", "", "", "4 + 4", "4 + 5", "5 + 5"]


def test_there_are_as_many_groups_as_possible() -> None:
    assert study.groupings((20, 20), (4, 5))["sizes"].tolist() == ["4 + 4 + 4 + 4 + 4"]


@given(st.integers(1, 40), st.integers(1, 9), st.integers(0, 5))
def test_the_sizes_of_groups_add_up_and_keep_to_the_limits(n: int, low: int, more: int) -> None:
    row = study.groupings((n, n), (low, low + more)).iloc[0]
    sizes = [int(size) for size in row["sizes"].split(" + ")] if row["sizes"] else []
    assert len(sizes) == row["groups"]
    assert all(low <= size <= low + more for size in sizes)
    assert sum(sizes) == (n if sizes else 0)


def test_more_groups_than_the_people_allow_are_said() -> None:
    table = study.groupings(study.PEOPLE, study.GROUP)
    said = study.say_groupings(table, 3, study.GROUP)
    assert "only 8, 9 and 10 make two groups" in said[0].text
    assert "3 groups, which makes 12 people or more" in said[1].text
    assert len(study.say_groupings(table, 2, study.GROUP)) == 1
    assert len(study.say_groupings(table, 2, (5, 5))) == 1
    none = study.say_groupings(study.groupings((1, 3), (4, 5)), 0, (4, 5))
    assert "No number of people from 1 to 3" in none[0].text


def test_a_role_that_nobody_has_is_named() -> None:
    people = frame("participants", "participant_id role", [("P1", "hr"), ("P2", "it_data")])
    assert study.missing_roles(people) == ["business_expert"]
    said = study.say_roles(study.missing_roles(people), people)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert "Business expert" in said.text
    assert study.say_roles([], frame("participants")) is None
    assert "all on" in study.say_roles([], people).text
    assert said.text.startswith("Nobody on the campaign's list")
    partly = frame("participants", "participant_id role", [("P1", "hr"), ("P2", None)])
    said = study.say_roles(study.missing_roles(partly), partly)
    assert said.text.startswith("Nobody whose role is given on the campaign's list")


def test_gaps_are_counted_by_group_and_those_without_one_come_last() -> None:
    table = study.gaps_by_group(
        gaps(
            ("G1", None, "a", "x", "y"), ("G2", "B", "b", "x", None), ("G3", "A", "c", "x", "y"),
            ("G4", "B", "d", "x", "y"),
        )
    )  # fmt: skip
    assert table["group"].fillna("?").tolist() == ["B", "A", "?"]
    assert table["gaps"].tolist() == [2, 1, 1]
    assert table["described"].tolist() == [1, 1, 1]
    assert study.say_gaps(table) == Finding(
        "4 gaps were found (3 of them by 2 groups). 1 does not say both how it is today and how it"
        " will be.",
        Tone.CAUTION,
    )
    one = study.say_gaps(study.gaps_by_group(gaps(("G1", None, "a", "x", "y"))))
    assert one.text == "1 gap was found, with today and the target."
    two = study.gaps_by_group(gaps(("G1", "A", "a", "x", "y"), ("G2", "A", "b", "x", "y")))
    assert study.say_gaps(two).text == (
        "2 gaps were found by 1 group, each with today and the target."
    )


def test_groups_keep_the_order_of_the_table_however_many_they_are() -> None:
    names = [f"{i * 7 % 40}" for i in range(40)]
    rows = [(f"G{i}", name, "a", None, None) for i, name in enumerate(["", *names])]
    assert study.gaps_by_group(gaps(*rows))["group"].fillna("?").tolist() == [*names, "?"]


def test_without_a_gap_nothing_is_said_of_every_gap() -> None:
    none = study.gaps_by_group(gaps())
    assert study.say_gaps(none) == Finding("No gap is described yet.", Tone.DECIDE)
    merged = study.merged_gaps(gaps(), study.similar_gaps(gaps(), "en", 0.3), *no_impacts())
    assert study.say_followed(merged) is None


def test_only_gaps_of_different_groups_are_proposed() -> None:
    found = gaps(
        ("G1", "A", SAME, None, None), ("G2", "A", SAME, None, None), ("G3", "B", SAME, None, None),
        ("G4", None, SAME, None, None), ("G5", None, SAME, None, None),
        ("G6", "B", "Other", None, None),
    )  # fmt: skip
    pairs = study.similar_gaps(found, "en", 0.9)
    together = set(zip(pairs["gap_id"], pairs["other_id"], strict=True))
    assert ("G1", "G2") not in together
    assert {("G1", "G3"), ("G2", "G3"), ("G1", "G4"), ("G4", "G5")} <= together
    assert "G6" not in set(pairs["gap_id"]) | set(pairs["other_id"])
    assert list(pairs) == [
        "gap_id", "group", "label", "other_id", "other_group", "other_label", "similarity",
    ]  # fmt: skip
    merged = study.merged_gaps(found, pairs, *no_impacts())
    assert study.say_merging(pairs, merged, len(found)).text.startswith(
        f"{len(pairs)} pairs of gaps may be the same"
    )


def test_merging_keeps_the_first_words_and_adds_the_impacts() -> None:
    found = gaps(
        ("G1", "A", "Topics", None, None), ("G2", "A", "Alone", None, None),
        ("G3", "B", "Subjects", None, None), ("G4", "C", "Themes", None, None),
    )  # fmt: skip
    links = {"gap_id": ["G3", "G1", "G1"], "other_id": ["G4", "G3", "G4"]}
    pairs = pd.DataFrame(links | {"group": list("BAA"), "other_group": list("CBC")})
    people = frame("people_impacts", "impact_id gap_id job", [("1", "G3", "x"), ("2", "G4", "x")])
    table = study.merged_gaps(found, pairs, people, frame("organisation_impacts"))
    assert table["gap_ids"].tolist() == ["G1; G3; G4", "G2"]
    assert table["label"].tolist() == ["Topics", "Alone"]
    assert table["found_by"].tolist() == ["A; B; C", "A"]
    assert table["merged"].tolist() == [3, 1]
    assert [str(count) for count in table["people_impacts"]] == ["2", "0"]
    assert list(table) == [
        "gap_ids", "found_by", "label", "merged", "people_impacts", "organisation_impacts",
    ]  # fmt: skip
    said = study.say_merging(pairs, table, 4).text
    assert said == (
        "3 pairs of gaps from different groups may be the same: merged, 4 gaps become 2."
    )


def test_gaps_without_any_impact_are_named() -> None:
    found = gaps(*[(f"G{i}", "A", name, None, None) for i, name in enumerate(["Mail", "Phone"])])
    merged = study.merged_gaps(found, study.similar_gaps(found, "en", 0.9), *no_impacts())
    assert study.say_followed(merged) == Finding(
        "Nobody described any impact of these 2 gaps: “Mail” and “Phone”. None, or not looked at?",
        Tone.DECIDE,
    )
    assert study.say_followed(merged.tail(1)).text == (
        "Nobody described any impact of “Phone”: none, or not looked at?"
    )
    assert study.say_followed(merged.assign(people_impacts=1)) == Finding(
        "Every gap, once merged, has at least one impact described."
    )


def test_merged_gaps_stand_where_their_first_stood() -> None:
    found = gaps(
        ("G9", "A", "Topics", None, None), ("G10", "A", "Alone", None, None),
        ("G2", "B", "Subjects", None, None),
    )  # fmt: skip
    pairs = pd.DataFrame({"gap_id": ["G9"], "other_id": ["G2"]})
    table = study.merged_gaps(found, pairs, *no_impacts())
    assert table["gap_ids"].tolist() == ["G9; G2", "G10"]
    assert table["label"].tolist() == ["Topics", "Alone"]


def test_a_chain_of_half_alike_gaps_is_not_merged() -> None:
    found = gaps(*[(f"G{i}", f"{i}", f"Gap {i}", None, None) for i in range(4)])
    pairs = pd.DataFrame({"gap_id": ["G2", "G0", "G1"], "other_id": ["G3", "G1", "G2"]})
    table = study.merged_gaps(found, pairs, *no_impacts())
    assert table["gap_ids"].tolist() == ["G0; G1", "G2; G3"]


def test_without_a_similar_pair_nothing_is_merged() -> None:
    found = gaps(("G1", "A", "Topics", None, None), ("G2", "B", "Scanners", None, None))
    pairs = study.similar_gaps(found, "en", 0.3)
    assert pairs.empty
    assert len(study.merged_gaps(found, pairs, *no_impacts())) == 2
    assert study.say_merging(pairs, found, 2) == Finding(
        "No two groups found gaps alike enough to be proposed for merging."
    )


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_gaps_is_taken(count: int) -> None:
    words = ["mail", "phone", "letters", "delay", "topic"]
    found = gaps(*[(f"G{i}", f"{i % 7}", f"{words[i % 5]} {i}", None, None) for i in range(count)])
    pairs = study.similar_gaps(found, "en", 0.99)
    merged = study.merged_gaps(found, pairs, *no_impacts())
    assert merged["merged"].sum() == count
    assert study.gaps_by_group(found)["gaps"].sum() == count
    assert study.say_gaps(study.gaps_by_group(found)).text


def test_the_sentences_are_french_too() -> None:
    with speaking("fr"):
        said = study.say_groupings(study.groupings(study.PEOPLE, study.GROUP), 3, study.GROUP)
    assert "seuls 8, 9 et 10 donnent deux groupes" in said[0].text
