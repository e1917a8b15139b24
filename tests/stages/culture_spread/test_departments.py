"""Departments are one, however they are written, and known from every table."""

from __future__ import annotations

import pandas as pd
from support.small_tables import small_table
from support.spreading import FOUR, assets_of, spread

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_spread import departments, oddities


def test_departments_come_in_alphabetical_order_whatever_their_accents() -> None:
    _tables, known = spread(
        data_assets=assets_of(
            "A1|Files|Zoo|closed|", "A2|Plans|Élan|closed|", "A3|Lists|desk|closed|"
        )
    )
    assert known["department"].tolist() == ["desk", "Élan", "Zoo"]


def test_departments_are_one_whatever_their_case_and_accents() -> None:
    people = small_table("participants", "participant_id|department", "P1|Réclamations", "P2|")
    data = assets_of("A1|x|RECLAMATIONS|closed|reclamations; Claims")
    tables, known = spread(participants=people, data_assets=data)
    assert list(known["department"]) == ["Claims", "Réclamations"]
    assert list(known["found_in"]) == ["data_assets", "participants;data_assets"]
    assert tables["data_assets"]["used_by"].iloc[0] == "Réclamations;Claims"
    again = departments.spell_alike(tables)
    pd.testing.assert_frame_equal(again["data_assets"], tables["data_assets"])


def test_tables_that_are_not_given_name_no_department() -> None:
    people = small_table("participants", "participant_id|department", "P1|Legal")
    alike = departments.spell_alike({"participants": people})
    assert list(alike) == ["participants"]
    assert departments.known_departments(alike).to_dict("records") == [
        {"department": "Legal", "found_in": "participants"}
    ]


def test_tables_that_name_no_department_stay_as_they_are() -> None:
    people = small_table("participants", "participant_id|department", "P1|")
    tables = {"participants": people, "initiatives": small_table("initiatives")}
    for name, alike in departments.spell_alike(tables).items():
        pd.testing.assert_frame_equal(alike, tables[name])


def test_a_table_without_its_first_row_keeps_what_the_others_say() -> None:
    rest = assets_of("A0|Plans|Legal|closed|", *FOUR).drop(index=0)
    respelt = departments.spell_alike({"data_assets": rest})["data_assets"]
    assert respelt["owner_department"].tolist() == ["Claims", "Desk", "IT", "Branches"]
    assert oddities.worth_checking(rest)["asset_id"].tolist() == ["A4"]


def test_the_pulse_lends_its_departments_and_nothing_else() -> None:
    pulse = small_table(
        "pulse",
        "date|department|respondent|fear|understanding|disappointment|daily_use",
        "2026-01-20|Legal|1|5|1|1|1",
    )
    _tables, known = spread(pulse=pulse)
    assert known.to_dict("records") == [{"department": "Legal", "found_in": "pulse"}]


def test_what_is_not_filled_is_said_and_what_is_is_not() -> None:
    assert departments.say_lacking(departments.OWN_TABLES) is None
    one = departments.say_lacking({"data_assets", "referents", "initiatives"})
    assert one == Finding(
        "Not filled yet, so this report says nothing of it: Roll-outs.", Tone.CAUTION
    )
    assert departments.say_lacking({"ideas"}) == Finding(
        "Nothing is known yet of how the culture spreads. Fill at least one of these: Data assets,"
        " Referents, Roll-outs and Initiatives.",
        Tone.CAUTION,
    )
