"""Names, months and money as they are shown."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from support.typed_tables import SOLUTIONS

from playbook.language import speaking
from playbook.show.chart import BLUE
from playbook.show.names import format_money, format_month, format_short_month, name_solutions
from playbook.show.panels import month_ticks, name_lines, panels


def test_a_solution_without_a_name_keeps_its_identifier() -> None:
    frame = SOLUTIONS[["solution_id"]].assign(solution_id=["S2", "S9"])
    assert list(name_solutions(frame, SOLUTIONS)["solution"]) == ["Voxa", "S9"]


@pytest.mark.parametrize(
    ("language", "money", "month", "short"),
    [
        ("en", "-€96,520", "September 2026", "Sep"),
        ("fr", "-96\u202f520\u00a0€", "septembre 2026", "sept."),
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


def test_names_at_line_ends_are_moved_apart() -> None:
    with panels(2, 4.0) as (_figure, (axes, _other)):
        axes.set_ylim(0, 1)
        name_lines(axes, [(0.5, "a", BLUE), (0.5, "b", BLUE), (0.02, "c", BLUE), (0.0, "d", BLUE)])
        places = [text.xy[1] for text in axes.texts]
    gaps = [high - low for high, low in pairwise(places)]
    assert min(gaps) >= 0.11 - 1e-9
    assert min(places) >= 0


def test_months_under_an_axis_speak_the_language() -> None:
    with speaking("fr"), panels(1, 2.0) as (_figure, (axes,)):
        days = [date(2026, 1, 1), date(2026, 9, 1)]
        axes.plot(days, [0, 1])  # type: ignore[arg-type]
        month_ticks(axes)
        words = [axes.xaxis.get_major_formatter()(x) for x in axes.get_xticks()]
    assert any(word == "janv. 2026" for word in words)
