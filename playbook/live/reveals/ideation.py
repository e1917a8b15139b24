"""The dots on the ideas shown to the room: how many on each, then the ranking."""

from __future__ import annotations

import pandas as pd

from playbook.language import _
from playbook.live.analysed import analysed
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.reveals.slides import Slide, picture, tally
from playbook.stages.ideation import dots
from playbook.stages.shared.anonymity import idea_dots
from playbook.stages.shared.dot_votes import rank_dots
from playbook.statistics import RankRobustness

OWN = {"resamples": 10000}
"""The stage's own parameter, with the default that its notebook has."""


def slides(desk: Desk, anonymous: bool) -> list[Slide]:
    """The dots on each of the first ideas, then the ranking."""
    settings = desk.parameters
    quota, limit = settings.dots_per_participant, settings.max_dots_per_idea
    resamples = int({**OWN, **settings.stages.get("ideation", {})}["resamples"])

    def ranked() -> tuple[pd.DataFrame, RankRobustness | None]:
        ideas, dot_votes = analysed(desk, "ideas", "dot_votes")
        told = idea_dots(dot_votes, ideas, anonymous, quota, limit, settings.anonymity_threshold)
        how = settings.top_n, resamples, settings.seed
        sure = rank_dots(dots.idea_ballots(told), *how, anonymous=anonymous)
        return dots.idea_ranking(sure, told, ideas), sure

    def once() -> tuple[pd.DataFrame, RankRobustness | None]:
        return desk.look.once("ideas ranked", ranked)

    def counted() -> list[Block]:
        ranking, _sure = once()
        return tally(zip(ranking["text"], ranking["dots"], strict=True), anonymous=anonymous)

    def in_order() -> list[Block]:
        return picture(dots.draw_idea_ranking(*once()), "ranking")

    return [Slide(_("The dots"), counted), Slide(_("The ranking"), in_order)]
