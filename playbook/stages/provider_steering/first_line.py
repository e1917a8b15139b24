"""Who answers first: level 1 support."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, ngettext, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.show.names import name_solutions
from playbook.stages.provider_steering.promises import NAMED

LABELS = {
    "level1_owner": Label(
        N_("Level 1 support"),
        codes={"company": N_("Company"), "provider": N_("Provider")},
        missing=N_("not agreed"),
    ),
    "level1_hours": Label(N_("Level 1 hours"), missing=N_("not agreed")),
}


def level1_support(service_levels: pd.DataFrame, solutions: pd.DataFrame) -> pd.DataFrame:
    """Who gives level 1 support, and when.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, solution, provider, criticality, level1_owner and
        level1_hours (missing: not agreed) and agreed (whether both are there).
    """
    table = name_solutions(service_levels, solutions)
    table["provider"] = table["solution_id"].map(solutions.set_index("solution_id")["provider"])
    table["agreed"] = table["level1_owner"].notna() & table["level1_hours"].notna()
    columns = [
        "solution_id", "solution", "provider", "criticality", "level1_owner", "level1_hours",
        "agreed",
    ]  # fmt: skip
    return table.sort_values(["agreed", "solution"])[columns].reset_index(drop=True)


def say_level1(table: pd.DataFrame) -> Finding:
    """Say whether level 1 support is agreed for every solution."""
    open_ = table[~table["agreed"]]
    if len(open_):
        text = ngettext(
            "Agree on who answers first, and when, for {names}.",
            "Agree on who answers first, and when, for {count} solutions: {names}.",
            len(open_),
        )
        words = text.format(count=len(open_), names=some(open_["solution"], NAMED))
        return Finding(words, Tone.DECIDE)
    by_company = int((table["level1_owner"] == "company").sum())
    text = ngettext(
        "Level 1 support is agreed for the one solution that has a service level.",
        "Level 1 support is agreed for each of the {count} solutions that have a service level: the"
        " company gives it for {company}, the provider for {provider}.",
        len(table),
    )
    return Finding(
        text.format(count=len(table), company=by_company, provider=len(table) - by_company)
    )
