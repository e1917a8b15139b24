"""Ballots are ranked by what a voter gave on average, and again without each voter."""

from __future__ import annotations

import pandas as pd

from playbook.statistics import leave_one_ballot_out, rank_ballots

BALLOTS = pd.DataFrame({"x": [3, 0, 1], "y": [0, 2, 0]}, index=["A", "B", "C"])


def test_the_score_is_the_mean_over_all_voters_zeros_included() -> None:
    sure = rank_ballots(BALLOTS, 1, 100, 1)
    assert sure is not None
    scores = dict(zip(sure.table["item"], sure.table["score"].round(9), strict=True))
    assert scores == {"x": round(4 / 3, 9), "y": round(2 / 3, 9)}


def test_no_ballot_makes_no_ranking() -> None:
    assert rank_ballots(BALLOTS.iloc[:0], 1, 100, 1) is None
    assert rank_ballots(BALLOTS.iloc[:, :0], 1, 100, 1) is None


def test_the_voter_who_decides_is_found() -> None:
    without = leave_one_ballot_out(BALLOTS, 1).set_index("voter")
    assert without["winners"].to_dict() == {"A": ("y",), "B": ("x",), "C": ("x",)}
    assert without["winner_changes"].to_dict() == {"A": True, "B": False, "C": False}
