"""Check a campaign as a whole: its data, its parameters, and those of each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from playbook.campaign.checked import CheckedCampaign, check_campaign
from playbook.campaign.place import is_database
from playbook.errors import Problem
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.parameters.declared import Parameters
from playbook.parameters.given import Given, placed
from playbook.pipeline.discovery import Stage, discover_stages, unnamed
from playbook.pipeline.own_notebooks import say_own_notebooks
from playbook.tables.matching import did_you_mean


def check_whole_campaign(
    kit: Kit,
    name: str,
    stages: Sequence[Stage] | None = None,
    given: Given = MappingProxyType({}),
) -> CheckedCampaign:
    """Check a campaign's data and parameters, and the parameters of each stage, in one go.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    stages : sequence of Stage, optional
        The campaign's; read unless given.
    given : mapping of str to value
        The parameters that are given for one run.
    """
    checked = check_campaign(kit, name, given)
    if checked.parameters is None:
        return replace(checked, problems=tuple(placed(checked.problems, given)))
    if stages is None:
        with speaking(checked.language):
            stages = discover_stages(kit, name)
    shown = f"parameters/{name}.yml"
    with speaking(checked.language):
        problems = [
            problem
            for stage in stages
            if not stage.fault
            for problem in check_own_parameters(
                stage, checked.parameters.stages.get(stage.name, {}), shown
            )
        ]
        if checked.campaign is not None:
            problems += _check_live_votes(kit, checked.campaign.parameters)
        told = checked.parameters.stages
        notices = [
            *_check_notebooks(kit, name, stages),
            *say_own_notebooks(kit, stages, told, shown),
        ]
    return replace(
        checked,
        problems=(*checked.problems, *placed(problems, given)),
        notices=(*checked.notices, *notices),
    )


def _check_notebooks(kit: Kit, campaign: str, stages: Sequence[Stage]) -> Iterator[Problem]:
    """Say which notebooks cannot be run, and which are not since they have no name."""
    yield from (stage.fault for stage in stages if stage.fault)
    for path in kit.left_aside(campaign):
        yield unnamed(kit, path)


def _check_live_votes(kit: Kit, parameters: Parameters) -> list[Problem]:
    """Say which votes that were taken live cannot be analysed yet."""
    if not is_database(parameters.data):
        return []
    from playbook.campaign.live_rounds import promises_to_keep

    return promises_to_keep(kit.root, parameters.data, parameters.anonymous_votes)


def check_own_parameters(stage: Stage, given: Mapping[str, Any], shown: str) -> list[Problem]:
    """Check a campaign's parameters for one stage against the notebook's own.

    Papermill would inject an unknown name as code, and let a wrong type pass.

    Parameters
    ----------
    stage : Stage
        The stage.
    given : mapping of str to value
        The section of the campaign's YAML under the stage's name.
    shown : str
        What to call the YAML in messages.
    """
    problems: list[Problem] = []
    for name, value in given.items():
        column = f"{stage.name}.{name}"
        if name not in stage.defaults:
            expected = _("unknown parameter of this stage.")
            expected += did_you_mean(name, stage.defaults)
            problems.append(Problem(shown, expected, column=column, is_parameter=True))
        elif not _same_type(value, stage.defaults[name]):
            expected = _("expected a value like the notebook's own, {default}.")
            default = repr(stage.defaults[name])
            problems.append(
                Problem(
                    shown,
                    expected.format(default=default),
                    column=column,
                    is_parameter=True,
                    found=str(value),
                )
            )
    return problems


def _same_type(value: Any, default: Any) -> bool:
    """Whether a value has the type of the default; a whole number passes for a number."""
    if isinstance(default, bool) or isinstance(value, bool):
        return type(value) is type(default)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, list):
        return isinstance(value, list) and all(
            _same_type(item, default[0]) for item in value if default
        )
    return type(value) is type(default)
