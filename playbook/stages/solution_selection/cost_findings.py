"""The sentences on costs, and on quality against cost."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_likelihood,
    format_number,
    format_percent,
    labelled,
    ngettext,
    quote,
    quoted,
)
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money
from playbook.stages.solution_selection.comparison import complete
from playbook.stages.solution_selection.labels import GAP_NAMES
from playbook.stages.solution_selection.money import format_gap

COMPARED = ("efficient", "beaten")


def format_rate(rate: float) -> str:
    """Write a rate without useless decimals."""
    percent = round(rate * 100, 6)
    return format_percent(rate, next(d for d in range(7) if round(percent, d) == percent))


def say_costs(
    totals: pd.DataFrame, years: pd.DataFrame, running: Sequence[str], currency: str, rate: float
) -> Finding | None:
    """Say what the solutions in the running cost over the years; nothing when there is none.

    Parameters
    ----------
    running : sequence of str
        The solutions that no minimum eliminates.
    """
    if not running:
        return None
    known = totals[totals["total_cost"].notna()]
    inside = known[known["solution_id"].isin(running)]
    if inside.empty:
        text = _(
            "No solution in the running has costs yet: ask the providers to fill in the cost grid."
        )
        return Finding(text, Tone.DECIDE)
    horizon = int(years["year"].max())
    span = _("in BUILD")
    if horizon:
        span = ngettext(
            "over BUILD and {count} year of RUN", "over BUILD and {count} years of RUN", horizon
        ).format(count=horizon)
    low, high = inside.iloc[0], inside.iloc[-1]
    shown = {
        "span": span, "rate": format_rate(rate), "cheapest": quote(low["name"]),
        "low": format_money(low["total_cost"], currency), "dearest": quote(high["name"]),
        "high": format_money(high["total_cost"], currency),
    }  # fmt: skip
    text = _("Total cost of ownership {span}, discounted at {rate}: {cheapest}, {low}.")
    if len(inside) > 1:
        text = _(
            "Total cost of ownership {span}, discounted at {rate}: from {low} ({cheapest}) to"
            " {high} ({dearest}) for those in the running."
        )
    return Finding(text.format(**shown))


def say_price_of_minimums(
    totals: pd.DataFrame, running: Sequence[str], currency: str
) -> Finding | None:
    """Say what a cheaper, eliminated solution would save; nothing when there is none.

    Nothing either where the costs of a solution in the running have a gap: what is cheapest of
    those is not known.
    """
    known = totals[totals["solution_id"].isin(complete(totals))]
    inside = known[known["solution_id"].isin(running)]
    out = known[~known["solution_id"].isin(running)]
    if out.empty or inside.empty or len(inside) < len(running):
        return None
    if out["total_cost"].iloc[0] >= inside["total_cost"].iloc[0]:
        return None
    text = _(
        "The minimums have a price: {name}, eliminated, would cost {saved} less than the cheapest"
        " left."
    )
    saved = inside["total_cost"].iloc[0] - out["total_cost"].iloc[0]
    return Finding(
        text.format(name=quote(out["name"].iloc[0]), saved=format_money(saved, currency))
    )


def say_own_time(totals: pd.DataFrame, running: Sequence[str], currency: str) -> Finding | None:
    """Say how much own staff's time weighs; nothing when nobody estimated it."""
    known = totals[totals["solution_id"].isin(running) & totals["own_share"].notna()]
    if known.empty:
        return None
    most, least = known.loc[known["own_time"].idxmax()], known.loc[known["own_time"].idxmin()]
    shown = {
        "name": quote(most["name"]), "amount": format_money(most["own_time"], currency),
        "share": format_likelihood(round(most["own_share"], 9)), "least": quote(least["name"]),
        "least_amount": format_money(least["own_time"], currency),
        "least_share": format_likelihood(round(least["own_share"], 9)),
    }  # fmt: skip
    text = _(
        "Own staff's time is worth from {least_amount} with {least} ({least_share} of its cost) to"
        " {amount} with {name} ({share})."
    )
    if most["own_time"] == least["own_time"]:
        text = _("Own staff's time is worth {amount} with {name}, {share} of what it costs.")
    return Finding(text.format(**shown))


def say_gaps(gaps: pd.DataFrame, totals: pd.DataFrame) -> Finding | None:
    """Say whose costs are incomplete; nothing when all are complete, or nobody has any."""
    if gaps.empty or totals["total_cost"].isna().all():
        return None
    words = [
        labelled(quote(name), enumerate_words([_(GAP_NAMES[gap]) for gap in rows["gap"]]))
        for name, rows in gaps.groupby("name", sort=False)
    ]
    text = _("Costs are incomplete ({which}): the real total is higher than what is shown.")
    return Finding(text.format(which=enumerate_words(words)), Tone.DECIDE)


def say_break_even(crossings: pd.DataFrame, currency: str) -> list[Finding]:
    """Say of each dearer BUILD when it has paid for itself, or why never: the tightest first."""
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
                " within these years it stays {left} dearer."
            ),
            "dearer_in_run": _(
                "{dearer} never pays for its dearer BUILD against {cheaper}: it costs {saving} more"
                " in RUN too."
            ),
        }[str(row["verdict"])]
        if row["verdict"] == "dearer_in_run" and not row["run_saving"]:
            text = _(
                "{dearer} never pays for its dearer BUILD against {cheaper}: RUN costs the same."
            )
        year = "" if pd.isna(row["break_even_year"]) else format_number(row["break_even_year"])
        findings.append(Finding(text.format(**shown, year=year)))
    return findings


def say_frontier(table: pd.DataFrame, currency: str) -> Finding | None:
    """Say which solutions no other beats on both quality and cost; nothing without both."""
    inside = table[table["standing"].isin(COMPARED)]
    if len(inside) < 2:
        return None
    efficient = inside[inside["standing"] == "efficient"].sort_values("total_cost")
    if len(efficient) == 1:
        text = _("On quality and cost together, {name} beats every other solution in the running.")
        if (table["score"].notna() & ~table["standing"].isin([*COMPARED, "eliminated"])).any():
            text = _(
                "On quality and cost together, {name} beats every other solution in the running"
                " whose costs are complete."
            )
        return Finding(text.format(name=quote(efficient["name"].iloc[0])))
    cheap, good = efficient.iloc[0], efficient.iloc[-1]
    if round(good["total_cost"] - cheap["total_cost"], 2) == 0:
        text = _("{names} are as good and as cheap as each other: no other beats them.")
        return Finding(text.format(names=quoted(efficient["name"])))
    text = _(
        "{names} are on the efficient frontier: {extra} more buys {points} points more on the grid,"
        " from {cheap} to {good}."
    )
    return Finding(
        text.format(
            names=quoted(efficient["name"]), cheap=quote(cheap["name"]), good=quote(good["name"]),
            extra=format_money(good["total_cost"] - cheap["total_cost"], currency),
            points=format_gap(good["score"] - cheap["score"], 2),
        )
    )  # fmt: skip
