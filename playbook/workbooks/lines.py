"""The sections of the solution grid with a row a line: costs, feedback on the oral, comments."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from playbook.language import _
from playbook.sources.words import word_of
from playbook.tables import TABLES
from playbook.workbooks.book import A4, Book
from playbook.workbooks.cells import put_formula, put_text
from playbook.workbooks.formulas import cell, looked_up
from playbook.workbooks.layout import HEADER_ROW, grid_name
from playbook.workbooks.limits import limit_cells, note_of, write_note
from playbook.workbooks.rows import light_up, rows_seen, set_heights, width_of, write_inputs

HEADER, FIRST = 5, 6
TOP_HEIGHT = 140
"""Of what stands above the lines, in points."""
AMOUNT, DAYS, RATE, VALUED, OWN, DISCOUNTED = 6, 7, 8, 11, 12, 13
COST_COLUMNS = {
    "cost_id": 1, "solution_id": 2, "phase": 3, "category": 4, "year": 5, "amount": AMOUNT,
    "person_days": DAYS, "day_rate": RATE, "amount_low": 9, "amount_high": 10,
}  # fmt: skip
FEEDBACK_COLUMNS = {
    "participant_id": 1, "solution_id": 3, "date": 5, "rating": 6, "strengths": 7,
    "weaknesses": 8, "comment": 9,
}  # fmt: skip
FEEDBACK_SOLUTION, FEEDBACK_RATING = 3, 6
COMMENT_COLUMNS = {"participant_id": 1, "solution_id": 2, "criterion_id": 3, "comment": 4}


def write_costs(book: Book) -> tuple[Worksheet, int]:
    """Write the lines of costs, each with its value; what they add up to is `cost_totals`.

    Returns
    -------
    (Worksheet, int)
        The sheet, and how many of its lines are printed.
    """
    sheet = book.add_grid(grid_name("costs"), "costs", "accent")
    currency, rate = book.parameters.currency, book.parameters.discount_rate
    how = _(
        "One line for each amount: BUILD in year 0, RUN in year 1, 2, 3… Bought: the amount in"
        " {currency}. Own staff: person-days and day rate. The totals are on the right."
    ).format(currency=currency)
    rows = book.room.cost_lines
    book.name_range("costs.rows", sheet, 1, FIRST, FIRST + rows - 1)
    # Three calculated columns and a gap; then the totals, with a column for each year.
    frame, beside = book.frames["costs"], 39 + 105 + 11 * book.room.years
    seen = _write_lines(book, sheet, how, "costs", COST_COLUMNS, frame, rows, beside)
    headers = {
        VALUED: (
            _("Value of the line"),
            _("The amount; where there is none, person-days times day rate."),
        ),
        OWN: (
            _("Own staff's part"),
            _("The value where it is own staff's time: by its category, or given in days."),
        ),
        DISCOUNTED: (
            _("Discounted"),
            _("The value in year 0, at the campaign's discount rate of {rate}.").format(
                rate=f"{rate:.1%}"
            ),
        ),
    }
    last = FIRST + rows - 1
    for place, (header, note) in headers.items():
        sheet.set_column(place, place, 12)
        put_text(sheet, HEADER, place, header, book.looks("head_calculated", "centre"))
        write_note(sheet, HEADER, place, note)
    book.mark_calculated(sheet, *headers)
    own_time = word_of("internal_time", TABLES["costs"].column("category"))
    for row in range(FIRST, last + 1):
        for place, formula in _values(row, own_time, rate).items():
            put_formula(sheet, row, place, formula, book.looks("spare_calculated", "money"))
    light_up(book, sheet, (FIRST, VALUED, last, DISCOUNTED), 1, "calculated")
    sheet.set_column(DISCOUNTED + 1, DISCOUNTED + 1, 3)
    return sheet, seen


def _values(row: int, own_time: str, rate: float) -> dict[int, str]:
    """What a line of costs comes to: in all, as own staff's time, in today's money."""
    amount, days, day_rate = (cell(row, place, "column") for place in (AMOUNT, DAYS, RATE))
    value, category, year = (cell(row, place, "column") for place in (VALUED, 4, 5))
    in_days = f"AND(ISNUMBER({days}),ISNUMBER({day_rate}))"
    own = f'OR({category}="{own_time}",NOT(ISNUMBER({amount})))'
    return {
        VALUED: f'=IF(ISNUMBER({amount}),{amount},IF({in_days},{days}*{day_rate},""))',
        OWN: f'=IF({value}="","",IF({own},{value},""))',
        DISCOUNTED: f'=IF({value}="","",{value}/(1+{rate!r})^N({year}))',
    }


def write_feedback(book: Book) -> Worksheet:
    """Write what the jury noted on the day of the oral presentations."""
    sheet = book.add_grid(grid_name("feedback"), "feedback", "accent", A4)
    how = _(
        "On the day of the oral presentations, each member of the jury notes what convinced and"
        " what did not: one line for each juror and solution."
    )
    rows = book.room.feedback
    book.name_range("feedback.rows", sheet, 1, FIRST, FIRST + rows - 1)
    frame = book.frames["feedback"]
    seen = _write_lines(book, sheet, how, "feedback", FEEDBACK_COLUMNS, frame, rows, 40)
    sheet.print_area(1, 1, FIRST + seen - 1, max(FEEDBACK_COLUMNS.values()))
    for place, table in ((2, "participants"), (4, "solutions")):
        sheet.set_column(place, place, 20)
        book.mark_calculated(sheet, place)
        put_text(sheet, HEADER, place, _("Name"), book.looks("head_calculated"))
        ranges = book.ranges[table], book.ranges[f"{table}.name"]
        for row in range(FIRST, FIRST + rows):
            formula = looked_up(cell(row, place - 1, "column"), *ranges)
            put_formula(sheet, row, place, formula, book.looks("spare_calculated", "text"))
        last = FIRST + rows - 1
        light_up(book, sheet, (FIRST, place, last, place), place - 1, "calculated")
    return sheet


def write_jury_comments(book: Book) -> None:
    """Write the comments on single scores, which have no room in the grid of criteria."""
    sheet = book.add_grid(grid_name("jury_comments"), "jury_comments", "accent", A4)
    how = _("Why a juror gave a score, where that was noted: one line for each score.")
    frame = book.frames["jury_scores"]
    said = frame[frame["comment"].notna() | frame["score"].isna()]
    rows = book.room.feedback + len(said)
    book.name_range("jury_comments.rows", sheet, 1, FIRST, FIRST + rows - 1)
    seen = _write_lines(book, sheet, how, "jury_scores", COMMENT_COLUMNS, said, rows)
    sheet.print_area(1, 1, FIRST + seen - 1, max(COMMENT_COLUMNS.values()))


def _write_lines(
    book: Book,
    sheet: Worksheet,
    how: str,
    name: str,
    places: Mapping[str, int],
    frame: pd.DataFrame,
    rows: int,
    beside: float = 0,
) -> int:
    """Write the title, how to fill the sheet, and the yellow columns of a table.

    Returns
    -------
    int
        How many lines are yellow from the start, and printed.
    """
    table = TABLES[name]
    widths = {key: width_of(table.column(key), frame[key]) for key in places}
    seen = min(rows, rows_seen(frame, widths, TOP_HEIGHT, beside))
    capacity = _(
        "Room for {rows} lines. More: “playbook copy” makes a workbook with more room."
        " Printed: {printed} lines; set another print area for more."
    )
    book.write_top(sheet, how, capacity.format(rows=rows, printed=seen))
    sheet.write_string(HEADER, 0, HEADER_ROW, book.looks("hidden"))
    sheet.set_row(HEADER, 48)
    sheet.freeze_panes(FIRST, 3)
    sheet.repeat_rows(HEADER)
    for key, place in places.items():
        column = table.column(key)
        sheet.set_column(place, place, widths[key])
        sheet.write_string(0, place, key, book.looks("hidden"))
        look = book.looks("head" if column.required else "head_optional")
        put_text(sheet, HEADER, place, _(column.label), look)
        write_note(sheet, HEADER, place, note_of(book, column))
        limit_cells(book, sheet, (FIRST, place, FIRST + rows - 1, place), table, column)
        write_inputs(book, sheet, (FIRST, place), column, frame[key], (seen, rows))
        light_up(book, sheet, (FIRST + seen, place, FIRST + rows - 1, place), 1)
    set_heights(sheet, FIRST, frame, widths)
    return seen
