"""The rule that tells the phases of perception apart."""

from __future__ import annotations

import numpy as np
import pytest
from support.perceptions import AFRAID, AT_EASE, LET_DOWN

from playbook.stages.change_messages import rule
from playbook.stages.change_messages.rule import CODES


def phase(*means: float) -> str:
    return CODES[int(rule.phase_numbers(np.array(means, dtype=float), 0.25))]


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        (AFRAID, "phase_1"),
        (LET_DOWN, "phase_2"),
        (AT_EASE, "phase_3"),
        ((5, 1, 5, 5), "phase_1"),  # used every day, and still feared
        ((3, 3, 1, 5), "between_1_2"),
        ((3, 3.25, 1, 5), "between_1_2"),  # the margin itself is too small to tell
        ((3, 3.26, 1, 5), "phase_3"),
        ((3.26, 3, 1, 5), "phase_1"),
        ((3.25, 3, 1, 5), "between_1_2"),
        ((2, 4, 2, 2.75), "between_2_3"),
        ((2, 4, 2, 2.74), "phase_2"),
        ((2, 4, 2, 3.25), "between_2_3"),
        ((2, 4, 2.99, 3.26), "phase_3"),
        ((2, 4, 3, 5), "between_2_3"),  # used every day, and disappointing
    ],
)
def test_the_rule(means: tuple[float, ...], expected: str) -> None:
    assert phase(*means) == expected


def test_float_noise_decides_nothing() -> None:
    assert phase(1 + 0.1 + 0.2, 1.55, 1, 1) == phase(1.3, 1.55, 1, 1) == "between_1_2"
