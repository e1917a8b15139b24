"""The sheet that shows the ranking of the use cases and their matrix, live."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.brand.names import renamed
from playbook.language import N_, _
from playbook.workbooks.book import A4, Book
from playbook.workbooks.cells import put_formula, put_number, put_text
from playbook.workbooks.formulas import cell, cells
from playbook.workbooks.layout import NOT_DATA, grid_name
from playbook.workbooks.looks import Looks
from playbook.workbooks.prioritisation import (
    FEASIBILITY,
    FEASIBILITY_VOTES,
    RANK,
    SCORE,
    VALUE,
    VALUE_VOTES,
    PrioritisationGrid,
)
from playbook.workbooks.prioritisation import FIRST as FIRST_USE_CASE
from playbook.workbooks.rows import light_up

HEADER, FIRST = 5, 6
MOST_POINTS = 120
"""A chart of Excel holds 255 series: two a use case, and the frame. The others are in the list."""
SHOWN = {
    "rank": RANK, "use_case_id": 1, "title": 2, "score": SCORE, "value": VALUE,
    "feasibility": FEASIBILITY, "value_votes": VALUE_VOTES, "feasibility_votes": FEASIBILITY_VOTES,
}  # fmt: skip
POSITION, PLACE, X, Y_FIRST, Y_OTHER, FRAME_X, FRAME_Y = range(30, 37)
ON_A_PAGE = 60
"""Use cases that one sheet of paper holds, whatever the font: some need a little less room."""
QUADRANTS = {
    (1, 1): N_("Start"),
    (0, 1): N_("Prepare"),
    (1, 0): N_("If convenient"),
    (0, 0): N_("Set aside"),
}


def write_ranking(book: Book, grid: PrioritisationGrid) -> None:
    """Write the ranking, the first first, and the matrix of value and feasibility."""
    sheet = book.add_grid(grid_name("ranking"), NOT_DATA, "accent", A4)
    last = FIRST + book.room.use_cases - 1
    _write_top(book, sheet, grid)
    _write_list(book, sheet, grid, last)
    _write_points(book, sheet, grid, last)
    sheet.insert_chart(
        HEADER - 1, 10, _matrix(book, sheet, last),
        {"description": _("Matrix of value and feasibility: each point is a use case.")},
    )  # fmt: skip
    sheet.freeze_panes(FIRST, 0)
    sheet.repeat_rows(HEADER)
    sheet.print_area(1, 1, last, 20)
    if book.room.use_cases <= ON_A_PAGE:
        sheet.fit_to_pages(1, 1)


def _write_top(book: Book, sheet: Worksheet, grid: PrioritisationGrid) -> None:
    """The title, and how many use cases have a score."""
    looks = book.looks
    lead = _(
        "Made from the votes on the sheet “{sheet}”. The first {count} are blue; use cases with the"
        " same score share a rank."
    ).format(sheet=grid.name, count=book.parameters.top_n)
    lead = renamed(lead, looks.names)
    doubt = _(
        "With few voters, a ranking is fragile: the kit's report says how"
        " sure it is. Talk about the first ones before you decide."
    )
    book.write_top(sheet, lead, doubt)
    put_text(sheet, 4, 3, _("With a score, of all listed:"), looks("label"))
    shown = looks("calculated", "whole", "centre", "bold")
    put_formula(sheet, 4, 4, f"=COUNT({grid.column(SCORE)})", shown)
    listed = f"=SUMPRODUCT(--(LEN({grid.column(1)})>0))"
    put_formula(sheet, 4, 5, listed, shown)


def _write_list(book: Book, sheet: Worksheet, grid: PrioritisationGrid, last: int) -> None:
    """The use cases in the order of their ranks."""
    looks = book.looks
    headers = {
        "rank": (_("Rank"), 7, "whole"), "use_case_id": (_("Use case"), 11, "identifier"),
        "title": (_("Title"), 40, "text"), "score": (_("Score"), 9, "mean"),
        "value": (_("Mean value"), 10, "mean"),
        "feasibility": (_("Mean feasibility"), 11, "mean"),
        "value_votes": (_("Votes: value"), 9, "whole"),
        "feasibility_votes": (_("Votes: feasibility"), 10, "whole"),
    }  # fmt: skip
    sheet.set_row(HEADER, 34)
    for place, (name, source) in enumerate(SHOWN.items(), start=1):
        header, width, look = headers[name]
        sheet.set_column(place, place, width)
        put_text(sheet, HEADER, place, header, looks("head_calculated", "centre"))
        aligned = looks("spare_calculated", look, *([] if name == "title" else ["centre"]))
        for row in range(FIRST, last + 1):
            found = cell(row, PLACE, "column")
            formula = f'=IF({found}="","",INDEX({grid.column(source)},{found}))'
            put_formula(sheet, row, place, formula, aligned)
    sheet.set_column(9, 9, 3)
    first = cell(FIRST, 1, "column")
    sheet.conditional_format(
        FIRST, 1, last, len(SHOWN),
        {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),{first}<={book.parameters.top_n})",
         "format": book.looks.format({"bold": True, "bg_color": "chosen", "font_color": "accent"})},
    )  # fmt: skip
    light_up(book, sheet, (FIRST, 1, last, len(SHOWN)), 1, "calculated")


def _write_points(book: Book, sheet: Worksheet, grid: PrioritisationGrid, last: int) -> None:
    """What the list and the chart are made of, in hidden columns."""
    look = book.looks("plain")
    sheet.set_column(POSITION, FRAME_Y, None, None, {"hidden": True})
    top = book.parameters.top_n
    name = quote_sheetname(grid.name)
    for offset in range(book.room.use_cases):
        row, source = FIRST + offset, FIRST_USE_CASE + offset
        rank = f"{name}!{cell(source, RANK)}"
        earlier = f"{name}!{cell(FIRST_USE_CASE, RANK, 'row')}:{cell(source, RANK)}"
        put_formula(
            sheet, row, POSITION, f'=IF({rank}="","",{rank}+COUNTIF({earlier},{rank})-1)', look
        )
        positions = cells(FIRST, POSITION, last, POSITION, "row")
        put_formula(
            sheet, row, PLACE, f'=IFERROR(MATCH({offset + 1},{positions},0),"")', look
        )  # fmt: skip
        rated = f"AND(ISNUMBER({cell(row, 5)}),ISNUMBER({cell(row, 6)}))"
        put_formula(sheet, row, X, f"=IF({rated},{cell(row, 6)},NA())", look)
        among = f"{cell(row, 1)}<={top}"
        put_formula(sheet, row, Y_FIRST, f"=IF({rated},IF({among},{cell(row, 5)},NA()),NA())", look)
        put_formula(sheet, row, Y_OTHER, f"=IF({rated},IF({among},NA(),{cell(row, 5)}),NA())", look)
    low, high = book.scales["rating"]
    middle = (low + high) / 2
    frame = [(low, middle), (high, middle), (middle, low), (middle, high)]
    frame += [
        (low + (high - low) * (0.25 + 0.5 * x), low + (high - low) * (0.97 if y else 0.03))
        for x, y in QUADRANTS
    ]
    for row, (x, y) in enumerate(frame, start=FIRST):
        put_number(sheet, row, FRAME_X, x, look)
        put_number(sheet, row, FRAME_Y, y, look)


def _matrix(book: Book, sheet: Worksheet, last: int) -> Chart:
    """The scatter chart: a series a use case, so that each point bears its identifier."""
    chart = book.file.add_chart({"type": "scatter"})
    name = quote_sheetname(sheet.get_name())

    def at(first: int, column: int, until: int | None = None) -> str:
        block = cells(first, column, first if until is None else until, column, "row column")
        return f"={name}!{block}"

    colour = book.looks.colour
    for number, word in enumerate(QUADRANTS.values()):
        font = {"color": colour("soft"), "size": 9, "bold": True}
        label = {"value": _(word).upper(), "font": font}
        chart.add_series(
            {
                "categories": at(FIRST + 4 + number, FRAME_X),
                "values": at(FIRST + 4 + number, FRAME_Y),
                "marker": {"type": "none"},
                "data_labels": {"value": True, "custom": [label], "position": "center"},
            }
        )
    for start in (FIRST, FIRST + 2):
        chart.add_series(
            {
                "categories": at(start, FRAME_X, start + 1),
                "values": at(start, FRAME_Y, start + 1),
                "marker": {"type": "none"},
                "line": {"color": colour("soft"), "width": 1, "dash_type": "dash"},
            }
        )
    for place, role, bold in ((Y_OTHER, "others", False), (Y_FIRST, "accent", True)):
        for row in range(FIRST, min(last, FIRST + MOST_POINTS - 1) + 1):
            chart.add_series(_point(book.looks, at(row, 2), at(row, X), at(row, place), role, bold))
    low, high = book.scales["rating"]
    axis: dict[str, Any] = {
        "min": low, "max": high, "crossing": "min",
        "major_unit": 1 if high - low <= 10 else (high - low) / 5,
        "major_gridlines": {"visible": True, "line": {"color": colour("line"), "width": 0.5}},
        "num_format": "General", "num_font": {"color": colour("soft"), "size": 9},
        "line": {"color": colour("line")},
    }  # fmt: skip
    named = {"name_font": {"color": colour("ink"), "size": 10, "bold": True}}
    chart.set_x_axis({**axis, **named, "name": _("Feasibility (mean)")})
    chart.set_y_axis({**axis, **named, "name": _("Value (mean)")})
    chart.set_legend({"none": True})
    chart.set_title(
        {
            "name": _("Value and feasibility"),
            "name_font": {"color": colour("ink"), "size": 13, "bold": True},
            "overlay": False,
        }
    )
    chart.set_chartarea({"border": {"color": colour("line")}, "fill": {"color": colour("paper")}})
    chart.set_plotarea({"fill": {"color": colour("calculated")}})
    chart.set_size({"width": 680, "height": 600})
    chart.show_hidden_data()
    chart.show_na_as_empty_cell()
    chart.show_blanks_as("gap")
    return chart


def _point(looks: Looks, name: str, x: str, y: str, role: str, bold: bool) -> dict[str, Any]:
    """One use case on the chart, with its identifier beside it."""
    return {
        "name": name,
        "categories": x,
        "values": y,
        "marker": {
            "type": "circle", "size": 9 if bold else 7,
            "fill": {"color": looks.colour(role)},
            "border": {"color": looks.colour("paper")},
        },
        "data_labels": {
            "series_name": True, "value": False, "position": "right",
            "font": {"color": looks.colour(role if bold else "ink"), "bold": bold, "size": 9},
        },
    }  # fmt: skip
