"""A campaign copied from a folder into a database and back is the same, in both languages."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawn_tables import SCALES, campaigns

from playbook.language import speaking
from playbook.sources.database import Database
from playbook.sources.folder import Folder
from playbook.sources.source import Source
from playbook.tables import TABLES
from playbook.tables.reading import read_table


def read(source: Source, decimal_comma: bool | None) -> dict[str, pd.DataFrame]:
    raw, problems = source.read(decimal_comma)
    typed = {name: read_table(table, TABLES[name], SCALES) for name, table in raw.items()}
    assert [*problems, *(p for table in typed.values() for p in table.problems)] == []
    return {name: table.frame.reset_index(drop=True) for name, table in typed.items()}


def assert_same(found: Mapping[str, pd.DataFrame], wanted: Mapping[str, pd.DataFrame]) -> None:
    for name, frame in wanted.items():
        key = list(TABLES[name].key)
        if name not in found:
            assert frame.empty
            continue
        pd.testing.assert_frame_equal(
            found[name].sort_values(key).reset_index(drop=True),
            frame.sort_values(key).reset_index(drop=True),
            check_index_type=False,
            rtol=0,
            atol=0,
        )


@settings(max_examples=8, suppress_health_check=[*HealthCheck])
@given(campaign=campaigns(), language=st.sampled_from(["en", "fr"]))
def test_all_tables_come_back_from_a_database_as_they_were(
    database_url: str, campaign: dict[str, pd.DataFrame], language: str
) -> None:
    with tempfile.TemporaryDirectory() as name, speaking(language):
        comma = True if language == "fr" else None
        folder, database = Folder(Path(name), "x"), Database(database_url, Path(name))
        folder.write(campaign)
        from_folder = read(folder, comma)
        assert_same(from_folder, campaign)
        database.write(from_folder)
        from_database = read(database, comma)
        assert_same(from_database, campaign)
        Folder(Path(name) / "back", "x").write(from_database)
        assert_same(read(Folder(Path(name) / "back", "x"), comma), campaign)
