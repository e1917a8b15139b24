"""Where value and effort come from: the grounds that were ticked for each use case."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, labelled, within
from playbook.show.findings import Finding
from playbook.show.labels import Format, Label
from playbook.tables.framing import FEASIBILITY_DRIVERS, VALUE_DRIVERS

GROUNDS = {"value_drivers": VALUE_DRIVERS, "feasibility_drivers": FEASIBILITY_DRIVERS}
LABELS = {
    f"{kind}_{code}": Label(word, Format.YES_NO)
    for kind, codes in (("value", VALUE_DRIVERS), ("effort", FEASIBILITY_DRIVERS))
    for code, word in codes.items()
} | {"first": Label(N_("Among the first"), Format.YES_NO)}


def noted_grounds(ranked: pd.DataFrame, use_cases: pd.DataFrame, top: int) -> pd.DataFrame:
    """The grounds of value and of effort for each use case, in the order of the ranking.

    Parameters
    ----------
    ranked : DataFrame
        From `ranking.use_case_ranking`.
    use_cases : DataFrame
        The table of that name.
    top : int
        How many are to be chosen.

    Returns
    -------
    DataFrame
        One row for each use case with a ground: use_case_id, title, first (whether it is among the
        first), and for each ground whether it was ticked: value_revenue, …, effort_complexity, ….
    """
    noted = use_cases[["use_case_id", *GROUNDS]].dropna(subset=list(GROUNDS), how="all")
    table = ranked[["use_case_id", "title", "rank"]].merge(noted, on="use_case_id")
    for prefix, column in (("value", "value_drivers"), ("effort", "feasibility_drivers")):
        for code in GROUNDS[column]:
            ticked = table[column].fillna("").str.split(";").map(lambda words, c=code: c in words)
            table[f"{prefix}_{code}"] = ticked.astype(bool)
    table["first"] = table["rank"] <= top
    grounds = [name for name in LABELS if name != "first"]
    return table[["use_case_id", "title", "first", *grounds]]


def say_grounds(table: pd.DataFrame) -> Finding | None:
    """Say where the value and the effort of the first ones come from; nothing if not noted."""
    first = table[table["first"]]
    said = []
    for prefix, codes, words in (
        ("value", VALUE_DRIVERS, N_("Their value comes from")),
        ("effort", FEASIBILITY_DRIVERS, N_("What weighs on their feasibility")),
    ):
        counts = {code: int(first[f"{prefix}_{code}"].sum()) for code in codes}
        parts = [
            f"{within(_(codes[code]))} ({format_number(count)})"
            for code, count in sorted(counts.items(), key=lambda item: -item[1])
            if count
        ]
        if parts:
            said.append(labelled(_(words), enumerate_words(parts)) + ".")
    if not said:
        return None
    return Finding(" ".join([_("The first use cases, by the grounds that were noted."), *said]))
