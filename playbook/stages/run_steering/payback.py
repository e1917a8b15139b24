"""Whether the solutions have paid for themselves: benefits in money against their costs.

Everything goes by calendar months. RUN starts in the month of the first benefit or use; BUILD
costs (year 0) are spent by then, and the costs of a RUN year are spread evenly over its twelve
months. Nothing is discounted.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.show.names import name_solutions

MONEY = ["revenue", "cost_avoided"]
PACE = 3
NIL = 0.005  # less than half a cent is the rounding of a sum
MONTHLY_COLUMNS = [
    "solution_id", "solution", "month", "projected", "benefit", "cost", "cumulative",
]  # fmt: skip


def yearly_costs(costs: pd.DataFrame) -> pd.DataFrame:
    """The cost of each solution in each year, in the campaign's currency.

    Where a row has no amount, its person-days are valued at its day rate.

    Returns
    -------
    DataFrame
        Columns solution_id, year and cost; no row for a year without any.
    """
    valued = costs["amount"].fillna(costs["person_days"] * costs["day_rate"])
    by_year = costs.assign(cost=valued).groupby(["solution_id", "year"], as_index=False)
    return by_year["cost"].sum()


def monthly_balance(
    benefits: pd.DataFrame,
    usage: pd.DataFrame,
    costs: pd.DataFrame,
    solutions: pd.DataFrame,
    as_of: date,
    hour_value: float,
) -> pd.DataFrame:
    """Add up each solution's benefits and costs, month by month.

    Months after `as_of` are a projection: the costs that the table holds, and the mean benefit of
    the last three months that have a record.

    Parameters
    ----------
    benefits, usage, costs, solutions : DataFrame
        The tables of that name.
    as_of : date
        The day to speak at.
    hour_value : float
        What an hour saved is worth; with 0, time saved is not valued.

    Returns
    -------
    DataFrame
        One row for each solution in operation and month: solution_id, solution, month (its first
        day), projected, benefit (missing where none is recorded: it then adds nothing), cost
        (missing where the table of costs has none for that year) and cumulative (net, after
        BUILD; missing from the first missing cost on).
    """
    now = pd.Timestamp(as_of)
    seen = pd.concat([frame[["solution_id", "date"]] for frame in (benefits, usage)])
    seen = seen[seen["date"] <= now]
    starts = seen.groupby("solution_id")["date"].min().dt.to_period("M")
    money, yearly = money_of(benefits[benefits["date"] <= now], hour_value), yearly_costs(costs)
    frames = []
    for solution, start in starts.items():
        spent = yearly[yearly["solution_id"] == solution].set_index("year")["cost"]
        brought = money[money["solution_id"] == solution].groupby("month")["value"].sum()
        if len(spent) and len(brought):
            frame = _balance(spent, brought, start, now.to_period("M"))
            frames.append(frame.assign(solution_id=solution))
    if not frames:
        return pd.DataFrame(columns=MONTHLY_COLUMNS)
    return name_solutions(pd.concat(frames, ignore_index=True), solutions)[MONTHLY_COLUMNS]


def money_of(benefits: pd.DataFrame, hour_value: float) -> pd.DataFrame:
    """The benefits that are money: columns solution_id, month (a period) and value.

    Hours saved count only if they have a value; points of quality never do.
    """
    kinds = [*MONEY, "time_saved"] if hour_value > 0 else MONEY
    table = benefits[benefits["kind"].isin(kinds)]
    rate = np.where(table["kind"] == "time_saved", hour_value, 1.0)
    return pd.DataFrame(
        {
            "solution_id": table["solution_id"],
            "month": table["date"].dt.to_period("M"),
            "value": table["amount"] * rate,
        }
    )


def _balance(
    spent: pd.Series, brought: pd.Series, start: pd.Period, now: pd.Period
) -> pd.DataFrame:
    """The months of one solution, from the start of RUN to the end of the costs that are known."""
    last_year = max(int(spent.index.max()), 1)
    months = pd.period_range(start, max(now, start + 12 * last_year - 1))
    years = np.arange(len(months)) // 12 + 1
    cost = pd.Series(spent.reindex(years).to_numpy() / 12, index=months)
    projected = np.asarray(months > now)
    benefit = brought.reindex(months)
    benefit[projected] = brought.tail(PACE).mean()
    net = benefit.fillna(0.0) - cost
    return pd.DataFrame(
        {
            "month": months.to_timestamp(),
            "projected": projected,
            "benefit": benefit.to_numpy(),
            "cost": cost.to_numpy(),
            "cumulative": net.cumsum(skipna=False).to_numpy() - spent.get(0, 0.0),
        }
    )


def payback(
    balance: pd.DataFrame,
    benefits: pd.DataFrame,
    usage: pd.DataFrame,
    costs: pd.DataFrame,
    solutions: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """Say when each solution breaks even, or why that cannot be said.

    Parameters
    ----------
    balance : DataFrame
        From `monthly_balance`.

    Returns
    -------
    DataFrame
        One row for each solution in operation: solution_id, solution, build and spent (costs of
        BUILD, and of RUN to date; missing when unknown), brought (benefits in money to date),
        unrecorded (months of RUN without a record of them), balance (missing when unknown),
        outcome, break_even (the last day of the month; missing without one), hours (saved to
        date) and hour_needed (what an hour would have to be worth to cover the costs to date;
        missing when nothing is to be covered, or no hour was saved).
        The outcome is one of paid_back (the month is past), ahead (projected), beyond (not
        within the years whose costs are known), no_money (no benefit in money), no_costs,
        costs_end (the costs of a year of RUN up to now are missing).
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
                "hours": hours,
                "hour_needed": short / hours if hours > 0 and short >= NIL else np.nan,
            }
        )
    columns = [
        "solution_id", "solution", "build", "spent", "brought", "unrecorded", "balance", "outcome",
        "break_even", "hours", "hour_needed",
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
    """How one solution's balance stands, and the month in which it breaks even."""
    if spent.empty:
        return "no_costs", pd.NaT
    if months.empty:
        return "no_money", pd.NaT
    if past["cumulative"].isna().any():
        return "costs_end", pd.NaT
    if past["cumulative"].iloc[-1] > -NIL:
        negative = np.flatnonzero(past["cumulative"] <= -NIL)
        return "paid_back", _end(past["month"].iloc[negative[-1] + 1 if len(negative) else 0])
    coming = months[months["projected"].astype(bool) & (months["cumulative"] > -NIL)]
    return ("ahead", _end(coming["month"].iloc[0])) if len(coming) else ("beyond", pd.NaT)


def _end(month: pd.Timestamp) -> pd.Timestamp:
    """The last day of a month."""
    return month + pd.offsets.MonthEnd(0)
