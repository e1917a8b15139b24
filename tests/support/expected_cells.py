"""What the formulas of a workbook must give, from the kit's own functions.

Every function gives cells by row and column, counted from 1 as openpyxl counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from playbook.language import _
from playbook.parameters.declared import Parameters
from playbook.stages.prioritisation.ballots import use_case_votes
from playbook.stages.prioritisation.matrix import quadrants
from playbook.stages.solution_selection import costs as kit_costs
from playbook.stages.solution_selection.cost_years import by_year
from playbook.stages.solution_selection.grid import criterion_grid, section_scores
from playbook.stages.solution_selection.jurors import juror_scores
from playbook.stages.solution_selection.jury import score_matrix
from playbook.stages.solution_selection.minimums import admitted, margins
from playbook.stages.solution_selection.scope import eligibility
from playbook.statistics import competition_rank, weighted_mean
from playbook.workbooks import cost_totals, lines, prioritisation, ranking
from playbook.workbooks import jury_layout as jury_grid
from playbook.workbooks.layout import Room, grid_name

Frames = Mapping[str, pd.DataFrame]
Cells = dict[tuple[int, int], Any]
EMPTY = ""


def blank(value: Any) -> Any:
    """What a cell shows: nothing for a missing value."""
    return EMPTY if pd.isna(value) else value


def use_case_figures(frames: Frames, parameters: Parameters) -> pd.DataFrame:
    """Means, votes, score and rank of each use case."""
    votes = use_case_votes(frames["ratings"], frames["use_cases"])
    table = quadrants(
        votes, frames["use_cases"], parameters.scales.bounds()["rating"], spread=False
    )
    weights = parameters.weights.value_weight, parameters.weights.feasibility_weight
    table["score"] = weighted_mean(votes.scores, weights) if votes.voters else float("nan")
    table["rank"] = competition_rank(table["score"].to_numpy(float))
    return table


def prioritisation_cells(
    frames: Frames, parameters: Parameters, room: Room, slots: list[str]
) -> Cells:
    """The grid of the prioritisation."""
    table = use_case_figures(frames, parameters)
    names = dict(frames["participants"][["participant_id", "name"]].itertuples(index=False))
    places = {
        "value": prioritisation.VALUE, "feasibility": prioritisation.FEASIBILITY,
        "value_votes": prioritisation.VALUE_VOTES,
        "feasibility_votes": prioritisation.FEASIBILITY_VOTES,
        "score": prioritisation.SCORE, "rank": prioritisation.RANK,
    }  # fmt: skip
    cells: Cells = {}
    for offset in range(room.use_cases):
        for name, place in places.items():
            found = blank(table[name].iloc[offset]) if offset < len(table) else EMPTY
            cells[prioritisation.FIRST + 1 + offset, place + 1] = found
    for slot in range(room.voters):
        name = blank(names[slots[slot]]) if slot < len(slots) else EMPTY
        cells[prioritisation.NAMES + 1, prioritisation.VOTES + 1 + 2 * slot] = name
    return cells


def ranking_cells(frames: Frames, parameters: Parameters, room: Room) -> Cells:
    """The ranking, and what its chart is made of."""
    table = use_case_figures(frames, parameters)
    ranked = table.dropna(subset="rank").sort_values("rank", kind="stable")
    positions = {use_case: n for n, use_case in enumerate(ranked["use_case_id"], start=1)}
    order = list(table["use_case_id"])
    cells: Cells = {
        (ranking.HEADER, 5): len(ranked),
        (ranking.HEADER, 6): len(table),
    }
    for offset in range(room.use_cases):
        row = ranking.FIRST + 1 + offset
        own = order[offset] if offset < len(order) else None
        cells[row, ranking.POSITION + 1] = positions.get(own, EMPTY)
        shown = ranked.iloc[offset] if offset < len(ranked) else None
        at = EMPTY if shown is None else order.index(shown["use_case_id"]) + 1
        cells[row, ranking.PLACE + 1] = at
        for place, name in enumerate(ranking.SHOWN, start=2):
            cells[row, place] = EMPTY if shown is None else blank(shown[name])
        x, first, other = "#N/A", "#N/A", "#N/A"
        if shown is not None and shown[["value", "feasibility"]].notna().all():
            x = shown["feasibility"]
            among = shown["rank"] <= parameters.top_n
            first, other = (shown["value"], "#N/A") if among else ("#N/A", shown["value"])
        cells[row, ranking.X + 1] = x
        cells[row, ranking.Y_FIRST + 1] = first
        cells[row, ranking.Y_OTHER + 1] = other
    return cells


class SolutionFigures:
    """What the kit says of the solutions, use case by use case."""

    def __init__(self, frames: Frames, parameters: Parameters) -> None:
        self.means: dict[tuple[str, str], Any] = {}
        self.below: set[tuple[str, str]] = set()
        self.own: dict[tuple[str, str], float] = {}
        self.sections: dict[str, pd.Series] = {}
        self.ranks: dict[str, Any] = {}
        self.shares: list[float] = []
        served = frames["solutions"]["use_case_id"].astype(object).fillna("").unique()
        for use_case in served:
            scoped = eligibility(
                use_case, frames["solutions"], frames["jury_scores"], anonymous=False, threshold=1
            )
            jury = score_matrix(scoped, frames["criteria"], frames["jury_scores"])
            self.shares = list(jury.weights)
            for row in criterion_grid(jury).itertuples():
                self.means[row.solution_id, row.criterion_id] = row.mean
            held = margins(jury)
            below = held[held["verdict"] == "below"]
            self.below |= set(zip(below["solution_id"], below["criterion_id"], strict=True))
            for row in juror_scores(jury).itertuples():
                self.own[row.participant_id, row.solution_id] = row.score
            scores = section_scores(jury).set_index("solution_id")
            self.sections |= dict(scores.iterrows())
            kept = admitted(jury, held)
            ranks = competition_rank(scores["score"].reindex(kept).to_numpy(float))
            for solution, rank in zip(kept, ranks, strict=True):
                self.ranks[solution] = _("incomplete") if pd.isna(rank) else rank
            self.ranks |= {s: _("eliminated") for s in jury.solutions if s not in kept}
        everything = frames["solutions"][["solution_id", "name"]].assign(status="compared")
        self.lines = kit_costs.cost_lines(frames["costs"], everything)
        self.years = by_year(self.lines, parameters.discount_rate)
        gaps = kit_costs.cost_gaps(self.lines, everything)
        self.totals = kit_costs.solution_totals(self.lines, self.years, gaps, everything).set_index(
            "solution_id"
        )


def jury_cells(
    frames: Frames, figures: SolutionFigures, room: Room, jurors: list[str], solutions: list[str]
) -> Cells:
    """The grid of criteria."""
    first = jury_grid.FIRST + 1
    names = dict(frames["participants"][["participant_id", "name"]].itertuples(index=False))
    called = dict(frames["solutions"][["solution_id", "name"]].itertuples(index=False))
    criteria = list(frames["criteria"]["criterion_id"])
    cells: Cells = {}
    for offset in range(room.criteria):
        share = figures.shares[offset] if offset < len(criteria) else EMPTY
        cells[first + offset, jury_grid.SHARE + 1] = share
    for slot in range(room.solutions):
        left = jury_grid.BLOCKS + 1 + slot * (room.jurors + 3)
        solution = solutions[slot] if slot < len(solutions) else ""
        section = figures.sections.get(solution, {})
        cells[jury_grid.NAMES + 1, left] = called.get(solution, EMPTY)
        unscored = _("not scored") if solution else EMPTY
        cells[jury_grid.STATUS + 1, left] = figures.ranks.get(solution, unscored)
        cells[jury_grid.TECHNICAL + 1, left] = blank(section.get("technical"))
        cells[jury_grid.PROJECT + 1, left] = blank(section.get("project"))
        cells[jury_grid.SCORE + 1, left] = blank(section.get("score"))
        for seat in range(room.jurors):
            juror = jurors[seat] if seat < len(jurors) else ""
            cells[jury_grid.OWN + 1, left + seat] = figures.own.get((juror, solution), EMPTY)
            cells[jury_grid.HEADER + 1, left + seat] = names.get(juror, EMPTY)
            if slot:
                cells[jury_grid.JURORS + 1, left + seat] = juror
        for offset in range(room.criteria):
            key = solution, criteria[offset] if offset < len(criteria) else ""
            mean = blank(figures.means.get(key))
            cells[first + offset, left + room.jurors] = mean
            mark = jury_grid.BELOW if key in figures.below else EMPTY
            cells[first + offset, left + room.jurors + 1] = mark
    return cells


def cost_cells(
    frames: Frames, parameters: Parameters, room: Room, figures: SolutionFigures, listed: int
) -> Cells:
    """The lines of costs, and what each solution costs."""
    first = lines.FIRST + 1
    cells: Cells = {}
    valued = frames["costs"][["cost_id"]].merge(figures.lines, on="cost_id")
    for offset in range(room.cost_lines):
        value = own = discounted = EMPTY
        if offset < len(valued):
            line = valued.iloc[offset]
            value, own = line["value"], line["value"] if line["own_time"] else EMPTY
            discounted = value / (1 + parameters.discount_rate) ** line["year"]
        cells[first + offset, lines.VALUED + 1] = value
        cells[first + offset, lines.OWN + 1] = own
        cells[first + offset, lines.DISCOUNTED + 1] = discounted
    run = figures.years.set_index(["solution_id", "year"])["run"] if len(figures.years) else {}
    for offset in range(listed):
        row, left = first + offset, cost_totals.TOTALS + 1
        shown = frames["solutions"].iloc[offset] if offset < len(frames["solutions"]) else None
        total = {} if shown is None else figures.totals.loc[shown["solution_id"]]
        solution = "" if shown is None else shown["solution_id"]
        values = [solution, "" if shown is None else shown["name"], total.get("build")]
        has_lines = shown is not None and pd.notna(total["total"])
        values += [
            (run.get((solution, year), 0.0) if has_lines else None)
            for year in range(1, room.years + 1)
        ]
        names = ("run", "total", "own_time", "own_days", "own_share", "total_cost")
        values += [total.get(name) for name in names]
        cells |= {(row, left + n): blank(value) for n, value in enumerate(values)}
    return cells


def feedback_cells(frames: Frames, room: Room) -> Cells:
    """The names beside the identifiers."""
    names = dict(frames["participants"][["participant_id", "name"]].itertuples(index=False))
    called = dict(frames["solutions"][["solution_id", "name"]].itertuples(index=False))
    given = list(
        zip(frames["feedback"]["participant_id"], frames["feedback"]["solution_id"], strict=True)
    )
    cells: Cells = {}
    for offset in range(room.feedback):
        who, what = given[offset] if offset < len(given) else ("", "")
        cells[lines.FIRST + 1 + offset, 3] = names.get(who, EMPTY)
        cells[lines.FIRST + 1 + offset, 5] = called.get(what, EMPTY)
    return cells


def comparison_cells(
    frames: Frames, figures: SolutionFigures, room: Room, solutions: list[str]
) -> Cells:
    """The solutions side by side."""
    by_key = frames["solutions"].set_index("solution_id")
    ratings = frames["feedback"].groupby("solution_id")["rating"]
    means, counts = ratings.mean(), ratings.count()
    cells: Cells = {}
    for slot in range(room.solutions):
        values: list[Any] = [EMPTY] * 16
        if slot < len(solutions):
            key = solutions[slot]
            section, total = figures.sections.get(key, {}), figures.totals.loc[key]
            rank = figures.ranks.get(key, _("not scored"))
            score = blank(section.get("score"))
            out = sum(solution == key for solution, _criterion in figures.below)
            values = [
                key, by_key.loc[key, "name"], by_key.loc[key, "use_case_id"], rank,
                section.get("technical"), section.get("project"), score, out,
                *(total[n] for n in ("build", "run", "total", "own_share", "total_cost")),
                means.get(key), counts.get(key, 0),
                EMPTY if out or key not in figures.sections else score,
            ]  # fmt: skip
        row = jury_grid.COMPARED_FIRST + 1 + slot
        cells |= {(row, n): blank(value) for n, value in enumerate(values, start=2)}
    return cells


def expected_cells(
    frames: Frames,
    parameters: Parameters,
    room: Room,
    listed: int,
    *,
    voters: list[str],
    jurors: list[str],
    solutions: list[str],
) -> dict[str, Cells]:
    """Every formula cell of a workbook, but those of the first sheet, by the name of the sheet.

    Parameters
    ----------
    listed : int
        How many solutions the totals of the costs have room for.
    voters, jurors, solutions : list of str
        Who is picked above the votes and the scores, in order.
    """
    figures = SolutionFigures(frames, parameters)
    return {
        grid_name("ratings"): prioritisation_cells(frames, parameters, room, voters),
        grid_name("ranking"): ranking_cells(frames, parameters, room),
        grid_name("jury_scores"): jury_cells(frames, figures, room, jurors, solutions),
        grid_name("costs"): cost_cells(frames, parameters, room, figures, listed),
        grid_name("feedback"): feedback_cells(frames, room),
        grid_name("comparison"): comparison_cells(frames, figures, room, solutions),
    }
