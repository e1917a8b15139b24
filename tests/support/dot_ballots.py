"""Ballots of dots on five ideas: how many each voter placed on each."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st
from support.frames import frame

from playbook.stages.ideation.dots import idea_ballots, idea_ranking
from playbook.stages.shared.dot_votes import rank_dots
from playbook.statistics import RankRobustness

Ballots = dict[str, dict[str, int]]
PEOPLE = frame(
    "participants", "participant_id role", [("F", "facilitator"), *((p, "other") for p in "ABC")]
)
IDEAS = frame(
    "ideas", "idea_id text round", [(i, f"Idea {i}", "first_reflection") for i in "vwxyz"]
)
BALLOTS = st.dictionaries(
    st.sampled_from("FABC"),
    st.dictionaries(st.sampled_from("vwxyz"), st.integers(1, 5), min_size=1),
)


def dotted(ballots: Ballots) -> pd.DataFrame:
    """The table of votes from ballots."""
    rows = [(who, idea, n) for who, ballot in ballots.items() for idea, n in ballot.items()]
    return frame("dot_votes", "participant_id idea_id dots", rows)


def robustness(votes: pd.DataFrame, top_n: int = 3, resamples: int = 50) -> RankRobustness | None:
    """How sure the ranking by dots is."""
    return rank_dots(idea_ballots(votes), top_n, resamples, 1)


def ranked(votes: pd.DataFrame, resamples: int = 50, ideas: pd.DataFrame = IDEAS) -> pd.DataFrame:
    """The ranking by dots."""
    return idea_ranking(robustness(votes, resamples=resamples), votes, ideas)
