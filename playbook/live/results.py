"""What a closed vote shows: figures of named votes, and of anonymous ones what gives none away.

Of anonymous votes only a median and a coarse share are shown, and only of enough voters: for five
to seven voters on a scale of four grades or more, they tell nobody, not even one of the voters,
what the others voted (`tests/live/test_anonymity.py` tries every ballot). A mean, a deviation, a
smallest or largest vote, or an exact count could; so could the mean of the two votes in the middle
of an even number: of those, the lower one is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median, median_low

from playbook.language import N_, _, format_number
from playbook.live import blocks
from playbook.live.blocks import Block

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
) -> str:
    """A median and, in brackets, a mean (named votes) or a coarse share (anonymous ones).

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
    str
        In the language being spoken; a dash where there is nothing to show.
    """
    if not votes or (anonymous and len(votes) < threshold):
        return "–"
    if not anonymous:
        return f"{_short(median(votes))} ({format_number(fmean(votes), 2)})"
    middle = _short(median_low(votes))
    if scale[1] - scale[0] + 1 < FEWEST_GRADES:
        return middle
    high = sum(vote > sum(scale) / 2 for vote in votes)
    return f"{middle} ({_(SHARES[coarse_share(high, len(votes))])})"


def explanation(anonymous: bool) -> list[Block]:
    """How to read the figures of `summary`, where that is not plain."""
    if not anonymous:
        return []
    words = _(
        "Median: the vote in the middle, the lower of the two for an even number. High votes: how"
        " many lie above the middle of the scale. A dash: too few votes to show anything."
    )
    return [blocks.text(words, "note")]


def caption(anonymous: bool) -> str:
    """What the figures of `summary` are."""
    if anonymous:
        return _("What was voted: median (high votes)")
    return _("What was voted: median (mean)")


def _short(value: float) -> str:
    """A number without useless decimals."""
    digits = 0 if value == int(value) else 1 if value * 10 == int(value * 10) else 2
    return format_number(value, digits)
