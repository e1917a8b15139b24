"""Take reports away: as PDF, as slides."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from playbook.cli.app import app, speak_of


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A campaign that has been run.")],
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Every page as a PDF; needs Chromium, Chrome or Edge.")
    ] = False,
    pptx: Annotated[
        bool, typer.Option("--pptx", help="Slides: the brief, then one for each stage.")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Your company's PowerPoint template, for --pptx."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to; by default export/NAME/.")
    ] = None,
) -> None:
    """Write the reports of a campaign as PDF or as slides, to take away."""
    from playbook.kit import find_kit
    from playbook.language import _, speaking
    from playbook.report.manifest import existing_manifest

    if not pdf and not pptx:
        said = _("say what to write: --pdf, --pptx, or both.")
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(2)
    kit = find_kit()
    speak_of(kit, name)
    folder = kit.reports_of(name)
    manifest = existing_manifest(folder, name)
    target = to or kit.root / "export" / name
    with speaking(str(manifest.parameters["language"])):
        if pptx:
            from playbook.report.slides import write_slides

            print(write_slides(folder, manifest, target / f"{name}.pptx", template))
        if pdf:
            from playbook.report.paper import print_pages

            for printed in print_pages(folder, target):
                print(printed)


@app.command()
def attendance(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    stage: Annotated[
        str, typer.Argument(metavar="STAGE", help="Whose workshops.")
    ] = "training_primer",
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; by default in export/NAME/.")
    ] = None,
) -> None:
    """Write the attendance list of a training session or workshop as CSV, with names."""
    from playbook.campaign.checked import load_campaign
    from playbook.content.booklet import open_booklet
    from playbook.files import write_whole
    from playbook.kit import find_kit
    from playbook.language import speaking
    from playbook.report.attendance import attendance_list

    kit = find_kit()
    campaign = load_campaign(kit, name)
    language = campaign.parameters.language
    with speaking(language):
        found = attendance_list(campaign, open_booklet(kit.root, language), stage)
        target = to or kit.root / "export" / name / f"attendance_{stage}.csv"
        write_whole(target, found.file())
        if found.remark:
            print(found.remark, file=sys.stderr)
        print(target)
