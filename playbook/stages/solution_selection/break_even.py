"""When a dearer BUILD pays for itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import N_, _, cut_apart, format_number, labelled, listed, quote
from playbook.show.axes import name_lines
from playbook.show.chart import (
    Chart,
    drawing,
    solution_colours,
    titled,
    wrapped,
)
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_money
from playbook.stages.solution_selection.money import CENTS, money_scale
from playbook.stages.solution_selection.room import DRAWN_SOLUTIONS, not_drawn

LABELS = {
    "dearer": Label(N_("Costs more to build")),
    "cheaper": Label(N_("Cheaper to build")),
    "extra_build": Label(N_("More in BUILD"), Format.WHOLE),
    "run_saving": Label(N_("Less in RUN"), Format.WHOLE),
    "break_even_year": Label(N_("Paid for in year"), Format.WHOLE, missing=N_("never")),
    "left": Label(N_("Still costs more by"), Format.WHOLE),
}


def crossings(years: pd.DataFrame, solutions: Sequence[str]) -> pd.DataFrame:
    """When a solution that is dearer to build has paid for itself against a cheaper one.

    Cumulative discounted costs are compared year by year. The break-even year is the first from
    which the dearer to build has cost no more until the end: a year in which the curves cross
    and cross back does not count.

    Parameters
    ----------
    years : DataFrame
        From `cost_years.by_year`.
    solutions : sequence of str
        The solutions to compare: those whose costs are complete.

    Returns
    -------
    DataFrame
        One row for each pair whose BUILD differs: dearer_id, dearer, cheaper_id, cheaper (names),
        extra_build (what the dearer costs more in BUILD), run_saving (what it costs less in
        RUN, negative when it costs more; both discounted), break_even_year (missing when never),
        verdict (pays_off; too_slow: it costs less in RUN, but not by enough within these years;
        dearer_in_run: it does not cost less in RUN either) and left (what it still has cost more
        at the end; negative: less).
    """
    rows = []
    names = dict(zip(years["solution_id"], years["name"], strict=True))
    tables = {
        solution: years[years["solution_id"] == solution].set_index("year").sort_index()
        for solution in solutions
    }
    for pair in combinations(solutions, 2):
        build = [_discounted(tables[solution], "build") for solution in pair]
        extra = round(build[0] - build[1], CENTS)
        if not extra:
            continue
        dearer, cheaper = pair if extra > 0 else pair[::-1]
        own, other = tables[dearer], tables[cheaper]
        saving = round(_discounted(other, "run") - _discounted(own, "run"), CENTS)
        behind = (own["cumulative"] - other["cumulative"]).round(CENTS).to_numpy()
        year = _from_then_on(behind <= 0)
        verdict = "dearer_in_run" if saving <= 0 else "too_slow"
        rows.append(
            (
                dearer, names[dearer], cheaper, names[cheaper], abs(extra), saving, year,
                verdict if year is None else "pays_off", float(behind[-1]),
            )
        )  # fmt: skip
    columns = [
        "dearer_id",
        "dearer",
        "cheaper_id",
        "cheaper",
        "extra_build",
        "run_saving",
        "break_even_year",
        "verdict",
        "left",
    ]
    return pd.DataFrame(rows, columns=columns).astype({"break_even_year": "Int64"})


def _discounted(table: pd.DataFrame, phase: str) -> float:
    """The discounted cost of one phase; a year without any cost, 0 / 0, is left out of the sum."""
    return float((table[phase] * table["discounted"] / table["cost"]).sum())


def _from_then_on(reached: np.ndarray) -> int | None:
    """The first year from which something holds until the end; None when it does not at the end."""
    if not reached[-1]:
        return None
    broken = np.flatnonzero(~reached)
    return int(broken[-1]) + 1 if len(broken) else 0


def say_crossings(crossings: pd.DataFrame, currency: str, ends: pd.DataFrame) -> list[Finding]:
    """Say of each dearer BUILD when it has paid for itself, or why never: the tightest first.

    Parameters
    ----------
    ends : DataFrame
        From `cost_ranges.total_ends`: where those of two overlap, what is said may be otherwise.
    """
    findings = []
    for row in crossings.sort_values("left", kind="stable").head(3).to_dict("records"):
        shown = {
            "dearer": quote(row["dearer"]), "cheaper": quote(row["cheaper"]),
            "extra": format_money(row["extra_build"], currency),
            "saving": format_money(abs(row["run_saving"]), currency),
            "left": format_money(abs(row["left"]), currency),
        }  # fmt: skip
        text = {
            "pays_off": _(
                "{dearer} costs {extra} more in BUILD than {cheaper}, and has paid for it in year"
                " {year}: it costs {saving} less in RUN."
            ),
            "too_slow": _(
                "{dearer} costs {extra} more in BUILD than {cheaper} and {saving} less in RUN:"
                " within these years it still costs {left} more."
            ),
            "dearer_in_run": _(
                "{dearer} never pays back what it costs more in BUILD than {cheaper}: it costs"
                " {saving} more in RUN too."
            ),
        }[str(row["verdict"])]
        if row["verdict"] == "dearer_in_run" and not row["run_saving"]:
            text = _(
                "{dearer} never pays back what it costs more in BUILD than {cheaper}: RUN costs the"
                " same."
            )
        year = "" if pd.isna(row["break_even_year"]) else format_number(row["break_even_year"])
        one, other = ends.loc[row["dearer_id"]], ends.loc[row["cheaper_id"]]
        open_ = max(one["low"], other["low"]) < min(one["high"], other["high"])
        if open_:
            text += " " + _("So it is by the amounts; within their ranges it may be otherwise.")
        tone = Tone.CAUTION if open_ else Tone.RESULT
        findings.append(Finding(text.format(**shown, year=year), tone))
    return findings


def draw_cumulative(
    years: pd.DataFrame,
    crossings: pd.DataFrame,
    running: Sequence[str],
    currency: str,
    solutions: pd.DataFrame,
) -> Chart | None:
    """Draw how the discounted costs add up; None without costs.

    Parameters
    ----------
    years, crossings : DataFrame
        From `cost_years.by_year` and `crossings`.
    running : sequence of str
        The solutions that no minimum eliminates; the others are drawn dashed.
    solutions : DataFrame
        The campaign's, which gives each its colour.
    """
    if years.empty:
        return None
    last = int(years["year"].max())
    ends = years[years["year"] == last].sort_values("cumulative", kind="stable")
    more = not_drawn(solutions=len(ends) - DRAWN_SOLUTIONS)
    held = {*crossings["dearer_id"], *crossings["cheaper_id"]}
    apart = set(ends["solution_id"]) - held
    ends = ends.head(DRAWN_SOLUTIONS)
    called = cut_apart(list(ends["name"]), lambda name: wrapped(name, 16, 1))
    divisor, unit, _write = money_scale(years["cumulative"], currency)
    paid = int((crossings["verdict"] == "pays_off").sum())
    title = _("No higher BUILD cost pays for itself within the years that are planned")
    if apart:
        title = _(
            "Of those in the running with complete costs, no higher BUILD cost pays for itself"
            " within the years that are planned"
        )
    if paid:
        first = crossings[crossings["verdict"] == "pays_off"].sort_values("break_even_year").iloc[0]
        title = _(
            "{dearer} pays its higher BUILD back against {cheaper} in year {year}"
        ).format(
            dearer=quote(first["dearer"], 30), cheaper=quote(first["cheaper"], 30),
            year=first["break_even_year"],
        )  # fmt: skip
    elif crossings.empty:
        title = _("How the costs add up")
    with drawing(3.25) as (figure, axes):
        high = float(years["cumulative"].max()) / divisor or 1.0
        named, colours = [], solution_colours(solutions["solution_id"])
        for (_i, end), name in zip(ends.iterrows(), called, strict=True):
            inside = end["solution_id"] in running
            colour = colours[end["solution_id"]]
            named.append((end["cumulative"] / divisor, name, colour))
            own = years[years["solution_id"] == end["solution_id"]]
            axes.plot(
                own["year"],
                own["cumulative"] / divisor,
                color=colour,
                linewidth=2,
                linestyle="-" if inside else (0, (3, 2)),
                marker="o",
                markersize=4,
            )
        axes.set_ylim(0, high * 1.08)
        axes.set_xlim(0, max(last, 1) * 1.02)
        name_lines(axes, named)
        axes.set_xticks(range(last + 1))
        axes.set_xlabel(_("Year (0 is BUILD)"))
        axes.set_ylabel(unit)
        axes.yaxis.set_major_locator(MaxNLocator(6))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_number(y)))
        axes.grid(axis="y")
        reading = _("Costs added up from year 0, discounted. Dashed: eliminated solutions.")
        titled(axes, title, reading + more)
        words = [
            labelled(row["name"], format_money(row["cumulative"], currency))
            for row in ends.to_dict("records")
        ]
        reached = _("After year {year}: {costs}.").format(year=last, costs=listed(words))
        return Chart(figure, f"{title}. {reached}")
