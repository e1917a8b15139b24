"""The command ``playbook``: read a command line, call the kit, print what happened.

Imports wait until a command needs them, so that ``playbook --help`` answers at once.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
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
    data: Annotated[
        str, typer.Option(help="What to fill in: workbook (.xlsx), or folder (of CSV files).")
    ] = "workbook",
) -> None:
    """Make a campaign: its parameters, and a workbook (or folder) to fill; a kit too if need be."""
    from playbook.new import new_campaign
    from playbook.starting import find_or_make_kit

    kit, is_new = find_or_make_kit(name)
    if is_new:
        print("Made a kit here: notebooks/, parameters/, data/, docs/, with a demo campaign.")
    made = new_campaign(kit, name, language, data)
    print(f"Made {made.parameters} and {made.data}.")
    print(f"1. Put your title and challenge into {made.parameters}.")
    if data == "workbook":
        print(f"2. Fill the yellow cells of {made.data}; its first sheet says in which order.")
    else:
        print(
            "2. Fill the tables; docs/data-dictionary.md says what goes where; delete the others."
        )
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


@app.command(name="import")
def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="What a tool exported: CSV, Excel, text."),
    ] = None,
    into: Annotated[str, typer.Option(metavar="NAME", help="The campaign.")] = "",
    preset: Annotated[
        str, typer.Option("--as", metavar="PRESET", help="A format that the kit knows.")
    ] = "",
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="MAPPING.yml", help="A mapping of your own.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say all, write nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where the campaign says otherwise, take the file's.")
    ] = False,
    presets: Annotated[bool, typer.Option("--presets", help="List the presets.")] = False,
    show: Annotated[
        str, typer.Option(metavar="PRESET", help="Print a preset, to copy and edit.")
    ] = "",
) -> None:
    """Take sticky notes, votes and surveys that another tool exported into a campaign."""
    from playbook.imports.command import import_files, say_presets, text_of_preset

    if presets or show:
        print("\n".join(say_presets()) if presets else text_of_preset(show))
        return
    if not files or not into or bool(preset) == bool(mapping):
        print(
            "playbook: name files, a campaign and a format:"
            " playbook import FILE --into NAME --as PRESET (or --map MAPPING.yml).\n"
            "The presets: playbook import --presets",
            file=sys.stderr,
        )
        raise typer.Exit(2)
    for line in import_files(files, into, mapping or preset, dry_run=dry_run, replace=replace):
        print(line)


@app.command()
def copy(
    name: Annotated[str, typer.Argument(help="The campaign: the name of a file in parameters/.")],
    destination: Annotated[
        str,
        typer.Argument(
            help="A folder, a workbook (.xlsx), an SQLite file (.db), or a URL such as"
            " postgresql+psycopg://user@host/database."
        ),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over the data that are there.")
    ] = False,
    use: Annotated[
        bool, typer.Option("--use", help="Make the campaign work on the copy from now on.")
    ] = False,
) -> None:
    """Copy a campaign's tables into a folder, a workbook or a database."""
    from playbook.console import print_problems
    from playbook.copying import copy_campaign, use_data
    from playbook.errors import CampaignError
    from playbook.kit import find_kit

    kit = find_kit()
    try:
        rows = copy_campaign(kit, name, destination, replace=replace)
    except CampaignError as error:
        print(f"{name} was not copied: playbook check {name}", file=sys.stderr)
        print_problems(error.problems)
        raise typer.Exit(1) from None
    print(f"Copied {len(rows)} tables, {sum(rows.values())} rows, to {destination}:")
    print("  " + ", ".join(f"{table} {count}" for table, count in rows.items()))
    file = f"parameters/{name}.yml"
    if use:
        use_data(kit, name, destination)
        print(f"{file} now says  data: {destination}")
    else:
        print(f"To work on the copy, let {file} say  data: {destination}")


@app.command()
def erase(
    name: Annotated[str, typer.Argument(help="The campaign: the name of a file in parameters/.")],
    participant: Annotated[str, typer.Argument(help="The identifier or name of the person.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a participant from a campaign: data, live room, reports, executed notebooks."""
    from playbook.erasure import erase_participant
    from playbook.kit import find_kit

    if not yes:
        print(f"This deletes {participant}'s votes, empties what {participant} wrote, and removes")
        print(f"reports/{name} and the outputs of notebooks run on {name}. It cannot be undone.")
        typer.confirm("Go on?", abort=True)
    done = erase_participant(find_kit(), name, participant)
    print("Erased: " + ", ".join(f"{table} {rows} rows" for table, rows in done.rows.items()))
    for place in done.removed:
        print(f"Removed: {place}")
    for place in done.emptied:
        print(f"Outputs removed: {place}")
    if done.mentions:
        print("The person's name or texts still stand here; see to it by hand:")
        print("\n".join(f"  {place}" for place in done.mentions))
    print(f"Make the reports again: playbook run {name}")
    print("What the kit cannot reach (git history, backups, copies sent): docs/privacy.md")


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
