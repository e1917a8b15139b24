"""What each solution costs, on the right of the lines of costs."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.language import _
from playbook.sources.words import word_of
from playbook.tables import TABLES
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_formula, put_text
from playbook.workbooks.formulas import cell, cells, looked_up
from playbook.workbooks.layout import grid_name
from playbook.workbooks.limits import write_note
from playbook.workbooks.lines import (
    COST_COLUMNS,
    DAYS,
    DISCOUNTED,
    FIRST,
    HEADER,
    OWN,
    VALUED,
)

TOTALS = DISCOUNTED + 2


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


def write_cost_totals(book: Book, sheet: Worksheet, seen: int) -> CostTotals:
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
    last = FIRST + max(seen, totals.solutions) - 1
    sheet.print_area(1, 1, last, totals.discounted)
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
