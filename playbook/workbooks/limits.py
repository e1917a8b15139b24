"""What may be typed into a cell, and what it means: drop-downs, limits, notes on headers."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from playbook.language import _, format_number, shorten
from playbook.sources.words import word_of
from playbook.tables.columns import Column, Kind, Table, description_of, label_of
from playbook.tables.dictionary import filled_of
from playbook.workbooks.book import Book
from playbook.workbooks.layout import NOT_DATA, grid_name

LONGEST_MESSAGE = 250
LONGEST_TITLE = 32


def write_lists(book: Book) -> None:
    """Write the hidden sheet with the lists of codes, each under a name."""
    sheet = book.file.add_worksheet(grid_name("lists"))
    sheet.hide()
    sheet.write_string(0, 0, NOT_DATA)
    place = 1
    for table in book.contract.values():
        for column in table.columns:
            if column.kind is Kind.CODE:
                sheet.write_string(0, place, _list_of(table, column))
                for row, code in enumerate(column.codes, start=1):
                    sheet.write_string(row, place, word_of(code, column))
                cells = xl_range_abs(1, place, len(column.codes), place)
                target = f"={quote_sheetname(sheet.get_name())}!{cells}"
                book.file.define_name(_list_of(table, column), target)
                place += 1


def _list_of(table: Table, column: Column) -> str:
    """The name of a column's list of codes."""
    return re.sub(r"\W", "_", f"list_{table.name}_{column.name}")


def name_identifiers(book: Book) -> None:
    """Name the identifiers that are filled in, for the drop-downs of what refers to them."""
    for table, cells in book.ranges.items():
        if "." not in table:
            first = cells.split(":")[0]
            target = f"=OFFSET({first},0,0,MAX(1,COUNTA({cells})),1)"
            book.file.define_name(f"ids_{table}", target)


def limit_cells(
    book: Book, sheet: Worksheet, cells: tuple[int, int, int, int], table: Table, column: Column
) -> None:
    """Let only what a column declares be typed into its cells.

    Parameters
    ----------
    cells : (int, int, int, int)
        First row, first column, last row, last column, counted from 0.
    """
    rule = _rule(book, table, column, xl_rowcol_to_cell(cells[0], cells[1]))
    if rule is not None:
        title = shorten(label_of(column), LONGEST_TITLE)
        sheet.data_validation(*cells, {"error_title": title, "input_title": title, **rule})


def _rule(book: Book, table: Table, column: Column, first: str) -> dict[str, Any] | None:
    """The rule for a column, as XlsxWriter takes it; None where anything may be typed."""
    match column.kind:
        case Kind.CODE:
            message = _("Choose one from the list.")
            return {
                "validate": "list", "source": f"={_list_of(table, column)}",
                "input_message": message, "error_message": message,
            }  # fmt: skip
        case Kind.CODES:
            words = ", ".join(word_of(code, column) for code in column.codes)
            message = _("One or several of: {codes}; separated by semicolons.").format(codes=words)
            return {"validate": "any", "input_message": shorten(message, LONGEST_MESSAGE)}
        case Kind.INTEGER | Kind.NUMBER:
            return _number_rule(book, column)
        case Kind.DATE | Kind.MOMENT:
            return {
                "validate": "custom", "value": f"=ISNUMBER({first})",
                "error_message": _("Type a date that exists, such as 30/09/2026."),
            }  # fmt: skip
        case Kind.IDENTIFIER if column.refers_to in book.ranges:
            expected = _("The list shows the identifiers that are filled in; this is none of them.")
            return {
                "validate": "list", "source": f"=ids_{column.refers_to}",
                "error_type": "warning", "error_message": expected,
            }  # fmt: skip
    return None


def _number_rule(book: Book, column: Column) -> dict[str, Any] | None:
    """The limits of a number."""
    low, high = book.scales[column.scale] if column.scale else (column.minimum, column.maximum)
    whole = column.kind is Kind.INTEGER
    rule: dict[str, Any] = {"validate": "integer" if whole else "decimal"}
    if low is None:
        return rule | {
            "criteria": ">=", "value": -1e300, "error_message": _("Type a number."),
        }  # fmt: skip
    if high is None:
        message = _("A number of {low} or more.").format(low=plain_number(low))
        return rule | {"criteria": ">=", "value": low, "error_message": message}
    message = scale_message(low, high)
    return rule | {
        "criteria": "between", "minimum": low, "maximum": high,
        "input_message": message, "error_message": message,
    }  # fmt: skip


def scale_message(low: float, high: float) -> str:
    """What may be typed on a scale."""
    return _("A number from {low} to {high}; empty when there is none.").format(
        low=plain_number(low), high=plain_number(high)
    )


def plain_number(number: float) -> str:
    """A bound without useless decimals."""
    return format_number(number, 0 if number == int(number) else 2)


def note_of(book: Book, column: Column) -> str:
    """What a column means, as a note on its header."""
    filled = _(filled_of(column))
    lines = [f"{label_of(column)} ({filled})", description_of(column)]
    if column.codes:
        lines.append(", ".join(word_of(code, column) for code in column.codes))
    elif column.scale:
        low, high = book.scales[column.scale]
        lines.append(scale_message(low, high))
    elif column.refers_to:
        label = label_of(book.contract[column.refers_to])
        lines.append(_("An identifier of the sheet “{sheet}”.").format(sheet=label))
    return "\n".join(lines)


def write_note(sheet: Worksheet, row: int, place: int, text: str) -> None:
    """Put a note on a cell."""
    lines = sum(1 + len(line) // 34 for line in text.split("\n"))
    sheet.write_comment(
        row, place, text,
        {"author": "", "font_size": 9, "width": 220, "height": 22 + 14 * lines},
    )  # fmt: skip
