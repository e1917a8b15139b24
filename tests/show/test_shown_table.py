"""A table as people read it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.language import speaking
from playbook.show.in_notebooks import LEFT
from playbook.show.labels import Format, Label
from playbook.show.table import MISSING, ShownTable, write_cell, write_value

ATTACK = "<script>alert('1')</script>\"&amp"


class Page(HTMLParser):
    """The tags of a page, and the words of its cells as a browser shows them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []
        self._fresh = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("td", "th", "caption", "p"):
            self.words.append("")

    def handle_data(self, data: str) -> None:
        self.words[-1] += data


def shown(
    frame: pd.DataFrame, labels: dict[str, Label] | None = None, **options: Any
) -> ShownTable:
    return ShownTable(frame, labels or {}, **options)


def html(table: ShownTable) -> str:
    return table._repr_mimebundle_()["text/html"]


def plain(table: ShownTable) -> str:
    return table._repr_mimebundle_()["text/plain"]


def test_hostile_words_are_shown_and_not_run() -> None:
    frame = pd.DataFrame({"note": [ATTACK], ATTACK: ["x"], "coded": ["c"]})
    labels = {"note": Label(ATTACK), "coded": Label("Coded", codes={"c": ATTACK})}
    page = Page(html(shown(frame, labels, title=ATTACK)))
    assert page.tags == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert page.words == [ATTACK, ATTACK, ATTACK.capitalize(), "Coded", ATTACK, "x", ATTACK]


def test_a_hostile_title_and_source_are_escaped_without_rows_too() -> None:
    assert "<script" not in html(shown(pd.DataFrame({"a": []}), title=ATTACK))
    two = pd.DataFrame({"a": [1, 2]})
    assert "<script" not in html(shown(two, rows=1, source=ATTACK))


@given(st.text().filter(bool), st.text().filter(bool))
def test_any_word_reaches_the_reader_as_it_is(first: str, second: str) -> None:
    table = shown(pd.DataFrame({"text": [first, second]}))
    assert table.cells == [[first], [second]]
    tags = {"div", "table", "thead", "tbody", "tr", "th"}
    assert Page(html(table)).tags == tags | ({"span"} if first == second else set())


@pytest.mark.parametrize("value", [None, np.nan, pd.NA, pd.NaT, "", float("nan")])
@pytest.mark.parametrize("kind", Format)
def test_a_missing_value_is_a_dash(value: object, kind: Format) -> None:
    assert write_value(value, Label("x", kind)) == MISSING


def test_a_missing_value_may_have_a_word_of_its_own() -> None:
    frame = pd.DataFrame({"a": [None, 0.0]})
    table = shown(frame, {"a": Label("A", Format.WHOLE, missing="none yet")})
    assert table.cells == [["none yet"], ["0"]]


@pytest.mark.parametrize(
    ("kind", "value", "english", "french"),
    [
        (Format.WHOLE, 1234, "1,234", "1\u202f234"),
        (Format.DECIMAL, 1.5, "1.50", "1,50"),
        (Format.PERCENT, 0.25, "25%", "25\u00a0%"),
        (Format.LIKELIHOOD, 0.001, "under 1%", "moins de 1\u00a0%"),
        (Format.DURATION, 90, "1\u00a0h\u00a030", "1\u00a0h\u00a030"),
        (Format.DATE, pd.Timestamp(2026, 9, 30), "30 Sep 2026", "30 sept. 2026"),
        (Format.YES_NO, True, "Yes", "Oui"),
        (Format.YES_NO, np.False_, "No", "Non"),
        (Format.TEXT, "NA", "NA", "NA"),
    ],
)
def test_values_are_written_in_the_language(
    kind: Format, value: object, english: str, french: str
) -> None:
    assert write_value(value, Label("x", kind)) == english
    with speaking("fr"):
        assert write_value(value, Label("x", kind)) == french


def test_an_interval_is_one_column() -> None:
    frame = pd.DataFrame({"rank_low": [1, 2, None], "rank_high": [3, 2, None], "rank": [1, 2, 3]})
    table = shown(frame)
    assert table.headers == ["Likely ranks", "Rank"]
    assert table.cells == [["1 – 3", "1"], ["2", "2"], [MISSING, "3"]]


def test_headers_and_codes_of_the_contract_are_translated() -> None:
    frame = pd.DataFrame({"round": ["follow_up"], "value_drivers": ["time;quality;mine"]})
    assert shown(frame).headers == ["Round", "Value drivers"]
    assert shown(frame).cells == [["Follow-up", "Time saved, Better quality, mine"]]
    with speaking("fr"):
        table = shown(frame)
    assert table.headers == ["Phase", "Sources de valeur"]
    assert table.cells == [["Après l’atelier", "Temps gagné, Meilleure qualité, mine"]]


def test_a_column_that_nobody_declared_shows_its_name() -> None:
    assert shown(pd.DataFrame({"my_own_score": [1]})).headers == ["My own score"]


def test_a_label_of_the_stage_wins() -> None:
    frame = pd.DataFrame({"rank": [0.5], "title": ["x"]})
    table = shown(frame, {"rank": Label("Share", Format.PERCENT)})
    assert table.headers == ["Share", "Title"]
    assert table.cells == [["50%", "x"]]


def test_only_the_columns_asked_for_are_shown_in_their_order() -> None:
    frame = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    assert shown(frame, columns=["c", "a"]).cells == [["3", "1"]]


@pytest.mark.parametrize(
    ("rows", "note"),
    [(2, "1 more row in all.csv."), (1, "2 more rows in all.csv."), (3, ""), (9, "")],
)
def test_rows_left_out_are_counted_and_named(rows: int, note: str) -> None:
    table = shown(pd.DataFrame({"a": [1, 2, 3]}), rows=rows, source="all.csv")
    assert len(table.cells) == min(rows, 3)
    assert table.note() == note
    assert (note in Page(html(table)).words) == bool(note)
    assert plain(table).endswith(note or "3")


def test_a_table_without_rows_says_so() -> None:
    table = shown(pd.DataFrame({"a": []}), title="Votes")
    assert table.note() == "Nothing to list."
    assert "<table" not in html(table)
    assert plain(table) == "Votes\nNothing to list."


def test_numbers_are_aligned_as_numbers_with_their_header() -> None:
    frame = pd.DataFrame({"rank": [1], "title": ["x"]})
    assert html(shown(frame)) == (
        '<div class="shown-table" role="group" tabindex="0" aria-label="Table: Rank, Title">'
        '<table><thead><tr><th scope="col" class="number">Rank</th>'
        f'<th scope="col"{LEFT}>Title</th></tr></thead><tbody><tr><td class="number">1</td>'
        f'<th scope="row"{LEFT}>x</th></tr></tbody></table></div>'
    )


def test_a_row_is_named_by_its_first_words_and_a_table_by_its_title() -> None:
    frame = pd.DataFrame({"rank": [1], "title": ["x"], "provider": ["y"]})
    assert f'<th scope="row"{LEFT}>x</th><td{LEFT}>y</td>' in html(shown(frame))
    assert 'aria-label="A &quot;b&quot;"' in html(shown(frame, title='A "b"'))
    assert '<th scope="row" class="number">1</th>' in html(shown(frame[["rank"]]))
    assert "group" not in html(shown(frame.head(0)))


def test_typed_columns_of_a_campaign_are_shown() -> None:
    frame = pd.DataFrame(
        {
            "dots": pd.Series([3, None], dtype="Int64"),
            "outcome": pd.Categorical(["selected", None], ["selected", "rejected"]),
            "opened_on": pd.Series(["2026-09-30", None], dtype="datetime64[s]"),
        }
    )
    expected = [["3", "Selected", "30 Sep 2026"], [MISSING, MISSING, MISSING]]
    assert shown(frame).cells == expected


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "from 30 Sep 2027"), ("fr", "à partir du 30 sept. 2027"),
     ("de", "ab 30. Sept. 2027")],
)  # fmt: skip
def test_a_range_of_days_without_an_end_says_from_when(language: str, shown: str) -> None:
    label = Label("Range", Format.DATE, until="latest")
    row = {"earliest": pd.Timestamp("2027-09-30"), "latest": pd.NaT}
    with speaking(language):
        assert write_cell(row, "earliest", label) == shown


def test_a_range_of_numbers_without_an_end_says_at_least() -> None:
    label = Label("Range", Format.WHOLE, until="high")
    assert write_cell({"low": 12, "high": None}, "low", label) == "at least 12"
    unknown = Label("Range", Format.WHOLE, until="high", missing="not known")
    assert write_cell({"low": 12, "high": None}, "low", unknown) == "12 – not known"


def test_a_name_that_is_repeated_below_itself_is_blank_for_the_eye_alone() -> None:
    frame = pd.DataFrame({"title": ["x", "x", "y", "x"], "provider": ["a", "b", "c", "d"]})
    again = f'<th scope="row" class="again"{LEFT}><span>x</span></th><td{LEFT}>b</td>'
    assert again in html(shown(frame))
    assert html(shown(frame)).count("again") == 1


def test_a_wordy_table_is_stacked_on_a_phone_where_blank_cells_are_left_out() -> None:
    words = pd.DataFrame({"a": ["x"], "b": ["y"], "n": [1.0], "m": [np.nan]})
    figures = {name: Label(name.upper(), Format.WHOLE) for name in ("n", "m")}
    page = html(shown(words, figures))
    assert '<table class="stacked">' in page
    assert page.count("data-label") == 2  # b and n; a names the row, m is blank
    assert 'data-label="N"' in page
    assert "stacked" not in html(shown(words[["a", "b", "n"]], figures))
    dated = words.assign(b=pd.Timestamp("2026-01-01"))
    assert "stacked" not in html(shown(dated, {**figures, "b": Label("B", Format.DATE)}))
