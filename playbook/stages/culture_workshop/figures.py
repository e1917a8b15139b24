"""The figures of the culture workshop."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_number,
    listed,
    ngettext,
    quote,
    shorten,
)
from playbook.show.chart import BLUE, GREY, ORANGE, SOFT, YELLOW, Chart, drawing, titled
from playbook.show.points import label_points
from playbook.show.ranking_figures import draw_ranking
from playbook.show.stacked import draw_parts
from playbook.stages.culture_workshop.matrix import HALF, Zone
from playbook.statistics import RankRobustness
from playbook.tables.culture import QUESTIONS

NAMED_POINTS = 12
ZONE_MARGIN = 0.025
PLACE_PARTS = {
    "inside": (N_("in the zone"), BLUE),
    "outside": (N_("elsewhere"), GREY),
    "not_placed": (N_("not placed"), YELLOW),
}
REASON_PARTS = {
    "automatable": (N_("to automate"), BLUE),
    "data_intensive": (N_("data to analyse"), ORANGE),
}


def draw_questions(counts: pd.DataFrame) -> Chart | None:
    """Draw how many tasks each question brought, and where they lie."""
    if not counts["tasks"].any():
        return None
    most = counts[counts["inside"] == counts["inside"].max()]
    title = _("The questions bring as many tasks to the zone")
    if not counts["inside"].any():
        title = _("No task lies in the marked zone")
    elif len(most) < len(counts):
        questions = [quote(_(QUESTIONS[question])) for question in most["question"]]
        title = ngettext(
            "{questions} brings the most tasks to the zone",
            "{questions} bring the most tasks to the zone",
            len(most),
        ).format(questions=enumerate_words(questions))
    names = [_(QUESTIONS[question]) for question in counts["question"]]
    return draw_parts(counts, names, PLACE_PARTS, title)


def draw_matrix(placed: pd.DataFrame, zone: Zone) -> Chart | None:
    """Draw the tasks on the matrix, the zone dashed; None without a placed task.

    The most dotted tasks have a number, `NAMED_POINTS` at most, and their names stand below:
    repetitive tasks crowd in one corner, where names would cover each other. Without dots, the
    first tasks of the table are named.

    Parameters
    ----------
    placed : DataFrame
        From `place_tasks`.
    zone : Zone
        The marked zone.
    """
    drawn = placed[placed["place"] != "not_placed"]
    if drawn.empty:
        return None
    inside = int((drawn["place"] == "inside").sum())
    title = ngettext(
        "{inside} of {count} placed task lies in the marked zone",
        "{inside} of {count} placed tasks lie in the marked zone",
        len(drawn),
    ).format(inside=format_number(inside), count=format_number(len(drawn)))
    dotted = drawn[drawn["dots"] > 0]
    named = (dotted if len(dotted) else drawn).sort_values("dots", ascending=False, kind="stable")[
        :NAMED_POINTS
    ]
    key = [*textwrap.wrap(_matrix_reading(len(dotted), len(drawn)), 72), *_names_of_points(named)]
    with drawing(4.9 + 0.17 * len(key)) as (figure, axes):
        _draw_axes(axes)
        _draw_zone(axes, zone, _zone_margin(drawn, zone))
        for dots, alike in drawn.groupby("dots"):  # a size at a time: far less SVG
            axes.scatter(
                alike["repetitiveness"], alike["added_value"], s=28 + 30 * dots, zorder=3,
                color=BLUE if dots else GREY, edgecolor="white",
            )  # fmt: skip
        titled(axes, title)
        figure.supxlabel("\n".join(key), x=0.01, ha="left", fontsize=9, linespacing=1.35)
        numbers = map(format_number, range(1, len(named) + 1))
        label_points(axes, named["repetitiveness"], named["added_value"], numbers)
        return Chart(figure, f"{title}. {_matrix_in_words(named)}")


def _names_of_points(named: pd.DataFrame) -> list[str]:
    """A line for each numbered point: its number, its name, its dots."""
    text = _("{number}. {task} ({dots})")
    return [
        text.format(number=number, task=shorten(row["text"]), dots=_dots(int(row["dots"])))
        for number, row in enumerate(named.to_dict("records"), start=1)
    ]


def _dots(count: int) -> str:
    """A number of dots in words."""
    return ngettext("{count} dot", "{count} dots", count).format(count=format_number(count))


def _draw_axes(axes: Axes) -> None:
    """Cut the matrix in halves, and write at each end of an axis what it means."""
    axes.set(xlim=(-0.04, 1.06), ylim=(-0.06, 1.06))
    axes.axhline(HALF, color=SOFT, linewidth=0.6)
    axes.axvline(HALF, color=SOFT, linewidth=0.6)
    axes.set_xticks([0.22, 0.78], [_("Little repetitive"), _("Repetitive, time-consuming")])
    axes.set_yticks([0.22, 0.78], [_("Low added value"), _("High added value")])
    axes.tick_params(axis="y", labelrotation=90, labelcolor=SOFT)
    for label in axes.get_yticklabels():
        label.set_verticalalignment("center")


def _zone_margin(drawn: pd.DataFrame, zone: Zone) -> float:
    """How much wider than it is to draw the zone: no task outside may seem to lie in it."""
    outside = drawn[drawn["place"] == "outside"]
    repetitive, value = outside["repetitiveness"], outside["added_value"]
    beyond = [zone.repetitive_from - repetitive, repetitive - zone.repetitive_to]
    beyond += [zone.value_from - value, value - zone.value_to]
    return min([ZONE_MARGIN, *pd.concat(beyond, axis=1).max(axis=1) / 2])


def _draw_zone(axes: Axes, zone: Zone, margin: float) -> None:
    """Draw the marked zone, a little wider than it is so that points on its edges lie inside."""
    corner = zone.repetitive_from - margin, zone.value_from - margin
    width = zone.repetitive_to - zone.repetitive_from + 2 * margin
    height = zone.value_to - zone.value_from + 2 * margin
    axes.add_patch(Rectangle(corner, width, height, facecolor=BLUE, alpha=0.06))
    axes.add_patch(
        Rectangle(
            corner, width, height,
            fill=False, edgecolor=BLUE, linewidth=1.4, linestyle=(0, (4, 3)), zorder=2,
        )
    )  # fmt: skip


def _matrix_reading(dotted: int, drawn: int) -> str:
    """How to read the matrix."""
    text = _("Dashed: the marked zone.")
    if dotted:
        text += " " + _("Blue: tasks with dots, larger for more.")
    if (dotted or drawn) > NAMED_POINTS:
        text += " " + _("The first {count} are named.").format(count=NAMED_POINTS)
    return text


def _matrix_in_words(named: pd.DataFrame) -> str:
    """The named points of the matrix, for its alternative text."""
    text = _("{task}: repetitiveness {repetitive}, added value {value}, dots {dots}")
    named_points = [
        text.format(
            task=shorten(row["text"]),
            repetitive=format_number(row["repetitiveness"], 2),
            value=format_number(row["added_value"], 2),
            dots=format_number(row["dots"]),
        )
        for row in named.to_dict("records")
    ]
    return listed(named_points) + "."


def draw_dots(ranking: pd.DataFrame, robustness: RankRobustness | None) -> Chart | None:
    """Draw the ranking of the tasks in the marked zone with its uncertainty."""
    if robustness is None or ranking.empty:
        return None
    names = dict(zip(ranking["task_id"], ranking["text"], strict=True))
    first = ranking.loc[ranking["rank"] == 1, "text"]
    title = _("{count} tasks share the first place").format(count=len(first))
    if len(first) == 1:
        title = _("{task} comes first").format(task=quote(first.iloc[0]))
    return draw_ranking(robustness, names, title, _("Dots per voter"))


def draw_reasons(ranking: pd.DataFrame) -> Chart | None:
    """Draw what the dots on the tasks of the zone mean: to automate, or much data."""
    if ranking.empty:
        return None
    automatable, data = int(ranking["automatable"].sum()), int(ranking["data_intensive"].sum())
    title = _("As many dots to automate as for data to analyse")
    if automatable > data:
        title = _("Most dots say: automate")
    elif automatable < data:
        title = _("Most dots say: data")
    return draw_parts(ranking, list(ranking["text"]), REASON_PARTS, title)
