"""The sentences of the overview, each computed from one of its tables."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_likelihood,
    format_number,
    ngettext,
    quote,
    quoted,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.overview.breaks import BREAKS
from playbook.stages.overview.labels import BREACHES, TABLE_NAMES
from playbook.stages.overview.progress import WORDS
from playbook.tables.operation import BENEFIT_KINDS

NAMED_BREAKS = 3
FORETOLD = {
    "kept": N_("what was realised of the expectation"),
    "revenue": N_("revenue"),
    "cost_avoided": N_("cost avoided"),
    "time_saved": N_("time saved"),
    "quality": N_("quality"),
}
CHANCE = 0.05
"""A correlation that chance gives at least this often is no evidence."""


def say_progress(table: pd.DataFrame) -> Finding:
    """Say how many stages have their data, and what is missing next."""
    standing = table["standing"].value_counts()
    complete = int(standing.get("complete", 0))
    if complete == len(table):
        text = _("Every table of all {count} stages of the playbook has rows.")
        return Finding(text.format(count=complete))
    started = len(table) - int(standing.get("none", 0))
    text = ngettext(
        "{started} of {count} stages of the playbook has data, {complete} of them in every table.",
        "{started} of {count} stages of the playbook have data, {complete} of them in every table.",
        started,
    ).format(started=started, count=len(table), complete=complete)
    return Finding(text)


def say_next(table: pd.DataFrame) -> Finding | None:
    """Say what the first stage that lacks a table needs; nothing when no stage lacks any."""
    lacking = table[table["absent"].notna()]
    if lacking.empty:
        return None
    first = lacking.iloc[0]
    names = [_(TABLE_NAMES[name]) for name in str(first["absent"]).split(WORDS)]
    text = _("First to fill, in the order of the playbook: {tables} ({stage}).")
    return Finding(
        text.format(tables=enumerate_words(names), stage=first["stage"]),
        Tone.DECIDE,
    )


def say_chain(table: pd.DataFrame, counts: Mapping[str, int]) -> Finding | None:
    """Say how many use cases reach each layer of the chain; nothing without use cases."""
    use_cases = table[table["use_case"] > 0]
    total = len(use_cases)
    if not total:
        return None
    selected = int(use_cases["outcome"].eq("selected").sum())
    text = ngettext(
        "{total} use case: {selected} selected, {solution} with a solution, {deployed} rolled out"
        " at a site or more, {benefit} with a measured benefit.",
        "{total} use cases: {selected} selected, {solution} with a solution, {deployed} rolled out"
        " at a site or more, {benefit} with a measured benefit.",
        total,
    )
    if counts["idea"]:
        text += " " + ngettext(
            "{idea} comes from the ideation workshop and its {notes}.",
            "{idea} come from the ideation workshop and its {notes}.",
            int((use_cases["idea"] > 0).sum()),
        )
    notes = ngettext("{count} note", "{count} notes", counts["idea"])
    reached = {
        name: int((use_cases[name] > 0).sum())
        for name in ("idea", "solution", "deployed", "benefit")
    }
    notes = notes.format(count=format_number(counts["idea"]))
    return Finding(text.format(total=total, notes=notes, selected=selected, **reached))


def say_breaks(breaks: pd.DataFrame, table: pd.DataFrame) -> Finding | None:
    """Say how often the chain breaks, and name what weighs most; nothing without a chain."""
    if table.empty:
        return None
    if breaks.empty:
        return Finding(_("The chain from idea to benefit has no break where both sides have data."))
    lead = ngettext(
        "The chain from idea to benefit breaks in {count} place.",
        "The chain from idea to benefit breaks in {count} places.",
        len(breaks),
    ).format(count=len(breaks))
    kinds = [name for name in BREAKS if breaks["breach"].eq(name).any()]
    parts = []
    for name in kinds[:NAMED_BREAKS]:
        titles = breaks.loc[breaks["breach"] == name, "title"]
        text = _("{breach}: {titles}.")
        parts.append(text.format(breach=_(BREACHES[name]), titles=quoted(titles, spare=1)))
    rest = int(breaks["breach"].isin(kinds[NAMED_BREAKS:]).sum())
    if rest:
        text = ngettext(
            "{count} break of another kind weighs less.",
            "{count} breaks of other kinds weigh less.",
            rest,
        )
        parts.append(text.format(count=rest))
    return Finding(" ".join([lead, *parts]), Tone.DECIDE)


def _benefit(row: Mapping[str, object]) -> str:
    """A solution's kind of benefit, as part of a sentence."""
    kind = _(BENEFIT_KINDS[str(row["kind"])]).lower()
    return _("{solution} ({kind})").format(solution=quote(str(row["name"])), kind=kind)


def say_realised(table: pd.DataFrame) -> list[Finding]:
    """Say which benefits keep what was expected of them, the furthest behind by name.

    Parameters
    ----------
    table : DataFrame
        From `readable`.
    """
    if table.empty:
        return [Finding(_("No benefit has been measured yet."), Tone.CAUTION)]
    known = table[table["ratio"].notna()]
    findings = []
    if not known.empty:
        kept = int((known["ratio"] >= 1).sum())
        text = ngettext(
            "{kept} of {count} benefit with an expectation reaches it.",
            "{kept} of {count} benefits with an expectation reach it.",
            len(known),
        )
        findings.append(Finding(text.format(kept=kept, count=len(known))))
        least = known.loc[known["ratio"].idxmin()]
        if least["ratio"] < 1:
            text = ngettext(
                "Furthest behind: {benefit} with {amount} of {expected} expected ({share}) over"
                " {dates} measurement.",
                "Furthest behind: {benefit} with {amount} of {expected} expected ({share}) over"
                " {dates} measurements.",
                int(least["compared"]),
            )
            words = text.format(
                benefit=_benefit(least.to_dict()),
                amount=least["shown_amount"],
                expected=least["shown_expected"],
                share=least["shown_ratio"],
                dates=least["compared"],
            )
            others = int((known["ratio"] == least["ratio"]).sum()) - 1
            if others:
                text = ngettext(
                    "{count} other is as far behind.", "{count} others are as far behind.", others
                )
                words += " " + text.format(count=others)
            findings.append(Finding(words, Tone.DECIDE))
    return findings


def say_unexpected(table: pd.DataFrame) -> Finding | None:
    """Name the benefits of which nothing was expected in figures; nothing when there are none."""
    unknown = table[table["compared"] == 0]
    if unknown.empty:
        return None
    names = [_benefit(row) for row in unknown.to_dict("records")]
    text = ngettext(
        "Nobody noted what was expected of {benefits}: it cannot be judged.",
        "Nobody noted what was expected of {benefits}: they cannot be judged.",
        len(names),
    )
    return Finding(text.format(benefits=some(names, spare=1)), Tone.CAUTION)


def say_prediction(table: pd.DataFrame) -> Finding:
    """Say whether the votes on value saw the benefits coming, or why that cannot be said."""
    answered = table[table["refusal"].isna()]
    if answered.empty:
        most = int(table["use_cases"].max())
        if (table["refusal"] == "all_equal").any():
            text = _(
                "Whether the votes on value saw the benefits coming cannot be told: the votes or"
                " the benefits do not differ between use cases."
            )
            return Finding(text, Tone.CAUTION)
        text = ngettext(
            "Whether the votes on value saw the benefits coming cannot be told yet: {most} use"
            " case can be compared, and it takes at least {needed}.",
            "Whether the votes on value saw the benefits coming cannot be told yet: {most} use"
            " cases can be compared, and it takes at least {needed}.",
            most,
        )
        return Finding(text.format(most=most, needed=int(table["needed"].iloc[0])), Tone.CAUTION)
    row = answered.iloc[0]
    figures = {
        "measure": _(FORETOLD[str(row["measure"])]),
        "count": int(row["use_cases"]),
        "correlation": format_number(row["correlation"], 2),
        "chance": format_likelihood(row["p_value"]),
    }
    if row["p_value"] >= CHANCE:
        text = _(
            "The votes on value did not foretell {measure}, as far as {count} use cases can show:"
            " their rank correlation is {correlation}, and chance alone gives as much in {chance}"
            " of cases."
        )
        return Finding(text.format(**figures), Tone.CAUTION)
    if row["correlation"] > 0:
        text = _(
            "What was voted more valuable did better in {measure}: over {count} use cases the rank"
            " correlation is {correlation}, and chance alone gives as much in {chance} of cases."
        )
        return Finding(text.format(**figures))
    text = _(
        "What was voted more valuable did worse in {measure}: over {count} use cases the rank"
        " correlation is {correlation}, and chance alone gives as much in {chance} of cases. Look"
        " at how value is judged."
    )
    return Finding(text.format(**figures), Tone.DECIDE)
