"""The command ``playbook``: read a command line, call the kit, print what happened.

Imports wait until a command needs them, so that ``playbook --help`` answers at once.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated

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
Every = Annotated[bool, typer.Option("--all", help="Every campaign in parameters/.")]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What to call it: letters, digits, - and _.")],
    language: Annotated[str, typer.Option(help="The language of its reports: en or fr.")] = "en",
) -> None:
    """Make a campaign: its parameters, and its empty tables to fill; where no kit is, a kit too."""
    from playbook.new import new_campaign
    from playbook.starting import find_or_make_kit

    kit, is_new = find_or_make_kit(name)
    if is_new:
        print("Made a kit here: notebooks/, parameters/, data/, docs/, with a demo campaign.")
    made = new_campaign(kit, name, language)
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
    from playbook.pipeline.discovery import check_whole_campaign, discover_stages

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
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Stages run at a time; by default one a processor."),
    ] = None,
) -> None:
    """Run the stages of campaigns, and write their reports to reports/NAME/."""
    from playbook.console import print_outcome, print_problems, watching
    from playbook.errors import CampaignError
    from playbook.kit import find_kit
    from playbook.language import speaking
    from playbook.pipeline.run import run_campaign
    from playbook.report.manifest import Status

    kit = find_kit()
    failed = False
    for name in _campaigns(kit.campaigns(), names, every):
        try:
            with watching(name) as watch:
                manifest = run_campaign(kit, name, stage or (), watch, jobs)
        except CampaignError as error:
            print(f"{name} was not run: playbook check {name}", file=sys.stderr)
            print_problems(error.problems)
            failed = True
            continue
        except KeyboardInterrupt:
            print("playbook: stopped. The index says what is not finished.", file=sys.stderr)
            raise typer.Exit(130) from None
        with speaking(str(manifest.parameters["language"])):
            print_outcome(manifest, kit.reports_of(name) / "index.html")
        failed = failed or any(record.status is Status.FAILED for record in manifest.stages)
    if failed:
        raise typer.Exit(1)


@app.command()
def lab(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    browser: Annotated[bool, typer.Option(help="Open JupyterLab.")] = True,
) -> None:
    """Open JupyterLab on a campaign: its own copies of the notebooks, in work/NAME/."""
    from playbook.kit import find_kit
    from playbook.lab import open_lab, prepare_notebooks

    folder, made = prepare_notebooks(find_kit(), name)
    print(f"{len(made)} notebooks written to {folder}; what was there is left as it was.")
    if browser:
        open_lab(folder)


@app.command()
def portfolio() -> None:
    """Write one page over all campaigns that have been run: reports/index.html."""
    from playbook.kit import find_kit
    from playbook.report.portfolio_page import write_portfolio

    count, page = write_portfolio(find_kit())
    print(f"{count} campaigns. Open {page}")


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
