"""The sentences on the dots: the ballots, what comes first, how sure that is, the shortlist."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, enumerate_words, format_number, ngettext, quote
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_order, say_tiers, say_voters
from playbook.stages.ideation.dots import ballot_matrix
from playbook.statistics import RankRobustness, leave_one_ballot_out


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
    without = leave_one_ballot_out(ballot_matrix(dot_votes), robustness.top_n)
    return [say_order(robustness), say_tiers(robustness, names), say_voters(without)]


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
