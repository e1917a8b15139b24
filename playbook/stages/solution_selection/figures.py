"""The figures of the grid: criteria, jurors, weights, oral presentations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from playbook.language import (
    _,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
    quote,
    shorten,
)
from playbook.show.chart import (
    BLUE,
    GREY,
    GRID,
    INK,
    ORANGE,
    SKY,
    SOFT,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.show.ranking import draw_ranking
from playbook.statistics import RankRobustness
from playbook.tables.feasibility import SECTIONS

DRAWN_SOLUTIONS = 6
DRAWN_ROWS = 14


def draw_matrix(
    axes: Axes,
    table: pd.DataFrame,
    words: pd.DataFrame,
    scale: tuple[float, float],
    bold: pd.DataFrame | None = None,
) -> None:
    """Draw a table as coloured cells with their figures in them, the columns named on top.

    Parameters
    ----------
    table, words : DataFrame
        The values, which colour the cells, and what is written in them; rows and columns are
        named by their labels.
    scale : (float, float)
        The values of the palest and the strongest colour.
    bold : DataFrame of bool, optional
        Which cells to set in bold.
    """
    sns.heatmap(
        table.astype(float), ax=axes, cbar=False, cmap=sns.light_palette(SKY, as_cmap=True),
        vmin=scale[0], vmax=scale[1], linewidths=1.5, linecolor="white",
    )  # fmt: skip
    for row, line in enumerate(words.to_numpy()):
        for column, word in enumerate(line):
            heavy = bold is not None and bool(bold.iloc[row, column])
            axes.text(
                column + 0.5, row + 0.5, word, ha="center", va="center", fontsize=9.5,
                color=INK, fontweight="bold" if heavy else "normal",
            )  # fmt: skip
    axes.set_facecolor("none")
    axes.xaxis.tick_top()
    axes.set_xticks(
        [place + 0.5 for place in range(table.shape[1])],
        [wrapped(str(name), max(7, 40 // table.shape[1]), 3) for name in table.columns],
        fontsize=9, color=INK,
    )  # fmt: skip
    axes.set_yticks(
        [place + 0.5 for place in range(len(table))], list(table.index), fontsize=9, rotation=0
    )
    axes.set(xlabel="", ylabel="")


def draw_grid(
    grid: pd.DataFrame, ranking: pd.DataFrame, scale: tuple[float, float]
) -> Chart | None:
    """Draw what each solution got on each criterion; None without scores.

    Parameters
    ----------
    grid : DataFrame
        From `criterion_grid`.
    ranking : DataFrame
        From `ranking`: gives the order of the columns.
    scale : (float, float)
        The ends of the jury scale.
    """
    if grid["mean"].notna().sum() == 0:
        return None
    order = list(ranking["solution_id"])[:DRAWN_SOLUTIONS]
    wide = grid.pivot(index="criterion_id", columns="solution_id", values="mean")
    rows = grid.drop_duplicates("criterion_id").set_index("criterion_id")
    rows = rows.loc[rows["weight"].sort_values(ascending=False, kind="stable").index[:DRAWN_ROWS]]
    rows = rows.assign(place=rows["section"].map({name: n for n, name in enumerate(SECTIONS)}))
    rows = rows.sort_values(["place", "weight"], ascending=[True, False], kind="stable")
    wide = wide.loc[rows.index, order]
    title = _grid_title(grid)
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    lines = [
        f"{wrapped(label, 30, 2)} ({format_percent(weight)})"
        for label, weight in zip(rows["label"], rows["weight"], strict=True)
    ]
    words = wide.map(lambda mean: "–" if np.isnan(mean) else format_number(mean, 1))
    with drawing(1.9 + 0.4 * len(wide)) as (figure, axes):
        shown = wide.set_axis(lines).rename(columns=names)
        draw_matrix(axes, shown, words.set_axis(lines), scale)
        for r, minimum in enumerate(rows["minimum"]):
            for c, solution in enumerate(order):
                if round(wide.iloc[r][solution] - minimum, 9) < 0:
                    axes.add_patch(
                        Rectangle(
                            (c + 0.04, r + 0.06), 0.92, 0.88, fill=False, edgecolor=ORANGE,
                            linewidth=2,
                        )
                    )  # fmt: skip
        for edge in np.flatnonzero(rows["place"].diff().fillna(0).to_numpy() > 0):
            axes.axhline(float(edge), color=SOFT, linewidth=1.2)
        reading = _(
            "Means of the jury, weights in brackets. Above the line: technical criteria; below:"
            " project. Orange frame: below the minimum."
        )
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_grid_in_words(wide, names, rows['label'])}")


def _grid_title(grid: pd.DataFrame) -> str:
    """What the grid says: how many criteria the solution that leads on most leads on."""
    best = grid.groupby("criterion_id")["mean"].transform("max")
    leads = grid[(grid["mean"] - best).abs() < 1e-9].groupby("name", sort=False).size()
    criteria = grid.loc[grid["mean"].notna(), "criterion_id"].nunique()
    most = leads[leads == leads.max()]
    if most.iloc[0] == criteria and len(most) == 1:
        return _("{name} is best on every criterion").format(name=quote(most.index[0], 40))
    if len(most) > 1:
        text = _("No solution is best on more than {count} of {criteria} criteria")
        return text.format(count=most.iloc[0], criteria=criteria)
    text = _("{name} is best on most criteria: {count} of {criteria}")
    if most.iloc[0] * 2 <= criteria:
        text = _("No solution leads everywhere: {name} is best on {count} of {criteria} criteria")
    return text.format(name=quote(most.index[0], 40), count=most.iloc[0], criteria=criteria)


def _grid_in_words(wide: pd.DataFrame, names: Mapping[str, str], labels: pd.Series) -> str:
    """The means of the figure, for its alternative text."""
    rows = [
        labelled(
            shorten(labels[criterion], 40),
            ", ".join(
                f"{names[str(solution)]} {format_number(mean, 1)}"
                for solution, mean in row.items()
                if not np.isnan(mean)
            ),
        )
        for criterion, row in wide.iterrows()
    ]
    return listed(rows) + "."


def draw_solution_ranking(ranking: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw the ranking with its uncertainty."""
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    first = ranking.loc[ranking["rank"] == 1, "name"]
    if first.empty:
        return None
    title = _("{count} solutions share the first place").format(count=len(first))
    if len(first) == 1:
        title = _("{name} comes first").format(name=quote(first.iloc[0]))
        tier = int((ranking["tier"] == 1).sum())
        if tier > 1:
            title = ngettext(
                "{name} comes first, but the votes do not tell it from {count} other",
                "{name} comes first, but the votes do not tell it from {count} others",
                tier - 1,
            ).format(name=quote(first.iloc[0]), count=tier - 1)
    return draw_ranking(sure, names, title, _("Weighted score"))


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
    order = [s for s in ranking["solution_id"] if s in set(own["solution_id"])][:DRAWN_SOLUTIONS]
    wide = own.pivot(index="participant_id", columns="solution_id", values="score")
    wide = wide.loc[best["participant_id"].head(DRAWN_ROWS), order]
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    words = wide.map(lambda score: "–" if np.isnan(score) else format_number(score, 2))
    title = jurors_title(best)
    with drawing(1.75 + 0.42 * len(wide)) as (figure, axes):
        called = [people.get(str(person), str(person)) for person in wide.index]
        shown = wide.set_axis(called).rename(columns=names)
        best_own = wide.eq(wide.max(axis=1), axis=0)
        draw_matrix(axes, shown, words, scale, best_own)
        reading = _("Each juror's own weighted score; the best in bold. A dash: nothing scored.")
        titled(axes, title, reading)
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
    alone = best[~best["favourite"].str.contains("; ", regex=False)]
    counts = alone["favourite"].value_counts()
    if counts.empty or (counts == counts.max()).sum() > 1:
        return _("The jurors do not agree on one favourite")
    text = ngettext(
        "{count} of {jurors} jurors puts {name} first",
        "{count} of {jurors} jurors put {name} first",
        int(counts.iloc[0]),
    )
    return text.format(count=counts.iloc[0], jurors=len(best), name=quote(str(counts.index[0]), 40))


def draw_weights(changes: pd.DataFrame) -> Chart | None:
    """Draw how far each weight must move before another solution wins; None without votes."""
    moving = changes[changes["changed_weight"].notna()].head(DRAWN_ROWS)
    if moving.empty:
        return None
    points = abs(float(moving["change"].iloc[0])) * 100
    title = _("Moving one weight by {points} points changes the first place of the grid").format(
        points=format_number(points, 1)
    )
    with drawing(1.6 + 0.42 * len(moving)) as (figure, axes):
        places = range(len(moving))
        axes.hlines(places, moving["weight"], moving["changed_weight"], color=GRID, linewidth=4)
        axes.scatter(moving["weight"], places, s=46, color=GREY, zorder=3)
        axes.scatter(moving["changed_weight"], places, s=46, color=ORANGE, marker="D", zorder=3)
        for place, (low, high, winner) in enumerate(
            zip(moving["weight"], moving["changed_weight"], moving["new_winner"], strict=True)
        ):
            axes.annotate(
                shorten(winner, 22), (max(low, high), place), xytext=(7, 0),
                textcoords="offset points", va="center", fontsize=8.5, color=INK,
            )  # fmt: skip
        axes.set_yticks(places, [wrapped(label, 30) for label in moving["label"]], fontsize=9)
        axes.set_ylim(len(moving) - 0.4, -0.6)
        axes.set_xlim(0, max(moving[["weight", "changed_weight"]].max()) * 1.75)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.set_xlabel(_("Share of all weights"))
        axes.spines["left"].set_visible(False)
        reading = _(
            "Grey: the weight now. Orange: the weight at which the solution named comes first. The"
            " other weights keep their proportions."
        )
        titled(axes, title, reading)
        words = [
            labelled(
                shorten(row["label"], 40),
                f"{format_percent(row['weight'], 1)} → {format_percent(row['changed_weight'], 1)}"
                f" ({row['new_winner']})",
            )
            for row in moving.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def draw_orals(
    feedback: pd.DataFrame, table: pd.DataFrame, scale: tuple[float, float], *, anonymous: bool
) -> Chart | None:
    """Draw the marks of the oral presentations beside the grid; None if anonymous or without any.

    Parameters
    ----------
    table : DataFrame
        From `digest`.
    """
    rated = table[table["rating"].notna()].head(DRAWN_ROWS)
    if rated.empty or anonymous:
        return None
    title = orals_title(rated)
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
        axes.set_yticks(range(len(rated)), [wrapped(name) for name in rated["name"]], fontsize=9.5)
        axes.set_ylim(len(rated) - 0.4, -0.6)
        axes.set_xlim(scale[0] - 0.15, scale[1] + 0.15)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.set_xlabel(_("Marks, on the jury scale"))
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        reading = _(
            "Grey dots: marks at the oral. Blue bar: their mean. Orange diamond: the score on the"
            " grid."
        )
        titled(axes, title, reading)
        text = _("{name}: oral {rating}, grid {score}")
        words = [
            text.format(
                name=row["name"], rating=format_number(row["rating"], 2),
                score=format_number(row["score"], 2),
            )
            for row in rated.to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}.")


def _spread_out(marks: Sequence[float]) -> list[float]:
    """How far to move each of the sorted marks up or down so that equal ones are seen apart."""
    counts = pd.Series(marks, dtype=float)
    place = counts.groupby(counts).cumcount()
    size = counts.groupby(counts).transform("size")
    return list((place - (size - 1) / 2) * min(0.16, 0.6 / max(size.max(), 1)))


def orals_title(rated: pd.DataFrame) -> str:
    """Which solution the oral presentations liked best."""
    first = rated[(rated["rating"] - rated["rating"].max()).abs() < 1e-9]
    if len(first) > 1:
        return _("{count} solutions share the best mark at the orals").format(count=len(first))
    text = _("{name} convinced most at the orals: {rating} on average")
    return text.format(
        name=quote(first["name"].iloc[0], 40), rating=format_number(first["rating"].iloc[0], 1)
    )
