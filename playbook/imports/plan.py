"""Plan an import, and carry it out: nothing is written before the whole campaign was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from playbook.campaign import Campaign
from playbook.errors import CampaignError, PlaybookError
from playbook.imports.account import Place, Remark, printable
from playbook.imports.export import Export, Part, read_export
from playbook.imports.known import Known
from playbook.imports.mapping import Mapping
from playbook.imports.merge import TableChange, compare, merged, without_repeats
from playbook.imports.people import Register
from playbook.imports.records import Record, RuleReader
from playbook.imports.typed import TypedRecord, texts_with_emails, type_records
from playbook.kit import Kit
from playbook.language import _, listed, shorten
from playbook.sources.place import open_source
from playbook.tables import TABLES
from playbook.tables.checks import check_tables
from playbook.tables.reading import ReadTable


@dataclass
class Plan:
    """What an import would do.

    Attributes
    ----------
    campaign : Campaign
        What it is taken into.
    mapping : Mapping
        How the files are understood.
    exports : list of Export
        The files.
    changes : dict of str to TableChange
        What it means for each table, by name, in the order of the contract.
    remarks : list of Remark
        Rows and parts of rows that are not taken, and why.
    notes : list of Remark
        What was left of rows that are taken.
    unused : dict of str to list of str
        The headings of each file of which nothing is taken.
    idle : list of str
        Why a rule of the mapping found nothing to read.
    frames : dict of str to DataFrame
        The tables that change, as they are to be written.
    """

    campaign: Campaign
    mapping: Mapping
    exports: list[Export] = field(default_factory=list)
    changes: dict[str, TableChange] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    unused: dict[str, list[str]] = field(default_factory=dict)
    idle: list[str] = field(default_factory=list)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    taken: set[Place] = field(default_factory=set)

    @property
    def rows(self) -> int:
        """How many rows the files have."""
        return sum(export.count for export in self.exports)

    @property
    def passed(self) -> list[Remark]:
        """Why each row of which nothing is taken is not, one remark or more a row."""
        return [remark for remark in self.remarks if remark.place not in self.taken]

    @property
    def parts_passed(self) -> list[Remark]:
        """Why parts of rows are not taken of which something else is."""
        return [remark for remark in self.remarks if remark.place in self.taken]


class _Importer:
    """Reads files by a mapping, and gathers what they bring.

    Parameters
    ----------
    campaign : Campaign
        What the files are taken into.
    mapping : Mapping
        How they are understood.
    """

    def __init__(self, campaign: Campaign, mapping: Mapping) -> None:
        self.plan = Plan(campaign, mapping)
        self.mapping = mapping
        self.scales = campaign.parameters.scales.bounds()
        self.known = Known(campaign.tables)
        people = mapping.people
        self.register = Register(
            campaign.name,
            campaign.table("participants"),
            people.prefix,
            people.add,
            people.nobody,
        )
        self.records: dict[str, list[TypedRecord]] = {name: [] for name in TABLES}

    def take(self, export: Export) -> None:
        """Take what one file brings."""
        self.plan.exports.append(export)
        self.plan.remarks += export.passed
        self.known.begin_file()
        used: dict[int, set[int]] = {}
        lacking: list[list[str]] = []
        for rule in self.mapping.tables:
            parts = [part for part in export.parts if part.block == rule.block]
            for part in parts:
                reader = RuleReader(self.mapping, rule, part, self.known, self.register)
                missing = reader.missing()
                if missing:
                    lacking.append(missing)
                    sought = _("{file}: nothing for {table}, no heading like {headings}.")
                    self.plan.idle.append(
                        sought.format(file=export.file, table=rule.table, headings=listed(missing))
                    )
                    continue
                reading = reader.read()
                used.setdefault(id(part), set()).update(reading.used)
                self.plan.remarks += reading.refused
                self.plan.notes += reading.notes
                self._accept(reading.records, part)
        if not used:
            raise PlaybookError(_strange(export, lacking))
        self._account(export, used)

    def _accept(self, records: Sequence[Record], part: Part) -> None:
        """Type records, add the people behind them, and keep those that the campaign can hold."""
        people = self._people(records)
        typed_people, refused = type_records(people, self.known, self.scales, None)
        self._keep(typed_people)
        typed, more = type_records(records, self.known, self.scales, part.decimal_comma)
        self.plan.remarks += [*refused, *more]
        self._keep(typed)
        self.plan.taken |= {record.record.place for record in typed}
        for place in texts_with_emails(typed):
            note = _("there is an e-mail address in a text: it is kept as it was written.")
            self.plan.notes.append(Remark(place, note))

    def _keep(self, typed: Sequence[TypedRecord]) -> None:
        """Keep records, which others can refer to from now on."""
        for record in typed:
            self.records[record.record.table].append(record)
        if typed:
            table = typed[0].record.table
            frame = pd.DataFrame([record.record.words for record in typed])
            self.known.learn(table, frame.reindex(columns=list(TABLES[table].column_names)))

    def _people(self, records: Sequence[Record]) -> list[Record]:
        """The people whom records refer to and the campaign does not have, as records."""
        found: dict[str, Record] = {}
        for record in records:
            identifier = record.words.get("participant_id", "")
            if identifier in self.register.added and not self.known.has("participants", identifier):
                words = self.register.added[identifier]
                found.setdefault(identifier, Record("participants", dict(words), record.place))
        return list(found.values())

    def _account(self, export: Export, used: dict[int, set[int]]) -> None:
        """Say what was not looked at: rows of parts without a rule, columns without a use."""
        spoken = {remark.place for remark in self.plan.remarks} | self.plan.taken
        blocks = {rule.block for rule in self.mapping.tables}
        for part in export.parts:
            for number, _cells in part.rows:
                place = Place(export.file, number)
                if place in spoken:
                    continue
                if part.block in blocks:
                    reason = _("nothing stands in the columns that the mapping takes.")
                else:
                    reason = _("the mapping takes nothing from this part of the file.")
                self.plan.remarks.append(Remark(place, reason))
            if part.block in blocks:
                headings = enumerate(part.headings)
                looked_at = used.get(id(part), set()) | set(part.told)
                left = [heading for spot, heading in headings if heading and spot not in looked_at]
                before = self.plan.unused.get(export.file, [])
                self.plan.unused[export.file] = list(dict.fromkeys([*before, *left]))

    def finish(self, replace: bool) -> Plan:
        """Set what was gathered against the campaign, and check the whole of it."""
        campaign = self.plan.campaign
        for name, records in self.records.items():
            if not records:
                continue
            firsts, repeats = without_repeats(records)
            self._count_repeats(records, firsts, repeats)
            frame = campaign.table(name)
            change = compare(name, firsts, frame)
            self.plan.changes[name] = change
            if change.new or (replace and change.differences):
                self.plan.frames[name] = merged(change, frame, replace)
        _check(campaign, self.plan.frames)
        return self.plan

    def _count_repeats(
        self,
        records: Sequence[TypedRecord],
        firsts: Sequence[TypedRecord],
        repeats: Sequence[Remark],
    ) -> None:
        """List repeats; a row of which nothing but repeats came is not taken."""
        kept = Counter(record.record.place for record in firsts)
        for remark in repeats:
            self.plan.remarks.append(remark)
            if records[0].record.table != "participants" and not kept[remark.place]:
                self.plan.taken.discard(remark.place)


def plan_import(
    campaign: Campaign, files: Sequence[Path], mapping: Mapping, replace: bool = False
) -> Plan:
    """Say what an import would do; nothing is written.

    Parameters
    ----------
    campaign : Campaign
        What the files are taken into.
    files : sequence of Path
        What a tool exported, oldest first.
    mapping : Mapping
        How it is understood.
    replace : bool
        Whether the files are right where they say another thing than the campaign.

    Raises
    ------
    CampaignError
        When the import would make the campaign unsound.
    PlaybookError
        When a file cannot be read, or is not laid out as the mapping says.
    """
    decimal_comma = True if campaign.parameters.language == "fr" else None
    importer = _Importer(campaign, mapping)
    for path in files:
        importer.take(read_export(path, printable(path.name), mapping.file, decimal_comma))
    return importer.finish(replace)


def carry_out(kit: Kit, plan: Plan) -> list[str]:
    """Write the tables that change, those that others refer to first, and name them."""
    if plan.frames:
        open_source(kit.root, plan.campaign.parameters.data).write(plan.frames)
    return list(plan.frames)


def _strange(export: Export, lacking: Sequence[Sequence[str]]) -> str:
    """Say that a file is not what the mapping speaks of."""
    expected = _("{file} is not laid out as the mapping says: no heading like {headings}.")
    sought = dict.fromkeys(heading for headings in lacking for heading in headings)
    there = [heading for part in export.parts for heading in part.headings if heading]
    return " ".join(
        [
            expected.format(file=export.file, headings=listed(list(sought))),
            _("It has: {headings}.").format(headings=listed(list(map(shorten, there)))),
        ]
    )


def _check(campaign: Campaign, frames: dict[str, pd.DataFrame]) -> None:
    """Refuse tables that would make the campaign unsound."""
    tables = {**campaign.tables, **frames}
    read = {
        name: ReadTable(name, frame.set_axis(pd.RangeIndex(2, len(frame) + 2)))
        for name, frame in tables.items()
    }
    problems = check_tables(TABLES, read)
    if problems:
        raise CampaignError(campaign.name, problems)
