"""Where each use case is rolled out, and where it could go next."""

from __future__ import annotations

import pandas as pd

from playbook.stages.culture_spread.departments import LISTED

STATUSES = ("done", "running", "planned", "abandoned")


def status_matrix(rollouts: pd.DataFrame, use_cases: pd.DataFrame) -> pd.DataFrame:
    """Lay the roll-outs out, use case by site.

    Returns
    -------
    DataFrame
        One row for each use case that is rolled out somewhere, the one done at most sites first:
        use_case_id, title, then a column a site (in the order of the table) with its status;
        missing where nothing is recorded.
    """
    sites = list(dict.fromkeys(rollouts["site"]))
    wide = rollouts.assign(status=rollouts["status"].astype("str")).pivot(
        index="use_case_id", columns="site", values="status"
    )
    wide = wide.reindex(index=list(dict.fromkeys(rollouts["use_case_id"])), columns=sites)
    far = [tuple(int(wide.loc[row].eq(name).sum()) for name in STATUSES[:3]) for row in wide.index]
    wide = wide.iloc[sorted(range(len(wide)), key=lambda i: far[i], reverse=True)]
    titles = dict(zip(use_cases["use_case_id"], use_cases["title"], strict=True))
    wide = wide.rename_axis(columns=None).reset_index()
    wide.insert(1, "title", wide["use_case_id"].map(titles).astype("str"))
    return wide


def rollout_progress(matrix: pd.DataFrame) -> pd.DataFrame:
    """Count the roll-outs of each use case, and name the sites where it could go next.

    Parameters
    ----------
    matrix : DataFrame
        From `status_matrix`.

    Returns
    -------
    DataFrame
        One row a use case: use_case_id, title; done, running, planned and abandoned (how many
        sites); abandoned_at; and next_sites, where nothing is recorded of a use case that is done
        elsewhere (missing: none). Sites are separated by semicolons.
    """
    rows = []
    for row in matrix.to_dict("records"):
        at = {site: row[site] for site in matrix.columns[2:]}
        counts = {name: sum(status == name for status in at.values()) for name in STATUSES}
        blank = [site for site, status in at.items() if pd.isna(status)] if counts["done"] else []
        stopped = [site for site, status in at.items() if status == "abandoned"]
        rows.append(
            {
                "use_case_id": row["use_case_id"],
                "title": row["title"],
                **counts,
                "abandoned_at": LISTED.join(stopped) or None,
                "next_sites": LISTED.join(blank) or None,
            }
        )
    columns = ["use_case_id", "title", *STATUSES, "abandoned_at", "next_sites"]
    return pd.DataFrame(rows, columns=columns)
