"""Bring the catalogues up to date with the messages in the code and the notebooks.

    python tools/messages.py            update playbook/locales/*/*.po
    python tools/messages.py ideation   update that catalogue only
    python tools/messages.py --check    only say what is missing or obsolete; exit 1 if anything is

There is a catalogue for the tables, one for each stage (its helpers and its notebook), one for each
of the rooms below, and one for the rest of the kit. A new message gets an empty translation, to be
filled by hand.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from playbook.kit import Kit
from playbook.language import LANGUAGES
from playbook.pipeline.translation import notebook_messages

KIT = Kit(Path(__file__).parents[1])
CATALOGUES = KIT.root / "playbook/locales"
Message = str | tuple[str, ...]
ROOMS = ("tables", "sources", "workbooks", "imports", "live")
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
    for stage, path in KIT.stages().items():
        for message in notebook_messages(nbformat.read(path, as_version=4)):
            yield stage, message, path.relative_to(KIT.root).as_posix()
    for path in sorted((KIT.notebooks / "live").glob("*.ipynb")):
        for message in notebook_messages(nbformat.read(path, as_version=4)):
            yield "live", message, path.relative_to(KIT.root).as_posix()


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


def updated(language: str) -> dict[str, Catalog]:
    """The catalogues of a language as they should be, with the translations that there are.

    A message of the kit or of the tables is in their catalogue, and in no stage's.
    """
    known: dict[Message, Message] = {}
    for path in (CATALOGUES / language).glob("*.po"):
        with path.open("rb") as source:
            known |= {e.id: e.string for e in read_po(source, locale=language) if e.id and e.string}
    found = list(messages())
    catalogues: dict[str, Catalog] = {}
    general: set[Message] = set()
    for names in (["tables"], ["kit"], None):
        for name, message, file in found:
            if not message or (name in ("tables", "kit") if names is None else name not in names):
                continue
            if message not in general or message in catalogues.get(name, {}):
                catalogue = catalogues.setdefault(name, Catalog(locale=language))
                catalogue.add(message, known.get(message), locations=[(file, None)])
        general |= {e.id for catalogue in catalogues.values() for e in catalogue if e.id}
    return catalogues


def faults(language: str) -> list[str]:
    """What is missing from the catalogues of a language, or there for nothing."""
    wanted = updated(language)
    said = [
        f"{language}/{name}.po: no translation of {entry.id!r}"
        for name, catalogue in wanted.items()
        for entry in catalogue
        if entry.id
        and not all([entry.string] if isinstance(entry.string, str) else entry.string or [""])
    ]
    current = {entry.id for catalogue in wanted.values() for entry in catalogue if entry.id}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as source:
            said += [
                f"{language}/{path.name}: nothing says {entry.id!r} any more"
                for entry in read_po(source, locale=language)
                if entry.id and entry.id not in current
            ]
    return said


def write(language: str, names: list[str]) -> None:
    """Write the catalogues of a language that are named, or all of them."""
    folder = CATALOGUES / language
    folder.mkdir(parents=True, exist_ok=True)
    wanted = updated(language)
    for path in folder.glob("*.po"):
        if path.stem not in wanted and not names:
            path.unlink()
    for name in names or wanted:
        catalogue = wanted[name]
        with (folder / f"{name}.po").open("wb") as target:
            write_po(target, catalogue, width=96, omit_header=True, include_lineno=False)


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
            write(language, names)
        said += [fault for fault in faults(language) if not names or _names(fault, names)]
    print("\n".join(said) or "The catalogues are complete.")
    return 1 if said and check else 0


if __name__ == "__main__":
    sys.exit(main())
