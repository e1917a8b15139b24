"""The tables and columns that a campaign has of its own: declared in a YAML beside its data.

``data/NAME.tables.yml`` uses the words of the kit's own declarations. What it declares is then
typed, checked, explained and written like the tables of the kit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from playbook.errors import Problem
from playbook.language import _
from playbook.parameters.strict import Strict, list_refusals
from playbook.parameters.yaml_files import line_of, read_yaml
from playbook.tables import TABLES
from playbook.tables.columns import Column, Kind, Table
from playbook.tables.matching import column_spellings, did_you_mean, fold, table_spellings
from playbook.tables.own import Contract

KINDS = {
    "key": Kind.IDENTIFIER,
    "reference": Kind.IDENTIFIER,
    "text": Kind.TEXT,
    "code": Kind.CODE,
    "codes": Kind.CODES,
    "words": Kind.WORDS,
    "number": Kind.NUMBER,
    "count": Kind.INTEGER,
    "date": Kind.DATE,
    "moment": Kind.MOMENT,
}
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
TAKEN = ("live_", "playbook_", "sqlite_", "pg_")
"""How the names of tables begin that a database holds for itself."""
Word = Literal[
    "key", "reference", "text", "code", "codes", "words", "number", "count", "date", "moment"
]


class OwnColumn(Strict):
    """A column: its kind, and what else there is to say of it."""

    kind: Word
    label: str = ""
    description: str = ""
    required: bool = False
    to: str | None = None
    codes: dict[str, str] = Field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        """A kind alone, and codes without words, may be written short."""
        if isinstance(value, str):
            return {"kind": value}
        if isinstance(value, dict) and isinstance(value.get("codes"), list):
            return value | {"codes": {str(code): str(code) for code in value["codes"]}}
        return value


class OwnTable(Strict):
    """A table, or the columns that one of the kit's has beyond its own."""

    label: str = ""
    description: str = ""
    columns: dict[str, OwnColumn] = Field(min_length=1)


def read_own_tables(path: Path, shown: str) -> tuple[Contract, list[Problem]]:
    """Read what a campaign declares of its own.

    Parameters
    ----------
    path : Path
        The YAML; it need not be there.
    shown : str
        What to call it in messages.

    Returns
    -------
    contract : mapping of str to Table
        The kit's tables with the campaign's columns, then its tables.
    problems : list of Problem
        Everything that is wrong, with the lines where it stands.
    """
    try:
        written = read_yaml(path, shown)
    except FileNotFoundError:
        return TABLES, []
    if isinstance(written, Problem):
        return TABLES, [written]
    if not isinstance(written.content, dict):
        return TABLES, [Problem(shown, _("expected the name of a table, and its columns below."))]
    tables: dict[str, OwnTable] = {}
    problems: list[Problem] = []
    for name, content in written.content.items():
        try:
            tables[str(name)] = OwnTable.model_validate(content)
        except ValidationError as error:
            for refusal in list_refusals(error, shown, {}, _sentences(), _unknown):
                where = line_of(shown, written.lines, (name, *_place(refusal)))
                column = ".".join([str(name), *_place(refusal)])
                problems.append(replace(refusal, where=where, column=column))
    if problems:
        return TABLES, problems
    for place, expected, found in _faults(tables):
        where = line_of(shown, written.lines, place)
        problems.append(Problem(where, expected, column=".".join(place), found=found))
    return (TABLES, problems) if problems else (_contract(tables), [])


def _place(problem: Problem) -> list[str]:
    """The keys that lead to what is wrong, within a table."""
    return (problem.column or "").split(".") if problem.column else []


def _sentences() -> dict[str, str]:
    """What is expected, by pydantic's type of error."""
    return {
        "missing": _("this line is missing."),
        "model_type": _("expected a kind of column, such as text, or lines below."),
        "dict_type": _("expected a line for each column, such as “name: text”."),
        "too_short": _("expected at least one column."),
        "float_type": _("expected a number."),
    }


def _unknown(path: tuple[Any, ...]) -> str:
    """What to say of a key that is not known."""
    known = OwnColumn.model_fields if "columns" in path else OwnTable.model_fields
    return _("there is no such word here.") + did_you_mean(str(path[-1]), known)


Fault = tuple[tuple[str, ...], str, str | None]
"""Where in the file, what is expected, and what was found."""


def _faults(tables: dict[str, OwnTable]) -> Iterator[Fault]:
    """What does not go together in what was declared."""
    spellings = table_spellings(TABLES)
    known = {*TABLES, *tables}
    for name, table in tables.items():
        if name not in TABLES:
            if fold(name) in spellings or fold(table.label) in spellings:
                yield (name,), _("a table of the kit has this name: give it another."), None
            if not NAME.fullmatch(name) or name.startswith(TAKEN):
                yield (name,), _("expected a name of small letters, digits and _."), name
            if not any(column.kind == "key" for column in table.columns.values()):
                yield (name, "columns"), _("a table needs a column of the kind key."), None
        folded = [fold(column) for column in table.columns]
        for column, declared in table.columns.items():
            if folded.count(fold(column)) > 1:
                yield (name, "columns", column), _("this column is there twice: keep one."), None
            place = (name, "columns", column)
            yield from _column_faults(place, declared, name in TABLES, known)
            if name in TABLES and fold(column) in column_spellings(TABLES[name]):
                yield place, _("the kit's table has a column of this name: give it another."), None


def _column_faults(
    place: tuple[str, ...], column: OwnColumn, of_the_kit: bool, tables: set[str]
) -> Iterator[Fault]:
    """What does not go together in one column."""
    if not fold(place[-1]):
        yield place, _("expected a name with letters."), None
    if of_the_kit and (column.kind == "key" or column.required):
        yield (
            place,
            _("a column of your own is not a key of the kit's table, and may be empty."),
            None,
        )
    if (column.kind in ("code", "codes")) != bool(column.codes):
        expected = _("a code needs its codes, and nothing else has any: codes: [low, high].")
        yield place, expected, None
    if column.kind == "reference" and column.to is None:
        yield place, _("a reference says to which table: to: use_cases."), None
    if column.to is not None and column.to not in tables:
        expected = _("there is no such table.") + did_you_mean(column.to, tables)
        yield (*place, "to"), expected, column.to


def _contract(tables: dict[str, OwnTable]) -> Contract:
    """The kit's declarations with the campaign's."""
    contract = dict(TABLES)
    for name, table in tables.items():
        columns = tuple(_column(key, column) for key, column in table.columns.items())
        if name in TABLES:
            contract[name] = replace(TABLES[name], columns=TABLES[name].columns + columns)
        else:
            label = table.label or name
            contract[name] = Table(name, label, table.description, columns, own=True)
    return contract


def _column(name: str, written: OwnColumn) -> Column:
    """One declared column."""
    is_key = written.kind == "key"
    return Column(
        name,
        KINDS[written.kind],
        written.label or name,
        written.description,
        key=is_key,
        required=is_key or written.required,
        refers_to=written.to,
        codes=written.codes,
        minimum=written.minimum,
        maximum=written.maximum,
        own=True,
    )
