"""The solutions side by side: what the three sections of the solution grid add up to."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.language import _
from playbook.workbooks.book import A4, Book
from playbook.workbooks.cells import put_formula, put_text
from playbook.workbooks.cost_totals import TOTALS, CostTotals
from playbook.workbooks.formulas import cell, cells, looked_up
from playbook.workbooks.jury_layout import (
    BELOW,
    COMPARED_FIRST,
    COMPARED_STATUS,
    PROJECT,
    SCORE,
    SOLUTIONS,
    TECHNICAL,
    JuryGrid,
)
from playbook.workbooks.jury_layout import (
    FIRST as FIRST_CRITERION,
)
from playbook.workbooks.layout import NOT_DATA, grid_name
from playbook.workbooks.lines import (
    FEEDBACK_RATING,
    FEEDBACK_SOLUTION,
    FIRST,
)

ADMITTED = 16


def write_comparison(book: Book, grid: JuryGrid, totals: CostTotals) -> None:
    """Write the solutions side by side: ranks, scores, costs, the oral."""
    sheet = book.add_grid(grid_name("comparison"), NOT_DATA, "accent", A4)
    looks = book.looks
    lead = _(
        "Made from the three sections of the solution grid. A solution below a minimum is out;"
        " solutions for the same use case are ranked among themselves; ties share a rank."
    )
    currency = _("Costs in {currency}.").format(currency=book.parameters.currency)
    book.write_top(sheet, lead, currency)
    headers = [
        (_("Solution"), 12), (_("Name"), 28), (_("Use case"), 10), (_("Rank"), 13),
        (_("Technical"), 11), (_("Project"), 11), (_("Score"), 11), (_("Below a minimum"), 11),
        ("BUILD", 12), (_("RUN, all years"), 12), (_("Total"), 12), (_("Own staff's share"), 11),
        (_("Total, discounted"), 13), (_("Oral: mean rating"), 11), (_("Oral: ratings"), 9),
    ]  # fmt: skip
    sheet.set_row(COMPARED_FIRST - 1, 48)
    for place, (header, width) in enumerate(headers, start=1):
        sheet.set_column(place, place, width)
        put_text(sheet, COMPARED_FIRST - 1, place, header, looks("head_calculated", "centre"))
    sheet.set_column(ADMITTED, ADMITTED, None, None, {"hidden": True})
    for slot in range(book.room.solutions):
        for place, (formula, look) in _compared(book, grid, totals, slot).items():
            look_names = ("calculated", *look.split())
            put_formula(sheet, COMPARED_FIRST + slot, place, formula, looks(*look_names))
    _colour(book, sheet)
    sheet.freeze_panes(COMPARED_FIRST, 3)
    sheet.print_area(1, 1, COMPARED_FIRST + book.room.solutions - 1, len(headers))


def _compared(
    book: Book, grid: JuryGrid, totals: CostTotals, slot: int
) -> dict[int, tuple[str, str]]:
    """The formula and the look of each cell of a solution's row."""
    row, last = COMPARED_FIRST + slot, COMPARED_FIRST + book.room.solutions - 1
    on_grid = quote_sheetname(grid.name)
    scores = cells(FIRST_CRITERION, grid.left(slot), grid.last, grid.mean(slot) - 1, "row column")
    marks = cells(FIRST_CRITERION, grid.mean(slot) + 1, grid.last, grid.mean(slot) + 1)
    solution, use_case = cell(row, 1, "column"), cell(row, 3)
    score, below, admitted = cell(row, 7), cell(row, 8), cell(row, ADMITTED)
    picked = grid.head(slot, SOLUTIONS)
    others = (
        cells(COMPARED_FIRST, 3, last, 3, "row"),
        cells(COMPARED_FIRST, ADMITTED, last, ADMITTED, "row"),
    )
    ahead = f"EXACT({others[0]},{use_case})*ISNUMBER({others[1]})*({others[1]}>{admitted})"
    nobody = f"COUNT({on_grid}!{scores})=0"
    status = (
        f'=IF({solution}="","",IF({nobody},"{_("not scored")}",IF({below}>0,"{_("eliminated")}",'
        f'IF({score}="","{_("incomplete")}",1+SUMPRODUCT({ahead})))))'
    )
    listed = book.ranges["solutions"]
    costs = totals.column(TOTALS)

    def cost(place: int) -> str:
        first = costs.split(":")[0]
        found = f"SUMPRODUCT(EXACT({costs},{solution})*(ROW({costs})-ROW({first})+1))"
        once = f"SUMPRODUCT(--EXACT({costs},{solution}))=1"
        return f'=IF({solution}="","",IF({once},INDEX({totals.column(place)},{found}),""))'

    def oral(place: int) -> str:
        block = cells(FIRST, place, FIRST + book.room.feedback - 1, place, "row column")
        return f"{quote_sheetname(grid_name('feedback'))}!{block}"

    rated = f"EXACT({oral(FEEDBACK_SOLUTION)},{solution})"
    ratings = f"SUMPRODUCT({rated}*ISNUMBER({oral(FEEDBACK_RATING)}))"
    mean = f"SUMPRODUCT(--{rated},{oral(FEEDBACK_RATING)})/{ratings}"
    return {
        1: (f'=IF({picked}="","",{picked})', "identifier centre"),
        2: (looked_up(solution, listed, book.ranges["solutions.name"]), "text bold"),
        3: (looked_up(solution, listed, book.ranges["solutions.use_case_id"]), "identifier centre"),
        COMPARED_STATUS: (status, "centre bold"),
        5: (f"={grid.head(slot, TECHNICAL)}", "mean centre"),
        6: (f"={grid.head(slot, PROJECT)}", "mean centre"),
        7: (f"={grid.head(slot, SCORE)}", "mean centre bold"),
        8: (f'=IF({solution}="","",COUNTIF({on_grid}!{marks},"{BELOW}"))', "whole centre"),
        9: (cost(totals.build), "money"),
        10: (cost(totals.run), "money"),
        11: (cost(totals.total), "money"),
        12: (cost(totals.share), "share centre"),
        13: (cost(totals.discounted), "money bold"),
        14: (f'=IF({solution}="","",IF({ratings}=0,"",{mean}))', "mean centre"),
        15: (f'=IF({solution}="","",{ratings})', "whole centre"),
        ADMITTED: (
            f'=IF({solution}="","",IF({nobody},"",IF({below}>0,"",{score})))', "mean centre",
        ),
    }  # fmt: skip


def _colour(book: Book, sheet: Worksheet) -> None:
    """Set the first off, and what is out; draw the scores as bars."""
    last = COMPARED_FIRST + book.room.solutions - 1
    rank = cell(COMPARED_FIRST, COMPARED_STATUS, "column")
    for criteria, look in (
        (f"={rank}=1", {"bg_color": "chosen", "font_color": "accent", "bold": True}),
        (f'={rank}="{_("eliminated")}"', {"bg_color": "warned", "font_color": "caution"}),
    ):
        sheet.conditional_format(
            COMPARED_FIRST, 1, last, COMPARED_STATUS,
            {"type": "formula", "criteria": criteria, "format": book.looks.format(look)},
        )  # fmt: skip
    low, high = book.scales["jury"]
    bar = {
        "type": "data_bar", "bar_color": book.looks.colour("bar"), "bar_solid": True,
        "min_type": "num", "max_type": "num", "min_value": low, "max_value": high,
    }  # fmt: skip
    sheet.conditional_format(COMPARED_FIRST, 7, last, 7, bar)
