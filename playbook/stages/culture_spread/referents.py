"""Which departments have a referent, and which referents a manager at their side."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.culture_spread.departments import named

STATES = {
    "none": N_("No referent"),
    "alone": N_("Referent without a manager"),
    "paired": N_("Referent and manager"),
}
LABELS = {
    "referent": Label(N_("Referent"), missing=N_("nobody")),
    "management_pair": Label(N_("Management pair"), missing=N_("none")),
    "state": Label(N_("Standing"), codes=STATES),
}


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


def say_referents(coverage: pd.DataFrame) -> Finding | None:
    """Name the departments without a referent; nothing when no department is known."""
    if coverage.empty:
        return None
    without = coverage.loc[coverage["state"] == "none", "department"]
    known = len(coverage)
    if len(without) == known:
        text = ngettext(
            "Name the first referent: {known} department is known, and it has none.",
            "Name the first referents: {known} departments are known, and none has one.",
            known,
        )
        return Finding(text.format(known=known), Tone.DECIDE)
    if without.empty:
        text = ngettext(
            "The only department that is known has a referent.",
            "All {known} departments that are known have a referent.",
            known,
        )
        return Finding(text.format(known=known))
    text = ngettext(
        "{count} of {known} known departments has no referent: {names}. Name one.",
        "{count} of {known} known departments have no referent: {names}. Name one in each.",
        len(without),
    )
    return Finding(text.format(count=len(without), known=known, names=named(without)), Tone.DECIDE)


def say_pairs(coverage: pd.DataFrame) -> Finding | None:
    """Name the referents' departments that have no manager paired; nothing without referents."""
    if (coverage["state"] == "none").all():
        return None
    alone = coverage.loc[coverage["state"] == "alone", "department"]
    if alone.empty:
        return Finding(_("Every referent is paired with a manager."))
    text = ngettext(
        "The referent of {names} works without a manager at their side: decide whether one"
        " is needed.",
        "The referents of {names} work without a manager at their side: decide whether one"
        " is needed.",
        len(alone),
    )
    return Finding(text.format(names=named(alone)), Tone.DECIDE)
