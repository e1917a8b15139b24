"""Where the tasks lie on the matrix of repetitiveness and added value, and which do not yet."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from playbook.language import N_, _, format_number, listed, ngettext, shorten
from playbook.show.chart import BLUE, GREY, INK, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.points import label_points
from playbook.tables.culture import REASONS

HALF = 0.5
"""Where the matrix is cut: a task exactly there counts as repetitive, or as of high value."""
NAMED = 3
"""How many tasks a sentence names."""
NAMED_POINTS = 12
ZONE_MARGIN = 0.025
PLACES = {
    "inside": N_("In the marked zone"),
    "outside": N_("Elsewhere on the matrix"),
    "not_placed": N_("Not placed"),
}
LABELS = {
    "text": Label(N_("What was written")),
    "place": Label(N_("Place"), codes=PLACES),
    "dots": Label(N_("Dots"), Format.WHOLE),
    "automatable": Label(REASONS["automatable"], Format.WHOLE),
    "data_intensive": Label(REASONS["data_intensive"], Format.WHOLE),
}


@dataclass(frozen=True)
class Zone:
    """The marked zone of the matrix, a rectangle with its edges included.

    Attributes
    ----------
    repetitive_from, repetitive_to, value_from, value_to : float
        Its edges, on the axes' own scales of 0 to 1.

    Raises
    ------
    ValueError
        When an edge lies outside the matrix, or the zone ends before it begins.
    """

    repetitive_from: float = HALF
    repetitive_to: float = 1.0
    value_from: float = 0.0
    value_to: float = 1.0

    def __post_init__(self) -> None:
        for low, high in (
            (self.repetitive_from, self.repetitive_to),
            (self.value_from, self.value_to),
        ):
            if not 0 <= low < high <= 1:
                raise ValueError(f"the zone must run from low to high within 0 to 1: {self}")

    def holds(self, tasks: pd.DataFrame) -> pd.Series:
        """Whether each placed task lies in the zone."""
        repetitive = tasks["repetitiveness"].between(self.repetitive_from, self.repetitive_to)
        return repetitive & tasks["added_value"].between(self.value_from, self.value_to)


def place_tasks(tasks: pd.DataFrame, task_dots: pd.DataFrame, zone: Zone) -> pd.DataFrame:
    """Say where each task lies, and what dots it got.

    Parameters
    ----------
    tasks, task_dots : DataFrame
        The tables of that name; repetitiveness and added value go from 0 to 1, and a task that
        lacks either is not placed.
    zone : Zone
        The marked zone.

    Returns
    -------
    DataFrame
        One row for each task, in the order of the table: task_id, text, question, group,
        repetitiveness, added_value, place ("inside" or "outside" the zone, or "not_placed"),
        automatable and data_intensive (how many dots for that reason: a participant places at most
        one for each) and dots (both together; without a dot it is 0).
    """
    columns = ["task_id", "text", "question", "group", "repetitiveness", "added_value"]
    table = tasks[columns].reset_index(drop=True)
    placed = table[["repetitiveness", "added_value"]].notna().all(axis=1)
    inside = zone.holds(table).map({True: "inside", False: "outside"}).astype(object)
    table["place"] = inside.where(placed, "not_placed")
    counts = pd.crosstab(task_dots["task_id"], task_dots["reason"].astype(str))
    counts = counts.reindex(index=table["task_id"], columns=list(REASONS), fill_value=0)
    for reason in REASONS:
        table[reason] = counts[reason].to_numpy()
    table["dots"] = table[list(REASONS)].sum(axis=1)
    return table


def not_placed(placed: pd.DataFrame) -> pd.DataFrame:
    """List the tasks that are not on the matrix, with their dots if they got any."""
    return placed[placed["place"] == "not_placed"].reset_index(drop=True)


def say_zone(placed: pd.DataFrame) -> Finding:
    """Say how many tasks lie in the marked zone, and how many nobody placed."""
    counts = placed["place"].value_counts()
    inside, left = int(counts.get("inside", 0)), int(counts.get("not_placed", 0))
    there = len(placed) - left
    if not there:
        return Finding(_("No task is placed on the matrix yet."), Tone.DECIDE)
    text = ngettext(
        "{inside} of {there} placed task lies in the marked zone.",
        "{inside} of {there} placed tasks lie in the marked zone.",
        there,
    ).format(inside=format_number(inside), there=format_number(there))
    if left:
        text += " " + ngettext(
            "{left} is not placed: settle where it belongs, or drop it.",
            "{left} are not placed: settle where they belong, or drop them.",
            left,
        ).format(left=format_number(left))
    return Finding(text, Tone.DECIDE if left else Tone.RESULT)


def say_freed_time(placed: pd.DataFrame) -> Finding | None:
    """Say whether the tasks that deserve more time are worth it; nothing when none is placed."""
    wanted = placed[placed["question"].eq("not_enough_time") & placed["place"].ne("not_placed")]
    if wanted.empty:
        return None
    valuable = int((wanted["added_value"] >= HALF).sum())
    if not valuable:
        return Finding(
            _("None of the placed tasks that people want more time for is of high added value."),
            Tone.CAUTION,
        )
    text = ngettext(
        "{valuable} of {count} placed tasks that people want more time for is of high added value:"
        " time saved has somewhere to go.",
        "{valuable} of {count} placed tasks that people want more time for are of high added value:"
        " time saved has somewhere to go.",
        valuable,
    )
    if valuable == len(wanted):
        text = ngettext(
            "The {count} placed task that people want more time for is of high added value: time"
            " saved has somewhere to go.",
            "All {count} placed tasks that people want more time for are of high added value: time"
            " saved has somewhere to go.",
            valuable,
        )
    return Finding(text.format(count=len(wanted), valuable=valuable))


def draw_tasks(placed: pd.DataFrame, zone: Zone) -> Chart | None:
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
    key = _names_of_points(named)
    with drawing(4 + 0.17 * len(key)) as (figure, axes):
        _draw_axes(axes)
        _draw_zone(axes, zone, _zone_margin(drawn, zone))
        for dots, alike in drawn.groupby("dots"):  # a size at a time: far less SVG
            axes.scatter(
                alike["repetitiveness"], alike["added_value"], s=28 + 30 * dots, zorder=3,
                color=BLUE if dots else GREY, edgecolor="white",
            )  # fmt: skip
        titled(axes, title, _matrix_reading(len(dotted), len(drawn)))
        axes.set_xlabel("\n".join(key), loc="left", color=INK, linespacing=1.35)
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
    axes.set_xticks([0.22, 0.78], [_("Not very repetitive"), _("Repetitive, time-consuming")])
    ends = _("Low added value"), _("High added value")
    axes.set_yticks([0.22, 0.78], [fill(words, 13) for words in ends])
    axes.tick_params(axis="y", labelcolor=SOFT)


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
