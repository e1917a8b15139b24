"""Write a campaign's workbook: its grids, a plain sheet for every other table, what they show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd

from playbook.brand.roles import KIT, Brand
from playbook.errors import PlaybookError
from playbook.language import N_, _, language
from playbook.parameters.declared import Parameters
from playbook.sources.extraction.sheet import MOST_CELLS, MOST_ROWS, Sheet
from playbook.tables import STEPS, TABLES
from playbook.tables.columns import Table, description_of
from playbook.tables.dictionary import STEP_TITLES
from playbook.tables.own import Contract, holding
from playbook.workbooks.book import Book, start_book
from playbook.workbooks.comparison import write_comparison
from playbook.workbooks.cost_totals import write_cost_totals
from playbook.workbooks.foreign import write_foreign
from playbook.workbooks.jury_grid import write_jury_grid
from playbook.workbooks.layout import grid_name, plain_name
from playbook.workbooks.limits import name_identifiers, write_lists
from playbook.workbooks.lines import write_costs, write_feedback, write_jury_comments
from playbook.workbooks.plain import write_plain
from playbook.workbooks.prioritisation import write_prioritisation
from playbook.workbooks.ranking import write_ranking
from playbook.workbooks.read_me import Listed, new_read_me, write_read_me

MEANINGS = {
    "ratings": N_("The use cases, their comments, and everyone's votes on value and feasibility."),
    "ranking": N_("The use cases in the order of the votes, and their matrix."),
    "jury_scores": N_("Criteria and weights, and the jury's scores of each solution."),
    "jury_comments": N_("Why a juror gave a score, where that was noted."),
    "costs": N_("BUILD, RUN by year, own staff's time, and what they add up to."),
    "feedback": N_("What each juror noted on the day of the oral presentations."),
    "comparison": N_("The solutions side by side: ranks, scores, costs, the oral."),
}


def default_parameters(title: str) -> Parameters:
    """The parameters of tables that belong to no campaign."""
    day = datetime.date(2000, 1, 1)
    return Parameters(title=title, language=language(), challenge="…", data=title, as_of=day)


def write_workbook(
    frames: Mapping[str, pd.DataFrame],
    parameters: Parameters,
    foreign: Sequence[Sheet] = (),
    brand: Brand | None = None,
    contract: Contract = TABLES,
) -> bytes:
    """Write the workbook of a campaign, in the language being spoken.

    The same tables and parameters give the same bytes.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The tables there are, typed by the contract; every other one gets an empty sheet.
    parameters : Parameters
        The campaign's: its scales and weights limit and weigh the votes.
    foreign : sequence of Sheet
        Sheets of a person's own, whose values are written again behind the kit's.
    brand : Brand, optional
        Its colours, letters and logo; the kit's own without.
    contract : mapping of str to Table
        The tables that it can hold.

    Raises
    ------
    PlaybookError
        When a cell cannot hold a text, or there is more than a workbook should hold.
    """
    _refuse_too_much(frames)
    held = {
        name: holding(table, frames[name]) if name in frames else table
        for name, table in contract.items()
    }
    book, content = start_book(frames, parameters, brand or KIT, held)
    read_me = new_read_me(book)
    listed: list[Listed] = []
    for step, tables in STEPS.items():
        title = _(STEP_TITLES[step])
        for table in tables:
            if table.name not in book.in_grids:
                listed.append(_plain_sheet(book, held[table.name], title))
            elif table.name in WRITERS:
                shown = WRITERS[table.name](book)
                listed += [
                    Listed(title, grid_name(name), _(MEANINGS[name]), book.ranges.get(rows, ""))
                    for name, rows in shown
                ]
    listed += [
        _plain_sheet(book, table, _("Your own tables")) for table in held.values() if table.own
    ]
    write_lists(book)
    name_identifiers(book)
    write_read_me(book, read_me, listed)
    write_foreign(book, foreign)
    read_me.activate()
    book.file.close()
    return content.getvalue()


def _plain_sheet(book: Book, table: Table, step: str) -> Listed:
    """Write the plain sheet of a table, and say how it is listed."""
    write_plain(book, table)
    rows = book.ranges[f"{table.name}.{table.column_names[0]}"]
    return Listed(step, plain_name(table), description_of(table), rows)


def _refuse_too_much(frames: Mapping[str, pd.DataFrame]) -> None:
    """Refuse tables that would make a workbook larger than the kit reads again."""
    cells = sum(int(frame.notna().sum().sum()) for frame in frames.values())
    rows = max((len(frame) for frame in frames.values()), default=0)
    if cells > MOST_CELLS // 2 or rows > MOST_ROWS // 2:
        raise PlaybookError(
            _("there is too much for a workbook: keep the campaign in a folder or a database.")
        )


def _prioritisation(book: Book) -> list[tuple[str, str]]:
    """The grid of the prioritisation, and what it shows; each with the cells that are counted."""
    write_ranking(book, write_prioritisation(book))
    return [("ratings", "use_cases"), ("ranking", "")]


def _solution_grid(book: Book) -> list[tuple[str, str]]:
    """The sections of the solution grid, and what they show."""
    jury = write_jury_grid(book) if "jury_scores" in book.grids else None
    if jury:
        write_jury_comments(book)
    totals = write_cost_totals(book, *write_costs(book))
    write_feedback(book)
    if jury:
        write_comparison(book, jury, totals)
    shown = [("jury_scores", "criteria"), ("jury_comments", "jury_comments.rows")] if jury else []
    shown += [("costs", "costs.rows"), ("feedback", "feedback.rows")]
    return [*shown, ("comparison", "")] if jury else shown


WRITERS = {"use_cases": _prioritisation, "costs": _solution_grid}
