"""Were the dots placed by the rules? Ballots with too many or too few, and what they change."""

from __future__ import annotations

import math

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, ngettext, quote
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

SHOWN = ["participant_id", "dots", "ideas", "over", "unused"]
LABELS = {
    "dots": Label(N_("Dots"), Format.WHOLE),
    "ideas": Label(N_("Ideas"), Format.WHOLE),
    "over": Label(N_("Too many"), Format.WHOLE),
    "unused": Label(N_("Unused"), Format.WHOLE),
    "piled": Label(N_("Beyond the limit on one idea"), Format.WHOLE),
    "unknown": Label(N_("On unknown ideas"), Format.WHOLE),
}


def ballot_audit(
    dot_votes: pd.DataFrame,
    ideas: pd.DataFrame,
    participants: pd.DataFrame,
    quota: int,
    most_on_one: int | None,
) -> pd.DataFrame:
    """Compare each participant's dots with the rules of the vote.

    Parameters
    ----------
    dot_votes, ideas, participants : DataFrame
        The tables of that name.
    quota : int
        How many dots each participant has.
    most_on_one : int, optional
        How many of them may lie on one idea; None for no limit.

    Returns
    -------
    DataFrame
        One row for each participant, those off the quota first: participant_id, dots, ideas (how
        many they lie on), over and unused (dots beyond or short of the quota), piled (dots beyond
        the limit on one idea) and unknown (dots on ideas that are not in the table).
    """
    votes = dot_votes.assign(
        unknown=dot_votes["dots"].where(~dot_votes["idea_id"].isin(ideas["idea_id"])),
        piled=(dot_votes["dots"] - (most_on_one or math.inf)).clip(lower=0),
    )
    audit = votes.groupby("participant_id").agg(
        dots=("dots", "sum"),
        ideas=("idea_id", "nunique"),
        piled=("piled", "sum"),
        unknown=("unknown", "sum"),
    )
    audit = audit.reindex(participants["participant_id"], fill_value=0).astype(int)
    audit.insert(2, "over", (audit["dots"] - quota).clip(lower=0))
    audit.insert(3, "unused", (quota - audit["dots"]).clip(lower=0))
    return audit.sort_values(["over", "unused"], ascending=False, kind="stable").reset_index()


def effect_of_over_quota(
    dot_votes: pd.DataFrame, audit: pd.DataFrame, top_n: int
) -> tuple[set[str], set[str]]:
    """The top ideas with all dots, and without the ballots that have too many.

    Ties for the last place are all in the top.
    """
    over = audit.loc[audit["over"] > 0, "participant_id"]
    return _top(dot_votes, top_n), _top(dot_votes[~dot_votes["participant_id"].isin(over)], top_n)


def _top(dot_votes: pd.DataFrame, top_n: int) -> set[str]:
    """The ideas of the first ranks by dots."""
    totals = dot_votes.groupby("idea_id")["dots"].sum()
    return set(totals.index[totals.rank(method="min", ascending=False) <= top_n])


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
    fact = _(
        "The ballots with too many dots decided what came first: without them, {coming} would have"
        " come in, and {going} gone out."
    )
    moved = {
        "coming": _quoted(ideas, after - before) or _("nothing"),
        "going": _quoted(ideas, before - after) or _("nothing"),
    }
    return Finding(text.format(**moved), Tone.DECIDE, fact=fact.format(**moved))


def _quoted(ideas: pd.DataFrame, chosen: set[str]) -> str:
    """The text of some ideas as part of a sentence."""
    texts = ideas.loc[ideas["idea_id"].isin(chosen), "text"]
    return enumerate_words([quote(text) for text in texts])
