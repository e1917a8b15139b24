"""What the command line prints: problems, progress and outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from playbook.errors import Problem
from playbook.language import _, enumerate_words, ngettext
from playbook.pipeline.run import Outcome, Watcher
from playbook.report.manifest import StageRecord, Status

if TYPE_CHECKING:  # loading pandas takes a second
    from playbook.campaign import CheckedCampaign

console = Console(highlight=False, soft_wrap=True)
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
def watching(campaign: str) -> Iterator[Watcher]:
    """Show a bar for each stage that runs."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as progress:
        bars = {}

        def watch(title: str, done: int, total: int) -> None:
            if title not in bars:
                bars[title] = progress.add_task(f"{escape(campaign)}: {escape(title)}", total=total)
            progress.update(bars[title], completed=done)

        yield watch


def print_outcome(outcome: Outcome, index: Path) -> None:
    """Print how each stage ended, what was not run again, and the page to open."""
    records = outcome.manifest.stages
    for record in records:
        console.print(f"{MARKS[record.status]} {escape(record.title)}{escape(_remark(record))}")
    kept = sum(r.status is Status.DONE and r.name not in outcome.ran for r in records)
    if kept:
        text = ngettext(
            "{count} report is as it was: nothing it was made from has changed.",
            "{count} reports are as they were: nothing they were made from has changed.",
            kept,
        )
        console.print(escape(text.format(count=kept)))
    if outcome.moved:
        text = _("The data changed during the run, and the reports speak of them as they were.")
        console.print(f"[yellow]![/yellow] {escape(text)} " + _("Run it again."))
    console.print(_("Open {page}").format(page=escape(str(index))))


def _remark(record: StageRecord) -> str:
    """What is to be said of a stage that has no report."""
    match record.status:
        case Status.NO_DATA:
            tables = enumerate_words(record.missing)
            return " – " + _("no data yet: needs {tables}").format(tables=tables)
        case Status.FAILED:
            return " – " + ": ".join(part for part in (record.place, record.reason) if part)
        case Status.UNFINISHED:
            return " – " + _("not finished")
        case _:
            return ""
