"""Read a mapping from its YAML, and say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from playbook.errors import PlaybookError, Problem
from playbook.imports import mapping as language_of_mappings
from playbook.imports.mapping import Cell, Rule
from playbook.imports.mapping import Mapping as ImportMapping
from playbook.language import _
from playbook.parameters.yaml_files import line_of, read_yaml
from playbook.tables import TABLES, Kind, Table
from playbook.tables.matching import code_spellings, fold, nearest

PRESETS = Path(__file__).parent / "presets"


class MappingError(PlaybookError):
    """A mapping that cannot be used: every problem of it, in one go."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def preset_names() -> list[str]:
    """The presets that come with the kit, in alphabetical order."""
    return sorted(path.stem for path in PRESETS.glob("*.yml"))


def preset_path(name: str) -> Path:
    """The file of a preset.

    Raises
    ------
    PlaybookError
        When there is none of this name.
    """
    if name in preset_names():
        return PRESETS / f"{name}.yml"
    expected = _("there is no preset “{name}”; there are: {known}.").format(
        name=name, known=", ".join(preset_names())
    )
    meant = nearest(name, preset_names())
    if meant is not None:
        expected += " " + _("Did you mean {name}?").format(name=meant)
    raise PlaybookError(expected)


def read_mapping(path: Path, shown: str) -> ImportMapping:
    """Read a mapping.

    Parameters
    ----------
    path : Path
        The YAML.
    shown : str
        What to call it in messages.

    Raises
    ------
    MappingError
        With every problem of it, when there is one.
    """
    try:
        written = read_yaml(path, shown)
    except OSError:
        raise MappingError([Problem(shown, _("there is no such file."))]) from None
    if isinstance(written, Problem):
        raise MappingError([written])
    if not isinstance(written.content, dict):
        expected = _("expected a mapping: copy a preset (playbook import --show mural).")
        raise MappingError([Problem(shown, expected)])
    try:
        mapping = ImportMapping.model_validate(written.content)
    except ValidationError as error:
        details = [dict(detail) for detail in error.errors(include_url=False)]
        raise MappingError([_problem(detail, shown, written.lines) for detail in details]) from None
    problems = [
        Problem(line_of(shown, written.lines, path), expected, column=_name(path))
        for path, expected in _faults(mapping)
    ]
    if problems:
        raise MappingError(problems)
    return mapping


def _name(path: tuple[Any, ...]) -> str:
    """A place in a mapping as people read it: ``tables[1].columns.text``."""
    name = ""
    for key in path:
        name += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if name else str(key)
    return name


def _problem(detail: Mapping[str, Any], shown: str, lines: Any) -> Problem:
    """Say what pydantic found wrong so that a person can act on it."""
    path = tuple(detail["loc"])
    where = line_of(shown, lines, path)
    found = detail["input"] if isinstance(detail["input"], str | int | float) else None
    match str(detail["type"]):
        case "extra_forbidden":
            expected = _("a mapping has no such key.") + _meant(str(path[-1]), _known_keys())
            return Problem(where, expected, column=_name(path))
        case "missing":
            expected = _("this key is missing.")
        case "value_error":
            expected = str(detail.get("ctx", {}).get("error", ""))
        case "literal_error":
            codes = detail.get("ctx", {}).get("expected")
            expected = _("expected one of: {codes}.").format(codes=codes)
        case "string_type":
            expected = _("expected a text: put it between quotes.")
        case "list_type":
            expected = _("expected a list, each item on a line that begins with “- ”.")
        case "dict_type" | "model_type":
            expected = _("expected lines such as “key: word”, indented.")
        case "bool_type":
            expected = _("expected true or false.")
        case _:
            expected = str(detail["msg"])
    return Problem(where, expected, column=_name(path), found=None if found is None else str(found))


def _known_keys() -> list[str]:
    """Every key of the language."""
    models = [m for m in vars(language_of_mappings).values() if isinstance(m, type)]
    return [
        field.alias or name
        for model in models
        if issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    ]


def _meant(word: str, known: list[str]) -> str:
    """The name that was perhaps meant, as a sentence to add."""
    meant = nearest(word, known)
    return "" if meant is None else " " + _("Did you mean {name}?").format(name=meant)


Fault = tuple[tuple[Any, ...], str]


def _faults(mapping: ImportMapping) -> Iterator[Fault]:
    """What is wrong with a mapping that is well-formed."""
    for number, rule in enumerate(mapping.tables):
        path: tuple[Any, ...] = ("tables", number)
        if rule.table not in TABLES:
            expected = _("there is no such table.") + _meant(rule.table, [*TABLES])
            yield (*path, "table"), expected
            continue
        if rule.block is None and mapping.file.blocks:
            yield path, _("say which block these rows come from.")
        if rule.block is not None and rule.block not in mapping.file.blocks:
            yield (
                (*path, "block"),
                _("the file has no such block.") + _meant(rule.block, mapping.file.blocks),
            )
        yield from _faults_of_columns(rule, TABLES[rule.table], path)


def _faults_of_columns(rule: Rule, table: Table, path: tuple[Any, ...]) -> Iterator[Fault]:
    """What is wrong with the columns of one rule."""
    for column in table.columns:
        if column.required and column.name not in rule.columns:
            expected = _("{table} cannot be filled without {column}.")
            yield (
                (*path, "columns"),
                expected.format(table=table.name, column=column.name),
            )
    for name, cell in rule.columns.items():
        here = (*path, "columns", name)
        if name not in table.column_names:
            expected = _("{table} has no such column.").format(table=table.name)
            yield here, expected + _meant(name, [*table.column_names])
            continue
        yield from _faults_of_cell(cell, table, name, here)
    cells = rule.columns.values()
    if any(cell.label for cell in cells) and not any(cell.columns for cell in cells):
        yield (*path, "columns"), _("label needs another column that is read from columns.")


def _faults_of_cell(cell: Cell, table: Table, name: str, path: tuple[Any, ...]) -> Iterator[Fault]:
    """What is wrong with one cell of a rule."""
    if cell.find is not None and cell.find not in TABLES:
        yield (*path, "find"), _("there is no such table.") + _meant(cell.find, [*TABLES])
    if table.column(name).kind is Kind.CODE:
        spellings = code_spellings(table, name)
        words = [*cell.codes.values(), *filter(None, [cell.value, cell.otherwise])]
        for word in words:
            if word and fold(word) not in spellings:
                expected = _("{column} has no code “{word}”.").format(column=name, word=word)
                yield path, expected + _meant(word, [*table.column(name).codes])
