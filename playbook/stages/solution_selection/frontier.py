"""Whether the quality is worth its price."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import N_, _, cut_apart, format_number, labelled, listed, quote, quoted
from playbook.show.chart import (
    SOFT,
    Chart,
    TickNumbers,
    drawing,
    solution_colours,
    titled,
    wrapped,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.show.names import format_money
from playbook.show.points import label_points
from playbook.stages.solution_selection.jury import DECIMALS
from playbook.stages.solution_selection.money import CENTS, money_scale
from playbook.stages.solution_selection.ranking import format_gap

COMPARED = ("efficient", "beaten")
NAMED = 12
MARKS = {
    "efficient": ("o", True),
    "beaten": ("o", False),
    "eliminated": ("X", True),
    "cost_incomplete": ("s", False),
}
"""The shape of each standing, and whether it is filled."""
STANDINGS = {
    "efficient": N_("On the frontier"),
    "beaten": N_("Behind it"),
    "eliminated": N_("Eliminated"),
    "cost_unknown": N_("No costs"),
    "cost_incomplete": N_("Costs incomplete"),
    "not_ranked": N_("Not ranked"),
}

LABELS = {
    "standing": Label(N_("Quality and cost"), codes=STANDINGS),
    "beaten_by": Label(N_("At least as good and as cheap")),
}


def standings(ranking: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Set quality against cost: which solutions no other beats on both.

    Parameters
    ----------
    ranking : DataFrame
        From `ranking.solution_ranking`.
    totals : DataFrame
        From `costs.solution_totals`.

    Returns
    -------
    DataFrame
        One row a compared solution with a score or a cost, best score first: solution_id, name,
        score, total_cost (discounted), standing (efficient: no ranked solution with complete
        costs is at least as good and as cheap, and better in one; beaten; eliminated;
        cost_unknown or cost_incomplete; not_ranked), beaten_by (names, separated by semicolons)
        and tier (as ranked: within one, the votes do not tell scores apart).
    """
    table = ranking[["solution_id", "name", "score", "status", "tier"]].merge(
        totals[["solution_id", "total_cost", "gaps"]], on="solution_id", how="left"
    )
    table["standing"] = np.select(
        [
            table["status"] == "eliminated", table["status"] == "incomplete",
            table["total_cost"].isna(), table["gaps"].notna(),
        ],
        ["eliminated", "not_ranked", "cost_unknown", "cost_incomplete"],
        "efficient",
    )  # fmt: skip
    table["beaten_by"] = None
    inside = table.index[table["standing"] == "efficient"]
    score = table.loc[inside, "score"].round(DECIMALS).to_numpy()
    cost = table.loc[inside, "total_cost"].round(CENTS).to_numpy()
    names = table.loc[inside, "name"].to_numpy()
    for place, row in enumerate(inside):
        as_good = (score >= score[place]) & (cost <= cost[place])
        better = as_good & ((score > score[place]) | (cost < cost[place]))
        if better.any():
            table.loc[row, ["standing", "beaten_by"]] = ["beaten", listed(names[better])]
    columns = ["solution_id", "name", "score", "total_cost", "standing", "beaten_by", "tier"]
    return table.sort_values("score", ascending=False, kind="stable", ignore_index=True)[columns]


def say_efficient(table: pd.DataFrame, currency: str) -> Finding | None:
    """Say what more quality costs, where no solution is best on both; nothing otherwise."""
    inside = table[table["standing"].isin(COMPARED)]
    if len(inside) < 2:
        return None
    efficient = inside[inside["standing"] == "efficient"].sort_values("total_cost")
    if len(efficient) == 1:
        return None  # the title of the figure says it
    cheap, good = efficient.iloc[0], efficient.iloc[-1]
    if round(good["total_cost"] - cheap["total_cost"], 2) == 0:
        text = _("{names} are as good and as cheap as each other, and no other is better on both.")
        return Finding(text.format(names=quoted(efficient["name"])))
    text = _(
        "{names} are on the efficient frontier: {extra} more buys {points} points more on the grid,"
        " from {cheap} to {good}."
    )
    alike = bool(_alike(efficient, good["tier"]).all())
    if alike:
        text += " " + _("So few points can be chance: the votes do not tell these scores apart.")
    said = text.format(
        names=quoted(efficient["name"]), cheap=quote(cheap["name"]), good=quote(good["name"]),
        extra=format_money(good["total_cost"] - cheap["total_cost"], currency),
        points=format_gap(good["score"] - cheap["score"], 2),
    )  # fmt: skip
    return Finding(said, Tone.CAUTION if alike else Tone.RESULT)


def _alike(table: pd.DataFrame, tier: float) -> pd.Series:
    """Which solutions the votes do not tell from one; none where there are no tiers."""
    return table["tier"].eq(tier).fillna(False).astype(bool)


def draw_standings(
    table: pd.DataFrame, currency: str, scale: tuple[float, float], solutions: pd.DataFrame
) -> Chart | None:
    """Draw quality against cost with the efficient frontier; None without both for any solution.

    Parameters
    ----------
    table : DataFrame
        From `standings`.
    solutions : DataFrame
        The table of that name: all of the campaign, whose order gives the colours.
    """
    placed = table[table["score"].notna() & table["total_cost"].notna()]
    if placed.empty:
        return None
    divisor, unit, _write = money_scale(placed["total_cost"], currency)
    efficient = placed[placed["standing"] == "efficient"].sort_values("total_cost")
    title = standings_title(table, currency)
    with drawing(3.55) as (figure, axes):
        if len(efficient) > 1:
            axes.step(
                efficient["total_cost"] / divisor, efficient["score"], where="post", color=SOFT,
                linewidth=1.2, zorder=1,
            )  # fmt: skip
        colours = solution_colours(solutions["solution_id"])
        for row in placed[placed["standing"].isin(MARKS)].to_dict("records"):
            shape, filled = MARKS[row["standing"]]
            colour = colours[row["solution_id"]]
            axes.scatter(
                row["total_cost"] / divisor, row["score"], s=70, marker=shape, edgecolor=colour,
                facecolor=colour if filled else "white", linewidth=1.8,
                zorder=4 if row["standing"] == "efficient" else 3,
            )  # fmt: skip
        low, high = placed["score"].min(), placed["score"].max()
        room = max((high - low) * 0.35, (scale[1] - scale[0]) * 0.06)
        axes.set_ylim(max(scale[0], low - room), min(scale[1] + 0.1, high + room))
        axes.set_xlim(0, placed["total_cost"].max() / divisor * 1.3 or 1)
        axes.set_xlabel(_("Total cost of ownership ({unit}, discounted)").format(unit=unit))
        axes.set_ylabel(_("Weighted score"))
        axes.xaxis.set_major_locator(MaxNLocator(6))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.yaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
        axes.yaxis.set_major_formatter(TickNumbers())
        axes.grid()
        reading = _(
            "Better is higher and further left. Filled: on the frontier. Hollow: another is as"
            " good and as cheap. Cross: eliminated. Square: costs incomplete."
        )
        named = placed.head(NAMED)
        if len(placed) > len(named):
            reading += " " + _("Named: the {count} best scored.").format(count=len(named))
        titled(axes, title, reading)
        names = cut_apart(list(named["name"]), lambda name: wrapped(name, 20))
        label_points(axes, named["total_cost"] / divisor, named["score"], names)
        words = [
            labelled(
                row["name"],
                f"{format_number(row['score'], 2)}, {format_money(row['total_cost'], currency)}",
            )
            for row in placed.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def standings_title(table: pd.DataFrame, currency: str) -> str:
    """What the frontier says."""
    efficient = table[table["standing"] == "efficient"]
    if efficient.empty:
        return _("No ranked solution has complete costs")
    if len(efficient) == 1:
        running = table[table["score"].notna() & (table["standing"] != "eliminated")]
        rivals = running.drop(efficient.index)
        text = _("{name} scores {points} more and costs {gap} less than any other in the running")
        if rivals.empty:
            text = _("{name} is the only one in the running")
        elif not (
            rivals["standing"].eq("beaten").all()
            and (efficient["score"].iloc[0] - rivals["score"] > 1e-9).all()
            and (rivals["total_cost"] - efficient["total_cost"].iloc[0] > 0.005).all()
        ):
            text = _(
                "No other in the running with complete costs is better scored or cheaper than"
                " {name}"
            )
        elif _alike(rivals, efficient["tier"].iloc[0]).any():
            text = _(
                "{name} costs {gap} less than any other in the running, and scores {points} more:"
                " less than the votes can tell"
            )
        first = efficient.iloc[0]
        return text.format(
            name=quote(first["name"], 40),
            points=format_gap(first["score"] - rivals["score"].max(), 2),
            gap=format_money(rivals["total_cost"].min() - first["total_cost"], currency),
        )
    if round(efficient["total_cost"].max() - efficient["total_cost"].min(), 2) == 0:
        text = _("{count} solutions are as good and as cheap as each other")
        return text.format(count=len(efficient))
    text = _("{count} solutions are on the frontier: a higher score costs more")
    if _alike(efficient, efficient["tier"].iloc[0]).all():
        text = _("{count} solutions are on the frontier; the votes do not tell their scores apart")
    return text.format(count=len(efficient))
