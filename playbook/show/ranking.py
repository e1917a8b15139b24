"""How sure a ranking is, said the same way wherever something is ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_chance,
    format_number,
    quote,
)
from playbook.show.findings import Finding, Tone
from playbook.statistics import RankRobustness
from playbook.statistics.robustness import FEWEST_VOTERS, FEWEST_WITH_DOTS

NAMED_ITEMS = 4
SURE = 0.8


def say_order(robustness: RankRobustness, names: Mapping[str, str]) -> Finding:
    """Say what another group of as many people like these would do with the first places."""
    if robustness.silence:
        return Finding(_silence(robustness), Tone.CAUTION)
    table, top = robustness.table, robustness.top_n
    stays = robustness.sources.loc["voters"]
    winners = table.loc[table["rank"] == 1, "item"]
    count = int((table["rank"] <= top).sum())
    first = _(
        "Judging by how far these {voters} people agree, another {voters} like them would put"
        " {item} first in {first} of cases."
    )
    if len(winners) > 1:
        first = _(
            "Judging by how far these {voters} people agree, another {voters} like them would put"
            " one of the {tied} that tie first in {first} of cases."
        )
    same = _("The same {count} would fill the first {top} places in {same}.")
    if count > top:
        same = _("The same {count} would come before all others in {same}.")
    tie = _("A tie leaves {count} candidates for the first {top} places: people choose.")
    if top == 1:
        tie = _("A tie leaves {count} candidates for the first place: people choose.")
    others = int(table["rank"].notna().sum()) > count  # without any, the same ones are in for sure
    sentences = [tie] * (count > top) + [first] + [same] * (top > 1 and others)
    text = " ".join(sentences).format(
        voters=format_number(robustness.n_voters),
        item=quote(names[winners.iloc[0]]),
        tied=format_number(len(winners)),
        count=format_number(count),
        top=format_number(top),
        first=format_chance(stays["winner_stays"]),
        same=format_chance(stays["top_stays"]),
    )
    sure = min(stays["winner_stays"], stays["top_stays"]) >= SURE
    return Finding(text, Tone.DECIDE if count > top else Tone.RESULT if sure else Tone.CAUTION)


def _silence(robustness: RankRobustness) -> str:
    """Why no chance is given."""
    text = _("Too few votes to say how sure this order is.")
    fewest = FEWEST_VOTERS
    if robustness.silence == "unanimous":
        text = _("All {voters} voted alike: nothing tells how far another group would differ.")
    elif robustness.silence == "few_dots":
        fewest = FEWEST_WITH_DOTS
        text = _(
            "{voters} people with a few dots each do not settle a first place: how often another"
            " group would choose the same is said from {fewest} people on."
        )
    elif robustness.silence == "few_voters" and robustness.n_voters > 1:
        text = _(
            "{voters} people are too few to say how often another group would choose the same:"
            " that is said from {fewest} people on."
        )
    return text.format(voters=format_number(robustness.n_voters), fewest=format_number(fewest))


def say_agreement(robustness: RankRobustness) -> Finding | None:
    """Say how well these scores stand for people like these; nothing when that cannot be told."""
    mean, low, high = robustness.agreement
    if isnan(mean):
        return None
    text = _(
        "Scores of another {voters} people like these would correlate about {mean} with these"
        " ({low} to {high}; 1 is the same order, 0 is none in common)."
    )
    numbers = {"mean": mean, "low": low, "high": high}
    words = {name: format_number(number, 1) for name, number in numbers.items()}
    return Finding(text.format(voters=format_number(robustness.n_voters), **words))


def say_tiers(robustness: RankRobustness, names: Mapping[str, str]) -> Finding | None:
    """Say which items the votes cannot tell from the first; nothing when that cannot be told."""
    table = robustness.table
    first = table[table["tier"] == 1]
    ranked = int(table["rank"].notna().sum())
    if first.empty or ranked == 1:
        return None
    if len(first) == 1:
        text = _("The votes put {item} clearly ahead of all others.")
        return Finding(text.format(item=_quoted(names, first["item"])))
    if len(first) == ranked:
        return Finding(
            _("The votes tell none from any other: their order may be chance."), Tone.CAUTION
        )
    text = _("The votes do not tell the first {count} places apart.")
    if len(first) <= NAMED_ITEMS:
        text = _("The votes do not tell these apart: {items}.")
    items = _quoted(names, first["item"].head(NAMED_ITEMS))
    return Finding(text.format(count=len(first), items=items), Tone.CAUTION)


def say_voters(without: pd.DataFrame) -> Finding | None:
    """Say what one voter less would change.

    Parameters
    ----------
    without : DataFrame
        From `leave_one_voter_out`.
    """
    if len(without) < 3:
        return None
    winner, top = int(without["winner_changes"].sum()), int(without["top_changes"].sum())
    voters = len(without)
    if not winner and not top:
        return Finding(_("No single voter decides the first places."))
    text = _(
        "No single voter decides the first place; taking one away would change the others in {top}"
        " of {voters} cases."
    )
    if winner:
        text = _(
            "Taking one voter away would change the first place in {winner} of {voters} cases, and"
            " the first places together in {top}."
        )
    counts = {"winner": winner, "top": top, "voters": voters}
    words = {name: format_number(count) for name, count in counts.items()}
    return Finding(text.format(**words), Tone.CAUTION)


def _quoted(names: Mapping[str, str], items: Sequence[str]) -> str:
    """The names of some items as part of a sentence."""
    return enumerate_words([quote(names[item]) for item in items])
