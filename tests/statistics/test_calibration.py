"""What is said to be likely happens: on people who did rate, and on imagined ones.

The whole table is in docs/certainty.md; here a small one, quick enough for each run.
"""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.certainty import chances, observe
from benchmarks.populations import banks, dots_of, imagined, real


@pytest.fixture(scope="module")
def seen() -> pd.DataFrame:
    kinds = ["noise", "one favourite, 2 sd", "normal", "two camps", "correlated criteria"]
    populations = {name: real(bank) for name, bank in banks().items()}
    populations |= {kind: imagined(kind) for kind in kinds}
    return observe(populations, sizes=(6, 12), items=(8,), juries=8, fresh=8, draws=300)


def test_what_is_said_of_the_first_place_happens(seen: pd.DataFrame) -> None:
    assert abs(seen["said"].mean() - seen["happened"].mean()) < 0.08
    whole = chances(seen.assign(all=""), "all").iloc[0]
    assert whole["Brier"] < whole["Brier of the bootstrap"]
    assert whole["Brier"] < whole["Brier of the base rate"]


def test_nine_of_ten_fresh_scores_fall_on_the_line(seen: pd.DataFrame) -> None:
    assert 0.87 < seen["covered"].mean() < 0.94


def test_tiers_are_seldom_wrong_and_find_a_favourite(seen: pd.DataFrame) -> None:
    assert seen["false"].mean() < 0.06
    favourite = seen[(seen["population"] == "one favourite, 2 sd") & (seen["voters"] == 12)]
    assert favourite["alone"].mean() > 0.6


def test_what_is_said_of_dots_happens() -> None:
    populations = {name: dots_of(real(bank)) for name, bank in banks().items()}
    dotted = observe(populations, sizes=(12,), items=(8,), juries=14, fresh=8, draws=300, dots=True)
    assert abs(dotted["said"].mean() - dotted["happened"].mean()) < 0.1
    assert 0.84 < dotted["covered"].mean() < 0.95
