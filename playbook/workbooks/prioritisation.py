"""The grid of the prioritisation workshop: a row a use case, two columns a participant."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.language import _, format_number
from playbook.tables import TABLES
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_formula, put_number, put_text, put_value
from playbook.workbooks.formulas import cell, cells, looked_up, unless_empty
from playbook.workbooks.layout import HEADER_ROW, NO_VOTE, VOTER_ROW, grid_name
from playbook.workbooks.limits import limit_cells, note_of, scale_message, write_note
from playbook.workbooks.rows import light_up, set_heights, write_inputs

IDS, NAMES, HEADER, FIRST = 4, 5, 6, 7
NAMED = {"use_case_id": 9, "title": 28}
"""What is left of the votes: they are on a projector's screen beside it."""
NOTED = {
    "value_comment": 34, "feasibility_comment": 34, "value_drivers": 15,
    "feasibility_drivers": 15, "description": 34, "idea_id": 7,
}  # fmt: skip
"""What is right of the votes, with the width of each column."""
VALUE, FEASIBILITY, VALUE_VOTES, FEASIBILITY_VOTES, SCORE, RANK, VOTES = range(3, 10)


class PrioritisationGrid:
    """Where the cells of the grid are, for the sheets that show what it says."""

    def __init__(self, book: Book) -> None:
        self.last = FIRST + book.room.use_cases - 1
        self.right = VOTES + 2 * book.room.voters - 1
        self.seen = VOTES + 2 * book.room.seen_voters
        noted = range(self.right + 1, self.right + 1 + len(NOTED))
        self.columns = dict(zip((*NAMED, *NOTED), (1, 2, *noted), strict=True))
        self.name = grid_name("ratings")

    def column(self, place: int) -> str:
        """The cells of a column, as other sheets name them."""
        block = cells(FIRST, place, self.last, place, "row column")
        return f"{quote_sheetname(self.name)}!{block}"


def write_prioritisation(book: Book) -> PrioritisationGrid:
    """Write the grid with the use cases and the votes there are."""
    grid = PrioritisationGrid(book)
    sheet = book.add_grid(grid.name, "ratings", "accent")
    book.name_range("use_cases", sheet, 1, FIRST, grid.last)
    _write_top(book, sheet)
    _write_use_cases(book, sheet, grid)
    _write_results(book, sheet, grid)
    _write_votes(book, sheet, grid)
    top = book.parameters.top_n
    rank = cell(FIRST, RANK, "column")
    sheet.conditional_format(
        FIRST, RANK - 1, grid.last, RANK,
        {"type": "formula", "criteria": f"=AND(ISNUMBER({rank}),{rank}<={top})",
         "format": book.looks.format({"bold": True, "bg_color": "chosen", "font_color": "accent"})},
    )  # fmt: skip
    sheet.freeze_panes(FIRST, 3)
    sheet.repeat_rows(IDS, HEADER)
    sheet.print_area(1, 1, grid.last, grid.right + len(NOTED))
    return grid


def _write_top(book: Book, sheet: Worksheet) -> None:
    """The title, how to fill the sheet, and the weights."""
    looks, weights = book.looks, book.parameters.weights
    low, high = book.scales["rating"]
    how = _(
        "List the use cases before the workshop. Pick who votes in the yellow cells above the"
        " votes. Type each vote, from {low} to {high}; no vote: leave it empty. The comments are"
        " to the right of the votes."
    ).format(low=format_number(low), high=format_number(high))
    room = _(
        "Room for {use_cases} use cases and {voters} participants. {shown} are shown and printed;"
        " for more, show the hidden columns between the votes and the comments. Still more: bring"
        " the workbook into a new one with “playbook copy”, which makes room to spare."
    ).format(
        voters=book.room.voters,
        use_cases=book.room.use_cases,
        shown=book.room.seen_voters,
    )
    book.write_top(sheet, how, room)
    put_text(sheet, IDS, VALUE - 1, _("Weight"), looks("label"))
    put_number(sheet, IDS, VALUE, weights.value_weight, looks("calculated", "number", "centre"))
    put_number(
        sheet, IDS, FEASIBILITY, weights.feasibility_weight,
        looks("calculated", "number", "centre"),
    )  # fmt: skip
    note = _("Set by the campaign's parameters (weights), when the workbook was made.")
    write_note(sheet, IDS, VALUE, note)
    put_text(sheet, IDS, RANK, _("Participant"), looks("label"))
    put_text(sheet, NAMES, RANK, _("Name"), looks("label"))
    sheet.write_string(IDS, 0, VOTER_ROW, looks("hidden"))
    sheet.write_string(HEADER, 0, HEADER_ROW, looks("hidden"))
    sheet.set_row(NAMES, 30)
    sheet.set_row(HEADER, 84)


def _write_use_cases(book: Book, sheet: Worksheet, grid: PrioritisationGrid) -> None:
    """What is compared, and the comments: the table of use cases."""
    table, frame = TABLES["use_cases"], book.frames["use_cases"]
    widths = {**NAMED, **NOTED}
    for name, place in grid.columns.items():
        column = table.column(name)
        sheet.set_column(place, place, widths[name])
        sheet.write_string(0, place, name, book.looks("hidden"))
        look = book.looks("head" if column.required else "head_optional")
        put_text(sheet, HEADER, place, _(column.label), look)
        write_note(sheet, HEADER, place, note_of(book, column))
        limit_cells(book, sheet, (FIRST, place, grid.last, place), table, column)
        rows = book.room.seen_use_cases, book.room.use_cases
        details = ["bold"] if name == "title" else []
        write_inputs(book, sheet, (FIRST, place), column, frame[name], rows, *details)
    set_heights(sheet, FIRST, frame, widths)
    spare = FIRST + book.room.seen_use_cases
    light_up(book, sheet, (spare, 1, grid.last, len(NAMED)), 1)
    light_up(book, sheet, (spare, VOTES, grid.last, grid.right + len(NOTED)), 1)
    light_up(book, sheet, (spare, VALUE, grid.last, RANK), 1, "calculated")


def _write_results(book: Book, sheet: Worksheet, grid: PrioritisationGrid) -> None:
    """Means, scores and ranks."""
    looks = book.looks
    headers = {
        VALUE: (_("Mean value"), _("The mean of the votes on value.")),
        FEASIBILITY: (_("Mean feasibility"), _("The mean of the votes on feasibility.")),
        VALUE_VOTES: (_("Votes: value"), _("How many voted on value.")),
        FEASIBILITY_VOTES: (_("Votes: feasibility"), _("How many voted on feasibility.")),
        SCORE: (
            _("Score"),
            _("The weighted mean of both; empty while one that counts has no vote."),
        ),
        RANK: (_("Rank"), _("1 is the best; use cases with the same score share a rank.")),
    }
    for place, (header, note) in headers.items():
        put_text(sheet, HEADER, place, header, looks("head_calculated", "upright"))
        write_note(sheet, HEADER, place, note)
    sheet.set_column(VALUE, FEASIBILITY_VOTES, 6.5)
    sheet.set_column(SCORE, RANK, 8)
    book.mark_calculated(sheet, *headers)
    for row in range(FIRST, grid.last + 1):
        for place, (formula, look) in _results(row, grid).items():
            guarded = unless_empty(cell(row, 1, "column"), formula)
            kind = "calculated" if row < FIRST + book.room.seen_use_cases else "spare_calculated"
            put_formula(sheet, row, place, guarded, looks(kind, look, "centre"))


def _results(row: int, grid: PrioritisationGrid) -> dict[int, tuple[str, str]]:
    """The formula and the look of each calculated cell of a row."""
    kinds = cells(0, VOTES, 0, grid.right, "row column")
    votes = cells(row, VOTES, row, grid.right, "column")
    value, feasibility = cell(row, VALUE), cell(row, FEASIBILITY)
    weight, other = cell(IDS, VALUE, "row column"), cell(IDS, FEASIBILITY, "row column")
    missing = f'OR(AND({weight}>0,{value}=""),AND({other}>0,{feasibility}=""))'
    total = f"(N({value})*{weight}+N({feasibility})*{other})/({weight}+{other})"
    score, scores = cell(row, SCORE), cells(FIRST, SCORE, grid.last, SCORE, "row")
    return {
        VALUE: (f'IFERROR(AVERAGEIF({kinds},"value",{votes}),"")', "mean"),
        FEASIBILITY: (f'IFERROR(AVERAGEIF({kinds},"feasibility",{votes}),"")', "mean"),
        VALUE_VOTES: (f'SUMPRODUCT(({kinds}="value")*ISNUMBER({votes}))', "whole"),
        FEASIBILITY_VOTES: (f'SUMPRODUCT(({kinds}="feasibility")*ISNUMBER({votes}))', "whole"),
        SCORE: (f'IF({missing},"",ROUND({total},9))', "mean"),
        RANK: (f'IF({score}="","",RANK({score},{scores}))', "whole"),
    }


def _write_votes(book: Book, sheet: Worksheet, grid: PrioritisationGrid) -> None:
    """The columns of the participants, each with the votes there are."""
    looks, frame = book.looks, book.frames["ratings"]
    table = TABLES["ratings"]
    rows = {key: row for row, key in enumerate(book.frames["use_cases"]["use_case_id"], FIRST)}
    voters = list(frame["participant_id"].drop_duplicates())
    given = {
        (voter, use_case): (value, feasibility)
        for voter, use_case, value, feasibility in zip(
            *(frame[name] for name in ("participant_id", "use_case_id", "value", "feasibility")),
            strict=True,
        )
    }
    message = scale_message(*book.scales["rating"])
    for slot in range(book.room.voters):
        place = VOTES + 2 * slot
        voter = voters[slot] if slot < len(voters) else None
        _write_voter(book, sheet, place, voter)
        for offset, name in enumerate(("value", "feasibility")):
            column = table.column(name)
            folded = {"hidden": True} if place >= grid.seen else {}
            sheet.set_column(place + offset, place + offset, 6.5, None, folded)
            sheet.write_string(0, place + offset, name, looks("hidden"))
            put_text(sheet, HEADER, place + offset, _(column.label), looks("head", "upright"))
        limit_cells(book, sheet, (FIRST, place, grid.last, place + 1), table, table.column("value"))
        look = looks("input", "number", "centre")
        for use_case, row in rows.items():
            votes = given.get((voter, use_case))
            none_cast = votes is not None and all(vote != vote for vote in votes)
            for offset, vote in enumerate(votes or (None, None)):
                if none_cast:
                    put_text(sheet, row, place + offset, NO_VOTE, look)
                else:
                    put_value(sheet, row, place + offset, vote, table.column("value"), look)
        for row in range(FIRST + len(rows), grid.last + 1):
            seen = row < FIRST + book.room.seen_use_cases
            empty = look if seen else looks("spare_input", "number", "centre")
            sheet.write_blank(row, place, None, empty)
            sheet.write_blank(row, place + 1, None, empty)
    write_note(sheet, HEADER, VOTES, message)


def _write_voter(book: Book, sheet: Worksheet, place: int, voter: str | None) -> None:
    """The identifier of a participant, to be picked, and the name that belongs to it."""
    looks, column = book.looks, TABLES["ratings"].column("participant_id")
    look = looks("input", "identifier", "centre", "bold", "middle")
    sheet.merge_range(IDS, place, IDS, place + 1, "", look)
    put_value(sheet, IDS, place, voter, column, look)
    limit_cells(book, sheet, (IDS, place, IDS, place), TABLES["ratings"], column)
    shown = looks("calculated", "wrap", "centre", "middle")
    sheet.merge_range(NAMES, place, NAMES, place + 1, "", shown)
    people = book.ranges["participants"], book.ranges["participants.name"]
    put_formula(sheet, NAMES, place, looked_up(cell(IDS, place), *people), shown)
