"""What a training holds, and what its model is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from playbook.show.chart import ORANGE
from playbook.stages.training_primer.training import (
    Lab,
    Outcome,
    Settings,
    draw_samples,
    say_settings,
)

LAB = Lab(5, draws=1)


@settings(max_examples=40)
@given(st.integers(20, 900), st.floats(0, 0.8), st.floats(0, 1))
def test_a_training_holds_exactly_what_was_set(volume: int, noise: float, balance: float) -> None:
    training = LAB.training(Settings(volume, noise, balance), draw=0)
    truth = LAB.images.labels[training.images]
    assert len(set(training.images)) == volume
    assert set(training.images) <= set(LAB.images.pool)
    assert (training.labels != truth).sum() == round(noise * volume)
    assert training.askew.sum() == round(balance * volume)
    assert set(training.labels) <= set(range(10))


def test_the_kernel_worked_out_once_gives_what_scikit_learn_gives() -> None:
    from sklearn.svm import SVC

    chosen = Settings(60, 0.1, 0.5)
    training, images = LAB.training(chosen, 0), LAB.images
    scans = np.where(
        training.askew[:, None], images.askew[training.images], images.straight[training.images]
    )
    pool = np.vstack([images.straight[images.pool], images.askew[images.pool]])
    model = SVC(C=5.0, gamma=1 / (64 * pool.var())).fit(scans, training.labels)
    truth = images.labels[images.test]
    expected = [
        1 - model.score(scan[images.test], truth) for scan in (images.straight, images.askew)
    ]
    found = LAB.outcome(chosen, 0)
    assert [found.straight_errors, found.askew_errors] == pytest.approx(expected, abs=0.005)


def test_a_model_as_good_as_required_is_not_below_it_by_a_rounding_error() -> None:
    for percent in range(50, 100):
        wrong = 8 * (100 - percent)  # of 800 readings, 400 images by two scanners
        for straight in range(wrong - wrong // 2, min(wrong, 400) + 1):
            outcome = Outcome(straight / 400, (wrong - straight) / 400)
            assert outcome.accuracy == percent / 100


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((10, 0.1, 0.5), "volume must be between 20 and 900"),
        ((901, 0.1, 0.5), "volume must be between 20 and 900"),
        ((200, 0.9, 0.5), "noise must be between 0 and 0.8"),
        ((200, 0.1, 1.5), "balance must be between 0 and 1"),
    ],
)
def test_a_setting_out_of_its_range_is_refused(values: tuple[int, float, float], said: str) -> None:
    with pytest.raises(ValueError, match=f"{said}$"):
        Settings(*values)


def test_no_draw_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="draws must be 1 or more"):
        Lab(1, draws=0)


def test_the_settings_are_said() -> None:
    assert say_settings(Settings(1 * 900, 0.25, 0)).text == (
        "Set: 900 training images, 25% wrong labels, 0% askew images."
    )


@pytest.mark.parametrize(("noise", "wrong"), [(0, 0), (0.1, 1), (0.8, 6)])
def test_the_samples_show_wrong_labels_where_there_are_any(noise: float, wrong: int) -> None:
    chart = draw_samples(Lab(1, 1), Settings(200, noise, 0.5))
    assert f"8 images, {wrong} of them with" in chart.alt
    assert chart.svg.count(f"fill: {to_hex(ORANGE)}") == wrong
