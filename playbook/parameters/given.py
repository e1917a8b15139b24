"""Parameters that are given for one run alone, on the command line: ``prioritisation.top_n=5``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from playbook.errors import PlaybookError, Problem
from playbook.language import _

WHERE = "-p"
DATA = "data"

Given = Mapping[str, Any]
"""Values by the parameter's whole name, as JSON has them: the manifest keeps them."""


def read_given(texts: Iterable[str]) -> dict[str, Any]:
    """Read parameters as they are written on the command line; a value is written as in a YAML.

    Raises
    ------
    PlaybookError
        When one is not a name and a value, or names where the data lie, which is no matter of
        one run.
    """
    given: dict[str, Any] = {}
    for text in texts:
        name, equals, written = text.partition("=")
        try:
            value = YAML(typ="safe", pure=True).load(written)
        except YAMLError:
            value = None
        if not equals or not all(name.split(".")) or value is None:
            message = _("-p {text}: expected a name and a value, such as ideation.shown=12.")
            raise PlaybookError(message.format(text=text))
        if name == DATA:
            raise PlaybookError(_("-p data=…: where the data lie is said in the campaign's YAML."))
        given[name] = value.isoformat() if isinstance(value, date) else value
    return given


def _as_in_yaml(kept: Any) -> Any:
    """A value as YAML reads it: days, which JSON keeps as texts, are days."""
    try:
        day = date.fromisoformat(kept)
    except (TypeError, ValueError):
        return kept
    return day if day.isoformat() == kept else kept


def with_given(content: Mapping[str, Any], given: Given) -> dict[str, Any]:
    """What a campaign's YAML holds, with the values that are given for one run."""
    merged = dict(content)
    for name, kept in given.items():
        value = _as_in_yaml(kept)
        section, dot, key = name.partition(".")
        if not dot:
            merged[name] = value
        else:
            former = merged.get(section)
            merged[section] = {**(former if isinstance(former, dict) else {}), key: value}
    return merged


def concerning(given: Given, stage: str, stages: Collection[str]) -> dict[str, Any]:
    """What of it concerns one stage: its own parameters, and those of the whole campaign.

    Parameters
    ----------
    stages : collection of str
        The stages that have parameters of their own.
    """
    others = set(stages) - {stage}
    return {name: given[name] for name in given if name.partition(".")[0] not in others}


def placed(problems: Iterable[Problem], given: Collection[str]) -> list[Problem]:
    """Problems, those with what is given for one run in their place: the command line."""
    sections = {name.partition(".")[0] for name in given}
    return [
        replace(problem, where=WHERE)
        if problem.is_parameter and (problem.column in given or problem.column in sections)
        else problem
        for problem in problems
    ]
