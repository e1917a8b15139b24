"""Tables of a campaign as the kit reads them, from a few words in a test."""

from __future__ import annotations

import pandas as pd
from support.frames import read_words, sound_frame

from playbook.tables import TABLES


def small_table(name: str, header: str = "", *rows: str) -> pd.DataFrame:
    """Type a table; header and rows are words separated by ``|``, an empty one is missing."""
    columns = header.split("|") if header else TABLES[name].column_names
    return sound_frame(read_words(name, columns, [row.split("|") for row in rows]))
