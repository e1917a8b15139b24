"""What is said to be likely happens: on people who did rate, and on imagined ones.

The whole table is in docs/certainty.md; here a small one, quick enough for each run.
"""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.certainty import chances, observe, stood_in
from benchmarks.populations import banks, dots_of, imagined, real


@pytest.fixture(scope="module")
def seen() -> pd.DataFrame:
    kinds = ["noise", "one favourite, 2 sd", "normal", "two camps", "correlated criteria"]
    populations = {name: real(bank) for name, bank in banks().items()}
    populations |= {kind: imagined(kind) for kind in kinds}
    return observe(populations, sizes=(6, 12), items=(8,), juries=8, fresh=60, draws=2500)


def test_what_is_said_of_the_first_place_holds_in_nearly_every_jury(seen: pd.DataFrame) -> None:
    assert seen["held"].mean() > 0.88
    assert seen["top_held"].mean() > 0.9
    whole = chances(seen.assign(all=""), "all").iloc[0]
    assert whole["Brier of the middle"] < whole["Brier of the bootstrap"]
    assert whole["Brier of the middle"] < whole["Brier of the base rate"]


def test_in_every_population_what_happens_lies_between_what_is_said(seen: pd.DataFrame) -> None:
    table = chances(seen, "population")
    assert (table["happened"] > table["from"] - 0.05).all()
    assert (table["happened"] < table["to"] + 0.05).all()


def test_what_is_said_tells_noise_from_a_favourite(seen: pd.DataFrame) -> None:
    table = chances(seen, "population")
    assert table.loc["noise", "to"] < 0.8
    assert table.loc["one favourite, 2 sd", "from"] > 0.4


def test_nine_of_ten_fresh_scores_fall_on_the_line(seen: pd.DataFrame) -> None:
    assert 0.87 < seen["covered"].mean() < 0.94


def test_nine_of_ten_fresh_juries_correlate_as_said_where_items_come_in_kinds(
    seen: pd.DataFrame,
) -> None:
    people = seen[seen["population"].isin(banks())]
    assert 0.86 < people["r_inside"].mean() < 0.97
    assert people["same_held"].mean() > 0.7


def test_tiers_are_seldom_wrong_and_find_a_favourite(seen: pd.DataFrame) -> None:
    assert seen["false"].mean() < 0.06
    favourite = seen[(seen["population"] == "one favourite, 2 sd") & (seen["voters"] == 12)]
    assert favourite["alone"].mean() > 0.6


def test_what_is_said_of_dots_holds() -> None:
    populations = {name: dots_of(real(bank)) for name, bank in banks().items()}
    dotted = observe(
        populations, sizes=(12,), items=(8,), juries=10, fresh=60, draws=2500, dots=True
    )
    assert dotted["held"].mean() > 0.85
    assert 0.84 < dotted["covered"].mean() < 0.95


def test_what_is_said_of_anonymous_votes_holds() -> None:
    kinds = ("noise", "normal", "one favourite, 2 sd", "correlated criteria")
    populations = {kind: imagined(kind) for kind in kinds}
    told = observe(
        populations, sizes=(7, 12), items=(8,), juries=8, fresh=60, draws=2500, told=stood_in
    )
    assert set(told.loc[told["voters"] == 7, "silence"]) == {"coarse"}
    assert told["held"].mean() > 0.85
    assert told["false"].mean() < 0.06
    lines = told[told["voters"] == 12].groupby("population")["covered"].mean()
    assert lines.between(0.84, 0.96).all()
