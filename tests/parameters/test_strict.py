"""What pydantic refuses is said so that a person can act on it."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError
from ruamel.yaml import YAML

from playbook.errors import Problem
from playbook.parameters.strict import Strict, list_refusals, path_name


class Item(Strict):
    kind: Literal["a", "b"] = "a"
    size: Annotated[int, Field(ge=2)] = 2


class Whole(Strict):
    title: str
    items: list[Item] = Field(default_factory=list)


def refusals(text: str) -> list[Problem]:
    lines = YAML().load(text)
    with pytest.raises(ValidationError) as raised:
        Whole.model_validate(YAML(typ="safe").load(text))
    sentences = {"missing": "it is missing.", "greater_than_equal": "at least {ge}."}
    return list(list_refusals(raised.value, "x.yml", lines, sentences, lambda p: f"no {p[-1]}."))


@pytest.mark.parametrize(
    ("text", "where", "column", "found", "expected"),
    [
        ("items: []\n", "x.yml", "title", None, "it is missing."),
        ("title: x\ntitel: y\n", "x.yml, line 2", "titel", None, "no titel."),
        ("title: 3\n", "x.yml, line 1", "title", "3", "expected a text: put it between quotes."),
        (
            "title: x\nitems:\n- {}\n- kind: c\n",
            "x.yml, line 4",
            "items[2].kind",
            "c",
            "expected one of: 'a' or 'b'.",
        ),
        ("title: x\nitems:\n- size: 1\n", "x.yml, line 3", "items[1].size", "1", "at least 2."),
    ],
)
def test_a_refusal_names_its_line_key_and_value(
    text: str, where: str, column: str, found: str | None, expected: str
) -> None:
    (problem,) = refusals(text)
    assert (problem.where, problem.column, problem.found) == (where, column, found)
    assert problem.expected == expected
    assert not problem.is_parameter


def test_a_place_is_counted_from_one() -> None:
    assert path_name(("tables", 0, "columns", "text")) == "tables[1].columns.text"
    assert path_name(()) == ""
