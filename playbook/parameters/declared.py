"""The parameters of a campaign: typed, and strict about what it does not know."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from playbook.errors import Problem
from playbook.language import _
from playbook.locales import LANGUAGES
from playbook.parameters.given import Given, with_given
from playbook.parameters.strict import Strict, list_refusals
from playbook.parameters.yaml_files import line_of, read_yaml
from playbook.tables.matching import did_you_mean

Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]
Bound = Annotated[float, Field(allow_inf_nan=False)]


class Scales(Strict):
    """The scales that people vote on, each as its lowest and highest vote."""

    rating: list[Bound] = Field(default=[1, 5], min_length=2, max_length=2)
    jury: list[Bound] = Field(default=[0, 5], min_length=2, max_length=2)

    @model_validator(mode="after")
    def _low_before_high(self) -> Scales:
        for low, high in (self.rating, self.jury):
            if low >= high:
                raise ValueError(_("expected the lowest vote, then the highest, such as [1, 5]."))
        return self

    def bounds(self) -> dict[str, tuple[float, float]]:
        """Each scale's lowest and highest vote."""
        return {"rating": tuple(self.rating), "jury": tuple(self.jury)}  # type: ignore[dict-item]


class Weights(Strict):
    """How much each criterion of the prioritisation counts; only proportions matter."""

    value_weight: Weight = 0.5
    feasibility_weight: Weight = 0.5

    @model_validator(mode="after")
    def _something_counts(self) -> Weights:
        if self.value_weight + self.feasibility_weight == 0:
            raise ValueError(_("at least one weight must be more than 0."))
        return self


def _known_language(code: Any) -> Any:
    """Refuse a language that the kit does not speak."""
    if code not in LANGUAGES:
        raise ValueError(_("expected one of: {codes}.").format(codes=", ".join(LANGUAGES)))
    return code


class Parameters(Strict):
    """What a campaign's YAML holds.

    Attributes
    ----------
    as_of : date
        The day the reports speak at. Nothing in a report depends on the day it is made.
    date_order : str
        Which comes first in dates such as 04/03/2026, where no cell of a table decides it.
    max_dots_per_idea : int, optional
        How many of their dots participants may put on one idea; None for no limit of its own.
    anonymous_votes : bool
        Whether votes were promised to stay anonymous: nothing then tells more than the band that a
        mean lies in, nor figures of fewer voters than ``anonymity_threshold`` or than the scale
        needs (`statistics.anonymity`).
    show_names : bool
        Whether reports show participants' names instead of numbers.
    stages : mapping of str to mapping
        Each stage's own parameters, by the name of its notebook.
    """

    title: str = Field(min_length=1)
    organisation: str | None = None
    language: Annotated[str, BeforeValidator(_known_language)]
    challenge: str = Field(min_length=1)
    data: str = Field(min_length=1)
    as_of: datetime.date
    date_order: Literal["day", "month"] = "day"
    seed: int = Field(default=1, ge=0)
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    scales: Scales = Scales()
    weights: Weights = Weights()
    dots_per_participant: Count = 3
    max_dots_per_idea: Count | None = None
    ideas_per_participant: Count = 5
    top_n: Count = 3
    communication_threshold: Count = 200
    discount_rate: float = Field(default=0.05, ge=0, le=1)
    anonymity_threshold: Count = 5
    anonymous_votes: bool = False
    show_names: bool = False
    stages: dict[str, dict[str, Any]] = Field(default_factory=dict)


SECTIONS = {"scales": [*Scales.model_fields], "weights": [*Weights.model_fields]}


def read_parameters(
    path: Path, shown: str, stages: Collection[str], given: Given = MappingProxyType({})
) -> tuple[Parameters | None, list[Problem]]:
    """Read and check a campaign's YAML.

    Parameters
    ----------
    path : Path
        The YAML.
    shown : str
        What to call it in messages.
    stages : collection of str
        The stages that exist: each may have a section of its own under its name.
    given : mapping of str to value
        What takes the place of the file's values for one run.

    Returns
    -------
    parameters : Parameters or None
        None when there is a problem.
    problems : list of Problem
        Everything that is wrong, with the lines where it stands.
    """
    try:
        written = read_yaml(path, shown)
    except FileNotFoundError:
        expected = _("there is no such file. Make a campaign with: playbook new NAME")
        return None, [Problem(shown, expected)]
    if isinstance(written, Problem):
        return None, [written]
    content, lines = written.content, written.lines
    if not isinstance(content, dict):
        return None, [Problem(shown, _("expected lines such as “title: Our campaign”."))]
    content = with_given(content, given)
    own = {key: value for key, value in content.items() if key in stages}
    general = {key: value for key, value in content.items() if key not in own and key != "stages"}
    problems = [
        Problem(
            line_of(shown, lines, (name,)),
            _("expected lines such as “threshold: 0.5”."),
            column=name,
        )
        for name, section in own.items()
        if not isinstance(section, dict)
    ]
    if "stages" in content:
        expected = _("unknown parameter: put a stage's own parameters under the stage's name.")
        problems.append(
            Problem(
                line_of(shown, lines, ("stages",)), expected, column="stages", is_parameter=True
            )
        )
    try:
        parameters = Parameters.model_validate({**general, "stages": {} if problems else own})
    except ValidationError as error:

        def unknown(path: tuple[Any, ...]) -> str:
            known = [*Parameters.model_fields, *stages]
            siblings = SECTIONS.get(str(path[0]), known) if len(path) > 1 else known
            return _("unknown parameter.") + did_you_mean(str(path[-1]), siblings)

        refusals = list_refusals(error, shown, lines, _sentences(), unknown, are_parameters=True)
        return None, [*problems, *refusals]
    return (None if problems else parameters), problems


def _sentences() -> dict[str, str]:
    """What is expected of a parameter, by pydantic's type of error."""
    two_numbers = _("expected two numbers such as [1, 5].")
    section = _("expected lines such as “value_weight: 0.5”, indented.")
    return {
        "missing": _("this parameter is missing."),
        "int_type": _("expected a whole number."),
        "float_type": _("expected a number."),
        "finite_number": _("expected a number."),
        "date_type": _("expected a date such as 2026-09-30, without quotes."),
        "list_type": two_numbers,
        "too_short": two_numbers,
        "too_long": two_numbers,
        "string_too_short": _("expected a text."),
        "string_pattern_mismatch": _("expected three capital letters, such as EUR."),
        "greater_than_equal": _("expected {bound} or more.").format(bound="{ge}"),
        "less_than_equal": _("expected {bound} or less.").format(bound="{le}"),
        "model_type": section,
        "model_attributes_type": section,
    }
