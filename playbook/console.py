"""What the command line prints: problems, progress and outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from playbook.campaign import CheckedCampaign
from playbook.errors import Problem
from playbook.language import _, enumerate_words, ngettext
from playbook.pipeline.stage_run import Watcher
from playbook.report.manifest import Manifest, StageRecord, Status

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


def print_outcome(manifest: Manifest, index: Path) -> None:
    """Print how each stage ended, and the page to open."""
    for record in manifest.stages:
        console.print(f"{MARKS[record.status]} {escape(record.title)}{escape(_remark(record))}")
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
