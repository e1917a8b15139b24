"""Which solutions are in operation: what was to be decided about them is decided."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

IN_RUN = ("usage", "benefits", "requests", "incidents")
"""The tables in which a solution in operation leaves traces."""


def solutions_in_run(table: Callable[[str], pd.DataFrame]) -> set[str]:
    """The solutions that have left traces of operation.

    Parameters
    ----------
    table : callable
        What gives the tables of `IN_RUN` by their names, such as a stage's `table`; an absent one
        is without rows.
    """
    return {solution for name in IN_RUN for solution in table(name)["solution_id"].dropna()}
