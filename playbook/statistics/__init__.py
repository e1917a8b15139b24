"""How sure a ranking is: scores, ranks, another jury, influence and agreement.

Pure functions of arrays. Everywhere a missing vote is NaN, never 0; more is better; and scores
equal to 9 decimals tie, and stay tied.
"""

from playbook.statistics.agreement import (
    KendallW,
    item_disagreement,
    kendall_w,
    krippendorff_alpha,
)
from playbook.statistics.ballots import leave_one_ballot_out, rank_ballots
from playbook.statistics.camps import Camps, find_camps
from playbook.statistics.chances import rank_intervals, score_intervals
from playbook.statistics.influence import leave_one_voter_out, smallest_weight_change
from playbook.statistics.ordering import rank_items
from playbook.statistics.ranking import (
    competition_rank,
    criterion_means,
    normalise_weights,
    weighted_mean,
    worst_rank,
)
from playbook.statistics.robustness import RankRobustness, rank_robustness
from playbook.statistics.tiers import tiers
from playbook.statistics.votes import count_voters, enough_voters

__all__ = [
    "Camps",
    "KendallW",
    "RankRobustness",
    "competition_rank",
    "count_voters",
    "criterion_means",
    "enough_voters",
    "find_camps",
    "item_disagreement",
    "kendall_w",
    "krippendorff_alpha",
    "leave_one_ballot_out",
    "leave_one_voter_out",
    "normalise_weights",
    "rank_ballots",
    "rank_intervals",
    "rank_items",
    "rank_robustness",
    "score_intervals",
    "smallest_weight_change",
    "tiers",
    "weighted_mean",
    "worst_rank",
]
