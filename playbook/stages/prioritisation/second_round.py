"""What did the second round change? Who moved, whether the room came together, and the ranking.

People estimate on their own, talk, and estimate again: the Delphi method (Dalkey, N. & Helmer, O.,
1963, An experimental application of the Delphi method to the use of experts, Management Science
9(3), 458-467), known to teams as planning poker (Grenning, J., 2002).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_number, listed, ngettext, quote, quoted
from playbook.show.chart import BLUE, GREY, SOFT, Chart, TickNumbers, drawing, labels_apart, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.prioritisation.ballots import CRITERIA, CRITERION_NAMES, use_case_votes
from playbook.stages.prioritisation.ranking import use_case_robustness
from playbook.statistics import item_disagreement
from playbook.statistics.two_rounds import change_of_disagreement

SELDOM = 0.05
"""How seldom chance must do as much for talking to be said to have done it."""
SAME = 0.005
"""A change of disagreement that two decimals do not show."""
DRAWN = 12
CAME = {
    "together": N_("Closer together"),
    "apart": N_("Further apart"),
    "as_before": N_("As before"),
}
LABELS = {
    "criterion": Label(N_("On"), codes=CRITERION_NAMES),
    "in_both": Label(N_("Votes in both rounds"), Format.WHOLE),
    "moved": Label(N_("Changed"), Format.WHOLE),
    "mean_before": Label(N_("Mean before"), Format.DECIMAL),
    "mean_after": Label(N_("Mean after"), Format.DECIMAL),
    "disagreement_before": Label(N_("Disagreement before"), Format.DECIMAL),
    "disagreement_after": Label(N_("Disagreement after"), Format.DECIMAL),
    "came": Label(N_("The room came"), codes=CAME, missing=N_("too few votes")),
    "rank_before": Label(N_("Rank before"), Format.WHOLE),
    "rank_after": Label(N_("Rank after"), Format.WHOLE),
    "score_before": Label(N_("Score before"), Format.DECIMAL),
    "score_after": Label(N_("Score after"), Format.DECIMAL),
}


def first_round(first: pd.DataFrame, *, anonymous: bool) -> pd.DataFrame:
    """The votes of the first round, of which nothing is told where votes are anonymous.

    Parameters
    ----------
    first : DataFrame
        The table first_ratings: votes as they were before the talk; without a row where there was
        one round.
    anonymous : bool
        Whether the votes were promised to stay anonymous: the figures before and after would tell
        who moved. Then there is no row.
    """
    return first.iloc[:0] if anonymous else first


def votes_in_both(
    first: pd.DataFrame, last: pd.DataFrame, asked: Sequence[str] = CRITERIA
) -> pd.DataFrame:
    """Put the votes that the same people cast in both rounds beside each other.

    Parameters
    ----------
    first, last : DataFrame
        The tables first_ratings and ratings.
    asked : sequence of str, optional
        The criteria that people were asked about.

    Returns
    -------
    DataFrame
        One row for each vote that was cast in both rounds: participant_id, use_case_id, criterion,
        before and after, on the rating scale. A vote that was cast in one of them only is in no
        row.
    """
    keys = ["participant_id", "use_case_id"]
    both = first.merge(last, on=keys, suffixes=("_before", "_after"))
    parts = [
        both[keys].assign(
            criterion=name, before=both[f"{name}_before"], after=both[f"{name}_after"]
        )
        for name in asked
    ]
    table = pd.concat(parts, ignore_index=True).dropna(subset=["before", "after"])
    return table.astype({"before": float, "after": float}).reset_index(drop=True)


def movement(
    both: pd.DataFrame, use_cases: pd.DataFrame, scale: tuple[float, float]
) -> pd.DataFrame:
    """How the votes on each use case moved, of those who voted on it in both rounds.

    Parameters
    ----------
    both : DataFrame
        From `votes_in_both`.
    scale : (float, float)
        The ends of the rating scale.

    Returns
    -------
    DataFrame
        One row for each use case and criterion, in the order of the use cases: use_case_id, title,
        criterion, in_both and moved (counts of votes), mean_before, mean_after,
        disagreement_before and disagreement_after (0: unanimous, 1: split between the two ends of
        the scale; missing for fewer than two votes) and came (together, apart or as_before;
        missing for fewer than two votes).
    """
    groups = dict(iter(both.groupby(["use_case_id", "criterion"], sort=False)))
    rows = []
    for item, title in zip(use_cases["use_case_id"], use_cases["title"], strict=True):
        for criterion in (name for name in CRITERIA if (item, name) in groups):
            votes = groups[item, criterion]
            before, after = votes["before"].to_numpy(), votes["after"].to_numpy()
            apart = item_disagreement(np.stack([before, after], axis=1), *scale)
            rows.append(
                (item, title, criterion, len(votes), int((before != after).sum()),
                 before.mean(), after.mean(), *apart, _came(*apart))
            )  # fmt: skip
    columns = [
        "use_case_id", "title", "criterion", "in_both", "moved", "mean_before", "mean_after",
        "disagreement_before", "disagreement_after", "came",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _came(before: float, after: float) -> str | None:
    """Whether a room came together; None where fewer than two voted."""
    if np.isnan(before):
        return None
    if abs(after - before) < SAME:
        return "as_before"
    return "together" if after < before else "apart"


def movers(both: pd.DataFrame) -> pd.DataFrame:
    """Who moved: one row a person, most first: participant_id, in_both and moved (votes)."""
    counted = both.assign(moved=both["before"] != both["after"]).groupby(
        "participant_id", as_index=False, sort=False
    )["moved"]
    table = counted.agg(["size", "sum"]).rename(columns={"size": "in_both", "sum": "moved"})
    table = table.astype({"in_both": int, "moved": int})
    return table.sort_values("moved", ascending=False, kind="stable", ignore_index=True)


def rank_changes(
    first: pd.DataFrame,
    after: pd.DataFrame,
    use_cases: pd.DataFrame,
    weights: tuple[float, float],
    resamples: int,
    seed: int,
    fewest_votes: int = 1,
) -> pd.DataFrame:
    """Hold the ranking against the one that all votes of the first round give.

    Parameters
    ----------
    first : DataFrame
        From `first_round`.
    after : DataFrame
        From `ranking.use_case_ranking`, on the votes of the second round.
    weights, resamples, seed, fewest_votes
        Those of that ranking.

    Returns
    -------
    DataFrame
        One row for each use case, in the order of the ranking after: use_case_id, title,
        rank_before, rank_after (missing where there is none), score_before and score_after. No row
        where nothing was ranked before.
    """
    sure = use_case_robustness(
        use_case_votes(first, use_cases), weights, 1, resamples, seed, fewest_votes=fewest_votes
    )
    before = sure.table.rename(columns={"item": "use_case_id"}).astype({"use_case_id": "str"})
    if before["rank"].isna().all():
        after = after.iloc[:0]
    kept = ["use_case_id", "rank", "score"]
    table = after[["title", *kept]].merge(
        before[kept], on="use_case_id", how="left", suffixes=("_after", "_before")
    )
    columns = ["use_case_id", "title", "rank_before", "rank_after", "score_before", "score_after"]
    return table[columns]


def say_anonymous(first: pd.DataFrame, *, anonymous: bool) -> Finding | None:
    """Say why nothing is told of an anonymous first round; nothing where there is none."""
    if not anonymous or first.empty:
        return None
    text = _(
        "A first round is kept, and votes are anonymous: nothing is told of it, as figures before"
        " and after would show who moved."
    )
    return Finding(text, Tone.CAUTION)


def say_moved(moved: pd.DataFrame, first: pd.DataFrame, last: pd.DataFrame) -> Finding | None:
    """Say how many people changed how many votes, and how many voted in the second round only.

    Nothing without a second round.

    Parameters
    ----------
    moved : DataFrame
        From `movers`.
    first, last : DataFrame
        The tables first_ratings and ratings.
    """
    if moved.empty:
        return None
    new = _newcomers(first, last)
    people, votes = int((moved["moved"] > 0).sum()), int(moved["moved"].sum())
    text = _("Nobody changed a vote after the talk.")
    if votes:
        text = _(
            "After the talk, {people} of {all} people changed their mind: {votes} of {in_both}"
            " votes."
        )
    said = text.format(
        people=format_number(people), all=format_number(len(moved)), votes=format_number(votes),
        in_both=format_number(int(moved["in_both"].sum())),
    )  # fmt: skip
    if new:
        said += " " + ngettext(
            "{new} person voted in the second round only: the ranking counts those votes too.",
            "{new} people voted in the second round only: the ranking counts those votes too.",
            new,
        ).format(new=format_number(new))
    return Finding(said)


def _newcomers(first: pd.DataFrame, last: pd.DataFrame) -> int:
    """How many people voted in the second round only."""
    before, after = (
        set(votes.dropna(subset=list(CRITERIA), how="all")["participant_id"])
        for votes in (first, last)
    )
    return len(after - before)


def say_together(
    both: pd.DataFrame, table: pd.DataFrame, scale: tuple[float, float], seed: int
) -> Finding | None:
    """Say whether the room came together, and whether so few people can tell.

    Nothing where no use case has two votes in both rounds.

    Parameters
    ----------
    both, table : DataFrame
        From `votes_in_both` and `movement`.
    """
    told = table.dropna(subset=["came"])
    if told.empty:
        return None
    rounds = [
        both.pivot(index="participant_id", columns=["use_case_id", "criterion"], values=name)
        for name in ("before", "after")
    ]
    change, p_value = change_of_disagreement(rounds[0], rounds[1], scale, seed)
    text = _("The room is as far apart as before the talk: disagreement {after}.")
    if change <= -SAME:
        text = _("The room came closer together: disagreement fell from {before} to {after}.")
    elif change >= SAME:
        text = _("The room came further apart: disagreement rose from {before} to {after}.")
    said = text.format(
        before=format_number(told["disagreement_before"].mean(), 2),
        after=format_number(told["disagreement_after"].mean(), 2),
    )
    if abs(change) < SAME:
        return Finding(said)
    if p_value > SELDOM:
        doubt = _("So few changes can come out so by chance (p {p}).")
        return Finding(f"{said} {doubt.format(p=format_number(p_value, 2))}", Tone.CAUTION)
    agreed = _("Chance seldom does as much. Agreeing is not the same as being right.")
    return Finding(f"{said} {agreed}")


def say_ranking(table: pd.DataFrame, top_n: int) -> Finding | None:
    """Say what the second round did to the first places; nothing without a ranking before.

    Parameters
    ----------
    table : DataFrame
        From `rank_changes`.
    top_n : int
        How many places count as the first.
    """
    if table["rank_after"].isna().all():
        return None
    before, after = (
        table.loc[(table[f"rank_{when}"] <= top_n).fillna(False).astype(bool), "title"]
        for when in ("before", "after")
    )
    came, left = (one[~one.isin(other)] for one, other in ((after, before), (before, after)))
    parts = [_leaders(table)]
    if top_n > 1:
        parts += [
            words.format(top=format_number(top_n), titles=quoted(titles))
            for titles, words in (
                (came, _("New among the first {top}: {titles}.")),
                (left, _("No longer among them: {titles}.")),
            )
            if len(titles)
        ] or [_("The first {top} are the same.").format(top=format_number(top_n))]
    return Finding(" ".join(parts))


def _leaders(table: pd.DataFrame) -> str:
    """Who came first before, and who does now."""
    before, after = (
        list(table.loc[table[f"rank_{when}"] == 1, "title"]) for when in ("before", "after")
    )
    if set(before) == set(after):
        words = _("Before the talk and after it, first: {titles}.")
        return words.format(titles=quoted(after))
    words = _("First before the talk: {before}; first after it: {after}.")
    return words.format(before=quoted(before), after=quoted(after))


def draw_rounds(table: pd.DataFrame) -> Chart | None:
    """Draw each score before and after; None without a use case that has both.

    Parameters
    ----------
    table : DataFrame
        From `rank_changes`.
    """
    both = table.dropna(subset=["score_before", "score_after"])
    shown = both.head(DRAWN)
    if shown.empty:
        return None
    places = range(len(shown))
    climbed = both.loc[(both["rank_before"] - both["rank_after"]) > 0]
    title = ngettext(
        "{count} use case moved up after the talk",
        "{count} use cases moved up after the talk",
        len(climbed),
    ).format(count=len(climbed))
    if climbed.empty:
        title = _("No use case moved up after the talk")
    with drawing(1.3 + 0.42 * len(shown)) as (figure, axes):
        axes.hlines(places, shown["score_before"], shown["score_after"], color=SOFT, linewidth=2)
        axes.scatter(
            shown["score_before"], places, s=46, zorder=3, facecolor="white", edgecolor=GREY,
            linewidth=1.6,
        )  # fmt: skip
        axes.scatter(shown["score_after"], places, s=52, zorder=4, color=BLUE)
        axes.set_yticks(places, labels_apart(shown["title"]), fontsize=9.5)
        axes.set_ylim(len(shown) - 0.5, -0.7)
        axes.set_xlabel(_("Weighted score"))
        axes.xaxis.set_major_formatter(TickNumbers())
        axes.spines["left"].set_visible(False)
        reading = _("Open: after the first round. Blue: after the second.")
        if len(both) > DRAWN:
            reading += " " + _("The first {count} are drawn.").format(count=DRAWN)
        titled(axes, title, reading)
        words = listed(
            [
                _("{title} {before} to {after}").format(
                    title=quote(row.title),
                    before=format_number(row.score_before, 2),
                    after=format_number(row.score_after, 2),
                )
                for row in shown.itertuples()
            ]
        )
        return Chart(figure, f"{title}. {words}.")
