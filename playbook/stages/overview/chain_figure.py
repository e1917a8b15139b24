"""The figure of the chain from idea to benefit."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.language import _, format_number, labelled, listed, ngettext
from playbook.show.chart import (
    BLUE,
    GREY,
    GRID,
    INK,
    ORANGE,
    SOFT,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.stages.overview.chain import LAYERS, layer_presence
from playbook.stages.overview.labels import LAYER_NAMES

DRAWN = 12
COUNTED = ("solution", "rollout", "benefit")


def draw_chain(
    table: pd.DataFrame, breaks: pd.DataFrame, links: pd.DataFrame, counts: Mapping[str, int]
) -> Chart | None:
    """Draw the chain, a line for each use case; None without any.

    Parameters
    ----------
    table : DataFrame
        From `threads`. Of more than `DRAWN`, those with a break are drawn first, then those that
        get furthest.
    breaks : DataFrame
        From `chain_breaks`.
    links : DataFrame
        From `links`.
    counts : mapping of str to int
        From `totals`.
    """
    if table.empty:
        return None
    there = layer_presence(table)
    named = ["thread", "title"]  # a solution and a use case may have the same identifier
    broken = set(breaks[[*named, "layer"]].itertuples(index=False, name=None))
    cut = pd.MultiIndex.from_frame(table[named]).isin(pd.MultiIndex.from_frame(breaks[named]))
    far = there.to_numpy().dot(2 ** np.arange(len(LAYERS))) * 2 + table["outcome"].eq("selected")
    ranked = table.assign(far=far, cut=cut)
    drawn = ranked.sort_values(["cut", "far"], ascending=False, kind="stable").head(DRAWN)
    shown = drawn.sort_values("far", ascending=False, kind="stable")
    whole = int((there.all(axis=1) & table["outcome"].eq("selected")).sum())
    title = ngettext(
        "{count} of {all} use cases goes all the way from idea to benefit",
        "{count} of {all} use cases go all the way from idea to benefit",
        whole,
    ).format(count=whole, all=int(table["use_case"].sum()))
    if not table["use_case"].any():
        title = _("There is no use case yet")
    with drawing(2.75 + 0.42 * len(shown)) as (figure, axes):
        _draw_links(axes, links, counts)
        for place, row in enumerate(shown.to_dict("records")):
            _draw_thread(axes, place, row, broken)
        axes.set(xlim=(-0.45, len(LAYERS) - 0.55), ylim=(len(shown) - 0.4, -1.75))
        axes.set_yticks(
            range(len(shown)), [wrapped(str(name), 24) for name in shown["title"]], fontsize=9.5
        )
        axes.xaxis.tick_top()
        axes.set_xticks(
            range(len(LAYERS)), [_(LAYER_NAMES[layer]) for layer in LAYERS], fontsize=9,
            rotation=38, ha="left", rotation_mode="anchor",
        )  # fmt: skip
        axes.tick_params(axis="x", colors=INK, pad=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        titled(axes, title, _reading(len(table) - len(shown)))
        return Chart(figure, f"{title}. {_chain_in_words(links, counts, len(breaks))}")


def _reading(more: int) -> str:
    """How to read the chain."""
    text = _(
        "Top: how many there are and, on the arrows, how many use cases have both ends; from"
        " decision to solution, only what was selected counts. Blue: there, with the number of"
        " solutions, sites, kinds of benefit. Grey: deferred or rejected. Orange: a break; hollow"
        " where something is missing, ringed where it asks for a reason."
    )
    if more:
        text += " " + ngettext(
            "{more} more is not drawn.", "{more} more are not drawn.", more
        ).format(more=more)
    return text


def _draw_links(axes: Axes, links: pd.DataFrame, counts: Mapping[str, int]) -> None:
    """Draw the layers with their totals, and the links with theirs."""
    top = -1.15
    axes.axhspan(top - 0.5, top + 0.5, color=GRID, alpha=0.45, linewidth=0)
    for place, layer in enumerate(LAYERS):
        number = format_number(counts[layer])
        axes.text(place, top, number, ha="center", va="center", fontsize=11.5, fontweight="bold")
    for place, row in enumerate(links.to_dict("records")):
        axes.annotate(
            "", (place + 0.76, top + 0.22), (place + 0.24, top + 0.22),
            arrowprops={"arrowstyle": "-|>", "color": SOFT, "linewidth": 0.8},
        )  # fmt: skip
        axes.text(
            place + 0.5, top + 0.12, format_number(row["count"]), ha="center", va="bottom",
            fontsize=9, color=SOFT,
        )  # fmt: skip


def _draw_thread(
    axes: Axes, place: int, row: Mapping[str, object], broken: set[tuple[object, ...]]
) -> None:
    """Draw one thread: a line through its layers, a node at each."""
    at = [
        layer
        for layer in LAYERS
        if (row["outcome"] == row["outcome"] if layer == "decision" else int(str(row[layer])))
    ]
    ends = [LAYERS.index(layer) for layer in at]
    stopped = row["outcome"] in ("deferred", "rejected")
    for start, end in pairwise(ends):
        style = "-" if end == start + 1 else (0, (2, 2))
        axes.plot([start, end], [place, place], color=GRID, linewidth=2.5, linestyle=style)
    for x, layer in enumerate(LAYERS):
        cut = (row["thread"], row["title"], layer) in broken
        if layer not in at:
            if cut:
                axes.scatter(
                    x, place, s=85, facecolor="white", edgecolor=ORANGE, linewidth=1.8, zorder=4
                )
            continue
        colour = GREY if layer == "decision" and stopped else BLUE
        edge = ORANGE if cut else colour
        axes.scatter(x, place, s=150, color=colour, edgecolor=edge, linewidth=2.2, zorder=3)
        if layer in COUNTED:
            axes.text(
                x, place, format_number(float(str(row[layer]))), ha="center", va="center_baseline",
                fontsize=8.5, color="white", fontweight="bold", zorder=5,
            )  # fmt: skip


def _chain_in_words(links: pd.DataFrame, counts: Mapping[str, int], breaks: int) -> str:
    """The counts of the chain, for its alternative text."""
    layers = [labelled(_(LAYER_NAMES[layer]), format_number(counts[layer])) for layer in LAYERS]
    text = _("from {source} to {target}: {count}")
    between = [
        text.format(
            source=_(LAYER_NAMES[row["source"]]).lower(),
            target=_(LAYER_NAMES[row["target"]]).lower(),
            count=format_number(row["count"]),
        )
        for row in links.to_dict("records")
    ]
    ending = ngettext("{count} break", "{count} breaks", breaks).format(count=breaks)
    return listed([*layers, *between, ending]) + "."
