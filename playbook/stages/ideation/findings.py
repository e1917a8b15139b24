"""The sentences of the ideation stage, each computed from a table of the stage."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import _, enumerate_words, format_number, format_percent, ngettext, quote
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_order, say_tiers, say_voters
from playbook.stages.ideation.dots import ballot_matrix
from playbook.statistics import RankRobustness, leave_one_voter_out


def say_participation(table: pd.DataFrame, quota: int) -> Finding:
    """Say how many participants reached the quota of notes."""
    if table.empty:
        return Finding(
            _("The notes do not say who wrote them: participation cannot be told."), Tone.CAUTION
        )
    short = int((~table["reached"]).sum())
    if not short:
        text = _("Every participant wrote at least the {quota} notes asked for.")
        return Finding(text.format(quota=quota))
    text = ngettext(
        "{short} of {people} participants wrote fewer than the {quota} notes asked for.",
        "{short} of {people} participants wrote fewer than the {quota} notes asked for.",
        short,
    )
    return Finding(
        text.format(short=short, people=len(table), quota=quota),
        Tone.CAUTION,
    )


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
            share=format_percent(with_ai / decided),
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
    bare = coverage[coverage["with_ai"] == 0]
    if bare.empty:
        return Finding(_("Every step of the process has at least one AI idea."))
    text = ngettext(
        "One step of the process has no AI idea: {steps}. Nothing to gain there, or not looked at?",
        "{count} steps of the process have no AI idea: {steps}. Nothing to gain there, or not"
        " looked at?",
        len(bare),
    )
    steps = enumerate_words([quote(label) for label in bare["label"]])
    return Finding(text.format(count=len(bare), steps=steps), Tone.DECIDE)


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
        text += " " + _(
            "Tried on notes whose theme is known, the proposal was right {right} times of {tried}."
        ).format(right=right, tried=tried)
    return Finding(text, Tone.CAUTION)


def say_ballots(audit: pd.DataFrame, quota: int) -> Finding:
    """Say whether the ballots follow the rules of the vote."""
    dots = int(audit["dots"].sum())
    total = ngettext("{dots} dot counted", "{dots} dots counted", dots).format(
        dots=format_number(dots)
    )
    faults = _ballot_faults(audit, quota)
    if not faults:
        return Finding(_("{total}: every ballot follows the rules.").format(total=total))
    text = _("{total}; {faults}.")
    return Finding(text.format(total=total, faults=enumerate_words(faults)), Tone.CAUTION)


def _ballot_faults(audit: pd.DataFrame, quota: int) -> list[str]:
    """What is not as the rules of the vote want it, in words."""
    over = int((audit["over"] > 0).sum())
    unused = int(audit.loc[audit["dots"] > 0, "unused"].sum())
    silent = int((audit["dots"] == 0).sum())
    piled, unknown = int(audit["piled"].sum()), int(audit["unknown"].sum())
    counted = [
        (
            over,
            ngettext(
                "{count} person placed more than {quota}",
                "{count} people placed more than {quota}",
                over,
            ),
        ),
        (unused, ngettext("{count} was not used", "{count} were not used", unused)),
        (silent, ngettext("{count} person placed none", "{count} people placed none", silent)),
        (
            piled,
            ngettext(
                "{count} is beyond the limit on one idea",
                "{count} are beyond the limit on one idea",
                piled,
            ),
        ),
        (
            unknown,
            ngettext("{count} is on an unknown idea", "{count} are on unknown ideas", unknown),
        ),
    ]
    return [
        text.format(count=format_number(count), quota=quota) for count, text in counted if count
    ]


def say_over_quota(
    before: set[str], after: set[str], audit: pd.DataFrame, ideas: pd.DataFrame
) -> Finding | None:
    """Say whether the ballots with too many dots decide anything; nothing without any."""
    if not (audit["over"] > 0).any():
        return None
    if before == after:
        return Finding(_("Without the ballots that have too many dots, the same ideas come first."))
    text = _(
        "The ballots with too many dots decide what comes first: without them, {coming} would come"
        " in, and {going} would go out. Settle what counts before going on."
    )
    coming, going = _quoted(ideas, after - before), _quoted(ideas, before - after)
    return Finding(
        text.format(coming=coming or _("nothing"), going=going or _("nothing")), Tone.DECIDE
    )


def _quoted(ideas: pd.DataFrame, chosen: set[str]) -> str:
    """The text of some ideas as part of a sentence."""
    texts = ideas.loc[ideas["idea_id"].isin(chosen), "text"]
    return enumerate_words([quote(text) for text in texts])


def say_first(ranking: pd.DataFrame) -> Finding:
    """Say which idea, or ideas, come first by dots."""
    if ranking.empty:
        return Finding(_("Nobody has voted yet."), Tone.CAUTION)
    first = ranking[ranking["rank"] == 1]
    count = int(first["dots"].iloc[0])
    text = ngettext(
        "{ideas} comes first ({dots}).",
        "{count} ideas share the first place ({dots} each), among them {ideas}.",
        len(first),
    )
    dots = ngettext("{dots} dot", "{dots} dots", count).format(dots=format_number(count))
    ideas = enumerate_words([quote(text) for text in first["text"].head(3)])
    return Finding(text.format(ideas=ideas, dots=dots, count=len(first)))


def say_doubt(
    robustness: RankRobustness | None, dot_votes: pd.DataFrame, ranking: pd.DataFrame
) -> list[Finding | None]:
    """Say how much of the order the votes support; nothing when nobody voted."""
    if robustness is None:
        return []
    names = dict(zip(ranking["idea_id"], ranking["text"], strict=True))
    ballots = ballot_matrix(dot_votes)
    without = leave_one_voter_out(
        ballots.to_numpy(dtype=float)[:, :, np.newaxis],
        [1.0],
        voters=list(ballots.index),
        items=list(ballots.columns),
        top_n=robustness.top_n,
    )
    return [say_order(robustness), say_tiers(robustness, names), say_voters(without)]


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


def say_shortlist(table: pd.DataFrame) -> Finding:
    """Say what goes on to prioritisation."""
    if table.empty:
        return Finding(_("There is no shortlist yet: nobody has voted."), Tone.DECIDE)
    text = ngettext(
        "{count} idea goes on to prioritisation, where people rate its value and feasibility.",
        "{count} ideas go on to prioritisation, where people rate their value and feasibility.",
        len(table),
    )
    return Finding(text.format(count=len(table)), Tone.DECIDE)
