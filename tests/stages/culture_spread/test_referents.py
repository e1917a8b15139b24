"""Referents, alone and paired."""

from __future__ import annotations

import pandas as pd
from support.small_tables import small_table
from support.spreading import FOUR, assets_of, spread

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_spread import referents, sharing


def test_several_referents_of_a_department_are_named_together() -> None:
    named = small_table(
        "referents",
        "department|referent|management_pair",
        "Claims|Tom|Ann",
        "claims|Leila|",
        "CLAIMS|Tom|Ann",
    )
    tables, known = spread(referents=named)
    assert referents.referent_coverage(known, tables["referents"]).to_dict("records") == [
        {
            "department": "Claims", "referent": "Tom, Leila", "management_pair": "Ann",
            "state": "paired", "found_in": "referents",
        }
    ]  # fmt: skip


def test_only_the_list_of_users_names_several_departments_in_a_cell() -> None:
    tables, known = spread(
        data_assets=assets_of("A1|Files|Claims; IT|shared|Desk; Legal"),
        referents=small_table("referents", "department|referent", "Claims; IT|Tom"),
    )
    assert list(known["department"]) == ["Claims; IT", "Desk", "Legal"]
    coverage = referents.referent_coverage(known, tables["referents"])
    assert coverage.set_index("department")["referent"].to_dict()["Claims; IT"] == "Tom"
    table = sharing.department_exchanges(tables["data_assets"], known)
    assert table.set_index("department").loc["Claims; IT", ["holds", "lends_to"]].tolist() == [1, 2]


def test_referents_alone_paired_and_missing() -> None:
    named = small_table(
        "referents", "department|referent|management_pair", "Claims|Tom|Ann", "Desk|Leila|"
    )
    tables, known = spread(referents=named, data_assets=assets_of(*FOUR))
    table = referents.referent_coverage(known, tables["referents"])
    assert dict(zip(table["department"], table["state"], strict=True)) == {
        "Branches": "none", "IT": "none", "Desk": "alone", "Claims": "paired",
    }  # fmt: skip
    assert list(table["state"]) == ["none", "none", "alone", "paired"]


def coverage(**states: str) -> pd.DataFrame:
    return pd.DataFrame(states.items(), columns=["department", "state"])


def test_referents_and_pairs_in_words() -> None:
    some = coverage(Claims="paired", IT="none", HR="alone")
    assert referents.say_referents(some) == Finding(
        "1 of 3 known departments has no referent: IT. Name one.", Tone.DECIDE
    )
    assert referents.say_pairs(some) == Finding(
        "The referent of HR works without a manager at their side: decide whether one is needed.",
        Tone.DECIDE,
    )
    good = coverage(Claims="paired", IT="paired")
    assert referents.say_referents(good) == Finding(
        "All 2 departments that are known have a referent."
    )
    assert referents.say_pairs(good) == Finding("Every referent is paired with a manager.")
    nobody = coverage(IT="none", HR="none")
    assert referents.say_pairs(nobody) is None
    assert referents.say_referents(nobody) == Finding(
        "Name the first referents: 2 departments are known, and none has one.", Tone.DECIDE
    )


def test_many_names_are_cut_and_a_single_one_more_is_not() -> None:
    seven = referents.say_referents(coverage(HR="alone", **{f"D{i}": "none" for i in range(7)}))
    six = referents.say_referents(coverage(HR="alone", **{f"D{i}": "none" for i in range(6)}))
    assert seven is not None
    assert seven.text.endswith("D4 and 2 more. Name one in each.")
    assert six is not None
    assert six.text.endswith("D4 and D5. Name one in each.")
