"""How sure a ranking is, drawn the same way wherever something is ranked."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.language import (
    _,
    format_chance,
    format_number,
    labelled,
    listed,
    shorten,
)
from playbook.show.chart import (
    BLUE,
    GREY,
    GRID,
    INK,
    SOFT,
    Chart,
    TickNumbers,
    drawing,
    labels_apart,
    titled,
)
from playbook.show.ranking import ranking_title
from playbook.statistics import RankRobustness

DRAWN_ITEMS = 12


def draw_ranking(
    robustness: RankRobustness, names: Mapping[str, str], axis: str, note: str = ""
) -> Chart | None:
    """Draw scores with their intervals, tier by tier; None without a ranked item.

    Parameters
    ----------
    robustness : RankRobustness
        The ranking.
    names : mapping of str to str
        What each item is called.
    axis : str
        What a score is.
    note : str, optional
        What to add to the title.
    """
    ranked = robustness.table[robustness.table["rank"].notna()]
    table = ranked.head(DRAWN_ITEMS)
    if table.empty:
        return None
    places = range(len(table))
    sure = bool(ranked["score_low"].notna().any())
    told = not robustness.sources.empty
    called = ranked.assign(name=[names[item] for item in ranked["item"]])
    title = ranking_title(called, "name") + note
    with drawing(0.85 + 0.46 * len(table)) as (figure, axes):
        if sure:
            axes.hlines(places, table["score_low"], table["score_high"], color=SOFT, linewidth=2)
        colours = [BLUE if tier == 1 else GREY for tier in table["tier"].fillna(1)]
        axes.scatter(table["score"], places, color=colours, s=52, zorder=3)
        for place, ends in enumerate(zip(table["top_low"], table["top_high"], strict=True)):
            if told:
                axes.annotate(
                    format_chance(*ends),
                    (1.0, place),
                    xycoords=("axes fraction", "data"),
                    xytext=(6, 0),
                    textcoords="offset points",
                    va="center",
                    color=INK,
                )
        for edge in _tier_breaks(table):
            axes.axhline(edge, color=GRID, linewidth=1)
        axes.set_yticks(places, labels_apart(names[item] for item in table["item"]))
        axes.set_ylim(len(table) - 0.5, -0.7)
        axes.set_xlabel(axis)
        axes.xaxis.set_major_formatter(TickNumbers())
        axes.spines["left"].set_visible(False)
        subtitle = ""
        if sure:
            subtitle = _(
                "If as many people like these voted again, the score would fall on the line nine"
                " times out of ten; the first tier is blue."
            )
        if told:
            chance = _("Right: the chance of a place in the first {top}.")
            if robustness.top_n == 1:
                chance = _("Right: the chance of the first place.")
            subtitle = f"{subtitle} {chance}"
        reading = f"{subtitle.format(top=robustness.top_n)} {_rows_left_out(len(ranked))}"
        titled(axes, title, reading.strip())
        return Chart(figure, f"{title}. {_ranking_in_words(table, names, sure)}")


def _rows_left_out(rows: int) -> str:
    """Say that a long ranking is cut; nothing when it is not."""
    if rows <= DRAWN_ITEMS:
        return ""
    text = _("{count} of {all} rows are drawn; the table holds them all.")
    return text.format(count=DRAWN_ITEMS, all=format_number(rows))


def _tier_breaks(table: pd.DataFrame) -> list[float]:
    """The places between two tiers."""
    tiers = table["tier"].tolist()
    return [
        i - 0.5 for i in range(1, len(tiers)) if tiers[i] is not pd.NA and tiers[i] != tiers[i - 1]
    ]


def _ranking_in_words(table: pd.DataFrame, names: Mapping[str, str], sure: bool) -> str:
    """The figures of the chart, for its alternative text."""
    words = []
    for row in table.to_dict("records"):
        name = f"{row['rank']}. {shorten(names[row['item']])}"
        word = labelled(name, format_number(row["score"], 2))
        if sure:
            low, high = format_number(row["score_low"], 2), format_number(row["score_high"], 2)
            word += f" ({low}–{high})"
        words.append(word)
    return listed(words) + "."
