"""What is bought, and what own staff's time is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.language import N_, _, cut_apart, format_likelihood, labelled, listed, quote
from playbook.show.chart import BLUE, GREY, SKY, SOFT, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding
from playbook.show.names import format_money
from playbook.stages.solution_selection.costs import names_in
from playbook.stages.solution_selection.money import money_scale
from playbook.stages.solution_selection.room import not_drawn

PARTS = {
    "build_bought": (N_("BUILD, bought"), BLUE),
    "build_own": (N_("BUILD, own time"), SKY),
    "run_bought": (N_("RUN, bought"), SOFT),
    "run_own": (N_("RUN, own time"), GREY),
}

DRAWN_BARS = 12


def cost_split(lines: pd.DataFrame) -> pd.DataFrame:
    """Split each solution's costs, as paid, into what is bought and own staff's time, by phase.

    Returns
    -------
    DataFrame
        One row a solution with costs: solution_id, name, build_bought, build_own, run_bought and
        run_own (both own missing where own staff's time is not estimated); the cheapest in all
        first.
    """
    columns = ["build_bought", "build_own", "run_bought", "run_own"]
    if lines.empty:
        return pd.DataFrame(columns=["solution_id", "name", *columns])
    part = lines["phase"].astype(str) + lines["own_time"].map({True: "_own", False: "_bought"})
    sums = lines.groupby(["solution_id", part])["value"].sum().unstack(fill_value=0.0)
    sums = sums.reindex(columns=columns, fill_value=0.0)
    estimated = lines.groupby("solution_id")["own_time"].any()
    sums.loc[~estimated, ["build_own", "run_own"]] = np.nan
    sums = sums.loc[sums.sum(axis=1).sort_values(kind="stable").index]
    table = sums.rename_axis(columns=None).reset_index()
    table.insert(1, "name", table["solution_id"].map(names_in(lines)))
    return table


def say_share(totals: pd.DataFrame, running: Sequence[str], currency: str) -> Finding | None:
    """Say how much own staff's time weighs; nothing when nobody estimated it."""
    known = totals[totals["solution_id"].isin(running) & totals["own_share"].notna()]
    if known.empty:
        return None
    most, least = known.loc[known["own_time"].idxmax()], known.loc[known["own_time"].idxmin()]
    shown = {
        "name": quote(most["name"]), "amount": format_money(most["own_time"], currency),
        "share": format_likelihood(round(most["own_share"], 9)), "least": quote(least["name"]),
        "least_amount": format_money(least["own_time"], currency),
        "least_share": format_likelihood(round(least["own_share"], 9)),
    }  # fmt: skip
    text = _(
        "Own staff's time is worth from {least_amount} with {least} ({least_share} of its cost) to"
        " {amount} with {name} ({share})."
    )
    if most["own_time"] == least["own_time"]:
        text = _("Own staff's time is worth {amount} with {name}, {share} of what it costs.")
    return Finding(text.format(**shown))


def draw_split(table: pd.DataFrame, currency: str) -> Chart | None:
    """Draw what is bought and what own staff's time is worth; None without costs.

    Parameters
    ----------
    table : DataFrame
        From `cost_split`.
    """
    total = table[list(PARTS)].sum(axis=1)
    if not total.any():
        return None
    own = table["build_own"] + table["run_own"]
    share = (own / total).round(9)  # of nothing, 0 / 0, it is missing
    title = _title(own, share)
    divisor, unit, write = money_scale(total, currency)
    drawn = table.assign(total=total, share=share).head(DRAWN_BARS)
    with drawing(1.1 + 0.5 * len(drawn)) as (figure, axes):
        _draw_bars(axes, drawn, divisor, write)
        for place, (value, part_own) in enumerate(zip(drawn["total"], drawn["share"], strict=True)):
            axes.annotate(
                _total_in_words(value, part_own, write), (value / divisor, place), xytext=(5, 0),
                textcoords="offset points", va="center",
            )  # fmt: skip
        names = cut_apart(list(drawn["name"]), lambda name: wrapped(name, 16))
        axes.set_yticks(range(len(drawn)), names)
        axes.set_ylim(len(drawn) - 0.4, -0.6)
        axes.set_xlim(0, float(drawn["total"].max()) / divisor * 1.38)
        axes.xaxis.set_visible(False)
        axes.spines[["left", "bottom"]].set_visible(False)
        reading = _("In {unit}, all years, as paid (not discounted).").format(unit=unit)
        if own.isna().any():
            reading += " " + _("A dash: own staff's time is not estimated.")
        titled(axes, title, reading + not_drawn(solutions=len(table) - DRAWN_BARS))
        axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2,
            handlelength=0.9, handleheight=0.9, columnspacing=1.2, borderpad=0,
        )  # fmt: skip
        return Chart(figure, f"{title}. {_split_in_words(drawn, write)}")


def _title(own: pd.Series, share: pd.Series) -> str:
    """Say what share own staff's time has: the lowest and the highest."""
    if share.isna().all():
        return _("What is bought, and what own staff's time is worth")
    low, high = (format_likelihood(end) for end in (share.min(), share.max()))
    text = _("Own staff's time makes up {low} to {high} of the cost")
    if low == high:
        text = _("Own staff's time makes up {share} of the cost")
    if own.isna().any():
        text = _("Where it is estimated, own staff's time makes up {low} to {high} of the cost")
        if low == high:
            text = _("Where it is estimated, own staff's time makes up {share} of the cost")
    return text.format(low=low, high=high, share=low)


def _draw_bars(
    axes: Axes, table: pd.DataFrame, divisor: float, write: Callable[[float], str]
) -> None:
    """Draw the parts of each solution's cost one after the other, the wide ones with their sum."""
    left = np.zeros(len(table))
    widest = float(table[list(PARTS)].sum(axis=1).max())
    for part, (word, colour) in PARTS.items():
        values = table[part].fillna(0.0).to_numpy()
        axes.barh(
            range(len(table)), values / divisor, left=left / divisor, color=colour, height=0.66,
            label=_(word),
        )  # fmt: skip
        for place, value in enumerate(values):
            if value > widest * 0.075:
                axes.text(
                    (left[place] + value / 2) / divisor, place, write(value), ha="center",
                    va="center", color="white" if colour in (BLUE, SOFT) else "black",
                )  # fmt: skip
        left += values


def _total_in_words(total: float, share: float, write: Callable[[float], str]) -> str:
    """A solution's cost, and own staff's share of it where there is any cost."""
    if not total:
        return write(total)
    text = _("{total} ({share} own)")
    return text.format(
        total=write(total), share="–" if np.isnan(share) else format_likelihood(share)
    )


def _split_in_words(table: pd.DataFrame, write: Callable[[float], str]) -> str:
    """The parts of each solution's cost, for the alternative text."""
    rows = [
        labelled(
            row["name"],
            ", ".join(
                f"{_(word)} {'–' if np.isnan(row[part]) else write(row[part])}"
                for part, (word, _c) in PARTS.items()
            ),
        )
        for row in table.to_dict("records")
    ]
    return listed(rows) + "."
