"""Numbers lose their last bits, and nothing that people wrote."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.statistics.settling import COMPUTED, TYPED, settled, settled_frame


def one(value: float, digits: int = TYPED) -> float:
    return float(settled(np.array([value]), digits)[0])


@given(st.decimals(-(10**7), 10**7, places=4), st.floats(-1e-13, 1e-13))
def test_what_people_wrote_is_what_is_read_whatever_its_last_bits(
    written: object, change: float
) -> None:
    value = float(str(written))
    assert one(value * (1 + change)) == value


def test_a_sum_of_tenths_is_what_it_should_be() -> None:
    assert one(0.1 + 0.2) == 0.3
    assert one(41350.499999999996) == 41350.5


@pytest.mark.parametrize("value", [0.0, math.inf, -math.inf, 123456789012345.0, -2.5])
def test_whole_large_and_endless_numbers_stay(value: float) -> None:
    assert one(value, COMPUTED) == value


def test_missing_stays_missing_and_words_and_counts_stay() -> None:
    frame = pd.DataFrame({"a": [1 / 3, None], "b": ["x", "y"], "c": [1, 2]})
    found = settled_frame(frame, COMPUTED)
    assert found["a"].iloc[0] == 0.333333333
    assert pd.isna(found["a"].iloc[1])
    assert found[["b", "c"]].equals(frame[["b", "c"]])
