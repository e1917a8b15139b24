"""Where things stand in a workbook: names of sheets, room for rows and columns, hidden marks.

The grids (sheets that are laid out for people, not as plain tables) carry hidden marks by which
they are read again, in any language: the mark of the sheet in A1, what a column holds in row 1,
what a row holds in column A.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from playbook.language import N_, _
from playbook.sources.extraction.sheet import MOST_COLUMNS
from playbook.tables import TABLES
from playbook.tables.columns import Table

MARK = "playbook:"
NOT_DATA = "playbook:shown"
HEADER_ROW, VOTER_ROW, SOLUTION_ROW = "header", "participant", "solution"
CALCULATED = "calculated"
NO_VOTE = "–"

GRIDS = {
    "ratings": N_("Prioritisation of use cases"),
    "jury_scores": N_("Solution grid 1 - criteria"),
    "costs": N_("Solution grid 2 - costs"),
    "feedback": N_("Solution grid 3 - oral"),
    "jury_comments": N_("Comments of the jury"),
}
SHOWN = {
    "read_me": N_("Read me"),
    "ranking": N_("Ranking and matrix"),
    "comparison": N_("Solutions compared"),
    "lists": N_("Lists"),
}
HELD_BY_GRIDS = {
    "ratings": ("use_cases", "ratings"),
    "jury_scores": ("criteria", "jury_scores"),
    "costs": ("costs",),
    "feedback": ("feedback",),
}

PLAIN_ROWS = 2000
LEFT_OF_VOTES = 20


def plain_name(table: Table) -> str:
    """The name of a table's plain sheet.

    A table of the company's own has the name that it was declared by, which every program takes.
    """
    return table.name if table.own else _(table.label)


def grid_name(grid: str) -> str:
    """The name of a grid's sheet."""
    return _({**GRIDS, **SHOWN}[grid])


@dataclass(frozen=True)
class Room:
    """How many of each a workbook holds: the usual number, or more where there are many already.

    Attributes
    ----------
    voters, use_cases : int
        Participants across and use cases down in the prioritisation grid.
    jurors, solutions, criteria : int
        In the grid of criteria: jurors within each solution, solutions across, criteria down.
    listed : int
        Rows of participants, and of solutions, that the grids look names up in.
    cost_lines, years, feedback : int
        Lines of costs, years of RUN, lines of feedback.
    seen_voters, seen_use_cases, seen_jurors, seen_solutions, seen_criteria : int
        How many of them meet the eye, and are printed, at first.
    """

    voters: int
    use_cases: int
    jurors: int
    solutions: int
    criteria: int
    listed: int
    cost_lines: int
    years: int
    feedback: int
    seen_voters: int
    seen_use_cases: int
    seen_jurors: int
    seen_solutions: int
    seen_criteria: int


def room_for(frames: Mapping[str, pd.DataFrame]) -> Room:
    """The room that these tables need, with some to spare."""
    voters = frames["ratings"]["participant_id"].nunique()
    across = max(40, voters + 10)
    jurors = frames["jury_scores"]["participant_id"].nunique()
    scored = frames["jury_scores"]["solution_id"].nunique()
    listed = max(len(frames["participants"]), len(frames["solutions"]))
    years = frames["costs"]["year"].max() if len(frames["costs"]) else 0
    return Room(
        voters=across,
        use_cases=max(60, len(frames["use_cases"]) + 20),
        jurors=max(15, jurors + 5),
        solutions=max(12, scored + 4),
        criteria=max(40, len(frames["criteria"]) + 15),
        listed=max(200, listed + 100),
        cost_lines=max(400, len(frames["costs"]) + 200),
        years=int(min(max(5, years), 30)),
        feedback=max(200, len(frames["feedback"]) + 100),
        seen_voters=min(max(7, voters, len(frames["participants"])), across),
        seen_use_cases=max(18, len(frames["use_cases"])),
        seen_jurors=max(7, jurors),
        seen_solutions=max(4, scored),
        seen_criteria=max(14, len(frames["criteria"])),
    )


def fits(grid: str, frames: Mapping[str, pd.DataFrame], room: Room) -> bool:
    """Whether a grid can hold its tables: it cannot say a key twice, nor what no row or column is.

    The tables of a campaign that checks without a problem always fit, unless they are wider than
    a sheet; those that do not are written as plain sheets.
    """
    inner, outer, key = {
        "ratings": ("use_cases", "ratings", "use_case_id"),
        "jury_scores": ("criteria", "jury_scores", "criterion_id"),
    }.get(grid, ("", "", ""))
    if not outer:
        return True
    columns = room.voters * 2 if grid == "ratings" else room.solutions * (room.jurors + 3)
    keys = list(TABLES[outer].key)
    return bool(
        columns + LEFT_OF_VOTES < MOST_COLUMNS
        and frames[inner][key].notna().all()
        and frames[inner][key].is_unique
        and frames[outer][keys].notna().all(axis=None)
        and not frames[outer].duplicated(keys).any()
        and frames[outer][key].isin(frames[inner][key]).all()
    )
