"""How the phases of perception are told apart.

The playbook describes three phases and no rule to tell them. The kit's rule reads the mean answers
of a department at a survey, on their scale of 1 to 5, with a margin (a quarter of a point unless
set) within which a difference is too small to tell:

1. Fear is stronger than understanding, by more than the margin: phase 1, fear and misunderstanding.
2. Neither is stronger: between phases 1 and 2.
3. Understanding is stronger. Daily use then decides, against the middle of the scale, 3:
   below it by more than the margin, phase 2, better understanding and slight disappointment;
   above it by more than the margin, and disappointment below 3, phase 3, daily work;
   otherwise between phases 2 and 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playbook.language import N_
from playbook.stages.change_messages.anonymity import DECIMALS

PHASES = {
    "phase_1": N_("Phase 1: fear and misunderstanding"),
    "between_1_2": N_("Between phases 1 and 2"),
    "phase_2": N_("Phase 2: better understanding, slight disappointment"),
    "between_2_3": N_("Between phases 2 and 3"),
    "phase_3": N_("Phase 3: part of daily work"),
}
"""In the order in which a department goes through them."""
CODES = tuple(PHASES)
SHORT_PHASES = {
    "phase_1": N_("Phase 1"),
    "between_1_2": N_("Phases 1 and 2"),
    "phase_2": N_("Phase 2"),
    "between_2_3": N_("Phases 2 and 3"),
    "phase_3": N_("Phase 3"),
}
MIDDLE = 3.0


def phase_numbers(means: NDArray[np.float64], margin: float) -> NDArray[np.int64]:
    """Apply the rule to means.

    Parameters
    ----------
    means : ndarray, shape (..., 4)
        Mean fear, understanding, disappointment and daily use, each from 1 to 5.
    margin : float
        The difference within which nothing is told, in points of the scale.

    Returns
    -------
    ndarray of int, shape (...)
        Positions in `CODES`.
    """
    fear, understanding, disappointment, daily_use = np.moveaxis(means, -1, 0)
    beyond_fear = np.round(understanding - fear, DECIMALS)
    use = np.round(daily_use - MIDDLE, DECIMALS)
    pleased = np.round(disappointment, DECIMALS) < MIDDLE
    understood = beyond_fear > margin
    conditions = [
        beyond_fear < -margin,
        ~understood,
        use < -margin,
        (use > margin) & pleased,
    ]
    positions = [CODES.index(code) for code in ("phase_1", "between_1_2", "phase_2", "phase_3")]
    return np.select(conditions, positions, CODES.index("between_2_3"))
