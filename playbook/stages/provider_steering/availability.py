"""Whether the solutions were available, over the whole time that they run."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_date, ngettext, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_month, more_solutions, name_solutions
from playbook.stages.provider_steering.downtime import over_allowance, with_budget
from playbook.stages.provider_steering.promises import NAMED, format_availability

SHOWN = [
    "solution", "since", "availability_percent", "outage", "degraded", "down", "allowed",
    "left", "missed",
]  # fmt: skip
LABELS = {
    "since": Label(N_("Since"), Format.DATE),
    "missed": Label(N_("Months below"), Format.WHOLE),
    "months": Label(N_("Months"), Format.WHOLE),
}


def whole_period(months: pd.DataFrame, degraded_share: float) -> pd.DataFrame:
    """Add the months of each solution up.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, target, since (the first day), missed (months below
        the target), months (how many), then as in `monthly_availability` over all of them.
    """
    table = months.assign(missed=over_allowance(months), since=months["starts_on"], months=1)
    totals = table.groupby("solution_id", as_index=False).agg(
        target=("target", "first"),
        since=("since", "min"),
        missed=("missed", "sum"),
        months=("months", "sum"),
        minutes=("minutes", "sum"),
        outage=("outage", "sum"),
        degraded=("degraded", "sum"),
    )
    return with_budget(totals, degraded_share)


def say_availability(
    totals: pd.DataFrame, months: pd.DataFrame, solutions: pd.DataFrame
) -> list[Finding | None]:
    """Say how available each solution was against its target."""
    if totals.empty:
        text = _(
            "No incident is on record for a solution that has a service level, which does not mean"
            " that nothing broke: availability cannot be told."
        )
        return [Finding(text, Tone.CAUTION)]
    named = name_solutions(totals, solutions).sort_values(["left", "solution"])
    said: list[Finding | None] = [
        _say_one(row, months) for row in named.head(NAMED).to_dict("records")
    ]
    rest = more_solutions(len(named) - NAMED)
    return [*said, Finding(rest)] if rest else said


def _say_one(row: dict[str, object], months: pd.DataFrame) -> Finding:
    """Say how available one solution was."""
    target, availability = float(str(row["target"])), float(str(row["availability"]))
    own = months[(months["solution_id"] == row["solution_id"]) & over_allowance(months)]
    text = _(
        "{solution} was available {availability} of the time since {since}, for a target of"
        " {target}"
    )
    words = text.format(
        solution=row["solution"],
        availability=format_availability(availability, target),
        since=format_date(pd.Timestamp(str(row["since"]))),
        target=format_availability(target, availability),
    )
    if own.empty:
        words += _("; no month is below it.")
        return Finding(words)
    text = ngettext(
        "; {missed} of {all} months is below it: {names}.",
        "; {missed} of {all} months are below it: {names}.",
        len(own),
    )
    if len(own) > NAMED:
        text = _("; {missed} of {all} months are below it, the last of them {names}.")
    names = enumerate_words([format_month(month) for month in own["month"].tail(NAMED)])
    words += text.format(missed=len(own), all=row["months"], names=names)
    if availability >= target:
        return Finding(words, Tone.CAUTION)
    words += " " + _("Ask the provider how it will keep its promise.")
    return Finding(words, Tone.DECIDE)


def say_need(
    totals: pd.DataFrame, targets: pd.DataFrame, solutions: pd.DataFrame
) -> Finding | None:
    """Name the solutions that meet their target and still fall short of what is asked for.

    Parameters
    ----------
    targets : DataFrame
        From `targets_against_criticality`.
    """
    both = totals.merge(targets[["solution_id", "wanted"]], on="solution_id")
    short = both[~over_allowance(both) & (both["availability"] < both["wanted"])]
    if short.empty:
        return None
    text = _("{solution} ({availability} for {wanted})")
    parts = [
        text.format(
            solution=row["solution"],
            availability=format_availability(row["availability"], row["wanted"]),
            wanted=format_availability(row["wanted"], row["availability"]),
        )
        for row in name_solutions(short, solutions).to_dict("records")
    ]  # fmt: skip
    text = _(
        "Over the whole time the target is met, and what the criticality asks for is not: {parts}."
    )
    return Finding(text.format(parts=some(parts, NAMED)), Tone.CAUTION)
