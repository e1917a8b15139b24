"""What the columns of shown tables are called, and how their values are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from playbook.language import N_, _
from playbook.tables import TABLES, Kind


class Format(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    PLAIN = "plain"
    PERCENT = "percent"
    LIKELIHOOD = "likelihood"
    DURATION = "duration"
    DATE = "date"
    YES_NO = "yes_no"


NUMERIC = {
    Format.WHOLE,
    Format.DECIMAL,
    Format.PLAIN,
    Format.PERCENT,
    Format.LIKELIHOOD,
    Format.DURATION,
}


@dataclass(frozen=True)
class Label:
    """The header of a column, and how its values are written.

    Attributes
    ----------
    header : str
        A message of the catalogue.
    format : Format
        How a value is written.
    codes : mapping of str to str
        The messages behind coded values.
    until : str, optional
        The column that holds the upper end when this one is the lower end of an interval; both
        are then shown as one.
    missing : str
        What to write for a missing value, a message of the catalogue; a dash unless given.
    """

    header: str
    format: Format = Format.TEXT
    codes: Mapping[str, str] = field(default_factory=dict)
    until: str | None = None
    missing: str = ""


SHARED: dict[str, Label] = {
    "rank": Label(N_("Rank"), Format.WHOLE),
    "tied": Label(N_("Tied"), Format.YES_NO),
    "tier": Label(N_("Tier"), Format.WHOLE),
    "score": Label(N_("Score"), Format.DECIMAL),
    "votes": Label(N_("Votes"), Format.WHOLE),
    "ordered_by": Label(N_("Ordered by"), Format.DECIMAL),
    "rank_low": Label(N_("Likely ranks"), Format.WHOLE, until="rank_high"),
    "score_low": Label(N_("Likely scores"), Format.DECIMAL, until="score_high"),
    "first_low": Label(N_("Chance of first place"), Format.PERCENT, until="first_high"),
    "top_low": Label(N_("Chance of the top places"), Format.PERCENT, until="top_high"),
    "source": Label(
        N_("What varies"),
        codes={
            "voters": N_("Who votes"),
            "weights": N_("The weights"),
        },
    ),
    "winner_low": Label(N_("First place stays"), Format.PERCENT, until="winner_high"),
    "top_stay_low": Label(N_("Top places stay the same"), Format.PERCENT, until="top_stay_high"),
    "activity": Label(N_("Activity")),
    "minutes_low": Label(N_("Planned"), Format.DURATION, until="minutes"),
    "starts": Label(N_("Starts after"), Format.DURATION),
    "material": Label(N_("Material")),
}

KIND_FORMATS = {
    Kind.INTEGER: Format.WHOLE,
    Kind.NUMBER: Format.DECIMAL,
    Kind.DATE: Format.DATE,
    Kind.MOMENT: Format.DATE,
}


def label_of(column: str, own: Mapping[str, Label]) -> Label:
    """The label of a column: a stage's own, a shared one, or the data contract's.

    A column that nobody declared, in a user's own notebook, shows its name.
    """
    if column in own:
        return own[column]
    if column in SHARED:
        return SHARED[column]
    for table in TABLES.values():
        for declared in table.columns:
            if declared.name == column:
                kind = KIND_FORMATS.get(declared.kind, Format.TEXT)
                return Label(declared.label, kind, declared.codes)
    return Label(column.replace("_", " ").capitalize())


def word_of(code: str, codes: Mapping[str, str]) -> str:
    """What a coded value is called; several codes are separated by semicolons.

    Where there are no codes, it is people's own words: they stay as they are.
    """
    if not codes:
        return code
    if code in codes:
        return _(codes[code])
    parts = code.split(";")
    return ", ".join(_(codes[part]) if part in codes else part for part in parts)
