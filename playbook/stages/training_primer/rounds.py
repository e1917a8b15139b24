"""Train and test in rounds until the test is passed, then check on images never tested on."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from playbook.stages.training_primer.experiments import LARGEST, Lab, Settings

FIRST_ROUND = 25


def rounds(lab: Lab, settings: Settings, required: float) -> pd.DataFrame:
    """Train, test, and train again on twice the images, until the test is passed.

    Parameters
    ----------
    settings : Settings
        Noise and balance hold in every round; the volume is doubled from `FIRST_ROUND`.
    required : float
        The share of test images, 0 to 1, that must be read right.

    Returns
    -------
    DataFrame
        One row a round: round, volume, known (share of its own training images that the model
        reads as they were labelled), accuracy (share of the test images read right) and passed.
        The last row passed, unless the images ran out before.
    """
    rows: list[tuple[int, int, float, float, bool]] = []
    volume = FIRST_ROUND
    while volume <= LARGEST:
        varied = replace(settings, volume=volume)
        accuracy = lab.outcome(varied, 0).accuracy
        passed = accuracy >= required
        rows.append((len(rows) + 1, volume, lab.known(varied, 0), accuracy, passed))
        if passed:
            break
        volume *= 2
    return pd.DataFrame(rows, columns=["round", "volume", "known", "accuracy", "passed"])


def final_check(lab: Lab, settings: Settings, table: pd.DataFrame) -> float:
    """Try the model of the last round on images that no round was tested on.

    Parameters
    ----------
    table : DataFrame
        From `rounds`.

    Returns
    -------
    float
        The share read right, as many images of one site as of the other.
    """
    return lab.final(replace(settings, volume=int(table["volume"].iloc[-1])), 0)
