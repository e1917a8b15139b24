"""The figures on what each setting of the training data does, and what their axes share."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from playbook.language import _, format_number, format_percent, labelled, listed
from playbook.show.chart import BLUE, ORANGE, SOFT, Chart, drawing, titled
from playbook.stages.training_primer.experiments import Settings


def percent_axis(axes: Axes, which: str = "y") -> None:
    """Write an axis in percent."""
    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_major_formatter(FuncFormatter(lambda value, _place: format_percent(value)))


def name_ends(axes: Axes, ends: list[tuple[float, str, str]], gap: float = 0.09) -> None:
    """Name each line in its colour at its right end; names of close ends are moved apart.

    Parameters
    ----------
    ends : list of (height, name, colour)
        The height in data coordinates.
    gap : float
        The least distance between two names, as a share of the axis.
    """
    low, high = axes.get_ylim()
    place = np.inf
    for height, name, colour in sorted(ends, reverse=True):
        place = min(height, place - gap * (high - low))
        axes.annotate(
            name, (1.02, place), xycoords=("axes fraction", "data"), va="center",
            fontsize=9.5, color=colour, annotation_clip=False,
        )  # fmt: skip


def settings_words(settings: Settings) -> str:
    """What a figure was made with."""
    text = _("Set: {volume} training images, {noise} wrong labels, {balance} askew images.")
    return text.format(
        volume=format_number(settings.volume),
        noise=format_percent(settings.noise),
        balance=format_percent(settings.balance),
    )


def draw_volume(table: pd.DataFrame, settings: Settings) -> Chart:
    """Draw the learning curve: what more training images bring."""
    first, last = table.iloc[0], table.iloc[-1]
    title = _("From {few} to {many} images: {low} to {high} read right").format(
        few=format_number(first["volume"]),
        many=format_number(last["volume"]),
        low=format_percent(first["accuracy"]),
        high=format_percent(last["accuracy"]),
    )
    return _draw_curve(table, settings, "volume", title, _("Training images"))


def draw_noise(table: pd.DataFrame, settings: Settings) -> Chart:
    """Draw what wrong labels do."""
    first, last = table.iloc[0], table.iloc[-1]
    title = _("From {few} to {many} wrong labels: {low} to {high} read right").format(
        few=format_percent(first["noise"]),
        many=format_percent(last["noise"]),
        low=format_percent(first["accuracy"]),
        high=format_percent(last["accuracy"]),
    )
    return _draw_curve(
        table, settings, "noise", title, _("Share of training labels that are wrong")
    )


def _draw_curve(table: pd.DataFrame, settings: Settings, what: str, title: str, name: str) -> Chart:
    """Draw the mean of the trainings with the worst and the best, and mark the setting."""
    write = format_number if what == "volume" else format_percent
    chosen = table[table["chosen"]].iloc[0]
    with drawing(3.5) as (figure, axes):
        axes.fill_between(
            table[what], table["accuracy_low"], table["accuracy_high"], color=BLUE, alpha=0.16, lw=0
        )
        axes.plot(table[what], table["accuracy"], color=BLUE, linewidth=2.2, marker="o", ms=4)
        axes.plot(chosen[what], chosen["accuracy"], "o", color=ORANGE, ms=9, zorder=4)
        text = _("{setting}: {accuracy}").format(
            setting=write(chosen[what]), accuracy=format_percent(chosen["accuracy"])
        )
        late = chosen[what] > (500 if what == "volume" else 0.4)
        above = what == "noise" and not late
        axes.annotate(
            text, (chosen[what], chosen["accuracy"]), textcoords="offset points",
            xytext=(-6 if late else 6, 9 if above else -20), ha="right" if late else "left",
            fontsize=10, fontweight="bold", color=ORANGE,
        )  # fmt: skip
        if what == "volume":
            axes.set_xscale("log")
            axes.set_xticks([20, 50, 100, 200, 400, 800])
            axes.minorticks_off()
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: write(value)))
        axes.set_ylim(0, 1.12)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
        axes.set_xlabel(name)
        axes.set_ylabel(_("Read right in the test"))
        percent_axis(axes)
        reading = _("Line: mean of the trainings. Band: worst to best.")
        titled(axes, title, f"{reading} {settings_words(settings)}")
        words = [
            labelled(write(row[what]), format_percent(row["accuracy"]))
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {settings_words(settings)} {listed(words)}.")


def draw_balance(table: pd.DataFrame, settings: Settings) -> Chart:
    """Draw the errors on either site's images against how many of one are in the training."""
    chosen = table[table["chosen"]].iloc[0]
    title = _("At {share} askew images: {straight} errors on straight ones, {askew} on askew ones")
    title = title.format(
        share=format_percent(chosen["balance"]),
        straight=format_percent(chosen["straight_errors"]),
        askew=format_percent(chosen["askew_errors"]),
    )
    with drawing(3.6) as (figure, axes):
        axes.axvline(chosen["balance"], color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        lines = (("straight_errors", BLUE, _("straight")), ("askew_errors", ORANGE, _("askew")))
        for column, colour, _name in lines:
            axes.plot(table["balance"], table[column], color=colour, lw=2.2, marker="o", ms=4)
            axes.plot(chosen["balance"], chosen[column], "o", color=colour, ms=9)
        axes.set(xlim=(-0.02, 1.02), ylim=(0, None))
        axes.set_xlabel(_("Share of askew images in the training"))
        axes.set_ylabel(_("Errors in the test"))
        percent_axis(axes)
        percent_axis(axes, "x")
        name_ends(axes, [(float(table[c].iloc[-1]), name, colour) for c, colour, name in lines])
        reading = _("Test on as many straight as askew images. Dashed: as set.")
        titled(axes, title, f"{reading} {settings_words(settings)}")
        text = _("{share}: straight {straight}, askew {askew}")
        words = [
            text.format(
                share=format_percent(row["balance"]),
                straight=format_percent(row["straight_errors"]),
                askew=format_percent(row["askew_errors"]),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {settings_words(settings)} {listed(words)}.")
