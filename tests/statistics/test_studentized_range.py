"""How far chance spreads the means of equals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from playbook.statistics.studentized_range import studentized_range


@pytest.mark.parametrize(
    ("probability", "items", "dof", "published"),
    [(0.95, 4, 20, 3.958), (0.95, 3, 10, 3.877), (0.95, 10, 5, 6.995), (0.99, 4, 20, 5.018)],
)
def test_the_range_is_that_of_published_tables(
    probability: float, items: int, dof: float, published: float
) -> None:
    # Pearson and Hartley, Biometrika tables for statisticians, table 29.
    assert studentized_range(probability, items, dof) == pytest.approx(published, abs=0.001)


@pytest.mark.parametrize("dof", [1, 2, 7, 1000])
def test_the_range_of_two_is_their_difference(dof: float) -> None:
    difference = np.sqrt(2) * special.stdtrit(dof, 0.985)
    assert studentized_range(0.97, 2, dof) == pytest.approx(difference, rel=1e-8)


@pytest.mark.parametrize(("items", "dof"), [(2, 1), (8, 9), (200, 2), (1921, 1), (1921, 200)])
def test_the_range_is_that_of_another_implementation(items: int, dof: float) -> None:
    other = stats.studentized_range.ppf(0.97, items, dof)
    assert studentized_range(0.97, items, dof) == pytest.approx(other, rel=1e-8)
