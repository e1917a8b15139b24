"""Where do the use cases stand? The matrix of value and feasibility."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from playbook.language import N_, _, format_number, listed, ngettext, quoted, shorten
from playbook.show.chart import BLUE, GREY, GRID, ORANGE, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding
from playbook.show.labels import Format, Label
from playbook.show.points import label_points
from playbook.stages.prioritisation.ballots import CRITERIA, Votes

QUADRANTS = {
    "start": N_("Start"),
    "prepare": N_("Prepare"),
    "convenient": N_("If convenient"),
    "set_aside": N_("Set aside"),
    "on_line": N_("On the line"),
}
LABELS = {
    "value_votes": Label(N_("Votes on value"), Format.WHOLE),
    "feasibility_votes": Label(N_("Votes on feasibility"), Format.WHOLE),
    "value_spread": Label(N_("Spread of value"), Format.DECIMAL),
    "feasibility_spread": Label(N_("Spread of feasibility"), Format.DECIMAL),
    "quadrant": Label(N_("Quadrant"), codes=QUADRANTS),
}
NAMED_POINTS = 12
FEW_POINTS = 100


def quadrants(
    votes: Votes, use_cases: pd.DataFrame, scale: tuple[float, float], *, spread: bool
) -> pd.DataFrame:
    """Place each use case on the matrix of value and feasibility.

    The matrix is cut at the middle of the scale; a mean exactly there is on the line, neither high
    nor low.

    Parameters
    ----------
    scale : (float, float)
        The ends of the rating scale.
    spread : bool
        Whether to give the spread; not where votes are anonymous: with the mean, it would give
        the votes away.

    Returns
    -------
    DataFrame
        One row for each use case: use_case_id, title, value and feasibility (means over those who
        voted; missing without a vote), value_votes and feasibility_votes (how many), value_spread
        and feasibility_spread (standard deviations; missing for fewer than two votes, and absent
        unless asked for) and quadrant (start, prepare, convenient, set_aside or on_line; missing
        without votes).
    """
    middle = sum(scale) / 2
    table = use_cases[["use_case_id", "title"]].reset_index(drop=True)
    for position, criterion in enumerate(CRITERIA):
        layer = pd.DataFrame(votes.scores[:, :, position])
        table[criterion] = layer.mean().to_numpy()
        table[f"{criterion}_votes"] = layer.count().to_numpy()
        if spread:
            table[f"{criterion}_spread"] = layer.std(ddof=1).to_numpy()
    high_value, high_feasibility = (table[name] > middle for name in CRITERIA)
    on_line = (table[list(CRITERIA)].round(9) == round(middle, 9)).any(axis=1)
    names = np.select(
        [on_line, high_value & high_feasibility, high_value, high_feasibility],
        ["on_line", "start", "prepare", "convenient"],
        "set_aside",
    )
    rated = table[["value", "feasibility"]].notna().all(axis=1)
    table["quadrant"] = pd.Series(names).where(rated)
    return table


def say_quadrants(matrix: pd.DataFrame, settled: Collection[str] = ()) -> Finding | None:
    """Say what is both valuable and feasible; nothing without votes.

    Parameters
    ----------
    matrix : DataFrame
        From `quadrants`.
    settled : collection of str
        The use cases that are decided on: nothing is advised on them.
    """
    rated = matrix[matrix["quadrant"].notna()]
    if rated.empty:
        return None
    start = rated[rated["quadrant"] == "start"]
    prepare = rated[rated["quadrant"].eq("prepare") & ~rated["use_case_id"].isin(settled)]
    on_line = rated[rated["quadrant"] == "on_line"]
    text = ngettext(
        "{count} of {rated} use cases is judged both valuable and feasible.",
        "{count} of {rated} use cases are judged both valuable and feasible.",
        len(start),
    ).format(count=len(start), rated=len(rated))
    if len(prepare):
        text += " " + ngettext(
            "{titles} is valuable but hard: prepare it.",
            "{titles} are valuable but hard: prepare them.",
            len(prepare),
        ).format(titles=quoted(prepare["title"]))
    if len(on_line):
        text += " " + ngettext(
            "{titles} is on the line between high and low.",
            "{titles} are on the line between high and low.",
            len(on_line),
        ).format(titles=quoted(on_line["title"]))
    return Finding(text)


def draw_quadrants(
    matrix: pd.DataFrame,
    scale: tuple[float, float],
    top: Collection[str],
    outcomes: Mapping[str, str] | None = None,
) -> Chart | None:
    """Draw the matrix of value and feasibility; None without a rated use case.

    Parameters
    ----------
    matrix : DataFrame
        From `quadrants`; the spread is drawn where it has one, unless the points are many.
    scale : (float, float)
        The ends of the rating scale.
    top : collection of str
        The use cases of the first ranks, which are set off until something is decided.
    outcomes : mapping of str to str, optional
        What was decided, by use case: from then on, that sets them off.
    """
    rated = matrix[matrix["quadrant"].notna()]
    if rated.empty:
        return None
    start = int((rated["quadrant"] == "start").sum())
    title = ngettext(
        "{count} of {rated} use cases is judged valuable and feasible",
        "{count} of {rated} use cases are judged valuable and feasible",
        start,
    ).format(count=start, rated=len(rated))
    low, high = scale
    margin = (high - low) * 0.06
    many = len(rated) > FEW_POINTS
    show_spread = "value_spread" in rated and not many
    with drawing(5.15) as (figure, axes):
        _draw_quarters(axes, scale)
        if show_spread:
            axes.errorbar(
                rated["feasibility"], rated["value"], xerr=_within(rated, "feasibility", scale),
                yerr=_within(rated, "value", scale), fmt="none", ecolor=GRID, elinewidth=1.1,
            )  # fmt: skip
        first = rated["use_case_id"].isin(top)
        outcome = [(outcomes or {}).get(use_case, "") for use_case in rated["use_case_id"]]
        blue = np.equal(outcome, "selected") if outcomes else first
        left = np.equal(outcome, "") & bool(outcomes)
        axes.scatter(
            rated["feasibility"], rated["value"], s=16 if many else 64, zorder=3,
            color=np.select([blue, left], [BLUE, ORANGE], GREY),
            edgecolor="none" if many else "white",
        )  # fmt: skip
        axes.set(xlim=(low - margin, high + margin), ylim=(low - margin, high + margin))
        axes.set_xlabel(_("Feasibility (mean)"))
        axes.set_ylabel(_("Value (mean)"))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(
                MultipleLocator(1 if high - low <= 10 else round((high - low) / 5))
            )
            axis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        reading = _("The first by the votes are blue.")
        if outcomes:
            reading = _("Blue: selected. Grey: deferred or rejected. Orange: still to be decided.")
        if show_spread:
            reading += " " + _("Lines: one standard deviation of the votes either way.")
        titled(axes, title, reading)
        named = first.sort_values(ascending=False, kind="stable").index[:NAMED_POINTS]
        shown = rated.loc[named].sort_values("use_case_id")
        label_points(axes, shown["feasibility"], shown["value"], shown["title"])
        return Chart(figure, f"{title}. {_matrix_in_words(rated)}")


def _within(rated: pd.DataFrame, criterion: str, scale: tuple[float, float]) -> np.ndarray:
    """How far the votes spread to both sides of each mean, without leaving the scale."""
    mean, spread = rated[criterion], rated[f"{criterion}_spread"]
    return np.array([np.minimum(spread, mean - scale[0]), np.minimum(spread, scale[1] - mean)])


def _draw_quarters(axes: Axes, scale: tuple[float, float]) -> None:
    """Cut the matrix at the middle of the scale and name its quarters."""
    middle = sum(scale) / 2
    axes.axhline(middle, color=SOFT, linewidth=0.8)
    axes.axvline(middle, color=SOFT, linewidth=0.8)
    corners = {
        "start": (True, True), "prepare": (False, True), "convenient": (True, False),
        "set_aside": (False, False),
    }  # fmt: skip
    for name, (right, top) in corners.items():
        axes.text(
            0.985 if right else 0.015, 1.01 if top else 0.015, _(QUADRANTS[name]).upper(),
            transform=axes.transAxes, ha="right" if right else "left",
            va="bottom", fontweight="bold", color=SOFT,
        )  # fmt: skip


def _matrix_in_words(rated: pd.DataFrame) -> str:
    """The figures of the matrix, for its alternative text."""
    text = _("{title}: value {value}, feasibility {feasibility}, {quadrant}")
    quarters = rated["quadrant"].map(QUADRANTS)
    words = [
        text.format(
            title=shorten(row["title"]),
            value=format_number(row["value"], 1),
            feasibility=format_number(row["feasibility"], 1),
            quadrant=_(quarter),
        )
        for quarter, row in zip(quarters, rated.to_dict("records"), strict=True)
    ]
    return listed(words) + "."
