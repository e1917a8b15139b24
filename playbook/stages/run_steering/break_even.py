"""Have the solutions paid for themselves? The month in which each breaks even."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import N_, _, format_number, listed, ngettext
from playbook.show.axes import month_ticks, name_lines
from playbook.show.chart import SOFT, Chart, drawing, solution_colours, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.key_figures import KeyFigure
from playbook.show.labels import Format, Label
from playbook.show.names import (
    format_money,
    format_month,
    more_solutions,
    name_solutions,
)
from playbook.stages.run_steering.balance import MONEY, PACE, yearly_costs

NIL = 0.005  # less than half a cent is the rounding of a sum
NAMED = 3
DRAWN = 4
TO_COME = "to_come"
SHOWN = [
    "solution", "build", "spent", "brought", "balance", "outcome", "break_even", "earliest",
    "hours", "hour_needed",
]  # fmt: skip
OUTCOMES = {
    "paid_back": N_("Broke even"),
    "ahead": N_("Projected"),
    "perhaps": N_("At its best pace alone"),
    "beyond": N_("Not within the years whose costs are known"),
    "no_money": N_("No benefit in money"),
    "no_costs": N_("No cost is known"),
    "costs_end": N_("Costs of a year of RUN are missing"),
}
LABELS = {
    "build": Label(N_("BUILD"), Format.WHOLE),
    "spent": Label(N_("RUN to date"), Format.WHOLE),
    "brought": Label(N_("Benefits in money"), Format.WHOLE),
    "balance": Label(N_("Balance"), Format.WHOLE),
    "outcome": Label(N_("What that makes"), codes=OUTCOMES),
    "break_even": Label(N_("Broke even by"), Format.DATE),
    "earliest": Label(N_("Break-even to come"), Format.DATE, until="latest"),
    "hours": Label(N_("Hours saved"), Format.WHOLE),
    "hour_needed": Label(N_("An hour must be worth"), Format.DECIMAL),
}


def payback(
    balance: pd.DataFrame,
    benefits: pd.DataFrame,
    usage: pd.DataFrame,
    costs: pd.DataFrame,
    solutions: pd.DataFrame,
    as_of: date,
    discount_rate: float = 0.0,
) -> pd.DataFrame:
    """Say when each solution breaks even, or why that cannot be said.

    Parameters
    ----------
    balance : DataFrame
        From `monthly_balance`.
    discount_rate : float, default 0
        Of a break-even to come: the months of each year of RUN are divided by one plus the rate
        once more, as where a solution is chosen.

    Returns
    -------
    DataFrame
        One row for each solution in operation: solution_id, solution, build and spent (costs of
        BUILD, and of RUN to date; missing when unknown), brought (benefits in money to date),
        unrecorded (months of RUN without a record of them), balance (missing when unknown),
        outcome, break_even (the last day of the month that is past; missing without one), spread
        (whether enough months are on record to tell a range), earliest and latest (the break-even
        to come at the pace of the best and of the worst three months on record, discounted; where
        no range can be told, both at that of the latest months; missing when it is not within the
        years whose costs are known), hours (saved to date) and hour_needed (what an hour would
        have to be worth to cover the costs to date; missing when nothing is to be covered, or no
        hour was saved).
        The outcome is one of paid_back (the month is past), ahead (projected, at any pace),
        perhaps (at its best pace alone), beyond (at no pace within the years whose costs are
        known), no_money (no benefit in money), no_costs, costs_end (the costs of a year of RUN up
        to now are missing).
    """
    now = pd.Timestamp(as_of)
    known = benefits[benefits["date"] <= now]
    yearly = yearly_costs(costs)
    ids = sorted({*known["solution_id"], *usage.loc[usage["date"] <= now, "solution_id"]})
    rows = []
    for solution in ids:
        own = known[known["solution_id"] == solution]
        months = balance[balance["solution_id"] == solution]
        past = months[~months["projected"].astype(bool)]
        spent = yearly[yearly["solution_id"] == solution].set_index("year")["cost"]
        hours = own.loc[own["kind"] == "time_saved", "amount"].sum(min_count=1)
        money = own.loc[own["kind"].isin(MONEY), "amount"].sum()
        outcome, month = _outcome(months, past, spent)
        spread, earliest, latest = False, pd.NaT, pd.NaT
        if outcome == TO_COME:
            spread, earliest, latest = _range(months, discount_rate)
            outcome = "beyond" if pd.isna(earliest) else "perhaps" if pd.isna(latest) else "ahead"
        run = _run_cost(own, usage, solution, spent, now)
        total = spent.get(0, 0.0) + run
        short = total - money
        rows.append(
            {
                "solution_id": solution,
                "build": spent.get(0, np.nan),
                "spent": run,
                "brought": past["benefit"].sum() if len(past) else np.nan,
                "unrecorded": int(past["benefit"].isna().sum()),
                "balance": past["cumulative"].iloc[-1] if len(past) else np.nan,
                "outcome": outcome,
                "break_even": month,
                "spread": spread,
                "earliest": earliest,
                "latest": latest,
                "hours": hours,
                "hour_needed": short / hours if hours > 0 and short >= NIL else np.nan,
            }
        )
    columns = [
        "solution_id", "solution", "build", "spent", "brought", "unrecorded", "balance", "outcome",
        "break_even", "spread", "earliest", "latest", "hours", "hour_needed",
    ]  # fmt: skip
    if not rows:
        return pd.DataFrame(columns=columns)
    return name_solutions(pd.DataFrame(rows), solutions)[columns]


def _run_cost(
    own: pd.DataFrame, usage: pd.DataFrame, solution: str, spent: pd.Series, now: pd.Timestamp
) -> float:
    """The cost of RUN to date; missing when that of one of its years is."""
    first = min(
        frame["date"].min()
        for frame in (own, usage[usage["solution_id"] == solution])
        if len(frame)
    )
    count = (now.to_period("M") - first.to_period("M")).n + 1
    years = np.arange(count) // 12 + 1
    return float(spent.reindex(years).to_numpy().sum() / 12)


def _outcome(
    months: pd.DataFrame, past: pd.DataFrame, spent: pd.Series
) -> tuple[str, pd.Timestamp]:
    """How one solution's balance stands, and the month in which it broke even."""
    if spent.empty:
        return "no_costs", pd.NaT
    if months.empty:
        return "no_money", pd.NaT
    if past["cumulative"].isna().any():
        return "costs_end", pd.NaT
    if past["cumulative"].iloc[-1] > -NIL:
        negative = np.flatnonzero(past["cumulative"] <= -NIL)
        return "paid_back", _end(past["month"].iloc[negative[-1] + 1 if len(negative) else 0])
    return TO_COME, pd.NaT


def _range(months: pd.DataFrame, rate: float) -> tuple[bool, pd.Timestamp, pd.Timestamp]:
    """Whether there are months enough to tell a range, and its ends: best pace, worst pace."""
    fan = at_paces(months, rate)
    ends = [_end(fan.loc[fan[pace] > -NIL, "month"].min()) for pace in ("best", "worst")]
    return len(_paces(months)) > 1, ends[0], ends[1]


def _paces(months: pd.DataFrame) -> pd.Series:
    """The mean benefit of each three months on record that follow each other."""
    past = ~months["projected"].astype(bool)
    paces: pd.Series = months.loc[past, "benefit"].dropna().rolling(PACE).mean().dropna()
    return paces


def at_paces(months: pd.DataFrame, rate: float) -> pd.DataFrame:
    """How one solution's balance goes on, discounted, at its best and at its worst pace on record.

    Parameters
    ----------
    months : DataFrame
        Of one solution, from `monthly_balance`.
    rate : float
        The discount rate, a year.

    Returns
    -------
    DataFrame
        One row for each month to come: month, best and worst (at the pace of the best and of the
        worst three months; of the latest where there are too few; missing from the first unknown
        cost on).
    """
    projected = months["projected"].astype(bool).to_numpy()
    cost = months["cost"].to_numpy(float)
    paces = _paces(months)
    if len(paces) < 2:
        paces = months.loc[projected, "benefit"]
    recorded = months["benefit"].fillna(0.0).to_numpy()
    build = recorded[0] - cost[0] - months["cumulative"].iloc[0]
    worth = (1 + rate) ** -(np.arange(len(months)) // 12 + 1.0)
    fan = {
        name: ((np.where(projected, pace, recorded) - cost) * worth).cumsum() - build
        for name, pace in (("best", paces.max()), ("worst", paces.min()))
    }
    return pd.DataFrame({"month": months["month"].to_numpy(), **fan})[projected]


def _end(month: pd.Timestamp) -> pd.Timestamp:
    """The last day of a month."""
    return month + pd.offsets.MonthEnd(0)


def figure_cost(table: pd.DataFrame, currency: str) -> KeyFigure | None:
    """What the solutions in operation have cost to date; nothing where a part is unknown."""
    parts = table[["build", "spent"]].to_numpy(dtype=float)
    if not len(parts) or np.isnan(parts).any():
        return None
    return KeyFigure(
        _("Cost to date"), format_money(parts.sum(), currency), _("BUILD and RUN, not discounted")
    )


def say_payback(table: pd.DataFrame, currency: str, hour_value: float) -> list[Finding]:
    """Say when each solution breaks even, or why that cannot be said."""
    rows = table.head(NAMED).to_dict("records")
    findings = [_say_one(row, currency, hour_value) for row in rows]
    rest = more_solutions(len(table) - NAMED)
    if rest:
        findings.append(Finding(rest))
    unrecorded = int(table["unrecorded"].sum())
    if unrecorded:
        text = ngettext(
            "{count} month of RUN has no record of benefits in money: it counts for nothing in the"
            " balance.",
            "{count} months of RUN have no record of benefits in money: they count for nothing in"
            " the balance.",
            unrecorded,
        )
        findings.append(Finding(text.format(count=unrecorded), Tone.CAUTION))
    return findings


def _say_one(row: dict[Any, Any], currency: str, hour_value: float) -> Finding:
    """Say how one solution's benefits in money stand to its costs."""
    texts = {
        "paid_back": _("{solution} broke even in {month}: it is now {balance} ahead."),
        "ahead": _(
            "{solution} is {short} short of its costs. At the pace of the few months on record,"
            " discounted, it would break even in {earliest}; they are too few to tell a range."
        ),
        "beyond": _(
            "{solution} is {short} short of its costs. At the pace of the few months on record,"
            " discounted, it does not break even within the years whose costs are known."
        ),
        "no_money": _(
            "No break-even for {solution}: it has cost {cost} so far, and no benefit of it is in"
            " money."
        ),
        "no_costs": _("No break-even for {solution}: the table of costs does not hold it."),
        "costs_end": _(
            "No break-even for {solution}: the costs of a year of RUN up to now are not known."
        ),
    }
    if row["spread"]:
        texts[row["outcome"]] = _range_text(row)
    cost = row["spent"] + (0.0 if pd.isna(row["build"]) else row["build"])
    text = texts[row["outcome"]]
    if row["outcome"] == "no_money" and pd.isna(cost):
        text = _("No break-even for {solution}: no benefit of it is in money.")
    amounts = {"balance": row["balance"], "short": -row["balance"], "cost": cost}
    known = {
        name: format_money(value, currency) for name, value in amounts.items() if pd.notna(value)
    }
    if pd.notna(row["break_even"]):
        known["month"] = format_month(row["break_even"])
    for name in ("earliest", "latest"):
        if pd.notna(row[name]):
            known[name] = format_month(row[name])
    words = text.format(solution=row["solution"], **known)
    if pd.notna(row["hour_needed"]) and not hour_value:
        words += " " + ngettext(
            "The {hours} hour saved is not valued: it would cover the difference from {value} on.",
            "The {hours} hours saved are not valued: they would cover the difference from {value}"
            " an hour on.",
            round(row["hours"]),
        ).format(
            hours=format_number(row["hours"]), value=format_money(row["hour_needed"], currency, 2)
        )
    sure = row["outcome"] == "paid_back" or (row["outcome"] == "ahead" and row["spread"])
    return Finding(words, Tone.RESULT if sure else Tone.CAUTION)


def _range_text(row: dict[Any, Any]) -> str:
    """How a break-even to come is said as a range."""
    if pd.isna(row["earliest"]):
        return _(
            "{solution} is {short} short of its costs. Even at the pace of its best three months on"
            " record, discounted, it does not break even within the years whose costs are known."
        )
    if pd.isna(row["latest"]):
        return _(
            "{solution} is {short} short of its costs. At the pace of its best three months on"
            " record, discounted, it would break even in {earliest}; at that of its worst three,"
            " never within the years whose costs are known."
        )
    return _(
        "{solution} is {short} short of its costs. Discounted, it would break even in {earliest} at"
        " the pace of its best three months on record, in {latest} at that of its worst three."
    )


def draw_payback(
    balance: pd.DataFrame,
    table: pd.DataFrame,
    solutions: pd.DataFrame,
    discount_rate: float,
    currency: str,
) -> Chart | None:
    """Draw how each solution's benefits in money catch up with its costs, month by month.

    Parameters
    ----------
    balance, table : DataFrame
        From `monthly_balance` and `payback`.
    solutions : DataFrame
        The campaign's, which gives each its colour.
    discount_rate : float
        As in `payback`.
    """
    known = table[table["outcome"].isin(["paid_back", "ahead", "perhaps", "beyond"])]
    if known.empty:
        return None
    title, drawn = _payback_title(known), known.head(DRAWN)
    colours = solution_colours(solutions["solution_id"])
    amount, to_date = partial(format_money, currency=currency), _("{solution}: {balance} to date")
    with drawing(3.25) as (figure, axes):
        axes.axhline(0, color=SOFT, linewidth=1)
        ends, words = [], list[str]()
        for row in drawn.to_dict("records"):
            colour = colours[row["solution_id"]]
            own = balance[balance["solution_id"] == row["solution_id"]]
            ends_of_month = own["month"] + pd.offsets.MonthEnd(0)
            past = ~own["projected"].astype(bool)
            last = int(past.sum()) - 1
            axes.plot(ends_of_month[past], own["cumulative"][past], color=colour, linewidth=2.2)
            end = float(own["cumulative"].iloc[last])
            if row["spread"]:
                fan = at_paces(own, discount_rate).dropna()
                end = float(fan["best"].iloc[-1] + fan["worst"].iloc[-1]) / 2
                axes.fill_between(
                    fan["month"] + pd.offsets.MonthEnd(0), fan["worst"], fan["best"], color=colour,
                    alpha=0.2, linewidth=0,
                )  # fmt: skip
            axes.plot(ends_of_month.iloc[last], own["cumulative"].iloc[last], "o", color=colour)
            words.append(to_date.format(solution=row["solution"], balance=amount(row["balance"])))
            ends.append((end, wrapped(words[-1], 20), colour))
        axes.margins(y=0.16)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: amount(y)))
        axes.grid(axis="y")
        month_ticks(axes)
        name_lines(axes, ends)
        reading = _("Benefits in money less costs, added up from BUILD on.")
        if drawn["spread"].any():
            reading += " " + _(
                "Band: as it would go on, discounted, at the pace of the worst to that of the best"
                " three months on record."
            )
        if len(known) > len(drawn):
            text = _("{count} of {all} curves are drawn; the table holds them all.")
            reading += " " + text.format(count=len(drawn), all=format_number(len(known)))
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {listed(words)}.")


def _payback_title(known: pd.DataFrame) -> str:
    """What the figure of the balances says."""
    if len(known) > 1:
        done = int((known["outcome"] == "paid_back").sum())
        return ngettext(
            "{done} of {all} solutions with a known balance has paid for itself",
            "{done} of {all} solutions with a known balance have paid for themselves",
            done,
        ).format(done=done, all=len(known))
    row = known.iloc[0]
    texts = {
        "paid_back": _("{solution} has paid for itself"),
        "ahead": _("At the pace of few months, discounted, {solution} pays for itself by {latest}"),
        "beyond": _(
            "At the pace of few months, discounted, {solution} does not pay for itself within the"
            " years whose costs are known"
        ),
    }
    text = texts.get(row["outcome"], "")
    if row["spread"]:
        text = _("Discounted, {solution} pays for itself between {earliest} and {latest}")
        if pd.isna(row["latest"]):
            text = _("Discounted, {solution} pays for itself in {earliest} at best")
        if pd.isna(row["earliest"]):
            text = _(
                "Discounted, {solution} does not pay for itself within the years whose costs are"
                " known"
            )
    days = {"earliest": row["earliest"], "latest": row["latest"]}
    months = {name: format_month(day) for name, day in days.items() if pd.notna(day)}
    return text.format(solution=row["solution"], **months)
