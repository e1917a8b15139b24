"""Who uses whose data, by hand."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from support.charts import words_of
from support.small_tables import small_table
from support.spreading import FOUR, assets_of, many, spread

from playbook.show.chart import Chart
from playbook.show.findings import Tone
from playbook.stages.culture_spread import departments, sharing


def exchanges(*rows: str) -> pd.DataFrame:
    tables, known = spread(data_assets=assets_of(*rows))
    return sharing.department_exchanges(tables["data_assets"], known).set_index("department")


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
    tables, known = spread(data_assets=assets_of(*FOUR), participants=people)
    table = sharing.department_exchanges(tables["data_assets"], known)
    assert table.set_index("department").loc["Legal", "position"] == "not_listed"


def test_without_a_list_of_data_nobody_is_on_it() -> None:
    people = small_table("participants", "participant_id|department", "P1|Legal")
    tables, known = spread(participants=people)
    data = tables["data_assets"]
    assert sharing.department_exchanges(data, known).to_dict("records") == [
        {
            "department": "Legal", "holds": 0, "unrecorded": 0, "lends": 0, "lends_to": 0,
            "borrows": 0, "borrows_from": 0, "position": "not_listed",
        }
    ]  # fmt: skip
    assert sharing.exchange_matrix(data, known).empty


def test_the_matrix_counts_assets_owner_by_user() -> None:
    tables, known = spread(data_assets=assets_of(*FOUR, "A5|Calls|Desk|shared|Claims"))
    matrix = sharing.exchange_matrix(tables["data_assets"], known)
    everyone = ["Branches", "Claims", "Desk", "IT"]
    expected = pd.DataFrame(
        [[0, 0, 0, 0], [0, 1, 0, 0], [0, 2, 1, 1], [0, 0, 1, 1]],
        index=pd.Index(everyone, name="owner_department"),
        columns=everyone,
    )
    pd.testing.assert_frame_equal(matrix, expected)


def test_an_asset_has_a_row_for_each_department_that_uses_it() -> None:
    table = sharing.uses(assets_of(*FOUR))
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


def positions(**by_department: str) -> pd.DataFrame:
    return pd.DataFrame(by_department.items(), columns=["department", "position"])


def test_silos_are_named_with_the_doubt_about_the_record() -> None:
    one = sharing.say_silos(positions(Branches="silo", Claims="exchanges"))
    assert one is not None
    assert one.tone is Tone.DECIDE
    assert one.text == (
        "Branches is a silo: as far as recorded, it shares no data with other departments and"
        " uses none of theirs. Find a first exchange."
    )
    two = sharing.say_silos(positions(Branches="silo", HR="silo"))
    assert two is not None
    assert two.text.startswith("Branches and HR are silos:")
    none = sharing.say_silos(positions(Claims="lends_only", Legal="not_listed"))
    assert none is not None
    assert none.tone is Tone.RESULT
    assert sharing.say_silos(positions(Legal="not_listed")) is None


def drawn(size: int) -> Chart:
    """The figure of many data."""
    tables, known = many(size)
    data = tables["data_assets"]
    given_ = sharing.department_exchanges(data, known)
    chart = sharing.draw_exchanges(sharing.exchange_matrix(data, known), given_)
    assert chart is not None
    return chart


def test_the_figure_of_exchanges_says_what_it_does_not_draw() -> None:
    chart = drawn(65)
    words = " ".join(words_of(chart))
    assert "Drawn: the 12 departments of 13 that exchange most." in words
    assert chart.alt.count("of its data assets used by others") == 12
    assert "is a silo." in " ".join(words_of(drawn(8)))


def test_data_that_nobody_is_recorded_as_using_make_no_figure_of_exchanges() -> None:
    unused = assets_of("A1|Mail|Claims|closed|")
    known = departments.known_departments({"data_assets": unused})
    given, matrix = (
        sharing.department_exchanges(unused, known),
        sharing.exchange_matrix(unused, known),
    )
    assert len(matrix) == 1
    assert sharing.draw_exchanges(matrix, given) is None
