"""The first section of the solution grid: criteria, weights, and the jury within each solution."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from playbook.language import _, format_number
from playbook.tables import TABLES
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_formula, put_text
from playbook.workbooks.formulas import cell, unless_empty
from playbook.workbooks.jury_blocks import write_block, write_block_head, write_jurors, write_scores
from playbook.workbooks.jury_layout import (
    CRITERION_COLUMNS,
    FIRST,
    HEADER,
    JURORS,
    NAMES,
    OWN,
    PROJECT,
    SCORE,
    SHARE,
    SOLUTIONS,
    STATUS,
    TECHNICAL,
    WEIGHT,
    JuryGrid,
)
from playbook.workbooks.layout import HEADER_ROW, SOLUTION_ROW, VOTER_ROW
from playbook.workbooks.limits import limit_cells, note_of, write_note
from playbook.workbooks.rows import light_up, set_heights, write_inputs


def write_jury_grid(book: Book) -> JuryGrid:
    """Write the grid with the criteria and the scores there are."""
    grid = JuryGrid(book)
    sheet = book.add_grid(grid.name, "jury_scores", "accent")
    book.name_range("criteria", sheet, 1, FIRST, grid.last)
    _write_top(book, sheet)
    _write_criteria(book, sheet, grid)
    given = _scores(book)
    jurors = list(dict.fromkeys(juror for juror, _s, _c in given))
    solutions = list(dict.fromkeys(solution for _j, solution, _c in given))
    for slot in range(book.room.solutions):
        solution = solutions[slot] if slot < len(solutions) else None
        write_block_head(book, sheet, grid, slot, solution)
        write_jurors(book, sheet, grid, slot, jurors)
        write_block(book, sheet, grid, slot)
        write_scores(book, sheet, grid, slot, [(j, solution) for j in jurors], given)
    sheet.freeze_panes(FIRST, 4)
    sheet.repeat_rows(SOLUTIONS, HEADER)
    sheet.repeat_columns(1, 3)
    sheet.print_area(1, 1, grid.last, grid.left(book.room.seen_solutions) - 2)
    return grid


def _scores(book: Book) -> dict[tuple[str, str, str], float]:
    """The scores that are not missing, by juror, solution and criterion."""
    frame = book.frames["jury_scores"].dropna(subset=["score"])
    columns = ("participant_id", "solution_id", "criterion_id")
    keys = zip(*(frame[name] for name in columns), strict=True)
    return dict(zip(keys, frame["score"], strict=True))


def _write_top(book: Book, sheet: Worksheet) -> None:
    """The title, how to fill the sheet, and what stands above the blocks."""
    looks, room = book.looks, book.room
    low, high = book.scales["jury"]
    how = _(
        "Agree on criteria and weights first. Pick the solutions above their blocks and the jury in"
        " the first block, then type each score, from {low} to {high}; no score: leave it empty."
    ).format(low=format_number(low), high=format_number(high))
    capacity = _(
        "Room for {criteria} criteria, {solutions} solutions (to the right) and {jurors} jurors:"
        " some columns are hidden, select those around them and unhide. More: “playbook copy”."
        " Printed: {printed} solutions; set another print area for more."
    ).format(
        criteria=room.criteria,
        solutions=room.solutions,
        jurors=room.jurors,
        printed=room.seen_solutions,
    )
    book.write_top(sheet, how, capacity)
    labels = {
        SOLUTIONS: _("Solution"), NAMES: _("Name"), STATUS: _("Rank"), TECHNICAL: _("Technical"),
        PROJECT: _("Project"), SCORE: _("Score"), OWN: _("Each juror's own score"),
        JURORS: _("Participant"),
    }  # fmt: skip
    for row, label in labels.items():
        put_text(sheet, row, SHARE, label, looks("label"))
        sheet.set_row(row, 20)
    sheet.set_row(NAMES, 32)
    sheet.set_row(HEADER, 105)
    for row, tag in {SOLUTIONS: SOLUTION_ROW, JURORS: VOTER_ROW, HEADER: HEADER_ROW}.items():
        sheet.write_string(row, 0, tag, looks("hidden"))


def _write_criteria(book: Book, sheet: Worksheet, grid: JuryGrid) -> None:
    """The criteria with their weights, and the share that each weight is of all."""
    table, frame = TABLES["criteria"], book.frames["criteria"]
    for place, (name, width) in enumerate(CRITERION_COLUMNS.items(), start=1):
        column = table.column(name)
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, book.looks("hidden"))
        look = book.looks("head" if column.required else "head_optional")
        put_text(sheet, HEADER, place, _(column.label), look)
        write_note(sheet, HEADER, place, note_of(book, column))
        limit_cells(book, sheet, (FIRST, place, grid.last, place), table, column)
        rows = book.room.seen_criteria, book.room.criteria
        write_inputs(book, sheet, (FIRST, place), column, frame[name], rows)
    set_heights(sheet, FIRST, frame, CRITERION_COLUMNS)
    spare = FIRST + book.room.seen_criteria
    light_up(book, sheet, (spare, 1, grid.last, len(CRITERION_COLUMNS)), 1)
    light_up(book, sheet, (spare, SHARE, grid.last, SHARE), 1, "calculated")
    sheet.set_column(SHARE, SHARE, 12)
    sheet.set_column(SHARE + 1, SHARE + 1, 2)
    put_text(sheet, HEADER, SHARE, _("Share"), book.looks("head_calculated", "centre"))
    note = _("Its part of all weights. Weights that are all 0 count as equal.")
    write_note(sheet, HEADER, SHARE, note)
    book.mark_calculated(sheet, SHARE)
    weights = grid.down(WEIGHT)
    identifiers = grid.down(1)
    for row in range(FIRST, grid.last + 1):
        equal = f"1/SUMPRODUCT(--(LEN({identifiers})>0))"
        share = f"IF(SUM({weights})=0,{equal},N({cell(row, WEIGHT, 'column')})/SUM({weights}))"
        formula = unless_empty(cell(row, 1, "column"), share)
        put_formula(sheet, row, SHARE, formula, book.looks(grid.look(row), "share", "centre"))
