"""The figures of the culture stage that are grids: who by whom, what where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from playbook.language import N_, _, format_number, labelled, listed, ngettext, shorten
from playbook.show.chart import (
    BLUE,
    GRID,
    INK,
    ORANGE,
    SOFT,
    Chart,
    drawing,
    labels_apart,
    titled,
    wrapped,
)
from playbook.stages.culture_spread.departments import SIGNS
from playbook.tables.culture import ROLLOUT_STATUSES

DRAWN = 12
DRAWN_SITES = 8
FEW_COLUMNS = 6
SIGN_NAMES = {
    "referent": N_("Referent"),
    "management_pair": N_("Manager paired"),
    "lends": N_("Shares data"),
    "borrows": N_("Uses others' data"),
    "initiative": N_("Has run an initiative"),
}
MARKS: Mapping[str, dict[str, Any]] = {
    "done": {"marker": "o", "fillstyle": "full", "color": BLUE},
    "running": {"marker": "o", "fillstyle": "left", "color": BLUE},
    "planned": {"marker": "o", "fillstyle": "none", "color": BLUE},
    "abandoned": {"marker": "X", "fillstyle": "full", "color": ORANGE},
}


def draw_exchanges(matrix: pd.DataFrame, exchanges: pd.DataFrame) -> Chart | None:
    """Draw whose data each department uses; None when no use is recorded.

    Parameters
    ----------
    matrix : DataFrame
        From `exchange_matrix`.
    exchanges : DataFrame
        From `department_exchanges`: those that exchange most come first.
    """
    if not matrix.to_numpy().sum():
        return None
    listed_ones = exchanges[exchanges["position"] != "not_listed"]
    degree = listed_ones["lends_to"] + listed_ones["borrows_from"]
    order = listed_ones.loc[degree.sort_values(ascending=False, kind="stable").index, "department"]
    columns = list(order.head(DRAWN))
    rows = [department for department in order if department in matrix.index][:DRAWN]
    counts = matrix.loc[rows, columns]
    pairs = int(exchanges["lends_to"].sum())
    title = ngettext(
        "Data pass between {count} pair of departments",
        "Data pass between {count} pairs of departments",
        pairs,
    ).format(count=pairs)
    if not pairs:
        title = _("No department is recorded as using another's data")
    with drawing(2.6 + 0.36 * len(rows)) as (figure, axes):
        _grid(axes, len(rows), len(columns))
        for row, owner in enumerate(rows):
            for column, user in enumerate(columns):
                if owner == user:
                    _cell(axes, row, column, GRID)
                if counts.loc[owner, user]:
                    own = owner == user
                    if not own:
                        _cell(axes, row, column, BLUE)
                    axes.text(
                        column, row, format_number(counts.loc[owner, user]), ha="center",
                        va="center", fontsize=9.5, color=INK if own else "white",
                    )  # fmt: skip
        _name_axes(axes, rows, columns)
        axes.set_ylabel(_("Holds the data"))
        axes.set_xlabel(_("Uses them"))
        reading = _(
            "How many data assets. Blue: used by another department; grey: by their owner. A"
            " department without blue in its row and in its column is a silo."
        )
        if len(order) > len(columns):
            reading = _(
                "How many data assets. Blue: used by another department; grey: by their owner."
                " Drawn: the {count} departments of {all} that exchange most."
            ).format(count=len(columns), all=len(order))
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_exchanges_in_words(exchanges)}")


def _exchanges_in_words(exchanges: pd.DataFrame) -> str:
    """What each department gives and takes, for the alternative text."""
    text = _("{department}: {lends} of its data assets used by others, uses {borrows} of others'")
    words = [
        text.format(
            department=shorten(row["department"]),
            lends=format_number(row["lends"]),
            borrows=format_number(row["borrows"]),
        )
        for row in exchanges[exchanges["position"] != "not_listed"].head(DRAWN).to_dict("records")
    ]
    return listed(words) + "."


def draw_rollouts(matrix: pd.DataFrame, progress: pd.DataFrame) -> Chart | None:
    """Draw where each use case is rolled out; None without roll-outs.

    Parameters
    ----------
    matrix : DataFrame
        From `status_matrix`.
    progress : DataFrame
        From `rollout_progress`.
    """
    if matrix.empty:
        return None
    sites = list(matrix.columns[2:])
    shown, drawn_sites = matrix.head(DRAWN), sites[:DRAWN_SITES]
    everywhere = progress.loc[progress["done"] == len(sites), "title"]
    somewhere = progress.loc[progress["done"] > 0, "title"]
    title = ngettext(
        "{count} of {all} use cases is done at every site",
        "{count} of {all} use cases are done at every site",
        len(everywhere),
    ).format(count=len(everywhere), all=len(progress))
    if everywhere.empty:
        title = ngettext(
            "{count} of {all} use cases is done somewhere, none at every site",
            "{count} of {all} use cases are done somewhere, none at every site",
            len(somewhere),
        ).format(count=len(somewhere), all=len(progress))
    with drawing(2.3 + 0.42 * len(shown)) as (figure, axes):
        _grid(axes, len(shown), len(drawn_sites))
        for row, statuses in enumerate(shown[drawn_sites].to_numpy()):
            for column, status in enumerate(statuses):
                if isinstance(status, str):
                    axes.plot(column, row, markersize=13, linestyle="none", **_mark(status))
        _name_axes(axes, list(shown["title"]), drawn_sites)
        handles = [
            Line2D([], [], linestyle="none", markersize=10, label=_(word), **_mark(status))
            for status, word in ROLLOUT_STATUSES.items()
        ]
        axes.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(-0.4, 1.0), ncols=4, frameon=False,
            fontsize=9, handletextpad=0.2, columnspacing=0.9, borderaxespad=0.2,
        )  # fmt: skip
        titled(axes, title, _rollouts_reading(len(matrix), len(sites)))
        return Chart(figure, f"{title}. {_rollouts_in_words(shown, drawn_sites)}")


def _rollouts_reading(use_cases: int, sites: int) -> str:
    """How to read the figure of roll-outs, and how much of them is not drawn."""
    words = [_("An empty cell: nothing is recorded there.")]
    if more := max(sites - DRAWN_SITES, 0):
        some = ngettext("{more} more site is not drawn.", "{more} more sites are not drawn.", more)
        words.append(some.format(more=more))
    if more := max(use_cases - DRAWN, 0):
        some = ngettext(
            "{more} more use case is not drawn.", "{more} more use cases are not drawn.", more
        )
        words.append(some.format(more=more))
    return " ".join(words)


def _mark(status: str) -> dict[str, Any]:
    """How a status is drawn: by shape and filling, so that its colour does not matter."""
    return {"markeredgewidth": 1.6, "markerfacecoloralt": "white", **MARKS[status]}


def _rollouts_in_words(shown: pd.DataFrame, sites: Sequence[str]) -> str:
    """The status of each use case at each site, for the alternative text."""
    words = []
    for row in shown.to_dict("records"):
        at = [
            f"{site} ({_(ROLLOUT_STATUSES[row[site]]).lower()})"
            for site in sites
            if isinstance(row[site], str)
        ]
        words.append(labelled(shorten(row["title"]), ", ".join(at)))
    return listed(words) + "."


def draw_footholds(table: pd.DataFrame) -> Chart | None:
    """Draw what each department has to spread the culture with; None when nothing is known.

    Parameters
    ----------
    table : DataFrame
        From `footholds`.
    """
    known = [sign for sign in SIGNS if sign in table]
    shown = table.tail(DRAWN)
    if shown.empty or not known:
        return None
    full = int((table["signs"] == len(known)).sum())
    title = ngettext(
        "{count} of {all} departments has every foothold",
        "{count} of {all} departments have every foothold",
        full,
    ).format(count=full, all=len(table))
    with drawing(2.5 + 0.36 * len(shown)) as (figure, axes):
        _grid(axes, len(shown), len(known))
        for row, signs in enumerate(shown[known].to_numpy()):
            for column, there in enumerate(signs):
                fill = "full" if there else "none"
                axes.plot(
                    column, row, marker="o", markersize=12 if there else 6, fillstyle=fill,
                    color=BLUE if there else SOFT, markeredgewidth=1,
                )  # fmt: skip
        _name_axes(axes, list(shown["department"]), [_(SIGN_NAMES[sign]) for sign in known])
        reading = _("A full circle: yes; a small empty one: not recorded.")
        if len(table) > len(shown):
            reading += " " + _("Drawn: the {count} with the fewest.").format(count=len(shown))
        titled(axes, title, reading)
        words = [
            labelled(
                shorten(row["department"]),
                ", ".join(_(SIGN_NAMES[sign]) for sign in known if row[sign]) or _("none"),
            )
            for row in shown.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def _grid(axes: Axes, rows: int, columns: int) -> None:
    """Draw an empty grid, the first row on top."""
    axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    axes.hlines(np.arange(rows + 1) - 0.5, -0.5, columns - 0.5, color=GRID, linewidth=0.6)
    axes.vlines(np.arange(columns + 1) - 0.5, -0.5, rows - 0.5, color=GRID, linewidth=0.6)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _cell(axes: Axes, row: int, column: int, colour: str) -> None:
    """Fill one cell of a grid."""
    axes.fill_between([column - 0.46, column + 0.46], row - 0.44, row + 0.44, color=colour, lw=0)


def _name_axes(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    """Name the rows, and the columns aslant below them; where these are many, on one line."""
    few = len(columns) <= FEW_COLUMNS
    axes.set_yticks(range(len(rows)), labels_apart(rows, 26 if few else 20), fontsize=9.5)
    names = [wrapped(name, 16) if few else wrapped(name, 22, lines=1) for name in columns]
    axes.set_xticks(
        range(len(columns)), names, fontsize=9, rotation=48, ha="right", rotation_mode="anchor"
    )
    axes.tick_params(axis="x", colors=INK)
