"""The figure of quality against cost, with the efficient frontier."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import _, format_number, labelled, listed, quote
from playbook.show.chart import (
    BLUE,
    GREY,
    ORANGE,
    SOFT,
    Chart,
    TickNumbers,
    drawing,
    titled,
    wrapped,
)
from playbook.show.names import format_money
from playbook.show.points import label_points
from playbook.stages.solution_selection.cut import told_apart
from playbook.stages.solution_selection.money import money_scale

NAMED = 12


def draw_frontier(table: pd.DataFrame, currency: str, scale: tuple[float, float]) -> Chart | None:
    """Draw quality against cost with the efficient frontier; None without both for any solution.

    Parameters
    ----------
    table : DataFrame
        From `frontier`.
    """
    placed = table[table["score"].notna() & table["total_cost"].notna()]
    if placed.empty:
        return None
    divisor, unit, _write = money_scale(placed["total_cost"], currency)
    efficient = placed[placed["standing"] == "efficient"].sort_values("total_cost")
    title = frontier_title(table)
    with drawing(4.2) as (figure, axes):
        if len(efficient) > 1:
            axes.step(
                efficient["total_cost"] / divisor, efficient["score"], where="post", color=BLUE,
                linewidth=1.2, zorder=1,
            )  # fmt: skip
        for standing, colour, face in (
            ("efficient", BLUE, BLUE), ("beaten", GREY, GREY), ("eliminated", ORANGE, "none"),
            ("cost_incomplete", SOFT, "none"),
        ):  # fmt: skip
            own = placed[placed["standing"] == standing]
            axes.scatter(
                own["total_cost"] / divisor, own["score"], s=70, facecolor=face, edgecolor=colour,
                linewidth=1.8, zorder=4 if standing == "efficient" else 3,
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
            "Better is higher and further left. Blue: beaten by no other. Grey: another is as good"
            " and as cheap. Hollow orange: eliminated. Hollow grey: costs incomplete."
        )
        named = placed.head(NAMED)
        if len(placed) > len(named):
            reading += " " + _("Named: the {count} best scored.").format(count=len(named))
        titled(axes, title, reading)
        names = told_apart(list(named["name"]), lambda name: wrapped(name, 20))
        label_points(axes, named["total_cost"] / divisor, named["score"], names)
        words = [
            labelled(
                row["name"],
                f"{format_number(row['score'], 2)}, {format_money(row['total_cost'], currency)}",
            )
            for row in placed.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def frontier_title(table: pd.DataFrame) -> str:
    """What the frontier says."""
    efficient = table[table["standing"] == "efficient"]
    if efficient.empty:
        return _("No ranked solution has complete costs")
    if len(efficient) == 1:
        running = table[table["score"].notna() & (table["standing"] != "eliminated")]
        rivals = running.drop(efficient.index)
        text = _("{name} is both the best scored and the cheapest of those in the running")
        if not (
            rivals["standing"].eq("beaten").all()
            and (efficient["score"].iloc[0] - rivals["score"] > 1e-9).all()
            and (rivals["total_cost"] - efficient["total_cost"].iloc[0] > 0.005).all()
        ):
            text = _(
                "No other in the running with complete costs is better scored or cheaper than"
                " {name}"
            )
        return text.format(name=quote(efficient["name"].iloc[0], 40))
    if round(efficient["total_cost"].max() - efficient["total_cost"].min(), 2) == 0:
        text = _("{count} solutions are as good and as cheap as each other")
        return text.format(count=len(efficient))
    return _("{count} solutions are on the frontier: more quality costs more").format(
        count=len(efficient)
    )
