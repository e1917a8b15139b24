"""Did the votes on value see the benefits coming? Votes beside what was realised."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from playbook.language import N_, _, format_likelihood, format_number, listed, ngettext, quote, some
from playbook.show.chart import BLUE, SOFT, Chart, TickNumbers, TickPercents, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.points import label_points
from playbook.stages.overview.expectations import DRAWN, KINDS, ratio
from playbook.stages.shared.anonymity import protected
from playbook.stages.shared.benefits import format_obtained

RESAMPLES = 9_999
CHANCE = 0.05
"""A correlation that chance gives at least this often is no evidence."""
FORETOLD = {
    "kept": N_("what was realised of the expectation"),
    "revenue": N_("revenue"),
    "cost_avoided": N_("cost avoided"),
    "time_saved": N_("time saved"),
    "quality": N_("quality"),
}
MEASURES = {
    "kept": N_("Share of the expectation realised"),
    "revenue": N_("Revenue"),
    "cost_avoided": N_("Cost avoided"),
    "time_saved": N_("Time saved"),
    "quality": N_("Quality"),
}
REFUSALS = {
    "too_few": N_("Too few use cases"),
    "all_equal": N_("All the same"),
}
LABELS = {
    "value": Label(N_("Value (mean vote)"), Format.DECIMAL),
    "voters": Label(N_("Voters"), Format.WHOLE),
    "shown_kept": Label(N_("Realised / expected"), missing=N_("not known")),
    "measure": Label(N_("Compared with the votes on value"), codes=MEASURES),
    "use_cases": Label(N_("Use cases with both"), Format.WHOLE),
    "needed": Label(N_("Needed"), Format.WHOLE),
    "correlation": Label(N_("Rank correlation"), Format.DECIMAL),
    "p_value": Label(N_("As much by chance"), Format.LIKELIHOOD),
    "refusal": Label(N_("Why there is no answer"), codes=REFUSALS),
}


def value_ratings(
    ratings: pd.DataFrame, scale: tuple[float, float], threshold: int, *, anonymous: bool
) -> pd.DataFrame:
    """The mean rating of each use case's value.

    Parameters
    ----------
    threshold : int
        How many voters it takes where votes are anonymous; stand-ins then take their place.

    Returns
    -------
    DataFrame
        use_case_id, value and voters. A missing rating is not counted.
    """
    if anonymous:
        ratings = protected(ratings, ["use_case_id"], ["value"], scale, threshold)
    given = ratings.dropna(subset=["value"])
    return given.groupby("use_case_id", as_index=False).agg(
        value=("value", "mean"), voters=("participant_id", "nunique")
    )


def votes_and_benefits(
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


def readable_share(table: pd.DataFrame) -> pd.DataFrame:
    """Add the share realised in words, as shown_kept, to a table from `votes_and_benefits`."""
    shares = [None if pd.isna(kept) else format_obtained(kept) for kept in table["kept"]]
    return table.assign(shown_kept=shares)


def prediction(table: pd.DataFrame, needed: int, seed: int) -> pd.DataFrame:
    """Ask whether use cases that were rated higher brought more.

    The rank correlation is Spearman's, ties sharing their mean rank. Its p value is the share of
    all pairings of ratings with benefits (9,999 drawn ones where there are more) that correlate
    at least as much, in either direction: a permutation test, which small numbers can bear.

    Parameters
    ----------
    table : DataFrame
        From `votes_and_benefits`.
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


def say_prediction(table: pd.DataFrame) -> Finding | None:
    """Say whether the votes on value saw the benefits coming, or why that cannot be said; nothing
    where there is no use case to compare.
    """
    answered = table[table["refusal"].isna()]
    if answered.empty:
        most = int(table["use_cases"].max())
        if (table["refusal"] == "all_equal").any():
            text = _(
                "Whether the votes on value saw the benefits coming cannot be told: the votes or"
                " the benefits do not differ between use cases."
            )
            return Finding(text, Tone.CAUTION)
        if not most:
            return None
        text = ngettext(
            "Whether the votes on value saw the benefits coming cannot be told yet: {most} use"
            " case can be compared, and it takes at least {needed}.",
            "Whether the votes on value saw the benefits coming cannot be told yet: {most} use"
            " cases can be compared, and it takes at least {needed}.",
            most,
        )
        return Finding(text.format(most=most, needed=int(table["needed"].iloc[0])), Tone.CAUTION)
    row = answered.iloc[0]
    selected = _(
        "Only what was selected is ever measured, which makes votes look worse at it than they are."
    )
    figures = {
        "measure": _(FORETOLD[str(row["measure"])]),
        "count": int(row["use_cases"]),
        "correlation": format_number(row["correlation"], 2),
        "chance": format_likelihood(row["p_value"]),
    }
    if row["p_value"] >= CHANCE:
        text = _(
            "The votes on value did not foretell {measure}, as far as {count} use cases can show:"
            " their rank correlation is {correlation}, and chance alone gives as much in {chance}"
            " of cases."
        )
        return Finding(f"{text.format(**figures)} {selected}", Tone.CAUTION)
    if row["correlation"] > 0:
        text = _(
            "What was voted more valuable did better in {measure}: over {count} use cases the rank"
            " correlation is {correlation}, and chance alone gives as much in {chance} of cases."
        )
        return Finding(f"{text.format(**figures)} {selected}")
    text = _(
        "What was voted more valuable did worse in {measure}: over {count} use cases the rank"
        " correlation is {correlation}, and chance alone gives as much in {chance} of cases. Look"
        " at how value is judged."
    )
    return Finding(f"{text.format(**figures)} {selected}", Tone.DECIDE)


def draw_foresight(table: pd.DataFrame, prediction: pd.DataFrame) -> Chart | None:
    """Draw what was realised of the expectations against the votes on value.

    None where there are too few use cases: a few points look like a line by chance.

    Parameters
    ----------
    table, prediction : DataFrame
        From `votes_and_benefits` and `prediction`.
    """
    both = table.dropna(subset=["value", "kept"])
    if prediction.empty or not pd.isna(prediction["refusal"].iloc[0]):
        return None
    title = _("Rank correlation of votes and what was realised: {correlation}").format(
        correlation=format_number(prediction["correlation"].iloc[0], 2)
    )
    digits = 1 if np.ptp(both["value"]) >= 1 else 2  # or several would be said to have 4.0
    with drawing(3.75) as (figure, axes):
        axes.axhline(1, color=SOFT, linewidth=0.8)
        axes.scatter(both["value"], both["kept"], color=BLUE, s=60, edgecolor="white", zorder=3)
        axes.margins(0.12)
        axes.set_ylim(bottom=min(0, float(np.min(both["kept"])) * 1.1))
        axes.set_xlabel(_("Value (mean vote)"))
        axes.set_ylabel(_("Realised, of what was expected"))
        axes.xaxis.set_major_formatter(TickNumbers())
        axes.yaxis.set_major_formatter(TickPercents())
        reading, named = _("The line: all that was expected."), both.head(DRAWN)
        if len(both) > DRAWN:
            reading += " " + _("{count} of {all} use cases are named.").format(
                count=DRAWN, all=format_number(len(both))
            )
        titled(axes, title, reading)
        label_points(axes, named["value"], named["kept"], named["title"])
        text = _("{title}: value {value}, {share} realised")
        words = [
            text.format(
                title=quote(row["title"]),
                value=format_number(row["value"], digits),
                share=format_obtained(row["kept"]),
            )
            for row in both.to_dict("records")
        ]
        return Chart(figure, f"{title}. {some(words, DRAWN, join=listed)}.")
