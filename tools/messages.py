"""Bring the catalogues up to date with the messages in the code and the notebooks.

    python tools/messages.py            update playbook/locales/*/*.po
    python tools/messages.py ideation   update that catalogue only
    python tools/messages.py --check    only say what is missing or obsolete; exit 1 if anything is

There is a catalogue for the tables, one for each stage (its helpers and its notebook), one for
each of the rooms below, and one for the rest of the kit. A new message gets an empty translation,
to be filled by hand; a changed one keeps the former translation, marked as fuzzy, which is not
shown until the mark is taken away.

Updating and fuzzy matching are Babel's. Finding messages in Python is not: on Python 3.11 its own
extraction misses calls inside f-strings, and takes `_(names[row["kind"]])` for the message "kind".
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeGuard

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from playbook.cli import app
from playbook.imports.mapping import ImportMapping
from playbook.imports.mapping_file import PRESETS, read_mapping
from playbook.kit import Kit
from playbook.locales import LANGUAGES, LOCALES, writing_of
from playbook.pipeline.translation import notebook_messages

KIT = Kit(Path(__file__).parents[1])
CATALOGUES = LOCALES
Message = str | tuple[str, ...]
ROOMS = ("tables", "sources", "workbooks", "imports", "packs", "live", "cli")
"""The rooms of the package that have a catalogue of their own."""


def catalogue_of(path: Path) -> str:
    """The catalogue that the messages of a module belong to."""
    parts = path.relative_to(KIT.root / "playbook").parts
    if parts[0] == "stages" and parts[1] != "shared":
        return parts[1].removesuffix(".py")
    return parts[0] if parts[0] in ROOMS else "kit"


def messages() -> Iterator[tuple[str, Message, str]]:
    """Every message: its catalogue, itself, and the file where it stands."""
    for path in sorted((KIT.root / "playbook").rglob("*.py")):
        for message in module_messages(path.read_text(encoding="utf-8")):
            yield catalogue_of(path), message, path.relative_to(KIT.root).as_posix()
    own = {path.name for path in KIT.own_stages.glob("*")}  # which have catalogues beside them
    for stage, path in KIT.stages().items():
        if stage in own:
            continue
        for message in notebook_messages(nbformat.read(path, as_version=4)):
            yield stage, message, path.relative_to(KIT.root).as_posix()
    for path in sorted((KIT.notebooks / "live").glob("*.ipynb")):
        for message in notebook_messages(nbformat.read(path, as_version=4)):
            yield "live", message, path.relative_to(KIT.root).as_posix()
    for path in sorted(PRESETS.glob("*.yml")):
        for message in mapping_messages(read_mapping(path, path.name)):
            yield "imports", message, path.relative_to(KIT.root).as_posix()
    for message in help_messages():
        yield "cli", message, "playbook/cli"


def help_messages() -> Iterator[str]:
    """The help of every command, with its words and options, but for Typer's own."""
    group: Any = get_command(app)
    for command in (group, *group.commands.values()):
        yield from filter(None, (command.help, command.short_help, command.epilog))
        own = (part for part in command.params if "completion" not in part.name)
        yield from (part.help for part in own if part.help)


def mapping_messages(mapping: ImportMapping) -> Iterator[str]:
    """The messages of a preset: what it takes, how far it is known, why rows are left out."""
    yield from (mapping.title, mapping.verified, mapping.about or "")
    yield from (skip.why for rule in mapping.tables for skip in rule.skip)


def module_messages(code: str) -> Iterator[Message]:
    """The messages of a module, those inside f-strings too, in the order of the lines."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: node.lineno):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        count = {"_": 1, "N_": 1, "ngettext": 2}.get(name, 0)
        words = [argument.value for argument in call.args[:count] if is_text(argument)]
        if count and len(words) == count:
            yield words[0] if count == 1 else tuple(words)


def is_text(node: ast.expr) -> TypeGuard[ast.Constant]:
    """Whether an argument is written as plain text."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def wanted() -> dict[str, Catalog]:
    """The catalogues as they should be, without translations.

    A message of the tables or of the kit is in their catalogue, and in no stage's.
    """
    found = list(messages())
    catalogues: dict[str, Catalog] = {}
    general: set[Message] = set()
    for names in (["tables"], ["kit"], None):
        for name, message, file in found:
            if not message or (name in ("tables", "kit") if names is None else name not in names):
                continue
            if message not in general or message in catalogues.get(name, {}):
                catalogues.setdefault(name, Catalog()).add(message, locations=[(file, None)])
        general |= {e.id for catalogue in catalogues.values() for e in catalogue if e.id}
    return catalogues


def written(language: str) -> dict[str, Catalog]:
    """The catalogues of a language as they are."""
    found = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=writing_of(language).locale)
        for entry in catalogue:
            if not entry.fuzzy:  # Babel takes what a message was before for a comment
                said = takewhile(lambda line: not line.startswith("|"), entry.user_comments)
                entry.user_comments = list(said)
        found[path.stem] = catalogue
    return found


def update(language: str, names: list[str]) -> None:
    """Bring the catalogues of a language up to date: those that are named, or all of them.

    A message that has moved to another catalogue takes its translation along. One that was changed
    keeps it, marked as fuzzy until somebody has read it.
    """
    folder, known = CATALOGUES / language, written(language)
    translations = {
        entry.id: entry for catalogue in known.values() for entry in catalogue if entry.string
    }
    templates = wanted()
    for name in set(known) - set(templates) if not names else ():
        (folder / f"{name}.po").unlink()
    for name in names or templates:
        catalogue = known.get(name, Catalog(locale=writing_of(language).locale))
        for message in templates[name]:
            if message.id and message.id not in catalogue and message.id in translations:
                catalogue.add(message.id, translations[message.id].string)
        catalogue.update(templates[name])
        with (folder / f"{name}.po").open("wb") as target:
            write_po(
                target,
                catalogue,
                width=96,
                omit_header=True,
                include_lineno=False,
                ignore_obsolete=True,
                include_previous=True,
            )


def faults(language: str) -> list[str]:
    """What is missing from the catalogues of a language, to be read again, or of no use."""
    said, templates, known = [], wanted(), written(language)
    for name, template in templates.items():
        catalogue = known.get(name, Catalog())
        for message in template:
            entry = catalogue.get(message.id)
            if not message.id:
                continue
            if entry is None or not all([entry.string, *entry.string]):
                said.append(f"{language}/{name}.po: no translation of {message.id!r}")
            elif entry.fuzzy:
                said.append(f"{language}/{name}.po: read again, it is fuzzy: {message.id!r}")
    current = {message.id for template in templates.values() for message in template}
    return said + [
        f"{language}/{name}.po: nothing says {entry.id!r} any more"
        for name, catalogue in known.items()
        for entry in catalogue
        if entry.id not in current
    ]


def _names(fault: str, names: list[str]) -> bool:
    """Whether a fault is about one of these catalogues."""
    return any(f"/{name}.po" in fault for name in names)


def main() -> int:
    """Update or check the catalogues of every language but the source's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("names", nargs="*", help="only these catalogues, such as ideation")
    arguments = parser.parse_args()
    check, names = arguments.check, arguments.names
    said = []
    for language in LANGUAGES[1:]:
        if not check:
            update(language, names)
        said += [fault for fault in faults(language) if not names or _names(fault, names)]
    print("\n".join(said) or "The catalogues are complete.")
    return 1 if said and check else 0


if __name__ == "__main__":
    sys.exit(main())
