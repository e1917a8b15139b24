"""What has moved from survey to survey: the phases, and the answers behind them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from playbook.language import (
    N_,
    _,
    format_number,
    format_short_date,
    labelled,
    listed,
    ngettext,
    shorten,
    some,
)
from playbook.show.chart import (
    BLUE,
    GREEN,
    GRID,
    PURPLE,
    SOFT,
    YELLOW,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.change_messages.anonymity import names_of
from playbook.stages.change_messages.perception import SURE, chance_of, drawn_departments
from playbook.stages.change_messages.rule import CODES, MIDDLE, SHORT_PHASES

DIRECTIONS = {"forward": N_("Forward"), "same": N_("No change"), "back": N_("Back")}
LINES = {
    "fear": (N_("fear"), PURPLE, "o"),
    "understanding": (N_("understanding"), BLUE, "s"),
    "disappointment": (N_("disappointment"), YELLOW, "v"),
    "daily_use": (N_("daily use"), GREEN, "D"),
}
LABELS = {
    "first_date": Label(N_("First survey"), Format.DATE),
    "phase_before": Label(N_("Phase then"), codes=SHORT_PHASES),
    "phase_now": Label(N_("Phase now"), codes=SHORT_PHASES),
    "direction": Label(N_("Move"), codes=DIRECTIONS),
    "move_low": Label(N_("Chance of this move"), Format.PERCENT, until="move_high"),
}


def moves(exact: pd.DataFrame) -> pd.DataFrame:
    """Compare each department's last survey with its first.

    Respondents are not followed from one survey to the next (their numbers are no names), so the
    two surveys count as independent.

    Parameters
    ----------
    exact : DataFrame
        From `phases_by_survey`.

    Returns
    -------
    DataFrame
        One row for each department with two surveys or more: department, first_date, phase_before,
        date, phase_now, direction (forward, same or back), move_low and move_high (the ends of the
        chance of that direction).
    """
    rows = []
    for department, surveys in exact.groupby("department"):
        ordered = surveys.sort_values("date")
        if len(ordered) < 2:
            continue
        before, after = ordered.iloc[0], ordered.iloc[-1]
        step = CODES.index(after["phase"]) - CODES.index(before["phase"])
        chance = chance_of(np.sign(after["again"] - before["again"]) == np.sign(step))
        direction = ("back", "same", "forward")[int(np.sign(step)) + 1]
        dates = (before["date"], before["phase"], after["date"], after["phase"])
        rows.append((department, *dates, direction, *chance))
    columns = ["department", "first_date", "phase_before", "date", "phase_now", "direction"]
    return pd.DataFrame(rows, columns=[*columns, "move_low", "move_high"])


def say_moves(table: pd.DataFrame, now: pd.DataFrame) -> list[Finding | None]:
    """Say which departments moved forward since their first survey, stayed, or went back.

    Parameters
    ----------
    table : DataFrame
        From `moves`. A move whose chance may be below `SURE` is said to be too close to tell.
    now : DataFrame
        Each department's last survey, from `latest`; without any, nothing is said.
    """
    if now.empty:
        return []
    if table.empty:
        return [Finding(_("One survey a department tells no evolution yet."), Tone.CAUTION)]
    sure = table["move_low"] >= SURE
    findings: list[Finding | None] = []
    forward = table.loc[sure & table["direction"].eq("forward"), "department"]
    if len(forward):
        text = ngettext(
            "{count} of {all} departments moved forward from its first survey to its last:"
            " {departments}.",
            "{count} of {all} departments moved forward from their first survey to their last:"
            " {departments}.",
            len(forward),
        )
        if len(forward) == len(table) > 1:
            text = _("All {all} departments moved forward from their first survey to their last.")
        words = {"count": len(forward), "all": len(table), "departments": names_of(forward)}
        findings.append(Finding(text.format(**words)))
    for direction, text in (
        (
            "same",
            _(
                "No move from the first survey to the last: {departments}. Ask whether the"
                " messages were heard."
            ),
        ),
        (
            "back",
            _("Back from the first survey to the last: {departments}. Ask why before going on."),
        ),
    ):
        there = table.loc[sure & table["direction"].eq(direction), "department"]
        if len(there):
            findings.append(Finding(text.format(departments=names_of(there)), Tone.DECIDE))
    if not sure.all():
        text = _("Too close to tell whether it moved: {departments}.")
        unsure = names_of(table.loc[~sure, "department"])
        findings.append(Finding(text.format(departments=unsure), Tone.CAUTION))
    return findings


def draw_answers(phases: pd.DataFrame, fear: pd.DataFrame) -> Chart | None:
    """Draw the mean answers of each department over the surveys; None without two surveys.

    Without any measure of spread: with the means of few people, it would give answers away.

    Parameters
    ----------
    phases : DataFrame
        From `publish`.
    fear : DataFrame
        From `mean_bands`, by date and department: where the real means of fear lie.
    """
    several = phases.groupby("department")["date"].transform("size") >= 2
    drawn = drawn_departments(phases[several], len(phases))
    if drawn.empty:
        return None
    names = list(drawn["department"].unique())
    title = _answers_title(drawn, fear)
    rows = -(-len(names) // 2)
    with drawing(0.35 + 1.75 * rows) as (figure, axes):
        axes.remove()
        panels = figure.subplots(rows, 2, sharex=True, sharey=True).flat
        for panel, name in zip(panels, names, strict=False):
            _draw_panel(panel, str(name), drawn[drawn["department"] == name])
        ends = [drawn["date"].min(), drawn["date"].max()]
        figure.axes[0].set_xticks([end.toordinal() for end in ends], map(format_short_date, ends))
        for empty in figure.axes[len(names) :]:
            empty.set_visible(False)
        reading = _("Mean answers, from 1 to 5; the line marks the middle, 3.")
        if drawn[list(LINES)].isna().any(axis=None):
            reading += " " + _("A mean is left out where all gave the same answer.")
        titled(figure.axes[0], title, reading)
        _name_lines(figure)
        return Chart(figure, f"{title}. {_answers_in_words(drawn)}")


def _draw_panel(axes: Axes, name: str, surveys: pd.DataFrame) -> None:
    """Draw one department."""
    dates = [pd.Timestamp(day).toordinal() for day in surveys["date"]]
    axes.axhline(MIDDLE, color=GRID, linewidth=1)
    for answer, (_word, colour, marker) in LINES.items():
        axes.plot(
            dates, surveys[answer], color=colour, marker=marker, markersize=4.5, linewidth=1.8,
            markeredgecolor="white", markeredgewidth=0.5,
        )  # fmt: skip
    axes.set_title(wrapped(name, 30, 1), loc="left")
    axes.set_ylim(0.8, 5.2)
    axes.set_yticks([1, 3, 5], [format_number(mark) for mark in (1, 3, 5)], color=SOFT)
    axes.tick_params(axis="x", labelbottom=True)
    axes.margins(x=0.2)


def _name_lines(figure: Figure) -> None:
    """Name the lines in one row above the panels."""
    handles = [
        Line2D([], [], color=colour, marker=marker, markersize=4.5, linewidth=1.8, label=_(word))
        for word, colour, marker in LINES.values()
    ]
    figure.legend(
        handles=handles, ncols=len(handles), loc="upper left", handlelength=1.3, columnspacing=0.9,
        handletextpad=0.4, borderpad=0, borderaxespad=0.2,
    )  # fmt: skip


def _answers_title(drawn: pd.DataFrame, fear: pd.DataFrame) -> str:
    """What the figure says: where fear fell, as far as its bands tell the surveys apart."""
    shown = drawn.dropna(subset=["fear"]).sort_values("date")
    ends = shown.groupby("department")["date"].agg(["first", "last"])
    fallen = [
        str(name)
        for name, first, last in ends.itertuples()
        if first < last and fear.at[(last, name), "high"] < fear.at[(first, name), "low"] - 1e-9
    ]
    if not fallen:
        return _("What each department answered")
    if len(fallen) == drawn["department"].nunique():
        return _("Less fear at the last survey than at the first, in every department shown")
    names = some((shorten(name, 30) for name in fallen), 3)
    return _("Less fear at the last survey than at the first: {departments}").format(
        departments=names
    )


def _answers_in_words(drawn: pd.DataFrame) -> str:
    """The first and last answers of each department, for the alternative text."""
    words = []
    for name, surveys in drawn.sort_values("date").groupby("department"):
        ends = [
            f"{_(word)} {_mean(surveys[answer].iloc[0])} → {_mean(surveys[answer].iloc[-1])}"
            for answer, (word, _colour, _marker) in LINES.items()
        ]
        words.append(labelled(shorten(str(name)), ", ".join(ends)))
    return listed(words) + "."


def _mean(value: float) -> str:
    """A mean in words; a dash where it is not shown."""
    return "–" if np.isnan(value) else format_number(value, 1)
