"""The figures of the grid: criteria, the ranking, and the weights that would change it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from playbook.language import (
    _,
    format_apart,
    format_likelihood,
    format_number,
    labelled,
    listed,
    ngettext,
    quote,
    shorten,
)
from playbook.show.chart import (
    GREY,
    GRID,
    ORANGE,
    SOFT,
    Chart,
    TickPercents,
    drawing,
    titled,
    wrapped,
)
from playbook.show.ranking_figures import draw_ranking
from playbook.stages.solution_selection.cut import not_drawn
from playbook.stages.solution_selection.matrix import DRAWN_ROWS, DRAWN_SOLUTIONS, draw_matrix
from playbook.stages.solution_selection.money import format_gap
from playbook.statistics import RankRobustness
from playbook.tables.feasibility import SECTIONS


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
    everyone = list(ranking["solution_id"])
    order = everyone[:DRAWN_SOLUTIONS]
    wide = grid.pivot(index="criterion_id", columns="solution_id", values="mean")
    rows = grid.drop_duplicates("criterion_id").set_index("criterion_id")
    rows = rows.loc[rows["weight"].sort_values(ascending=False, kind="stable").index[:DRAWN_ROWS]]
    rows = rows.assign(place=rows["section"].map({name: n for n, name in enumerate(SECTIONS)}))
    rows = rows.sort_values(["place", "weight"], ascending=[True, False], kind="stable")
    wide = wide.loc[rows.index, order]
    title = _grid_title(grid)
    more = not_drawn(
        solutions=len(everyone) - len(order),
        criteria=grid["criterion_id"].nunique() - len(rows),
    )
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    lines = [
        f"{wrapped(label, 30, 2)} ({format_likelihood(weight)})"
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
        reading = [_("Means of the jury, weights in brackets.")]
        if rows["place"].nunique() > 1:
            reading.append(_("Above the line: technical criteria; below: project."))
        if rows["minimum"].notna().any():
            reading.append(_("Orange frame: below the minimum."))
        titled(axes, title, " ".join(reading) + more)
        return Chart(figure, f"{title}. {_grid_in_words(wide, names, rows['label'])}")


def _grid_title(grid: pd.DataFrame) -> str:
    """What the grid says: how many criteria the solution that leads on most leads on."""
    if grid["mean"].isna().any() or grid["solution_id"].nunique() == 1:  # another may be better
        return _("What the jury gave on each criterion")
    best = grid.groupby("criterion_id")["mean"].transform("max")
    leading = grid[(grid["mean"] - best).abs() < 1e-9]
    leads = leading.groupby("name", sort=False).size()
    criteria = grid["criterion_id"].nunique()
    most = leads[leads == leads.max()]
    if most.iloc[0] == criteria and len(most) == 1:
        text = _("{name} is best on every criterion")
        if len(leading) > criteria:
            text = _("No solution is better than {name} on any criterion")
        return text.format(name=quote(most.index[0], 40))
    if most.iloc[0] == criteria:
        return _("{count} solutions share the best mean on every criterion").format(count=len(most))
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


def draw_weights(changes: pd.DataFrame) -> Chart | None:
    """Draw how far each weight must move before another solution wins; None without votes."""
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        return None
    points = abs(float(moving["change"].iloc[0])) * 100
    title = _(
        "Moving one weight by {points} points brings another solution to the first place of the"
        " grid"
    ).format(points=format_gap(points, 1))
    more = not_drawn(criteria=len(moving) - DRAWN_ROWS)
    moving = moving.head(DRAWN_ROWS)
    with drawing(1.6 + 0.42 * len(moving)) as (figure, axes):
        places = range(len(moving))
        axes.hlines(places, moving["weight"], moving["changed_weight"], color=GRID, linewidth=4)
        axes.scatter(moving["weight"], places, s=46, color=GREY, zorder=3)
        axes.scatter(moving["changed_weight"], places, s=46, color=ORANGE, marker="D", zorder=3)
        for place, (low, high, winner) in enumerate(
            zip(moving["weight"], moving["changed_weight"], moving["new_winner"], strict=True)
        ):
            axes.annotate(
                shorten("; ".join(winner), 22), (max(low, high), place), xytext=(7, 0),
                textcoords="offset points", va="center", fontsize=8.5,
            )  # fmt: skip
        axes.set_yticks(places, [wrapped(label, 30) for label in moving["label"]], fontsize=9)
        axes.set_ylim(len(moving) - 0.4, -0.6)
        axes.set_xlim(0, max(moving[["weight", "changed_weight"]].max()) * 1.75)
        axes.xaxis.set_major_formatter(TickPercents())
        axes.set_xlabel(_("Share of all weights"))
        axes.spines["left"].set_visible(False)
        reading = _(
            "Grey: the weight now. Orange: the weight at which the solution named reaches the first"
            " place. The other weights keep their proportions."
        )
        titled(axes, title, reading + more)
        words = [
            labelled(
                shorten(row["label"], 40),
                " → ".join(format_apart(row["weight"], row["changed_weight"], 1))
                + f" ({'; '.join(row['new_winner'])})",
            )
            for row in moving.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
