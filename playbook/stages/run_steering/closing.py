"""How long until a request is settled? The median, those still open counted in."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, FuncFormatter

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_number,
    labelled,
    listed,
    ngettext,
    within,
)
from playbook.show.chart import BLUE, GREY, ORANGE, SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.run_steering.backlog import KINDS, known_requests
from playbook.statistics.survival import median_time

TICKS = (0, 1, 3, 7, 14, 30, 90, 180, 365, 730)
SHOWN = ["kind", "requests", "open", "median", "median_low"]
LIKELY = 0.9  # the probability of what is called likely, everywhere
LABELS = {
    "requests": Label(N_("Requests"), Format.WHOLE),
    "closed": Label(N_("Settled requests"), Format.WHOLE),
    "open": Label(N_("Requests still open"), Format.WHOLE),
    "median": Label(N_("Half are settled within (days)"), Format.WHOLE, missing=N_("not reached")),
    "median_low": Label(
        N_("Likely (days)"), Format.WHOLE, until="median_high", missing=N_("not known")
    ),
}


def time_to_close(requests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """How many days it takes to settle a request, of each kind and of all.

    Requests that are still open count as lasting at least as long as they have (Kaplan and
    Meier): leaving them out would make the service look fast by forgetting the slow ones.

    Returns
    -------
    DataFrame
        A row for all, then one a kind, the fastest first: kind, requests, closed, open, median,
        median_low and median_high (days; missing: not reached).
    """
    known = known_requests(requests, as_of)
    if known.empty:
        return pd.DataFrame(
            columns=["kind", "requests", "closed", "open", "median", "median_low", "median_high"]
        )
    running = known["closed_on"].isna()
    ends = known["closed_on"].fillna(pd.Timestamp(as_of))
    lasted = (ends - known["opened_on"]).dt.days
    rows = []
    kinds = known["kind"].astype("str")
    for kind in ["all", *sorted(kinds.unique())]:
        own = kinds.eq(kind) if kind != "all" else pd.Series(True, index=known.index)
        found = median_time(lasted[own], running[own], LIKELY)
        rows.append(
            {
                "kind": kind,
                "requests": int(own.sum()),
                "closed": found.ended,
                "open": found.running,
                "median": found.median,
                "median_low": found.low,
                "median_high": found.high,
            }
        )
    table = pd.DataFrame(rows)
    order = table.iloc[1:].sort_values(["median", "open", "kind"]).index
    return table.loc[[0, *order]].reset_index(drop=True)


def say_time_to_close(table: pd.DataFrame) -> Finding | None:
    """Say how long a request takes, those still open included; nothing without requests."""
    if table.empty:
        return None
    whole, kinds = table.iloc[0], table.iloc[1:]
    if pd.isna(whole["median"]):
        text = _("Fewer than half of the requests have been settled: no usual time can be said.")
        return Finding(text, Tone.CAUTION)
    text = ngettext(
        "Half of the requests are settled within {days} day",
        "Half of the requests are settled within {days} days",
        whole["median"],
    )
    if whole["median"] < 1:
        text = _("Half of the requests are settled on the day they come in")
    words = text.format(days=format_number(whole["median"]))
    if pd.notna(whole["median_low"]) and pd.isna(whole["median_high"]):
        words += _(" (likely {low} or more)").format(low=format_number(whole["median_low"]))
    elif pd.notna(whole["median_low"]):
        words += _(" (likely {low} to {high})").format(
            low=format_number(whole["median_low"]), high=format_number(whole["median_high"])
        )
    else:
        words += _(" (too few to say how sure that is)")
    words += _(", those still open counted in.")
    never = kinds.loc[kinds["median"].isna(), "kind"]
    if len(never):
        words += " " + labelled(
            _("Less than half are settled, so far"),
            enumerate_words([within(_(KINDS[kind])) for kind in never]) + ".",
        )
    slowest = kinds[kinds["median"] == kinds["median"].max()]
    if len(slowest) and len(slowest) < len(kinds):
        most = slowest["median"].iloc[0]
        text = ngettext("Slowest: {kinds}, {days} day.", "Slowest: {kinds}, {days} days.", most)
        if len(never):
            text = ngettext(
                "Slowest of the others: {kinds}, {days} day.",
                "Slowest of the others: {kinds}, {days} days.",
                most,
            )
        names = enumerate_words([within(_(KINDS[kind])) for kind in slowest["kind"]])
        words += " " + text.format(kinds=names, days=format_number(most))
    return Finding(words, Tone.CAUTION if len(never) else Tone.RESULT)


def draw_time_to_close(table: pd.DataFrame, longest: float) -> Chart | None:
    """Draw the median time to settle a request of each kind, with its interval.

    Parameters
    ----------
    table : DataFrame
        From `time_to_close`.
    longest : float
        How many days the oldest request goes back: nothing later can be known.
    """
    if table.empty:
        return None
    never = table[table["median"].isna()]
    kinds = never[never["kind"] != "all"]
    if len(kinds):
        title = ngettext(
            "{count} kind of request is not settled by half yet",
            "{count} kinds of request are not settled by half yet",
            len(kinds),
        ).format(count=len(kinds))
    else:
        title = _medians_title(table.loc[table["kind"] != "all", "median"])
    end = max(float(longest), 7.0) * 1.25
    places = np.arange(len(table))
    with drawing(0.75 + 0.42 * len(table)) as (figure, axes):
        axes.set_xscale("function", functions=(np.log1p, np.expm1))
        for place, row in zip(places, table.to_dict("records"), strict=True):
            colour = BLUE if row["kind"] != "all" else SOFT
            low, high = row["median_low"], row["median_high"]
            if pd.notna(low):
                axes.hlines(
                    place,
                    low,
                    end if pd.isna(high) else high,
                    color=colour,
                    alpha=0.35,
                    linewidth=5,
                )
            if pd.isna(row["median"]):
                axes.annotate(
                    _("half not settled yet"), (longest, place), ha="right", va="center",
                    xytext=(-5, 0), textcoords="offset points",
                    color=ORANGE,
                )  # fmt: skip
                continue
            axes.plot(row["median"], place, "o", color=colour, markersize=8)
            axes.annotate(
                format_number(row["median"]), (row["median"], place), xytext=(0, 8),
                textcoords="offset points", ha="center",
            )  # fmt: skip
        names = [
            f"{_(KINDS[row['kind']])} ({format_number(row['requests'])})"
            for row in table.to_dict("records")
        ]
        axes.set_yticks(places, names)
        axes.set_ylim(len(table) - 0.5, -0.6)
        axes.set_xlim(0, end)
        axes.xaxis.set_major_locator(FixedLocator([tick for tick in TICKS if tick <= end]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.grid(axis="x")
        axes.axvline(longest, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)))
        reading = _(
            "Days until half are settled; the scale is narrower on the right. Bars: likely values;"
            " a bar up to the edge has no known end. Dashed: the age of the oldest request."
        )
        titled(axes, title, reading)
        words = [
            labelled(
                _(KINDS[row["kind"]]),
                _("half not settled yet")
                if pd.isna(row["median"])
                else ngettext("{days} day", "{days} days", row["median"]).format(
                    days=format_number(row["median"])
                ),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def _medians_title(medians: pd.Series) -> str:
    """What the figure of the times says when half of each kind are settled."""
    low, high = medians.min(), medians.max()
    text = _("Half are settled within {low} to {high} days, by kind of request")
    if low == high:
        text = ngettext(
            "Half of the requests of each kind are settled within {high} day",
            "Half of the requests of each kind are settled within {high} days",
            high,
        )
    return text.format(low=format_number(low), high=format_number(high))
