"""Delimited text as spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playbook.errors import Problem
from playbook.sources.delimited import guard, read_delimited, unguard, write_delimited
from playbook.sources.folder import Folder
from playbook.sources.text_files import decode
from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import read_table as typed_table

Read = Callable[..., RawTable]
TEXT = "Idée;Texte\ni1;Coût – 3 €\n"


@pytest.fixture
def read_any(tmp_path: Path) -> Callable[..., RawTable | Problem]:
    def read(content: str | bytes, decimal_comma: bool | None = None) -> RawTable | Problem:
        path = tmp_path / "ideas.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_delimited(path, "ideas.csv", decimal_comma)

    return read


@pytest.fixture
def read(read_any: Callable[..., RawTable | Problem]) -> Read:
    def read_table(content: str | bytes, decimal_comma: bool | None = None) -> RawTable:
        table = read_any(content, decimal_comma)
        assert isinstance(table, RawTable), table
        return table

    return read_table


@pytest.fixture
def refuse(read_any: Callable[..., RawTable | Problem]) -> Callable[..., Problem]:
    def refuse_table(content: str | bytes) -> Problem:
        problem = read_any(content)
        assert isinstance(problem, Problem), problem
        return problem

    return refuse_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(read: Read, encoding: str) -> None:
    table = read(TEXT.encode(encoding))
    assert table.header == ["Idée", "Texte"]
    assert table.rows == [(2, ["i1", "Coût – 3 €"])]


def test_big_endian_text_is_read(read: Read) -> None:
    assert read(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")).header == ["Idée", "Texte"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_whatever_has_a_byte_order_mark_is_decoded(text: str) -> None:
    assert [decode(text.encode(encoding)) for encoding in ("utf-8-sig", "utf-16")] == [text, text]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(read: Read, separator: str) -> None:
    assert read(f"a{separator}b\n1{separator}2\n").rows == [(2, ["1", "2"])]


def test_separators_between_quotes_do_not_count(read: Read) -> None:
    assert read('"a, b, c";d\n1;2\n').header == ["a, b, c", "d"]


def test_one_column_needs_no_separator(read: Read) -> None:
    assert read("participant_id\np1\np2\n").rows == [(2, ["p1"]), (3, ["p2"])]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(read: Read, ending: str) -> None:
    table = read(ending.join(["a,b", "1,2", "3,4"]))
    assert table.rows == [(2, ["1", "2"]), (3, ["3", "4"])]


@pytest.mark.parametrize("separator", [";", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_announced_separator_is_used_and_its_line_is_no_row(
    read: Read, separator: str, encoding: str
) -> None:
    text = f"sep={separator}\r\na{separator}b\r\n1{separator}2\r\n"
    table = read(text.encode(encoding))
    assert table.header == ["a", "b"]
    assert table.rows == [(2, ["1", "2"])]


@pytest.mark.parametrize(
    ("text", "decimal_comma", "expected"),
    [
        ("a;b\n", None, True),
        ("sep=;\na;b\n", None, True),
        ("a,b\n", None, None),
        ("a\tb\n", None, None),
        ("a\tb\n", True, True),
        ("a,b\n", True, True),
    ],
)
def test_semicolons_tell_that_commas_are_decimal(
    read: Read, text: str, decimal_comma: bool | None, expected: bool | None
) -> None:
    assert read(text, decimal_comma).decimal_comma is expected


def test_rows_are_numbered_as_spreadsheets_number_them(read: Read) -> None:
    table = read('\na,b\n"two\nlines\r\nand more",1\n\n , \n2,"x, y"\n')
    assert table.header == ["a", "b"]
    assert [number for number, _cells in table.rows] == [3, 6]
    assert table.rows[0][1] == ["two\nlines\r\nand more", "1"]
    assert table.rows[1][1] == ["2", "x, y"]


def test_rows_keep_the_cells_that_they_have(read: Read) -> None:
    assert read("a,b\n1\n1,2,3\n").rows == [(2, ["1"]), (3, ["1", "2", "3"])]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b" ;\n", b"sep=;\n"])
def test_an_empty_file_is_refused(refuse: Callable[..., Problem], content: bytes) -> None:
    assert "empty" in refuse(content).expected


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"a,b\n1,\x00\n", 2),
        (b'sep=;\r\na;b\r\n"1\n1";2\r\n3;\x00', 3),
        ("a,b\n1,2\n".encode("utf-16-le"), 1),
        (b"a,b\n" + bytes(8), 2),
    ],
)
def test_binary_data_are_refused_with_their_row(
    refuse: Callable[..., Problem], content: bytes, row: int
) -> None:
    problem = refuse(content)
    assert "binary" in problem.expected
    assert problem.row == row


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x00\x00", "workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "workbook"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><p>participant_id,name", "web page"),
        (b"<html><table>", "web page"),
        (b'<?xml version="1.0"?><Workbook>', "web page"),
    ],
)
def test_what_is_only_called_a_csv_is_said(
    refuse: Callable[..., Problem], content: bytes, what: str
) -> None:
    assert what in refuse(content).expected


def test_a_text_that_starts_like_a_page_is_none(read: Read) -> None:
    assert read("<metadata>,b\n1,2\n").header == ["<metadata>", "b"]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("idée,b\n1,".encode() + "été\n".encode("cp1252"), 2),
        ("a,b\n1,déjà\n".encode("cp1252") + "2,été\n".encode(), 2),
        ("\ufeffa,b\n1,2\n".encode() + "3,été\n".encode("cp1252"), 3),
        ('a,b\n1,"é\né"\n'.encode() + "3,déjà\n".encode("cp1252"), 3),
    ],
)
def test_letters_in_two_encodings_are_refused_with_their_row(
    refuse: Callable[..., Problem], content: bytes, row: int
) -> None:
    problem = refuse(content)
    assert "partly UTF-8" in problem.expected
    assert problem.row == row


@pytest.mark.parametrize(
    "text", ["CAFÉ»", "LIBERTÉ\u00a0: «\u00a0À\u00a0»", "Œuvre à 3 € – d’été…"]
)
def test_french_as_windows_writes_it_is_not_taken_for_two_encodings(read: Read, text: str) -> None:
    assert read(f"a;b\n1;{text}é\n".encode("cp1252")).rows == [(2, ["1", f"{text}é"])]


@pytest.mark.parametrize("content", [b"a,b\n" + b"x" * (21 * 2**20), b"," * (21 * 2**20)])
def test_a_file_too_large_is_refused(refuse: Callable[..., Problem], content: bytes) -> None:
    assert "larger than 20 MB" in refuse(content).expected


def test_too_many_cells_are_refused(refuse: Callable[..., Problem]) -> None:
    problem = refuse(b"a,b\n" + b"1,2\n" * 600_000)
    assert "more than 1,000,000 cells" in problem.expected
    assert problem.row == 500_001
    assert refuse(b"a,b\n" + b"\n" * 1_100_000).row == 1_000_000


def test_an_endless_cell_is_refused(refuse: Callable[..., Problem]) -> None:
    assert "endless" in refuse(b"a,b\n1," + b"x" * 200_000).expected


def test_bytes_that_are_no_text_are_refused(refuse: Callable[..., Problem]) -> None:
    assert "not text" in refuse(b"a,b\n1,\x81\n").expected
    assert "not text" in refuse(codecs.BOM_UTF16_LE + b"a").expected


@pytest.mark.parametrize(
    ("content", "row", "word"),
    [
        ('a,b\n1,"open\n3,4\n', 2, "never closes"),
        ('a,b\n"1\n1",2\n1,"x"y\n', 3, "written twice"),
        ('sep=;\na;b\n1;"x"y\n', 2, "written twice"),
    ],
)
def test_broken_quotes_are_refused_with_their_row(
    refuse: Callable[..., Problem], content: str, row: int, word: str
) -> None:
    problem = refuse(content)
    assert word in problem.expected
    assert problem.row == row


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+x", "-x", "@SUM(A1)", "\tx", "\rx", "-", "- ", "'=1", "''-",
        "＝1", "＋x", "－x", "＠x", "\u200b=1", "\ufeff=1", " =1", "  x", "\u00a0x",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_takes_for_a_formula_is_guarded(cell: str) -> None:
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "x", "-1", "+1,5", "-1 234.5", "-1e-07", "'x", "a=1", "l'x"])
def test_numbers_and_other_words_are_not_guarded(cell: str) -> None:
    assert guard(cell) == cell
    assert unguard(cell) == cell


def test_blanks_and_tabs_at_the_beginning_come_back_unchanged(tmp_path: Path) -> None:
    words = ["\tx", "  x", " =1", "\u200b=1", "＝1", "\u00a0x"]
    people = pd.DataFrame({"participant_id": [*map(str, range(6))], "name": words})
    folder = Folder(tmp_path, "data")
    folder.write({"participants": people})
    raw, problems = folder.read(None)
    read = typed_table(raw["participants"], TABLES["participants"], {})
    assert (read.frame["name"].tolist(), problems, read.problems) == (words, [], [])


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_letters_of_other_systems_are_read_and_said(tmp_path: Path, encoding: str) -> None:
    text = "idea_id,text,round\n1,Résumé de réunion créé à l'été où ça gêne,follow_up\n"
    (tmp_path / "ideas.csv").write_bytes(text.encode(encoding))
    raw, _problems = Folder(tmp_path, "data").read(None)
    assert raw["ideas"].rows[0][1][1] == "Résumé de réunion créé à l'été où ça gêne"
    assert ["letters were read as" in notice.expected for notice in raw["ideas"].notices] == [True]


@given(st.text("abcdéèêàâçùûôîœÉÀÇ’«» -", min_size=1))
def test_french_in_the_letters_of_windows_is_never_taken_for_others(text: str) -> None:
    words = text.replace("«", "« ").replace("É", " É").replace("À", " À").replace("Ç", " Ç")
    content = words.encode("cp1252")
    with suppress(UnicodeDecodeError):  # two letters can be one in UTF-8
        assume(content.decode("utf-8") == words)
    assert decode(content) == words


def test_a_blank_before_a_quote_does_not_shift_cells(read: Read) -> None:
    assert read('a, b, c\n1, "Sort, fast", HR\n').rows == [(2, ["1", "Sort, fast", "HR"])]


def test_a_title_does_not_decide_on_the_separator(read: Read) -> None:
    table = read("Ideas, of spring\n\na;b;c\n1;2;3\n4;5;6\n")
    assert table.rows[-1] == (5, ["4", "5", "6"])


FORMULAS = st.text(alphabet="'=+-@\t\r1 a") | st.text()


@given(FORMULAS)
def test_unguarding_gives_back_what_was_there(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(FORMULAS)
def test_no_guarded_cell_starts_a_formula(cell: str) -> None:
    first = guard(cell)[:1]
    assert first not in tuple("=@\t\r")
    if first in tuple("+-"):
        rest = [char for char in cell[1:] if char not in ".,eE+- \u00a0\u202f"]
        assert rest
        assert all(char.isdecimal() for char in rest)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
ROWS = st.lists(st.lists(WORDS | st.just('a";,\r\n'), min_size=2, max_size=2), min_size=1)


@given(ROWS, st.sampled_from(";,"))
def test_any_words_are_read_back_by_a_plain_reader(rows: list[list[str]], separator: str) -> None:
    text = write_delimited(rows, separator).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    assert [[unguard(cell) for cell in cells] for cells in read] == rows


def test_files_are_written_for_spreadsheets() -> None:
    written = write_delimited([["a", "b"], ["=1", 'x;"é"\ny'], ["", "-2"]], ";")
    assert written == b"\xef\xbb\xbfa;b\n'=1;" + '"x;""é""\ny"\n;-2\n'.encode()
