"""How old are the figures? What was measured long ago tells how it was then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from playbook.language import _, enumerate_words, format_date, format_number
from playbook.show.findings import Finding, Tone
from playbook.tables import TABLES


def fresh_from(as_of: date, stale_after: int) -> date:
    """The first day whose figures tell how it is; what is older tells how it was.

    Parameters
    ----------
    stale_after : int
        From more days than this on, figures are old.
    """
    return as_of - timedelta(days=stale_after)


def say_stale(tables: Mapping[str, pd.DataFrame], as_of: date, stale_after: int) -> Finding | None:
    """Say which figures are too old to tell how it is; nothing when none is.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables with a column ``date``, by name.
    as_of : date
        The day the report speaks at.
    stale_after : int
        As in `fresh_from`.
    """
    old = []
    for name, table in tables.items():
        day = table.loc[table["date"] <= pd.Timestamp(as_of), "date"].max()
        if day < pd.Timestamp(fresh_from(as_of, stale_after)):  # not of none
            text = _("{table} (last on {date})")
            old.append(text.format(table=_(TABLES[name].label), date=format_date(day)))
    if not old:
        return None
    text = _(
        "On {as_of}, more than {days} days had passed since the last record of: {tables}. What is"
        " said of these below is how it was then, not how it is."
    )
    return Finding(
        text.format(
            as_of=format_date(as_of), days=format_number(stale_after), tables=enumerate_words(old)
        ),
        Tone.CAUTION,
    )
