"""Who must hear the news before whom, and where the plan has it the other way round."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import N_, _

PLAYBOOK = N_("Playbook, communication plan, step 1")


@dataclass(frozen=True)
class Relay:
    """A group that must have heard the news before others do.

    Attributes
    ----------
    group : str
        Who relays, a group of targets.
    informs : tuple of str
        The groups that must not hear first.
    reason, source : str
        Why, and where that comes from; messages of the catalogue.
    """

    group: str
    informs: tuple[str, ...]
    reason: str
    source: str = PLAYBOOK


RELAYS = (
    Relay(
        "sponsors",
        ("managers", "employees", "special_population"),
        N_("They tell the whole company where this leads"),
    ),
    Relay(
        "social_partners",
        ("employees", "special_population"),
        N_("They are heard before employees are told what is settled"),
        N_("Playbook, communication plan, step 1; in France also the Labour Code, L. 2312-8"),
    ),
    Relay(
        "hr",
        ("managers", "employees", "special_population"),
        N_("It relays the news to managers and teams, and answers on jobs"),
    ),
    Relay(
        "business_management",
        ("managers", "employees", "special_population"),
        N_("It brings the news down to managers and teams"),
    ),
    Relay(
        "managers",
        ("employees", "special_population"),
        N_("They explain the solution to their team and answer its questions"),
    ),
    Relay(
        "ambassadors",
        ("employees", "special_population"),
        N_("They have tried the solution and help others to understand it"),
    ),
)
"""The order that the stakes of the playbook imply: who carries the news must have it first."""


def relay_rules() -> pd.DataFrame:
    """The rule as a table that can be read: relay, informs, reason and source."""
    return pd.DataFrame(
        [
            (relay.group, ";".join(relay.informs), _(relay.reason), _(relay.source))
            for relay in RELAYS
        ],
        columns=["relay", "informs", "reason", "source"],
    )


def relay_order(targets: pd.DataFrame) -> pd.DataFrame:
    """Compare when each relay first hears the news with when those it must inform do.

    The first action that is not cancelled counts. What it says is not read: the order holds for
    the first news, not message by message. A target that hears nothing is not late: it is in
    what the plan forgets.

    Parameters
    ----------
    targets : DataFrame
        From `target_table`.

    Returns
    -------
    DataFrame
        One row for each pair of a relay and a target that it must inform and that hears something,
        the worst first: verdict (not_told: the relay hears nothing; late; same_day; in_time),
        relay_target, relay (its group), relay_first_on, target, informed (its group), first_on
        and lead_days (how many days the relay hears before; negative: after; missing when the
        relay is not told).
    """
    parts = []
    for relay in RELAYS:
        from_group = targets.loc[targets["group"] == relay.group, ["label", "group", "first_on"]]
        told = targets[targets["group"].isin(relay.informs) & targets["first_on"].notna()]
        from_group.columns = pd.Index(["relay_target", "relay", "relay_first_on"])
        informed = told[["label", "group", "first_on"]]
        parts.append(
            from_group.merge(
                informed.rename(columns={"label": "target", "group": "informed"}), how="cross"
            ).astype({"relay": "str", "informed": "str"})
        )
    table = pd.concat(parts, ignore_index=True)
    days = (table["first_on"] - table["relay_first_on"]).dt.days.astype("Int64")
    table["lead_days"] = days
    verdict = pd.Series("in_time", index=table.index)
    verdict = verdict.mask(days.eq(0), "same_day").mask(days.lt(0), "late")
    table.insert(0, "verdict", verdict.mask(days.isna(), "not_told"))
    return table.sort_values("lead_days", kind="stable", na_position="first", ignore_index=True)
