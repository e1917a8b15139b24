"""The figures of the impact study."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from playbook.language import N_, _, format_number, labelled, listed, ngettext, quote, shorten
from playbook.show.chart import BLUE, GREY, GRID, ORANGE, SKY, Chart, drawing, labels_apart, titled
from playbook.show.stacked import draw_parts
from playbook.stages.impact_study.impacts import write_severity
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS

DRAWN_JOBS = 12
LOWEST, HIGHEST, UNRATED = 1, 5, 6.4
LARGEST_BUBBLE = 1100
SMALLEST_BUBBLE = 90

PARTS = {
    "heavy": (N_("heavy"), ORANGE),
    "lighter": (N_("lighter"), SKY),
    "unrated": (N_("not rated"), GREY),
}


def draw_jobs(jobs: pd.DataFrame, heavy_from: float) -> Chart | None:
    """Draw each job at its severity, as a bubble as large as its headcount; None without a job.

    A job without a headcount is an empty circle; one without a severity stands apart, right.

    Parameters
    ----------
    jobs : DataFrame
        From `touched_jobs`.
    """
    if jobs.empty:
        return None
    shown = jobs.head(DRAWN_JOBS)
    title = _jobs_title(jobs, heavy_from)
    with drawing(1.9 + 0.5 * len(shown)) as (figure, axes):
        below = shown.loc[shown["severity"] < heavy_from, "severity"]
        edge = (heavy_from + max([heavy_from - 1, *below])) / 2
        axes.axvspan(edge, HIGHEST + 0.7, color=ORANGE, alpha=0.07, linewidth=0)
        axes.axvline(HIGHEST + 0.7, color=GRID, linewidth=1)
        for place, row in enumerate(shown.to_dict("records")):
            _draw_bubble(axes, place, row, shown["headcount"].max(), heavy_from)
        axes.set_yticks(range(len(shown)), labels_apart(shown["job"]), fontsize=9.5)
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(LOWEST - 0.5, UNRATED + 0.6)
        severities = range(LOWEST, HIGHEST + 1)
        axes.set_xticks(
            [*severities, UNRATED],
            [*map(format_number, severities), "\n".join(_("not rated").split())],
        )
        axes.set_xlabel(_("Severity"))
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        reading = _("Bubbles and numbers: people in the job; ? where their number is unknown.")
        words = _jobs_in_words(shown)
        if len(shown) < len(jobs):
            rest = " " + _("Only the first {count} jobs.").format(count=len(shown))
            reading, words = reading + rest, words + rest
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {words}")


def _draw_bubble(
    axes: Axes, place: int, row: dict[Hashable, Any], largest: float, heavy_from: float
) -> None:
    """Draw one job, as large as its headcount is beside the largest."""
    severity, people = row["severity"], row["headcount"]
    rated = not pd.isna(severity)
    across = severity if rated else UNRATED
    colour = GREY if not rated else ORANGE if across >= heavy_from else BLUE
    if pd.isna(people):
        axes.scatter(across, place, s=220, facecolor="none", edgecolor=colour, linewidth=1.5)
        axes.annotate("?", (across, place), ha="center", va="center", fontsize=10)
        return
    share = people / largest if people else 0
    size = max(LARGEST_BUBBLE * share, SMALLEST_BUBBLE)
    axes.scatter(across, place, s=size, color=colour, linewidth=0, zorder=3)
    axes.annotate(
        format_number(people), (across, place), xytext=(size**0.5 / 2 + 3, 0),
        textcoords="offset points", va="center", fontsize=9.5,
    )  # fmt: skip


def _jobs_title(jobs: pd.DataFrame, heavy_from: float) -> str:
    """What the figure of the jobs says."""
    rated = jobs[jobs["severity"].notna()]
    if rated.empty:
        return _("No job has been rated yet")
    heavy = rated[rated["severity"] >= heavy_from]
    partly = jobs.drop(heavy.index)["unrated"].gt(0).any()
    if heavy.empty:
        return _("No job is rated heavily touched") if partly else _("No job is touched heavily")
    if len(heavy) == 1:
        text = _("Only one job is touched heavily: {job}")
        if partly:
            text = _("Only one job is rated heavily touched: {job}")
        return text.format(job=quote(heavy["job"].iloc[0], 40))
    text = _("{count} of {jobs} jobs are touched heavily")
    if partly:
        text = _("{count} of {jobs} jobs are rated heavily touched")
    return text.format(count=len(heavy), jobs=len(jobs))


def _jobs_in_words(jobs: pd.DataFrame) -> str:
    """The figures of the chart, for its alternative text."""
    words = []
    for row in jobs.to_dict("records"):
        severity = (
            _("not rated")
            if pd.isna(row["severity"])
            else _("severity {severity}").format(severity=write_severity(row["severity"]))
        )
        people = _("headcount unknown")
        if not pd.isna(row["headcount"]):
            count = int(row["headcount"])
            people = ngettext("{count} person", "{count} people", count).format(
                count=format_number(count)
            )
        words.append(labelled(shorten(row["job"]), f"{severity}, {people}"))
    return listed(words) + "."


def draw_dimensions(table: pd.DataFrame) -> Chart | None:
    """Draw how many impacts each dimension of the organisation has; None without any.

    Parameters
    ----------
    table : DataFrame
        From `dimensions`.
    """
    if not table["impacts"].sum():
        return None
    names = [_(ORGANISATION_DIMENSIONS[code]) for code in table["dimension"]]
    heavy = int((table["heavy"] > 0).sum())
    title = ngettext(
        "{count} of 4 dimensions has a heavy impact",
        "{count} of 4 dimensions have a heavy impact",
        heavy,
    ).format(count=heavy)
    if not heavy:
        title = _("No impact on the organisation is rated heavy")
    return draw_parts(table, names, PARTS, title)
