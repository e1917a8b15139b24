"""The sentences on data and referents, each computed from a table of the stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from playbook.language import _, enumerate_words, format_number, ngettext, quote, some
from playbook.show.findings import Finding, Tone
from playbook.tables import TABLES

NAMED = 5
OWN_TABLES = ("data_assets", "referents", "rollouts", "initiatives")


def named(names: Iterable[str], quoted: bool = False) -> str:
    """Some names as part of a sentence; beyond a few, how many more."""
    return some(map(quote, names) if quoted else names, NAMED, spare=1)


def say_lacking(present: Collection[str]) -> Finding | None:
    """Say which of the stage's own tables have no row; nothing when all have some."""
    lacking = [_(TABLES[name].label) for name in OWN_TABLES if name not in present]
    if not lacking:
        return None
    if len(lacking) == len(OWN_TABLES):
        text = _(
            "Nothing is known yet of how the culture spreads. Not one of these is filled: {list}."
        )
        return Finding(text.format(list=enumerate_words(lacking)), Tone.DECIDE)
    text = _("Not filled yet, so this report says nothing of it: {list}.")
    return Finding(text.format(list=enumerate_words(lacking)), Tone.CAUTION)


def say_openness(table: pd.DataFrame) -> Finding | None:
    """Say how many of the data are shared, on request or closed; nothing without data."""
    if table.empty:
        return None
    total = int(table["assets"].sum())
    text = ngettext(
        "Of {total} data asset listed, {shared} shared, {on_request} on request, {closed} closed.",
        "Of {total} data assets listed, {shared} are shared, {on_request} on request and"
        " {closed} closed.",
        total,
    )
    counts = {name: format_number(table[name].sum()) for name in ("shared", "on_request", "closed")}
    return Finding(text.format(total=format_number(total), **counts))


def say_silos(exchanges: pd.DataFrame) -> Finding | None:
    """Name the departments that share nothing and use nothing of others; nothing without data."""
    positions = exchanges.groupby("position")["department"].apply(list).to_dict()
    listed = exchanges[exchanges["position"] != "not_listed"]
    if listed.empty:
        return None
    silos = positions.get("silo", [])
    if not silos:
        text = _(
            "Every department on the list of data shares some with another, or uses another's."
        )
        return Finding(text)
    text = ngettext(
        "{silos} is a silo: as far as recorded, it shares no data with other departments and uses"
        " none of theirs.",
        "{silos} are silos: as far as recorded, they share no data with other departments and use"
        " none of theirs.",
        len(silos),
    ).format(silos=named(silos))
    return Finding(text, Tone.DECIDE)


def say_one_way(exchanges: pd.DataFrame) -> Finding | None:
    """Name the departments that only give or only take; nothing when there are none."""
    lenders = exchanges.loc[exchanges["position"] == "lends_only", "department"]
    borrowers = exchanges.loc[exchanges["position"] == "borrows_only", "department"]
    sentences = []
    if len(lenders):
        text = ngettext(
            "{names} shares data and uses nobody else's.",
            "{names} share data and use nobody else's.",
            len(lenders),
        )
        sentences.append(text.format(names=named(lenders)))
    if len(borrowers):
        text = ngettext(
            "{names} uses others' data and shares none.",
            "{names} use others' data and share none.",
            len(borrowers),
        )
        sentences.append(text.format(names=named(borrowers)))
    return Finding(" ".join(sentences)) if sentences else None


def say_worth_checking(table: pd.DataFrame) -> list[Finding]:
    """Say where access and recorded use do not go together."""
    labels = table.groupby("oddity")["label"].apply(list).to_dict()
    findings = []
    if "closed_but_used" in labels:
        text = ngettext(
            "{labels} is closed, and yet other departments use it: open it, or stop that.",
            "{labels} are closed, and yet other departments use them: open them, or stop that.",
            len(labels["closed_but_used"]),
        ).format(labels=named(labels["closed_but_used"], quoted=True))
        findings.append(Finding(text, Tone.DECIDE))
    if "shared_unused" in labels:
        text = ngettext(
            "{labels} is open to all, and only its owner uses it: do people know of it?",
            "{labels} are open to all, and only their owners use them: do people know of them?",
            len(labels["shared_unused"]),
        ).format(labels=named(labels["shared_unused"], quoted=True))
        findings.append(Finding(text, Tone.DECIDE))
    if "unrecorded" in labels:
        text = ngettext(
            "Nobody is recorded as using {labels}: not known, rather than unused.",
            "Nobody is recorded as using {labels}: not known, rather than unused.",
            len(labels["unrecorded"]),
        ).format(labels=named(labels["unrecorded"], quoted=True))
        findings.append(Finding(text, Tone.CAUTION))
    return findings


def say_referents(coverage: pd.DataFrame) -> Finding | None:
    """Name the departments without a referent; nothing when no department is known."""
    if coverage.empty:
        return None
    without = coverage.loc[coverage["state"] == "none", "department"]
    known = len(coverage)
    if len(without) == known:
        text = ngettext(
            "Nobody is named as a referent yet; {known} department is known.",
            "Nobody is named as a referent yet; {known} departments are known.",
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
        "{count} of {known} known departments has no referent: {names}.",
        "{count} of {known} known departments have no referent: {names}.",
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
        "The referent of {names} works without a manager at their side: is one needed?",
        "The referents of {names} work without a manager at their side: is one needed?",
        len(alone),
    )
    return Finding(text.format(names=named(alone)), Tone.DECIDE)
