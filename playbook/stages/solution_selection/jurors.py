"""What each juror's own grid says, and what would be first without them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_number, labelled, listed, ngettext, quote, quoted
from playbook.show.chart import Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.solution_selection.jury import DECIMALS, Jury
from playbook.stages.solution_selection.room import (
    DRAWN_ROWS,
    DRAWN_SOLUTIONS,
    draw_cells,
    not_drawn,
    telling,
)
from playbook.statistics import leave_one_voter_out

SHOWN = ["participant_id", "favourite", "lead", "missing_scores", "winners", "winner_changes"]

LABELS = {
    "favourite": Label(N_("Own first choice")),
    "lead": Label(N_("Lead over the next"), Format.DECIMAL),
    "solutions_scored": Label(N_("Solutions scored"), Format.WHOLE),
    "missing_scores": Label(N_("Missing scores"), Format.WHOLE),
    "winners": Label(N_("First without them")),
    "winner_changes": Label(N_("First place changes"), Format.YES_NO),
}


def juror_scores(jury: Jury) -> pd.DataFrame:
    """What each juror's own grid says, each juror on the criteria that they scored.

    Returns
    -------
    DataFrame
        One row for each juror and solution that they scored: participant_id, solution_id, name,
        score (weighted mean over the criteria they scored, whose weights are normalised again:
        a missing score is not a zero) and criteria_scored (how many, of those that count).
    """
    counts = jury.weights > 0
    cast = ~np.isnan(jury.scores[:, :, counts])
    weight = cast @ jury.weights[counts]
    total = np.nan_to_num(jury.scores[:, :, counts]) @ jury.weights[counts]
    rows = [
        (juror, solution, jury.names[solution], total[j, s] / weight[j, s], int(cast[j, s].sum()))
        for j, juror in enumerate(jury.jurors)
        for s, solution in enumerate(jury.solutions)
        if weight[j, s] > 0
    ]
    columns = ["participant_id", "solution_id", "name", "score", "criteria_scored"]
    return pd.DataFrame(rows, columns=columns)


def favourites(own: pd.DataFrame, jury: Jury) -> pd.DataFrame:
    """Which solution each juror's own grid puts first.

    Parameters
    ----------
    own : DataFrame
        From `juror_scores`.

    Returns
    -------
    DataFrame
        One row for each juror who scored any: participant_id, favourite (tuple of names:
        several when they tie), score (of the favourite), lead (over the next; missing
        when they scored one solution or tie), solutions_scored and missing_scores (of all cells
        of the grid that they could fill).
    """
    rows = []
    cells = jury.scores.shape[1] * jury.scores.shape[2]
    for place, juror in enumerate(jury.jurors):
        mine = own[own["participant_id"] == juror]
        score = mine["score"].round(DECIMALS)
        first = score == score.max()
        if mine.empty:
            continue
        rest = score[~first]
        lead = score.max() - rest.max() if first.sum() == 1 else np.nan
        missing = cells - int((~np.isnan(jury.scores[place])).sum())
        rows.append((juror, tuple(mine.loc[first, "name"]), score.max(), lead, len(mine), missing))
    columns = ["participant_id", "favourite", "score", "lead", "solutions_scored", "missing_scores"]
    return pd.DataFrame(rows, columns=columns)


def without_each_juror(jury: Jury, *, anonymous: bool) -> pd.DataFrame:
    """What the first place would be without each juror.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then nothing is given, because the
        difference that one person makes gives that person's votes away.

    Returns
    -------
    DataFrame
        One row a juror: participant_id, winners (tuple of names),
        winner_changes and top_changes.
    """
    columns = ["participant_id", "winners", "winner_changes", "top_changes"]
    if anonymous or len(jury.jurors) < 2 or not jury.solutions:
        return pd.DataFrame(columns=columns)
    table = leave_one_voter_out(
        jury.scores, jury.weights, voters=jury.jurors, items=jury.solutions, top_n=1
    )
    table["winners"] = table["winners"].map(jury.called)
    return table.rename(columns={"voter": "participant_id"})[columns]


def say_favourites(best: pd.DataFrame, table: pd.DataFrame, *, anonymous: bool) -> Finding | None:
    """Say whether the jurors put the winner first, each on their own; not if anonymous."""
    first = tuple(table.loc[table["rank"] == 1, "name"])
    if anonymous or len(best) < 2 or len(first) != 1:
        return None
    alone = best["favourite"].map(lambda names: names == first)
    agreeing = int(alone.sum())
    if agreeing == len(best):
        return Finding(_("Every juror's own grid puts {name} first.").format(name=quote(first[0])))
    text = _(
        "Juror by juror, {name} is the first choice of {count} of {jurors}; the rest prefer"
        " {others}."
    )
    other = best.loc[~alone, "favourite"].explode()
    names = other[other != first[0]].drop_duplicates()
    if (other == first[0]).any():
        text = _(
            "Juror by juror, {name} is the first choice of {count} of {jurors}; the rest put"
            " {others} first, or level with it."
        )
    return Finding(
        text.format(name=quote(first[0]), count=agreeing, jurors=len(best), others=quoted(names)),
        Tone.RESULT if agreeing * 2 > len(best) else Tone.CAUTION,
    )


def draw_own_scores(
    own: pd.DataFrame, best: pd.DataFrame, ranking: pd.DataFrame, people: Mapping[str, str],
    scale: tuple[float, float], *, anonymous: bool,
) -> Chart | None:  # fmt: skip
    """Draw each juror's own score of each solution; None where votes are anonymous, or none.

    Parameters
    ----------
    own, best : DataFrame
        From `juror_scores` and `favourites`.
    people : mapping of str to str
        What each juror is called.
    """
    if anonymous or own.empty:
        return None
    everyone = [s for s in ranking["solution_id"] if s in set(own["solution_id"])]
    order = everyone[:DRAWN_SOLUTIONS]
    wide = own.pivot(index="participant_id", columns="solution_id", values="score")
    best_own = wide.round(DECIMALS).eq(wide.max(axis=1).round(DECIMALS), axis=0)
    drawn = list(best["participant_id"].head(DRAWN_ROWS))
    wide, best_own = wide.loc[drawn, order], best_own.loc[drawn, order]
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    words = wide.map(lambda score: "–" if np.isnan(score) else format_number(score, 2))
    title = own_scores_title(best)
    with drawing(1.1 + 0.42 * len(wide)) as (figure, axes):
        called = [people.get(str(person), str(person)) for person in wide.index]
        shown = wide.set_axis(called).rename(columns=names)
        draw_cells(axes, shown, words, telling(wide, scale), best_own)
        reading = _("Each juror's own weighted score; the best in bold. A dash: nothing scored.")
        more = not_drawn(solutions=len(everyone) - len(order), jurors=len(best) - len(drawn))
        titled(axes, title, reading + more)
        rows = [
            labelled(who, _scores_in_words(row.set_axis(wide.columns.map(names))))
            for who, (_p, row) in zip(called, wide.iterrows(), strict=True)
        ]
        return Chart(figure, f"{title}. {listed(rows)}.")


def _scores_in_words(scores: pd.Series) -> str:
    """One juror's scores, for the alternative text."""
    return ", ".join(f"{name} {format_number(score, 2)}" for name, score in scores.dropna().items())


def own_scores_title(best: pd.DataFrame) -> str:
    """How many jurors put the same solution first."""
    counts = best.loc[best["favourite"].map(len) == 1, "favourite"].explode().value_counts()
    if counts.empty or (counts == counts.max()).sum() > 1:
        return _("The jurors do not agree on one favourite")
    text = ngettext(
        "{count} of {jurors} jurors puts {name} first",
        "{count} of {jurors} jurors put {name} first",
        int(counts.iloc[0]),
    )
    return text.format(count=counts.iloc[0], jurors=len(best), name=quote(str(counts.index[0]), 40))
