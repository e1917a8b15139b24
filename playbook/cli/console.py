"""What the command line prints: problems, progress and outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from playbook.errors import CampaignError, PlaybookError, Problem
from playbook.kit import Kit
from playbook.language import _, enumerate_words, labelled, ngettext, speaking
from playbook.parameters.yaml_files import language_named
from playbook.pipeline.discovery import unnamed
from playbook.report.index import INDEX
from playbook.report.manifest import StageRecord, Status
from playbook.tables import table_label

if TYPE_CHECKING:  # loading pandas takes a second
    from playbook.campaign.checked import CheckedCampaign
    from playbook.pipeline.run import Outcome
    from playbook.pipeline.runner import Watch
    from playbook.pipeline.verify import Verification

console = Console(highlight=False, soft_wrap=True, emoji=False)
MARKS = {
    Status.DONE: "[green]✓[/green]",
    Status.NO_DATA: "[dim]·[/dim]",
    Status.FAILED: "[red]✗[/red]",
    Status.UNFINISHED: "[yellow]…[/yellow]",
}


def print_check(checked: CheckedCampaign) -> None:
    """Print what a check found."""
    count = len(checked.problems)
    if count:
        text = ngettext("{name}: {count} problem", "{name}: {count} problems", count)
        console.print(f"[red]✗[/red] {escape(text.format(name=checked.name, count=count))}")
    else:
        tables = len(checked.campaign.tables) if checked.campaign else 0
        text = ngettext(
            "{name}: {count} table, no problem", "{name}: {count} tables, no problem", tables
        )
        console.print(f"[green]✓[/green] {escape(text.format(name=checked.name, count=tables))}")
    print_problems(checked.problems)
    for notice in checked.notices:
        console.print(f"  [yellow]![/yellow] {escape(str(notice))}")


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems, one a line."""
    for problem in problems:
        console.print(f"  [red]•[/red] {escape(str(problem))}")


@contextmanager
def watching(campaign: str) -> Iterator[Watch]:
    """Show a bar for each stage that runs."""
    with _progress(TimeElapsedColumn()) as progress:
        bars: dict[str, TaskID] = {}

        def watch(title: str, done: int, total: int) -> None:
            if title not in bars:
                bars[title] = progress.add_task(f"{campaign}: {title}", total=total)
            progress.update(bars[title], completed=done)

        yield watch


@contextmanager
def counting(total: int) -> Iterator[Callable[[], None]]:
    """Show one bar for many campaigns, with the time that is left; call what it gives for each."""
    with _progress(TimeRemainingColumn(elapsed_when_finished=True)) as progress:
        bar = progress.add_task(_("campaigns"), total=total)
        yield lambda: progress.advance(bar)


def _progress(time: ProgressColumn) -> Progress:
    """Bars, with how much is done."""
    words = TextColumn("{task.description}", markup=False)
    return Progress(words, BarColumn(bar_width=30), MofNCompleteColumn(), time, console=console)


def print_outcome(outcome: Outcome, index: Path) -> None:
    """Print how each stage ended, what was not run again, and the page to open."""
    records = outcome.manifest.stages
    for record in records:
        console.print(f"{MARKS[record.status]} {escape(record.title)}{escape(_remark(record))}")
    old = [r for r in records if r.name in outcome.outdated]
    kept = sum(r.status is Status.DONE and r.name not in outcome.ran for r in records) - len(old)
    if kept:
        text = ngettext(
            "{count} report is as it was: nothing it was made from has changed.",
            "{count} reports are as they were: nothing they were made from has changed.",
            kept,
        )
        console.print(escape(text.format(count=kept)))
    if old:
        text = ngettext(
            "{count} report that was not asked for is outdated: {titles}.",
            "{count} reports that were not asked for are outdated: {titles}.",
            len(old),
        )
        titles = enumerate_words([record.title for record in old])
        _warn(text.format(count=len(old), titles=titles) + " " + _("Run it again."))
    if given := outcome.manifest.given:
        text = _("For this run alone: {parameters}. The next one goes by the YAML again.")
        said = enumerate_words([f"{name} = {value}" for name, value in given.items()])
        _warn(text.format(parameters=said))
    if outcome.moved:
        text = _("The data changed during the run, and the reports speak of them as they were.")
        _warn(text + " " + _("Run it again."))
    console.print(escape(_("Open {page}").format(page=index)))


def print_left_aside(kit: Kit, campaign: str = "") -> None:
    """Print which notebooks are not run, since nobody has given them a name."""
    for path in kit.left_aside(campaign):
        _warn(str(unnamed(kit, path)))


def _warn(text: str) -> None:
    """Print what is to be looked at."""
    console.print(f"[yellow]![/yellow] {escape(text)}")


def print_ended(kit: Kit, name: str, ended: Outcome | PlaybookError) -> bool:
    """Print how a campaign ended, stage by stage; say whether all its reports are there."""
    if isinstance(ended, PlaybookError):
        return _print_refusal(kit, name, ended)
    with speaking(str(ended.manifest.parameters["language"])):
        print_left_aside(kit, name)
        print_outcome(ended, kit.reports_of(name) / INDEX)
    return not _failed(ended)


def print_line(kit: Kit, name: str, ended: Outcome | PlaybookError) -> bool:
    """Print how one of many campaigns ended; say whether all its reports are there."""
    if isinstance(ended, PlaybookError):
        return _print_refusal(kit, name, ended)
    failed = _failed(ended)
    done = sum(record.status is Status.DONE for record in ended.manifest.stages)
    with speaking(str(ended.manifest.parameters["language"])):
        text = ngettext("{name}: {count} report", "{name}: {count} reports", done)
        mark = MARKS[Status.FAILED if failed else Status.DONE]
        console.print(f"{mark} {escape(text.format(name=name, count=done))}")
        for record in failed:
            console.print(f"  {MARKS[record.status]} {escape(record.title + _remark(record))}")
    return not failed


def _failed(outcome: Outcome) -> list[StageRecord]:
    """The stages that failed."""
    return [record for record in outcome.manifest.stages if record.status is Status.FAILED]


def _print_refusal(kit: Kit, name: str, error: PlaybookError) -> bool:
    """Print why a campaign was not run."""
    with speaking(language_named(kit.parameters / f"{name}.yml")):
        if isinstance(error, CampaignError):
            said = _("{name} was not run: playbook check {name}").format(name=name)
        else:
            said = labelled(name, str(error))
        console.print(f"[red]✗[/red] {escape(said)}")
        if isinstance(error, CampaignError):
            print_problems(error.problems)
    return False


def print_verification(name: str, verification: Verification) -> None:
    """Print what running a campaign again has shown, stage by stage."""
    for line in verification.inputs:
        console.print(f"[yellow]![/yellow] {escape(line)}")
    for stage in verification.stages:
        text = ngettext("{count} file identical", "{count} files identical", stage.files)
        if stage.differences:
            mark, remark = MARKS[Status.FAILED], ""
        elif stage.files:
            mark, remark = MARKS[Status.DONE], " – " + text.format(count=stage.files)
        else:
            mark, remark = MARKS[Status.NO_DATA], " – " + _("no data yet, as before")
        console.print(f"{mark} {escape(stage.title)}{escape(remark)}")
        for difference in stage.differences:
            console.print(f"  [red]•[/red] {escape(difference)}")
    if verification.identical:
        text = _("{name}: the reports are what these data, parameters and this code give.")
    else:
        text = _("{name}: the reports are not what these data, parameters and this code give.")
    console.print(escape(text.format(name=name)))


def _remark(record: StageRecord) -> str:
    """What is to be said of a stage that has no report."""
    match record.status:
        case Status.NO_DATA:
            tables = enumerate_words([table_label(name) for name in record.missing])
            return " – " + _("no data yet: needs {tables}").format(tables=tables)
        case Status.FAILED:
            return " – " + ": ".join(part for part in (record.place, record.reason) if part)
        case Status.UNFINISHED:
            return " – " + _("not finished")
        case _:
            return ""
