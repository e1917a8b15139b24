"""The figures of the primer on what a model learns from."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from playbook.language import _, format_number, format_percent, labelled, listed, ngettext
from playbook.show.chart import BLUE, GREEN, GREY, INK, ORANGE, SOFT, Chart, drawing, titled
from playbook.stages.training_primer.experiments import Lab, Settings
from playbook.stages.training_primer.grouping import Comparison
from playbook.stages.training_primer.images import SIDE

GROUP_LOOKS = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"))
SAMPLES = 8
BLOCK = 8
"""How many times a pixel is repeated, so that screens do not blur it."""


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


def draw_wines(comparison: Comparison) -> Chart:
    """Draw the wines on a map, by the group that was found without labels."""
    wines = comparison.wines
    apart = int((~wines["together"]).sum())
    title = _("Without a label, {right} of {all} wines end up with their own kind")
    title = title.format(right=len(wines) - apart, all=len(wines))
    with drawing(3.9) as (figure, axes):
        for group, (colour, mark) in enumerate(GROUP_LOOKS):
            shown = wines[wines["group"] == group]
            axes.scatter(shown["x"], shown["y"], s=22, color=colour, marker=mark, alpha=0.75, lw=0)
        wrong = wines[~wines["together"]]
        axes.scatter(wrong["x"], wrong["y"], s=95, facecolor="none", edgecolor=INK, linewidth=1.1)
        axes.set(xticks=[], yticks=[])
        axes.set_xlabel(_("Wines with alike measures lie close together"))
        reading = _(
            "One mark a wine; colours and shapes: the groups found. Ringed: wines whose grape"
            " variety is that of another group."
        )
        titled(axes, title, reading)
        sizes = [
            labelled(_("group {number}").format(number=group + 1), format_number(count))
            for group, count in wines["group"].value_counts().sort_index().items()
        ]
        return Chart(figure, f"{title}. {listed(sizes)}.")


def draw_samples(lab: Lab, settings: Settings) -> Chart:
    """Draw a few digits as either site scans them, and the labels that training gets."""
    images = lab.images
    training = lab.training(settings, 0)
    chosen, labels = training.images, training.labels
    false = labels != images.labels[chosen]
    wrong, right = np.flatnonzero(false), np.flatnonzero(~false)
    share = min(len(wrong), max(1, round(settings.noise * SAMPLES))) if len(wrong) else 0
    places = np.sort(np.concatenate([wrong[:share], right[: SAMPLES - share]]))[:SAMPLES]
    rows = [
        np.hstack([np.pad(scan[chosen[place]].reshape(SIDE, SIDE), 1) for place in places])
        for scan in (images.straight, images.askew)
    ]
    picture = 255 - np.kron(np.vstack(rows) * 255, np.ones((BLOCK, BLOCK))).astype(np.uint8)
    title = _("What the model sees: grey squares, and a label that somebody gave")
    with drawing(2.5) as (figure, axes):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=255, interpolation="none", aspect="auto")
        width = (SIDE + 2) * BLOCK
        axes.set_yticks([width / 2, width * 1.5], [_("Straight"), _("Askew")], fontsize=9.5)
        names = [format_number(labels[place]) for place in places]
        axes.set_xticks([width * (i + 0.5) for i in range(len(places))], names, fontsize=11)
        for tick, place in zip(axes.get_xticklabels(), places, strict=True):
            strong = "bold" if false[place] else "normal"
            tick.set(color=ORANGE if false[place] else INK, fontweight=strong)
        axes.spines[:].set_visible(False)
        reading = _("Below: the label. In orange: a wrong one, as a tired person gives it.")
        titled(axes, title, reading)
        words = ngettext(
            "{all} images, {wrong} of them with a wrong label",
            "{all} images, {wrong} of them with wrong labels",
            share,
        ).format(all=len(places), wrong=share)
        return Chart(figure, f"{title}. {words}.")


def draw_rounds(table: pd.DataFrame, required: float) -> Chart:
    """Draw what each round of training got right, on its own images and in the test."""
    last = table.iloc[-1]
    title = _("The test is passed in round {round}, with {volume} images")
    if not last["passed"]:
        title = _("The test is never passed, even with {volume} images")
    title = title.format(round=last["round"], volume=format_number(last["volume"]))
    with drawing(3.4) as (figure, axes):
        places = range(len(table))
        axes.plot(places, table["known"], color=GREY, marker="o", linewidth=1.6)
        axes.plot(places, table["accuracy"], color=BLUE, marker="o", linewidth=2.2)
        axes.axhline(required, color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        axes.set_xticks(places, [format_number(volume) for volume in table["volume"]])
        axes.set(ylim=(0, 1.05), xlim=(-0.3, max(len(table) - 1, 1) + 0.15))
        axes.set_xlabel(_("Training images, doubled at each round"))
        axes.set_ylabel(_("Read right"))
        percent_axis(axes)
        ends = [(float(last["known"]), _("own images"), SOFT)]
        name_ends(axes, [*ends, (float(last["accuracy"]), _("in the test"), BLUE)])
        axes.annotate(
            _("level required"), (-0.3, required), xytext=(4, -4), textcoords="offset points",
            va="top", fontsize=9.5, color=SOFT,
        )  # fmt: skip
        titled(axes, title)
        words = [
            _("{volume} images: test {accuracy}, own images {known}").format(
                volume=format_number(row["volume"]),
                accuracy=format_percent(row["accuracy"]),
                known=format_percent(row["known"]),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


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
