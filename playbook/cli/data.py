"""Bring data in, copy them, and erase people from them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from playbook.cli.app import app, speak_of
from playbook.language import _, labelled, listed, ngettext


@app.command(name="import")
def import_(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...", help="What a tool exported: CSV, Excel, text; or its address."
        ),
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
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The sheet, where several could be meant.")
    ] = None,
    remarks: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv", help="Where to write all remarks; among the reports unless given."
        ),
    ] = None,
    presets: Annotated[bool, typer.Option("--presets", help="List the presets.")] = False,
    show: Annotated[
        str, typer.Option(metavar="PRESET", help="Print a preset, to copy and edit.")
    ] = "",
) -> None:
    """Take sticky notes, votes and surveys that another tool exported into a campaign."""
    from playbook.imports.command import import_files
    from playbook.imports.mapping_file import preset_text, say_presets
    from playbook.kit import find_kit

    if presets or show:
        print("\n".join(say_presets()) if presets else preset_text(show))
        return
    if not files or not into or bool(preset) == bool(mapping):
        said = _(
            "name files, a campaign and a format:"
            " playbook import FILE --into NAME --as PRESET (or --map MAPPING.yml).\n"
            "The presets: playbook import --presets"
        )
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(2)
    speak_of(find_kit(), into)
    lines = import_files(
        files,
        into,
        mapping or preset,
        dry_run=dry_run,
        replace=replace,
        sheet=sheet,
        remarks=remarks,
    )
    for line in lines:
        print(line)


@app.command()
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    destination: Annotated[
        str,
        typer.Argument(
            metavar="PLACE",
            help="A folder, a workbook (.xlsx), an SQLite file (.db), or a URL such as"
            " postgresql+psycopg://user@host/database.",
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
    from playbook.campaign.copying import copy_campaign, use_data
    from playbook.campaign.lock import only_one
    from playbook.cli.console import print_problems
    from playbook.errors import CampaignError
    from playbook.kit import find_kit

    kit = find_kit()
    speak_of(kit, name)
    try:
        with only_one(kit.reports_of(name)) if use else nullcontext():
            rows = copy_campaign(kit, name, destination, replace=replace)
            if use:
                use_data(kit, name, destination)
    except CampaignError as error:
        said = _("{name} was not copied: playbook check {name}").format(name=name)
        print(said, file=sys.stderr)
        print_problems(error.problems)
        raise typer.Exit(1) from None
    text = _("Copied {tables} tables, {rows} rows, to {destination}:")
    counts = {"tables": len(rows), "rows": sum(rows.values())}
    print(text.format(**counts, destination=destination))
    print("  " + _counted(rows))
    text = (
        _("{file} now says  data: {destination}")
        if use
        else _("To work on the copy, let {file} say  data: {destination}")
    )
    print(text.format(file=f"parameters/{name}.yml", destination=destination))


@app.command()
def carry(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="shortlist: the shortlisted ideas become use cases; tasks: the tasks with dots of"
            " the culture workshop become ideas of another campaign.",
        ),
    ],
    into: Annotated[str, typer.Option(metavar="NAME", help="The campaign that tasks go to.")] = "",
    merge: Annotated[
        list[str] | None,
        typer.Option(
            metavar="I12=I3",
            help="Two ideas that say the same: the first is merged into the second.",
        ),
    ] = None,
) -> None:
    """Carry what came out of one workshop into the next."""
    from playbook.campaign.lock import only_one
    from playbook.kit import find_kit
    from playbook.packs.carry import carry_shortlist, carry_tasks

    if what not in ("shortlist", "tasks") or (what == "tasks") != bool(into):
        said = _(
            "say what to carry: playbook carry NAME shortlist,"
            " or playbook carry NAME tasks --into OTHER"
        )
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(2)
    kit = find_kit()
    speak_of(kit, into or name)
    with only_one(kit.reports_of(into or name)):
        new = carry_tasks(kit, name, into) if into else carry_shortlist(kit, name, merge or [])
    if into:
        text = ngettext("{count} new idea", "{count} new ideas", len(new))
    else:
        text = ngettext("{count} new use case", "{count} new use cases", len(new))
    count = text.format(count=len(new))
    print(
        labelled(count, "").rstrip()
        if new
        else listed([count, _("what was there is left as it was.")])
    )
    for title in new:
        print(f"  {title}")


@app.command()
def erase(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    participant: Annotated[
        str, typer.Argument(metavar="PARTICIPANT", help="The identifier or name of the person.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a participant from a campaign: data, live room, reports, executed notebooks."""
    from playbook.campaign.erasure import erase_participant, plan_erasure
    from playbook.kit import find_kit

    kit = find_kit()
    speak_of(kit, name)
    if not yes:
        plan = plan_erasure(kit, name, participant)
        print(_("This takes {person} out of {name}.").format(person=plan.person, name=name))
        print(labelled(_("Rows that will be deleted or emptied"), _counted(plan.rows)))
        print(labelled(_("Will be rewritten"), str(plan.written)))
        if plan.sheets:
            text = _(
                "  The values of your own sheets stay: {sheets}.\n"
                "  Their formulas, looks and drawings do not: keep a copy if you need them."
            )
            print(text.format(sheets=", ".join(plan.sheets)))
        for place in plan.removed:
            print(labelled(_("Will be removed"), str(place)))
        for place in plan.emptied:
            print(labelled(_("Will lose its outputs"), str(place)))
        print(_("It cannot be undone."))
        typer.confirm(_("Go on?"), abort=True)
    done = erase_participant(kit, name, participant)
    print(labelled(_("Erased rows"), _counted(done.rows)))
    for place in done.removed:
        print(labelled(_("Removed"), str(place)))
    for place in done.emptied:
        print(labelled(_("Outputs removed"), str(place)))
    if done.mentions:
        print(_("The person's name or texts still stand here; see to it by hand:"))
        print("\n".join(f"  {place}" for place in done.mentions))
    print(_("Make the reports again: playbook run {name}").format(name=name))
    print(_("What the kit cannot reach (git history, backups, copies sent): docs/privacy.md"))


def _counted(rows: Mapping[str, int]) -> str:
    """Tables, each with how many of its rows are meant."""
    from playbook.tables import table_name

    return ", ".join(f"{table_name(table)} {count}" for table, count in rows.items())
