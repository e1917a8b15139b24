"""Agreement between voters."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare

from playbook.statistics import item_disagreement, kendall_w, krippendorff_alpha

nan = np.nan
quick = settings(deadline=None, max_examples=50)

# Data set "anxiety" of the R package irr; its manual gives Wt = 0.54, chisq(19) = 30.8, p = 0.0429.
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section E.
RELIABILITY = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


def test_published_kendall_w() -> None:
    result = kendall_w(ANXIETY)
    assert result.w == pytest.approx(0.5396569, abs=1e-6)
    assert result.chi2 == pytest.approx(30.7604419, abs=1e-6)
    assert result.df == 19
    assert result.p_value == pytest.approx(0.0428835, abs=1e-6)
    assert (result.raters_used, result.items_used) == (3, 20)


@quick
@given(arrays(float, (5, 4), elements=st.integers(1, 4).map(float)))
def test_kendall_w_is_friedmans_test(ratings: np.ndarray) -> None:
    assume((np.ptp(ratings, axis=1) > 0).any())
    expected = friedmanchisquare(*ratings.T)
    result = kendall_w(ratings)
    assert result.chi2 == pytest.approx(expected.statistic, abs=1e-9)
    assert result.p_value == pytest.approx(expected.pvalue, abs=1e-9)


def test_kendall_w_leaves_out_raters_with_missing_votes_and_items_nobody_rated() -> None:
    ratings = np.array([[1, 2, 3, nan], [1, 2, 3, nan], [3, nan, 1, nan]])
    result = kendall_w(ratings)
    assert result.w == pytest.approx(1)
    assert (result.raters_used, result.items_used, result.df) == (2, 3, 2)


@pytest.mark.parametrize(
    "ratings", [[[1, 2, 3]], [[1], [2]], [[1, 1], [2, 2]], [[nan, 1], [1, nan]], [[nan], [nan]]]
)
def test_kendall_w_is_undefined_without_anything_to_compare(ratings: list[list[float]]) -> None:
    result = kendall_w(ratings)
    assert np.isnan([result.w, result.chi2, result.p_value]).all()


@pytest.mark.parametrize(
    ("level", "expected"), [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107)]
)
def test_published_krippendorff_alpha(level: str, expected: float) -> None:
    assert krippendorff_alpha(RELIABILITY, level) == pytest.approx(expected, abs=1e-6)  # type: ignore[arg-type]


@quick
@given(
    arrays(float, (4, 5), elements=st.one_of(st.integers(0, 4).map(float), st.just(nan))),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
def test_krippendorff_alpha_is_that_of_the_library(ratings: np.ndarray, level: str) -> None:
    pairable = ratings[:, (~np.isnan(ratings)).sum(axis=0) >= 2]
    if np.unique(pairable[~np.isnan(pairable)]).size < 2:
        assert np.isnan(krippendorff_alpha(ratings, level))  # type: ignore[arg-type]
        return
    expected = krippendorff.alpha(reliability_data=pairable, level_of_measurement=level)
    assert krippendorff_alpha(ratings, level) == pytest.approx(expected, abs=1e-9)  # type: ignore[arg-type]


def test_alpha_of_the_order_does_not_depend_on_the_distances() -> None:
    stretched = np.array(RELIABILITY) ** 3
    assert krippendorff_alpha(stretched) == pytest.approx(krippendorff_alpha(RELIABILITY))


def test_alpha_without_variation_is_undefined() -> None:
    assert np.isnan(krippendorff_alpha([[2, 2, 5], [2, 2, nan]]))
    assert np.isnan(krippendorff_alpha([[nan], [nan]]))


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="nominal, ordinal, interval"):
        krippendorff_alpha(RELIABILITY, "ratio")  # type: ignore[arg-type]


def test_disagreement_runs_from_unanimous_to_split() -> None:
    votes = np.array([[3.0, 1, 1, 2, 5], [3, 5, 5, nan, nan], [3, 1, 3, nan, 1], [3, 5, 3, nan, 3]])
    expected = [0, 1, np.std([1, 5, 3, 3]) / 2, nan, np.std([5, 1, 3]) / 2]
    np.testing.assert_allclose(item_disagreement(votes, 1, 5), expected)


@quick
@given(arrays(float, (5, 3), elements=st.integers(1, 5).map(float)))
def test_disagreement_lies_between_0_and_1_and_ignores_the_order_of_voters(
    votes: np.ndarray,
) -> None:
    result = item_disagreement(votes, 1, 5)
    assert ((result >= 0) & (result <= 1)).all()
    np.testing.assert_allclose(item_disagreement(votes[::-1], 1, 5), result, atol=1e-12)


def test_votes_off_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="scale from 1 to 5"):
        item_disagreement([[0.0], [5.0]], 1, 5)
    with pytest.raises(ValueError, match="scale_max"):
        item_disagreement([[1.0]], 5, 5)
    with pytest.raises(ValueError, match="two dimensions"):
        kendall_w([1.0, 2.0])
