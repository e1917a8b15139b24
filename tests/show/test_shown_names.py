"""Names, months and money as they are shown."""

from __future__ import annotations

from datetime import date

import pytest
from support.typed_tables import SOLUTIONS

from playbook.language import speaking
from playbook.show.chart import GREY, ORANGE, solution_colours
from playbook.show.names import (
    format_money,
    format_month,
    format_short_month,
    name_solutions,
)


def test_a_solution_without_a_name_keeps_its_identifier() -> None:
    frame = SOLUTIONS[["solution_id"]].assign(solution_id=["S2", "S9"])
    assert list(name_solutions(frame, SOLUTIONS)["solution"]) == ["Voxa", "S9"]


@pytest.mark.parametrize(
    ("language", "money", "month", "short"),
    [
        ("en", "−€96,520", "September 2026", "Sep"),
        ("fr", "−96\u202f520\u00a0€", "septembre 2026", "sept."),
    ],
)
def test_money_and_months_are_written_in_the_language(
    language: str, money: str, month: str, short: str
) -> None:
    with speaking(language):
        assert format_money(-96519.5, "EUR") == money
        assert format_month(date(2026, 9, 1)) == month
        assert format_short_month(date(2026, 9, 1)) == short


def test_money_keeps_the_decimals_asked_for_and_no_minus_before_zero() -> None:
    assert format_money(33.866, "EUR", 2) == "€33.87"
    assert format_money(1234, "JPY", 0) == "¥1,234"
    assert format_money(-0.2, "EUR") == "€0"


def test_a_solution_keeps_its_colour_and_later_ones_are_grey() -> None:
    many = [f"S{n}" for n in range(7)]
    colours = solution_colours(many)
    assert solution_colours(many[:2]) == {"S0": colours["S0"], "S1": colours["S1"]}
    assert len({colours[f"S{n}"] for n in range(5)}) == 5
    assert colours["S5"] == colours["S6"] == GREY
    assert ORANGE not in colours.values()  # it marks what asks to act
