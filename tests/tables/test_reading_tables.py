"""A table of words becomes a typed table, and what cannot be read is said."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import WIDE_SCALES, read_words
from support.sentences import plain

from playbook.language import speaking
from playbook.tables import TABLES
from playbook.tables.reading import ReadTable, empty_frame


def read(name: str, header: str, *rows: Sequence[str]) -> ReadTable:
    """Read a table whose header is separated by commas."""
    return read_words(name, header.split(","), rows, scales=WIDE_SCALES)


def said(table: ReadTable) -> list[tuple[int | None, str | None, str | None]]:
    """Where its problems are, and what was found there."""
    return [(problem.row, problem.column, problem.found) for problem in table.problems]


def test_identifiers_and_words_stay_what_was_typed() -> None:
    table = read("participants", "participant_id,name", ["01", "NA"], ["1", "None"], ["1.0", "nan"])
    assert table.frame["participant_id"].tolist() == ["01", "1", "1.0"]
    assert table.frame["name"].tolist() == ["NA", "None", "nan"]
    assert table.problems == []


def test_surrounding_blanks_are_stripped_and_blank_is_missing() -> None:
    table = read("participants", "participant_id,name", [" 7\t", "\u00a0 "])
    assert table.frame["participant_id"].tolist() == ["7"]
    assert table.frame["name"].isna().tolist() == [True]


def test_a_missing_vote_is_not_a_zero() -> None:
    table = read("ratings", "participant_id,use_case_id,value", ["p", "u", ""], ["p", "v", "3"])
    assert table.problems == []
    assert table.frame["value"].isna().tolist() == [True, False]
    assert table.frame["feasibility"].isna().all()


def test_short_rows_end_in_missing_cells() -> None:
    table = read("participants", "participant_id,name,department", ["p"])
    assert table.problems == []
    assert table.frame[["name", "department"]].isna().all(axis=None)


def test_every_column_has_the_type_of_its_kind() -> None:
    read_dots = read("dot_votes", "participant_id,idea_id,dots", ["p", "i", "2"]).frame
    assert read_dots["dots"].dtype == "Int64"
    incident = ["i", "s", "2026-01-02 10:00", "", "outage"]
    frame = read("incidents", "incident_id,solution_id,started_at,ended_at,impact", incident).frame
    assert frame["started_at"].tolist() == [pd.Timestamp("2026-01-02 10:00")]
    assert frame["ended_at"].isna().all()
    assert frame["ended_at"].dtype == frame["started_at"].dtype == "datetime64[s]"
    assert frame["impact"].cat.categories.tolist() == ["outage", "degraded"]


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_is_typed_as_one_with_only_a_header(name: str) -> None:
    table = read(name, ",".join(TABLES[name].column_names))
    assert table.problems == []
    pd.testing.assert_frame_equal(
        empty_frame(TABLES[name]), table.frame.reset_index(drop=True), check_index_type=False
    )


@pytest.mark.parametrize(
    "header",
    [
        "idea_id,text,round,participant_id",
        "IDEA_ID,Text,ROUND,Participant",
        "idea id,TEXT,Round,participant-id",
        "Idée,Texte,Phase,Participant",
        "IDEE,texte,phase,PARTICIPANT",
        "  Idée ,Texte,PHASE,participant_id",
    ],
)
def test_headers_are_known_in_both_languages(header: str) -> None:
    table = read("ideas", header, ["i1", "Sort letters", "follow_up", "p1"])
    assert table.problems == []
    assert table.notices == []
    row = table.frame.iloc[0]
    assert [row["idea_id"], row["text"], row["round"], row["participant_id"]] == [
        "i1",
        "Sort letters",
        "follow_up",
        "p1",
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("first_reflection", "first_reflection"),
        ("First reflection", "first_reflection"),
        ("FIRST-REFLECTION", "first_reflection"),
        ("Première réflexion", "first_reflection"),
        ("premiere reflexion", "first_reflection"),
        ("Étapes du processus", "process_step"),
    ],
)
def test_codes_are_known_in_both_languages(cell: str, code: str) -> None:
    table = read("ideas", "idea_id,text,round", ["i1", "x", cell])
    assert table.problems == []
    assert table.frame["round"].tolist() == [code]


def test_several_codes_in_a_cell_are_read_in_either_language() -> None:
    header = "use_case_id,title,value_drivers"
    rows = [["1", "a", "time; Meilleure qualité"], ["2", "b", " ; "], ["3", "c", "other;"]]
    drivers = read("use_cases", header, *rows).frame["value_drivers"]
    assert drivers[[2, 4]].tolist() == ["time;quality", "other"]
    assert drivers.isna().tolist() == [False, True, False]


def test_an_unknown_code_is_refused_with_the_words_to_write_and_the_nearest() -> None:
    """As the workbook lists them; where a code is another word, beside it, as CSV files have it."""
    table = read("ideas", "idea_id,text,round", ["i1", "x", "folow up"])
    assert said(table) == [(2, "round", "folow up")]
    assert table.problems[0].expected == (
        "expected one of: “First reflection”, “Process steps” (process_step), “Follow-up”."
        " Did you mean Follow-up?"
    )
    with speaking("fr"):
        table = read("ideas", "idea_id,text,round", ["i1", "x", "suivi"])
        assert "« Première réflexion », « Étapes du processus »" in plain(
            table.problems[0].expected
        )


def test_one_bad_code_among_good_ones_is_refused() -> None:
    table = read("use_cases", "use_case_id,title,value_drivers", ["1", "a", "time;money"])
    assert said(table) == [(2, "value_drivers", "time;money")]


@pytest.mark.parametrize(("cell", "refused"), [("0", 1), ("0.99", 1), ("1", 0), ("5", 0), ("6", 1)])
def test_votes_stay_on_the_scale(cell: str, refused: int) -> None:
    table = read("ratings", "Participant,Cas d'usage,Valeur", ["p", "u", cell])
    assert said(table) == [(2, "Valeur", cell)] * refused
    assert all("from 1 to 5" in problem.expected for problem in table.problems)


def test_each_scale_bounds_its_own_votes() -> None:
    header = "participant_id,solution_id,criterion_id,score"
    table = read("jury_scores", header, ["p", "s", "c", "20"], ["p", "s", "d", "21"])
    assert said(table) == [(3, "score", "21")]
    assert "from 0 to 20" in table.problems[0].expected


def test_a_number_below_its_only_bound_is_refused() -> None:
    table = read("dot_votes", "participant_id,idea_id,dots", ["p", "i", "0"])
    assert said(table) == [(2, "dots", "0")]
    assert "1 or more" in table.problems[0].expected


def test_a_refused_cell_is_missing_and_each_row_of_it_is_named() -> None:
    table = read("ratings", "participant_id,use_case_id,value", ["p", "u", "9"], ["q", "u", "9"])
    assert said(table) == [(2, "value", "9"), (3, "value", "9")]
    assert table.frame["value"].isna().all()


def test_a_required_cell_must_be_filled() -> None:
    table = read("ideas", "idea_id,text,round", ["i1", " ", "follow_up"], ["", "x", "follow_up"])
    assert said(table) == [(3, "idea_id", None), (2, "text", None)]


def test_a_missing_required_column_is_refused_and_an_optional_one_is_not() -> None:
    table = read("ideas", "idea_id,text", ["i1", "x"])
    assert said(table) == [(None, "round", None)]
    assert "missing" in table.problems[0].expected


@pytest.mark.parametrize("header", ["feasability", "Feasiblity", "Faisabilté", "FAISABILITEE"])
def test_a_header_near_an_absent_column_is_refused_in_both_languages(header: str) -> None:
    table = read("ratings", f"participant_id,use_case_id,value,{header}", ["p", "u", "3", "4"])
    assert said(table) == [(None, header, None)]
    assert "did you mean feasibility?" in table.problems[0].expected


def test_a_header_far_from_every_column_is_only_mentioned() -> None:
    table = read("participants", "participant_id,Shoe size", ["p", "43"])
    assert table.problems == []
    assert [notice.column for notice in table.notices] == ["Shoe size"]


def test_a_header_near_a_column_that_is_there_is_only_mentioned() -> None:
    table = read("participants", "participant_id,name,names", ["p", "A", "B"])
    assert table.problems == []
    assert [notice.column for notice in table.notices] == ["names"]


def test_words_below_no_header_are_mentioned_and_an_empty_column_is_not() -> None:
    rows = ["p", "", "", "A"], ["q", "lost", "", "B"]
    table = read("participants", "participant_id,,,name", *rows)
    assert table.problems == []
    assert [(notice.row, notice.column, notice.found) for notice in table.notices] == [
        (3, "2", "lost")
    ]


@pytest.mark.parametrize("second", ["name", "NAME", "Nom"])
def test_the_same_column_twice_is_refused(second: str) -> None:
    table = read("participants", f"participant_id,name,{second}", ["p", "A", "B"])
    assert said(table) == [(None, second, None)]
    assert "twice" in table.problems[0].expected


def test_words_beyond_the_last_header_are_refused_and_blanks_are_not() -> None:
    header = "idea_id,text,round"
    good, bad = ["i1", "x", "follow_up", "", " "], ["i2", "x", "follow_up", "", "y"]
    table = read("ideas", header, good, bad)
    assert [(problem.row, problem.found) for problem in table.problems] == [(3, "y")]
    assert "separator" in table.problems[0].expected


def test_a_header_without_rows_is_mentioned() -> None:
    table = read("participants", "participant_id")
    assert table.problems == []
    assert ["no row" in notice.expected for notice in table.notices] == [True]


def test_a_composed_and_a_decomposed_accent_are_the_same_identifier() -> None:
    table = read("participants", "participant_id", ["Zo\u00e9"], ["Zoe\u0301"])
    assert table.frame["participant_id"].nunique() == 1


@given(
    st.lists(st.sampled_from(["", "0", "1", "5", "5,5", "x", "2.5"]), max_size=6),
)
def test_no_row_is_dropped_and_each_cell_is_read_missing_or_refused(cells: list[str]) -> None:
    rows = [[f"p{i}", "u", cell] for i, cell in enumerate(cells)]
    table = read("ratings", "participant_id,use_case_id,value", *rows)
    votes = {"1": 1.0, "5": 5.0, "2.5": 2.5}
    assert table.frame.index.tolist() == list(range(2, len(cells) + 2))
    assert [None if pd.isna(v) else v for v in table.frame["value"]] == [*map(votes.get, cells)]
    assert [problem.found for problem in table.problems] == [
        cell for cell in cells if cell and cell not in votes
    ]
