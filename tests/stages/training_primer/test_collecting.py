"""What companies foresee after their first images, and what collecting brings."""

from __future__ import annotations

import math

import numpy as np
import pytest
from support.primer import AS_SET, DEMO_SEED
from support.sentences import texts

from playbook.stages.training_primer.collecting import (
    COMPANIES,
    VOLUMES,
    Collection,
    collect,
    draw_collected,
    foresee,
    say_collected,
    say_small_test,
)
from playbook.stages.training_primer.training import Lab


@pytest.fixture(scope="module")
def gathered() -> Collection:
    return collect(Lab(DEMO_SEED, 2), AS_SET, 0.9)


def test_a_curve_that_is_a_power_is_foreseen_exactly() -> None:
    volumes = (20, 40, 80)
    right = np.array([1 - 2 * v**-0.5 for v in volumes])
    assert foresee(right, volumes, 0.9) == pytest.approx(400)  # 2 / sqrt(400) = 0.1


def test_a_curve_that_does_not_rise_foresees_no_amount() -> None:
    assert foresee(np.array([0.5, 0.5, 0.4]), (20, 40, 80), 0.9) == math.inf


def test_more_images_are_read_better_and_companies_differ(gathered: Collection) -> None:
    table = gathered.table
    assert table["collected"].tolist() == list(VOLUMES)
    assert table["right"].is_monotonic_increasing
    assert (table["right_low"] < table["right"]).all()
    assert table["reached"].iloc[-1] == COMPANIES
    assert 160 < gathered.needed < 320
    assert len(gathered.foreseen) == COMPANIES


def test_the_forecast_is_told_with_its_spread_and_against_what_it_took(
    gathered: Collection,
) -> None:
    said = texts(say_collected(gathered))
    assert "nine in ten between" in said[1]
    assert "It took 200." in said[1]
    assert draw_collected(gathered, AS_SET).alt.startswith("90% takes 200 images")


def test_what_no_volume_reaches_is_said() -> None:
    lab = Lab(DEMO_SEED, 2)
    found = collect(lab, AS_SET, 0.995)
    assert found.needed == math.inf
    assert "something else than volume is short" in texts(say_collected(found))[1]


def test_a_small_test_has_the_interval_of_wilson() -> None:
    # Newcombe (1998), table I: 15 of 148 is for another size; 25 of 50 by hand: 0.366 to 0.634.
    assert "25 of 50" in say_small_test(0.5).text
    assert "from 37% to 63%" in say_small_test(0.5).text
