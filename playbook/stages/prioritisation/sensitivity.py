"""What does the order hang on? Voters and weights, and the weights that change the winner."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from playbook.language import (
    N_,
    _,
    format_apart,
    format_number,
    format_percent,
    quote,
    quoted,
    shorten,
    some,
)
from playbook.show.axes import name_lines
from playbook.show.chart import (
    BLUE,
    GREY,
    INK,
    SOFT,
    Chart,
    TickNumbers,
    drawing,
    labels_apart,
    titled,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.prioritisation.ballots import CRITERIA, CRITERION_NAMES, Votes
from playbook.stages.prioritisation.ranking import winners_by_title
from playbook.statistics import (
    RankRobustness,
    competition_rank,
    criterion_means,
    normalise_weights,
    smallest_weight_change,
    weighted_mean,
)

LABELS = {
    "criterion": Label(N_("Criterion"), codes=CRITERION_NAMES),
    "weight": Label(N_("Weight"), Format.PERCENT),
    "changed_weight": Label(N_("Another wins at"), Format.PERCENT, missing=N_("no weight")),
    "change": Label(N_("Change of weight"), Format.PERCENT),
    "new_winner": Label(N_("New winner")),
}
SHOWN = [*LABELS]
STAYING = ["first_with_more", "first_with_less"]
DRAWN_USE_CASES = 6


def sources_of_doubt(sure: RankRobustness) -> pd.DataFrame:
    """What the doubt comes from: as `RankRobustness.sources`."""
    return sure.sources.rename_axis("source").reset_index()


def tipping_weights(
    votes: Votes, weights: tuple[float, float], titles: Mapping[str, str]
) -> pd.DataFrame:
    """The smallest change of each weight that changes the winner.

    Returns
    -------
    DataFrame
        Columns criterion, weight, changed_weight, change and new_winner (tuple of
        titles; empty where no weight changes the winner), first_with_more and first_with_less
        (tuples of the titles that stay first where such a change breaks a tie). Without a row
        where there is nothing to weigh: fewer than two use cases are ranked, nobody voted on one
        of the criteria, or what comes first lacks votes on one that does not count.
    """
    columns = [*SHOWN, *STAYING]
    means, scores = criterion_means(votes.scores), weighted_mean(votes.scores, weights)
    first = means[competition_rank(scores) == 1]
    if (~np.isnan(scores)).sum() < 2 or np.isnan(first).any():
        return pd.DataFrame(columns=columns)
    table = smallest_weight_change(means, weights, items=votes.items, criteria=list(CRITERIA))
    for column in ["new_winner", *STAYING]:
        table[column] = winners_by_title(table[column], titles)
    return table[columns]


def say_shared(changes: pd.DataFrame) -> Finding | None:
    """Say who keeps a first place that is shared with exactly these weights; else nothing."""
    parted = changes[(changes[STAYING].map(len) > 0).any(axis=1)]
    if parted.empty:
        return None
    row = parted.iloc[0]
    names = {"value": _("value"), "feasibility": _("feasibility")}
    text = _(
        "The first place is shared with exactly these weights only: with more weight on {criterion}"
        " it goes to {titles}, with more on {other} to {others}."
    )
    if not row["first_with_less"]:  # its weight is 0
        text = _(
            "The first place is shared only while {criterion} does not count: with any weight on"
            " it, the first place goes to {titles}."
        )
    words = text.format(
        criterion=names.pop(str(row["criterion"])),
        titles=quoted(row["first_with_more"]),
        other=names.popitem()[1],
        others=quoted(row["first_with_less"]),
    )
    return Finding(words, Tone.CAUTION)


def say_tipping_weights(changes: pd.DataFrame) -> Finding | None:
    """Say how far the weights can move before another use case wins; nothing without votes."""
    if changes.empty:
        return None
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        text = _("Whatever the weights of value and feasibility, no other use case comes first.")
        return None if say_shared(changes) else Finding(text)
    least = moving.loc[moving["change"].abs().idxmin()]
    text = _(
        "Another use case wins if the weight of {criterion} moves from {weight} to {changed}:"
        " {titles}."
    )
    if least["changed_weight"] in (0, 1):  # no weight goes further: they tie
        text = _(
            "Another use case shares the first place if the weight of {criterion} moves from"
            " {weight} to {changed}: {titles}."
        )
    criterion = {"value": _("value"), "feasibility": _("feasibility")}[str(least["criterion"])]
    winners = least["new_winner"]
    tone = Tone.RESULT if abs(least["change"]) >= 0.1 else Tone.CAUTION
    weight, changed = format_apart(least["weight"], least["changed_weight"])
    words = text.format(criterion=criterion, weight=weight, changed=changed, titles=quoted(winners))
    return Finding(words, tone)


def draw_weight_of_value(
    votes: Votes, weights: tuple[float, float], changes: pd.DataFrame, titles: dict[str, str]
) -> Chart | None:
    """Draw the score of the first use cases against the weight of value; None without votes."""
    if not votes.voters:
        return None
    means = criterion_means(votes.scores)
    ranked = np.flatnonzero(~np.isnan(means).any(axis=1))
    if not len(ranked) or changes.empty:
        return None
    now = float(normalise_weights(weights)[0])
    told = changes["changed_weight"].where(changes["criterion"] == "value").dropna()
    shares = np.union1d(np.linspace(0, 1, 101), told)
    scores = means[ranked, 1][:, None] + np.outer(means[ranked, 0] - means[ranked, 1], shares)
    ever = np.argsort(-scores[:, np.abs(shares - now).argmin()], kind="stable")[:DRAWN_USE_CASES]
    best = np.round(scores, 9) == np.round(scores, 9).max(axis=0)
    winners = np.flatnonzero(best.any(axis=1))
    winners = winners[np.argsort(-best[winners].sum(axis=1), kind="stable")]
    chosen = list(dict.fromkeys([*winners, *ever]))[:DRAWN_USE_CASES]
    drawn = sorted(chosen, key=lambda item: -scores[item, -1])
    title = _weights_title(changes)
    with drawing(3.25) as (figure, axes):
        axes.axvline(now, color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        axes.annotate(
            _("as now"), (now, 1), xycoords=("data", "axes fraction"), xytext=(3, -10),
            textcoords="offset points", color=SOFT,
        )  # fmt: skip
        for item in drawn:
            colour = BLUE if item in winners else GREY
            axes.plot(shares, scores[item], color=colour, linewidth=2 if item in winners else 1.2)
        called = labels_apart((titles[votes.items[ranked[item]]] for item in drawn), 24)
        heights = scores[drawn, -1]
        name_lines(axes, [(high, name, INK) for high, name in zip(heights, called, strict=True)])
        axes.set_xlim(0, 1)
        axes.set_xlabel(_("Weight of value (the rest is feasibility)"))
        axes.set_ylabel(_("Weighted score"))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.yaxis.set_major_formatter(TickNumbers())
        reading = _("Blue: use cases that win for some weight.")
        titled(axes, title, f"{reading} {left_out_of_figure(len(ranked))}".strip())
        won = (shorten(titles[votes.items[ranked[item]]]) for item in sorted(winners))
        names = some(won, DRAWN_USE_CASES, join=", ".join)
        alt = _("{title}. Use cases that win for some weight: {names}.")
        return Chart(figure, alt.format(title=title, names=names))


def _weights_title(changes: pd.DataFrame) -> str:
    """What the figure of the weights says."""
    moving = changes[changes["changed_weight"].notna()]
    if (changes[STAYING].map(len) > 0).any(axis=None):
        return _("The first place is shared with exactly these weights only")
    if moving.empty:
        return _("No weight brings another use case first")
    least = moving.loc[moving["change"].abs().idxmin()]
    now, then = float(least["weight"]), float(least["changed_weight"])
    if least["criterion"] != "value":
        now, then = 1 - now, 1 - then
    _now, weight = format_apart(now, then)
    winners = least["new_winner"]
    text = _("{title} wins if the weight of value moves to {weight}")
    if len(winners) > 1:
        text = _("Other use cases win if the weight of value moves to {weight}")
    if then in (0, 1):  # no weight goes further: they tie
        text = _("The first place is shared if the weight of value moves to {weight}")
    return text.format(title=quote(winners[0], 40), weight=weight)


def left_out_of_figure(use_cases: int) -> str:
    """Say that only the first use cases are drawn; nothing when all are."""
    if use_cases <= DRAWN_USE_CASES:
        return ""
    text = _("{count} of {all} use cases are drawn.")
    return text.format(count=DRAWN_USE_CASES, all=format_number(use_cases))
