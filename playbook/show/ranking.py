"""How sure a ranking is, said the same way wherever something is ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_likelihood,
    format_number,
    quote,
)
from playbook.show.findings import Finding, Tone
from playbook.statistics import RankRobustness

NAMED_ITEMS = 4
SURE = 0.8


def say_order(robustness: RankRobustness) -> Finding:
    """Say whether the first places are a decision or noise."""
    if robustness.sources.empty:
        return Finding(_("Too few votes to say how sure this order is."), Tone.CAUTION)
    table, top = robustness.table, robustness.top_n
    count = int((table["rank"] <= top).sum())
    stays = robustness.sources.iloc[-1]
    text = _(
        "If people like these voted again, the first place would stay in {first} of cases, and"
        " the same {count} would fill the first {top} places in {same}."
    )
    if top == 1:
        text = _(
            "If people like these voted again, the first place would stay in {first} of cases."
        )
    if count > top == 1:
        text = _(
            "A tie leaves {count} candidates for the first place: people choose, not the votes. If"
            " people like these voted again, one of these {count} would come first in {first} of"
            " cases."
        )
    elif count > top:
        text = _(
            "A tie leaves {count} candidates for the first {top} places: people choose, not the"
            " votes. If people like these voted again, the first place would stay in {first} of"
            " cases, and the same {count} would come first in {same}."
        )
    sure = min(stays["winner_stays"], stays["top_stays"]) >= SURE
    tone = Tone.DECIDE if count > top else Tone.RESULT if sure else Tone.CAUTION
    first, same = (format_likelihood(stays[name]) for name in ("winner_stays", "top_stays"))
    return Finding(text.format(count=count, top=top, first=first, same=same), tone)


def say_tiers(robustness: RankRobustness, names: Mapping[str, str]) -> Finding | None:
    """Say which items the votes cannot tell from the first; nothing when that cannot be told."""
    table = robustness.table
    if robustness.sources.empty:
        return None
    first = table[table["tier"] == 1]
    ranked = int(table["rank"].notna().sum())
    if ranked == 1:
        return None
    if len(first) == 1:
        text = _("The votes put {item} clearly ahead of all others.")
        return Finding(text.format(item=_quoted(names, first["item"])))
    if len(first) == ranked:
        return Finding(
            _("The votes tell no item from any other: the order is noise."), Tone.CAUTION
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
