"""The short ways in which a mapping may be written: one word for a list of one, and the like."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from playbook.language import language
from playbook.parameters.strict import Strict


def _word(value: Any) -> Any:
    """Let numbers be written where words are meant: ``5`` for ``"5"``."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _words(value: Any) -> Any:
    """Let one word stand for a list of one."""
    return [_word(item) for item in value] if isinstance(value, list) else [_word(value)]


def cell_of(value: Any) -> Any:
    """Let a heading, or a list of headings, stand for a cell that is read from them."""
    return {"column": value} if isinstance(value, str | list | int) else value


def _codes(value: Any) -> Any:
    """Let numbers be written as codes and words."""
    if not isinstance(value, dict):
        return value
    return {_word(word): _word(code) for word, code in value.items()}


Word = Annotated[str, BeforeValidator(_word)]
Words = Annotated[list[str], BeforeValidator(_words)]
Codes = Annotated[dict[str, str], BeforeValidator(_codes)]
Separator = Annotated[str, Field(min_length=1)]


class Said(Strict):
    """A text that people see, in each language."""

    en: str
    fr: str

    def __str__(self) -> str:
        return self.fr if language() == "fr" else self.en


def _said(value: Any) -> Any:
    """Let one text stand for all languages."""
    return {"en": value, "fr": value} if isinstance(value, str) else value


Text = Annotated[Said, BeforeValidator(_said)]
