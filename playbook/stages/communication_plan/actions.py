"""What is said when: where each action stands at the day of the report, what comes too thick."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.language import N_, language

STATES = {
    "done": N_("done"),
    "to_come": N_("to come"),
    "overdue": N_("overdue"),
    "unsaid": N_("past, status not said"),
    "early": N_("done, yet dated later"),
    "cancelled": N_("cancelled"),
}


def plan_actions(
    communications: pd.DataFrame, stakeholders: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """The actions of the plan in the order of their dates, and where each stands.

    Parameters
    ----------
    as_of : date
        The day the report speaks at. An action planned for that very day is still to come.

    Returns
    -------
    DataFrame
        The columns of the table ``communications``, then target and group (of the stakeholder)
        and state, a code of `STATES`. A planned action of the past is overdue; one of the past
        without a status is unsaid; one without a status from the day of the report on is to come.
    """
    table = communications.merge(
        stakeholders[["stakeholder_id", "label", "group"]].rename(columns={"label": "target"}),
        on="stakeholder_id",
        how="left",
    )
    status, past = table["status"], table["date"] < pd.Timestamp(as_of)
    later = table["date"] > pd.Timestamp(as_of)
    table["state"] = np.select(
        [
            status.eq("cancelled"),
            status.eq("done") & later,
            status.eq("done"),
            past & status.isna(),
            past,
        ],
        ["cancelled", "early", "done", "unsaid", "overdue"],
        "to_come",
    ).astype("str")
    return table.sort_values("date", kind="stable", ignore_index=True)


def in_state(actions: pd.DataFrame, *states: str) -> pd.DataFrame:
    """The actions in one of these states."""
    return actions[actions["state"].isin(states)].reset_index(drop=True)


def load(actions: pd.DataFrame, limit: int) -> pd.DataFrame:
    """How much each target hears in a month; cancelled actions do not count.

    Parameters
    ----------
    limit : int
        The most actions that a target should get in one month.

    Returns
    -------
    DataFrame
        One row for each target with an action, the most crowded first: stakeholder_id, target,
        actions (in all), most (in its busiest month), month (which month that is, in words; the
        first such month) and crowded (how many months have more than `limit`).
    """
    held = actions[actions["state"] != "cancelled"]
    month = held["date"].dt.to_period("M").dt.to_timestamp().astype("datetime64[s]")
    counts = (
        held.assign(month=month)
        .groupby(["stakeholder_id", "month"])
        .agg(target=("target", "first"), count=("communication_id", "size"))
        .reset_index()
    )
    busiest = counts.sort_values(["count", "month"], ascending=[False, True]).drop_duplicates(
        "stakeholder_id"
    )
    by_target = counts.groupby("stakeholder_id")["count"]
    table = busiest.rename(columns={"count": "most"}).assign(
        actions=lambda t: t["stakeholder_id"].map(by_target.sum()),
        crowded=lambda t: t["stakeholder_id"].map(
            counts[counts["count"] > limit]["stakeholder_id"].value_counts()
        ),
    )
    table["crowded"] = table["crowded"].fillna(0).astype(int)
    table["month"] = [write_month(day) for day in table["month"]]
    columns = ["stakeholder_id", "target", "actions", "most", "month", "crowded"]
    return table.sort_values(
        ["most", "actions", "stakeholder_id"], ascending=[False, False, True], ignore_index=True
    )[columns]


def write_month(day: date, pattern: str = "LLLL y") -> str:
    """Write the month of a day: ``September 2026``; ``LLL`` is the short form without the year."""
    from babel.dates import format_date

    return format_date(day, pattern, locale=language())
