"""Tables typed as the kit reads them, from a few words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from support.frames import read_words, sound_frame

from playbook.tables import TABLES


def typed(name: str, *rows: str, columns: str | None = None) -> pd.DataFrame:
    """Read rows such as ``"S1, 2026-01-31, , yes"``; an empty cell is missing.

    Parameters
    ----------
    name : str
        The table.
    *rows : str
        The cells, separated by commas.
    columns : str, optional
        The headers, separated by commas; all of the table's unless given.
    """
    header: Sequence[str] = TABLES[name].column_names
    if columns is not None:
        header = [word.strip() for word in columns.split(",")]
    cells = [[word.strip() for word in row.split(",")] for row in rows]
    return sound_frame(read_words(name, header, cells))


SOLUTIONS = typed("solutions", "S1, Kelvio, Kelvio Ltd, turnkey,", "S2, Voxa, Telvane, turnkey,")
