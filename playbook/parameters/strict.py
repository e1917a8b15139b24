"""Models that refuse what they do not know, and what pydantic refuses in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from playbook.errors import Problem
from playbook.language import _
from playbook.parameters.yaml_files import line_of

KeyPath = tuple[Any, ...]


class Strict(BaseModel):
    """A model that refuses what it does not know and converts nothing."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def path_name(path: KeyPath) -> str:
    """A place in a YAML as people read it: ``tables[1].columns.text``."""
    name = ""
    for key in path:
        name += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if name else str(key)
    return name


def list_refusals(
    error: ValidationError,
    shown: str,
    lines: Any,
    sentences: Mapping[str, str],
    unknown: Callable[[KeyPath], str],
    *,
    are_parameters: bool = False,
) -> Iterator[Problem]:
    """Say what pydantic found wrong so that a person can act on it.

    Parameters
    ----------
    error : ValidationError
        What it found.
    shown : str
        What to call the YAML in messages.
    lines : object
        Its content, made of ruamel's nodes that know their lines.
    sentences : mapping of str to str
        What is expected, by pydantic's type of error, besides what is said of every model; names
        in braces stand for pydantic's limits.
    unknown : callable
        What to say of a key that is not known.
    are_parameters : bool
        Whether the keys are a campaign's parameters.
    """
    for detail in error.errors(include_url=False):
        path, kind, found = detail["loc"], detail["type"], detail["input"]
        context = detail.get("ctx", {})
        known = {
            "string_type": _("expected a text: put it between quotes."),
            "bool_type": _("expected true or false."),
            "literal_error": _("expected one of: {codes}.").format(codes=context.get("expected")),
            "value_error": str(context.get("error", "")),
        }
        if kind in sentences:
            known[kind] = sentences[kind].format(**context)
        if kind == "extra_forbidden":
            known[kind] = unknown(path)
        is_key = kind in ("missing", "extra_forbidden")
        yield Problem(
            line_of(shown, lines, path),
            known.get(kind, detail["msg"]),
            column=path_name(path) or None,
            found=None if is_key or isinstance(found, dict) else str(found),
            is_parameter=are_parameters,
        )
