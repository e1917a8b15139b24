"""Solution selection: sums of money as people read them."""

from __future__ import annotations

import pandas as pd

from playbook.language import speaking
from playbook.show.names import format_money
from playbook.stages.solution_selection.money import amounts_in, money_scale


def test_money_is_written_in_the_language() -> None:
    assert format_money(318493.4, "EUR") == "€318,493"
    with speaking("fr"):
        assert format_money(318493.4, "EUR") == "318\u202f493\u00a0€"


def test_the_currency_is_named_in_the_language() -> None:
    assert amounts_in("USD") == "Amounts in US dollars (USD)"
    with speaking("fr"):
        assert amounts_in("USD") == "Montants en dollars des États-Unis (USD)"


def test_figures_are_in_thousands_from_ten_thousand_on() -> None:
    divisor, unit, write = money_scale(pd.Series([0, 9_999.5]), "EUR")
    assert (divisor, unit, write(9_999), write(0)) == (1, "EUR", "9,999", "0")
    divisor, unit, write = money_scale(pd.Series([0.0, 10_000]), "EUR")
    assert (divisor, unit) == (1000, "thousands of EUR")
    assert [write(value) for value in (0, 100, 9_949, 10_000, 1_234_567)] == [
        "0", "0.1", "9.9", "10", "1,235"
    ]  # fmt: skip
    # What would be rounded to 0.0 is not written as nothing.
    assert [write(value) for value in (0.5, 1, 49, 50)] == ["<\u00a00.1"] * 4
    assert write(51) == "0.1"
