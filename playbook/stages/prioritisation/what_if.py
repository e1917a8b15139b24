"""What if value counted for more, or for less? The ranking at other weights."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from playbook.language import N_, format_percent
from playbook.show.labels import Format, Label
from playbook.stages.prioritisation.ballots import Votes
from playbook.stages.prioritisation.ranking import use_case_ranking
from playbook.statistics import rank_items

QUESTION = N_("What if value counted for …")
STEPS, STEPS_OF_MANY, MANY = 10, 4, 5_000
"""How many steps are tried, and how many from so many voters times use cases on."""
LABELS = {"weight_of_value": Label(N_("Weight of value"), Format.PERCENT)}
SHOWN = ["rank", "title", "score"]


def shares(weights: tuple[float, float], steps: int = STEPS) -> list[float]:
    """The weights of value that are tried, 0 to 1: every step, and the one that holds."""
    now = weights[0] / sum(weights)
    return sorted({step / steps for step in range(steps + 1)} | {round(now, 9)})


def rankings(
    votes: Votes,
    placed: pd.DataFrame,
    weights: tuple[float, float],
    resamples: int,
    seed: int,
    fewest_votes: int = 1,
) -> Iterator[tuple[str, pd.DataFrame, bool]]:
    """Rank the use cases at other weights, as a run with these weights would.

    Parameters
    ----------
    placed : DataFrame
        From `matrix.quadrants`.
    weights : (float, float)
        Of value and feasibility, as they hold.
    resamples, seed : int
        Those of the ranking: a score that is drawn in where few voted comes from what is drawn.
    fewest_votes : int
        How many votes a use case needs to have a rank.

    Yields
    ------
    (str, DataFrame, bool)
        What is chosen, the ranking then (rank, use_case_id, title, score and weight_of_value), and
        whether it is the one that holds. Nothing is yielded where nobody voted on one of the two.
    """
    if np.isnan(votes.scores).all(axis=(0, 1)).any():
        return
    now = round(weights[0] / sum(weights), 9)
    steps = STEPS if len(votes.voters) * len(votes.items) < MANY else STEPS_OF_MANY
    for share in shares(weights, steps):
        held = weights if share == now else (share, 1 - share)
        ranked = rank_items(
            votes.scores, held, items=votes.items, resamples=resamples, seed=seed,
            fewest_votes=fewest_votes,
        )  # fmt: skip
        table = use_case_ranking(ranked, placed)[["rank", "use_case_id", "title", "score"]]
        yield format_percent(share), table.assign(weight_of_value=share), share == now
