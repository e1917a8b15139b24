"""The figures on how a model learns: groups without labels, labelled images, rounds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import _, format_number, format_percent, labelled, listed, ngettext
from playbook.show.chart import BLUE, GREEN, GREY, INK, ORANGE, SOFT, Chart, drawing, titled
from playbook.stages.training_primer.experiments import Lab, Settings
from playbook.stages.training_primer.figures import name_ends, percent_axis
from playbook.stages.training_primer.grouping import Comparison
from playbook.stages.training_primer.images import SIDE

GROUP_LOOKS = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"))
SAMPLES = 8
BLOCK = 8
"""How many times a pixel is repeated, so that screens do not blur it."""


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
    share = min(len(wrong), max(1, round(settings.noise * SAMPLES)))
    places = np.sort(np.concatenate([wrong[:share], right[: SAMPLES - share]]))
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
