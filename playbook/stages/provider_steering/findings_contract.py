"""The sentences about targets, level 1 support, audits, committees and specific developments."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_date,
    format_number,
    format_percent,
    format_share,
    labelled,
    listed,
    ngettext,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.show.names import name_solutions
from playbook.stages.provider_steering.availability import chain_availability
from playbook.stages.provider_steering.findings import format_availability
from playbook.stages.provider_steering.labels import ISSUES
from playbook.tables.operation import CRITICALITIES

NAMED = 3


def say_targets(table: pd.DataFrame) -> Finding:
    """Say whether the targets follow the criticality of the uses."""
    low, outdone = table[table["verdict"] == "low"], table[table["outdone"]]
    sentences = []
    if len(low):
        parts = [
            _("{solution} ({criticality}: {target} agreed, {wanted} asked for)").format(
                solution=row["solution"], criticality=_(CRITICALITIES[row["criticality"]]).lower(),
                target=format_availability(row["target"], row["wanted"]),
                wanted=format_availability(row["wanted"], row["target"]),
            )
            for row in low.to_dict("records")
        ]  # fmt: skip
        text = _("Too low a target for what is at stake: {parts}.")
        sentences.append(text.format(parts=some(parts, NAMED)))
    if len(outdone):
        text = ngettext(
            "{names} is promised less than a solution that is less critical.",
            "{names} are promised less than solutions that are less critical.",
            len(outdone),
        )
        sentences.append(text.format(names=some(outdone["solution"], NAMED)))
    if sentences:
        return Finding(" ".join(sentences), Tone.DECIDE)
    return Finding(_("Every target is as high as the criticality of the use asks for."))


def say_chain(table: pd.DataFrame) -> Finding | None:
    """Say what work that needs all solutions at once can count on; nothing for one solution."""
    if len(table) < 2:
        return None
    text = ngettext(
        "Work that needs {count} solution can count on {share}.",
        "Work that needs the {count} solutions at once can count on {share} at best, by these"
        " targets and if they fail independently.",
        len(table),
    )
    share = format_availability(chain_availability(table["target"]))
    return Finding(text.format(count=len(table), share=share))


def say_uncovered(
    usage: pd.DataFrame, service_levels: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> Finding | None:
    """Name the solutions that are used without a service level; nothing when each has one."""
    known = usage[(usage["date"] <= pd.Timestamp(as_of)) & (usage["active_users"] > 0)]
    used = known[["solution_id"]].drop_duplicates()
    bare = used[~used["solution_id"].isin(service_levels["solution_id"])]
    if bare.empty:
        return None
    names = name_solutions(bare, solutions)["solution"]
    text = ngettext(
        "{names} is used without an agreed service level.",
        "{names} are used without an agreed service level.",
        len(bare),
    )
    return Finding(text.format(names=some(names, NAMED)), Tone.DECIDE)


def say_level1(table: pd.DataFrame) -> Finding:
    """Say whether level 1 support is agreed for every solution."""
    open_ = table[~table["agreed"]]
    if len(open_):
        text = ngettext(
            "Who answers first, or when, is not agreed for {names}.",
            "Who answers first, or when, is not agreed for {count} solutions: {names}.",
            len(open_),
        )
        words = text.format(count=len(open_), names=some(open_["solution"], NAMED))
        return Finding(words, Tone.DECIDE)
    by_company = int((table["level1_owner"] == "company").sum())
    text = ngettext(
        "Level 1 support is agreed for the one solution that has a service level.",
        "Level 1 support is agreed for each of the {count} solutions that have a service level: the"
        " company gives it for {company}, the provider for {provider}.",
        len(table),
    )
    return Finding(
        text.format(count=len(table), company=by_company, provider=len(table) - by_company)
    )


def say_audits(table: pd.DataFrame, months: int) -> Finding:
    """Say what the security audits leave to be seen to."""
    open_ = table[table["open"]]
    if open_.empty:
        text = _(
            "Each solution that has a service level was audited by a certified body, passed, within"
            " {months} months"
        )
        words = text.format(months=format_number(months))
        if table["due_on"].notna().any():
            day = format_date(table["due_on"].min())
            words += _("; the next audit is due by {day}").format(day=day)
        return Finding(_("{parts}.").format(parts=words))
    parts = [
        labelled(
            row["solution"], enumerate_words([_(ISSUES[code]) for code in row["issues"].split(";")])
        )
        for row in open_.to_dict("records")
    ]
    text = _("Security audits to see to: {parts}.")
    return Finding(text.format(parts=some(parts, NAMED, join=listed)), Tone.DECIDE)


def say_whose(committees: pd.DataFrame, table: pd.DataFrame) -> Finding | None:
    """Say that committees name no provider, where there are several; nothing with one.

    Parameters
    ----------
    table : DataFrame
        From `level1_support`: the solutions with their providers.
    """
    providers = int(table["provider"].nunique())
    if providers < 2 or not (committees["kind"] == "provider").any():
        return None
    text = _(
        "The table of committees does not say which of the {count} providers was met: one who is"
        " never met does not show."
    )
    return Finding(text.format(count=providers), Tone.CAUTION)


def say_specific(table: pd.DataFrame, limit: float) -> Finding | None:
    """Say how many requests ask for specific developments; nothing without requests."""
    if table.empty:
        return None
    total, changes, specific, open_ = (
        int(table[name].sum()) for name in ("requests", "changes", "specific", "specific_open")
    )
    if not specific:
        return Finding(_("No request asks for a specific development."))
    text = ngettext(
        "{specific} of {total} requests asks for a specific development, out of {changes} that ask"
        " for a change ({share}).",
        "{specific} of {total} requests ask for a specific development, out of {changes} that ask"
        " for a change ({share}).",
        specific,
    )
    words = text.format(
        specific=format_number(specific), total=format_number(total),
        changes=format_number(changes), share=format_share(specific / changes, limit),
    )  # fmt: skip
    if open_:
        words += " " + ngettext("{open} is still open.", "{open} are still open.", open_).format(
            open=format_number(open_)
        )
    if specific / changes <= limit:
        return Finding(words)
    words += " " + _(
        "That is over {limit}: first ask what the provider's other customers do."
    ).format(limit=format_percent(limit))
    return Finding(words, Tone.DECIDE)
