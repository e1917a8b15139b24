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
    from playbook.errors import PlaybookError
    from playbook.kit import find_kit
    from playbook.language import _, speaking
    from playbook.report.manifest import read_manifest

    if not pdf and not pptx:
        said = _("say what to write: --pdf, --pptx, or both.")
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(2)
    kit = find_kit()
    speak_of(kit, name)
    folder = kit.reports_of(name)
    manifest = read_manifest(folder)
    if manifest is None:
        text = _("{name} has no reports to export: playbook run {name}")
        raise PlaybookError(text.format(name=name))
    target = to or kit.root / "export" / name
    with speaking(str(manifest.parameters["language"])):
        if pptx:
            from playbook.report.slides import write_slides

            print(write_slides(folder, manifest, target / f"{name}.pptx", template))
        if pdf:
            from playbook.report.paper import print_pages

            for printed in print_pages(folder, target):
                print(printed)
