"""docs/booklet.md names a place for each element of the booklet, and the place is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer.main
from support.checking import Check

from playbook.cli.app import app
from playbook.content.booklet import open_booklet
from playbook.kit import Kit
from playbook.live.agenda import agenda
from playbook.live.serving.room import live_notebooks
from playbook.packs.prepare import prepare_workshop
from playbook.tables import TABLES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/booklet.md").read_text(encoding="utf-8")
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and line.strip("|- ") and not line.startswith("| step")
]
PLACES = sorted({line[2] for line in LINES})


def test_there_are_95_elements_and_all_but_one_are_served_in_full() -> None:
    assert len(LINES) == 95
    assert {len(line) for line in LINES} == {4}
    assert len({line[1] for line in LINES}) == 95
    far = [line[3] for line in LINES]
    assert set(far) <= {"full", "partly"}
    assert far.count("full") >= 94


def headings(prefix: str) -> list[str]:
    """The questions of the notebook whose file starts with a number."""
    (path,) = (ROOT / "notebooks").glob(f"{prefix}_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return [text.splitlines()[0].removeprefix("## ") for text in sources]


@pytest.mark.parametrize("place", [p for p in PLACES if p[0].isdigit()])
def test_a_notebook_asks_the_question(place: str) -> None:
    prefix, question = place.split(": ", 1)
    assert question in headings(prefix)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", [p for p in PLACES if p.startswith("content: ")])
def test_the_content_has_the_part(place: str, language: str) -> None:
    first, *rest = place.removeprefix("content: ").split(".")
    booklet = open_booklet(ROOT / "nowhere", language)
    if not rest:
        assert getattr(booklet, first)
    elif rest[0] == "times":
        time = booklet.workshop(first).time(rest[1])
        assert time.activity
        assert time.says
        assert time.does
    else:
        assert getattr(booklet.workshop(first), rest[0])


@pytest.mark.parametrize("place", [p for p in PLACES if p.startswith("clock: ")])
def test_a_live_room_counts_the_step_down(place: str) -> None:
    stage, step = place.removeprefix("clock: ").split(".")
    assert stage in live_notebooks(Kit(ROOT))
    times = open_booklet(ROOT / "nowhere", "en").workshop(stage).times
    moments = agenda(times, step, {}, one_by_one=False)
    assert [moment.seconds > 0 for moment in moments if moment.step == step] == [True]


@pytest.mark.parametrize("place", [p for p in PLACES if p.startswith("table: ")])
def test_the_table_has_the_column(place: str) -> None:
    table, column = place.removeprefix("table: ").split(".")
    assert TABLES[table].column(column)


@pytest.mark.parametrize("place", [p for p in PLACES if p.startswith("command: ")])
def test_the_command_is_there(place: str) -> None:
    assert place.removeprefix("command: ") in typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_the_files_of_packs_are_made(check: Check, kit: Kit) -> None:
    check({"participants": "participant_id\nP1\n"})
    wanted = {p.removeprefix("pack: ") for p in PLACES if p.startswith("pack: ")}
    made = {
        f"{stage}/{path.name}"
        for stage in {place.split("/")[0] for place in wanted}
        for path in prepare_workshop(kit, "test", stage)
    }
    assert wanted <= made


def test_every_place_is_of_a_known_kind() -> None:
    kinds = ("content: ", "clock: ", "table: ", "pack: ", "command: ")
    assert [p for p in PLACES if not p[0].isdigit() and not p.startswith(kinds)] == []
