"""The ratings shown to the room: each use case, then the matrix, then the ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.language import _, format_number
from playbook.live.analysed import analysed
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.results import short
from playbook.live.reveals.slides import Slide, picture, spread
from playbook.stages.prioritisation import ballots, matrix, ranking, voters
from playbook.stages.shared.anonymity import fewest_voters, mean_bands
from playbook.statistics import RankRobustness

OWN = {"resamples": 10000, "fewest_votes": 1, "talk_again_from": 0.5}
"""The stage's own parameters, with the defaults that its notebook has."""


@dataclass(frozen=True)
class Rated:
    """The ratings as the report tells them.

    Attributes
    ----------
    votes : Votes
        The votes, or what stands in for anonymous ones.
    asked : list of str
        The criteria that people were asked about.
    apart, placed, ranked : DataFrame
        From `voters.disagreement` (or `told_apart`), `matrix.quadrants`, `ranking`.
    sure : RankRobustness
        How sure the ranking is.
    far_from : float
        From which disagreement, 0 to 1, people are far apart.
    bands : mapping of str to DataFrame or None
        For each criterion, where anonymous means lie; None where votes are named.
    """

    votes: ballots.Votes
    asked: list[str]
    apart: pd.DataFrame
    placed: pd.DataFrame
    ranked: pd.DataFrame
    sure: RankRobustness
    far_from: float
    bands: Mapping[str, pd.DataFrame] | None


def rated(desk: Desk, anonymous: bool) -> Rated:
    """Compute what the notebook of the stage does."""
    settings = desk.parameters
    own = {**OWN, **settings.stages.get("prioritisation", {})}
    scale, top = settings.scales.bounds()["rating"], settings.top_n
    weights = (settings.weights.value_weight, settings.weights.feasibility_weight)
    threshold = fewest_voters(scale, settings.anonymity_threshold)
    use_cases, every = analysed(desk, "use_cases", "ratings")
    asked = ballots.asked_about(weights)
    told, _withheld = ballots.protected_ratings(every, scale, anonymous, threshold, asked)
    votes = ballots.use_case_votes(told, use_cases)
    placed = matrix.quadrants(votes, use_cases, scale, spread=not anonymous)
    sure = ranking.use_case_robustness(
        votes, weights, top, int(own["resamples"]), settings.seed,
        fewest_votes=int(own["fewest_votes"]), told_on=scale if anonymous else None,
    )  # fmt: skip
    shown = every[every["use_case_id"].isin(told["use_case_id"])]
    bands = {name: mean_bands(shown, ["use_case_id"], name, scale, threshold) for name in asked}
    far_from = float(own["talk_again_from"])
    apart = voters.disagreement(votes, use_cases, scale, far_from, asked)
    if anonymous:
        apart = voters.told_apart(bands, use_cases, asked)
    ranked = ranking.use_case_ranking(sure.table, placed)
    found = bands if anonymous else None
    return Rated(votes, asked, apart, placed, ranked, sure, far_from, found)


def slides(desk: Desk, anonymous: bool) -> list[Slide]:
    """Each use case, the matrix, the ranking."""
    scale, top = desk.parameters.scales.bounds()["rating"], desk.parameters.top_n

    def told() -> Rated:
        return desk.look.once("rated", lambda: rated(desk, anonymous))

    def use_case(item: str) -> list[Block]:
        return _use_case(told(), item, scale)

    def on_matrix() -> list[Block]:
        ranked = told().ranked
        first = set(ranked.loc[ranked["rank"] <= top, "use_case_id"])
        decided = {row["use_case_id"]: str(row["outcome"]) for row in desk.rows("decisions")}
        drawn = matrix.draw_quadrants(told().placed, scale, first, decided)
        return picture(drawn, "matrix")

    def in_order() -> list[Block]:
        return picture(ranking.draw_use_case_ranking(told().ranked, told().sure), "ranking")

    cases = desk.rows("use_cases")
    return [
        *(Slide(case["title"], partial(use_case, case["use_case_id"])) for case in cases),
        Slide(_("Value and feasibility"), on_matrix),
        Slide(_("The ranking"), in_order),
    ]


def _use_case(told: Rated, item: str, scale: tuple[float, float]) -> list[Block]:
    """The votes on one use case, criterion by criterion."""
    apart = told.apart.set_index("use_case_id").loc[item]
    content = []
    for criterion in told.asked:
        label = _(ballots.CRITERION_NAMES[criterion])
        if told.bands is not None:
            band = told.bands[criterion].reindex([item]).iloc[0]
            content.append(_band(label, band, apart[f"{criterion}_band"], scale))
            continue
        layer = told.votes.scores[:, :, ballots.CRITERIA.index(criterion)]
        given = layer[:, told.votes.items.index(item)]
        said = _agreement(apart[f"{criterion}_disagreement"], told.far_from)
        content.append(_dots(label, given[~np.isnan(given)], said, scale))
    return content


def _dots(label: str, given: NDArray[np.float64], said: str, scale: tuple[float, float]) -> Block:
    """Named votes, without their names."""
    if len(given):
        figures = _("Median {median}, mean {mean}.").format(
            median=short(float(np.median(given))),
            mean=format_number(float(given.mean()), 2),
        )
        said = f"{said} {figures}"
    return spread(label, given.tolist(), scale, said)


def _agreement(disagreement: float, far_from: float) -> str:
    """Whether people agree, in words."""
    if pd.isna(disagreement):
        return _("Too few votes to compare.")
    if disagreement == 0:
        return _("Everybody voted the same.")
    return _("Far apart.") if disagreement >= far_from else _("Not far apart.")


def _band(label: str, band: pd.Series, apart: str, scale: tuple[float, float]) -> Block:
    """Where the mean of anonymous votes lies."""
    if pd.isna(band["low"]):
        return spread(label, [], scale, _("Too few votes to show anything."))
    low, high = float(band["low"]), float(band["high"])
    said = _("The mean lies from {low} to {high}.").format(
        low=short(round(low, 1)), high=short(round(high, 1))
    )
    word = {"far": _("Far apart."), "near": _("Not far apart.")}.get(apart, "")
    return spread(label, [], scale, f"{word} {said}".strip(), (low, high))
