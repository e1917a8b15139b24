"""The figures of the votes: the ranking, its doubt, the weights, and who disagrees."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from playbook.language import (
    _,
    format_apart,
    format_number,
    format_percent,
    ngettext,
    quote,
    shorten,
    some,
)
from playbook.show.chart import (
    BLUE,
    GREY,
    ORANGE,
    SOFT,
    Chart,
    TickNumbers,
    drawing,
    labels_apart,
    titled,
)
from playbook.show.ranking_figures import draw_acceptability, draw_ranking
from playbook.stages.prioritisation.ratings import CRITERIA, Votes
from playbook.statistics import RankRobustness, criterion_means, normalise_weights

DRAWN_LINES = 6
DOT_INCHES = 0.085
ROW_INCHES = (0.56, 1.1)


def draw_use_case_ranking(table: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw the ranking with its uncertainty."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    first = table.loc[table["rank"] == 1, "title"]
    if first.empty:
        return None
    title = _("{count} use cases share the first place").format(count=len(first))
    if len(first) == 1:
        title = _("{title} comes first").format(title=quote(first.iloc[0]))
    ranked = int(table["rank"].notna().sum())
    if ranked < len(table):
        text = _("{title} ({ranked} of {all} are ranked)")
        title = text.format(title=title, ranked=ranked, all=len(table))
    return draw_ranking(sure, names, title, _("Weighted score"))


def draw_ranks(table: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw how likely each use case is to take each rank."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    if sure.sources.empty:
        return None
    likely = int((sure.table["probability_top"] > 0.5).sum())
    title = ngettext(
        "{count} use case is more likely than not to be in the first {top}",
        "{count} use cases are more likely than not to be in the first {top}",
        likely,
    )
    if sure.top_n == 1:
        title = ngettext(
            "{count} use case is more likely than not to come first",
            "{count} use cases are more likely than not to come first",
            likely,
        )
    return draw_acceptability(sure, names, title.format(count=likely, top=sure.top_n))


def draw_weights(
    votes: Votes, weights: tuple[float, float], changes: pd.DataFrame, titles: dict[str, str]
) -> Chart | None:
    """Draw the score of the first use cases against the weight of value; None without votes."""
    if not votes.voters:
        return None
    means = criterion_means(votes.scores)
    ranked = np.flatnonzero(~np.isnan(means).any(axis=1))
    if not len(ranked):
        return None
    now = float(normalise_weights(weights)[0])
    told = changes["changed_weight"].where(changes["criterion"] == "value").dropna()
    shares = np.union1d(np.linspace(0, 1, 101), told)
    scores = means[ranked, 1][:, None] + np.outer(means[ranked, 0] - means[ranked, 1], shares)
    ever = np.argsort(-scores[:, np.abs(shares - now).argmin()], kind="stable")[:DRAWN_LINES]
    best = np.round(scores, 9) == np.round(scores, 9).max(axis=0)
    winners = np.flatnonzero(best.any(axis=1))
    winners = winners[np.argsort(-best[winners].sum(axis=1), kind="stable")]
    chosen = list(dict.fromkeys([*winners, *ever]))[:DRAWN_LINES]
    drawn = sorted(chosen, key=lambda item: -scores[item, -1])
    title = _weights_title(changes)
    with drawing(3.9) as (figure, axes):
        axes.axvline(now, color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        axes.annotate(
            _("as now"), (now, 1), xycoords=("data", "axes fraction"), xytext=(3, -10),
            textcoords="offset points", fontsize=9, color=SOFT,
        )  # fmt: skip
        for item in drawn:
            colour = BLUE if item in winners else GREY
            axes.plot(shares, scores[item], color=colour, linewidth=2 if item in winners else 1.2)
        _name_lines(axes, [(scores[item, -1], titles[votes.items[ranked[item]]]) for item in drawn])
        axes.set_xlim(0, 1)
        axes.set_xlabel(_("Weight of value (the rest is feasibility)"))
        axes.set_ylabel(_("Weighted score"))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.yaxis.set_major_formatter(TickNumbers())
        reading = _("Blue: use cases that win for some weight.")
        titled(axes, title, f"{reading} {_left_out(len(ranked))}".strip())
        won = (shorten(titles[votes.items[ranked[item]]]) for item in sorted(winners))
        names = some(won, DRAWN_LINES, join=", ".join)
        alt = _("{title}. Use cases that win for some weight: {names}.")
        return Chart(figure, alt.format(title=title, names=names))


def _weights_title(changes: pd.DataFrame) -> str:
    """What the figure of the weights says."""
    moving = changes[changes["changed_weight"].notna()]
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


def _name_lines(axes: Axes, ends: list[tuple[float, str]]) -> None:
    """Name each line at its right end, moving names apart where lines end close together."""
    low, high = axes.get_ylim()
    gap = (high - low) * 0.1
    place = np.inf
    ends = sorted(ends, reverse=True)
    names = labels_apart((name for _height, name in ends), 20)
    for (height, _name), name in zip(ends, names, strict=True):
        place = min(height, place - gap)
        axes.annotate(
            name, (1.02, place), xycoords=("axes fraction", "data"),
            va="center", fontsize=8.5,
        )  # fmt: skip


def _left_out(use_cases: int) -> str:
    """Say that only the first use cases are drawn; nothing when all are."""
    if use_cases <= DRAWN_LINES:
        return ""
    text = _("{count} of {all} use cases are drawn.")
    return text.format(count=DRAWN_LINES, all=format_number(use_cases))


def draw_votes(votes: Votes, table: pd.DataFrame, scale: tuple[float, float]) -> Chart | None:
    """Draw every vote on the most contested use cases; never where votes are anonymous.

    Use cases of which nobody can tell whether they split the voters, for want of two votes, are
    left out.

    Parameters
    ----------
    table : DataFrame
        From `disagreement`: the most contested first.
    """
    compared = table[table[[f"{name}_disagreement" for name in CRITERIA]].notna().any(axis=1)]
    contested = compared.head(DRAWN_LINES)
    if contested.empty:
        return None
    positions = [votes.items.index(item) for item in contested["use_case_id"]]
    long = pd.DataFrame(
        [
            {"row": row, "vote": vote, "criterion": criterion}
            for row, item in enumerate(positions)
            for position, criterion in enumerate(CRITERIA)
            for vote in votes.scores[:, item, position]
            if not np.isnan(vote)
        ]
    )
    split = int(table["talk_again"].sum())
    title = ngettext(
        "{count} use case splits the voters", "{count} use cases split the voters", split
    ).format(count=split)
    high = _row_inches(long)
    with drawing(1.5 + high * len(contested)) as (figure, axes):
        sns.scatterplot(
            long, x="vote", y=_piled(long, DOT_INCHES / high), hue="criterion", s=42, linewidth=0,
            palette={"value": BLUE, "feasibility": ORANGE}, legend=False, ax=axes,
        )  # fmt: skip
        axes.set_ylim(len(contested) - 0.5, -0.5)
        axes.set_yticks(range(len(contested)), labels_apart(contested["title"]), fontsize=9.5)
        axes.set_xlim(scale[0] - 0.3, scale[1] + 0.3)
        axes.set_xlabel(_("Votes"))
        axes.set_ylabel("")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.grid(axis="x")
        reading = _("One dot a vote. Blue, above: value. Orange, below: feasibility.")
        titled(axes, title, f"{reading} {_left_out(len(compared))}".strip())
        names = ", ".join(shorten(title) for title in contested["title"])
        return Chart(
            figure, _("{title}. Most contested first: {names}.").format(title=title, names=names)
        )


def _row_inches(votes: pd.DataFrame) -> float:
    """How high a row is: as the most votes that are the same need, within reason."""
    most = votes.groupby(["row", "criterion", "vote"]).size().max()
    return float(np.clip((2 * most + 0.8) * DOT_INCHES, *ROW_INCHES))


def _piled(votes: pd.DataFrame, dot: float) -> pd.Series:
    """Where each vote stands: value above the middle of its row, feasibility below, same on same.

    Parameters
    ----------
    votes : DataFrame
        Columns row, criterion, vote.
    dot : float
        The height of a dot, in rows; where that is too high, dots overlap.
    """
    same = votes.groupby(["row", "criterion", "vote"])
    step = min(dot, 0.45 / same.size().max())
    place = step * (same.cumcount() + 0.6)
    return votes["row"] + place.where(votes["criterion"] == "feasibility", -place)
