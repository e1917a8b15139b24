"""Bars that split each group into its parts, with the counts written in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.offsetbox import AnchoredOffsetbox, HPacker, TextArea

from playbook.brand.contrast import ink_on
from playbook.language import _, format_number, labelled, listed, shorten
from playbook.show.chart import Chart, drawing, labels_apart, titled

DRAWN_ROWS = 36


def draw_parts(
    table: pd.DataFrame,
    names: Sequence[str],
    parts: Mapping[str, tuple[str, str]],
    title: str,
) -> Chart | None:
    """Draw one bar for each row, split into parts; None without a row.

    Of a long table the first rows are drawn, and the figure says so.

    Parameters
    ----------
    table : DataFrame
        One row a bar, from top to bottom; a column of counts for each part.
    names : sequence of str
        What each bar is called.
    parts : mapping of str to (str, str)
        The columns, each with what it is called (a message of the catalogue) and its colour.
    title : str
        What the figure says.
    """
    if table.empty:
        return None
    rows = len(table)
    table, names = table.head(DRAWN_ROWS), names[:DRAWN_ROWS]
    reading = ""
    if rows > DRAWN_ROWS:
        reading = _("{count} of {all} rows are drawn; the table holds them all.")
    places = range(len(table))
    with drawing(0.6 + 0.44 * len(table)) as (figure, axes):
        left = pd.Series(0, index=table.index)
        for column, (_word, colour) in parts.items():
            axes.barh(places, table[column], left=left, color=colour, height=0.68)
            for place, (start, count) in enumerate(zip(left, table[column], strict=True)):
                if count:
                    axes.text(
                        start + count / 2, place, format_number(count),
                        ha="center", va="center", color=ink_on(to_hex(colour)),
                    )  # fmt: skip
            left = left + table[column]
        axes.set_yticks(places, labels_apart(names))
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.xaxis.set_visible(False)
        axes.spines[["left", "bottom"]].set_visible(False)
        titled(axes, title, reading.format(count=DRAWN_ROWS, all=format_number(rows)))
        _name_parts(axes, parts)
        return Chart(figure, f"{title}. {_in_words(table, names, parts)}")


def _name_parts(axes: Axes, parts: Mapping[str, tuple[str, str]]) -> None:
    """Write the name of each part in a row above the bars, behind a square of its colour."""
    words: list[Artist] = []
    for word, colour in parts.values():
        square = TextArea("■", textprops={"color": colour})
        name = TextArea(_(word))
        words.append(HPacker(children=[square, name], pad=0, sep=3, align="center"))
    row = HPacker(children=words, pad=0, sep=14, align="center")
    axes.add_artist(
        AnchoredOffsetbox(
            "lower left", child=row, frameon=False, pad=0, borderpad=0,
            bbox_to_anchor=(0, 1.0), bbox_transform=axes.transAxes,
        )
    )  # fmt: skip


def _in_words(
    table: pd.DataFrame, names: Sequence[str], parts: Mapping[str, tuple[str, str]]
) -> str:
    """The counts of the figure, for its alternative text."""
    rows = [
        labelled(
            shorten(name),
            ", ".join(
                f"{format_number(row[column])} {_(word)}" for column, (word, _c) in parts.items()
            ),
        )
        for name, row in zip(names, table.to_dict("records"), strict=True)
    ]
    return listed(rows) + "."
