"""Carry what came out of one workshop into the next: ideas become use cases, tasks become ideas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from playbook.campaign.checked import Campaign, load_campaign, source_of
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.pipeline.discovery import read_stage
from playbook.stages.culture_workshop.matrix import Zone, place_tasks
from playbook.stages.culture_workshop.precedents import (
    close_initiatives,
    dotted_without_initiative,
)
from playbook.stages.culture_workshop.votes import told_dots
from playbook.stages.ideation.choice import shortlist
from playbook.stages.ideation.dots import idea_ballots, idea_ranking
from playbook.stages.shared.anonymity import idea_dots
from playbook.stages.shared.dot_votes import rank_dots
from playbook.tables.matching import nearest

ENOUGH = 100
"""Resamples: the ranks do not depend on how many there are."""


def carry_shortlist(kit: Kit, name: str, merges: Sequence[str] = ()) -> list[str]:
    """Make use cases of the ideas that go on, in the campaign's own tables.

    They are the ideas of the ideation report's shortlist. A use case that an idea has already stays
    as it is; a new one has an identifier made from the idea's, so that the command can be given
    again. An idea that was merged into another gives it its dots, and becomes no use case.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    merges : sequence of str
        Ideas that say the same: ``I12=I3`` merges I12 into I3.

    Returns
    -------
    list of str
        The titles of the new use cases.

    Raises
    ------
    PlaybookError
        When the campaign cannot be read, a merge names no idea, or the tables cannot be written.
    """
    campaign = load_campaign(kit, name)
    with speaking(campaign.parameters.language):
        ideas, rules = campaign.table("ideas"), campaign.parameters  # as the report ranks them
        into = _merged(merges, set(ideas["idea_id"]))
        dots = idea_dots(
            campaign.table("dot_votes"),
            ideas,
            rules.anonymous_votes,
            rules.dots_per_participant,
            rules.max_dots_per_idea,
            rules.anonymity_threshold,
        )  # before they are merged: sums of what is told in twos tell no more
        dots = dots.assign(idea_id=dots["idea_id"].map(lambda idea: into.get(idea, idea)))
        dots = dots.groupby(["participant_id", "idea_id"], as_index=False)["dots"].sum()
        use_cases = campaign.table("use_cases")
        settings = _settings(kit, campaign, "ideation")
        sure = rank_dots(idea_ballots(dots), 1, ENOUGH, 1) if len(dots) else None
        ranking = idea_ranking(sure, dots, ideas)
        chosen = shortlist(ranking, use_cases, int(settings["shortlist_length"]))
        new = chosen[~chosen["use_case_id"].isin(use_cases["use_case_id"])]
        _append(kit, campaign, "use_cases", use_cases, new)
    return list(new["title"])


def carry_tasks(kit: Kit, name: str, target: str) -> list[str]:
    """Make ideas of another campaign of the dotted tasks to which no initiative is close.

    Parameters
    ----------
    kit : Kit
        Where the campaigns lie.
    name, target : str
        The campaign of the culture workshop, and the one that its tasks become ideas of.

    Returns
    -------
    list of str
        The texts of the new ideas; their theme is the job. Given again, it adds none twice.

    Raises
    ------
    PlaybookError
        When a campaign cannot be read, or the tables cannot be written.
    """
    campaign, other = load_campaign(kit, name), load_campaign(kit, target)
    with speaking(campaign.parameters.language):
        settings = _settings(kit, campaign, "culture_workshop")
        zone = Zone(*(settings[f"zone_{edge}"] for edge in EDGES))
        tasks, rules = campaign.table("tasks"), campaign.parameters
        dots = told_dots(
            campaign.table("task_dots"), tasks, rules.anonymous_votes, rules.anonymity_threshold
        )
        placed = place_tasks(tasks, dots, zone)
        close = close_initiatives(
            placed,
            campaign.table("initiatives"),
            campaign.parameters.language,
            settings["close_from"],
        )
        found = dotted_without_initiative(placed, close)
    with speaking(other.parameters.language):
        ideas = other.table("ideas")
        jobs = tasks.set_index("task_id")["job"]
        new = pd.DataFrame(
            {
                "idea_id": "T-" + name + "-" + found["task_id"],
                "text": found["text"],
                "round": "follow_up",
                "theme": found["task_id"].map(jobs),
            }
        )
        new = new[~new["idea_id"].isin(ideas["idea_id"])]
        _append(kit, other, "ideas", ideas, new)
    return list(new["text"])


EDGES = ("repetitive_from", "repetitive_to", "value_from", "value_to")


def _merged(merges: Sequence[str], known: set[str]) -> Mapping[str, str]:
    """Which idea takes the dots of which; a chain of merges leads to its end."""
    into: dict[str, str] = {}
    for merge in merges:
        one, sign, other = (part.strip() for part in merge.partition("="))
        for idea in (one, other):
            if idea not in known:
                expected = _("a merge names two ideas, such as I12=I3; there is no idea {idea}.")
                meant = nearest(idea, known) if sign else None
                if meant is not None:
                    expected += " " + _("Did you mean {name}?").format(name=meant)
                raise PlaybookError(expected.format(idea=idea or merge))
        into[one] = other
    for one in into:
        seen = {one}
        while into[one] in into:
            if into[one] in seen:
                raise PlaybookError(_("the merges lead in a circle: name the idea that stays."))
            seen.add(into[one])
            into[one] = into[into[one]]
    return into


def _settings(kit: Kit, campaign: Campaign, stage: str) -> Mapping[str, Any]:
    """A stage's parameters: what the campaign sets, else what its notebook has."""
    path = kit.stages(campaign.name).get(stage)
    defaults = read_stage(kit, stage, path).defaults if path else {}
    own = campaign.parameters.stages.get(stage, {})
    return {**USUAL[stage], **defaults, **own}


USUAL: Mapping[str, Mapping[str, Any]] = {
    "ideation": {"shortlist_length": 8},
    "culture_workshop": {
        "zone_repetitive_from": 0.5,
        "zone_repetitive_to": 1.0,
        "zone_value_from": 0.0,
        "zone_value_to": 1.0,
        "close_from": 0.2,
    },
}
"""Of a kit whose notebook of the stage was taken away."""


def _append(
    kit: Kit, campaign: Campaign, table: str, there: pd.DataFrame, new: pd.DataFrame
) -> None:
    """Write a table with its new rows after those that it has; nothing when there are none."""
    if new.empty:
        return
    source = source_of(kit, campaign)
    rows = new.reindex(columns=there.columns)
    source.write({table: pd.concat([there, rows], ignore_index=True) if len(there) else rows})
