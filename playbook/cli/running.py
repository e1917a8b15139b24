"""Run campaigns, verify their reports, and look over all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from playbook.cli.app import Every, Jobs, Names, app, campaigns_meant, speak_of
from playbook.language import _, ngettext


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
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter",
            "-p",
            metavar="NAME=VALUE",
            help="For this run alone, such as top_n=5 or ideation.shortlist_length=12.",
        ),
    ] = None,
    timeout: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="How long one cell may take.")
    ] = 600,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            help="Run on Dask: a scheduler's address or file, or module:function that makes one.",
        ),
    ] = None,
) -> None:
    """Run the stages of campaigns, and write their reports to reports/NAME/."""
    from playbook.cli.console import (
        counting,
        print_ended,
        print_left_aside,
        print_line,
        watching,
    )
    from playbook.kit import find_kit
    from playbook.parameters.given import read_given
    from playbook.pipeline.many import run_campaigns

    kit = find_kit()
    chosen = campaigns_meant(kit.campaigns(), names, every)
    if len(chosen) == 1:
        speak_of(kit, chosen[0])
    options: dict[str, Any] = {"only": stage or None, "force": force, "timeout": timeout}
    options["given"] = read_given(parameter or ())
    try:
        with _where_to_run(cluster, jobs) as where:
            options |= where
            if len(chosen) == 1:
                with watching(chosen[0]) as watch:
                    [(name, ended)] = run_campaigns(kit, chosen, watch=watch, **options)
                sound = [print_ended(kit, name, ended)]
            else:
                with counting(len(chosen)) as count:
                    sound = []
                    for name, ended in run_campaigns(kit, chosen, **options):
                        sound.append(print_line(kit, name, ended))
                        count()
                print_left_aside(kit)
                text = _("{count} of {all} campaigns have all their reports.")
                print(text.format(count=sum(sound), all=len(chosen)))
    except KeyboardInterrupt:
        said = _("stopped. The index says what is not finished.")
        print(f"playbook: {said}", file=sys.stderr)
        raise typer.Exit(130) from None
    if not all(sound):
        raise typer.Exit(1)


@app.command()
def verify(names: Names = None, every: Every = False, jobs: Jobs = None) -> None:
    """Run campaigns again, elsewhere, and say whether their reports are what that gives."""
    from playbook.cli.console import print_verification, watching
    from playbook.kit import find_kit
    from playbook.pipeline.verify import verify_campaign

    kit = find_kit()
    identical = True
    for name in campaigns_meant(kit.campaigns(), names, every):
        speak_of(kit, name)
        with watching(name) as watch:
            verification = verify_campaign(kit, name, watch, jobs)
        print_verification(name, verification)
        identical = identical and verification.identical
    if not identical:
        raise typer.Exit(1)


@app.command()
def portfolio() -> None:
    """Write one page over all campaigns that have been run: reports/index.html."""
    from playbook.kit import find_kit
    from playbook.report.portfolio_page import write_portfolio

    count, page = write_portfolio(find_kit())
    text = ngettext("{count} campaign. Open {page}", "{count} campaigns. Open {page}", count)
    print(text.format(count=count, page=page))


@contextmanager
def _where_to_run(cluster: str | None, jobs: int | None) -> Iterator[dict[str, Any]]:
    """What runs the stages, and how many at a time: processes here, or a cluster."""
    if cluster is None:
        yield {"jobs": jobs}
        return
    from playbook.errors import PlaybookError

    try:
        from playbook.pipeline.cluster import open_cluster
    except ModuleNotFoundError:
        missing = _("Dask is missing: pip install 'ai-playbook-kit[cluster]'.")
        raise PlaybookError(missing) from None
    with open_cluster(cluster) as runner:
        yield {"jobs": jobs or runner.places, "runner": runner}
