"""Which departments the tables of the campaign name, and which of the tables say nothing yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from playbook.language import N_, _, enumerate_words, quote, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.tables import TABLES
from playbook.tables.matching import fold

OWN_TABLES = ("data_assets", "referents", "rollouts", "initiatives")
WORDS = ";"
LISTED = "; "
"""How several words stand in one cell: of a table of the campaign, and of a result."""
NAMED_IN = {
    "participants": ("department",),
    "data_assets": ("owner_department", "used_by"),
    "usage": ("department",),
    "pulse": ("department",),
    "referents": ("department",),
    "initiatives": ("department",),
}
"""The columns that name departments, by table."""
SEVERAL_IN = "used_by"
"""The only one of these columns whose cells may name several; in the others a cell is one name."""
NAMED = 5
LABELS = {
    "found_in": Label(N_("Known from"), codes={name: TABLES[name].label for name in NAMED_IN}),
}


def spell_alike(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Write each department the same way in all tables: as the first table that names it does.

    Case, accents and punctuation do not make two departments out of one.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables of `NAMED_IN`, or some of them, typed by the data contract.

    Returns
    -------
    dict of str to DataFrame
        Copies of the tables.
    """
    spelling: dict[str, str] = {}

    def respell(cell: object, column: str) -> str | None:
        words = [spelling.setdefault(fold(word) or word, word) for word in _words([cell], column)]
        return WORDS.join(dict.fromkeys(words)) or None

    copies = {name: table.copy() for name, table in tables.items()}
    for name, columns in NAMED_IN.items():
        for column in columns if name in copies else ():
            respelt = [respell(cell, column) for cell in copies[name][column]]
            copies[name][column] = pd.Series(respelt, index=copies[name].index, dtype="str")
    return copies


def known_departments(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the departments that any table names.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        From `spell_alike`.

    Returns
    -------
    DataFrame
        One row a department, in alphabetical order: department and found_in, the names of the
        tables that name it, separated by semicolons.
    """
    found: dict[str, list[str]] = {}
    for table, columns in NAMED_IN.items():
        for column in columns if table in tables else ():
            for department in _words(tables[table][column], column):
                names = found.setdefault(department, [])
                if table not in names:
                    names.append(table)
    ordered = sorted(found, key=fold)
    return pd.DataFrame(
        {"department": ordered, "found_in": [WORDS.join(found[name]) for name in ordered]},
        dtype="str",
    )


def _words(cells: Iterable[object], column: str) -> Iterable[str]:
    """The departments in some cells of a column, each of which may hold none."""
    for cell in dict.fromkeys(cells):
        if isinstance(cell, str):
            yield from cell.split(WORDS) if column == SEVERAL_IN else [cell]


def named(names: Iterable[str], quoted: bool = False) -> str:
    """Some names as part of a sentence; beyond a few, how many more."""
    return some(map(quote, names) if quoted else names, NAMED, spare=1)


def say_lacking(present: Collection[str]) -> Finding | None:
    """Say which of the stage's own tables have no row; nothing when all have some."""
    lacking = [_(TABLES[name].label) for name in OWN_TABLES if name not in present]
    if not lacking:
        return None
    if len(lacking) == len(OWN_TABLES):
        text = _(
            "Nothing is known yet of how the culture spreads. Fill at least one of these: {list}."
        )
        return Finding(text.format(list=enumerate_words(lacking)), Tone.CAUTION)
    text = _("Not filled yet, so this report says nothing of it: {list}.")
    return Finding(text.format(list=enumerate_words(lacking)), Tone.CAUTION)
