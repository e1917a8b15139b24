"""What a column can be: the kinds of values in the tables of a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from playbook.language import N_, _, language


class Kind(StrEnum):
    """How the cells of a column are read."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    WORDS = "words"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a table of the data contract.

    Attributes
    ----------
    name : str
        The key in English, which code and files use.
    kind : Kind
        How its cells are read.
    label, description : str
        Messages of the catalogue: the header that people see, and what belongs there.
    key : bool
        Part of the table's key: unique together with the other key columns.
    required : bool
        A cell of it is never empty. A part of a key that is not required tells rows apart where it
        is filled; where it is empty, being empty is what it says.
    refers_to : str, optional
        The table whose key this identifier must be one of.
    codes : mapping of str to str
        The accepted codes, each with its label (a message of the catalogue).
    minimum, maximum : float, optional
        The bounds, both included; None where there is none.
    scale : str, optional
        The campaign's scale (parameter ``scales``) that bounds the number instead.
    own : bool
        Whether the company added it: its words are in the company's language.
    """

    name: str
    kind: Kind
    label: str
    description: str
    key: bool = False
    required: bool = False
    refers_to: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    scale: str | None = None
    own: bool = False

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {"codes": dict(self.codes)}  # a proxy cannot be pickled

    @property
    def numeric(self) -> bool:
        """Whether the cells are numbers."""
        return self.kind in (Kind.INTEGER, Kind.NUMBER)


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the data contract.

    Attributes
    ----------
    name : str
        The key in English: the file's, sheet's or SQL table's name.
    label, description : str
        Messages of the catalogue.
    columns : tuple of Column
        In the order in which they are written.
    either : tuple of tuple of str
        Groups of columns of which every row must fill at least one group whole.
    in_order : tuple of (str, str)
        Pairs of dates, or of numbers, of which the first never comes after the second.
    own : bool
        Whether the company added it.
    """

    name: str
    label: str
    description: str
    columns: tuple[Column, ...]
    either: tuple[tuple[str, ...], ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()
    own: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that together identify a row."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of all columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column called ``name``; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def shown_name(declared: Column | Table) -> str:
    """A header or a table's name as people see it: the key in English, or else the label."""
    return declared.name if language() == "en" else label_of(declared)


def label_of(declared: Column | Table) -> str:
    """What a column or a table is called; what the company added, in its own words."""
    return declared.label if declared.own else _(declared.label)


def description_of(declared: Column | Table) -> str:
    """What a column or a table is for."""
    return declared.description if declared.own else _(declared.description)


def code_word(column: Column, code: str) -> str:
    """What a code is called."""
    return column.codes[code] if column.own else _(column.codes[code])


YES_NO = MappingProxyType({"yes": N_("Yes"), "no": N_("No")})
IS_PROPOSAL = "is_proposal"
YES_NO_UNSURE = MappingProxyType({**YES_NO, "unsure": N_("Unsure")})


def key(name: str, label: str, description: str, refers_to: str | None = None) -> Column:
    """An identifier that is (part of) the key."""
    return Column(
        name, Kind.IDENTIFIER, label, description, key=True, required=True, refers_to=refers_to
    )


def reference(
    name: str, refers_to: str, label: str, description: str, *, required: bool = True
) -> Column:
    """An identifier of a row of another table."""
    return Column(name, Kind.IDENTIFIER, label, description, required=required, refers_to=refers_to)


def text(name: str, label: str, description: str, *, required: bool = False) -> Column:
    """Free text."""
    return Column(name, Kind.TEXT, label, description, required=required)


def part_of_key(name: str, label: str, description: str) -> Column:
    """A text that, where it is filled, tells apart rows whose other keys are the same."""
    return Column(name, Kind.IDENTIFIER, label, description, key=True)


def proposal() -> Column:
    """Whether a row came with the kit and nobody has adapted it."""
    return code(
        IS_PROPOSAL,
        YES_NO,
        N_("Proposal"),
        N_(
            "Yes: it came with the kit, and nobody here has made it theirs; empty the cell once you have."
        ),
        required=False,
    )


def code(
    name: str,
    codes: Mapping[str, str],
    label: str,
    description: str,
    *,
    required: bool = True,
    key: bool = False,
) -> Column:
    """One code of a closed list."""
    return Column(
        name,
        Kind.CODE,
        label,
        description,
        key=key,
        required=required,
        codes=MappingProxyType(dict(codes)),
    )


def number(
    name: str,
    label: str,
    description: str,
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    required: bool = False,
    scale: str | None = None,
) -> Column:
    """A number, bounded by its own limits or by a scale of the campaign."""
    return Column(
        name,
        Kind.NUMBER,
        label,
        description,
        required=required,
        minimum=minimum,
        maximum=maximum,
        scale=scale,
    )


def count(
    name: str, label: str, description: str, minimum: float = 0, *, required: bool = False
) -> Column:
    """A whole number that counts or numbers something."""
    return Column(name, Kind.INTEGER, label, description, required=required, minimum=minimum)


def date(
    name: str, label: str, description: str, *, required: bool = False, key: bool = False
) -> Column:
    """A calendar day."""
    return Column(name, Kind.DATE, label, description, key=key, required=required)


def moment(name: str, label: str, description: str, *, required: bool = False) -> Column:
    """A day with its time."""
    return Column(name, Kind.MOMENT, label, description, required=required)
