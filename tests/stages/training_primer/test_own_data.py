"""How much data of one's own it takes."""

from __future__ import annotations

import pandas as pd
import pytest
from support.primer import SLIGHT

from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.own_data import (
    draw_own_volume,
    own_volume_curve,
    say_own_volume,
)
from playbook.stages.training_primer.turnkey import Market


def test_little_data_goes_further_with_the_product(market: Market) -> None:
    curve = own_volume_curve(market, 40, draws=3).set_index("own_volume")
    ahead = curve["adapted"] - curve["scratch"]
    assert (ahead.loc[[10, 20, 40]] > 0.03).all()
    assert ahead[160] < ahead[10] / 3


@pytest.mark.parametrize(
    ("scratch", "said"),
    [
        ([0.72, 0.93], "ahead of a model from scratch by 17 points; with 160, by 1."),
        ([0.72, 0.9351], "by 17 points; with 160, no longer. The head start is worth most to"),
        ([0.72, 0.943], "by 17 points; with 160, no longer. The head start is worth most to"),
        ([0.72, 0.97], "by 17 points; with 160, no longer. The head start is worth most to"),
        ([0.8, 0.8], "by 9 points; with 160, by 14."),
        ([0.29, 0.34], "by 60 points; with 160, by 60."),
    ],
)
def test_the_head_start(scratch: list[float], said: str) -> None:
    table = pd.DataFrame({"own_volume": [10, 160], "adapted": [0.89, 0.94], "scratch": scratch})
    assert said in say_own_volume(table).text
    assert ("worth most" in say_own_volume(table).text) is (scratch[0] == 0.72)


def test_a_product_that_is_not_ahead_gives_no_head_start() -> None:
    table = pd.DataFrame({"own_volume": [10], "adapted": [0.89], "scratch": [0.9]})
    assert say_own_volume(table) == Finding(
        "With 10 images of one’s own, the product gives no head start.", Tone.CAUTION
    )


def test_a_slight_difference_is_worth_a_claim() -> None:
    ahead = {"own_volume": [10, 160], "adapted": [SLIGHT, 0.9], "scratch": [0.0, 0.9]}
    assert "is ahead" in say_own_volume(pd.DataFrame(ahead)).text


def test_a_level_required_below_half_is_on_the_figure_of_the_head_start() -> None:
    table = pd.DataFrame({"own_volume": [10, 160], "adapted": [0.89, 0.94], "scratch": [0.4, 0.9]})
    ends = {f"{way}_{end}": table[way] for way in ("adapted", "scratch") for end in ("low", "high")}
    assert ">40%<" in draw_own_volume(table.assign(**ends), 0.9).svg  # what scratch begins with
    ends["scratch_low"] = table["adapted"]
    assert ">40%<" in draw_own_volume(table.assign(**ends), 0.39).svg
    assert ">40%<" not in draw_own_volume(table.assign(**ends), 0.9).svg
