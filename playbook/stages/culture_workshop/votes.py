"""Which tasks of the marked zone come first by their dots, and how sure that is."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_number, ngettext, quoted
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_first
from playbook.show.ranking_figures import draw_ranking
from playbook.stages.culture_workshop.matrix import NAMED
from playbook.stages.shared.anonymity import protected_dots
from playbook.stages.shared.dot_votes import dot_ranking
from playbook.statistics import RankRobustness
from playbook.tables.culture import REASONS

TASK = ["task_id", "text", "question", "dots", "automatable", "data_intensive"]
SHOWN = ["rank", "text", "dots", "tier", "rank_low", "top_low"]


def told_dots(
    task_dots: pd.DataFrame, tasks: pd.DataFrame, anonymous: bool, threshold: int
) -> pd.DataFrame:
    """Put stand-ins in place of anonymous dots, or none where too few people voted.

    Parameters
    ----------
    task_dots, tasks : DataFrame
        The tables of that name.
    anonymous : bool
        Whether the votes were promised to stay anonymous; if not, they stay as they are.
    threshold : int
        The fewest voters of whom figures are shown.
    """
    if not anonymous:
        return task_dots
    things = len(tasks) * len(REASONS)
    return protected_dots(task_dots, ["task_id", "reason"], things, 1, threshold)


def task_ballots(task_dots: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Lay the dots out: a row for each voter, a column for each dotted task of the marked zone.

    A voter is a participant who placed a dot anywhere: without one on a task, it is a zero there,
    not a missing vote. A dot for each reason on one task makes two.

    Parameters
    ----------
    task_dots : DataFrame
        The table of that name.
    placed : DataFrame
        From `matrix.place_tasks`.
    """
    inside = placed.loc[(placed["place"] == "inside") & (placed["dots"] > 0), "task_id"]
    ballots = pd.crosstab(task_dots["participant_id"], task_dots["task_id"])
    return ballots[inside]


def task_ranking(robustness: RankRobustness | None, placed: pd.DataFrame) -> pd.DataFrame:
    """The ranking of the tasks in the marked zone as a table that can be read.

    Returns
    -------
    DataFrame
        One row for each dotted task of the zone, in rank order: rank, task_id, text, question,
        dots, automatable, data_intensive, tied, tier, rank_low, rank_high, first_low, first_high,
        top_low and top_high.
    """
    return dot_ranking(robustness, placed[TASK], "task_id")


def first_with_and_without(ballots: pd.DataFrame, people: set[str]) -> tuple[set[str], set[str]]:
    """The tasks of the zone with the most dots, with all voters and without some of them.

    Parameters
    ----------
    ballots : DataFrame
        From `task_ballots`.
    people : set of str
        The voters to leave out, such as facilitators.
    """
    return _most(ballots), _most(ballots[~ballots.index.isin(people)])


def _most(ballots: pd.DataFrame) -> set[str]:
    """The columns with the largest sum, unless that is nothing."""
    totals = ballots.sum()
    return set(totals.index[(totals == totals.max()) & (totals > 0)])


def say_first_tasks(
    ranking: pd.DataFrame, task_dots: pd.DataFrame, all_dots: pd.DataFrame
) -> Finding:
    """Say which tasks of the zone have the most dots, or why that is not said."""
    if task_dots.empty and len(all_dots):
        return Finding(
            _("Votes are anonymous and too few people voted: no dot is shown."), Tone.CAUTION
        )
    if ranking.empty:
        return Finding(_("No task of the marked zone has a dot yet."), Tone.DECIDE)
    first = ranking[ranking["rank"] == 1]
    dots = int(first["dots"].iloc[0])
    text = _(
        "Of the tasks that a machine could take over (the marked zone), {tasks} lead together with"
        " {dots} each"
    )
    if len(first) == 1:
        text = _(
            "Of the tasks that a machine could take over (the marked zone), {tasks} leads with"
            " {dots}"
        )
    counted = ngettext("{count} dot", "{count} dots", dots).format(count=format_number(dots))
    return say_first(text.format(tasks=quoted(first["text"], NAMED), dots=counted), ranking, "text")


def say_facilitators(
    before: set[str], after: set[str], facilitators: int, placed: pd.DataFrame
) -> Finding | None:
    """Say what the dots of facilitators change; nothing when none of them voted.

    Parameters
    ----------
    before, after : set of str
        From `first_with_and_without`.
    facilitators : int
        How many facilitators placed dots.
    """
    if not facilitators:
        return None
    who = ngettext(
        "{count} facilitator placed dots.", "{count} facilitators placed dots.", facilitators
    ).format(count=facilitators)
    if not before:
        return Finding(who)
    first = quoted(placed.loc[placed["task_id"].isin(after), "text"], NAMED)
    if before == after:
        text = _("Without those dots, the same would come first.")
        return Finding(f"{who} {text}")
    text = _("Without those dots, {tasks} would come first: settle whether they count.")
    return Finding(f"{who} {text.format(tasks=first or _('nothing'))}", Tone.DECIDE)


def draw_task_ranking(ranking: pd.DataFrame, robustness: RankRobustness | None) -> Chart | None:
    """Draw the ranking of the tasks in the marked zone with its uncertainty."""
    if robustness is None or ranking.empty:
        return None
    names = dict(zip(ranking["task_id"], ranking["text"], strict=True))
    return draw_ranking(robustness, names, _("Dots per voter"))
