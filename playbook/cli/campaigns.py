"""Make campaigns, check them, and work on them."""

from __future__ import annotations

from typing import Annotated

import typer

from playbook.cli.app import Every, Names, app, campaigns_meant, speak_of
from playbook.language import N_
from playbook.locales import LANGUAGES, SOURCE

NEXT_STEPS = {
    "workbook": N_("Fill the yellow cells of {data}; its first sheet says in which order."),
    "database": N_("Fill {data}: playbook live, playbook import, or playbook copy to a workbook."),
    "folder": N_("Fill the tables; docs/{dictionary} says what goes where; delete the others."),
}
"""What to do after a campaign was made, by the form of its data."""


@app.command()
def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What to call it: letters, digits, - and _.")
    ],
    language: Annotated[
        str, typer.Option(help=f"The language of its reports: {', '.join(LANGUAGES)}.")
    ] = SOURCE,
    data: Annotated[
        str,
        typer.Option(
            help="What to fill in: workbook (.xlsx), folder (of CSV files), or database (which"
            " live votes need)."
        ),
    ] = "workbook",
    bare: Annotated[
        bool, typer.Option("--bare", help="Without the kit's proposals, such as criteria.")
    ] = False,
) -> None:
    """Make a campaign: its parameters, and tables to fill; a kit too if need be."""
    from playbook.campaign.new import new_campaign
    from playbook.campaign.starting import find_or_make_kit
    from playbook.content.booklet import open_booklet
    from playbook.content.proposals import proposed_tables
    from playbook.language import _, use_language
    from playbook.parameters.declared import Scales

    spoken = language in LANGUAGES
    if spoken:
        use_language(language)
    kit, is_new = find_or_make_kit(name, language)
    if is_new:
        print(_("Made a kit here: notebooks/, parameters/, data/, docs/, with a demo campaign."))
    proposals = {}
    if not bare and spoken:
        proposals = proposed_tables(open_booklet(kit.root, language), Scales().bounds())
    made = new_campaign(kit, name, language, data, proposals)
    print(_("Made {parameters} and {data}.").format(parameters=made.parameters, data=made.data))
    if proposals:
        print(_("It begins with proposals, marked as such: adapt them, or delete their rows."))
    dictionary = "data-dictionary.md" if language == SOURCE else f"data-dictionary.{language}.md"
    step = _("Put your title and challenge into {parameters}.")
    print("1. " + step.format(parameters=made.parameters))
    print("2. " + _(NEXT_STEPS[data]).format(data=made.data, dictionary=dictionary))
    print(f"3. playbook check {name}")
    print(f"4. playbook run {name}")


@app.command(name="new-stage")
def new_stage(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What to call it: small letters, digits and _.")
    ],
) -> None:
    """Make a stage of your own: a notebook that works at once, a module, a test, a catalogue."""
    from playbook.kit import find_kit
    from playbook.language import _
    from playbook.pipeline.new_stage import make_stage

    made = make_stage(find_kit(), name)
    print(_("Made {files}.").format(files=", ".join(made)))
    print(f"1. playbook run demo --stage {name}")
    step = _("Change the notebook, and the functions that it calls: {folder}.")
    print("2. " + step.format(folder=f"stages/{name}/"))
    print(f"3. pytest stages/{name}")
    print(_("docs/stages.md leads through it in ten minutes."))


@app.command()
def check(names: Names = None, every: Every = False) -> None:
    """List every problem in the data and parameters of campaigns, in one go."""
    from playbook.cli.console import print_check
    from playbook.kit import find_kit
    from playbook.pipeline.check import check_whole_campaign

    kit = find_kit()
    sound = True
    for name in campaigns_meant(kit.campaigns(), names, every):
        speak_of(kit, name)
        checked = check_whole_campaign(kit, name)
        print_check(checked)
        sound = sound and not checked.problems
    if not sound:
        raise typer.Exit(1)


@app.command()
def dictionary(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The campaign: the kit's tables, and its own.")
    ],
) -> None:
    """Print what each table and column of a campaign holds, as Markdown."""
    from playbook.errors import CampaignError
    from playbook.kit import find_kit
    from playbook.parameters.declared import read_parameters
    from playbook.parameters.own_tables import read_own_tables
    from playbook.tables.dictionary import data_dictionary

    kit = find_kit()
    speak_of(kit, name)
    path, own = kit.parameters_of(name), kit.own_tables_of(name)
    _parameters, problems = read_parameters(path, f"parameters/{path.name}", kit.stages())
    contract, faults = read_own_tables(own, f"data/{own.name}")
    if problems or faults:
        raise CampaignError(name, [*problems, *faults])
    print(data_dictionary(contract))


@app.command()
def prepare(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    stage: Annotated[str, typer.Argument(metavar="STAGE", help="Its workshop, such as ideation.")],
    start: Annotated[
        str, typer.Option(metavar="WHEN", help='When it begins: "2026-12-03 14:00".')
    ] = "",
) -> None:
    """Make the pack of a workshop beforehand: run sheet, invitation, posters, slips, forms."""
    from playbook.campaign.lock import only_one
    from playbook.errors import PlaybookError
    from playbook.kit import find_kit
    from playbook.language import _
    from playbook.packs.prepare import prepare_workshop
    from playbook.tables.cells import CellError, read_moment

    kit = find_kit()
    speak_of(kit, name)
    try:
        starts = read_moment(start) if start else None
    except CellError as error:
        message = _("--start “{found}”: {expected}")
        raise PlaybookError(message.format(found=start, expected=error)) from None
    with only_one(kit.reports_of(name)):
        made = prepare_workshop(kit, name, stage, starts)
    for path in made:
        print(path.relative_to(kit.root))


@app.command()
def lab(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    browser: Annotated[bool, typer.Option(help="Open a browser, too.")] = True,
    options: Annotated[
        list[str] | None,
        typer.Argument(metavar="[-- OPTION...]", help="Options of JupyterLab: -- --port 9000."),
    ] = None,
) -> None:
    """Work on the notebooks that a run of a campaign executes, in JupyterLab."""
    from playbook.kit import find_kit
    from playbook.pipeline.lab import open_lab, say_lab

    kit = find_kit()
    speak_of(kit, name)
    for line in say_lab(kit, name):
        print(line)
    without = [] if browser else ["--no-browser"]
    if code := open_lab(kit, name, [*without, *(options or ())]):
        raise typer.Exit(code)
