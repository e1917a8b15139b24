"""Awkward files of each kind by each way in, and what the kit makes of them.

Run as a program it writes the table into docs/files.md.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet
from support.imports import SECRET, make_campaign

from playbook.campaign.checked import check_campaign, load_campaign
from playbook.errors import PlaybookError
from playbook.imports.mapping_file import read_mapping
from playbook.imports.plan import plan_import

PAGE = Path(__file__).parents[2] / "docs/files.md"
ROUTES = ("campaign, CSV", "campaign, workbook", "import, CSV", "import, workbook")
HEADER = ["criterion_id", "section", "label", "weight"]
ROWS = [
    ["K1", "technical", "Speed", "2"],
    ["K2", "project", "Team", "3"],
    ["K3", "project", "Cost", "1"],
]
TRUTH: dict[str, object] = {"K1": 2.0, "K2": 3.0, "K3": 1.0}
DATES = ["committee_id", "kind", "planned_on"]
MAPPING = "title: T\nverified: made up\ntables:\n  - table: {table}\n    columns: {{{columns}}}\n"
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class FileKind:
    """A kind of awkward file.

    Attributes
    ----------
    name : str
        What is awkward.
    rows : sequence of sequence of str
        All rows, the header among them.
    truth : mapping of str to value
        What a person reads in them: by key, the value of the last column. What nobody can tell is
        not there.
    table : str
        The table that they are of.
    change : callable, optional
        What is done to the sheet of a workbook.
    text : bytes, optional
        The CSV, where it is not just the rows.
    only : str
        The routes that there are.
    """

    name: str
    rows: Rows
    truth: dict[str, object]
    table: str = "criteria"
    change: Callable[[Worksheet], object] | None = None
    text: bytes | None = None
    only: str = ""


def weights(*words: str) -> Rows:
    """A table with these weights."""
    return [HEADER, *([f"K{i}", "project", f"Label {i}", w] for i, w in enumerate(words, start=1))]


def days(*words: str) -> Rows:
    """A table with these dates."""
    return [DATES, *([f"C{i}", "steering", word] for i, word in enumerate(words, start=1))]


def values(*numbers: object) -> dict[str, object]:
    """These values, by key."""
    return {f"K{i}": number for i, number in enumerate(numbers, start=1) if number is not None}


def moments(*found: str) -> dict[str, object]:
    """These days, by key."""
    return {f"C{i}": pd.Timestamp(day) for i, day in enumerate(found, start=1) if day}


def two_sheets(sheet: Worksheet) -> None:
    """A copy of the sheet under another name."""
    copy = sheet.parent.create_sheet("Criteria (2)")
    for row in sheet.iter_rows(values_only=True):
        copy.append(row)


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    """A CSV as it is."""
    return "\n".join(lines).encode(encoding)


OTHER = [[], ["department", "people"], ["HR", "12"], ["IT", "9"]]
KINDS = [
    FileKind("nothing awkward", [HEADER, *ROWS], TRUTH),
    FileKind("a title above the header", [["Criteria of spring"], [], HEADER, *ROWS], TRUTH),
    FileKind("a total in the last row", [HEADER, *ROWS, ["Total", "", "", "6"]], TRUTH),
    FileKind(
        "a total in the middle",
        [HEADER, ROWS[0], ["Subtotal", "technical", "", "2"], *ROWS[1:]],
        TRUTH,
    ),
    FileKind("the header again", [HEADER, ROWS[0], HEADER, *ROWS[1:]], TRUTH),
    FileKind("another table below", [HEADER, *ROWS, *OTHER], TRUTH),
    FileKind(
        "another header, in another order",
        [HEADER, ROWS[0], [*reversed(HEADER)], *([*reversed(row)] for row in ROWS[1:])],
        {"K1": 2.0},
    ),
    FileKind(
        "a header in two rows",
        [["criterion_id", "section", "What", ""], ["", "", "label", "weight"], *ROWS],
        {},
    ),
    FileKind("a note below", [HEADER, *ROWS, [], ["as agreed in May"]], TRUTH),
    FileKind("a blank row inside", [HEADER, ROWS[0], [], *ROWS[1:]], TRUTH),
    FileKind(
        "a column without a heading",
        [[*HEADER[:3], "", "weight"], *([*row[:3], "x", row[3]] for row in ROWS)],
        TRUTH,
    ),
    FileKind("a heading twice", [[*HEADER, "weight"], *([*row, "9"] for row in ROWS)], {}),
    FileKind("decimal commas", weights("1,5", "2,25"), values(1.5, 2.25)),
    FileKind("decimal points", weights("1.5", "2.25"), values(1.5, 2.25)),
    FileKind("1,234 beside 2,5", weights("1,234", "2,5"), values(1.234, 2.5)),
    FileKind("1,234 beside 2.5", weights("1,234", "2.5"), values(1234.0, 2.5)),
    FileKind("1,234 and nothing that decides", weights("1,234", "2"), values(None, 2.0)),
    FileKind("3.750 and nothing that decides", weights("3.750", "2"), values(None, 2.0)),
    FileKind(
        "1 250,50 beside 1,250.50", weights("1 250,50", "1,250.50", "7"), values(None, None, 7.0)
    ),
    FileKind(
        "blanks between thousands",
        weights("12 500", "1\u202f250\u00a0000"),
        values(12500.0, 1250000.0),
    ),
    FileKind(
        "apostrophes between thousands", weights("12'500", "1’250’000"), values(12500.0, 1250000.0)
    ),
    FileKind("points between thousands", weights("1.250.000", "2,5"), values(1250000.0, 2.5)),
    FileKind("two numbers in a cell", weights("2 ou 3", "1"), values(None, 1.0)),
    FileKind("a multiple (1,2 M€)", weights("1,2 M€", "1"), values(None, 1.0)),
    FileKind(
        "more digits than a number holds", weights("12345678901234567", "1"), values(None, 1.0)
    ),
    FileKind("a true minus (−1)", weights("−1", "1"), values(None, 1.0)),
    FileKind("an error of a formula", weights("#DIV/0!", "1"), values(None, 1.0)),
    FileKind(
        "month first, as a day shows",
        days("04/03/2026", "04/13/2026"),
        moments("2026-04-03", "2026-04-13"),
        "committees",
    ),
    FileKind(
        "day first, as a day shows",
        days("04/03/2026", "13/04/2026"),
        moments("2026-03-04", "2026-04-13"),
        "committees",
    ),
    FileKind("a date and nothing that decides", days("04/03/2026"), {}, "committees"),
    FileKind("dates of both kinds", days("13/04/2026", "04/13/2026"), {}, "committees"),
    FileKind("letters of UTF-8 read as Windows’", [HEADER, ["K1", "project", "QualitÃ©", "1"]], {}),
    FileKind(
        "a formula without its result",
        weights("1"),
        {},
        change=lambda s: s.__setitem__("D2", "=1+1"),
        only="workbook",
    ),
    FileKind(
        "hidden rows",
        [HEADER, *ROWS],
        TRUTH,
        change=lambda s: setattr(s.row_dimensions[3], "hidden", True),
        only="workbook",
    ),
    FileKind(
        "a hidden column",
        [HEADER, *ROWS],
        TRUTH,
        change=lambda s: setattr(s.column_dimensions["D"], "hidden", True),
        only="workbook",
    ),
    FileKind(
        "merged cells",
        [HEADER, *ROWS],
        {"K1": 2.0},
        change=lambda s: s.merge_cells("B3:B4"),
        only="workbook",
    ),
    FileKind(
        "a second sheet with the same headings",
        [HEADER, *ROWS],
        {},
        change=two_sheets,
        only="workbook",
    ),
    FileKind(
        "letters of MS-DOS",
        [HEADER],
        {"K1": 1.0},
        text=text(",".join(HEADER), "K1,project,Qualité créée,1", encoding="cp850"),
        only="CSV",
    ),
    FileKind(
        "a row that is too short",
        [HEADER],
        {"K1": 2.0},
        text=text(",".join(HEADER), "K1,technical,Speed,2", "K2,project,Team3"),
        only="CSV",
    ),
    FileKind(
        "a separator in a text without quotes",
        [HEADER],
        {"K2": 3.0},
        text=text(",".join(HEADER), "K1,technical,Speed, fast,2", "K2,project,Team,3"),
        only="CSV",
    ),
    FileKind(
        "a blank before a quote",
        [HEADER],
        {"K1": 2.0},
        text=text(",".join(HEADER), 'K1, technical, "Speed, fast", 2'),
        only="CSV",
    ),
    FileKind(
        "semicolons and decimal commas",
        [HEADER],
        {"K1": 1.234, "K2": 2.5},
        text=text(";".join(HEADER), "K1;technical;Speed;1,234", "K2;project;Team;2,5"),
        only="CSV",
    ),
]


def outcome(kind: FileKind, route: str) -> str:
    """What becomes of a file: ``right``, ``right, said``, ``said``, ``refused`` or ``SILENT``."""
    if kind.only and kind.only not in route:
        return ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = f"{kind.table}.csv" if "CSV" in route else "data.xlsx"
        content = _csv(kind) if "CSV" in route else _workbook(kind)
        take = _checked if "campaign" in route else _imported
        refused, found, said = take(folder, file, content, kind.table)
    if refused and not found:
        return "refused"
    wrong = {k: v for k, v in found.items() if k not in kind.truth or kind.truth[k] != v}
    lacking = kind.truth.keys() - found.keys()
    if wrong or lacking:
        return "said" if said or refused else "SILENT"
    if refused:
        return "right, the rest refused"
    return "right, said" if said else "right"


Outcome = tuple[bool, dict[str, object], bool]


def _checked(folder: Path, file: str, content: bytes, table: str) -> Outcome:
    """What a campaign reads."""
    kit = make_campaign(folder)
    place = folder / "data/test" / file
    if file.endswith(".xlsx"):
        place = folder / "data" / file
        path = kit.parameters_of("test")
        path.write_text(path.read_text("utf-8").replace("data/test", "data/data.xlsx"), "utf-8")
    place.write_bytes(content)
    checked = check_campaign(kit, "test")
    if checked.campaign is None:
        return True, {}, True
    return False, _values(checked.campaign.table(table)), bool(checked.notices)


def _imported(folder: Path, file: str, content: bytes, table: str) -> Outcome:
    """What an import takes."""
    kit = make_campaign(folder)
    (folder / file).write_bytes(content)
    header = HEADER if table == "criteria" else DATES
    last = f"{header[-1]}: {header[-1]}"
    columns = ", ".join([*(f"{name}: {name}" for name in header[:-1]), last])
    path = folder / "m.yml"
    path.write_text(MAPPING.format(table=table, columns=columns), encoding="utf-8")
    try:
        mapping = read_mapping(path, "m.yml")
        plan = plan_import(load_campaign(kit, "test"), [folder / file], mapping, SECRET)
    except PlaybookError:
        return True, {}, True
    frame = plan.frames.get(table)
    found = {} if frame is None else _values(frame)
    said = bool(plan.notes or plan.file_notes or any(plan.unused.values()))
    return bool(plan.remarks), found, said


def _values(frame: pd.DataFrame) -> dict[str, object]:
    """The value of each row, by its key."""
    key, column = (
        ("criterion_id", "weight") if "weight" in frame else ("committee_id", "planned_on")
    )
    return dict(zip(frame[key].astype(str), frame[column], strict=True))


def _csv(kind: FileKind) -> bytes:
    """The rows as comma-separated text."""
    if kind.text is not None:
        return kind.text
    written = io.StringIO(newline="")
    csv.writer(written).writerows(kind.rows)
    return written.getvalue().encode()


def _workbook(kind: FileKind) -> bytes:
    """The rows as texts on a sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = kind.table
    for row in kind.rows:
        sheet.append(list(row))
    if kind.change is not None:
        kind.change(sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def table_lines() -> Iterator[str]:
    """The table of the page, row by row."""
    yield "| the file has | " + " | ".join(ROUTES) + " |"
    yield "| --- " * 5 + "|"
    for kind in KINDS:
        cells = [outcome(kind, route) or "–" for route in ROUTES]
        yield f"| {kind.name} | " + " | ".join(cells) + " |"


def main() -> None:
    """Write the table into the page."""
    before = PAGE.read_text(encoding="utf-8").partition("| the file has |")[0]
    PAGE.write_text(before + "\n".join(table_lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
