"""Gather what files bring by a mapping, and set it against the campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from playbook.campaign.checked import Campaign
from playbook.errors import PlaybookError
from playbook.imports.account import Place, Remark
from playbook.imports.columns import Columns
from playbook.imports.known import Known
from playbook.imports.layouts import Export, Part
from playbook.imports.mapping import Mapping, Rule
from playbook.imports.merge import TableChange, compare, merged, without_repeats
from playbook.imports.people import Register
from playbook.imports.records import Record, RuleReader
from playbook.imports.typed import TypedRecord, texts_with_emails, type_records
from playbook.language import _, listed, shorten
from playbook.tables import TABLES


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


class Importer:
    """Reads files by a mapping, and gathers what they bring.

    Parameters
    ----------
    campaign : Campaign
        What the files are taken into.
    mapping : Mapping
        How they are understood.
    secret : bytes
        The campaign's secret, by which people who are added get their identifiers.
    """

    def __init__(self, campaign: Campaign, mapping: Mapping, secret: bytes) -> None:
        self.plan = Plan(campaign, mapping)
        self.mapping = mapping
        self.scales = campaign.parameters.scales.bounds()
        self.known = Known(campaign.tables)
        self.register = Register(secret, campaign.table("participants"), mapping.people)
        self.records: dict[str, list[TypedRecord]] = {name: [] for name in TABLES}
        self.people: dict[str, TypedRecord] = {}

    def take(self, export: Export) -> None:
        """Take what one file brings.

        Raises
        ------
        PlaybookError
            When no rule of the mapping finds its headings in the file.
        """
        self.plan.exports.append(export)
        self.plan.remarks += export.passed
        self.known.begin_file()
        used: dict[int, set[int]] = {}
        lacking: list[str] = []
        for rule in self.mapping.tables:
            for part in export.parts:
                if part.block != rule.block:
                    continue
                columns = Columns(self.mapping, rule, part)
                missing = columns.missing()
                if missing:
                    lacking += missing
                    self._idle(export, rule, missing)
                else:
                    self._read(columns)
                    used.setdefault(id(part), set()).update(columns.used)
        if not used:
            raise PlaybookError(_strange(export, lacking))
        self._account(export, used)

    def _idle(self, export: Export, rule: Rule, missing: Sequence[str]) -> None:
        """Note that a rule found nothing to read."""
        sought = _("{file}: nothing for {table}, no heading like {headings}.")
        self.plan.idle.append(
            sought.format(file=export.file, table=rule.table, headings=listed(missing))
        )

    def _read(self, columns: Columns) -> None:
        """Read a part of a file by one rule, and keep what the campaign can hold."""
        reading = RuleReader(columns, self.known, self.register).read()
        self.plan.remarks += reading.refused
        self.plan.notes += reading.notes
        self._learn_people(reading.records)
        decimal_comma = columns.part.decimal_comma
        typed, refused = type_records(reading.records, self.known, self.scales, decimal_comma)
        self.plan.remarks += refused
        self.records[columns.rule.table] += typed
        self._learn(columns.rule.table, typed)
        note = _("there is an e-mail address in a text: it is kept as it was written.")
        self.plan.notes += [Remark(place, note) for place in texts_with_emails(typed)]

    def _learn_people(self, records: Sequence[Record]) -> None:
        """Let records refer to people whom the register adds."""
        added = self.register.added
        found = {
            identifier: Record("participants", added[identifier], record.place)
            for record in reversed(records)
            if (identifier := record.words.get("participant_id", "")) in added
            and identifier not in self.people
        }
        typed, refused = type_records(list(found.values()), self.known, self.scales, None)
        self.plan.remarks += refused
        self.people |= {str(record.values["participant_id"]): record for record in typed}
        self._learn("participants", typed)

    def _learn(self, table: str, typed: Sequence[TypedRecord]) -> None:
        """Let what comes later refer to these records."""
        words = [record.record.words for record in typed]
        self.known.learn(table, pd.DataFrame(words, columns=list(TABLES[table].column_names)))

    def _account(self, export: Export, used: dict[int, set[int]]) -> None:
        """Say what was not looked at: rows of which nothing came, columns without a use."""
        spoken = {remark.place for remark in self.plan.remarks}
        spoken |= {r.record.place for records in self.records.values() for r in records}
        blocks = {rule.block for rule in self.mapping.tables}
        for part in export.parts:
            reason = (
                _("nothing stands in the columns that the mapping takes.")
                if part.block in blocks
                else _("the mapping takes nothing from this part of the file.")
            )
            places = [Place(export.file, number) for number, _cells in part.rows]
            self.plan.remarks += [Remark(place, reason) for place in places if place not in spoken]
            if part.block in blocks:
                self._note_unused(part, used.get(id(part), set()) | set(part.told))

    def _note_unused(self, part: Part, used: set[int]) -> None:
        """Note the headings of which nothing is taken."""
        left = [h for spot, h in enumerate(part.headings) if h and spot not in used]
        before = self.plan.unused.get(part.file, [])
        self.plan.unused[part.file] = list(dict.fromkeys([*before, *left]))

    def finish(self, replace: bool) -> Plan:
        """Set what was gathered against the campaign.

        Parameters
        ----------
        replace : bool
            Whether the files are right where they say another thing than the campaign.
        """
        kept: dict[str, list[TypedRecord]] = {}
        for name, records in self.records.items():
            kept[name], repeats = without_repeats(records)
            self.plan.remarks += repeats
        self.plan.taken = {r.record.place for records in kept.values() for r in records}
        kept["participants"] = [*kept["participants"], *self._people_behind(kept)]
        for name, records in kept.items():
            if records:
                frame = self.plan.campaign.table(name)
                change = compare(name, records, frame)
                self.plan.changes[name] = change
                if change.new or (replace and change.differences):
                    self.plan.frames[name] = merged(change, frame, replace)
        return self.plan

    def _people_behind(self, kept: dict[str, list[TypedRecord]]) -> list[TypedRecord]:
        """The people who are added because something of theirs is taken."""
        there = {str(record.values["participant_id"]) for record in kept["participants"]}
        named = {
            record.record.words.get("participant_id", "")
            for name, records in kept.items()
            for record in records
            if name != "participants"
        }
        return [self.people[p] for p in self.people if p in named and p not in there]


def _strange(export: Export, lacking: Sequence[str]) -> str:
    """Say that a file is not what the mapping speaks of."""
    expected = _("{file} is not laid out as the mapping says: no heading like {headings}.")
    there = [shorten(h) for part in export.parts for h in part.headings if h]
    sentences = [
        expected.format(file=export.file, headings=listed(list(dict.fromkeys(lacking)))),
        _("It has: {headings}.").format(headings=listed(there)),
    ]
    return " ".join(sentences)
