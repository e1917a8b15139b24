"""The sentences of the impact study on the workshop itself: times, people, groups, gaps."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.language import _, enumerate_words, format_duration, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.tables.framing import ROLES as ROLE_WORDS


def say_slack(sheet: pd.DataFrame, announced: int) -> Finding | None:
    """Say how little time is left over; nothing when the times do not fit."""
    left = announced - int(sheet["minutes"].sum())
    if left < 0 or left > 15:
        return None
    text = _(
        "Time left over, break included: {left}. It does not cover a late start: begin on the"
        " minute, or announce more."
    )
    return Finding(text.format(left=format_duration(left)), Tone.CAUTION)


def say_groupings(table: pd.DataFrame, groups: int, group: tuple[int, int]) -> list[Finding | None]:
    """Say which numbers of people can be split, and whether the groups of the gaps fit.

    Parameters
    ----------
    table : DataFrame
        From `groupings`.
    groups : int
        How many groups the gaps name.
    group : (int, int)
        The fewest and the most people of a group.
    """
    splits = [format_number(n) for n in table.loc[table["groups"] >= 2, "people"]]
    fewest, most = int(table["people"].min()), int(table["people"].max())
    first = _("No number of people from {fewest} to {most} makes two groups of {low} to {high}.")
    if splits:
        first = _(
            "Of {fewest} to {most} people, only {splits} make two groups of {low} to {high}, which"
            " the groups need to question each other: invite that many."
        )
    low, high = group
    said: list[Finding | None] = [
        Finding(
            first.format(
                fewest=fewest, most=most, low=low, high=high, splits=enumerate_words(splits)
            )
        )
    ]
    if groups and groups * low > most:
        text = _(
            "The gaps come from {groups} groups, which makes {need} people or more with {low} in"
            " each, against {most} at most: either the groups were smaller, or more people came."
        )
        said.append(
            Finding(text.format(groups=groups, need=groups * low, low=low, most=most), Tone.CAUTION)
        )
    return said


def say_roles(missing: Sequence[str], participants: pd.DataFrame) -> Finding | None:
    """Say which roles the workshop needs and nobody has; nothing without a list of people."""
    if participants["role"].isna().all():
        return None
    if not missing:
        return Finding(
            _("Business experts, HR and IT are all on the campaign's list of participants.")
        )
    names = enumerate_words([_(ROLE_WORDS[role]) for role in missing])
    text = _("Nobody on the campaign's list of participants stands for: {roles}. Invite them.")
    if participants["role"].isna().any():
        text = _(
            "Nobody whose role is given on the campaign's list of participants stands for: {roles}."
            " Complete the list, or invite them."
        )
    return Finding(text.format(roles=names), Tone.DECIDE)


def say_gaps(table: pd.DataFrame) -> Finding:
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


def say_merging(pairs: pd.DataFrame, merged: pd.DataFrame, gaps: int) -> Finding:
    """Say how many gaps may be the same."""
    if pairs.empty:
        return Finding(_("No two groups found gaps alike enough to be proposed for merging."))
    text = ngettext(
        "{pairs} pair of gaps may be the same: merged, {gaps} gaps become {left}.",
        "{pairs} pairs of gaps may be the same: merged, {gaps} gaps become {left}.",
        len(pairs),
    )
    if pairs[["group", "other_group"]].notna().all(axis=None):
        text = ngettext(
            "{pairs} pair of gaps from different groups may be the same: merged, {gaps} gaps become"
            " {left}.",
            "{pairs} pairs of gaps from different groups may be the same: merged, {gaps} gaps"
            " become {left}.",
            len(pairs),
        )
    counts = {"pairs": len(pairs), "gaps": gaps, "left": len(merged)}
    words = {name: format_number(count) for name, count in counts.items()}
    return Finding(text.format(**words), Tone.DECIDE)


def say_followed(merged: pd.DataFrame) -> Finding | None:
    """Name the gaps of which nobody described any impact; nothing without a gap."""
    if merged.empty:
        return None
    none = merged[(merged["people_impacts"] == 0) & (merged["organisation_impacts"] == 0)]
    if none.empty:
        return Finding(_("Every gap, once merged, has at least one impact described."))
    text = ngettext(
        "Nobody described any impact of {gaps}: none, or not looked at?",
        "Nobody described any impact of these {count} gaps: {gaps}. None, or not looked at?",
        len(none),
    )
    return Finding(text.format(gaps=quoted(none["label"]), count=len(none)), Tone.DECIDE)
