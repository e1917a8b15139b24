"""What a closed vote shows: figures of named votes, and of anonymous ones what gives none away.

Of anonymous votes only a median and a coarse share are shown, and only of enough voters: for five
to seven voters on a scale of four grades or more, neither tells anybody, not even one of the
voters, what the others voted (`tests/live/test_anonymity.py` tries every ballot). A mean, a
deviation, a smallest or largest vote, or an exact count would.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from playbook.language import N_, _, format_number

FEWEST_GRADES = 4
"""On a shorter scale, a share beside the median would tell votes: it is left out."""
SHARES = {"few": N_("few"), "half": N_("about half"), "most": N_("most")}


def coarse_share(count: int, voters: int) -> str:
    """A share in words: few (under a third), about half, or most (over two thirds).

    Each stands for at least two counts, so that neither nobody nor everybody is told.
    """
    if 3 * count < voters:
        return "few"
    return "most" if 3 * count > 2 * voters else "half"


def summary(
    votes: Sequence[float], scale: tuple[float, float], anonymous: bool, threshold: int
) -> tuple[str, str]:
    """A median, and a mean (named votes) or the coarse share of high votes (anonymous ones).

    Parameters
    ----------
    votes : sequence of float
        Those that were cast.
    scale : (float, float)
        Its ends; a vote above the middle is high.
    threshold : int
        The fewest anonymous votes of which anything is shown.

    Returns
    -------
    (str, str)
        In the language being spoken; a dash where there is nothing to show.
    """
    if not votes or (anonymous and len(votes) < threshold):
        return "–", "–"
    middle = _short(median(votes))
    if not anonymous:
        return middle, format_number(fmean(votes), 2)
    if scale[1] - scale[0] + 1 < FEWEST_GRADES:
        return middle, "–"
    high = sum(vote > sum(scale) / 2 for vote in votes)
    return middle, _(SHARES[coarse_share(high, len(votes))])


def second_figure(anonymous: bool) -> str:
    """What the second figure of `summary` is called."""
    return _("high votes") if anonymous else _("mean")


def _short(value: float) -> str:
    """A number without useless decimals."""
    digits = 0 if value == int(value) else 1 if value * 10 == int(value * 10) else 2
    return format_number(value, digits)
