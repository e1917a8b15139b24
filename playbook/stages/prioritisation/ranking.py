"""Which use cases come first, and how sure is that? The ranking, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quoted
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.ranking import say_first, say_order, say_voters
from playbook.show.ranking_figures import draw_ranking
from playbook.stages.prioritisation.ballots import CRITERIA, Votes
from playbook.statistics import RankRobustness, leave_one_voter_out, rank_robustness
from playbook.statistics.anonymity import coarse

SHOWN = [
    "rank", "title", "value", "feasibility", "score", "votes", "tier", "rank_low",
    "top_low",
]  # fmt: skip
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
    told_on: tuple[float, float] | None = None,
) -> RankRobustness:
    """Rank the use cases by the weighted mean of value and feasibility, and say how sure that is.

    Parameters
    ----------
    weights : (float, float)
        Of value and of feasibility; only proportions matter.
    fewest_votes : int, default 1
        Use cases that fewer people voted on, on a criterion that counts, are not ranked.
    told_on : (float, float), optional
        The scale of anonymous votes, which are told in bands; None where votes are named.
    """
    return rank_robustness(
        votes.scores,
        weights,
        items=votes.items,
        top_n=top_n,
        resamples=resamples,
        seed=seed,
        fewest_votes=fewest_votes,
        untold="coarse" if told_on and coarse(len(votes.voters), told_on) else "",
    )


def use_case_ranking(ranked: pd.DataFrame, matrix: pd.DataFrame) -> pd.DataFrame:
    """The ranking as a table that can be read.

    Parameters
    ----------
    ranked : DataFrame
        As `RankRobustness.table`.
    matrix : DataFrame
        From `matrix.quadrants`.

    Returns
    -------
    DataFrame
        One row for each use case, in rank order (those without votes last): rank, use_case_id,
        title, value, feasibility, score, votes (on the criterion with fewest), ordered_by (the
        score, drawn in where few voted), tied, tier, rank_low, rank_high, score_low, score_high,
        first_low, first_high, top_low, top_high.
    """
    table = ranked.rename(columns={"item": "use_case_id"}).astype({"use_case_id": "str"})
    table = table.merge(matrix[["use_case_id", "title", *CRITERIA]], on="use_case_id", how="left")
    first = ["rank", "use_case_id", "title", *CRITERIA, "score"]
    return table[first + [column for column in table.columns if column not in first]]


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
    return table.rename(columns={"voter": "participant_id"})


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
        "{titles} leads with a score of {score}",
        "{titles} lead together with a score of {score}",
        len(first),
    )
    score = format_number(first["score"].iloc[0], 2)
    votes, most = int(first["votes"].min()), int(ranked["votes"].max())
    if votes < most:
        few = ngettext(
            "{score} from {votes} vote (others have up to {most})",
            "{score} from {votes} votes (others have up to {most})",
            votes,
        )
        score = few.format(score=score, votes=format_number(votes), most=format_number(most))
    said = say_first(text.format(titles=quoted(first["title"]), score=score), ranked, "title")
    left = len(table) - len(ranked)
    if not left:
        return said
    unranked = ngettext(
        "{left} use case has too few votes to be ranked.",
        "{left} use cases have too few votes to be ranked.",
        left,
    ).format(left=format_number(left))
    return Finding(f"{said.text} {unranked}", said.tone)


def say_how_sure(
    sure: RankRobustness, table: pd.DataFrame, without: pd.DataFrame
) -> list[Finding | None]:
    """Say how much of the order the votes support."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    return [say_order(sure, names), say_voters(without)]


def draw_use_case_ranking(table: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw the ranking with its uncertainty."""
    names = dict(zip(table["use_case_id"], table["title"], strict=True))
    ranked, note = int(table["rank"].notna().sum()), ""
    if ranked < len(table):
        counts = {"ranked": format_number(ranked), "all": format_number(len(table))}
        note = " " + _("({ranked} of {all} are ranked)").format(**counts)
    return draw_ranking(sure, names, _("Weighted score"), note)
