"""Impact study: what to settle before deployment."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame
from support.impacts import MAIL, RATED, SYSTEMS, on_organisation, on_people

from playbook.language import speaking
from playbook.stages.impact_study import deployment


def test_what_to_settle_is_ranked_by_severity_then_people() -> None:
    table = deployment.to_settle(MAIL, SYSTEMS, 4)
    assert table["impact_id"].tolist() == ["P1", "O1", "O4", "P3", "O3", "P4"]
    assert [str(rank) for rank in table["rank"]] == ["1", "2", "3", "4", "<NA>", "<NA>"]
    assert table["gap_id"].tolist() == ["G1", "G1", "G9", "G2", "G2", "G2"]
    assert table["weight"].fillna(-1).tolist() == [100, 480, -1, 90, -1, -1]
    assert table["reasons"].tolist() == [
        "heavy;no_training", "heavy", "heavy", "no_training", "unrated", "unrated",
    ]  # fmt: skip
    assert table["headcount"].tolist()[:2] == [20, 120]
    assert pd.isna(table["headcount"].iloc[2])
    first, other = deployment.say_settle(table)
    assert first.text == (
        "6 points to settle before deployment. First: “Mail clerk” (“Check”). 2 have no rank until"
        " they are rated."
    )
    assert other.text == (
        "Ranked by severity times people instead, this would come first of those whose number of"
        " people is known: “IT tools and systems” (“Mailboxes close”)."
    )
    sized = deployment.to_settle(MAIL, SYSTEMS.head(3), 4)
    assert "this would come first: “IT tools and systems”" in deployment.say_settle(sized)[1].text


def test_an_impact_on_the_organisation_counts_the_people_of_each_job_of_its_gap_once() -> None:
    clerks = on_people(
        ("1", "G1", "Clerk", 9, None, None, 1), ("2", "G1", "CLERK", 7, None, None, 1),
        ("3", "G1", "Head", None, None, None, 1), ("4", "G2", "Head", None, None, None, 1),
        ("5", "G1", "Driver", 4, None, None, 1),
    )  # fmt: skip
    table = deployment.to_settle(
        clerks,
        on_organisation(("1", "G1", "culture", "x", 4), ("2", "G2", "culture", "y", 4)),
        4,
    )
    assert [str(people) for people in table["headcount"]] == ["13", "<NA>"]


def test_what_changes_is_the_skill_or_else_the_tasks() -> None:
    impacts = frame(
        "people_impacts",
        "impact_id gap_id job tasks skill_change severity",
        [("1", "G", "A", "Sort", "Check", 5), ("2", "G", "B", "Sort", None, 4),
         ("3", "G", "C", None, None, 4)],
    )  # fmt: skip
    table = deployment.to_settle(impacts, on_organisation(), 4)
    assert table["change"].fillna("?").tolist() == ["Check", "Sort", "?"]
    assert table["reasons"].tolist() == ["heavy;no_training", "heavy", "heavy"]
    assert "“B” (“Sort”) and “C”." in deployment.say_settle(table.tail(2).assign(rank=1))[0].text


def test_what_is_as_severe_as_the_first_but_of_unknown_size_is_said() -> None:
    two = on_people(("1", "G", "A", 5, None, None, 4), ("2", "G", "B", None, None, None, 4))
    first, other = deployment.say_settle(deployment.to_settle(two, on_organisation(), 4))
    assert first.text == (
        "2 points to settle before deployment. First: “A”. 1 more is as severe, for an unknown"
        " number of people."
    )
    assert other is None
    neither = deployment.to_settle(two.tail(1), on_organisation(("1", "G9", "culture", "x", 4)), 4)
    first, other = deployment.say_settle(neither)
    assert first.text.endswith("“B” and “Company culture” (“x”).")
    assert other is None


def test_equal_severity_and_people_is_a_tie() -> None:
    twins = on_people(
        ("1", "G", "A", 5, "x", None, 4), ("2", "G", "B", 5, "x", None, 4),
        ("3", "G", "C", 5, "x", None, 3), ("4", "G", "D", None, "x", None, 3),
        ("5", "G", "E", None, "x", None, 3),
    )  # fmt: skip
    table = deployment.to_settle(twins, on_organisation(), 4)
    assert table["rank"].tolist() == [1, 1, 3, 4, 4]
    first, other = deployment.say_settle(table)
    assert "Tied for the first: “A” (“x”) and “B” (“x”)." in first.text
    assert other is None


def test_nothing_to_settle_is_said() -> None:
    light = on_people(("1", "G", "A", 5, "x", "y", 2))
    said = deployment.say_settle(deployment.to_settle(light, on_organisation(), 4))
    assert said[0].text == (
        "By the rule stated below, none of the impacts described has to be settled before"
        " deployment."
    )
    only_unrated = deployment.to_settle(
        on_people(("1", "G", "A", 5, "x", "y", None)), on_organisation(), 4
    )
    assert deployment.say_settle(only_unrated)[0].text == (
        "1 point to settle before deployment. 1 has no rank until it is rated."
    )


def test_the_rule_names_its_limit() -> None:
    assert "(severity 3 or more)" in deployment.say_settling_rule(3).text
    assert "(severity 4.5 or more)" in deployment.say_settling_rule(4.5).text


@given(st.lists(RATED, max_size=12))
def test_ranks_follow_the_rule_whatever_the_data(rows: list[tuple[str, int, int]]) -> None:
    table = deployment.to_settle(
        on_people(*[(str(i), "G", job, n, "x", None, s) for i, (job, n, s) in enumerate(rows)]),
        on_organisation(),
        4,
    )
    assert len(table) == len(rows)
    keys = [
        (-s, -(n if not pd.isna(n) else -1))
        for s, n in zip(table["severity"], table["headcount"], strict=True)
        if not pd.isna(s)
    ]
    assert keys == sorted(keys)
    assert table["rank"].dropna().tolist() == [1 + sum(k < key for k in keys) for key in keys]


def test_the_sentences_are_french_too() -> None:
    with speaking("fr"):
        settled = deployment.say_settle(deployment.to_settle(MAIL, SYSTEMS, 4))
    assert "En premier\u00a0: «\u00a0Mail clerk\u00a0»" in settled[0].text
