"""Whether those who carry the news hear it first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import N_, _, listed, ngettext, quote, quoted, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.communication_plan.progress import FEW
from playbook.tables.deployment import TARGETS

PLAYBOOK = N_("Playbook, communication plan, step 1")
VERDICTS = {
    "not_told": N_("the relay is never told"),
    "late": N_("told too late"),
    "same_day": N_("same day"),
    "in_time": N_("told first"),
}
LABELS = {
    "relay": Label(N_("Relay"), codes=TARGETS),
    "informs": Label(N_("Hears before"), codes=TARGETS),
    "reason": Label(N_("Why")),
    "source": Label(N_("Where that comes from")),
    "verdict": Label(N_("Order"), codes=VERDICTS),
    "relay_target": Label(N_("Who relays")),
    "relay_first_on": Label(N_("Relay first hears"), Format.DATE, missing=N_("never")),
    "informed": Label(N_("Group"), codes=TARGETS),
    "lead_days": Label(N_("Days of lead"), Format.WHOLE),
}


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


def say_relays(order: pd.DataFrame) -> list[Finding | None]:
    """Say which relays hear the news after those they must inform, each with its worst case.

    Parameters
    ----------
    order : DataFrame
        From `relay_order`.
    """
    if order.empty:
        return []
    said: list[Finding | None] = []
    silent = order.loc[order["verdict"] == "not_told", "relay_target"].drop_duplicates()
    if len(silent):
        text = _("Tell those who must relay the news, and never hear it: {relays}.")
        said.append(Finding(text.format(relays=quoted(silent)), Tone.DECIDE))
    late = order[order["verdict"] == "late"].drop_duplicates("relay_target")
    if len(late):
        words = [_late(row) for row in late.to_dict("records")]
        text = _("Tell those who must carry the news before the others hear it: {pairs}.")
        said.append(Finding(text.format(pairs=some(words, FEW)), Tone.DECIDE))
    same = order[order["verdict"] == "same_day"]
    if len(same):
        pairs = [
            _("{relay} and {target}").format(
                relay=quote(row["relay_target"]), target=quote(row["target"])
            )
            for row in same.to_dict("records")
        ]
        text = _("These hear on the same day, which leaves relays no time to prepare: {pairs}.")
        said.append(Finding(text.format(pairs=some(pairs, FEW, join=listed)), Tone.CAUTION))
    text = _("All who hear the news hear it after the relays that must inform them.")
    return said or [Finding(text)]


def _late(row: dict[str, object]) -> str:
    """One relay that hears too late, in words."""
    days = -int(str(row["lead_days"]))
    text = ngettext(
        "{relay}, told {days} day after {target}", "{relay}, told {days} days after {target}", days
    )
    return text.format(
        relay=quote(str(row["relay_target"])), days=days, target=quote(str(row["target"]))
    )
