"""What the booklet says, one YAML file a language; a company's own file takes the place of parts.

A stage takes the times and the people of its workshop from here, and `playbook prepare` all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError, model_validator

from playbook.content.training import Training
from playbook.errors import PlaybookError, Problem
from playbook.language import _
from playbook.parameters.declared import Count
from playbook.parameters.strict import Strict
from playbook.parameters.yaml_files import line_of, read_yaml
from playbook.tables import TABLES

FOLDER = "content"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""A tenth of the time that ruamel takes, which alone knows the lines of what people write."""
Minutes = Annotated[int, Field(ge=0)]
Range = Annotated[list[Count], Field(min_length=2, max_length=2)]
Rows = list[dict[str, Any]]


class Time(Strict):
    """One time of a workshop.

    Attributes
    ----------
    id : str
        What the kit knows it by; the same in each language.
    minutes, shortest : int
        How long it is planned to take, and the shortest that it may; None: the same.
    each : [int, int], optional
        The least and the most minutes for each thing that is talked about in it.
    says, does : list of str
        What the facilitator says to the room, and does.
    """

    id: str
    activity: str
    minutes: Minutes
    shortest: Minutes | None = None
    each: Range | None = None
    pause: bool = False
    material: str = ""
    says: list[str]
    does: list[str]


class People(Strict):
    """Who should come.

    Attributes
    ----------
    fewest, most : int
        How many people, the facilitator among them where `roles` name one.
    departments : int
        From how many departments at least.
    group : [int, int], optional
        The least and the most people of a sub-group.
    same_job, mixed_jobs : bool
        Whether all have the same job; whether each sub-group mixes jobs.
    """

    fewest: Count
    most: Count
    roles: list[str]
    departments: Count
    group: Range | None = None
    same_job: bool = False
    mixed_jobs: bool = False
    invite: str
    too_many: str

    @model_validator(mode="after")
    def _known_roles(self) -> People:
        known = TABLES["participants"].column("role").codes
        for role in self.roles:
            if role not in known:
                raise ValueError(_("expected one of: {codes}.").format(codes=", ".join(known)))
        return self


class Board(Strict):
    """Something to hang up: what it is called, and what is drawn on it."""

    id: str
    title: str
    about: str


class Longer(Strict):
    """The same workshop, held in more time."""

    minutes: Count
    times: Annotated[list[Time], Field(min_length=1)]


class Workshop(Strict):
    """One workshop; ``minutes`` is what its invitation announces."""

    name: str
    purpose: str
    minutes: Count
    people: People
    smaller: str
    before: list[str]
    material: list[str]
    times: Annotated[list[Time], Field(min_length=1)]
    questions: list[str]
    boards: list[Board]
    after: list[str]
    longer: Longer | None = None

    def time(self, name: str) -> Time:
        """The time that the kit knows by this name; KeyError when the workshop has none."""
        for time in self.times:
            if time.id == name:
                return time
        raise KeyError(f"the workshop has no time {name}")


class Level(Strict):
    """A level of communication: what it is for, and its usual channels."""

    level: str
    purpose: str
    channels: list[str]


class Service(Strict):
    """What is usually promised for a criticality; ``solution`` is what the company fills in."""

    solution: str
    criticality: str
    availability_target: Annotated[float, Field(ge=0, le=1)]
    meaning: str
    level1: str


class Question(Strict):
    """What to ask about one dimension of data readiness."""

    dimension: str
    question: str


class FollowUp(Strict):
    """What is sent a week after the ideation workshop."""

    subject: str
    text: str
    questions: list[str]


class Definition(Strict):
    """A word in a trainer's words."""

    word: str
    meaning: str


class Booklet(Strict):
    """All of it, in one language.

    Attributes
    ----------
    workshops : mapping of str to Workshop
        By the name of the stage.
    criteria, run_checklist, stakeholders, examples : list of mapping
        Rows of the tables of that name, as proposals.
    """

    workshops: dict[str, Workshop]
    criteria: Rows
    run_checklist: Rows
    stakeholders: Rows
    levels: list[Level]
    service_levels: list[Service]
    readiness: list[Question]
    follow_up: FollowUp
    examples: Rows
    definitions: list[Definition]
    training: Training

    def workshop(self, stage: str) -> Workshop:
        """The workshop of a stage.

        Raises
        ------
        PlaybookError
            When the stage has none.
        """
        if stage not in self.workshops:
            message = _("there is no workshop {name}; there are: {known}.")
            known = ", ".join(self.workshops)
            raise PlaybookError(message.format(name=stage, known=known))
        return self.workshops[stage]


def open_booklet(root: Path, language: str) -> Booklet:
    """The booklet in a language: the kit's, with the parts that the company has in their place.

    Parameters
    ----------
    root : Path
        The kit's folder. ``content/LANGUAGE.yml`` in it may hold whole sections, and single
        workshops.

    Raises
    ------
    PlaybookError
        When the company's file cannot be read, or does not hold what such a file can.
    """
    shown = f"{FOLDER}/{language}.yml"
    try:
        own = read_yaml(root / shown, shown)
    except FileNotFoundError:
        return _packaged(language)
    if isinstance(own, Problem):
        raise PlaybookError(str(own))
    parts = own.content if isinstance(own.content, dict) else {"": own.content}
    kept = _words(language)
    workshops = parts.get("workshops", {})
    if isinstance(workshops, Mapping):
        parts = {**parts, "workshops": {**kept["workshops"], **workshops}}
    try:
        return Booklet.model_validate({**kept, **parts})
    except ValidationError as error:
        detail = error.errors()[0]
        path = tuple(part for part in detail["loc"])
        message = _("this part of the content cannot be used ({reason}).")
        problem = Problem(
            line_of(shown, own.lines, path),
            message.format(reason=detail["msg"]),
            column=".".join(map(str, path)),
            is_parameter=True,
        )
        raise PlaybookError(str(problem)) from error


@cache
def _packaged(language: str) -> Booklet:
    """The kit's own booklet."""
    return Booklet.model_validate(_words(language))


@cache
def _words(language: str) -> dict[str, Any]:
    """What the kit's own file holds."""
    text = (Path(__file__).parent / f"{language}.yml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.load(text, LOADER)
    return words
