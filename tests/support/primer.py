"""For tests of the training primer: settings, what a sweep gives, and data as assessed."""

from __future__ import annotations

import math

import pandas as pd
from support.frames import frame

from playbook.stages.training_primer.readiness import DIMENSIONS
from playbook.stages.training_primer.training import Settings

DEMO_SEED = 20260930
SEEDS = (DEMO_SEED, 1, 2)
AS_SET = Settings(volume=200, noise=0.1, balance=0.5)
SLIGHT = 0.02  # the least that is worth a claim
NONE = math.nan


def swept(what: str, values: list[float], accuracy: list[float], chosen: int = 1) -> pd.DataFrame:
    """A sweep over three values; one of them is set."""
    return pd.DataFrame(
        {
            what: values,
            "accuracy": accuracy,
            "accuracy_low": accuracy,
            "accuracy_high": accuracy,
            "straight_errors": [0.05, 0.08, 0.3],
            "askew_errors": [0.36, 0.1, 0.05],
            "chosen": [row == chosen for row in range(3)],
        }
    )


def scored(**cases: list[float]) -> pd.DataFrame:
    """The table of scores; six to a use case, in the order of the dimensions."""
    rows = [
        [case, dimension, None if score != score else score, f"about {dimension}"]
        for case, scores in cases.items()
        for dimension, score in zip(DIMENSIONS, scores, strict=True)
    ]
    return frame("data_readiness", "use_case_id dimension score comment", rows)


def use_cases(*titles: str) -> pd.DataFrame:
    rows = [[f"U{number}", title] for number, title in enumerate(titles, start=1)]
    return frame("use_cases", "use_case_id title", rows)


def decided(**outcomes: str) -> pd.DataFrame:
    return frame("decisions", "use_case_id outcome", list(outcomes.items()))
