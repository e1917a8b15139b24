"""The block of a solution in the grid of criteria: what the jury gives it, what that adds up to."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from playbook.language import _
from playbook.sources.words import word_of
from playbook.tables import TABLES
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_formula, put_text, put_value
from playbook.workbooks.formulas import cell, cells, looked_up, mean, unless_empty, weighted
from playbook.workbooks.jury_layout import (
    BELOW,
    COMPARED_STATUS,
    FIRST,
    HEADER,
    JURORS,
    MINIMUM,
    NAMES,
    OWN,
    PROJECT,
    SCORE,
    SECTION,
    SHARE,
    SOLUTIONS,
    STATUS,
    TECHNICAL,
    JuryGrid,
)
from playbook.workbooks.limits import limit_cells, scale_message, write_note
from playbook.workbooks.rows import light_up


def write_block_head(
    book: Book, sheet: Worksheet, grid: JuryGrid, slot: int, solution: str | None
) -> None:
    """What stands above a block: the solution, to be picked, and what it gets in all."""
    looks, left, right = book.looks, grid.left(slot), grid.mean(slot) + 1
    column = TABLES["jury_scores"].column("solution_id")
    picked = looks("input", "identifier", "centre", "bold", "middle")
    sheet.merge_range(SOLUTIONS, left, SOLUTIONS, right, "", picked)
    put_value(sheet, SOLUTIONS, left, solution, column, picked)
    limit_cells(book, sheet, (SOLUTIONS, left, SOLUTIONS, left), TABLES["jury_scores"], column)
    identifier = cell(SOLUTIONS, left)
    shares, means = grid.down(SHARE), grid.down(grid.mean(slot))
    sections = grid.down(SECTION)
    names = looked_up(identifier, book.ranges["solutions"], book.ranges["solutions.name"])
    formulas = {
        NAMES: (names, ("wrap", "bold")),
        STATUS: (f"={grid.compared(slot, COMPARED_STATUS)}", ("large",)),
        SCORE: (unless_empty(identifier, weighted(shares, means)), ("mean", "large")),
    }
    for row, section in ((TECHNICAL, "technical"), (PROJECT, "project")):
        word = word_of(section, TABLES["criteria"].column("section"))
        inside = weighted(shares, means, f'{sections}="{word}"')
        formulas[row] = (unless_empty(identifier, inside), ("mean", "bold"))
    for row, (formula, look) in formulas.items():
        shown = looks("calculated", *look, "centre", "middle")
        sheet.merge_range(row, left, row, right, "", shown)
        put_formula(sheet, row, left, formula, shown)


def write_jurors(
    book: Book, sheet: Worksheet, grid: JuryGrid, slot: int, jurors: list[str]
) -> None:
    """The jury above a block: picked in the first one, shown in the others."""
    looks, left = book.looks, grid.left(slot)
    column = TABLES["jury_scores"].column("participant_id")
    people = book.ranges["participants"], book.ranges["participants.name"]
    for juror in range(grid.jurors):
        place = left + juror
        options = {"hidden": juror >= book.room.seen_jurors}
        sheet.set_column(place, place, 6, None, options)
        sheet.write_string(0, place, f"score {slot} {juror}", looks("hidden"))
        first = cell(JURORS, grid.left(0) + juror, "row column")
        if slot == 0:
            value = jurors[juror] if juror < len(jurors) else None
            put_value(
                sheet, JURORS, place, value, column, looks("input", "identifier", "centre", "bold")
            )
            limit_cells(book, sheet, (JURORS, place, JURORS, place), TABLES["jury_scores"], column)
        else:
            shown = f'=IF({first}="","",{first})'
            put_formula(sheet, JURORS, place, shown, looks("calculated", "centre", "bold"))
        put_formula(
            sheet, HEADER, place, looked_up(first, *people), looks("head_calculated", "upright")
        )
    sheet.set_column(grid.mean(slot), grid.mean(slot), 9)
    sheet.set_column(grid.mean(slot) + 1, grid.mean(slot) + 1, 4)
    sheet.set_column(grid.mean(slot) + 2, grid.mean(slot) + 2, 2)
    book.mark_calculated(sheet, grid.mean(slot), grid.mean(slot) + 1)
    put_text(sheet, HEADER, grid.mean(slot), _("Mean"), looks("head_calculated", "centre"))
    put_text(sheet, HEADER, grid.mean(slot) + 1, BELOW, looks("head_calculated", "centre"))
    for row in (OWN, JURORS):
        for place in (grid.mean(slot), grid.mean(slot) + 1):
            sheet.write_blank(row, place, None, looks("calculated"))


def write_block(book: Book, sheet: Worksheet, grid: JuryGrid, slot: int) -> None:
    """What a block calculates: each juror's own score, the means, what is below a minimum."""
    looks, left, right = book.looks, grid.left(slot), grid.mean(slot)
    shares = grid.down(SHARE)
    for place in range(left, right):
        scores = grid.down(place)
        weight = f"SUMPRODUCT(--ISNUMBER({scores}),{shares})"
        own = f'=IF({weight}=0,"",SUMPRODUCT({shares},{scores})/{weight})'
        put_formula(sheet, OWN, place, own, looks("calculated", "mean", "centre", "small"))
    for row in range(FIRST, grid.last + 1):
        votes = cells(row, left, row, right - 1)
        criterion = cell(row, 1, "column")
        formula = unless_empty(criterion, mean(votes))
        kind = grid.look(row)
        put_formula(sheet, row, right, formula, looks(kind, "mean", "centre", "bold"))
        minimum, found = cell(row, MINIMUM, "column"), cell(row, right)
        judged = f"AND(ISNUMBER({minimum}),ISNUMBER({found}))"
        mark = f'=IF({judged},IF(ROUND({found}-{minimum},9)<0,"{BELOW}",""),"")'
        put_formula(sheet, row, right + 1, mark, looks(kind, "centre", "out"))
    sheet.conditional_format(
        FIRST, right, grid.last, right + 1,
        {"type": "formula", "criteria": f'={cell(FIRST, right + 1, "column")}="{BELOW}"',
         "format": book.looks.format({"bg_color": "warned", "font_color": "caution"})},
    )  # fmt: skip
    spare = FIRST + book.room.seen_criteria
    light_up(book, sheet, (spare, left, grid.last, right - 1), 1)
    light_up(book, sheet, (spare, right, grid.last, right + 1), 1, "calculated")
    write_note(sheet, HEADER, right + 1, _("The mean is below the minimum: the solution is out."))


def write_scores(
    book: Book,
    sheet: Worksheet,
    grid: JuryGrid,
    slot: int,
    judged: list[tuple[str, str | None]],
    given: dict[tuple[str, str, str], float],
) -> None:
    """The yellow cells of a block, with the scores there are."""
    left, column = grid.left(slot), TABLES["jury_scores"].column("score")
    criteria = list(book.frames["criteria"]["criterion_id"])
    yellow = book.looks("input", "number", "centre")
    spare = book.looks("spare_input", "number", "centre")
    for juror in range(grid.jurors):
        who, solution = judged[juror] if juror < len(judged) else (None, None)
        for offset in range(book.room.criteria):
            what = criteria[offset] if offset < len(criteria) else None
            value = given.get((who, solution, what)) if who and solution and what else None
            look = yellow if offset < book.room.seen_criteria else spare
            put_value(sheet, FIRST + offset, left + juror, value, column, look)
    block = (FIRST, left, grid.last, left + grid.jurors - 1)
    limit_cells(book, sheet, block, TABLES["jury_scores"], column)
    write_note(sheet, HEADER, left, scale_message(*book.scales["jury"]))
