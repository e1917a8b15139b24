"""Whether the chance of a phase of perception, as it is said, is what happens at fresh surveys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.populations import WHOLE_SCALE, Array
from playbook.stages.change_messages.perception import chance_of, phases_again
from playbook.stages.change_messages.rule import phase_numbers
from playbook.statistics.anonymity import stand_ins

MARGIN = 0.25
RESPONDENTS = (6, 8, 12, 20)
DEPARTMENTS: dict[str, Callable[[np.random.Generator], Array]] = {
    "clearly in phase 3": lambda _rng: np.array([2.0, 4.0, 2.0, 4.0]),
    "at a limit between phases": lambda _rng: np.array([3.0, 3.25, 3.0, 3.25]),
    "near the middle": lambda rng: rng.normal(3, 0.5, 4),
    "anything": lambda rng: rng.uniform(1.5, 4.5, 4),
}
"""Mean fear, understanding, disappointment and daily use of all who could be asked."""


def observe(surveys: int = 20, fresh: int = 200) -> pd.DataFrame:
    """Hold a survey, say the chance of its phase from stand-ins, and hold fresh ones.

    Returns
    -------
    DataFrame
        A row for each kind of department: from, to and happened (on average), holds (for what
        share of surveys it lies between the ends) and bootstrap (what resampling would say).
    """
    rows = []
    for name, people in DEPARTMENTS.items():
        for respondents in RESPONDENTS:
            rng = np.random.default_rng([respondents, len(name)])
            for number in range(surveys):
                means = people(rng)
                given = _asked(means, respondents, rng)
                columns = [
                    stand_ins(given[:, answer], WHOLE_SCALE, f"{number} {answer}")
                    for answer in range(4)
                ]
                answers = np.array(columns, dtype=float).T
                phase = int(phase_numbers(answers.mean(axis=0), MARGIN))
                low, high = chance_of(phases_again(answers, MARGIN, 5000, number) == phase)
                again = [_asked(means, respondents, rng).mean(axis=0) for _survey in range(fresh)]
                happened = float((phase_numbers(np.array(again), MARGIN) == phase).mean())
                drawn = rng.multinomial(respondents, np.full(respondents, 1 / respondents), 1000)
                resampled = phase_numbers(drawn @ answers / respondents, MARGIN) == phase
                held = low <= happened <= high
                rows.append((name, low, high, happened, held, resampled.mean()))
    columns = ["department", "from", "to", "happened", "holds", "bootstrap"]
    return pd.DataFrame(rows, columns=columns).groupby("department", sort=False).mean()


def _asked(means: Array, respondents: int, rng: np.random.Generator) -> Array:
    """Whole answers from 1 to 5; who fears more understands less."""
    mood = rng.normal(0, 0.5, (respondents, 1)) * np.array([-1, 1, -1, 1])
    return np.clip(np.round(means + mood + rng.normal(0, 0.9, (respondents, 4))), *WHOLE_SCALE)
