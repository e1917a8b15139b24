"""Which gaps the groups found."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "group": Label(N_("Group"), missing=N_("not said")),
    "gaps": Label(N_("Gaps"), Format.WHOLE),
    "described": Label(N_("Described, today and target"), Format.WHOLE),
    "label": Label(N_("What it is")),
}
LISTED = N_("The gaps, one by one")


def group_counts(gaps: pd.DataFrame) -> pd.DataFrame:
    """Count the gaps that each group found.

    Returns
    -------
    DataFrame
        One row a group, in the order of the table, then the gaps without a group if there are
        any (group missing): group, gaps, and described (those that say both how it is today and
        how it will be).
    """
    described = gaps["current_state"].notna() & gaps["target_state"].notna()
    counts = (
        gaps.assign(described=described)
        .groupby("group", sort=False, dropna=False)
        .agg(gaps=("gap_id", "size"), described=("described", "sum"))
        .reset_index()
    )
    return counts.sort_values("group", key=lambda g: g.isna(), kind="stable", ignore_index=True)


def say_found(table: pd.DataFrame) -> Finding:
    """Say how many gaps there are, from how many groups."""
    gaps, named = int(table["gaps"].sum()), int(table["group"].notna().sum())
    if not gaps:
        return Finding(_("No gap is described yet."), Tone.DECIDE)
    text = ngettext("{gaps} gap was found", "{gaps} gaps were found", gaps).format(gaps=gaps)
    of_groups = int(table.loc[table["group"].notna(), "gaps"].sum())
    if named and of_groups == gaps:
        text += " " + ngettext("by {groups} group", "by {groups} groups", named).format(
            groups=named
        )
    elif named:
        text += " " + ngettext(
            "({count} of them by {groups} group)", "({count} of them by {groups} groups)", named
        ).format(count=of_groups, groups=named)
    bare = gaps - int(table["described"].sum())
    if not bare:
        text = ngettext(
            "{found}, with today and the target.", "{found}, each with today and the target.", gaps
        ).format(found=text)
        return Finding(text)
    rest = ngettext(
        "{bare} does not say both how it is today and how it will be.",
        "{bare} do not say both how it is today and how it will be.",
        bare,
    ).format(bare=bare)
    return Finding(f"{text}. {rest}", Tone.CAUTION)
