"""The sentences on the notes: who wrote them, what they cover, and what came in later."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, enumerate_words, format_likelihood, format_number, ngettext, quote
from playbook.show.findings import Finding, Tone


def say_participation(table: pd.DataFrame, quota: int, ideas: pd.DataFrame) -> Finding:
    """Say how many participants reached the quota of notes."""
    if table.empty:
        return Finding(
            _("The notes do not say who wrote them: participation cannot be told."), Tone.CAUTION
        )
    short = int((~table["reached"]).sum())
    if not short:
        text = ngettext(
            "Every participant wrote at least the note asked for.",
            "Every participant wrote at least the {quota} notes asked for.",
            quota,
        )
        return Finding(text.format(quota=quota))
    asked = ngettext("the note asked for", "the {quota} notes asked for", quota)
    text = ngettext(
        "{short} of {people} participants wrote fewer than {asked}.",
        "{short} of {people} participants wrote fewer than {asked}.",
        short,
    ).format(short=short, people=len(table), asked=asked.format(quota=quota))
    unsigned = int((ideas["round"].eq("first_reflection") & ideas["participant_id"].isna()).sum())
    if unsigned:
        text += " " + ngettext(
            "{count} note does not say who wrote it: it may be theirs.",
            "{count} notes do not say who wrote them: they may be theirs.",
            unsigned,
        ).format(count=format_number(unsigned))
    return Finding(text, Tone.CAUTION)


def say_ai(ideas: pd.DataFrame) -> Finding:
    """Say how many notes need AI, and how many nobody has decided on."""
    uses = ideas["uses_ai"]
    decided = int(uses.isin(["yes", "no"]).sum())
    if not decided:
        return Finding(_("Nobody has said yet which notes need AI."), Tone.DECIDE)
    with_ai, undecided = int(uses.eq("yes").sum()), len(ideas) - decided
    text = ngettext(
        "{count} note; of the {decided} decided on, {with_ai} ({share}) need AI.",
        "{count} notes; of the {decided} decided on, {with_ai} ({share}) need AI.",
        len(ideas),
    )
    if undecided:
        text += " " + ngettext(
            "{undecided} is still to be decided.", "{undecided} are still to be decided.", undecided
        )
    return Finding(
        text.format(
            count=format_number(len(ideas)),
            share=format_likelihood(with_ai / decided),
            with_ai=format_number(with_ai),
            decided=format_number(decided),
            undecided=format_number(undecided),
        )
    )


def say_themes(themes: pd.DataFrame) -> Finding:
    """Say which theme gathers most notes."""
    named = themes[themes["theme"].notna()]
    if named.empty:
        return Finding(_("No note has a theme yet: group them first."), Tone.DECIDE)
    most = named[named["notes"] == named["notes"].max()]
    text = ngettext(
        "{themes} has the most notes ({notes}).",
        "{themes} have the most notes ({notes} each).",
        len(most),
    )
    return Finding(
        text.format(
            notes=int(most["notes"].iloc[0]),
            themes=enumerate_words([quote(theme) for theme in most["theme"]]),
        )
    )


def say_coverage(coverage: pd.DataFrame) -> Finding | None:
    """Name the steps of the process that have no AI idea; nothing without steps."""
    if coverage.empty:
        return None
    without = coverage[coverage["with_ai"] == 0]
    if without.empty:
        return Finding(_("Every step of the process has at least one AI idea."))
    undecided = without["undecided"] > 0
    bare, unsure = (map(quote, without.loc[some, "label"]) for some in (~undecided, undecided))
    sentences = []
    if not undecided.all():
        text = ngettext(
            "One step of the process has no AI idea: {steps}. Nothing to gain there, or not looked"
            " at?",
            "{count} steps of the process have no AI idea: {steps}. Nothing to gain there, or not"
            " looked at?",
            int((~undecided).sum()),
        )
        words = enumerate_words(list(bare))
        sentences.append(text.format(count=int((~undecided).sum()), steps=words))
    if undecided.any():
        text = _("No AI idea is sure yet for {steps}: notes are still to be decided.")
        sentences.append(text.format(steps=enumerate_words(list(unsure))))
    return Finding(" ".join(sentences), Tone.DECIDE)


def say_duplicates(pairs: pd.DataFrame) -> Finding:
    """Say how many pairs of notes may be the same idea."""
    if pairs.empty:
        return Finding(_("No two notes are alike enough to be proposed for merging."))
    text = ngettext(
        "{count} pair of notes may be the same idea: merge it, or keep both.",
        "{count} pairs of notes may be the same idea: merge them, or keep both.",
        len(pairs),
    )
    return Finding(text.format(count=len(pairs)), Tone.DECIDE)


def say_proposed_themes(proposals: pd.DataFrame, accuracy: pd.DataFrame) -> Finding | None:
    """Say for how many notes a theme is proposed, and how often such proposals are right."""
    if proposals.empty:
        return None
    proposed = int(proposals["proposed_theme"].notna().sum())
    text = ngettext(
        "{count} note has no theme; a theme is proposed for {proposed} of them.",
        "{count} notes have no theme; a theme is proposed for {proposed} of them.",
        len(proposals),
    ).format(count=len(proposals), proposed=proposed)
    tried, right = int(accuracy["proposed"].iloc[0]), int(accuracy["right"].iloc[0])
    if tried:
        text += " " + ngettext(
            "Tried on notes whose theme is known, the proposal was right {right} time of {tried}.",
            "Tried on notes whose theme is known, the proposal was right {right} times of {tried}.",
            right,
        ).format(right=right, tried=tried)
    return Finding(text, Tone.CAUTION)


def say_follow_ups(table: pd.DataFrame) -> Finding:
    """Say what came in after the workshop."""
    if table.empty:
        return Finding(
            _("No idea came in after the workshop. Has the questionnaire been sent?"), Tone.DECIDE
        )
    known = int(table["similarity"].notna().sum())
    text = ngettext(
        "{count} idea came in after the workshop.",
        "{count} ideas came in after the workshop.",
        len(table),
    )
    if known:
        text += " " + ngettext(
            "{known} is close to an earlier note.", "{known} are close to earlier notes.", known
        )
    return Finding(text.format(count=len(table), known=known))
