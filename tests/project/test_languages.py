"""A language is a folder: what each one holds, and that it is written so."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
import snowballstemmer
from babel import Locale
from babel.numbers import get_decimal_symbol

from playbook.content.booklet import open_booklet
from playbook.kit import Kit
from playbook.language import format_date, format_moment, format_number, speaking
from playbook.locales import (
    LANGUAGES,
    LOCALES,
    SOURCE,
    messages_of,
    stop_words,
    translations,
    writing_of,
)
from playbook.tables.cells import read_date

KIT = Kit(LOCALES.parents[1])


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_all_that_makes_one(code: str) -> None:
    writing = writing_of(code)
    assert writing.stemmer in snowballstemmer.algorithms()
    assert len(stop_words(code)) > 50
    assert open_booklet(KIT.root, code).workshops
    assert (code == SOURCE) == (translations(code).gettext("Yes") == "Yes")


@pytest.mark.parametrize("code", LANGUAGES)
def test_decimals_are_typed_as_they_are_shown(code: str) -> None:
    writing = writing_of(code)
    mark = "," if writing.decimal_comma else "."
    assert get_decimal_symbol(Locale.parse(writing.locale)) == mark
    with speaking(code):
        assert mark in format_number(1.5, 1)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_day_that_is_typed_is_read_again(code: str) -> None:
    day = datetime(2026, 3, 4)
    assert read_date(day.strftime(writing_of(code).typed_date)) == day


@pytest.mark.parametrize("code", LANGUAGES)
def test_days_and_times_are_written_with_their_numbers(code: str) -> None:
    with speaking(code):
        assert format_date(date(2026, 3, 1)).startswith("1")
        assert "2026" in format_moment(datetime(2026, 3, 1, 7, 30))
        assert "30" in format_moment(datetime(2026, 3, 1, 7, 30))


@pytest.mark.parametrize("code", [code for code in LANGUAGES if writing_of(code).lowered])
def test_every_word_that_loses_its_capital_begins_a_label(code: str) -> None:
    firsts = {said.split(" ")[0] for said in messages_of(code).values()}
    assert set(writing_of(code).lowered or ()) - firsts == set()


def test_no_translated_word_is_put_in_small_letters_but_by_the_language() -> None:
    lowered = re.compile(r"\b_\(.*\)\.(lower|casefold)\(")
    files = (KIT.root / "playbook").rglob("*.py")
    assert [path.name for path in files if lowered.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("code", [code for code in LANGUAGES if writing_of(code).plurals])
def test_a_number_has_a_form_whatever_babel_makes_of_the_language(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = (3, "(n == 0 || n == 1) ? 0 : n % 1000000 == 0 ? 1 : 2")  # French in Babel 2.19
    monkeypatch.setattr("babel.messages.catalog.get_plural", lambda _locale: three)
    words = ("{name}: {count} report", "{name}: {count} reports")
    fresh = translations.__wrapped__(code)
    assert not {fresh.ngettext(*words, number) for number in (1, 2, 5)} & set(words)


def test_french_signs_stay_on_the_line_of_their_word() -> None:
    loose = re.compile(r"\S [;?!»](\W|$)|\S :(\s|$)|« ")
    said = {f"catalogue: {message}" for message in messages_of("fr").values()}
    content = (KIT.root / "playbook" / "content" / "fr.yml").read_text("utf-8")
    said |= {f"content: {line.strip()}" for line in content.splitlines()}
    assert [text for text in sorted(said) if loose.search(text)] == []
