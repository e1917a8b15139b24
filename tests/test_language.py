"""Numbers, dates and lists as English and French readers write them."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.language import (
    _,
    cut_apart,
    enumerate_words,
    format_chance,
    format_date,
    format_duration,
    format_likelihood,
    format_number,
    format_percent,
    format_share,
    language,
    listed,
    ngettext,
    number_ranges,
    printable,
    quoted,
    shorten,
    some,
    speaking,
    system_language,
    use_language,
    within,
)

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("value", "digits", "english", "french"),
    [
        (0, 0, "0", "0"),
        (1234.5, 1, "1,234.5", f"1{NARROW}234,5"),
        (1234567, 0, "1,234,567", f"1{NARROW}234{NARROW}567"),
        (2 / 3, 2, "0.67", "0,67"),
        (3, 2, "3.00", "3,00"),
        (-1.5, 1, "−1.5", "−1,5"),
    ],
)
def test_numbers(value: float, digits: int, english: str, french: str) -> None:
    assert format_number(value, digits) == english
    with speaking("fr"):
        assert format_number(value, digits) == french


@pytest.mark.parametrize(
    ("share", "digits", "english", "french"),
    [(0.5, 0, "50%", f"50{NO_BREAK}%"), (0.123, 1, "12.3%", f"12,3{NO_BREAK}%")],
)
def test_percentages(share: float, digits: int, english: str, french: str) -> None:
    assert format_percent(share, digits) == english
    with speaking("fr"):
        assert format_percent(share, digits) == french


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (0, "0%", f"0{NO_BREAK}%"),
        (0.004, "under 1%", f"moins de 1{NO_BREAK}%"),
        (0.01, "1%", f"1{NO_BREAK}%"),
        (0.63, "63%", f"63{NO_BREAK}%"),
        (0.99, "99%", f"99{NO_BREAK}%"),
        (0.996, "over 99%", f"plus de 99{NO_BREAK}%"),
        (1, "100%", f"100{NO_BREAK}%"),
    ],
)
def test_likelihoods_claim_certainty_only_when_they_are_certain(
    share: float, english: str, french: str
) -> None:
    assert format_likelihood(share) == english
    with speaking("fr"):
        assert format_likelihood(share) == french


@pytest.mark.parametrize(
    ("ends", "english", "french"),
    [
        ((0.1, 0.8), "10 to 80%", "10 à 80 %"),
        ((0.0, 0.6), "at most 60%", "60 % au plus"),
        ((0.0, 1.0), "0 to 100%", "0 à 100 %"),
        ((0.5, 1.0), "at least 50%", "50 % au moins"),
    ],
)
def test_a_chance_is_said_from_end_to_end(
    ends: tuple[float, float], english: str, french: str
) -> None:
    assert format_chance(*ends) == english
    with speaking("fr"):
        assert format_chance(*ends).replace("\u202f", " ").replace("\xa0", " ") == french


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    assert format_date(date(2026, 3, 1)) == "1 March 2026"
    with speaking("fr"):
        assert format_date(date(2026, 3, 1)) == "1er mars 2026"


def test_dates() -> None:
    assert format_date(date(2026, 9, 30)) == "30 September 2026"
    with speaking("fr"):
        assert format_date(date(2026, 8, 2)) == "2 août 2026"


def test_german_has_its_own_dates_and_durations() -> None:
    with speaking("de"):
        assert format_date(date(2026, 3, 1)) == "1. März 2026"
        assert format_duration(65) == "1 h 05 min".replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("code", "label", "inside"),
    [
        ("en", "Time saved", "time saved"),
        ("fr", "Temps gagné", "temps gagné"),
        ("de", "Zeitersparnis", "Zeitersparnis"),
        ("de", "Vermiedene Kosten", "vermiedene Kosten"),
        ("de", "Hoch", "hoch"),
    ],
)
def test_a_label_inside_a_sentence_keeps_the_capitals_of_nouns(
    code: str, label: str, inside: str
) -> None:
    with speaking(code):
        assert within(label) == inside


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "0 min"), (45, "45 min"), (59.6, "1 h"), (60, "1 h"), (65, "1 h 05"), (150, "2 h 30")],
)
def test_durations(minutes: float, written: str, code: str) -> None:
    with speaking(code):
        assert format_duration(minutes) == written.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a et b"),
        (["a", "b", "c"], "a, b and c", "a, b et c"),
    ],
)
def test_lists_read_as_sentences(words: list[str], english: str, french: str) -> None:
    assert enumerate_words(words) == english
    with speaking("fr"):
        assert enumerate_words(words) == french


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        ([], "", ""),
        (["a", "b"], "a and b", "a et b"),
        (["a", "b", "c"], "a, b and 1 more", "a, b et 1 autre"),
        (["a", "b", "c", "d"], "a, b and 2 more", "a, b et 2 autres"),
    ],
)
def test_of_a_long_list_the_first_are_named_and_the_others_counted(
    words: list[str], english: str, french: str
) -> None:
    assert some(iter(words), 2) == english
    with speaking("fr"):
        assert some(iter(words), 2) == french


def test_a_list_can_spare_to_count_the_last_one() -> None:
    assert some(["a", "b", "c"], 2, spare=1) == "a, b and c"
    assert some(["a", "b", "c", "d"], 2, spare=1) == "a, b and 2 more"
    assert some(["a", "b", "c"], 2, join=listed) == "a; b; 1 more"


def test_a_list_of_quotations_ends_outside_the_marks() -> None:
    assert quoted(["a", "b", "c"], 2) == "“a”, “b” and 1 more"


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with speaking("fr"):
        assert (language(), _("Yes")) == ("fr", "Oui")
    assert (language(), _("Yes")) == ("en", "Yes")


def test_an_error_ends_the_block_too() -> None:
    with pytest.raises(ZeroDivisionError), speaking("fr"):
        divmod(1, 0)
    assert language() == "en"


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        use_language("xx")
    assert language() == "en"


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_empty_message_stays_empty(code: str) -> None:
    with speaking(code):
        assert _("") == ""


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "{name}: {count} problems", "{name} : {count} problème"),
        (1, "{name}: {count} problem", "{name} : {count} problème"),
        (2, "{name}: {count} problems", "{name} : {count} problèmes"),
    ],
)
def test_french_says_one_for_nothing(number: int, english: str, french: str) -> None:
    messages = ("{name}: {count} problem", "{name}: {count} problems", number)
    assert ngettext(*messages) == english
    with speaking("fr"):
        assert ngettext(*messages).replace(NO_BREAK, " ") == french


def test_a_share_reads_as_none_all_or_its_limit_only_when_it_is() -> None:
    assert [format_share(share) for share in (0, 0.004, 0.5, 0.996, 1)] == [
        "0%", "0.4%", "50%", "99.6%", "100%",
    ]  # fmt: skip
    assert format_share(0.796, 0.8) == "79.6%"
    assert format_share(0.8, 0.8) == "80%"
    assert format_share(0.99494, 0.9949, digits=2) == "99.494%"


def test_a_text_is_cut_after_a_word_unless_that_costs_a_third_of_it() -> None:
    assert shorten("nine letters and more", 21) == "nine letters and more"
    assert shorten("nine letters and more", 19) == "nine letters and…"
    assert shorten("nine letters and more", 17) == "nine letters and…"  # the word ends there
    assert shorten("one twothreefour", 12) == "one twothre…"
    assert shorten("onetwothreefour", 12) == "onetwothree…"


def test_names_that_cutting_would_make_the_same_lose_their_middle() -> None:
    names = ["Customer service centre North", "Customer service centre South", "Sales"]
    cut = partial(shorten, length=21)
    assert cut_apart(names, cut) == ["Customer… North", "Customer… South", "Sales"]
    assert cut_apart(names[:1], cut) == ["Customer service…"]


def test_names_are_told_apart_each_group_on_its_own() -> None:
    cut = partial(shorten, length=8)
    same = [f"Same{n} name" for n in "abcdef" for _twice in range(2)]
    groups = ["Kelvio A", "Kelvio B", "Another one", "Another two", "Overlong1", "Overlong2"]
    assert cut_apart([*same, *groups], cut) == [
        *map(cut, same), "Kelvio A", "Kelvio B", "…one", "…two", "…1", "…2",
    ]  # fmt: skip
    assert cut_apart(["Overlongwords end", "Overlongwords", "Short"], cut)[2] == "Short"


@given(st.lists(st.text("ab c", min_size=1), max_size=5), st.integers(3, 12))
def test_names_that_differ_stay_within_their_room(names: list[str], length: int) -> None:
    cut = cut_apart(names, partial(shorten, length=length))
    assert all(len(name) <= length for name in cut)


@pytest.mark.parametrize(
    ("numbers", "ranges"),
    [([], []), ([3], ["3"]), ([9, 5, 2, 6, 7, 5], ["2", "5–7", "9"]), ([1, 2], ["1–2"])],
)
def test_neighbouring_numbers_are_put_together(numbers: list[int], ranges: list[str]) -> None:
    assert number_ranges(numbers) == ranges


def test_a_printed_text_holds_no_sign_that_a_terminal_obeys() -> None:
    assert printable("é\u00a0\u202f[b]\x1b[31m\n\x07") == "é\u00a0\u202f[b]?[31m??"


@pytest.mark.parametrize(
    ("told", "spoken"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "xx_XX"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_system_is_spoken_where_the_kit_speaks_it(
    told: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert system_language() == spoken
