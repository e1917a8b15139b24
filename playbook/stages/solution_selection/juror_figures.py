"""The figures of the jurors: their own scores, and their marks at the oral presentations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import _, format_number, labelled, listed, ngettext, quote
from playbook.show.chart import BLUE, GREY, ORANGE, Chart, drawing, labels_apart, titled
from playbook.stages.solution_selection.cut import not_drawn
from playbook.stages.solution_selection.jury import DECIMALS
from playbook.stages.solution_selection.matrix import DRAWN_ROWS, DRAWN_SOLUTIONS, draw_matrix


def draw_jurors(
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
    title = jurors_title(best)
    with drawing(1.75 + 0.42 * len(wide)) as (figure, axes):
        called = [people.get(str(person), str(person)) for person in wide.index]
        shown = wide.set_axis(called).rename(columns=names)
        draw_matrix(axes, shown, words, scale, best_own)
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


def jurors_title(best: pd.DataFrame) -> str:
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


def draw_orals(
    feedback: pd.DataFrame, table: pd.DataFrame, scale: tuple[float, float], *, anonymous: bool
) -> Chart | None:
    """Draw the marks of the oral presentations beside the grid; None if anonymous or without any.

    Parameters
    ----------
    table : DataFrame
        From `digest`.
    """
    rated = table[table["rating"].notna()]
    if rated.empty or anonymous:
        return None
    title = orals_title(rated)
    more = not_drawn(solutions=len(rated) - DRAWN_ROWS)
    rated = rated.head(DRAWN_ROWS)
    with drawing(1.7 + 0.55 * len(rated)) as (figure, axes):
        for place, row in enumerate(rated.to_dict("records")):
            marks = feedback.loc[feedback["solution_id"] == row["solution_id"], "rating"].dropna()
            heights = _spread_out(sorted(marks))
            axes.scatter(sorted(marks), [place + h for h in heights], s=34, color=GREY, zorder=2)
            axes.plot([row["rating"]] * 2, [place - 0.3, place + 0.3], color=BLUE, linewidth=3)
            axes.scatter(
                row["score"], place, s=52, facecolor="none", edgecolor=ORANGE, linewidth=2,
                marker="D", zorder=4,
            )  # fmt: skip
        axes.set_yticks(range(len(rated)), labels_apart(rated["name"]), fontsize=9.5)
        axes.set_ylim(len(rated) - 0.4, -0.6)
        axes.set_xlim(scale[0] - 0.15, scale[1] + 0.15)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.set_xlabel(_("Marks, on the jury scale"))
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        reading = _(
            "Grey dots: marks at the oral. Blue bar: their mean. Orange diamond: the score on the"
            " grid."
        )
        titled(axes, title, reading + more)
        text = _("{name}: oral {rating}, grid {score}")
        words = [
            text.format(
                name=row["name"], rating=format_number(row["rating"], 2),
                score="–" if np.isnan(row["score"]) else format_number(row["score"], 2),
            )
            for row in rated.to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}.")


def _spread_out(marks: Sequence[float]) -> list[float]:
    """How far to move each of the sorted marks up or down so that equal ones are seen apart."""
    counts = pd.Series(marks)
    place = counts.groupby(counts).cumcount()
    size = counts.groupby(counts).transform("size")
    return list((place - (size - 1) / 2) * min(0.16, 0.6 / size.max()))


def orals_title(rated: pd.DataFrame) -> str:
    """Which solution the oral presentations liked best."""
    first = rated[(rated["rating"] - rated["rating"].max()).abs() < 1e-9]
    if len(first) > 1:
        return _("{count} solutions share the best mark at the orals").format(count=len(first))
    text = _("{name} convinced most at the orals: {rating} on average")
    if len(rated) == 1:
        text = _("Only {name} has marks from the orals: {rating} on average")
    return text.format(
        name=quote(first["name"].iloc[0], 40), rating=format_number(first["rating"].iloc[0], 1)
    )
