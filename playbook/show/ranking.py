"""How sure a ranking is, said the same way wherever something is ranked."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_chance,
    format_number,
    ngettext,
    quote,
)
from playbook.show.findings import Finding, Tone
from playbook.statistics import RankRobustness
from playbook.statistics.chances import is_told
from playbook.statistics.ordering import FEWEST_VOTERS, FEWEST_WITH_DOTS

NAMED_ITEMS = 4
SURE = 0.5
"""The least chance from which an order is a result rather than a caution."""


def say_first(first: str, ranking: pd.DataFrame, called: str) -> Finding:
    """Say what leads, and from what the votes do not tell it, in one sentence.

    Parameters
    ----------
    first : str
        Its beginning, without an end: “A” leads with a score of 4.50
    ranking : DataFrame
        With the columns rank and tier, in rank order.
    called : str
        The column that says what each item is called.
    """
    ranked = ranking[ranking["rank"].notna()]
    level = ranked[ranked["tier"] == 1]
    others = level.loc[level["rank"] > 1, called]
    if (ranked["rank"] == 1).all():
        return Finding(f"{first}.")
    if level.empty:
        text = _("{first}; how sure that is, the votes do not tell.")
    elif len(level) == len(ranked):
        text = _("{first}, but the votes are too close to call: this order may be chance.")
    elif others.empty:
        return Finding(_("{first}, clearly ahead of all others.").format(first=first))
    else:
        text = _("{first}, but the votes do not tell the first {count} places apart.")
        if len(level) <= NAMED_ITEMS:
            text = _("{first}, but the votes do not tell these apart: {items}.")
    items = enumerate_words([quote(name) for name in level[called].head(NAMED_ITEMS)])
    return Finding(text.format(first=first, count=len(level), items=items), Tone.CAUTION)


def ranking_title(ranking: pd.DataFrame, called: str) -> str:
    """What a figure of a ranking finds; see `say_first`."""
    names = ranking.loc[ranking["rank"] == 1, called]
    if len(names) > 1:
        return _("{count} share the first place").format(count=format_number(len(names)))
    name, level = quote(names.iloc[0]), int((ranking["tier"] == 1).sum())
    if not level and len(ranking["rank"].dropna()) > 1:
        text = _("{name} is ahead; how sure that is, the votes do not tell")
        return text.format(name=name)
    if level < 2:
        return _("{name} comes first").format(name=name)
    return ngettext(
        "{name} is ahead, but the votes do not set it apart from {count} other",
        "{name} is ahead, but the votes do not set it apart from {count} others",
        level - 1,
    ).format(name=name, count=format_number(level - 1))


def say_order(robustness: RankRobustness, names: Mapping[str, str]) -> Finding:
    """Say what another group of as many people like these would do with the first places."""
    if robustness.silence:
        return Finding(_silence(robustness), Tone.CAUTION)
    table, top = robustness.table, robustness.top_n
    stays = robustness.sources.loc["voters"]
    winners = table.loc[table["rank"] == 1, "item"]
    count = int((table["rank"] <= top).sum())
    if len(winners) == table["rank"].notna().sum() > 1:
        text = _("All {count} are level: these votes put none before another, so people choose.")
        return Finding(text.format(count=format_number(len(winners))), Tone.DECIDE)
    told = is_told(stays["winner_low"], stays["winner_high"])
    same_told = is_told(stays["top_stay_low"], stays["top_stay_high"])
    item = quote(names[winners.iloc[0]])
    if len(winners) > 1:
        item = _("one of the {tied} that tie").format(tied=format_number(len(winners)))
    first = _(
        "How often another {voters} people like these would put {item} first, these votes do not"
        " tell: it may be seldom, it may be nearly always."
    )
    if told:
        first = _(
            "Judging by how far these {voters} people agree, another {voters} like them would put"
            " {item} first in {first} of cases."
        )
    same = _("The same {count} would fill the first {top} places in {same} of cases.")
    if count > top:
        same = _("The same {count} would come before all others in {same} of cases.")
    tie = _("A tie leaves {count} candidates for the first {top} places: people choose.")
    if top == 1:
        tie = _("A tie leaves {count} candidates for the first place: people choose.")
    others = int(table["rank"].notna().sum()) > count  # without any, the same ones are in for sure
    said = [tie] * (count > top) + [first] + [same] * bool(top > 1 and others and same_told)
    text = " ".join(said).format(
        voters=format_number(robustness.n_voters),
        item=item,
        count=format_number(count),
        top=format_number(top),
        first=format_chance(stays["winner_low"], stays["winner_high"]),
        same=format_chance(stays["top_stay_low"], stays["top_stay_high"]),
    )
    sure = min(stays["winner_low"], stays["top_stay_low"]) >= SURE
    return Finding(text, Tone.DECIDE if count > top else Tone.RESULT if sure else Tone.CAUTION)


def _silence(robustness: RankRobustness) -> str:
    """Why no chance is given."""
    text = _("Too few votes to say how sure this order is.")
    fewest = FEWEST_VOTERS
    if robustness.silence == "unanimous":
        text = _("All {voters} voted alike: nothing tells how far another group would differ.")
    elif robustness.silence == "in_twos":
        text = _("How sure this order is cannot be told from dots in twos.")
    elif robustness.silence == "coarse":
        text = _(
            "From bands as wide as these nobody can say how often another group would make the same"
            " choice: more people, or a finer scale, make them narrower."
        )
    elif robustness.silence == "few_dots":
        fewest = FEWEST_WITH_DOTS
        text = _(
            "With {voters} people and a few dots each, nobody can say how often another group"
            " would make the same choice: that takes at least {fewest} people."
        )
    elif robustness.silence == "few_voters" and robustness.n_voters > 1:
        text = _(
            "{voters} people are too few to say how often another group would make the same"
            " choice: that takes at least {fewest}."
        )
    return text.format(voters=format_number(robustness.n_voters), fewest=format_number(fewest))


def say_agreement(robustness: RankRobustness) -> Finding | None:
    """Say how well these scores stand for people like these; nothing when that cannot be told."""
    low, high = robustness.agreement
    if isnan(low):
        return None
    text = _(
        "In nine of ten cases, the scores of another {voters} people like these would have a"
        " correlation of {low} to {high} with these (1 is the same order, 0 is nothing in common)."
    )
    numbers = {"low": low, "high": high}
    words = {name: format_number(number, 1) for name, number in numbers.items()}
    return Finding(text.format(voters=format_number(robustness.n_voters), **words))


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
