"""Everything that people see is a message of the catalogues: shown in a language of a test's own.

A copy of the package gets one more folder in locales/, and all commands are called on the demo.
"""

from __future__ import annotations

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from support.pseudo_language import CODE, add_language, not_translated

from playbook.tables import TABLES, Kind

ROOT = Path(__file__).parents[2]
BROKEN = f"title: x\nlanguage: {CODE}\nchallenge: x\ndata: data/demo\nas_of: x\ncolour: red\n"
SVG = re.compile(r"data:image/svg\+xml[^,]*,([^\"' )]+)")
UNSEEN = {
    "act", "cell", "column", "id", "key", "kind", "language", "name", "reason", "remember", "row",
    "state", "stored", "table", "type", "value",
}  # fmt: skip
"""The keys of a live view that no browser shows."""


class Seen(HTMLParser):
    """The words of a page that people see or hear; no code, no record of inputs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.aside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "pre", "code", "dl"):
            self.aside.append(tag)
        heard = ("alt", "title", "aria-label", "placeholder")
        self.words += [words for name, words in attrs if name in heard and words]
        for _name, value in attrs:
            for drawn in SVG.findall(value or ""):
                texts = re.findall(r"<text[^>]*>(.*?)</text>", unquote(drawn), re.DOTALL)
                self.words += [html.unescape(re.sub("<[^>]+>", " ", text)) for text in texts]

    def handle_endtag(self, tag: str) -> None:
        if self.aside and self.aside[-1] == tag:
            self.aside.pop()

    def handle_data(self, data: str) -> None:
        if not self.aside:
            self.words.append(data)


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit whose demo speaks the language, after a tour through its commands."""
    kit = tmp_path_factory.mktemp("pseudo")
    for name in ("playbook", "notebooks", "parameters", "data"):
        shutil.copytree(ROOT / name, kit / name, ignore=shutil.ignore_patterns("__pycache__"))
    add_language(kit / "playbook")
    demo = kit / "parameters/demo.yml"
    text = demo.read_text(encoding="utf-8").replace("language: en", f"language: {CODE}")
    demo.write_text(text, encoding="utf-8")
    (kit / "parameters/broken.yml").write_text(BROKEN, encoding="utf-8")
    folder = kit / "seen"
    folder.mkdir()
    tour = ROOT / "tests/support/pseudo_tour.py"
    spoken = {"PYTHONPATH": str(kit), "LC_ALL": CODE, "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, tour, folder], cwd=kit, env=os.environ | spoken, check=True)
    return kit


@pytest.fixture(scope="module")
def data(toured: Path) -> list[str]:
    """What people wrote: the cells of the demo that are no codes, its parameters, its files."""
    cells = (ROOT / "parameters/demo.yml").read_text(encoding="utf-8").split("\n")
    cells += [*BROKEN.split("\n"), str(toured), *TABLES["ideas"].column_names]
    for path in (ROOT / "data/demo").glob("*.csv"):
        with path.open(encoding="utf-8-sig") as source:
            for row in csv.DictReader(source):
                columns = TABLES[path.stem].columns
                codes = {c.name for c in columns if c.kind in (Kind.CODE, Kind.CODES)}
                cells += [cell for name, cell in row.items() if cell and name not in codes]
    return cells


def test_no_page_has_a_word_that_no_catalogue_has(toured: Path, data: list[str]) -> None:
    pages = sorted((toured / "reports").rglob("*.html"))
    assert len(pages) > 15
    found = {
        page.name: not_translated(Seen(page.read_text(encoding="utf-8")).words, data)
        for page in pages
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_no_command_says_a_word_that_no_catalogue_has(toured: Path, data: list[str]) -> None:
    said = (toured / "seen/said.txt").read_text(encoding="utf-8").splitlines()
    typed = ["playbook", "demo", "broken spring nosuch nobody", "parameters", "as of", "note", "db"]
    typed += ["replace", "sqlite", "use", "idea id participant id text round step", "xlsx"]
    typed += [path.stem for path in (toured / "notebooks").glob("*.ipynb")]
    places_aside = [re.sub(r"\S*/\S*|note-\w+|playbook copy", "|", line) for line in said]
    assert len(said) > 50
    assert not_translated(places_aside, [*data, *typed]) == set()


def test_no_panel_shows_a_word_that_no_catalogue_has(toured: Path, data: list[str]) -> None:
    views = json.loads((toured / "seen/live.json").read_text(encoding="utf-8"))
    assert len(views) > 20
    assert not_translated(strings(views), data) == set()


def strings(view: Any, key: str = "") -> Iterator[str]:
    """Every text of a view."""
    if isinstance(view, dict):
        for name, value in view.items():
            yield from strings(value, name)
    elif isinstance(view, list):
        for value in view:
            yield from strings(value, key)
    elif isinstance(view, str) and key not in UNSEEN:
        yield view


def test_no_sheet_and_no_slide_has_a_word_that_no_catalogue_has(
    toured: Path, data: list[str]
) -> None:
    book = load_workbook(toured / "out.xlsx")
    words = []
    for sheet in book:
        if sheet.sheet_state == "visible":
            words += [sheet.title, *cells(sheet)]
            for rule in sheet.data_validations.dataValidation:
                words += filter(None, (rule.error, rule.errorTitle, rule.prompt, rule.promptTitle))
    for slide in Presentation(str(toured / "export/demo/demo.pptx")).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
    assert len(words) > 500
    assert not_translated(words, data) == set()


def cells(sheet: Worksheet) -> Iterator[str]:
    """The texts of the cells that are shown, and those inside their formulas."""
    for row in sheet.iter_rows():
        for cell in row:
            hidden = (
                cell.number_format == ";;;"
                or sheet.row_dimensions[cell.row].hidden
                or sheet.column_dimensions[get_column_letter(cell.column)].hidden
            )
            if isinstance(cell.value, str) and not hidden:
                formula = cell.value.startswith("=")
                yield from re.findall('"([^"]*)"', cell.value) if formula else [cell.value]
