"""The sentences about requests: the backlog, how long they take, what non-users say."""

from __future__ import annotations

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_date,
    format_number,
    labelled,
    ngettext,
    quote,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.labels import KINDS


def say_backlog(days: pd.DataFrame, open_: pd.DataFrame, old_from: int) -> Finding | None:
    """Say how many requests are open and how old they are; nothing without requests."""
    if days.empty:
        return None
    if open_.empty:
        return Finding(_("No request is open."))
    most = days.loc[days["open"].idxmax()]
    old = int((open_["age_days"] >= old_from).sum())
    text = ngettext("{open} request is open", "{open} requests are open", len(open_))
    if len(open_) >= int(most["open"]):
        text += _(", as many as there have ever been")
    else:
        text += _(", after {most} at the most, on {day}")
    words = text.format(
        open=format_number(len(open_)),
        most=format_number(most["open"]),
        day=format_date(most["date"]),
    )
    if old:
        words += ngettext(
            "; {old} has waited for {days} days or more.",
            "; {old} have waited for {days} days or more.",
            old,
        ).format(old=format_number(old), days=old_from)
    else:
        words += _("; none has waited for {days} days.").format(days=old_from)
    return Finding(words, Tone.DECIDE if old else Tone.RESULT)


def say_time_to_close(table: pd.DataFrame) -> Finding | None:
    """Say how long a request takes, those still open included; nothing without requests."""
    if table.empty:
        return None
    whole, kinds = table.iloc[0], table.iloc[1:]
    if pd.isna(whole["median"]):
        text = _("Fewer than half of the requests have been settled: no usual time can be said.")
        return Finding(text, Tone.CAUTION)
    text = ngettext(
        "Half of the requests are settled within {days} day",
        "Half of the requests are settled within {days} days",
        whole["median"],
    )
    if whole["median"] < 1:
        text = _("Half of the requests are settled on the day they come in")
    words = text.format(days=format_number(whole["median"]))
    if pd.notna(whole["median_low"]) and pd.isna(whole["median_high"]):
        words += _(" (likely {low} or more)").format(low=format_number(whole["median_low"]))
    elif pd.notna(whole["median_low"]):
        words += _(" (likely {low} to {high})").format(
            low=format_number(whole["median_low"]), high=format_number(whole["median_high"])
        )
    else:
        words += _(" (too few to say how sure that is)")
    words += _(", those still open counted in.")
    never = kinds.loc[kinds["median"].isna(), "kind"]
    if len(never):
        words += " " + labelled(
            _("Less than half are settled, so far"),
            enumerate_words([_lower(_(KINDS[kind])) for kind in never]) + ".",
        )
    slowest = kinds[kinds["median"] == kinds["median"].max()]
    if len(slowest) and len(slowest) < len(kinds):
        most = slowest["median"].iloc[0]
        text = ngettext("Slowest: {kinds}, {days} day.", "Slowest: {kinds}, {days} days.", most)
        if len(never):
            text = ngettext(
                "Slowest of the others: {kinds}, {days} day.",
                "Slowest of the others: {kinds}, {days} days.",
                most,
            )
        names = enumerate_words([_lower(_(KINDS[kind])) for kind in slowest["kind"]])
        words += " " + text.format(kinds=names, days=format_number(most))
    return Finding(words, Tone.CAUTION if len(never) else Tone.RESULT)


def _lower(word: str) -> str:
    """A label inside a sentence."""
    return word[:1].lower() + word[1:]


def say_non_users(table: pd.DataFrame) -> Finding | None:
    """Say how many non-users spoke, and how many wait for an answer; nothing if none did."""
    if table.empty:
        return None
    waiting = table[~table["answered"]]
    text = ngettext(
        "{count} message comes from people who do not use the solutions or hold back.",
        "{count} messages come from people who do not use the solutions or hold back.",
        len(table),
    )
    words = text.format(count=format_number(len(table)))
    if waiting.empty:
        return Finding(words + " " + _("Each has had its answer."))
    words += " " + ngettext(
        "{waiting} still waits for an answer.", "{waiting} still wait for an answer.", len(waiting)
    ).format(waiting=format_number(len(waiting)))
    oldest = waiting["text"].iloc[-1]
    if pd.notna(oldest):
        text = _("The oldest of them: {text}") if len(waiting) > 1 else _("It says: {text}")
        words += " " + text.format(text=quote(oldest, 90))
    return Finding(words, Tone.DECIDE)
