"""A campaign copied from a folder into a database and back is the same, in both languages."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawn_tables import campaigns
from support.frames import assert_same_frames, source_frames

from playbook.language import speaking
from playbook.sources.database import Database
from playbook.sources.folder import Folder


@settings(max_examples=8, suppress_health_check=[*HealthCheck])
@given(campaign=campaigns(), language=st.sampled_from(["en", "fr"]))
def test_all_tables_come_back_from_a_database_as_they_were(
    database_url: str, campaign: dict[str, pd.DataFrame], language: str
) -> None:
    with tempfile.TemporaryDirectory() as name, speaking(language):
        comma = True if language == "fr" else None
        folder, database = Folder(Path(name), "x"), Database(database_url, Path(name))
        folder.write(campaign)
        from_folder = source_frames(folder, comma)
        assert_same_frames(from_folder, campaign)
        database.write(from_folder)
        from_database = source_frames(database, comma)
        assert_same_frames(from_database, campaign)
        Folder(Path(name) / "back", "x").write(from_database)
        assert_same_frames(source_frames(Folder(Path(name) / "back", "x"), comma), campaign)
