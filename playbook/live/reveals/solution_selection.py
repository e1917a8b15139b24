"""The jury's grid shown to the room, then its ranking."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import _
from playbook.live.analysed import analysed
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.reveals.slides import Slide, picture
from playbook.stages.shared.anonymity import fewest_voters, mean_bands, protected
from playbook.stages.solution_selection import grid, jury, minimums, ranking, scope
from playbook.statistics import RankRobustness

OWN = {"use_case": "", "resamples": 10000}
"""The stage's own parameters, with the defaults that its notebook has."""
CELL = ["solution_id", "criterion_id"]


@dataclass(frozen=True)
class Scored:
    """The scores as the report tells them: the jury, how sure its ranking is, the ranking."""

    everybody: jury.Jury
    sure: RankRobustness
    ranked: pd.DataFrame


def scored(desk: Desk, anonymous: bool) -> Scored:
    """Compute what the notebook of the stage does."""
    settings = desk.parameters
    own = {**OWN, **settings.stages.get("solution_selection", {})}
    scale = settings.scales.bounds()["jury"]
    threshold = fewest_voters(scale, settings.anonymity_threshold)
    solutions, criteria, scores = analysed(desk, "solutions", "criteria", "jury_scores")
    chosen = scope.chosen_use_case(str(own["use_case"]), solutions, scores)
    scoped = scope.eligibility(chosen, solutions, scores, anonymous=anonymous, threshold=threshold)
    bands = mean_bands(scores, CELL, "score", scale, threshold) if anonymous else None
    told = protected(scores, CELL, ["score"], scale, threshold) if anonymous else scores
    everybody = jury.score_matrix(scoped, criteria, told, bands, scale)
    held = minimums.margins(everybody)
    admitted = everybody.keep(minimums.admitted(everybody, held))
    sure = ranking.certainty(admitted, int(own["resamples"]), settings.seed)
    return Scored(everybody, sure, ranking.solution_ranking(sure, everybody))


def slides(desk: Desk, anonymous: bool) -> list[Slide]:
    """The grid, then the ranking."""
    scale = desk.parameters.scales.bounds()["jury"]

    def told() -> Scored:
        return desk.look.once("scored", lambda: scored(desk, anonymous))

    def on_grid() -> list[Block]:
        cells = grid.criterion_grid(told().everybody)
        return picture(grid.draw_means(cells, told().ranked, scale), "grid")

    def in_order() -> list[Block]:
        return picture(ranking.draw_solution_ranking(told().ranked, told().sure), "ranking")

    return [Slide(_("The jury's grid"), on_grid), Slide(_("The ranking"), in_order)]
