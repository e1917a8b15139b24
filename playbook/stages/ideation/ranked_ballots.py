"""What do ranked ballots say? Who beats every other one by one, and whether the methods agree.

A view beside the dots, for rooms that ranked ideas: the shortlist stays that of the dots.
"""

from __future__ import annotations

from typing import cast

import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.statistics import competition_rank
from playbook.statistics.ranked_ballots import (
    borda,
    condorcet_winner,
    copeland,
    schulze,
    voters_above,
)

METHODS = ["schulze_rank", "copeland_rank", "borda_rank"]
SHOWN = ["text", *METHODS, "dots_rank", "beats", "beaten_by"]
LABELS = {
    "schulze_rank": Label(N_("Rank by Schulze"), Format.WHOLE),
    "copeland_rank": Label(N_("By Copeland"), Format.WHOLE),
    "borda_rank": Label(N_("By Borda"), Format.WHOLE),
    "borda": Label(N_("Borda's points a ballot"), Format.DECIMAL),
    "dots_rank": Label(N_("By dots"), Format.WHOLE),
    "beats": Label(N_("Beats"), Format.WHOLE),
    "level": Label(N_("Level with"), Format.WHOLE),
    "beaten_by": Label(N_("Beaten by"), Format.WHOLE),
    "ranked_by": Label(N_("People who ranked it"), Format.WHOLE),
}
ONE_CHANGES = 2
"""A duel that is won by so many votes or fewer is no longer won when one person turns round."""


def laid_out(ranked_votes: pd.DataFrame, *, anonymous: bool) -> pd.DataFrame:
    """Lay the rankings out: a row for each person, a column for each idea that anybody ranked.

    Parameters
    ----------
    ranked_votes : DataFrame
        The table of that name.
    anonymous : bool
        Whether votes were promised to stay anonymous: who beats whom, and by how many, would tell
        on whole rankings. Then there is no row and no column.

    Returns
    -------
    DataFrame
        Positions, 1 for the best; NaN for an idea that a person did not rank.
    """
    told = ranked_votes.iloc[:0] if anonymous else ranked_votes
    return told.pivot(index="participant_id", columns="idea_id", values="position").astype(float)


def methods_compared(
    ballots: pd.DataFrame, ideas: pd.DataFrame, ranking: pd.DataFrame
) -> pd.DataFrame:
    """Rank the ideas by three methods, beside the dots.

    Parameters
    ----------
    ballots : DataFrame
        From `laid_out`.
    ideas : DataFrame
        The table of that name.
    ranking : DataFrame
        The ranking by dots.

    Returns
    -------
    DataFrame
        One row for each idea that anybody ranked, in the order of Schulze's method: idea_id, text,
        schulze_rank, copeland_rank, borda_rank, borda (points of a ballot: 0 for an idea that is
        last on all, one less than there are ideas for one that is first), dots_rank (missing
        without dots), beats, level and beaten_by (how many of the other ideas, one by one) and
        ranked_by (how many people ranked it).
    """
    above = voters_above(ballots)
    points = borda(above, len(ballots))
    beaten_by = (above < above.T).sum(axis=1)
    beats = (above > above.T).sum(axis=1)
    table = pd.DataFrame(
        {
            "idea_id": ballots.columns,
            "schulze_rank": schulze(above),
            "copeland_rank": competition_rank(copeland(above)).astype(int),
            "borda_rank": competition_rank(points).astype(int),
            "borda": points,
            "beats": beats,
            "level": len(above) - 1 - beats - beaten_by,
            "beaten_by": beaten_by,
            "ranked_by": ballots.notna().sum().to_numpy(),
        }
    )
    dots = ranking[["idea_id", "rank"]].rename(columns={"rank": "dots_rank"})
    table = table.merge(ideas[["idea_id", "text"]], how="left").merge(dots, how="left")
    table = table.sort_values(["schulze_rank", "borda_rank", "idea_id"], ignore_index=True)
    ranks = ["schulze_rank", "copeland_rank", "borda_rank", "borda", "dots_rank"]
    return table[["idea_id", "text", *ranks, "beats", "level", "beaten_by", "ranked_by"]]


def say_winner(ballots: pd.DataFrame, table: pd.DataFrame) -> Finding | None:
    """Say whether an idea beats every other one by one, and how narrowly; nothing without ballots.

    Parameters
    ----------
    ballots, table : DataFrame
        From `laid_out` and `methods_compared`.
    """
    if table.empty:
        return None
    if len(table) == 1:
        text = _("Only {idea} was ranked: there is nothing to hold it against.")
        return Finding(text.format(idea=quote(table["text"].iloc[0])), Tone.CAUTION)
    above = voters_above(ballots)
    winner = condorcet_winner(above)
    if winner is None:
        unbeaten = table.loc[table["beaten_by"] == 0, "text"]
        text = _("No idea beats every other one by one: each is beaten by another.")
        if len(unbeaten):
            text = ngettext(
                "No idea beats every other one by one; {ideas} is beaten by none, but level with"
                " another.",
                "No idea beats every other one by one; {ideas} are beaten by none, but level with"
                " others.",
                len(unbeaten),
            ).format(ideas=quoted(unbeaten))
        return Finding(text, Tone.CAUTION)
    texts = table.set_index("idea_id")["text"][ballots.columns].tolist()
    margins = above[winner] - above[:, winner]
    margins[winner] = len(ballots) + 1
    closest = int(margins.argmin())
    said = _(
        "{idea} beats every other idea one by one: more people put it above than below; the"
        " closest is {other}, by {more} to {less}."
    ).format(
        idea=quote(texts[winner]), other=quote(texts[closest]),
        more=format_number(above[winner, closest]), less=format_number(above[closest, winner]),
    )  # fmt: skip
    if margins[closest] > ONE_CHANGES:
        return Finding(said)
    narrow = _("One person who ranked these two the other way round would change that.")
    return Finding(f"{said} {narrow}", Tone.CAUTION)


def say_methods(table: pd.DataFrame) -> Finding | None:
    """Say whether the methods agree on the first place, and the dots with them.

    Nothing where there are not two ideas to rank.

    Parameters
    ----------
    table : DataFrame
        From `methods_compared`.
    """
    if len(table) < 2:
        return None
    schulze_first, copeland_first, borda_first = (_first(table, method) for method in METHODS)
    dots_first = _first(table, "dots_rank")
    agree = schulze_first == copeland_first == borda_first
    if not agree:
        text = _(
            "The methods do not agree on the first place. Schulze: {schulze}. Copeland: {copeland}."
            " Borda: {borda}."
        )
    elif dots_first == schulze_first:
        text = _("The methods of Schulze, Copeland and Borda, and the dots, put first: {schulze}.")
    elif dots_first:
        text = _(
            "The methods of Schulze, Copeland and Borda put first: {schulze}; of these ideas, the"
            " dots put first: {dots}."
        )
    else:
        text = _("The methods of Schulze, Copeland and Borda put first: {schulze}.")
    if agree and not dots_first and len(schulze_first) > 1:
        text = _("By the methods of Schulze, Copeland and Borda, these tie for first: {schulze}.")
    said = text.format(
        schulze=quoted(schulze_first), copeland=quoted(copeland_first),
        borda=quoted(borda_first), dots=quoted(dots_first),
    )  # fmt: skip
    return Finding(said, Tone.RESULT if agree else Tone.CAUTION)


def _first(table: pd.DataFrame, method: str) -> list[str]:
    """The ideas that a method puts first; none where it ranked none."""
    return cast("list[str]", table.loc[table[method] == table[method].min(), "text"].tolist())


def say_ballots(ballots: pd.DataFrame) -> Finding | None:
    """Say how many people ranked how much, and that others might rank otherwise.

    Parameters
    ----------
    ballots : DataFrame
        From `laid_out`.
    """
    if ballots.empty:
        return None
    voters, items = ballots.shape
    said = ngettext(
        "This is what {voters} person ranked; how others would rank is not known from it.",
        "This is what {voters} people ranked; how others would rank is not known from it.",
        voters,
    ).format(voters=format_number(voters))
    partial = int(ballots.isna().any(axis=1).sum())
    if partial:
        said += " " + ngettext(
            "{partial} of them ranked only some of the {items} ideas: what is left out counts as"
            " below the rest.",
            "{partial} of them ranked only some of the {items} ideas: what is left out counts as"
            " below the rest.",
            partial,
        ).format(partial=format_number(partial), items=format_number(items))
    return Finding(said, Tone.CAUTION)


def say_anonymous(ranked_votes: pd.DataFrame, *, anonymous: bool) -> Finding | None:
    """Say why nothing is told of anonymous rankings; nothing where there are none."""
    if not anonymous or ranked_votes.empty:
        return None
    text = _(
        "Ideas were ranked too, and votes are anonymous: nothing is told of the rankings, as who"
        " beats whom, and by how many, would show how people ranked."
    )
    return Finding(text, Tone.CAUTION)
