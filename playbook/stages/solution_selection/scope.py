"""Which solutions are compared, and why the others are not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_number, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

STATUSES = {
    "compared": N_("Compared"),
    "other_use_case": N_("Another use case"),
    "not_scored": N_("Not scored by the jury"),
    "too_few_jurors": N_("Too few jurors to show"),
    # Of those that are compared, in `ranking.solution_ranking`.
    "ranked": N_("In the running"),
    "eliminated": N_("Eliminated"),
    "incomplete": N_("Not scored on a criterion that counts"),
}

LABELS = {
    "name": Label(N_("Solution")),
    "jurors": Label(N_("Jurors who scored it"), Format.WHOLE),
    "status": Label(N_("Standing"), codes=STATUSES),
}


def chosen_use_case(use_case: str, solutions: pd.DataFrame, jury_scores: pd.DataFrame) -> str:
    """Choose the use case whose solutions are compared.

    Parameters
    ----------
    use_case : str
        The one that was asked for; empty to take the use case with most scored solutions (the
        first of them in the table of solutions, if several have as many).

    Returns
    -------
    str
        Empty for the solutions that name no use case.
    """
    if use_case:
        return use_case
    scored = set(jury_scores.loc[jury_scores["score"].notna(), "solution_id"])
    serves = solutions["use_case_id"].astype(object).fillna("")
    counts = solutions["solution_id"].isin(scored).groupby(serves, sort=False).sum()
    return str(counts.idxmax()) if len(counts) else ""


def eligibility(
    use_case: str,
    solutions: pd.DataFrame,
    jury_scores: pd.DataFrame,
    *,
    anonymous: bool,
    threshold: int,
) -> pd.DataFrame:
    """Say of every solution whether it is compared, and if not why.

    Parameters
    ----------
    use_case : str
        From `chosen_use_case`.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then a solution that fewer than
        `threshold` people scored is left out of every figure.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, name, provider, kind, use_case_id, jurors (how many
        people scored it) and status: compared, other_use_case, not_scored or too_few_jurors.
    """
    cast = jury_scores[jury_scores["score"].notna()]
    jurors = cast.groupby("solution_id")["participant_id"].nunique()
    table = solutions[["solution_id", "name", "provider", "kind", "use_case_id"]].copy()
    table["jurors"] = table["solution_id"].map(jurors).fillna(0).astype(int)
    other = table["use_case_id"].astype(object).fillna("") != use_case
    few = (table["jurors"] < threshold) & anonymous
    table["status"] = np.select(
        [other, table["jurors"] == 0, few],
        ["other_use_case", "not_scored", "too_few_jurors"],
        "compared",
    )
    return table


def say_compared(scoped: pd.DataFrame, use_case: str, use_cases: pd.DataFrame) -> list[Finding]:
    """Say which solutions are compared, and which of the same use case are not, and why."""
    titles = use_cases.loc[use_cases["use_case_id"] == use_case, "title"]
    named = quote(titles.iloc[0]) if len(titles) else quote(use_case) if use_case else ""
    of = {status: list(rows["name"]) for status, rows in scoped.groupby("status")}
    compared = of.get("compared", [])
    if not set(of) - {"other_use_case"}:
        text = _("No solution serves the use case {use_case}: check the parameter use_case.")
        return [Finding(text.format(use_case=named), Tone.DECIDE)]
    few = of.get("too_few_jurors")
    text = ngettext(
        "{count} solution for {use_case} has scores: there is nothing to compare it with.",
        "{count} solutions for {use_case} are compared: {names}.",
        len(compared),
    )
    if len(compared) == 1 and few:
        text = _(
            "Only {names} can be compared for {use_case}: there is nothing to compare it with."
        )
    if not compared and few:
        text = _("No solution for {use_case} can be compared.")
    elif not compared:
        text = _("No solution for {use_case} can be compared: the jury has scored none of them.")
    findings = [
        Finding(
            text.format(
                count=format_number(len(compared)), names=quoted(compared),
                use_case=named or _("no stated use case"),
            ),
            Tone.RESULT if len(compared) > 1 else Tone.DECIDE,
        )
    ]  # fmt: skip
    if "not_scored" in of:
        text = ngettext(
            "{names} has no score from the jury: it is not compared, and is not ranked as a zero.",
            "{names} have no score from the jury: they are not compared, nor ranked as zeros.",
            len(of["not_scored"]),
        )
        findings.append(Finding(text.format(names=quoted(of["not_scored"])), Tone.CAUTION))
    if few:
        text = _("Votes are anonymous, and too few people scored {names}: no figure is shown.")
        findings.append(Finding(text.format(names=quoted(few)), Tone.CAUTION))
    return findings
