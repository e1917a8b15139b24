"""What the solutions brought and cost, month by month: benefits in money against costs.

Everything goes by calendar months. RUN starts in the month of the first benefit or use; BUILD
costs (year 0) are spent by then, and the costs of a RUN year are spread evenly over its twelve
months. Nothing is discounted here.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.show.names import name_solutions

MONEY = ["revenue", "cost_avoided"]
PACE = 3
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
