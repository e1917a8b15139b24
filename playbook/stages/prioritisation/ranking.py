"""Which use cases come first, and how sure is that? The ranking, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quote, quoted
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.ranking import say_order, say_tiers, say_voters
from playbook.show.ranking_figures import draw_acceptability, draw_ranking
from playbook.stages.prioritisation.ballots import CRITERIA, Votes
from playbook.statistics import RankRobustness, leave_one_voter_out, rank_robustness

SHOWN = [
    "rank", "title", "value", "feasibility", "score", "votes", "tier", "rank_low",
    "probability_top",
]  # fmt: skip
MOST_RANKS = 100
LABELS = {
    "winners": Label(N_("First without them")),
    "winner_changes": Label(N_("First place changes"), Format.YES_NO),
    "top_changes": Label(N_("First places change"), Format.YES_NO),
}


def use_case_robustness(
    votes: Votes,
    weights: tuple[float, float],
    top_n: int,
    resamples: int,
    seed: int,
    *,
    fewest_votes: int = 1,
) -> RankRobustness:
    """Rank the use cases by the weighted mean of value and feasibility, and say how sure that is.

    Parameters
    ----------
    weights : (float, float)
        Of value and of feasibility; only proportions matter.
    fewest_votes : int, default 1
        Use cases that fewer people voted on, on a criterion that counts, are not ranked.
    """
    return rank_robustness(
        votes.scores,
        weights,
        items=votes.items,
        top_n=top_n,
        resamples=resamples,
        seed=seed,
        fewest_votes=fewest_votes,
    )


def use_case_ranking(sure: RankRobustness, matrix: pd.DataFrame) -> pd.DataFrame:
    """The ranking as a table that can be read.

    Returns
    -------
    DataFrame
        One row for each use case, in rank order (those without votes last): rank, use_case_id,
        title, value, feasibility, score, votes (on the criterion with fewest), ordered_by (the
        score, drawn in where few voted), tied, tier, rank_low, rank_high, score_low, score_high,
        probability_first, probability_top.
    """
    table = sure.table.rename(columns={"item": "use_case_id"}).astype({"use_case_id": "str"})
    table = table.merge(matrix[["use_case_id", "title", *CRITERIA]], on="use_case_id", how="left")
    first = ["rank", "use_case_id", "title", *CRITERIA, "score"]
    return table[first + [column for column in table.columns if column not in first]]


def rank_probabilities(sure: RankRobustness) -> pd.DataFrame:
    """How likely each use case is to take each rank: use_case_id, then a column a rank.

    Ranks beyond `MOST_RANKS` are added up in one column, or the table would grow with the square
    of the use cases.
    """
    likely = sure.acceptability
    if likely.shape[1] > MOST_RANKS:
        later = likely.iloc[:, MOST_RANKS:].sum(axis=1)
        likely = likely.iloc[:, :MOST_RANKS].assign(**{f"rank_over_{MOST_RANKS}": later})
    table = likely.rename_axis(index="use_case_id").reset_index()
    return table.rename(columns=lambda name: f"rank_{name}" if isinstance(name, int) else name)


def without_each_voter(
    votes: Votes,
    weights: tuple[float, float],
    top_n: int,
    titles: Mapping[str, str],
    *,
    anonymous: bool,
) -> pd.DataFrame:
    """What the ranking would be without each voter.

    Parameters
    ----------
    titles : mapping of str to str
        What each use case is called.
    anonymous : bool
        Whether the votes were promised to stay anonymous.

    Returns
    -------
    DataFrame
        One row a voter: participant_id, winners (tuple of titles),
        winner_changes and top_changes. Without a row when votes are anonymous: the difference
        that one person makes gives that person's votes away.
    """
    if anonymous or len(votes.voters) < 2:
        columns = ["participant_id", "winners", "winner_changes", "top_changes"]
        return pd.DataFrame(columns=columns)
    table = leave_one_voter_out(
        votes.scores, weights, voters=votes.voters, items=votes.items, top_n=top_n
    )
    table["winners"] = winners_by_title(table["winners"], titles)
    return table.rename(columns={"voter": "participant_id"}).drop(columns="rank_correlation")


def winners_by_title(winners: pd.Series, titles: Mapping[str, str]) -> pd.Series:
    """The titles of the winners in each cell."""
    return winners.map(lambda items: tuple(titles[item] for item in items))


def say_first_use_cases(table: pd.DataFrame) -> Finding:
    """Say which use case, or cases, come first."""
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return Finding(_("No use case can be ranked yet: there are too few votes."), Tone.DECIDE)
    first = ranked[ranked["rank"] == 1]
    text = ngettext(
        "{titles} comes first with a score of {score}.",
        "{titles} share the first place with a score of {score}.",
        len(first),
    )
    score = format_number(first["score"].iloc[0], 2)
    said = text.format(titles=quoted(first["title"]), score=score)
    left = len(table) - len(ranked)
    if left:
        said += " " + ngettext(
            "{left} use case has too few votes to be ranked.",
            "{left} use cases have too few votes to be ranked.",
            left,
        ).format(left=format_number(left))
    return Finding(said)


def say_how_sure(
    sure: RankRobustness, table: pd.DataFrame, without: pd.DataFrame
) -> list[Finding | None]:
    """Say how much of the order the votes support."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    return [say_order(sure, names), say_tiers(sure, names), say_voters(without)]


def draw_use_case_ranking(table: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw the ranking with its uncertainty."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    first = table.loc[table["rank"] == 1, "title"]
    if first.empty:
        return None
    title = _("{count} use cases share the first place").format(count=len(first))
    if len(first) == 1:
        title = _("{title} comes first").format(title=quote(first.iloc[0]))
    ranked = int(table["rank"].notna().sum())
    if ranked < len(table):
        text = _("{title} ({ranked} of {all} are ranked)")
        title = text.format(title=title, ranked=ranked, all=len(table))
    return draw_ranking(sure, names, title, _("Weighted score"))


def draw_ranks(table: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw how likely each use case is to take each rank."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    if sure.sources.empty:
        return None
    likely = int((sure.table["probability_top"] > 0.5).sum())
    title = ngettext(
        "{count} use case is more likely than not to be in the first {top}",
        "{count} use cases are more likely than not to be in the first {top}",
        likely,
    )
    if sure.top_n == 1:
        title = ngettext(
            "{count} use case is more likely than not to come first",
            "{count} use cases are more likely than not to come first",
            likely,
        )
    return draw_acceptability(sure, names, title.format(count=likely, top=sure.top_n))
