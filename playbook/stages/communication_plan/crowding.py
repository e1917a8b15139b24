"""Whether anybody hears too much at once."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext, quote, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_month

LABELS = {
    "most": Label(N_("Most in one month"), Format.WHOLE),
    "month": Label(N_("Busiest month")),
    "crowded": Label(N_("Months with too many"), Format.WHOLE),
}


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
    table["month"] = [format_month(day) for day in table["month"]]
    columns = ["stakeholder_id", "target", "actions", "most", "month", "crowded"]
    return table.sort_values(
        ["most", "actions", "stakeholder_id"], ascending=[False, False, True], ignore_index=True
    )[columns]


def say_load(load: pd.DataFrame, limit: int) -> Finding | None:
    """Say who hears too much at once; nothing without a plan."""
    if load.empty:
        return None
    crowded = load[load["crowded"] > 0]
    if crowded.empty:
        text = ngettext(
            "No target gets more than {most} action in any month (limit: {limit}).",
            "No target gets more than {most} actions in any month (limit: {limit}).",
            int(load["most"].max()),
        )
        return Finding(text.format(most=int(load["most"].max()), limit=limit))
    text = ngettext(
        "Too much at once, more than {limit} action in a month: {targets}. Spread them.",
        "Too much at once, more than {limit} actions in a month: {targets}. Spread them.",
        limit,
    )
    words = [
        _("{target} ({most} in {month})").format(
            target=quote(row["target"]), most=row["most"], month=row["month"]
        )
        for row in crowded.to_dict("records")
    ]
    return Finding(text.format(limit=limit, targets=some(words)), Tone.DECIDE)
