"""The first section of the solution grid: criteria, weights, and the jury within each solution."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.language import _, format_number
from playbook.sources.words import word_of
from playbook.tables import TABLES
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_formula, put_text, put_value
from playbook.workbooks.formulas import cell, cells, looked_up, mean, unless_empty, weighted
from playbook.workbooks.layout import HEADER_ROW, SOLUTION_ROW, VOTER_ROW, grid_name
from playbook.workbooks.limits import limit_cells, note_of, scale_message, write_note
from playbook.workbooks.looks import BLUE, ORANGE, PALE_ORANGE
from playbook.workbooks.rows import light_up, set_heights, write_inputs

SOLUTIONS, NAMES, STATUS, TECHNICAL, PROJECT, SCORE = range(4, 10)
OWN, JURORS, HEADER, FIRST = 10, 11, 12, 13
CRITERION_COLUMNS = {"criterion_id": 11, "section": 13, "label": 46, "weight": 9, "minimum": 9}
SECTION, WEIGHT, MINIMUM, SHARE, BLOCKS = 2, 4, 5, 6, 8
BELOW = "✗"
COMPARED_FIRST, COMPARED_STATUS = 6, 4


class JuryGrid:
    """Where the cells of the grid are, for the sheet that compares the solutions."""

    def __init__(self, book: Book) -> None:
        self.jurors = book.room.jurors
        self.last = FIRST + book.room.criteria - 1
        self.name = grid_name("jury_scores")

    def left(self, solution: int) -> int:
        """The first column of a solution's block: the jurors, their mean, the mark, a gap."""
        return BLOCKS + solution * (self.jurors + 3)

    def mean(self, solution: int) -> int:
        """The column of a solution's means."""
        return self.left(solution) + self.jurors

    def head(self, solution: int, row: int) -> str:
        """A cell above a solution's block, as other sheets name it."""
        return f"{quote_sheetname(self.name)}!{cell(row, self.left(solution), 'row column')}"

    def compared(self, solution: int, column: int) -> str:
        """A cell of the sheet that compares the solutions."""
        row = cell(COMPARED_FIRST + solution, column, "row column")
        return f"{quote_sheetname(grid_name('comparison'))}!{row}"

    def down(self, column: int) -> str:
        """The cells of a column, on this sheet."""
        return cells(FIRST, column, self.last, column, "row column")


def write_jury_grid(book: Book) -> JuryGrid:
    """Write the grid with the criteria and the scores there are."""
    grid = JuryGrid(book)
    sheet = book.add_grid(grid.name, "jury_scores", BLUE)
    book.name_range("criteria", sheet, 1, FIRST, grid.last)
    _write_top(book, sheet)
    _write_criteria(book, sheet, grid)
    given = _scores(book)
    jurors = list(dict.fromkeys(juror for juror, _s, _c in given))
    solutions = list(dict.fromkeys(solution for _j, solution, _c in given))
    for slot in range(book.room.solutions):
        solution = solutions[slot] if slot < len(solutions) else None
        _write_block_head(book, sheet, grid, slot, solution)
        _write_jurors(book, sheet, grid, slot, jurors)
        _write_block(book, sheet, grid, slot)
        _write_scores(book, sheet, grid, slot, [(j, solution) for j in jurors], given)
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
    sheet.set_row(1, 30)
    put_text(sheet, 1, 1, grid_name("jury_scores"), looks("title"))
    how = _(
        "Agree on criteria and weights first. Pick the solutions above their blocks and the jury in"
        " the first block, then type each score, from {low} to {high}; no score: leave it empty."
    ).format(low=format_number(low), high=format_number(high))
    put_text(sheet, 2, 1, how, looks("lead"))
    capacity = _(
        "Room for {criteria} criteria, {solutions} solutions (to the right) and {jurors} jurors:"
        " some columns are hidden, select those around them and unhide. More: “playbook copy”."
    ).format(criteria=room.criteria, solutions=room.solutions, jurors=room.jurors)
    put_text(sheet, 3, 1, capacity, looks("lead"))
    labels = {
        SOLUTIONS: _("Solution"), NAMES: _("Name"), STATUS: _("Rank"), TECHNICAL: _("Technical"),
        PROJECT: _("Project"), SCORE: _("Score"), OWN: _("Each juror's own score"),
        JURORS: _("Participant"),
    }  # fmt: skip
    for row, label in labels.items():
        put_text(sheet, row, SHARE, label, looks("label"))
        sheet.set_row(row, 20)
    sheet.set_row(NAMES, 32)
    sheet.set_row(HEADER, 90)
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
    light_up(book, sheet, (spare, 1, grid.last, MINIMUM), 1)
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
        put_formula(sheet, row, SHARE, formula, book.looks(_kind(book, row), "share", "centre"))


def _kind(book: Book, row: int) -> str:
    """How a calculated cell looks in a row that is there from the start, and in a spare one."""
    return "calculated" if row < FIRST + book.room.seen_criteria else "spare_calculated"


def _write_block_head(
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


def _write_jurors(
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


def _write_block(book: Book, sheet: Worksheet, grid: JuryGrid, slot: int) -> None:
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
        kind = _kind(book, row)
        put_formula(sheet, row, right, formula, looks(kind, "mean", "centre", "bold"))
        minimum, found = cell(row, MINIMUM, "column"), cell(row, right)
        judged = f"AND(ISNUMBER({minimum}),ISNUMBER({found}))"
        mark = f'=IF({judged},IF(ROUND({found}-{minimum},9)<0,"{BELOW}",""),"")'
        put_formula(sheet, row, right + 1, mark, looks(kind, "centre", "out"))
    sheet.conditional_format(
        FIRST, right, grid.last, right + 1,
        {"type": "formula", "criteria": f'={cell(FIRST, right + 1, "column")}="{BELOW}"',
         "format": book.file.add_format({"bg_color": PALE_ORANGE, "font_color": ORANGE})},
    )  # fmt: skip
    spare = FIRST + book.room.seen_criteria
    light_up(book, sheet, (spare, left, grid.last, right - 1), 1)
    light_up(book, sheet, (spare, right, grid.last, right + 1), 1, "calculated")
    write_note(sheet, HEADER, right + 1, _("The mean is below the minimum: the solution is out."))


def _write_scores(
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
