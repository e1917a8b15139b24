"""Show a table: headers and values in the language being spoken, every word escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from playbook.language import (
    _,
    format_duration,
    format_likelihood,
    format_number,
    format_share,
    format_short_date,
    ngettext,
    settled,
)
from playbook.show.in_notebooks import LEFT
from playbook.show.labels import NUMERIC, Format, Label, label_of, word_of

MISSING = "–"
STACKED = ' class="stacked"'
WORDY = 3
"""So many columns fit on a phone; a table of more, some of them words, is stacked there."""


class ShownTable:
    """A table as people read it; a notebook displays it as the value of a cell.

    Parameters
    ----------
    frame : DataFrame
        The figures. Participants' words in it may be hostile: they are escaped here.
    labels : mapping of str to Label
        The stage's own labels, by column.
    columns : sequence of str, optional
        The columns to show, in order; all unless given.
    title : str
        What the table shows.
    rows : int
        How many rows to show at most.
    source : str
        The file that holds all the rows.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        labels: Mapping[str, Label],
        *,
        columns: Sequence[str] | None = None,
        title: str = "",
        rows: int = 30,
        source: str = "",
    ) -> None:
        shown = list(columns) if columns is not None else list(frame.columns)
        ends = {label_of(column, labels).until for column in shown}
        self.columns = [column for column in shown if column not in ends]
        self.labels = {column: label_of(column, labels) for column in self.columns}
        self.title = title
        self.headers = [_(self.labels[column].header) for column in self.columns]
        self.cells = [
            [write_cell(row, column, self.labels[column]) for column in self.columns]
            for row in frame.head(rows).to_dict("records")
        ]
        self.rest = max(len(frame) - rows, 0)
        self.source = source

    def note(self) -> str:
        """Say what is not shown, and where it is."""
        if not self.cells:
            return _("Nothing to list.")
        if not self.rest:
            return ""
        return ngettext(
            "{rest} more row in {source}.", "{rest} more rows in {source}.", self.rest
        ).format(rest=format_number(self.rest), source=self.source)

    def _html(self) -> str:
        kinds = [_kind(self.labels[column].format) for column in self.columns]
        named, stacked = self._naming(), self._is_wordy()
        labels = [f' data-label="{escape(h)}"' if stacked else "" for h in self.headers]
        head = "".join(
            f'<th scope="col"{kind}>{escape(header)}</th>'
            for kind, header in zip(kinds, self.headers, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(
                _name(cell, kind, again=place == 0 and row[:1] == before[:1])
                if place == named
                else f"<td{kind}{labels[place] if cell != MISSING else ''}>{escape(cell)}</td>"
                for place, (kind, cell) in enumerate(zip(kinds, row, strict=True))
            )
            + "</tr>"
            for before, row in pairwise([[], *self.cells])
        )
        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        note = f'<p class="note">{escape(self.note())}</p>' if self.note() else ""
        table = (
            f"<table{STACKED if stacked else ''}>{caption}"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            if self.cells
            else (f"<p><strong>{escape(self.title)}</strong></p>" if self.title else "")
        )
        region = (
            f' role="group" tabindex="0" aria-label="{escape(self._region())}"'
            if self.cells
            else ""
        )
        return f'<div class="shown-table"{region}>{table}{note}</div>'

    def _naming(self) -> int:
        """The column that says what a row is about: the first that holds words."""
        words = [n for n, c in enumerate(self.columns) if self.labels[c].format is Format.TEXT]
        return words[0] if words else 0

    def _is_wordy(self) -> bool:
        """Whether its words need more room than a phone has: rows become paragraphs there, where
        figures are better compared in columns.
        """
        words = sum(self.labels[column].format is Format.TEXT for column in self.columns)
        return len(self.columns) > WORDY and words > 1

    def _region(self) -> str:
        """What the table is called where one moves from part to part: its title, or its headers."""
        return self.title or _("Table: {headers}").format(headers=", ".join(self.headers[:3]))

    def _plain(self) -> str:
        table = pd.DataFrame(self.cells, columns=self.headers)
        lines = [self.title, table.to_string(index=False) if self.cells else "", self.note()]
        return "\n".join(line for line in lines if line)

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        return {"text/html": self._html(), "text/plain": self._plain()}


def _kind(how: Format) -> str:
    """The attribute of the cells of a column: figures to the right, dates in one line."""
    if how in NUMERIC:
        return ' class="number"'
    return f' class="date"{LEFT}' if how is Format.DATE else LEFT


def _name(cell: str, kind: str, *, again: bool) -> str:
    """The cell that says what its row is about. One that repeats the cell above is left blank for
    the eye: a screen reader says it with each row, as JupyterLab writes it.
    """
    if not again:
        return f'<th scope="row"{kind}>{escape(cell)}</th>'
    marked = (
        kind.replace('class="', 'class="again ') if "class" in kind else f' class="again"{kind}'
    )
    return f'<th scope="row"{marked}><span>{escape(cell)}</span></th>'


def write_cell(row: Mapping[Any, Any], column: str, label: Label) -> str:
    """Write one cell as people read it; an interval is written from end to end."""
    value = write_value(row[column], label)
    if label.until is None or value == MISSING:
        return value
    upper = write_value(row[label.until], label)
    if upper == MISSING:
        open_end = _("from {start}") if label.format is Format.DATE else _("at least {start}")
        return open_end.format(start=value)
    return value if upper == value else f"{value} – {upper}"


def write_value(value: Any, label: Label) -> str:
    """Write one value as people read it."""
    if value is None or value is pd.NA or value != value or value == "":
        return _(label.missing) or MISSING
    match label.format:
        case Format.WHOLE:
            return format_number(value)
        case Format.DECIMAL:
            return format_number(value, 2)
        case Format.PLAIN:
            return format_number(value, 0 if float(settled(value)).is_integer() else 1)
        case Format.PERCENT:
            return format_share(value)
        case Format.LIKELIHOOD:
            return format_likelihood(value)
        case Format.DURATION:
            return format_duration(value)
        case Format.DATE:
            return format_short_date(value)
        case Format.YES_NO:
            return _("Yes") if value else _("No")
        case _:
            return word_of(str(value), label.codes)
