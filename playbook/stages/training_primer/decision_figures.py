"""The figures of the primer that a decision hangs on: the product, and the data of use cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray

from playbook.language import (
    _,
    enumerate_words,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
    shorten,
)
from playbook.show.chart import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    SKY,
    SOFT,
    YELLOW,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.stages.training_primer.figures import name_ends, percent_axis
from playbook.stages.training_primer.labels import (
    COMPANY_WORDS,
    WAY_WORDS,
    write_score,
    write_share,
)
from playbook.stages.training_primer.readiness import BEST, DIMENSIONS
from playbook.tables.feasibility import READINESS_DIMENSIONS

WAY_COLOURS = {"as_is": SKY, "adapted": BLUE, "scratch": GREY}
DRAWN_CASES = 12


def draw_trials(table: pd.DataFrame, required: float) -> Chart:
    """Draw what the product, as it is and trained further, gets right for each company."""
    kept = int((table["verdict"] != "give_up").sum())
    title = ngettext(
        "One product, three companies: it serves {kept} of them",
        "One product, three companies: it serves {kept} of them",
        kept,
    ).format(kept=kept)
    step = 0.27
    with drawing(4.2) as (figure, axes):
        for position, (way, colour) in enumerate(WAY_COLOURS.items()):
            for place, share in enumerate(table[way]):
                height = place + (position - 1) * step
                known = not np.isnan(share)
                axes.barh(height, share if known else 0, step * 0.88, color=colour)
                word = write_share(share, required) if known else _("not possible")
                axes.text(1.04, height, f"{_(WAY_WORDS[way])} {word}", va="center", fontsize=9)
        axes.axvline(required, color=ORANGE, linewidth=1.4, linestyle=(0, (3, 3)), zorder=3)
        names = [wrapped(_(COMPANY_WORDS[name]), 18, 3) for name in table["company"]]
        axes.set_yticks(range(len(table)), names, fontsize=9.5)
        axes.set(xlim=(0, 1.75), ylim=(len(table) - 0.45, -0.55))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
        percent_axis(axes, "x")
        axes.spines["left"].set_visible(False)
        reading = _("Share of test images read right. Dashed: what the need requires ({required}).")
        titled(axes, title, reading.format(required=format_percent(required)))
        words = [
            labelled(
                _(COMPANY_WORDS[row["company"]]),
                ", ".join(
                    f"{_(WAY_WORDS[way])} "
                    + (_("not possible") if np.isnan(row[way]) else write_share(row[way], required))
                    for way in WAY_COLOURS
                ),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def draw_own_volume(table: pd.DataFrame, required: float) -> Chart:
    """Draw what own images bring, to the product and to a model that starts from nothing."""
    few = table.iloc[0]
    title = _("With {count} images of one’s own: {adapted} with the product, {scratch} without")
    title = title.format(
        count=format_number(few["own_volume"]),
        adapted=format_percent(few["adapted"]),
        scratch=format_percent(few["scratch"]),
    )
    with drawing(3.5) as (figure, axes):
        for way in ("adapted", "scratch"):
            colour = WAY_COLOURS[way]
            axes.fill_between(
                table["own_volume"], table[f"{way}_low"], table[f"{way}_high"],
                color=colour, alpha=0.18, lw=0,
            )  # fmt: skip
            axes.plot(table["own_volume"], table[way], color=colour, lw=2.2, marker="o", ms=4)
        axes.axhline(required, color=ORANGE, linewidth=1.2, linestyle=(0, (3, 3)))
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
        ends = [(float(last["adapted"]), _(WAY_WORDS["adapted"]), BLUE)]
        ends += [(float(last["scratch"]), _(WAY_WORDS["scratch"]), SOFT)]
        name_ends(axes, ends)
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


def draw_readiness(table: pd.DataFrame, enough_from: float) -> Chart | None:
    """Draw the scores of each use case on each dimension; None without a use case."""
    if table.empty:
        return None
    shown = table.head(DRAWN_CASES)
    scores = shown[list(DIMENSIONS)].to_numpy(float)
    title = _readiness_title(table[list(DIMENSIONS)].to_numpy(float), enough_from)
    with drawing(1.9 + 0.5 * len(shown)) as (figure, axes):
        for (row, column), score in np.ndenumerate(scores):
            _draw_cell(axes, row, column, float(score), enough_from)
        names = [_(READINESS_DIMENSIONS[dimension]) for dimension in DIMENSIONS]
        axes.set_xticks(
            range(len(names)), names, rotation=50, ha="left", rotation_mode="anchor", fontsize=9
        )
        axes.xaxis.tick_top()
        axes.tick_params(axis="x", pad=2, colors=INK)
        axes.set_yticks(range(len(shown)), [wrapped(title, 22) for title in shown["title"]])
        axes.tick_params(axis="y", labelsize=9.5)
        axes.set(xlim=(-0.5, len(names) - 0.5), ylim=(len(shown) - 0.5, -0.5))
        axes.spines[:].set_visible(False)
        reading = _(
            "From 0, nothing usable, to {best}, ready. Orange: below {enough}. Hatched: not"
            " assessed."
        ).format(best=BEST, enough=write_score(enough_from))
        more = len(table) - len(shown)
        if more:
            reading += " " + ngettext(
                "{more} more use case is not drawn.", "{more} more use cases are not drawn.", more
            ).format(more=format_number(more))
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_readiness_in_words(shown)}")


def _readiness_title(scores: NDArray[np.float64], enough_from: float) -> str:
    """Which scores are low most often, of all use cases."""
    counts = (scores < enough_from).sum(axis=0)
    enough = write_score(enough_from)
    if np.isnan(scores).all():
        return _("No use case has been assessed yet")
    if not counts.any():
        return _("No score is below {enough}").format(enough=enough)
    most = [name for name, count in zip(DIMENSIONS, counts, strict=True) if count == counts.max()]
    text = ngettext(
        "Most often below {enough}: {dimensions}, in {count} use case of {all}",
        "Most often below {enough}: {dimensions}, in {count} use cases of {all}",
        int(counts.max()),
    )
    names = enumerate_words([_(READINESS_DIMENSIONS[name]).lower() for name in most])
    found = {"enough": enough, "dimensions": names, "all": format_number(len(scores))}
    return text.format(count=format_number(counts.max()), **found)


def _draw_cell(axes: Axes, row: int, column: int, score: float, enough_from: float) -> None:
    """Draw one score; a missing one is hatched."""
    corner, width, height = (column - 0.47, row - 0.45), 0.94, 0.9
    if np.isnan(score):
        axes.add_patch(
            Rectangle(corner, width, height, facecolor="none", edgecolor=GREY, hatch="////", lw=0)
        )
        return
    strong = score >= BEST - 0.5 or (score < enough_from and score < 1)
    colour = (BLUE if strong else SKY) if score >= enough_from else (ORANGE if strong else YELLOW)
    axes.add_patch(Rectangle(corner, width, height, facecolor=colour, alpha=0.92, lw=0))
    axes.text(
        column, row, write_score(score), ha="center", va="center", fontsize=11,
        fontweight="bold", color="white" if colour in (BLUE, ORANGE) else "black",
    )  # fmt: skip


def _readiness_in_words(shown: pd.DataFrame) -> str:
    """The scores of the figure, for its alternative text."""
    rows = [
        labelled(
            shorten(row["title"]),
            ", ".join(
                f"{_(READINESS_DIMENSIONS[dimension])} "
                + (_("not assessed") if np.isnan(row[dimension]) else write_score(row[dimension]))
                for dimension in DIMENSIONS
            ),
        )
        for row in shown.to_dict("records")
    ]
    return listed(rows) + "."
