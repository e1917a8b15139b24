"""What RUN steering reads of a checklist and of the use of solutions."""

from __future__ import annotations

from datetime import date

import pandas as pd
from support.typed_tables import SOLUTIONS, typed

from playbook.stages.run_steering.adoption import adoption_rates, adoption_standing

AS_OF = date(2026, 9, 30)
LIST = typed(
    "run_checklist",
    "I1, maintain, Access rights, done, Ann, 2026-01-01",
    "I2, maintain, Support, todo, , 2026-09-29",
    "I3, maintain, Modules, in_progress, Bob, 2026-09-30",
    "I4, scale, Server, not_applicable, ,",
    "I5, organise, Stand-in, todo, ,",
)


def rates_and_standing(*rows: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rates of use, and where each curve stands, from rows of the table of use."""
    rates = adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)
    return rates, adoption_standing(rates, 0.8, 2)
