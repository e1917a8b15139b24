"""Data, departments, roll-outs and lessons of the culture stage, by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_tables import small_table

from playbook.stages import culture_spread as culture

ASSETS = "asset_id|label|owner_department|access|used_by"


def assets(*rows: str) -> pd.DataFrame:
    return small_table("data_assets", ASSETS, *rows)


FOUR = (
    "A1|Files|Claims|closed|Claims",
    "A2|Messages|Desk|shared|Claims;Desk;IT",
    "A3|Corrections|IT|shared|IT;Desk",
    "A4|Visits|Branches|closed|",
)


def spread(**tables: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    everything = {name: small_table(name) for name in culture.NAMED_IN} | tables
    alike = culture.spell_alike(everything)
    return alike, culture.known_departments(alike)


def exchanges(*rows: str) -> pd.DataFrame:
    tables, departments = spread(data_assets=assets(*rows))
    return culture.department_exchanges(tables["data_assets"], departments).set_index("department")


def test_openness_counts_by_owner_and_access() -> None:
    table = culture.openness(assets(*FOUR, "A5|Calls|Desk|on_request|"))
    assert table.iloc[0].tolist() == ["Desk", 2, 1, 1, 0]
    assert table.set_index("owner_department").loc["Claims"].tolist() == [1, 0, 0, 1]


def test_an_access_that_nobody_gives_is_counted_as_none() -> None:
    table = culture.openness(assets("A1|Files|Claims|closed|"))
    assert table.iloc[0].tolist() == ["Claims", 1, 0, 0, 1]
    assert table["shared"].dtype.kind == "i"


def test_departments_come_in_alphabetical_order_whatever_their_accents() -> None:
    _tables, departments = spread(
        data_assets=assets("A1|Files|Zoo|closed|", "A2|Plans|Élan|closed|", "A3|Lists|desk|closed|")
    )
    assert departments["department"].tolist() == ["desk", "Élan", "Zoo"]


def test_own_use_is_no_exchange() -> None:
    table = exchanges(*FOUR)
    counts = table.drop(columns="position")
    given_and_taken = ["lends", "lends_to", "borrows", "borrows_from"]
    assert counts.loc["Desk", given_and_taken].tolist() == [1, 2, 1, 1]
    assert (counts.dtypes == "int64").all()
    assert table.loc["Claims", ["lends", "borrows"]].tolist() == [0, 1]
    assert table["position"].to_dict() == {
        "Branches": "silo", "Claims": "borrows_only", "Desk": "exchanges", "IT": "exchanges",
    }  # fmt: skip


def test_an_asset_without_recorded_users_is_counted_as_unknown() -> None:
    assert exchanges(*FOUR).loc["Branches", ["holds", "unrecorded"]].tolist() == [1, 1]


def test_a_department_known_from_elsewhere_is_not_called_a_silo() -> None:
    people = small_table("participants", "participant_id|department", "P1|Legal")
    tables, departments = spread(data_assets=assets(*FOUR), participants=people)
    table = culture.department_exchanges(tables["data_assets"], departments)
    assert table.set_index("department").loc["Legal", "position"] == "not_listed"


def test_without_a_list_of_data_nobody_is_on_it() -> None:
    people = small_table("participants", "participant_id|department", "P1|Legal")
    tables, departments = spread(participants=people)
    data = tables["data_assets"]
    assert culture.department_exchanges(data, departments).to_dict("records") == [
        {
            "department": "Legal", "holds": 0, "unrecorded": 0, "lends": 0, "lends_to": 0,
            "borrows": 0, "borrows_from": 0, "position": "not_listed",
        }
    ]  # fmt: skip
    assert culture.exchange_matrix(data, departments).empty


def test_the_matrix_counts_assets_owner_by_user() -> None:
    tables, departments = spread(data_assets=assets(*FOUR, "A5|Calls|Desk|shared|Claims"))
    matrix = culture.exchange_matrix(tables["data_assets"], departments)
    everyone = ["Branches", "Claims", "Desk", "IT"]
    expected = pd.DataFrame(
        [[0, 0, 0, 0], [0, 1, 0, 0], [0, 2, 1, 1], [0, 0, 1, 1]],
        index=pd.Index(everyone, name="owner_department"),
        columns=everyone,
    )
    pd.testing.assert_frame_equal(matrix, expected)


def test_an_asset_has_a_row_for_each_department_that_uses_it() -> None:
    table = culture.uses(assets(*FOUR))
    assert table.to_dict("list") == {
        "asset_id": ["A1", "A2", "A2", "A2", "A3", "A3"],
        "owner_department": ["Claims", "Desk", "Desk", "Desk", "IT", "IT"],
        "using_department": ["Claims", "Claims", "Desk", "IT", "IT", "Desk"],
    }


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCD"), st.sets(st.sampled_from("ABCDE"))),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_given_is_taken(holdings: list[tuple[str, set[str]]]) -> None:
    rows = [f"N{i}|x|{o}|shared|{';'.join(sorted(u))}" for i, (o, u) in enumerate(holdings)]
    table = exchanges(*rows)
    assert table["lends_to"].sum() == table["borrows_from"].sum()
    assert table["holds"].sum() == len(rows)


@pytest.mark.parametrize(
    ("access", "users", "oddity"),
    [
        ("closed", "Claims;Desk", "closed_but_used"),
        ("shared", "Claims", "shared_unused"),
        ("shared", "", "unrecorded"),
        ("closed", "Claims", None),
        ("on_request", "Claims", None),
    ],
)
def test_access_and_use_that_do_not_go_together(
    access: str, users: str, oddity: str | None
) -> None:
    found = culture.worth_checking(assets(f"A1|Files|Claims|{access}|{users}"))
    assert list(found["oddity"]) == ([] if oddity is None else [oddity])


def test_what_to_check_is_listed_by_oddity_then_as_in_the_table() -> None:
    closed, unknown = "A{}|Files|Claims|closed|Desk;IT", "B{}|Lists|Claims|on_request|"
    rows = [row.format(i) for i in range(20) for row in (closed, unknown)]
    found = culture.worth_checking(assets(*rows))
    assert found.columns.tolist() == [*ASSETS.split("|"), "oddity"]
    assert found["asset_id"].tolist() == [f"{letter}{i}" for letter in "AB" for i in range(20)]
    assert found["oddity"].tolist() == ["closed_but_used"] * 20 + ["unrecorded"] * 20
    assert found["used_by"].fillna("").tolist() == ["Desk; IT"] * 20 + [""] * 20


def test_departments_are_one_whatever_their_case_and_accents() -> None:
    people = small_table("participants", "participant_id|department", "P1|Réclamations", "P2|")
    data = assets("A1|x|RECLAMATIONS|closed|reclamations; Claims")
    tables, departments = spread(participants=people, data_assets=data)
    assert list(departments["department"]) == ["Claims", "Réclamations"]
    assert list(departments["found_in"]) == ["data_assets", "participants;data_assets"]
    assert tables["data_assets"]["used_by"].iloc[0] == "Réclamations;Claims"
    again = culture.spell_alike(tables)
    pd.testing.assert_frame_equal(again["data_assets"], tables["data_assets"])


def test_tables_that_are_not_given_name_no_department() -> None:
    people = small_table("participants", "participant_id|department", "P1|Legal")
    alike = culture.spell_alike({"participants": people})
    assert list(alike) == ["participants"]
    assert culture.known_departments(alike).to_dict("records") == [
        {"department": "Legal", "found_in": "participants"}
    ]


def test_tables_that_name_no_department_stay_as_they_are() -> None:
    people = small_table("participants", "participant_id|department", "P1|")
    tables = {"participants": people, "initiatives": small_table("initiatives")}
    for name, alike in culture.spell_alike(tables).items():
        pd.testing.assert_frame_equal(alike, tables[name])


def test_a_table_without_its_first_row_keeps_what_the_others_say() -> None:
    rest = assets("A0|Plans|Legal|closed|", *FOUR).drop(index=0)
    respelt = culture.spell_alike({"data_assets": rest})["data_assets"]
    assert respelt["owner_department"].tolist() == ["Claims", "Desk", "IT", "Branches"]
    assert culture.worth_checking(rest)["asset_id"].tolist() == ["A4"]


def test_several_referents_of_a_department_are_named_together() -> None:
    referents = small_table(
        "referents",
        "department|referent|management_pair",
        "Claims|Tom|Ann",
        "claims|Leila|",
        "CLAIMS|Tom|Ann",
    )
    tables, departments = spread(referents=referents)
    assert culture.referent_coverage(departments, tables["referents"]).to_dict("records") == [
        {
            "department": "Claims", "referent": "Tom, Leila", "management_pair": "Ann",
            "state": "paired", "found_in": "referents",
        }
    ]  # fmt: skip


def test_only_the_list_of_users_names_several_departments_in_a_cell() -> None:
    tables, departments = spread(
        data_assets=assets("A1|Files|Claims; IT|shared|Desk; Legal"),
        referents=small_table("referents", "department|referent", "Claims; IT|Tom"),
    )
    assert list(departments["department"]) == ["Claims; IT", "Desk", "Legal"]
    coverage = culture.referent_coverage(departments, tables["referents"])
    assert coverage.set_index("department")["referent"].to_dict()["Claims; IT"] == "Tom"
    table = culture.department_exchanges(tables["data_assets"], departments)
    assert table.set_index("department").loc["Claims; IT", ["holds", "lends_to"]].tolist() == [1, 2]


def test_referents_alone_paired_and_missing() -> None:
    referents = small_table(
        "referents", "department|referent|management_pair", "Claims|Tom|Ann", "Desk|Leila|"
    )
    tables, departments = spread(referents=referents, data_assets=assets(*FOUR))
    table = culture.referent_coverage(departments, tables["referents"])
    assert dict(zip(table["department"], table["state"], strict=True)) == {
        "Branches": "none", "IT": "none", "Desk": "alone", "Claims": "paired",
    }  # fmt: skip
    assert list(table["state"]) == ["none", "none", "alone", "paired"]


def test_the_pulse_lends_its_departments_and_nothing_else() -> None:
    pulse = small_table(
        "pulse",
        "date|department|respondent|fear|understanding|disappointment|daily_use",
        "2026-01-20|Legal|1|5|1|1|1",
    )
    _tables, departments = spread(pulse=pulse)
    assert departments.to_dict("records") == [{"department": "Legal", "found_in": "pulse"}]


USE_CASES = small_table("use_cases", "use_case_id|title", "U1|Sorting", "U2|Drafts")


def rolled_out(*rows: str) -> pd.DataFrame:
    table = small_table("rollouts", "use_case_id|site|status", *rows)
    return culture.status_matrix(table, USE_CASES)


def test_a_site_without_a_row_is_missing_and_next() -> None:
    matrix = rolled_out(
        "U2|North|planned", "U1|North|done", "U1|South|abandoned", "U2|East|planned"
    )
    assert list(matrix["use_case_id"]) == ["U1", "U2"]
    assert matrix.loc[0, ["North", "South"]].tolist() == ["done", "abandoned"]
    assert pd.isna(matrix.loc[0, "East"])
    progress = culture.rollout_progress(matrix)
    assert progress.loc[0].tolist() == ["U1", "Sorting", 1, 0, 0, 1, "South", "East"]
    assert progress["next_sites"].isna().tolist() == [False, True]


def test_use_cases_done_as_often_stay_in_the_order_of_the_table() -> None:
    matrix = rolled_out(
        "U2|North|done", "U2|East|planned", "U1|North|done", "U1|East|planned", "U1|South|abandoned"
    )
    assert list(matrix["use_case_id"]) == ["U2", "U1"]


INITIATIVES = "initiative_id|title|department|status|outcome|lesson"
SIX = (
    "I1|A|Claims|running||Early",
    "I2|B|Desk|done|success|Owned",
    "I3|C|IT|stopped|failure|",
    "I4|D|Desk|stopped||Unused",
    "I5|E|Branches|idea||",
    "I6|F|IT||mixed|",
)


def test_lessons_are_told_by_outcome_and_unfinished_ones_come_last() -> None:
    told = culture.lessons(small_table("initiatives", INITIATIVES, *SIX))
    assert list(told["lesson"]) == ["Owned", "Unused", "Early"]


def test_lessons_of_one_outcome_stay_in_the_order_of_the_table() -> None:
    rows = [f"I{i}|A|IT|done|{'failure' if i % 2 else 'success'}|Lesson {i}" for i in range(40)]
    told = culture.lessons(small_table("initiatives", INITIATIVES, *rows))
    expected = [f"Lesson {i}" for i in (*range(0, 40, 2), *range(1, 40, 2))]
    assert list(told["lesson"]) == expected


def test_outcomes_count_finished_initiatives_only() -> None:
    counts = culture.outcome_counts(small_table("initiatives", INITIATIVES, *SIX))
    assert counts.fillna("").to_numpy().tolist() == [
        ["success", 1, 1, 0], ["mixed", 1, 0, 1], ["failure", 1, 0, 1], ["", 1, 1, 0],
    ]  # fmt: skip


def test_unlearnt_says_what_is_missing() -> None:
    rows = (*SIX, "I7|G||done||")
    table = culture.unlearnt(small_table("initiatives", INITIATIVES, *rows))
    assert dict(zip(table["initiative_id"], table["missing"], strict=True)) == {
        "I3": "lesson", "I4": "outcome", "I6": "lesson", "I7": "both",
    }  # fmt: skip


def test_footholds_are_known_only_where_a_table_has_rows() -> None:
    initiatives = small_table("initiatives", INITIATIVES, *SIX)
    tables, departments = spread(data_assets=assets(*FOUR), initiatives=initiatives)
    coverage = culture.referent_coverage(departments, tables["referents"])
    given_ = culture.department_exchanges(tables["data_assets"], departments)
    table = culture.footholds(
        coverage, given_, tables["initiatives"], {"data_assets", "initiatives"}
    )
    assert list(table.columns) == ["department", "signs", "lends", "borrows", "initiative"]
    assert table.iloc[0].tolist() == ["Desk", 3, True, True, True]
    assert table.iloc[-1].tolist() == ["Branches", 0, False, False, False]
    assert table["signs"].dtype == "int64"


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ("idea|", False),
        ("running|", True),
        ("done|", True),
        ("stopped|", True),
        ("|", False),
        ("|mixed", True),
    ],
)
def test_an_initiative_that_runs_or_is_over_is_a_foothold(state: str, counted: bool) -> None:
    initiatives = small_table("initiatives", INITIATIVES, f"I1|A|Legal|{state}|")
    tables, departments = spread(initiatives=initiatives)
    coverage = culture.referent_coverage(departments, tables["referents"])
    given_ = culture.department_exchanges(tables["data_assets"], departments)
    table = culture.footholds(coverage, given_, tables["initiatives"], {"initiatives"})
    assert table.to_dict("list") == {
        "department": ["Legal"], "signs": [int(counted)], "initiative": [counted],
    }  # fmt: skip


def test_rows_are_numbered_as_they_stand() -> None:
    initiatives = small_table("initiatives", INITIATIVES, *SIX)
    referents = small_table("referents", "department|referent", "Branches|Tom")
    tables, departments = spread(
        data_assets=assets(*FOUR), initiatives=initiatives, referents=referents
    )
    data = tables["data_assets"]
    coverage = culture.referent_coverage(departments, tables["referents"])
    given_ = culture.department_exchanges(data, departments)
    listed = {"data_assets", "initiatives", "referents"}
    for table in (
        culture.openness(data), culture.uses(data), culture.worth_checking(data), coverage,
        culture.footholds(coverage, given_, initiatives, listed), culture.lessons(initiatives),
        culture.unlearnt(initiatives),
    ):  # fmt: skip
        assert list(table.index) == list(range(len(table)))
