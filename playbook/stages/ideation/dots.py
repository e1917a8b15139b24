"""Which ideas come first by dots? How sure that is, `shared.dot_votes` says."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, ngettext, quote
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.ranking import say_first
from playbook.show.ranking_figures import draw_ranking
from playbook.stages.shared.dot_votes import dot_ranking
from playbook.statistics import RankRobustness
from playbook.statistics.equal_shares import equal_shares

LABELS = {"voters": Label(N_("Voters"), Format.WHOLE)}
NAMED = 3
NAMELESS = ["rank", "idea_id", "text", "dots", "tier", "rank_low", "top_low"]
SHOWN = ["rank", "idea_id", "text", "dots", "voters", "tier", "rank_low", "top_low"]


def idea_ballots(dot_votes: pd.DataFrame) -> pd.DataFrame:
    """Lay the dots out: a row for each voter, a column for each idea that got any.

    A voter without a dot on an idea gave it none: that is a zero, not a missing vote.
    """
    return dot_votes.pivot_table(
        index="participant_id", columns="idea_id", values="dots", aggfunc="sum", fill_value=0
    )


def idea_ranking(
    robustness: RankRobustness | None, dot_votes: pd.DataFrame, ideas: pd.DataFrame
) -> pd.DataFrame:
    """The ranking of the ideas as a table that can be read.

    Returns
    -------
    DataFrame
        As of `dot_ranking`, with these columns for each idea: idea_id, text, uses_ai, dots, voters.
    """
    dotted = dot_votes.groupby("idea_id", as_index=False).agg(
        dots=("dots", "sum"), voters=("participant_id", "nunique")
    )
    table = dotted.merge(ideas[["idea_id", "text", "uses_ai"]], on="idea_id", how="left")
    return dot_ranking(
        robustness, table[["idea_id", "text", "uses_ai", "dots", "voters"]], "idea_id"
    )


def say_first_ideas(
    ranking: pd.DataFrame, all_dots: pd.DataFrame, *, anonymous: bool = False
) -> Finding:
    """Say which idea, or ideas, come first by dots, or why that is not said.

    Parameters
    ----------
    all_dots : DataFrame
        The table ``dot_votes``, as it was before anonymous votes were protected.
    anonymous : bool
        Whether the dots stand in for anonymous ones: they are then the fewest that there are.
    """
    if ranking.empty and len(all_dots):
        text = _("Votes are anonymous, and too few people or dots came together to show any.")
        return Finding(text, Tone.CAUTION)
    if ranking.empty:
        return Finding(_("Nobody has placed a dot yet."), Tone.CAUTION)
    first = ranking[ranking["rank"] == 1]
    count = int(first["dots"].iloc[0])
    text = ngettext(
        "{ideas} leads with {dots}", "{ideas} lead together with {dots} each", len(first)
    )
    if len(first) > NAMED:
        text = _("{count} ideas lead together with {dots} each, among them {ideas}")
    dots = ngettext("{dots} dot", "{dots} dots", count).format(dots=format_number(count))
    if anonymous:
        dots = _("{dots} dots or more").format(dots=format_number(count))
    ideas = enumerate_words([quote(text) for text in first["text"].head(NAMED)])
    return say_first(text.format(ideas=ideas, dots=dots, count=len(first)), ranking, "text")


def say_equal_shares(
    votes: pd.DataFrame, ranking: pd.DataFrame, top_n: int, *, anonymous: bool
) -> Finding | None:
    """Say what would come first if everybody's dots weighed the same in the end.

    Nothing is said of anonymous votes: which voters still can pay tells on them.

    Parameters
    ----------
    votes : DataFrame
        From `idea_ballots`.
    """
    if anonymous or votes.empty:
        return None
    chosen = set(votes.columns[equal_shares(votes, top_n)])
    first = set(ranking.loc[ranking["rank"] <= top_n, "idea_id"])
    if len(first) == len(ranking):  # there is no other to choose
        return None
    texts = dict(zip(ranking["idea_id"], ranking["text"], strict=True))
    explained = _(
        "If everybody paid for an equal share of the first {top} places with their dots (method of"
        " equal shares)"
    ).format(top=format_number(top_n))
    if chosen <= first:
        text = _("{explained}, none but the first by dots would be chosen.")
        return Finding(text.format(explained=explained))
    ideas = enumerate_words(
        [quote(texts[idea]) for idea in ranking["idea_id"] if idea in chosen - first]
    )
    text = _("{explained}, {ideas} would be chosen too: some people's dots count for little now.")
    return Finding(text.format(explained=explained, ideas=ideas), Tone.CAUTION)


def draw_idea_ranking(ranking: pd.DataFrame, robustness: RankRobustness | None) -> Chart | None:
    """Draw the ranking by dots with its uncertainty."""
    if robustness is None:
        return None
    names = dict(zip(ranking["idea_id"], ranking["text"], strict=True))
    return draw_ranking(robustness, names, _("Dots per voter"))
