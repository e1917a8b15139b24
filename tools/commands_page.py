"""The page of every command and option, from the command line's own declarations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

from playbook.cli import app

HEAD = """# Commands

Made from the command line's own help by `make docs`. Do not edit this page.
`playbook COMMAND --help` says the same.

A command ends with 0 when all is well, with 1 when something is wrong with the campaign or with a
report, with 2 when the command line cannot be understood, and with 130 when it was stopped.
"""


def commands_page() -> str:
    """Write the page."""
    group: Any = typer.main.get_command(app)
    general = [*_table("option", (p for p in group.params if p.help))]
    parts = [HEAD, "\n".join(general)]
    parts += [_command(name, command) for name, command in sorted(group.commands.items())]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _command(name: str, command: Any) -> str:
    """One command: what it does, its words, its options."""
    words = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    shown = [_word(p) if p.required else f"[{_word(p)}]" for p in words]
    usage = " ".join(["playbook", name, *shown, *(["[OPTIONS]"] if options else [])])
    parts = [f"## {name}", " ".join(command.help.split()), f"    {usage}"]
    parts += ["\n".join(_table("word", words))] if words else []
    parts += ["\n".join(_table("option", options))] if options else []
    return "\n\n".join(parts)


def _table(head: str, parameters: Any) -> Iterator[str]:
    """A row for each of the words or options."""
    yield f"| {head} | means |"
    yield "| --- | --- |"
    for parameter in parameters:
        said = (parameter.help or "").replace("|", "\\|")
        if isinstance(parameter.default, str | int) and not isinstance(parameter.default, bool):
            said += f" Unless given: `{parameter.default}`." if parameter.default != "" else ""
        yield f"| {_names(parameter)} | {said} |"


def _names(parameter: Any) -> str:
    """A word, or an option in each of its spellings with what follows it."""
    if parameter.param_type_name == "argument":
        return f"`{_word(parameter)}`"
    value = "" if parameter.is_flag else f" {_word(parameter)}"
    return ", ".join(f"`{o}{value}`" for o in [*parameter.opts, *parameter.secondary_opts])


def _word(parameter: Any) -> str:
    """What stands for the value."""
    return str(parameter.metavar or parameter.name.upper().strip("_"))
