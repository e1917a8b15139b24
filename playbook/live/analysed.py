"""The tables of a campaign as the reports analyse them, so that a room sees their very figures."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from playbook.campaign.checked import Campaign
from playbook.campaign.pseudonyms import conceal
from playbook.live.desk import Desk
from playbook.live.rows import Row
from playbook.sources.sql_rows import word_of_value
from playbook.statistics.settling import TYPED, settled_frame
from playbook.tables import TABLES
from playbook.tables.notation import POINT
from playbook.tables.raw import RawTable
from playbook.tables.reading import empty_frame, read_table


def analysed(desk: Desk, *names: str) -> list[pd.DataFrame]:
    """Some tables, typed by the data contract, with codes for people: chance follows their order.

    Parameters
    ----------
    names : str
        The tables; those without a row come without rows.
    """
    wanted = {"participants", *names, *_telling(names)}
    found = {name: desk.rows(name) for name in wanted}
    tables = {name: _typed(desk, name, rows) for name, rows in found.items() if rows}
    campaign = conceal(Campaign("", desk.parameters, tables).own(), desk.secret)
    return [
        settled_frame(campaign.tables.get(name, empty_frame(TABLES[name])), TYPED) for name in names
    ]


def _telling(names: Collection[str]) -> Collection[str]:
    """The tables that tell whether rows of others are more than proposals."""
    return {"jury_scores"} if "criteria" in names else ()


def _typed(desk: Desk, name: str, rows: list[Row]) -> pd.DataFrame:
    """Rows of the database as `sources.database` and `tables.reading` type them."""
    header = list(rows[0])
    words = [[word_of_value(row[column]) for column in header] for row in rows]
    raw = RawTable(
        name, header, list(enumerate(words, start=1)), decimal_comma=False, sure_mark=POINT
    )
    return read_table(raw, TABLES[name], desk.store.scales).frame.reset_index(drop=True)
