"""Who uses whose data."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_number, listed, ngettext, shorten
from playbook.show.chart import BLUE, GRID, INK, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.culture_spread.departments import WORDS, named
from playbook.stages.culture_spread.grid import DRAWN, fill_cell, lay_grid, name_axes

SHOWN = ["department", "position", "holds", "lends_to", "borrows_from"]
POSITIONS = {
    "exchanges": N_("Gives and takes"),
    "lends_only": N_("Only gives"),
    "borrows_only": N_("Only takes"),
    "silo": N_("Silo"),
    "not_listed": N_("Not on the list of data"),
}
LABELS = {
    "holds": Label(N_("Assets held"), Format.WHOLE),
    "unrecorded": Label(N_("Of which users not recorded"), Format.WHOLE),
    "lends": Label(N_("Assets used by others"), Format.WHOLE),
    "lends_to": Label(N_("Given to departments"), Format.WHOLE),
    "borrows": Label(N_("Assets used of others"), Format.WHOLE),
    "borrows_from": Label(N_("Taken from departments"), Format.WHOLE),
    "position": Label(N_("Position"), codes=POSITIONS),
}


def uses(data_assets: pd.DataFrame) -> pd.DataFrame:
    """Take the recorded uses of the data apart.

    Returns
    -------
    DataFrame
        One row for each asset and department that uses it: asset_id, owner_department,
        using_department. An asset without recorded users has no row: its use is not known.
    """
    table = data_assets[["asset_id", "owner_department", "used_by"]].dropna(subset=["used_by"])
    apart = table.assign(used_by=table["used_by"].str.split(WORDS)).explode("used_by")
    apart["used_by"] = apart["used_by"].astype("str")
    return apart.rename(columns={"used_by": "using_department"}).reset_index(drop=True)


def exchange_matrix(data_assets: pd.DataFrame, departments: pd.DataFrame) -> pd.DataFrame:
    """Count whose data each department uses.

    Parameters
    ----------
    departments : DataFrame
        From `known_departments`: all of them have a column, those that hold data a row.

    Returns
    -------
    DataFrame
        How many assets of the owner (the index, owner_department) each department uses (the
        columns); the owner's own use is counted too.
    """
    counted = uses(data_assets)
    counts = pd.crosstab(counted["owner_department"], counted["using_department"])
    owners = [d for d in departments["department"] if d in set(data_assets["owner_department"])]
    matrix = counts.reindex(index=owners, columns=list(departments["department"]), fill_value=0)
    return matrix.rename_axis(columns=None)


def department_exchanges(data_assets: pd.DataFrame, departments: pd.DataFrame) -> pd.DataFrame:
    """Say what each department gives to others and takes from them.

    Returns
    -------
    DataFrame
        One row a department: department; holds, assets it owns; unrecorded, those of them
        nobody is recorded as using; lends, those that others use; lends_to, how many departments;
        borrows, assets of others that it uses; borrows_from, how many departments; and position:
        exchanges, lends_only, borrows_only, silo (holds data, none of it used by others, and uses
        none of theirs) or not_listed (the list of data does not name it).
    """
    apart = uses(data_assets)
    between = apart[apart["owner_department"] != apart["using_department"]]
    lent = between.groupby("owner_department").agg(
        lends=("asset_id", "nunique"), lends_to=("using_department", "nunique")
    )
    taken = between.groupby("using_department").agg(
        borrows=("asset_id", "nunique"), borrows_from=("owner_department", "nunique")
    )
    unknown = data_assets.assign(unrecorded=data_assets["used_by"].isna())
    held = unknown.groupby("owner_department").agg(
        holds=("asset_id", "size"), unrecorded=("unrecorded", "sum")
    )
    table = departments[["department"]].set_index("department")
    table = table.join([held, lent, taken]).fillna(0).astype("int64")
    listed = table.index.isin(held.index) | table.index.isin(apart["using_department"])
    lends, borrows = table["lends"] > 0, table["borrows"] > 0
    table["position"] = np.select(
        [lends & borrows, lends, borrows, listed],
        ["exchanges", "lends_only", "borrows_only", "silo"],
        "not_listed",
    )
    order = ["holds", "unrecorded", "lends", "lends_to", "borrows", "borrows_from", "position"]
    return table[order].reset_index()


def say_silos(exchanges: pd.DataFrame) -> Finding | None:
    """Name the departments that share nothing and use nothing of others; nothing without data."""
    positions = exchanges.groupby("position")["department"].apply(list).to_dict()
    listed = exchanges[exchanges["position"] != "not_listed"]
    if listed.empty:
        return None
    silos = positions.get("silo", [])
    if not silos:
        text = _(
            "Every department on the list of data shares some with another, or uses another's."
        )
        return Finding(text)
    text = ngettext(
        "{silos} is a silo: as far as recorded, it shares no data with other departments and uses"
        " none of theirs. Find a first exchange.",
        "{silos} are silos: as far as recorded, they share no data with other departments and use"
        " none of theirs. Find a first exchange for each.",
        len(silos),
    ).format(silos=named(silos))
    return Finding(text, Tone.DECIDE)


def say_one_way(exchanges: pd.DataFrame) -> Finding | None:
    """Name the departments that only give or only take; nothing when there are none."""
    lenders = exchanges.loc[exchanges["position"] == "lends_only", "department"]
    borrowers = exchanges.loc[exchanges["position"] == "borrows_only", "department"]
    sentences = []
    if len(lenders):
        text = ngettext(
            "{names} shares data and uses nobody else's.",
            "{names} share data and use nobody else's.",
            len(lenders),
        )
        sentences.append(text.format(names=named(lenders)))
    if len(borrowers):
        text = ngettext(
            "{names} uses others' data and shares none.",
            "{names} use others' data and share none.",
            len(borrowers),
        )
        sentences.append(text.format(names=named(borrowers)))
    return Finding(" ".join(sentences)) if sentences else None


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
    with drawing(1.95 + 0.36 * len(rows)) as (figure, axes):
        lay_grid(axes, len(rows), len(columns))
        for row, owner in enumerate(rows):
            for column, user in enumerate(columns):
                if owner == user:
                    fill_cell(axes, row, column, GRID)
                if counts.loc[owner, user]:
                    own = owner == user
                    if not own:
                        fill_cell(axes, row, column, BLUE)
                    axes.text(
                        column, row, format_number(counts.loc[owner, user]), ha="center",
                        va="center", color=INK if own else "white",
                    )  # fmt: skip
        name_axes(axes, rows, columns)
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
