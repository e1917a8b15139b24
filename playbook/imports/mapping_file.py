"""Read a mapping from its YAML, and say everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from playbook.errors import PlaybookError, Problem
from playbook.imports import mapping as language_of_mappings
from playbook.imports.mapping import CellRule, ImportMapping, TableRule
from playbook.language import _
from playbook.parameters.strict import KeyPath, list_refusals, path_name
from playbook.parameters.yaml_files import line_of, read_yaml
from playbook.tables import TABLES, Kind, Table
from playbook.tables.matching import code_spellings, did_you_mean, fold

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
    raise PlaybookError(expected + did_you_mean(name, preset_names()))


def preset_text(name: str) -> str:
    """A preset as it is written, to be copied and edited."""
    return preset_path(name).read_text(encoding="utf-8").rstrip()


def say_presets() -> Iterator[str]:
    """Each preset: its name, what it takes, and how far the format is known."""
    for name in preset_names():
        mapping = read_mapping(preset_path(name), f"{name}.yml")
        yield f"{name}: {_(mapping.title)}"
        yield f"    {_(mapping.verified)}"


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
        refusals = list_refusals(error, shown, written.lines, _sentences(), _unknown_key)
        raise MappingError(list(refusals)) from None
    problems = [
        Problem(line_of(shown, written.lines, path), expected, column=path_name(path))
        for path, expected in _faults(mapping)
    ]
    if problems:
        raise MappingError(problems)
    return mapping


def _unknown_key(path: KeyPath) -> str:
    """Say that the language has no such key, and which one was perhaps meant."""
    models = [m for m in vars(language_of_mappings).values() if isinstance(m, type)]
    known = [
        field.alias or name
        for model in models
        if issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    ]
    return _("a mapping has no key of this name.") + did_you_mean(str(path[-1]), known)


def _sentences() -> dict[str, str]:
    """What is expected of a mapping, by pydantic's type of error."""
    keys = _("expected lines such as “key: word”, indented.")
    return {
        "missing": _("this key is missing."),
        "list_type": _("expected a list, each item on a line that begins with “- ”."),
        "dict_type": keys,
        "model_type": keys,
    }


Fault = tuple[KeyPath, str]


def _faults(mapping: ImportMapping) -> Iterator[Fault]:
    """What is wrong with a mapping that is well-formed."""
    for number, rule in enumerate(mapping.tables):
        path: KeyPath = ("tables", number)
        if rule.table not in TABLES:
            expected = _("there is no such table.") + did_you_mean(rule.table, [*TABLES])
            yield (*path, "table"), expected
            continue
        if rule.block is None and mapping.file.blocks:
            yield path, _("say which block these rows come from.")
        if rule.block is not None and rule.block not in mapping.file.blocks:
            yield (
                (*path, "block"),
                _("the file has no such block.") + did_you_mean(rule.block, mapping.file.blocks),
            )
        yield from _faults_of_columns(rule, TABLES[rule.table], path)


def _faults_of_columns(rule: TableRule, table: Table, path: KeyPath) -> Iterator[Fault]:
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
            yield here, expected + did_you_mean(name, [*table.column_names])
            continue
        yield from _faults_of_cell(cell, table, name, here)
    cells = rule.columns.values()
    if any(cell.label for cell in cells) and not any(cell.columns for cell in cells):
        yield (*path, "columns"), _("label needs another column that is read from columns.")


def _faults_of_cell(cell: CellRule, table: Table, name: str, path: KeyPath) -> Iterator[Fault]:
    """What is wrong with one cell of a rule."""
    if cell.find is not None and cell.find not in TABLES:
        yield (*path, "find"), _("there is no such table.") + did_you_mean(cell.find, [*TABLES])
    if table.column(name).kind is Kind.CODE:
        spellings = code_spellings(table, name)
        words = [*cell.codes.values(), *filter(None, [cell.value, cell.otherwise])]
        for word in words:
            if word and fold(word) not in spellings:
                expected = _("{column} has no code “{word}”.").format(column=name, word=word)
                yield path, expected + did_you_mean(word, [*table.column(name).codes])
