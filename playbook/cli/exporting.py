"""Take reports away: as PDF, slides or a Word document, as the text of a mail."""

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
    docx: Annotated[
        bool, typer.Option("--docx", help="A Word document: the brief, then every page.")
    ] = False,
    template: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Your company's template, .pptx for --pptx, .docx for --docx; may be repeated.",
        ),
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to; by default export/NAME/.")
    ] = None,
) -> None:
    """Write the reports of a campaign as PDF, slides or a Word document, to take away."""
    from playbook.kit import find_kit
    from playbook.language import _, speaking
    from playbook.report.manifest import existing_manifest

    if not (pdf or pptx or docx):
        said = _("say what to write: --pdf, --pptx or --docx, or several of them.")
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(2)
    templates = {file.suffix.lower(): file for file in template or ()}
    wanted = {".pptx": pptx, ".docx": docx}
    for suffix, file in templates.items():
        if not wanted.get(suffix):
            said = _("{file}: a template is a .pptx with --pptx, or a .docx with --docx.")
            print(f"playbook: {said.format(file=file)}", file=sys.stderr)
            raise typer.Exit(2)
    kit = find_kit()
    speak_of(kit, name)
    folder = kit.reports_of(name)
    manifest = existing_manifest(folder, name)
    target = to or kit.root / "export" / name
    with speaking(str(manifest.parameters["language"])):
        if pptx:
            from playbook.report.slides import write_slides

            print(write_slides(folder, manifest, target / f"{name}.pptx", templates.get(".pptx")))
        if docx:
            from playbook.report.document import write_document

            file = target / f"{name}.docx"
            print(write_document(folder, manifest, file, templates.get(".docx")))
        if pdf:
            from playbook.report.paper import print_pages

            for printed in print_pages(folder, target):
                print(printed)


@app.command()
def changes(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A campaign that has been run.")],
) -> None:
    """Print what has changed since the last run of an earlier day, as the text of a mail."""
    from playbook.kit import find_kit
    from playbook.language import _, speaking
    from playbook.report.changes import changes_text
    from playbook.report.manifest import existing_manifest

    kit = find_kit()
    speak_of(kit, name)
    manifest = existing_manifest(kit.reports_of(name), name)
    with speaking(str(manifest.parameters["language"])):
        text = changes_text(manifest)
        print(text, end="")
        if not text and not manifest.before:
            print(_("There is no run of an earlier day to compare with."), file=sys.stderr)
        elif not text:
            print(_("Nothing changed."), file=sys.stderr)


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
