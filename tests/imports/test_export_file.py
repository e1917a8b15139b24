"""Files as tools export them: rows out of shape, and files of another tool."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import make_campaign, reasons, rows, take

from playbook.errors import PlaybookError
from playbook.imports.mapping_file import preset_names
from playbook.kit import Kit


@pytest.mark.parametrize(
    ("content", "row", "why"),
    [
        ("Content,Tags\nSort,a,b\n", 2, "more cells than the header has"),
        ("Content,Tags\n,a\n", 2, "the note is empty"),
    ],
)
def test_rows_out_of_shape_are_listed(tmp_path: Path, content: str, row: int, why: str) -> None:
    plan = take(make_campaign(tmp_path), content, "miro")
    assert why in reasons(plan)[row]


@pytest.mark.parametrize(
    "text",
    ['Sort, then answer\n\nA "quoted" word\n', '"Sort, then answer"\n"A ""quoted"" word"\n'],
)
def test_a_plain_list_of_notes_keeps_its_commas(campaign: Kit, text: str) -> None:
    take(campaign, text, "notes-list", "notes.txt")
    assert [i["text"] for i in rows(campaign, "ideas")] == ["Sort, then answer", 'A "quoted" word']


@pytest.mark.parametrize("name", sorted({*preset_names()} - {"notes-list"}))
def test_another_tools_file_is_refused_with_what_it_has(campaign: Kit, name: str) -> None:
    with pytest.raises(PlaybookError, match=r"no heading like|expected the titles"):
        take(campaign, "colour,shape\nred,round\n", name)
