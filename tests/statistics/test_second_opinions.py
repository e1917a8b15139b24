"""TOPSIS and PROMETHEE II against published examples, pymcdm, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm import methods, normalizations

from playbook.statistics.second_opinions import central_weights, promethee_ii, topsis

pytestmark = pytest.mark.filterwarnings("ignore:Alternatives with indices")  # pymcdm's advice
tables = st.tuples(st.integers(2, 6), st.integers(1, 5)).flatmap(
    lambda shape: st.tuples(
        arrays(float, shape, elements=st.integers(0, 10).map(lambda n: n / 2)),
        st.lists(st.integers(1, 5), min_size=shape[1], max_size=shape[1]),
    )
)


def test_topsis_with_vectors_is_that_of_tzeng_and_huang() -> None:
    # Tzeng & Huang (2011), Multiple Attribute Decision Making.
    matrix = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    closeness = topsis(matrix, [0.3, 0.4, 0.3], normalisation="vector")
    assert closeness == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=1e-4)


def test_topsis_with_min_max_is_that_of_opricovic_and_tzeng() -> None:
    # Opricovic & Tzeng (2004), EJOR 156(2): less risk is better, more altitude is.
    matrix, benefit = [[1, 3000], [2, 3750], [5, 4500]], [False, True]
    closeness = topsis(matrix, [1, 1], normalisation="min-max", benefit=benefit)
    assert closeness == pytest.approx([0.5, 0.617, 0.5], abs=1e-3)


def test_the_normalisation_changes_the_winner() -> None:
    matrix, benefit = [[1, 3000], [2, 3750], [5, 4500]], [False, True]
    closeness = topsis(matrix, [1, 1], normalisation="vector", benefit=benefit)
    assert closeness == pytest.approx([0.76214058, 0.72217783, 0.23785942])


def test_promethee_ii_is_that_of_zhao() -> None:
    # Zhao, Peng & Li (2013), Procedia Computer Science 17.
    flow = promethee_ii([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2])
    assert flow == pytest.approx([0.1, -0.3, 0.2])


@given(tables)
def test_topsis_agrees_with_pymcdm(table: tuple[np.ndarray, list[int]]) -> None:
    matrix, weights = table
    matrix = matrix + 1 + np.arange(len(matrix))[:, None] / 7  # no column of equal values
    share = np.array(weights) / sum(weights)
    types = np.ones(len(weights))
    for name, function in (
        ("vector", normalizations.vector_normalization),
        ("min-max", normalizations.minmax_normalization),
    ):
        expected = methods.TOPSIS(function)(matrix, share, types)
        assert topsis(matrix, weights, normalisation=name) == pytest.approx(expected)  # type: ignore[arg-type]


@given(tables)
def test_promethee_ii_with_thresholds_agrees_with_pymcdm(
    table: tuple[np.ndarray, list[int]],
) -> None:
    matrix, weights = table
    share, types = np.array(weights) / sum(weights), np.ones(len(weights))
    p, q = np.full(len(weights), 2.0), np.full(len(weights), 0.7)
    expected = methods.PROMETHEE_II("vshape_2", p=p, q=q)(matrix, share, types)
    found = promethee_ii(matrix, weights, indifference=0.7, preference=2.0)
    assert found == pytest.approx(np.asarray(expected), abs=1e-12)


def test_thresholds_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="preference not the smaller"):
        promethee_ii([[1], [2]], [1], indifference=1, preference=0.5)


def test_central_weights_are_the_mean_of_those_that_make_an_item_first() -> None:
    # With two criteria, w uniform on (0, 1): the first item leads where w is above 1/2.
    first, weights = central_weights([[1, 0], [0, 1], [0, 0]], seed=1)
    assert first == pytest.approx([0.5, 0.5, 0], abs=0.02)
    assert weights[0] == pytest.approx([0.75, 0.25], abs=0.02)
    assert np.isnan(weights[2]).all()


@given(tables)
def test_promethee_ii_agrees_with_pymcdm(table: tuple[np.ndarray, list[int]]) -> None:
    matrix, weights = table
    share = np.array(weights) / sum(weights)
    expected = methods.PROMETHEE_II("usual")(matrix, share, np.ones(len(weights)))
    assert promethee_ii(matrix, weights) == pytest.approx(np.asarray(expected), abs=1e-12)


@given(tables)
def test_flows_sum_to_zero_and_closeness_stays_between_0_and_1(
    table: tuple[np.ndarray, list[int]],
) -> None:
    matrix, weights = table
    assert promethee_ii(matrix, weights).sum() == pytest.approx(0, abs=1e-12)
    closeness = topsis(matrix, weights, normalisation="min-max")
    assert np.isnan(closeness).all() or ((closeness >= 0) & (closeness <= 1)).all()


def test_nothing_is_said_of_equal_items_or_of_a_single_one() -> None:
    assert np.isnan(topsis([[2, 3], [2, 3]], [1, 1], normalisation="vector")).all()
    assert promethee_ii([[2, 3], [2, 3]], [1, 1]).tolist() == [0, 0]
    assert np.isnan(promethee_ii([[2, 3]], [1, 1])).all()
    assert topsis(np.empty((0, 2)), [1, 1], normalisation="min-max").size == 0


def test_float_noise_does_not_beat() -> None:
    assert promethee_ii([[0.1 + 0.2], [0.3]], [1]).tolist() == [0, 0]


def test_what_cannot_be_calculated_is_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        topsis([[1, np.nan]], [1, 1], normalisation="vector")
    with pytest.raises(ValueError, match="normalisation"):
        topsis([[1, 2]], [1, 1], normalisation="sum")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="benefit"):
        promethee_ii([[1, 2]], [1, 1], benefit=[True])
