"""Expected against realised benefits, and whether the votes on value saw them coming.

Hours, points and money are different things: nothing here adds one kind of benefit to another.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

KINDS = ("revenue", "cost_avoided", "time_saved", "quality")
RESAMPLES = 9_999


def until(benefits: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The measurements up to a day, that day included."""
    return benefits[benefits["date"] <= pd.Timestamp(as_of)]


def realised(benefits: pd.DataFrame, solutions: pd.DataFrame) -> pd.DataFrame:
    """Hold what each solution brought against what was expected of it.

    Only the dates for which both are known are compared.

    Returns
    -------
    DataFrame
        One row for each solution and kind of benefit: solution_id, name, use_case_id, kind;
        dates, how many measurements there are, and amount, their sum; compared, how many of them
        have an expectation, with compared_amount and expected, the two sums over those, and ratio,
        the first over the second (missing where nothing was expected). In the currency, hours
        or points, as the kind says.
    """
    columns = ["dates", "amount", "compared", "compared_amount", "expected"]
    both = benefits["expected"].notna()
    long = benefits.assign(
        kind=benefits["kind"].astype("str"),
        dates=1,
        compared=both.astype("int64"),
        compared_amount=benefits["amount"].where(both),
    )
    sums = long.groupby(["solution_id", "kind"], as_index=False)[columns].sum(min_count=1)
    sums["ratio"] = ratio(sums["compared_amount"], sums["expected"])
    names = solutions[["solution_id", "name", "use_case_id"]]
    table = names.merge(sums, on="solution_id")
    place = table["kind"].map(KINDS.index)
    return table.assign(place=place).sort_values(
        ["solution_id", "place"], kind="stable", ignore_index=True
    )[["solution_id", "name", "use_case_id", "kind", *columns, "ratio"]]


def ratio(amount: pd.Series, expected: pd.Series) -> pd.Series:
    """What was realised of what was expected; missing where nothing was expected.

    Twelve decimals: sums of the same tenths in another order are the same.
    """
    return (amount / expected.where(expected > 0)).astype("float64").round(12)


def value_ratings(ratings: pd.DataFrame, minimum: int = 1) -> pd.DataFrame:
    """The mean rating of each use case's value, where enough people rated it.

    Parameters
    ----------
    minimum : int
        How many voters it takes: the campaign's anonymity threshold where votes are anonymous.

    Returns
    -------
    DataFrame
        use_case_id, value and voters. A missing rating is not counted.
    """
    given = ratings.dropna(subset=["value"])
    table = given.groupby("use_case_id", as_index=False).agg(
        value=("value", "mean"), voters=("participant_id", "nunique")
    )
    return table[table["voters"] >= minimum].reset_index(drop=True)


def foresight(
    means: pd.DataFrame, benefits: pd.DataFrame, solutions: pd.DataFrame, use_cases: pd.DataFrame
) -> pd.DataFrame:
    """Put the votes on value beside what RUN measured, use case by use case.

    Parameters
    ----------
    means : DataFrame
        From `value_ratings`.

    Returns
    -------
    DataFrame
        One row for each use case with a mean rating and a measured benefit, the best rated first:
        use_case_id, title, value, voters; kept, the share of what was expected that was realised
        (the median over its kinds of benefit, over the dates compared; missing where nothing was
        expected); and, for each kind, the mean amount of a date (missing: not measured).
    """
    served = solutions.dropna(subset=["use_case_id"]).set_index("solution_id")["use_case_id"]
    own = benefits.assign(use_case_id=benefits["solution_id"].map(served))
    grouped = own.groupby(["use_case_id", "kind"])
    per_date = (grouped["amount"].sum() / grouped["date"].nunique()).unstack()
    compared = own[own["expected"].notna()].groupby(["use_case_id", "kind"])
    shares = ratio(compared["amount"].sum(), compared["expected"].sum())
    # rounded, as in `ratio`: what is equal but for the order of a sum shares a rank
    table = per_date.reindex(columns=list(KINDS)).astype("float64").round(6)
    table.insert(0, "kept", shares.groupby("use_case_id").median().astype("float64").round(12))
    known = use_cases[["use_case_id", "title"]].merge(means, on="use_case_id")
    merged = known.merge(table.reset_index(), on="use_case_id")
    return merged.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def prediction(table: pd.DataFrame, needed: int, seed: int) -> pd.DataFrame:
    """Ask whether use cases that were rated higher brought more.

    The rank correlation is Spearman's, ties sharing their mean rank. Its p value is the share of
    all pairings of ratings with benefits (9,999 drawn ones where there are more) that correlate
    at least as much, in either direction: a permutation test, which small numbers can bear.

    Parameters
    ----------
    table : DataFrame
        From `foresight`.
    needed : int
        How many use cases it takes to say anything.
    seed : int
        What the drawn pairings start from.

    Returns
    -------
    DataFrame
        One row for what was kept of the expectations and one for each kind of benefit that is
        measured: measure, use_cases (how many have both), needed, correlation (-1 to 1), p_value,
        and refusal (too_few, all_equal, or missing when there is an answer).
    """
    rows = []
    for measure in ("kept", *KINDS):
        both = table[["value", measure]].dropna()
        if measure != "kept" and both.empty:
            continue
        found: dict[str, Any] = {"correlation": np.nan, "p_value": np.nan, "refusal": None}
        if len(both) < needed:
            found["refusal"] = "too_few"
        elif both["value"].nunique() == 1 or both[measure].nunique() == 1:
            found["refusal"] = "all_equal"
        else:
            found |= _rank_correlation(both["value"], both[measure], seed)
        rows.append({"measure": measure, "use_cases": len(both), "needed": needed, **found})
    return pd.DataFrame(rows)


def _rank_correlation(first: pd.Series, second: pd.Series, seed: int) -> dict[str, float]:
    """Spearman's correlation and its p value by permutation."""
    ranks = [stats.rankdata(numbers) for numbers in (first, second)]
    x, y = (numbers - numbers.mean() for numbers in ranks)
    spread = np.sqrt((x**2).sum() * (y**2).sum())

    def correlate(paired: np.ndarray[Any, Any], axis: int = -1) -> Any:
        return np.round((paired * y).sum(axis=axis) / spread, 12)

    test = stats.permutation_test(
        (x,), correlate, permutation_type="pairings", n_resamples=RESAMPLES,
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    return {"correlation": float(test.statistic), "p_value": float(test.pvalue)}
