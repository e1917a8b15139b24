"""Which solution brings which gaps, where the study looks at several."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "solution": Label(N_("Solution"), missing=N_("not said")),
    "gaps": Label(N_("Gaps"), Format.WHOLE),
    "jobs": Label(N_("Jobs affected"), Format.WHOLE),
    "people": Label(N_("People"), Format.WHOLE, missing=N_("not known")),
    "worst": Label(N_("Worst severity"), Format.DECIMAL),
}


def gaps_by_solution(
    gaps: pd.DataFrame, on_people: pd.DataFrame, solutions: pd.DataFrame
) -> pd.DataFrame:
    """Count the gaps of each solution, and whom they touch; solutions are never added up.

    Returns
    -------
    DataFrame
        One row a solution that a gap names, then the gaps that name none: solution (missing: not
        said), gaps, jobs, people (of those jobs, each job once; missing: not known for one of
        them) and worst (the highest severity).
    """
    names = solutions.set_index("solution_id")["name"]
    named = gaps.assign(solution=gaps["solution_id"].map(names))
    impacts = on_people.merge(named[["gap_id", "solution"]], on="gap_id", how="left")
    rows = []
    for solution, own in named.groupby("solution", sort=False, dropna=False):
        there = impacts["solution"].isna() if pd.isna(solution) else impacts["solution"] == solution
        jobs = impacts[there].groupby("job")["headcount"].max()
        rows.append(
            {
                "solution": solution,
                "gaps": len(own),
                "jobs": len(jobs),
                "people": jobs.sum() if len(jobs) and jobs.notna().all() else None,
                "worst": impacts.loc[there, "severity"].max(),
            }
        )
    table = pd.DataFrame(rows, columns=["solution", "gaps", "jobs", "people", "worst"])
    table = table.astype({"people": "Int64", "worst": float})
    return table.sort_values("solution", key=lambda s: s.isna(), kind="stable", ignore_index=True)


def say_solutions(table: pd.DataFrame) -> Finding | None:
    """Say that the study mixes solutions, or that gaps name none; nothing where one names all."""
    named = table["solution"].dropna()
    silent = int(table.loc[table["solution"].isna(), "gaps"].sum())
    if len(named) > 1:
        text = ngettext(
            "The gaps are of {count} solution: {names}.",
            "The gaps are of {count} solutions ({names}): what follows looks at all of them"
            " together, the table below tells them apart.",
            len(named),
        )
        return Finding(text.format(count=len(named), names=quoted(named)), Tone.CAUTION)
    if len(named) and silent:
        text = ngettext(
            "{count} gap does not say which solution brings it.",
            "{count} gaps do not say which solution brings them.",
            silent,
        )
        return Finding(text.format(count=silent), Tone.CAUTION)
    return None
