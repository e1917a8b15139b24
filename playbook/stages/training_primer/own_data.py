"""How much data of one's own it takes, with the product and without."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import FuncFormatter

from playbook.language import N_, _, format_number, format_percent, listed
from playbook.show.axes import name_lines, percent_axis
from playbook.show.chart import BLUE, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.training import SLIGHT
from playbook.stages.training_primer.turnkey import WAY_COLOURS, WAYS, Market, learnt_both_ways

OWN_VOLUMES = (10, 20, 40, 80, 160)

LABELS = {
    "own_volume": Label(N_("Own images"), Format.WHOLE),
}


def own_volume_curve(market: Market, chosen: int, draws: int) -> pd.DataFrame:
    """What the company with the askew scanner gets from more images of its own.

    Parameters
    ----------
    chosen : int
        A number of own images that is always among those tried.

    Returns
    -------
    DataFrame
        One row a number of images: own_volume, adapted and scratch (means; shares of the test
        images read right), with adapted_low, adapted_high, scratch_low and scratch_high (the worst
        and the best training).
    """
    rows = []
    for volume in sorted({*OWN_VOLUMES, chosen}):
        learnt = learnt_both_ways(market, "askew", volume, draws)
        row: dict[str, float] = {"own_volume": volume}
        for way in ("adapted", "scratch"):
            row |= {way: learnt[way].mean()}
            row |= {f"{way}_low": learnt[way].min(), f"{way}_high": learnt[way].max()}
        rows.append(row)
    return pd.DataFrame(rows)


def say_own_volume(table: pd.DataFrame) -> Finding:
    """Say how far the head start of the product goes."""
    first, last = table.iloc[0], table.iloc[-1]
    ahead = first["adapted"] - first["scratch"]
    if ahead < SLIGHT:
        text = _("With {count} images of one’s own, the product gives no head start.")
        return Finding(text.format(count=format_number(first["own_volume"])), Tone.CAUTION)
    rest = last["adapted"] - last["scratch"]
    text = _(
        "With {few} images of one’s own the product is ahead of a model from scratch by {ahead}"
        " points; with {many}, by {rest}."
    )
    points, points_left = round(100 * ahead), round(100 * rest)
    if points_left < 1:
        text = _(
            "With {few} images of one’s own the product is ahead of a model from scratch by {ahead}"
            " points; with {many}, no longer."
        )
    if points_left < points:
        text += " " + _("The head start is worth most to those who have little.")
    found = text.format(
        few=format_number(first["own_volume"]),
        many=format_number(last["own_volume"]),
        ahead=format_number(points),
        rest=format_number(points_left),
    )
    return Finding(found)


def draw_own_volume(table: pd.DataFrame, required: float) -> Chart:
    """Draw what own images bring, to the product and to a model that starts from nothing."""
    few = table.iloc[0]
    title = _("With {count} images of one’s own: {adapted} with the product, {scratch} without")
    title = title.format(
        count=format_number(few["own_volume"]),
        adapted=format_percent(few["adapted"]),
        scratch=format_percent(few["scratch"]),
    )
    with drawing(2.85) as (figure, axes):
        for way in ("adapted", "scratch"):
            colour = WAY_COLOURS[way]
            axes.fill_between(
                table["own_volume"], table[f"{way}_low"], table[f"{way}_high"],
                color=colour, alpha=0.18, lw=0,
            )  # fmt: skip
            axes.plot(table["own_volume"], table[way], color=colour, lw=2.2, marker="o", ms=4)
        axes.axhline(required, color=SOFT, linewidth=1.2, linestyle=(0, (3, 3)))
        axes.set_xscale("log")
        axes.set_xticks(table["own_volume"])
        axes.minorticks_off()
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: format_number(value)))
        worst = float(table[["adapted_low", "scratch_low"]].min(axis=None))
        axes.set_ylim(min(0.5, worst - 0.03, required - 0.03), 1.01)
        axes.set_xlabel(_("Images of the company’s own"))
        axes.set_ylabel(_("Read right in the test"))
        percent_axis(axes)
        last = table.iloc[-1]
        ends = [(float(last["adapted"]), _(WAYS["adapted"]), BLUE)]
        ends += [(float(last["scratch"]), _(WAYS["scratch"]), SOFT)]
        name_lines(axes, ends)
        titled(axes, title, _("Bands: from the worst to the best training. Dashed: required."))
        text = _("{count} images: {adapted} with the product, {scratch} from scratch")
        words = [
            text.format(
                count=format_number(row["own_volume"]),
                adapted=format_percent(row["adapted"]),
                scratch=format_percent(row["scratch"]),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
