"""What the words of a cell become."""

from __future__ import annotations

from typing import Any

import pytest
from support.imports import reasons, rows, take

from playbook.imports.mapping import CellRule
from playbook.imports.words import converted, made_identifier, parts_left
from playbook.kit import Kit
from playbook.tables.cells import CellError


@pytest.mark.parametrize(
    ("keys", "word", "became"),
    [
        ({"split": ",", "drop": ["AI"]}, "AI, Mail, Fast", "Mail"),
        ({"split": ",", "codes": {"AI": "yes"}, "if_unknown": "empty"}, "Mail, ai", "yes"),
        ({"split": ",", "codes": {"AI": "yes"}, "if_unknown": "empty"}, "Mail", ""),
        ({"codes": {"Oui": "yes"}}, "non", "non"),
        ({"codes": {"+": "yes", "−": "no"}}, "−", "no"),
        ({"codes": {"+": "yes"}}, "?", "?"),
        ({"number": True}, "4,5 – good", "4,5"),
        ({"number": True}, "10 of 10", "10"),
        ({"number": True}, "7 von 10", "7"),
        ({"otherwise": "1"}, "", "1"),
        ({"prefix": "m-"}, "", ""),
        ({"prefix": "m-"}, "7", "m-7"),
    ],
)
def test_what_a_word_becomes(keys: dict[str, Any], word: str, became: str) -> None:
    assert converted(word, CellRule(column=["x"], **keys)) == became


@pytest.mark.parametrize(
    "word", ["1-2 times", "1 – 2", "often", "n° 3", "3 Tausend", "1,2 Millionen €"]
)
def test_a_word_that_begins_with_no_one_number_is_refused(word: str) -> None:
    with pytest.raises(CellError):
        converted(word, CellRule(column=["x"], number=True))


def test_made_identifiers_tell_words_and_their_order_apart() -> None:
    made = [
        made_identifier(w, "") for w in (["a", "b"], ["b", "a"], ["ab", ""], ["a b"], ["a", " b "])
    ]
    assert len(set(made)) == 4
    assert made[0] == made[4]


@pytest.mark.parametrize(
    ("day", "date"),
    [("2026/09/27 3:00:00 PM GMT+3", "2026-09-27"), ("27/09/2026 15:00:00", "2026-09-27"),
     ("9/27/2026 15:00:00", "2026-09-27"), ("8/9/2026 15:00:00", "")],
)  # fmt: skip
def test_a_date_that_can_be_two_days_is_refused(campaign: Kit, day: str, date: str) -> None:
    header = "Timestamp,Department,Fear,Understanding,Disappointment,Daily use"
    plan = take(campaign, f"{header}\n{day},Claims,1,2,3,4\n", "google-forms")
    assert [row["date"][:10] for row in rows(campaign, "pulse")] == ([date] if date else [])
    if not date:
        assert "2026-08-09 or 2026-09-08" in reasons(plan)[2]


def test_the_parts_that_are_not_taken_are_left_unless_codes_choose() -> None:
    assert parts_left("AI, Mail, Fast", CellRule(column=["x"], split=",", drop=["ai"])) == ["Fast"]
    assert parts_left("Mail, AI", CellRule(column=["x"], split=",", codes={"AI": "yes"})) == []
    assert parts_left("Mail, AI", CellRule(column=["x"])) == []
