"""What was found about each solution, where the study looks at several: two are never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from playbook.language import N_, _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.impact_study.severity import touched_jobs
from playbook.stages.shared.parts import Part

LABELS = {
    "solution": Label(N_("Solution")),
    "gaps": Label(N_("Gaps"), Format.WHOLE),
    "jobs": Label(N_("Jobs affected"), Format.WHOLE),
    "known_people": Label(N_("People"), Format.WHOLE, until="all_people"),
    "worst": Label(N_("Worst severity"), Format.PLAIN),
}
COUNTED = N_("What each solution brings")


@dataclass(frozen=True)
class Study(Part):
    """The gaps that a solution brings, with their impacts.

    Attributes
    ----------
    known : bool
        Whether the gaps name a solution; those that name none are a study of their own.
    gaps, on_people, on_organisation : DataFrame
        Its rows of the tables of gaps and of their impacts.
    """

    column: ClassVar[str] = "solution"

    known: bool
    gaps: pd.DataFrame
    on_people: pd.DataFrame
    on_organisation: pd.DataFrame

    @property
    def impacts(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Those on people, then those on the organisation."""
        return self.on_people, self.on_organisation


def studies(
    gaps: pd.DataFrame,
    on_people: pd.DataFrame,
    on_organisation: pd.DataFrame,
    solutions: pd.DataFrame,
) -> list[Study]:
    """Take the study apart by solution, in the order of the gaps; those that name none come last.

    Parameters
    ----------
    gaps, on_people, on_organisation, solutions : DataFrame
        Tables of the data contract.
    """
    named = list(gaps["solution_id"].dropna().drop_duplicates())
    silent = gaps["solution_id"].isna()
    apart = [(_called(key, solutions), True, gaps["solution_id"].eq(key)) for key in named]
    if silent.any():
        apart.append((_("Solution not said"), False, silent))
    made = []
    for name, known, which in apart:
        own = gaps[which.fillna(False)].reset_index(drop=True)
        people, organisation = (
            impacts[impacts["gap_id"].isin(own["gap_id"])].reset_index(drop=True)
            for impacts in (on_people, on_organisation)
        )
        made.append(Study(name, len(apart) == 1, known, own, people, organisation))
    return made


def _called(key: str, solutions: pd.DataFrame) -> str:
    """What a solution is called; with its identifier where another has the same name."""
    names = solutions.set_index("solution_id")["name"]
    name = str(names.get(key, key))
    return f"{name} ({key})" if (names == name).sum() > 1 else name


def count_gaps(parts: Sequence[Study]) -> pd.DataFrame:
    """Count what each solution brings; solutions are never added up.

    Returns
    -------
    DataFrame
        One row a solution: solution, gaps, jobs, known_people (of those jobs whose number is known,
        each job once; missing: of none), all_people (of all those jobs; missing: not known for one
        of them) and worst (the highest severity; missing: none rated).
    """
    rows = []
    for part in parts:
        jobs = touched_jobs(part.on_people)
        people = jobs["headcount"].sum(min_count=1)
        whole = people if len(jobs) and jobs["headcount"].notna().all() else None
        worst = jobs["severity"].max()
        rows.append((part.name, len(part.gaps), len(jobs), people, whole, worst))
    columns = ["solution", "gaps", "jobs", "known_people", "all_people", "worst"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"known_people": "Int64", "all_people": "Int64", "worst": float})


def say_solutions(parts: Sequence[Study]) -> list[Finding | None]:
    """Say that there are several solutions, and how many gaps name none beside those that do."""
    named = [part.name for part in parts if part.known]
    silent = sum(len(part.gaps) for part in parts if not part.known)
    said: list[Finding | None] = []
    if len(named) > 1:
        text = ngettext(
            "The gaps are of {count} solution: {names}.",
            "The gaps are of {count} solutions: {names}. What follows looks at each by itself.",
            len(named),
        )
        said.append(Finding(text.format(count=len(named), names=quoted(named))))
    if named and silent:
        text = ngettext(
            "{count} gap does not say which solution brings it, and stands apart.",
            "{count} gaps do not say which solution brings them, and stand apart.",
            silent,
        )
        said.append(Finding(text.format(count=silent), Tone.CAUTION))
    return said
