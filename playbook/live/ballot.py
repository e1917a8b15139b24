"""The inputs of a panel, made from the declarations of the data contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from playbook.language import _, format_number
from playbook.tables import Column, Kind, Table
from playbook.tables.cell_reader import Scales

LARGEST_ROW_OF_BUTTONS = 11
Field = dict[str, Any]


def field_of(
    table: Table,
    name: str,
    key: Mapping[str, str],
    value: Any,
    scales: Scales,
    *,
    disabled: bool = False,
    about: str = "",
) -> Field:
    """One input for one cell, as the browser is to show it.

    Parameters
    ----------
    table : Table
        The declaration.
    name : str
        The column.
    key : mapping of str to str
        The row's key, less the person who votes.
    value : object
        What is stored; None when nothing is: nothing is chosen beforehand.
    scales : mapping of str to (float, float)
        The campaign's scales.
    disabled : bool
        Whether it only shows what is stored.
    about : str
        What the row is about, for people who hear the form instead of seeing it.
    """
    column = table.column(name)
    return {
        "kind": _kind(column, scales),
        "cell": "/".join([table.name, *key.values(), name]),
        "address": {"table": table.name, "key": dict(key), "column": name},
        "label": _(column.label),
        "hint": _(column.description),
        "about": about,
        "required": column.required,
        "value": _shown(value),
        "disabled": disabled,
        **_bounds(column, scales),
        **({"options": options_of(column)} if column.codes else {}),
    }


def options_of(column: Column) -> list[dict[str, str]]:
    """The codes of a column with their labels."""
    return [{"value": code, "label": _(label)} for code, label in column.codes.items()]


def _kind(column: Column, scales: Scales) -> str:
    """How a cell is best given."""
    match column.kind:
        case Kind.CODE:
            return "choice"
        case Kind.DATE:
            return "date"
        case Kind.NUMBER | Kind.INTEGER:
            return "scale" if steps_of(column, scales) else "number"
        case _:
            return "text"


def steps_of(column: Column, scales: Scales) -> list[float]:
    """The votes that a short scale has; none where a number must be typed."""
    low, high = _limits(column, scales)
    if low is None or high is None or low != int(low) or high != int(high):
        return []
    count = int(high - low) + 1
    wide_enough = 2 < count <= LARGEST_ROW_OF_BUTTONS
    return [low + step for step in range(count)] if wide_enough else []


def _limits(column: Column, scales: Scales) -> tuple[float | None, float | None]:
    return scales[column.scale] if column.scale else (column.minimum, column.maximum)


def _bounds(column: Column, scales: Scales) -> Field:
    """The bounds of a number, and the buttons of a short scale."""
    if not column.numeric:
        return {}
    low, high = _limits(column, scales)
    steps = [{"value": step, "label": format_number(step)} for step in steps_of(column, scales)]
    return {"low": low, "high": high, "steps": steps}


def _shown(value: Any) -> Any:
    """A stored value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value
