"""The command ``playbook import``: files and a mapping in, an account of what was done out."""

from __future__ import annotations

import secrets
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from playbook.campaign.checked import load_campaign
from playbook.campaign.lock import only_one
from playbook.campaign.secret import secret_of
from playbook.errors import CampaignError, PlaybookError, Problem
from playbook.files import refusal, refusing
from playbook.imports.fetched import fetched
from playbook.imports.file_rows import Remark
from playbook.imports.mapping_file import preset_path, read_mapping
from playbook.imports.merge import TableChange
from playbook.imports.plan import Plan, apply_plan, plan_import
from playbook.imports.remarks_file import write_remarks
from playbook.kit import Kit, find_kit
from playbook.language import (
    _,
    enumerate_words,
    labelled,
    listed,
    ngettext,
    number_ranges,
    printable,
    shorten,
    speaking,
)
from playbook.sources.words import word_of
from playbook.tables import TABLES, table_name

FIRST_ROWS = 3
REMARKS = "import_remarks.csv"


def import_files(
    files: Sequence[str],
    name: str,
    mapping: Path | str,
    *,
    dry_run: bool,
    replace: bool,
    sheet: str | None = None,
    remarks: Path | None = None,
) -> Iterator[str]:
    """Take files into a campaign of the kit around the current folder, and say what was done.

    Parameters
    ----------
    files : sequence of str
        What a tool exported, oldest first: files, or where they can be fetched.
    name : str
        The campaign.
    mapping : Path or str
        The file of a mapping, or the name of a preset.
    dry_run : bool
        Whether nothing is to be written.
    replace : bool
        Whether the files are right where they say another thing than the campaign.
    sheet : str, optional
        The sheet of a workbook, where several could be meant.
    remarks : Path, optional
        Where to write all remarks as CSV; among the campaign's reports unless given, and nowhere
        on a dry run or where votes are anonymous.

    Raises
    ------
    PlaybookError
        When the campaign is unsound, before or by the import, or when the mapping or a file
        cannot be read.
    """
    kit = find_kit()
    with nullcontext() if dry_run else only_one(kit.reports_of(name)):
        lines = _import(
            kit,
            files,
            name,
            mapping,
            dry_run=dry_run,
            replace=replace,
            sheet=sheet,
            remarks=remarks,
        )
        return iter(lines)


def _import(
    kit: Kit,
    files: Sequence[str],
    name: str,
    mapping: Path | str,
    *,
    dry_run: bool,
    replace: bool,
    sheet: str | None,
    remarks: Path | None,
) -> list[str]:
    """Take files into a campaign that nobody else is at work on."""
    try:
        campaign = load_campaign(kit, name)
    except CampaignError as error:
        first = _(
            "{name} must have no problem before anything is imported into it: playbook check {name}"
        )
        raise PlaybookError(f"{first.format(name=name)}\n{error}") from None
    with speaking(campaign.parameters.language), refusing():
        path = mapping if isinstance(mapping, Path) else preset_path(mapping)
        understood = read_mapping(path, printable(path.name))
        with tempfile.TemporaryDirectory() as folder:
            paths = [fetched(file, Path(folder)) for file in files]
            secret = _secret(kit, name, dry_run)
            plan = plan_import(campaign, paths, understood, secret, replace, sheet)
        lines = list(say_plan(plan, dry_run, replace))
        usual = kit.reports_of(name) / REMARKS
        if remarks is None and not dry_run and not campaign.parameters.anonymous_votes:
            remarks = usual
        if remarks is not None:
            lines[-1:-1] = _written_remarks(plan, remarks, kit)
        elif not dry_run:  # remarks quote votes, and reports are handed out
            usual.unlink(missing_ok=True)
        former = None if dry_run else apply_plan(kit, plan)
        if former is not None:
            kept = _("The workbook was rewritten; the former one is kept as {file}.")
            lines.append(kept.format(file=former.name))
    return lines


def _written_remarks(plan: Plan, path: Path, kit: Kit) -> list[str]:
    """Write the remarks, and say where they are; that they cannot be written stops nothing."""
    try:
        if not write_remarks(plan, path):
            return []
    except OSError as error:
        return [str(refusal(error, path))]
    shown = path.relative_to(kit.root) if kit.root in path.parents else path
    return [_("All remarks, to be filtered: {file}.").format(file=shown)]


def _secret(kit: Kit, name: str, dry_run: bool) -> bytes:
    """The campaign's secret; a dry run makes none, and shows identifiers that will differ."""
    if dry_run and not kit.secret_of(name).exists():
        return secrets.token_bytes()
    return secret_of(kit, name)


def say_plan(plan: Plan, dry_run: bool, replace: bool) -> Iterator[str]:
    """The account of an import, line by line.

    Parameters
    ----------
    plan : Plan
        What it would do, or did.
    dry_run : bool
        Whether nothing is written.
    replace : bool
        Whether the files are right where they say another thing than the campaign.
    """
    return (printable(line) for line in _lines(plan, dry_run, replace))


def _lines(plan: Plan, dry_run: bool, replace: bool) -> Iterator[str]:
    """The lines, with whatever signs the files hold."""
    mapping = plan.mapping
    yield labelled(_(mapping.title), _(mapping.verified))
    if mapping.about is not None:
        yield _(mapping.about)
    for change in plan.changes.values():
        yield _counts(change)
        yield from _examples(change)
    yield from _differences(list(plan.changes.values()), replace)
    yield _rows(plan)
    yield from _remarks(plan.rejected)
    if plan.rejected_parts:
        yield _("Left out of rows that are taken otherwise:")
        yield from _remarks(plan.rejected_parts)
    if plan.notes:
        yield _("Remarks on rows that are taken:")
        yield from _remarks(plan.notes)
    for note in plan.file_notes:
        yield str(note)
    for file, headings in plan.unused.items():
        if headings:
            there = listed([shorten(heading) for heading in headings])
            yield _("{file}: columns that are not used: {headings}.").format(
                file=file, headings=there
            )
    yield from plan.idle_rules
    yield _end(plan, dry_run)


def _counts(change: TableChange) -> str:
    """How many rows of a table are new, said otherwise, or there already."""
    counts = [
        ngettext("{count} new row", "{count} new rows", len(change.new)),
        ngettext("{count} that differs", "{count} that differ", change.changed),
        ngettext("{count} there already", "{count} there already", change.same),
    ]
    numbers = [len(change.new), change.changed, change.same]
    parts = [text.format(count=count) for text, count in zip(counts, numbers, strict=True) if count]
    return labelled(table_name(change.table), enumerate_words(parts))


def _examples(change: TableChange) -> Iterator[str]:
    """The first new rows of a table."""
    table = TABLES[change.table]
    for record in change.new[:FIRST_ROWS]:
        words = [word_of(value, table.column(name)) for name, value in record.values.items()]
        yield "    " + " | ".join(shorten(word, 40) for word in words)
    if len(change.new) > FIRST_ROWS:
        yield "    …"


def _differences(changes: Sequence[TableChange], replace: bool) -> Iterator[str]:
    """Where the file and the campaign do not say the same."""
    found = [(c.table, difference) for c in changes for difference in c.differences]
    if not found:
        return
    yield (
        _("The file and the campaign differ here; the file's words are taken (--replace):")
        if replace
        else _(
            "The file and the campaign differ here; the campaign's words stay"
            " (--replace takes the file's):"
        )
    )
    for table, difference in found:
        said = _("{table} {key}: “{ours}” in the campaign, “{theirs}” in the file.").format(
            table=table_name(table),
            key=" + ".join(difference.key),
            ours=shorten(difference.ours),
            theirs=shorten(difference.theirs),
        )
        place = difference.place
        yield "  " + str(Problem(place.file, said, place.row, difference.column))


def _rows(plan: Plan) -> str:
    """How many rows of the files were taken, and how many were not."""
    taken = ngettext(
        "{taken} of {count} row of the file is taken, or there already",
        "{taken} of {count} rows of the file are taken, or there already",
        plan.rows,
    ).format(taken=len(plan.taken), count=plan.rows)
    rows = len({remark.place for remark in plan.rejected})
    left = ngettext("{count} is not, and why:", "{count} are not, and why:", rows)
    return f"{taken}; {left.format(count=rows)}" if rows else f"{taken}."


def _remarks(remarks: Sequence[Remark]) -> Iterator[str]:
    """Remarks, those that differ by their rows alone on one line."""
    groups = defaultdict[tuple[str, str, str | None], list[Remark]](list)
    for remark in remarks:
        groups[remark.place.file, remark.reason, remark.column].append(remark)
    for (file, reason, column), group in groups.items():
        if len(group) == 1:
            yield f"  {group[0]}"
            continue
        rows = ", ".join(number_ranges(remark.place.row for remark in group))
        where = _("{file}, rows {rows}").format(file=file, rows=rows)
        yield f"  {Problem(where, reason, column=None if column is None else shorten(column))}"


def _end(plan: Plan, dry_run: bool) -> str:
    """What was written."""
    if not plan.frames:
        return _("Nothing changes.")
    tables = enumerate_words([table_name(name) for name in plan.frames])
    if dry_run:
        return _("Nothing was written: a dry run. It would write {tables}.").format(tables=tables)
    return _("Written: {tables}. No other table was changed.").format(tables=tables)
