"""Data opened and closed, and which department uses the data of which."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.stages.culture_spread.departments import LISTED, WORDS

ACCESSES = ("shared", "on_request", "closed")


def openness(data_assets: pd.DataFrame) -> pd.DataFrame:
    """Count the data assets of each department by access.

    Parameters
    ----------
    data_assets : DataFrame
        The table, departments spelt alike.

    Returns
    -------
    DataFrame
        One row for each department that holds data, the one with most first: owner_department,
        assets, shared, on_request and closed.
    """
    counts = pd.crosstab(data_assets["owner_department"], data_assets["access"].astype("str"))
    counts = counts.reindex(columns=list(ACCESSES), fill_value=0)
    counts.insert(0, "assets", counts.sum(axis=1))
    table = counts.rename_axis(columns=None).reset_index()
    table["owner_department"] = table["owner_department"].astype("str")
    return table.sort_values(["assets", "shared"], ascending=False, kind="stable").reset_index(
        drop=True
    )


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


def worth_checking(data_assets: pd.DataFrame) -> pd.DataFrame:
    """List the assets whose access and recorded use do not go together.

    Returns
    -------
    DataFrame
        asset_id, label, owner_department, access, used_by and oddity: closed_but_used (another
        department uses closed data), shared_unused (open to all, and only the owner uses it) or
        unrecorded (nobody is recorded as using it).
    """
    apart = uses(data_assets)
    abroad = apart.loc[apart["owner_department"] != apart["using_department"], "asset_id"]
    used = data_assets["asset_id"].isin(abroad)
    access = data_assets["access"].astype("str")
    oddity = np.select(
        [
            data_assets["used_by"].isna(),
            (access == "closed") & used,
            (access == "shared") & ~used,
        ],
        ["unrecorded", "closed_but_used", "shared_unused"],
        "",
    )
    columns = ["asset_id", "label", "owner_department", "access", "used_by"]
    table = data_assets[columns].assign(oddity=oddity)
    table["used_by"] = table["used_by"].str.replace(WORDS, LISTED)
    return table[table["oddity"] != ""].sort_values("oddity", kind="stable", ignore_index=True)
