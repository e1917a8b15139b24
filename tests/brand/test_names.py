"""Sentences that name a colour name the one that is there."""

from __future__ import annotations

import pytest

from playbook.brand.judged import judge
from playbook.brand.names import WORDS, name_of, names_of, renamed
from playbook.brand.roles import FIGURES
from playbook.language import LANGUAGES, _, speaking


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#0072b2", "blue"), ("#d55e00", "orange"), ("#009e73", "green"), ("#9aa5b1", "grey"),
        ("#e69f00", "yellow"), ("#c8102e", "red"), ("#5c2d91", "purple"), ("#7a1f5c", "purple"),
        ("#e5007d", "pink"), ("#8b4513", "brown"), ("#008c95", "turquoise"), ("#111111", "black"),
    ],
)  # fmt: skip
def test_a_colour_has_the_name_that_people_give_it(colour: str, name: str) -> None:
    assert name_of(colour) == name


def test_every_language_has_as_many_forms_of_each_word() -> None:
    for language in LANGUAGES:
        with speaking(language):
            assert len({len(_(forms).split()) for forms in WORDS.values()}) == 1


def test_what_was_blue_is_called_what_it_is() -> None:
    assert names_of(FIGURES) == {}
    assert renamed("Blue: growing; bluebirds", {}) == "Blue: growing; bluebirds"
    assert renamed("Blue: growing; bluebirds", {"blue": "red"}) == "Red: growing; bluebirds"
    with speaking("fr"):
        assert renamed("Barre bleue, en bleu", {"blue": "purple"}) == "Barre violette, en violet"


def test_a_green_company_changes_the_places_of_blue_and_green() -> None:
    brand, refusals, _notices = judge({"primary": "#00694d"}, {})
    assert refusals == []
    assert brand.figures["blue"] == "#00694d"
    assert brand.figures["green"] == FIGURES["blue"]
    names = names_of(brand.figures)
    assert renamed("blue: growing; green: reached", names) == "green: growing; blue: reached"
