"""What is written is read back the same, in both languages."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawn_tables import frames
from support.frames import SCALES

from playbook.language import speaking
from playbook.sources.folder import Folder
from playbook.tables import TABLES
from playbook.tables.reading import read_table


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "name", ["ideas", "ratings", "use_cases", "costs", "incidents", "feedback"]
)
@settings(max_examples=30)
@given(data=st.data())
def test_a_written_table_is_read_back_the_same(
    name: str, language: str, data: st.DataObject
) -> None:
    frame = data.draw(frames(name))
    with tempfile.TemporaryDirectory() as folder, speaking(language):
        Folder(Path(folder), "x").write({name: frame})
        raw, problems = Folder(Path(folder), "x").read(True if language == "fr" else None)
        table = read_table(raw[name], TABLES[name], SCALES)
    assert [*problems, *table.problems] == []
    pd.testing.assert_frame_equal(
        table.frame.reset_index(drop=True), frame, check_index_type=False, rtol=0, atol=0
    )
