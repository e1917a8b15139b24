"""What the solution grid adds up to: costs by solution, and the solutions side by side."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.language import _
from playbook.sources.words import word_of
from playbook.tables import TABLES
from playbook.workbooks.book import A4, Book
from playbook.workbooks.cells import put_formula, put_text
from playbook.workbooks.formulas import cell, cells, looked_up
from playbook.workbooks.jury_grid import (
    BELOW,
    COMPARED_FIRST,
    COMPARED_STATUS,
    PROJECT,
    SCORE,
    SOLUTIONS,
    TECHNICAL,
    JuryGrid,
)
from playbook.workbooks.jury_grid import (
    FIRST as FIRST_CRITERION,
)
from playbook.workbooks.layout import NOT_DATA, grid_name
from playbook.workbooks.limits import write_note
from playbook.workbooks.lines import (
    COST_COLUMNS,
    DAYS,
    DISCOUNTED,
    FEEDBACK_RATING,
    FEEDBACK_SOLUTION,
    FIRST,
    HEADER,
    OWN,
    VALUED,
)
from playbook.workbooks.looks import BLUE, ORANGE, PALE_BLUE, PALE_ORANGE

TOTALS = DISCOUNTED + 2
ADMITTED = 16


class CostTotals:
    """Where the totals of the costs are, on the right of their lines."""

    def __init__(self, book: Book) -> None:
        years = book.room.years
        self.solutions = min(book.room.listed, max(20, len(book.frames["solutions"]) + 10))
        self.last = FIRST + self.solutions - 1
        self.build = TOTALS + 2
        self.years = range(self.build + 1, self.build + 1 + years)
        self.run = self.years.stop
        self.total, self.own, self.days, self.share, self.discounted = range(
            self.run + 1, self.run + 6
        )

    def column(self, place: int) -> str:
        """The cells of a column, as other sheets name them."""
        block = cells(FIRST, place, self.last, place, "row column")
        return f"{quote_sheetname(grid_name('costs'))}!{block}"


def write_cost_totals(book: Book, sheet: Worksheet) -> CostTotals:
    """Write what each solution costs: BUILD, RUN by year, own staff's time, all discounted."""
    totals = CostTotals(book)
    looks, rate = book.looks, book.parameters.discount_rate
    currency = book.parameters.currency
    put_text(
        sheet, HEADER - 1, TOTALS,
        _("What each solution costs, in {currency}").format(currency=currency), looks("heading"),
    )  # fmt: skip
    headers = {
        TOTALS: (_("Solution"), 12),
        TOTALS + 1: (_("Name"), 24),
        totals.build: ("BUILD", 11),
    }
    for year, place in enumerate(totals.years, start=1):
        headers[place] = (_("RUN, year {year}").format(year=year), 11)
    headers |= {
        totals.run: (_("RUN, all years"), 11), totals.total: (_("Total"), 12),
        totals.own: (_("Own staff's time"), 12), totals.days: (_("Person-days"), 9),
        totals.share: (_("Own staff's share"), 9), totals.discounted: (_("Total, discounted"), 12),
    }  # fmt: skip
    book.mark_calculated(sheet, *headers)
    for place, (header, width) in headers.items():
        sheet.set_column(place, place, width)
        put_text(sheet, HEADER, place, header, looks("head_calculated", "centre"))
    note = _("Each year's costs divided by (1 + {rate}) to the power of the year.")
    write_note(sheet, HEADER, totals.discounted, note.format(rate=f"{rate:.1%}"))
    for offset in range(totals.solutions):
        for place, (formula, look) in _totals(book, totals, offset).items():
            put_formula(sheet, FIRST + offset, place, formula, looks("calculated", *look.split()))
    return totals


def _totals(book: Book, totals: CostTotals, offset: int) -> dict[int, tuple[str, str]]:
    """The formula and the look of each cell of a solution's totals."""
    row, last = FIRST + offset, FIRST + book.room.cost_lines - 1

    def lines(place: int) -> str:
        return cells(FIRST, place, last, place, "row column")

    sheet, block = book.ranges["solutions"].rsplit("!", 1)
    listed = f"{sheet}!{cell(int(block.split(':')[0].rsplit('$', 1)[1]) - 1 + offset, 0)}"
    solution = cell(row, TOTALS, "column")
    own_lines = f"EXACT({lines(COST_COLUMNS['solution_id'])},{solution})"
    guard = f'IF({solution}="","",IF(SUMPRODUCT(--{own_lines})=0,""'

    def summed(place: int, condition: str = "1") -> str:
        return f"={guard},SUMPRODUCT({own_lines}*{condition},{lines(place)})))"

    phase, year = lines(COST_COLUMNS["phase"]), lines(COST_COLUMNS["year"])
    build, run = (
        f'({phase}="{word_of(code, TABLES["costs"].column("phase"))}")' for code in ("build", "run")
    )
    own = cell(row, totals.own)
    own_values, days = lines(OWN), lines(DAYS)
    timed = f"{own_lines}*ISNUMBER({own_values})"
    in_days = f"SUMPRODUCT({timed}*ISNUMBER({days}))=0"
    all_of_it = cell(row, totals.total)
    names = book.ranges["solutions"], book.ranges["solutions.name"]
    return {
        TOTALS: (f'=IF({listed}="","",{listed}&"")', "identifier"),
        TOTALS + 1: (looked_up(solution, *names), "text"),
        totals.build: (summed(VALUED, build), "money"),
        **{
            place: (summed(VALUED, f"{run}*({year}={number})"), "money")
            for number, place in enumerate(totals.years, start=1)
        },
        totals.run: (summed(VALUED, run), "money"),
        totals.total: (summed(VALUED), "money bold"),
        totals.own: (
            f'={guard},IF(SUMPRODUCT({timed})=0,"",SUMPRODUCT(--{own_lines},{own_values}))))',
            "money",
        ),
        totals.days: (
            f'={guard},IF({in_days},"",SUMPRODUCT({timed},{days}))))',
            "number",
        ),
        totals.share: (
            f'=IF({own}="","",IF(N({all_of_it})>0,{own}/{all_of_it},""))', "share centre",
        ),
        totals.discounted: (summed(DISCOUNTED), "money bold"),
    }  # fmt: skip


def write_comparison(book: Book, grid: JuryGrid, totals: CostTotals) -> None:
    """Write the solutions side by side: ranks, scores, costs, the oral."""
    sheet = book.add_grid(grid_name("comparison"), NOT_DATA, BLUE, A4)
    looks = book.looks
    sheet.set_row(1, 30)
    put_text(sheet, 1, 1, grid_name("comparison"), looks("title"))
    lead = _(
        "Made from the three sections of the solution grid. A solution below a minimum is out;"
        " solutions for the same use case are ranked among themselves; ties share a rank."
    )
    put_text(sheet, 2, 1, lead, looks("lead"))
    currency = _("Costs in {currency}.").format(currency=book.parameters.currency)
    put_text(sheet, 3, 1, currency, looks("lead"))
    headers = [
        (_("Solution"), 12), (_("Name"), 28), (_("Use case"), 10), (_("Rank"), 13),
        (_("Technical"), 11), (_("Project"), 11), (_("Score"), 11), (_("Below a minimum"), 11),
        ("BUILD", 12), (_("RUN, all years"), 12), (_("Total"), 12), (_("Own staff's share"), 11),
        (_("Total, discounted"), 13), (_("Oral: mean rating"), 11), (_("Oral: ratings"), 9),
    ]  # fmt: skip
    sheet.set_row(COMPARED_FIRST - 1, 34)
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
        (f"={rank}=1", {"bg_color": PALE_BLUE, "font_color": BLUE, "bold": True}),
        (f'={rank}="{_("eliminated")}"', {"bg_color": PALE_ORANGE, "font_color": ORANGE}),
    ):
        sheet.conditional_format(
            COMPARED_FIRST, 1, last, COMPARED_STATUS,
            {"type": "formula", "criteria": criteria, "format": book.file.add_format(look)},
        )  # fmt: skip
    low, high = book.scales["jury"]
    bar = {
        "type": "data_bar", "bar_color": "#9CCBE6", "bar_solid": True,
        "min_type": "num", "max_type": "num", "min_value": low, "max_value": high,
    }  # fmt: skip
    sheet.conditional_format(COMPARED_FIRST, 7, last, 7, bar)
