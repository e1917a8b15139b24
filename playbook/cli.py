"""The command ``playbook``: read a command line, call the kit, print what happened.

Imports wait until a command needs them, so that ``playbook --help`` answers at once.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="playbook",
    help="Turn what came out of the workshops of your AI playbook into reports that people trust.",
    epilog="A first look: playbook run demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME...", help="Campaigns: the names of the files in parameters/."),
]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Stages run at a time; by default one a processor.")
]
Every = Annotated[bool, typer.Option("--all", help="Every campaign in parameters/.")]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What to call it: letters, digits, - and _.")],
    language: Annotated[str, typer.Option(help="The language of its reports: en or fr.")] = "en",
) -> None:
    """Make a campaign: its parameters, and its empty tables to fill."""
    from playbook.kit import find_kit
    from playbook.new import new_campaign

    made = new_campaign(find_kit(), name, language)
    print(f"Made {made.parameters}, and in {made.data}/ a table each for {', '.join(made.tables)}.")
    print(f"1. Put your title and challenge into {made.parameters}.")
    print("2. Fill the tables; docs/data-dictionary.md says what goes where. Delete what you lack.")
    print(f"3. playbook check {name}")
    print(f"4. playbook run {name}")


@app.command()
def check(names: Names = None, every: Every = False) -> None:
    """List every problem in the data and parameters of campaigns, in one go."""
    from playbook.console import print_check
    from playbook.kit import find_kit
    from playbook.language import speaking
    from playbook.pipeline.check import check_whole_campaign
    from playbook.pipeline.discovery import discover_stages

    kit = find_kit()
    stages = discover_stages(kit)
    sound = True
    for name in _campaigns(kit.campaigns(), names, every):
        checked = check_whole_campaign(kit, name, stages)
        with speaking(checked.language):
            print_check(checked)
        sound = sound and not checked.problems
    if not sound:
        raise typer.Exit(1)


@app.command()
def run(
    names: Names = None,
    every: Every = False,
    stage: Annotated[
        list[str] | None,
        typer.Option(metavar="STAGE", help="Only this stage; may be given several times."),
    ] = None,
    jobs: Jobs = None,
    force: Annotated[
        bool, typer.Option("--force", help="Run stages again though nothing has changed.")
    ] = False,
    timeout: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="How long one cell may take.")
    ] = 600,
) -> None:
    """Run the stages of campaigns, and write their reports to reports/NAME/."""
    from playbook.console import counting, print_ended, print_line, watching
    from playbook.kit import find_kit
    from playbook.pipeline.many import run_campaigns

    kit = find_kit()
    chosen = _campaigns(kit.campaigns(), names, every)
    options: dict[str, Any] = {"only": stage or (), "jobs": jobs, "force": force}
    options["timeout"] = timeout
    try:
        if len(chosen) == 1:
            with watching(chosen[0]) as watch:
                [(name, ended)] = run_campaigns(kit, chosen, watch=watch, **options)
            sound = [print_ended(kit, name, ended)]
        else:
            with counting(len(chosen)) as count:
                sound = []
                for name, ended in run_campaigns(kit, chosen, **options):
                    sound.append(print_line(name, ended))
                    count()
            print(f"{sum(sound)} of {len(chosen)} campaigns have all their reports.")
    except KeyboardInterrupt:
        print("playbook: stopped. The index says what is not finished.", file=sys.stderr)
        raise typer.Exit(130) from None
    if not all(sound):
        raise typer.Exit(1)


@app.command()
def verify(names: Names = None, every: Every = False, jobs: Jobs = None) -> None:
    """Run campaigns again, elsewhere, and say whether their reports are what that gives."""
    from playbook.console import print_verification, watching
    from playbook.kit import find_kit
    from playbook.language import speaking
    from playbook.pipeline.verify import verify_campaign

    kit = find_kit()
    identical = True
    for name in _campaigns(kit.campaigns(), names, every):
        with watching(name) as watch:
            verification = verify_campaign(kit, name, watch, jobs)
        with speaking(verification.language):
            print_verification(name, verification)
        identical = identical and verification.identical
    if not identical:
        raise typer.Exit(1)


def main() -> None:
    """Run the command; what the kit refuses is said in a line, without a traceback."""
    from playbook.errors import PlaybookError

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except PlaybookError as error:
        print(f"playbook: {error}", file=sys.stderr)
        sys.exit(1)


def _campaigns(known: list[str], names: list[str] | None, every: bool) -> list[str]:
    """The campaigns that the command line means."""
    if every == bool(names):
        there = ", ".join(known)
        print(f"playbook: name campaigns, or give --all. There are: {there}", file=sys.stderr)
        raise typer.Exit(2)
    return known if every else list(names or [])


if __name__ == "__main__":
    main()
