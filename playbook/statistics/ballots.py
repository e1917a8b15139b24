"""How sure a ranking by dots is: tables with a row for each voter, a column for each item."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.statistics.influence import leave_one_voter_out
from playbook.statistics.robustness import RankRobustness, rank_robustness
from playbook.statistics.votes import FloatArray


def rank_ballots(
    ballots: pd.DataFrame, top_n: int, resamples: int, seed: int, *, in_twos: bool = False
) -> RankRobustness | None:
    """Rank the items of ballots by the dots of a voter on average; None without any ballot.

    Parameters
    ----------
    ballots : DataFrame
        The dots of each voter (a row) for each item (a column), 0 for none.
    top_n, resamples, seed
        As in `rank_robustness`.
    in_twos : bool, default False
        Whether they stand in for anonymous dots, told in twos.
    """
    if ballots.empty:
        return None
    return rank_robustness(
        _votes(ballots),
        [1.0],
        items=list(ballots.columns),
        top_n=top_n,
        resamples=resamples,
        seed=seed,
        dots=True,
        untold="in_twos" if in_twos else "",
    )


def leave_one_ballot_out(ballots: pd.DataFrame, top_n: int) -> pd.DataFrame:
    """Rank the items of ballots again without each voter in turn, as `leave_one_voter_out` does."""
    return leave_one_voter_out(
        _votes(ballots),
        [1.0],
        voters=list(ballots.index),
        items=list(ballots.columns),
        top_n=top_n,
    )


def _votes(ballots: pd.DataFrame) -> FloatArray:
    """The ballots as votes on a single criterion: (voters, items, 1)."""
    return ballots.to_numpy(dtype=float)[:, :, np.newaxis]
