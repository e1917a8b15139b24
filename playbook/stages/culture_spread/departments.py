"""The departments that the tables name, and what each of them has to spread the culture with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from playbook.stages.culture_spread.initiatives import finished
from playbook.tables.matching import fold

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
SIGNS = ("referent", "management_pair", "lends", "borrows", "initiative")


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


def referent_coverage(departments: pd.DataFrame, referents: pd.DataFrame) -> pd.DataFrame:
    """Say which departments have a referent, and which referents are paired with a manager.

    Parameters
    ----------
    departments : DataFrame
        From `known_departments`.
    referents : DataFrame
        The table, spelt alike.

    Returns
    -------
    DataFrame
        One row a department, those without a referent first: department, referent and
        management_pair (missing: none), state (none, alone or paired) and found_in.
    """
    people = referents.groupby("department")[["referent", "management_pair"]].agg(
        lambda names: ", ".join(names.dropna().drop_duplicates())
    )
    table = departments.join(people, on="department")
    for column in ("referent", "management_pair"):
        table[column] = table[column].replace("", None)
    table["state"] = "paired"
    table.loc[table["management_pair"].isna(), "state"] = "alone"
    table.loc[table["referent"].isna(), "state"] = "none"
    order = {"none": 0, "alone": 1, "paired": 2}
    columns = ["department", "referent", "management_pair", "state", "found_in"]
    return table.sort_values("state", key=lambda s: s.map(order), kind="stable", ignore_index=True)[
        columns
    ]


def footholds(
    coverage: pd.DataFrame, exchanges: pd.DataFrame, initiatives: pd.DataFrame, listed: set[str]
) -> pd.DataFrame:
    """Say what each department has to spread the culture with.

    Parameters
    ----------
    coverage : DataFrame
        From `referent_coverage`.
    exchanges : DataFrame
        From `sharing.department_exchanges`.
    initiatives : DataFrame
        The table, spelt alike; those that run or have finished count.
    listed : set of str
        The tables that have rows. A sign from another table is not known: its column is not there.

    Returns
    -------
    DataFrame
        One row a department, the one with most signs first: department, signs (how many) and, as
        true or false, those of `SIGNS` that are known: referent, management_pair, lends and
        borrows (data, to and from other departments), initiative.
    """
    table = coverage[["department"]].copy()
    if "referents" in listed:
        table["referent"] = coverage["referent"].notna()
        table["management_pair"] = coverage["management_pair"].notna()
    if "data_assets" in listed:
        for sign, column in (("lends", "lends_to"), ("borrows", "borrows_from")):
            some = exchanges.loc[exchanges[column] > 0, "department"]
            table[sign] = table["department"].isin(some)
    if "initiatives" in listed:
        lived = initiatives[initiatives["status"].eq("running") | finished(initiatives)]
        table["initiative"] = table["department"].isin(lived["department"].dropna())
    known = [sign for sign in SIGNS if sign in table]
    table.insert(1, "signs", table[known].sum(axis=1).astype("int64"))
    return table.sort_values("signs", ascending=False, kind="stable", ignore_index=True)
