"""Read the YAML files that people write: values, and the lines on which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import BaseConstructor, RoundTripConstructor, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from playbook.errors import Problem
from playbook.files import read_file, unreadable
from playbook.language import _, language
from playbook.locales import LANGUAGES

NAMED = re.compile(r"^language *: *['\"]?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True)
class WrittenYaml:
    """What a YAML holds.

    Attributes
    ----------
    content : object
        Plain values.
    lines : object
        The same, made of ruamel's nodes that know their lines.
    """

    content: Any
    lines: Any


def language_named(path: Path) -> str:
    """The language that a campaign's YAML names; the one being spoken where it names none.

    It is asked for before the YAML is read as a whole, so that what is wrong in it is said in the
    campaign's language.
    """
    try:
        named = NAMED.search(read_file(path).decode("utf-8-sig", "replace"))
    except OSError:
        named = None
    return named[1] if named and named[1] in LANGUAGES else language()


def read_yaml(path: Path, shown: str) -> WrittenYaml | Problem:
    """Read a YAML, or say why it cannot be read.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        What to call it in messages.

    Raises
    ------
    FileNotFoundError
        When there is no such file.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
        return WrittenYaml(
            _load(text, "safe", _SafeConstructor), _load(text, "rt", _RoundTripConstructor)
        )
    except FileNotFoundError:
        raise
    except OSError as error:
        return Problem(shown, unreadable(error))
    except UnicodeDecodeError:
        return Problem(shown, _("the file is not UTF-8: save it as UTF-8."))
    except YAMLError as error:
        return _malformed(error, shown)
    except ValueError as error:  # a number of thousands of digits
        return Problem(shown, _("the YAML is not well-formed ({reason}).").format(reason=error))
    except RecursionError:
        return Problem(shown, _("the YAML is nested too deeply."))


def _load(text: str, kind: str, constructor: type[BaseConstructor]) -> Any:
    """Load a YAML."""
    yaml = YAML(typ=kind, pure=True)
    yaml.Constructor = constructor
    return yaml.load(text)


def _date_or_words(constructor: SafeConstructor, node: Any) -> Any:
    """A date; one that does not exist stays the words that were written, to be refused later."""
    try:
        return constructor.construct_yaml_timestamp(node)
    except ValueError:
        return constructor.construct_yaml_str(node)


class _SafeConstructor(SafeConstructor):
    """Makes the values of a YAML."""


class _RoundTripConstructor(RoundTripConstructor):
    """Makes the values of a YAML that know their lines."""


for _constructor in (_SafeConstructor, _RoundTripConstructor):
    _constructor.add_constructor("tag:yaml.org,2002:timestamp", _date_or_words)


def _malformed(error: YAMLError, shown: str) -> Problem:
    """Say where a YAML is malformed."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    where = (
        shown if mark is None else _("{file}, line {line}").format(file=shown, line=mark.line + 1)
    )
    reason = (error.problem if isinstance(error, MarkedYAMLError) else None) or str(error)
    return Problem(where, _("the YAML is not well-formed ({reason}).").format(reason=reason))


def line_of(shown: str, lines: Any, path: tuple[Any, ...]) -> str:
    """The file with the line on which a key stands, or its nearest parent that stands there."""
    line = None
    for key in path:
        if isinstance(lines, CommentedSeq) and isinstance(key, int) and key < len(lines):
            line = lines.lc.item(key)[0] + 1
        elif isinstance(lines, CommentedMap) and key in (lines.lc.data or {}):
            line = lines.lc.key(key)[0] + 1
        else:
            break
        lines = lines[key]
    return shown if line is None else _("{file}, line {line}").format(file=shown, line=line)
