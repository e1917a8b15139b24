"""The command itself, and the words that several of its parts share."""

from __future__ import annotations

import sys
from copy import copy
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from playbook import __version__
from playbook.kit import Kit
from playbook.language import _, language, use_language
from playbook.locales import SOURCE, translations


class SpokenGroup(TyperGroup):
    """Commands whose help is in the language being spoken.

    The catalogue of the command line is read alone: help has to come at once.
    """

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the command itself."""
        super(SpokenGroup, _spoken(self)).format_help(ctx, formatter)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Find a command by its name."""
        command = super().get_command(ctx, cmd_name)
        return command and _spoken(command)


def _spoken(command: Any) -> Any:
    """A command, its words and its options with their help in the language being spoken."""
    if language() == SOURCE:
        return command
    words, said = translations(language(), "cli"), copy(command)
    said.params = [copy(parameter) for parameter in command.params]
    for part in (said, *said.params):
        for name in ("help", "short_help", "epilog"):
            if text := getattr(part, name, None):
                setattr(part, name, words.gettext(text))
    return said


app = typer.Typer(
    name="playbook",
    help="Turn what came out of the workshops of your AI playbook into reports that people trust.",
    epilog="A first look: playbook run demo",
    cls=SpokenGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(asked: bool) -> None:
    """Print the kit's version and stop, when it is asked for."""
    if asked:
        print(__version__)
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Print the version, and stop."
        ),
    ] = False,
) -> None:
    """Take the options of the command itself."""


Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME...", help="Campaigns: the names of the files in parameters/."),
]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Stages run at a time; by default one a processor.")
]
Every = Annotated[bool, typer.Option("--all", help="Every campaign in parameters/.")]


def speak_of(kit: Kit, name: str) -> None:
    """Speak the language of a campaign from now on, whatever the system's is."""
    from playbook.parameters.yaml_files import language_named

    use_language(language_named(kit.parameters_of(name)))


def campaigns_meant(known: list[str], names: list[str] | None, every: bool) -> list[str]:
    """The campaigns that the command line means."""
    if every == bool(names):
        there = ", ".join(known)
        said = _("name campaigns, or add --all. Campaigns here: {names}").format(names=there)
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(2)
    return known if every else list(names or [])
