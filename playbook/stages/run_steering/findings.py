"""The sentences about the checklist, the use and the training material."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_number,
    format_percent,
    format_share,
    ngettext,
    quote,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.show.names import more_solutions
from playbook.tables import TABLES

NAMED = 4


def say_missing(tables: dict[str, pd.DataFrame]) -> Finding | None:
    """Name the tables that the campaign does not have; nothing when all are there."""
    missing = [name for name, frame in tables.items() if frame.empty]
    if not missing:
        return None
    names = enumerate_words([_(TABLES[name].label) for name in missing])
    if len(missing) == len(tables):
        text = _("Nothing is recorded on RUN yet. Fill at least one of these tables: {names}.")
        return Finding(text.format(names=names), Tone.DECIDE)
    text = ngettext(
        "This report says nothing on what would need a table that is missing: {names}.",
        "This report says nothing on what would need tables that are missing: {names}.",
        len(missing),
    )
    return Finding(text.format(names=names), Tone.CAUTION)


def say_sources(tables: dict[str, pd.DataFrame]) -> Finding | None:
    """Say how many rows each table has; nothing without any table."""
    text = _("{table} ({rows})")
    parts = [
        text.format(table=_(TABLES[name].label), rows=format_number(len(frame)))
        for name, frame in tables.items()
        if len(frame)
    ]
    if not parts:
        return None
    return Finding(_("The tables, with their rows: {parts}.").format(parts=enumerate_words(parts)))


def say_checklist(progress: pd.DataFrame, items: pd.DataFrame) -> Finding | None:
    """Say how far the checklist is, and what is late or has no owner; nothing without items."""
    applicable, done = int(progress["applicable"].sum()), int(progress["done"].sum())
    if not applicable:
        return None
    text = ngettext(
        "{done} of {applicable} applicable items of the checklist is done ({share}).",
        "{done} of {applicable} applicable items of the checklist are done ({share}).",
        done,
    )
    counts = {"done": format_number(done), "applicable": format_number(applicable)}
    words = text.format(share=format_share(done / applicable), **counts)
    parts = [part for part in (_overdue(items), _orphaned(items)) if part]
    if not parts:
        return Finding(words)
    words += " " + _("Of the others, {parts}.").format(parts=enumerate_words(parts))
    return Finding(words, Tone.DECIDE)


def _overdue(items: pd.DataFrame) -> str:
    """How much is overdue, and what the longest."""
    late = items[items["days_late"].notna()]
    if late.empty:
        return ""
    days = int(late["days_late"].iloc[0])
    text = ngettext(
        "{count} is overdue by {late} ({item})",
        "{count} are overdue by up to {late} ({item})",
        len(late),
    )
    return text.format(
        count=format_number(len(late)),
        late=ngettext("{days} day", "{days} days", days).format(days=format_number(days)),
        item=quote(late["label"].iloc[0], 80),
    )


def _orphaned(items: pd.DataFrame) -> str:
    """How much nobody sees to."""
    orphans = items[items["no_owner"]]
    if orphans.empty:
        return ""
    both = int(orphans["days_late"].notna().sum())
    text = ngettext("{count} has no owner", "{count} have no owner", len(orphans))
    if both == len(orphans):
        text = ngettext(
            "{count} has no owner, though it is overdue",
            "{count} have no owner, though they are overdue",
            both,
        )
    elif both:
        text = ngettext(
            "{count} have no owner, {both} overdue one among them",
            "{count} have no owner, {both} overdue ones among them",
            both,
        )
    return text.format(count=format_number(len(orphans)), both=format_number(both))


def say_reach(reached: pd.DataFrame, target: float) -> Finding | None:
    """Say how many of those who could use each solution do; nothing without a measurement."""
    if reached.empty:
        return None
    parts = [
        _("{solution} is used by {active} of {eligible} eligible people ({share})").format(
            solution=row["solution"], active=format_number(row["active_users"]),
            eligible=format_number(row["eligible_users"]), share=format_share(row["rate"], target),
        )
        for row in reached.to_dict("records")
    ]  # fmt: skip
    text = _("{parts}, for a target of {target}.")
    words = text.format(parts=enumerate_words(parts[:NAMED]), target=format_percent(target))
    return Finding(f"{words} {more_solutions(len(parts) - NAMED)}".rstrip())


def say_stalls(standing: pd.DataFrame, last: int) -> Finding | None:
    """Say where the use stalls, by the rule; nothing without a measurement."""
    if standing.empty:
        return None
    stalled = standing[standing["standing"].isin(["stalled", "fell_back"])]
    short = standing["standing"].eq("too_short")
    if short.all():
        text = ngettext(
            "Too early to say whether the use stalls: no department has more than {last}"
            " measurement.",
            "Too early to say whether the use stalls: no department has more than {last}"
            " measurements.",
            last,
        )
        return Finding(text.format(last=last), Tone.CAUTION)
    if stalled.empty and short.any():
        text = ngettext(
            "No stall of the use is seen; {count} curve has too few measurements to tell.",
            "No stall of the use is seen; {count} curves have too few measurements to tell.",
            int(short.sum()),
        )
        return Finding(text.format(count=format_number(short.sum())))
    if stalled.empty:
        return Finding(_("The use stalls nowhere."))
    places = [
        _("{department} with {solution} ({share})").format(
            department=row["department"], solution=row["solution"],
            share=format_share(row["rate"], row["target"]),
        )
        for row in stalled.to_dict("records")
    ]  # fmt: skip
    text = _(
        "The use stalls below the target in {places}: ask those who hold back before training more."
    )
    if stalled["standing"].eq("fell_back").any():
        text = _(
            "The use stalls or has fallen back below the target in {places}: ask those who hold"
            " back before training more."
        )
    return Finding(text.format(places=some(places)), Tone.DECIDE)


def say_odd_usage(rates: pd.DataFrame, standing: pd.DataFrame) -> Finding | None:
    """Say what to check: more users than eligible people, or measurements that stop."""
    more = int((rates["active_users"] > rates["eligible_users"]).sum())
    parts = []
    if more:
        parts.append(
            ngettext(
                "{count} measurement has more users than eligible people",
                "{count} measurements have more users than eligible people",
                more,
            ).format(count=more)
        )
    last = standing.groupby("solution_id")["latest_on"].transform("max")
    stopped = standing.loc[standing["latest_on"] < last, "department"].nunique()
    if stopped:
        parts.append(
            ngettext(
                "{count} department was not measured when others last were",
                "{count} departments were not measured when others last were",
                stopped,
            ).format(count=stopped)
        )
    if not parts:
        return None
    text = _("To check in the figures of use: {parts}.")
    return Finding(text.format(parts=enumerate_words(parts)), Tone.CAUTION)


def say_training(items: pd.DataFrame, asked: tuple[int, int], months: int, as_of: date) -> Finding:
    """Say what the tables hold on the age of the training material, and what they cannot tell."""
    sentences = [
        _(
            "No table holds the day on which training material was last revised: its age cannot be"
            " told."
        )
    ]
    open_ = items[~items["status"].isin(["done", "not_applicable"])]
    late = int((open_["due_on"] < pd.Timestamp(as_of)).sum())
    if len(items):
        text = ngettext(
            "{count} item of the checklist speaks of training",
            "{count} items of the checklist speak of training",
            len(items),
        )
        if late:
            text += ngettext(", {late} is overdue", ", {late} are overdue", late)
        if late and len(items) == 1:
            text = _("One item of the checklist speaks of training, and it is overdue")
        sentences.append(_("{parts}.").format(parts=text.format(count=len(items), late=late)))
    total, recent = asked
    if total:
        text = ngettext(
            "{total} request asked for training, {recent} of them in the last {months} months.",
            "{total} requests asked for training, {recent} of them in the last {months} months.",
            total,
        )
        sentences.append(text.format(total=total, recent=recent, months=months))
    return Finding(" ".join(sentences), Tone.CAUTION)
