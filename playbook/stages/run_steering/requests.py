"""What users ask: the backlog, how long requests take, what non-users say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from playbook.show.names import name_solutions
from playbook.statistics.survival import median_time
from playbook.tables.matching import fold

AGES = ["recent", "waiting", "old"]


def known_requests(requests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The requests as they stood at the end of a day: later openings and closings are not known."""
    day = pd.Timestamp(as_of)
    table = requests[requests["opened_on"] <= day]
    return table.assign(closed_on=table["closed_on"].where(table["closed_on"] <= day))


def backlog(requests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """How many requests were open at the end of each day.

    Returns
    -------
    DataFrame
        One row a day, from the first opening to `as_of`: date, opened, closed and open.
    """
    known = known_requests(requests, as_of)
    if known.empty:
        return pd.DataFrame(columns=["date", "opened", "closed", "open"])
    days = pd.date_range(known["opened_on"].min(), pd.Timestamp(as_of))
    opened, closed = (
        known[name].value_counts().reindex(days, fill_value=0).to_numpy()
        for name in ("opened_on", "closed_on")
    )
    left = np.cumsum(opened) - np.cumsum(closed)
    return pd.DataFrame({"date": days, "opened": opened, "closed": closed, "open": left})


def open_requests(requests: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """List the open requests, the oldest first.

    Returns
    -------
    DataFrame
        Columns request_id, solution_id, solution, kind, opened_on, age_days, text and from_user.
    """
    known = known_requests(requests, as_of)
    table = name_solutions(known[known["closed_on"].isna()], solutions)
    table["age_days"] = (pd.Timestamp(as_of) - table["opened_on"]).dt.days
    columns = [
        "request_id", "solution_id", "solution", "kind", "opened_on", "age_days", "text",
        "from_user",
    ]  # fmt: skip
    return table.sort_values(["opened_on", "request_id"])[columns].reset_index(drop=True)


def open_by_age(open_: pd.DataFrame, limits: Sequence[int]) -> pd.DataFrame:
    """Count the open requests of each kind by age.

    Parameters
    ----------
    open_ : DataFrame
        From `open_requests`.
    limits : sequence of two int
        The ages in days up to which a request is recent, and from which on it is old.

    Returns
    -------
    DataFrame
        One row a kind that has open requests, the most first: kind, recent, waiting, old, open.
    """
    ages = open_["age_days"]
    bands = np.select([ages >= limits[1], ages <= limits[0]], ["old", "recent"], "waiting")
    table = pd.crosstab(open_["kind"].astype("str"), bands).reindex(columns=AGES, fill_value=0)
    table["open"] = table.sum(axis=1)
    table = table.rename_axis(columns=None).reset_index()
    return table.sort_values(["open", "old", "kind"], ascending=[False, False, True]).reset_index(
        drop=True
    )


def time_to_close(requests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """How many days it takes to settle a request, of each kind and of all.

    Requests that are still open count as lasting at least as long as they have (Kaplan and
    Meier): leaving them out would make the service look fast by forgetting the slow ones.

    Returns
    -------
    DataFrame
        A row for all, then one a kind, the fastest first: kind, requests, closed, open, median,
        median_low and median_high (days; missing: not reached).
    """
    known = known_requests(requests, as_of)
    if known.empty:
        return pd.DataFrame(
            columns=["kind", "requests", "closed", "open", "median", "median_low", "median_high"]
        )
    running = known["closed_on"].isna()
    ends = known["closed_on"].fillna(pd.Timestamp(as_of))
    lasted = (ends - known["opened_on"]).dt.days
    rows = []
    kinds = known["kind"].astype("str")
    for kind in ["all", *sorted(kinds.unique())]:
        own = kinds.eq(kind) if kind != "all" else pd.Series(True, index=known.index)
        found = median_time(lasted[own], running[own])
        rows.append(
            {
                "kind": kind,
                "requests": int(own.sum()),
                "closed": found.ended,
                "open": found.running,
                "median": found.median,
                "median_low": found.low,
                "median_high": found.high,
            }
        )
    table = pd.DataFrame(rows)
    order = table.iloc[1:].sort_values(["median", "open", "kind"]).index
    return table.loc[[0, *order]].reset_index(drop=True)


def non_users(requests: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """List what people who do not use a solution say, and every reluctance, the latest first.

    Returns
    -------
    DataFrame
        Columns request_id, solution, kind, opened_on, answered (whether it is closed), from_user
        and text.
    """
    known = known_requests(requests, as_of)
    chosen = known["from_user"].eq("no") | known["kind"].eq("reluctance")
    table = name_solutions(known[chosen], solutions).sort_values(
        ["opened_on", "request_id"], ascending=False
    )
    table["answered"] = table["closed_on"].notna()
    columns = ["request_id", "solution", "kind", "opened_on", "answered", "from_user", "text"]
    return table[columns].reset_index(drop=True)


def training_items(run_checklist: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The items of the checklist whose label speaks of training.

    Parameters
    ----------
    words : sequence of str
        What it must say, at the beginning of a word; case and accents do not matter.
    """
    wanted = [fold(word) for word in words if fold(word)]
    labels = run_checklist["label"].map(lambda label: f" {fold(str(label))}")
    speaks = labels.map(lambda label: any(f" {word}" in label for word in wanted)).astype(bool)
    columns = ["item_id", "label", "status", "owner", "due_on"]
    return run_checklist.loc[speaks, columns].reset_index(drop=True)


def training_requests(requests: pd.DataFrame, as_of: date, months: int) -> tuple[int, int]:
    """How many requests for training came in, and how many of them in the last months."""
    known = known_requests(requests, as_of)
    training = known.loc[known["kind"] == "training", "opened_on"]
    since = pd.Timestamp(as_of) - pd.DateOffset(months=months)
    return len(training), int((training > since).sum())
