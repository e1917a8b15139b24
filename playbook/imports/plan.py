"""Plan an import, and carry it out: nothing is written before the whole campaign was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import replace as dataclass_replace
from itertools import count
from pathlib import Path

import pandas as pd

from playbook.campaign.checked import Campaign, source_of
from playbook.errors import CampaignError, PlaybookError, Problem
from playbook.files import write_whole
from playbook.imports.answers import answers_in_campaign, last_answers, over_quota
from playbook.imports.columns import Columns
from playbook.imports.export_file import read_export
from playbook.imports.file_rows import ExportFile, Part, Place, Remark
from playbook.imports.lookup import KnownPeople, KnownRows
from playbook.imports.mapping import ImportMapping
from playbook.imports.merge import (
    TableChange,
    TypedRecord,
    compare,
    merged,
    texts_with_emails,
    type_records,
    without_duplicates,
)
from playbook.imports.records import Record, RuleReader
from playbook.kit import Kit
from playbook.language import _, listed, printable, shorten
from playbook.locales import writing_of
from playbook.tables import TABLES, table_name
from playbook.tables.checks import Fault, find_faults
from playbook.tables.doubts import list_doubts
from playbook.tables.reading import ReadTable
from playbook.workbooks.source import Workbook


@dataclass
class Plan:
    """What an import would do.

    Attributes
    ----------
    campaign : Campaign
        What it is taken into.
    mapping : ImportMapping
        How the files are understood.
    rows : int
        How many rows the files have.
    changes : dict of str to TableChange
        What it means for each table, by name, in the order of the contract.
    taken : set of Place
        The rows of which something is taken, or there already.
    remarks : list of Remark
        Rows and parts of rows that are not taken, and why.
    notes : list of Remark
        What was left of rows that are taken.
    unused : dict of str to list of str
        The headings of each file of which nothing is taken.
    idle_rules : list of str
        Why a rule of the mapping found nothing to read.
    file_notes : list of Problem
        What to know about a file as a whole.
    frames : dict of str to DataFrame
        The tables that change, as they are to be written.
    """

    campaign: Campaign
    mapping: ImportMapping
    rows: int = 0
    changes: dict[str, TableChange] = field(default_factory=dict)
    taken: set[Place] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    unused: dict[str, list[str]] = field(default_factory=dict)
    idle_rules: list[str] = field(default_factory=list)
    file_notes: list[Problem] = field(default_factory=list)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def rejected(self) -> list[Remark]:
        """Why each row of which nothing is taken is not, one remark or more a row."""
        return [remark for remark in self.remarks if remark.place not in self.taken]

    @property
    def rejected_parts(self) -> list[Remark]:
        """Why parts of rows are not taken of which something else is."""
        return [remark for remark in self.remarks if remark.place in self.taken]


def plan_import(
    campaign: Campaign,
    files: Sequence[Path],
    mapping: ImportMapping,
    secret: bytes,
    replace: bool = False,
    sheet: str | None = None,
) -> Plan:
    """Say what an import would do; nothing is written.

    Rows that would make the campaign unsound are left out, and said like any other.

    Parameters
    ----------
    campaign : Campaign
        What the files are taken into.
    files : sequence of Path
        What a tool exported, oldest first.
    mapping : ImportMapping
        How it is understood.
    secret : bytes
        The campaign's secret, by which people who are added get their identifiers.
    replace : bool
        Whether the files are right where they say another thing than the campaign.
    sheet : str, optional
        The sheet of a workbook, where several could be meant.

    Raises
    ------
    CampaignError
        When the import would make the campaign unsound although no row of it is to blame.
    PlaybookError
        When a file cannot be read, or is not laid out as the mapping says.
    """
    decimal_comma = writing_of(campaign.parameters.language).decimal_comma or None
    planner = _Planner(campaign, mapping, secret)
    for path in files:
        planner.take(read_export(path, printable(path.name), mapping, decimal_comma, sheet))
    while True:
        plan = planner.finish(replace)
        tables = {
            name: ReadTable(name, frame.set_axis(pd.RangeIndex(2, len(frame) + 2)))
            for name, frame in {**campaign.tables, **plan.frames}.items()
        }
        faults = list(find_faults(campaign.contract, tables))
        if not faults:
            doubts = list_doubts(campaign.contract, tables, campaign.parameters.as_of)
            plan.notes += [
                _remark_of(record, doubt)
                for doubt in doubts
                if (record := _record_of(plan, doubt)) is not None
            ]
            if "dot_votes" in plan.frames:
                votes = plan.changes["dot_votes"].new
                most = campaign.parameters.dots_per_participant
                plan.notes += over_quota(votes, plan.frames["dot_votes"], most)
            return plan
        if not planner.leave_out(plan, faults):
            raise CampaignError(campaign.name, [fault.problem for fault in faults])


def apply_plan(kit: Kit, plan: Plan) -> Path | None:
    """Write the tables that change, those that others refer to first.

    A workbook can only be written as a whole: the former one is kept beside it.

    Returns
    -------
    Path or None
        The former workbook.
    """
    if not plan.frames:
        return None
    source = source_of(kit, plan.campaign)
    if not isinstance(source, Workbook):
        source.write(plan.frames)
        return None
    numbers = (f"{source.path.stem}.before-import-{n}{source.path.suffix}" for n in count(1))
    former = next(p for p in map(source.path.with_name, numbers) if not p.exists())
    write_whole(former, source.path.read_bytes())
    source.write({**plan.campaign.tables, **plan.frames})
    return former


class _Planner:
    """Reads files by a mapping, gathers what they bring, and sets it against the campaign.

    Parameters
    ----------
    campaign : Campaign
        What the files are taken into.
    mapping : ImportMapping
        How they are understood.
    secret : bytes
        The campaign's secret.
    """

    def __init__(self, campaign: Campaign, mapping: ImportMapping, secret: bytes) -> None:
        self.plan = Plan(campaign, mapping)
        self.unsound: list[Remark] = []
        self.known = KnownRows({n: f for n, f in campaign.tables.items() if n in TABLES})
        self.people = KnownPeople(secret, campaign.table("participants"), mapping.people)
        self.records: dict[str, list[TypedRecord]] = {name: [] for name in TABLES}
        self.new_people: dict[str, TypedRecord] = {}

    def take(self, export: ExportFile) -> None:
        """Take what one file brings.

        Raises
        ------
        PlaybookError
            When no rule of the mapping finds its headings in the file.
        """
        self.plan.rows += export.count
        self.plan.remarks += export.rejected
        self.plan.file_notes += export.notes
        self.known.begin_file()
        used: dict[int, set[int]] = {}
        lacking: list[str] = []
        for rule in self.plan.mapping.tables:
            for part in export.parts:
                if part.block != rule.block:
                    continue
                columns = Columns(self.plan.mapping, rule, part)
                missing = columns.missing()
                if not missing:
                    self._read(columns)
                    used.setdefault(id(part), set()).update(columns.used)
                    continue
                lacking += missing
                sought = _("{file}: nothing for {table}, no heading like {headings}.")
                self.plan.idle_rules.append(
                    sought.format(
                        file=export.file, table=table_name(rule.table), headings=listed(missing)
                    )
                )
        if not used:
            raise PlaybookError(_wrong_file(export, lacking))
        self._account(export, used)

    def _read(self, columns: Columns) -> None:
        """Read a part of a file by one rule, and keep what the campaign can hold."""
        reading = RuleReader(columns, self.known, self.people).read()
        self.plan.remarks += reading.refused
        self.plan.notes += reading.notes
        added = self.people.added
        behind = {
            identifier: Record("participants", added[identifier], record.place)
            for record in reversed(reading.records)
            if (identifier := record.words.get("participant_id", "")) in added
            and identifier not in self.new_people
        }
        people = self._type(list(behind.values()))
        self.new_people |= {str(record.values["participant_id"]): record for record in people}
        typed = self._type(reading.records, columns.part)
        self.records[columns.rule.table] += typed
        note = _("there is an e-mail address in a text: it is kept as it was written.")
        self.plan.notes += [Remark(place, note) for place in texts_with_emails(typed)]

    def _type(self, records: Sequence[Record], part: Part | None = None) -> list[TypedRecord]:
        """Type the records of one table; what comes later can refer to them."""
        parameters = self.plan.campaign.parameters
        scales, order = parameters.scales.bounds(), parameters.date_order
        comma, mark = (part.decimal_comma, part.sure_mark) if part else (None, None)
        typed, refused, notes = type_records(records, self.known, scales, comma, mark, order)
        self.plan.remarks += refused
        self.plan.notes += notes
        if typed:
            table = typed[0].record.table
            words = [record.record.words for record in typed]
            self.known.add(table, pd.DataFrame(words, columns=list(TABLES[table].column_names)))
        return typed

    def _account(self, export: ExportFile, used: dict[int, set[int]]) -> None:
        """Say what was not looked at: rows of which nothing came, columns without a use."""
        accounted = {remark.place for remark in self.plan.remarks}
        accounted |= {r.record.place for records in self.records.values() for r in records}
        wanted = {rule.block for rule in self.plan.mapping.tables}
        unused: list[str] = []
        for part in export.parts:
            reason = _("the mapping takes nothing from this part of the file.")
            if part.block in wanted:
                reason = _("nothing stands in the columns that the mapping takes.")
                looked_at = used.get(id(part), set()) | set(part.about)
                unused += [h for at, h in enumerate(part.headings) if h and at not in looked_at]
            places = [part.place(number) for number, _cells in part.rows]
            self.plan.remarks += [
                Remark(place, reason) for place in places if place not in accounted
            ]
        before = self.plan.unused.get(export.file, [])
        self.plan.unused[export.file] = list(dict.fromkeys([*before, *unused]))

    def finish(self, replace: bool) -> Plan:
        """Set what was gathered against the campaign.

        Parameters
        ----------
        replace : bool
            Whether the files are right where they say another thing than the campaign.
        """
        plan = dataclass_replace(self.plan, changes={}, frames={}, remarks=[*self.plan.remarks])
        plan.remarks += self.unsound
        kept: dict[str, list[TypedRecord]] = {}
        gone: dict[str, list[int]] = {}
        for name, records in self.records.items():
            last, again = last_answers(records)
            once, duplicates = without_duplicates(last)
            frame = plan.campaign.table(name)
            kept[name], others, gone[name] = answers_in_campaign(once, frame, replace)
            plan.remarks += [*again, *duplicates, *others]
        plan.taken = {r.record.place for records in kept.values() for r in records}
        kept["participants"] += self._people_behind(kept)
        for name, records in kept.items():
            if records:
                frame = plan.campaign.table(name)
                change = compare(name, records, frame)
                change.gone = gone[name]
                plan.changes[name] = change
                if change.new or change.gone or (replace and change.differences):
                    plan.frames[name] = merged(change, frame, replace)
        return plan

    def leave_out(self, plan: Plan, faults: Sequence[Fault]) -> bool:
        """Leave out the records that make the campaign unsound; False when it is none of them."""
        blamed: dict[int, tuple[TypedRecord, Fault]] = {}
        for fault in faults:
            record = _record_of(plan, fault)
            if record is not None:
                blamed.setdefault(id(record), (record, fault))
        for record, fault in blamed.values():
            self.unsound.append(_remark_of(record, fault))
            records = self.records[fault.table]
            self.records[fault.table] = [other for other in records if other is not record]
            self.new_people = {p: r for p, r in self.new_people.items() if r is not record}
        return bool(blamed)

    def _people_behind(self, kept: dict[str, list[TypedRecord]]) -> list[TypedRecord]:
        """The people who are added because something of theirs is taken."""
        there = {str(record.values["participant_id"]) for record in kept["participants"]}
        named = {
            record.record.words.get("participant_id", "")
            for name, records in kept.items()
            for record in records
            if name != "participants"
        }
        return [record for p, record in self.new_people.items() if p in named and p not in there]


def _record_of(plan: Plan, fault: Fault) -> TypedRecord | None:
    """The new record that a fault is of, when it is of one."""
    change = plan.changes.get(fault.table)
    if change is None or fault.at is None or fault.table not in plan.frames:
        return None
    number = fault.at - (len(plan.frames[fault.table]) - len(change.new))
    return change.new[number] if number >= 0 else None


def _remark_of(record: TypedRecord, fault: Fault) -> Remark:
    """A fault at its place in the file."""
    problem = fault.problem
    heading = record.record.headings.get(problem.column or "")
    return Remark(record.record.place, problem.expected, heading, problem.found)


def _wrong_file(export: ExportFile, lacking: Sequence[str]) -> str:
    """Say that a file is not what the mapping speaks of."""
    expected = _("{file} is not laid out as the mapping says: no heading like {headings}.")
    sought = expected.format(file=export.file, headings=listed(list(dict.fromkeys(lacking))))
    there = [shorten(h) for part in export.parts for h in part.headings if h]
    return sought + " " + _("It has: {headings}.").format(headings=listed(there))
