"""Answers that a person gave twice: the later one counts, as a whole, and no two are mixed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from playbook.imports.file_rows import Remark
from playbook.imports.merge import TypedRecord
from playbook.imports.records import Answer
from playbook.language import _
from playbook.tables import TABLES, Table

PERSON, ROUND = "participant_id", "round"
SHARED_OUT = ("dot_votes", "ranked_votes", "task_dots")
"""The tables of votes that a person shares out or orders: one alone says nothing of the others."""


@dataclass(frozen=True)
class GivenAnswer:
    """An answer with the records that are made of it.

    Attributes
    ----------
    answer : Answer
        The answer.
    records : list of TypedRecord
        Its records, of one table.
    """

    answer: Answer
    records: list[TypedRecord]

    @property
    def words(self) -> set[tuple[tuple[str, str], ...]]:
        """What it says, whatever the order."""
        return {tuple(sorted(record.record.words.items())) for record in self.records}


def last_answers(records: Sequence[TypedRecord]) -> tuple[list[TypedRecord], list[Remark]]:
    """Keep the last answer of each person, and say which others it takes the place of.

    Parameters
    ----------
    records : sequence of TypedRecord
        Records of one table, in the order of the files.

    Returns
    -------
    kept : list of TypedRecord
        Those of the answers that count; and those that are no part of a person's answer.
    remarks : list of Remark
        Where the other answers stand, and what became of them.
    """
    left_out: set[int] = set()
    remarks = []
    for given in _by_person(records).values():
        for earlier, later in _replaced(given):
            left_out.update(map(id, earlier.records))
            remarks.append(_remark(earlier, later))
        for group in _mixed(given):
            left_out.update(map(id, group))
            first, last = group[0].record.place, group[-1].record.place
            reason = _(
                "rows {first} and {last} are of two answers of one person, and nothing tells them "
                "apart: name the column of the time (people: answered) or of the answer (response)."
            ).format(first=first.row, last=last.row)
            remarks += [Remark(record.record.place, reason) for record in group]
    return [record for record in records if id(record) not in left_out], remarks


def _by_person(records: Sequence[TypedRecord]) -> dict[tuple[str, str], list[GivenAnswer]]:
    """The answers of each person in each round, in the order of the files."""
    people: dict[tuple[str, str], dict[tuple[str, ...], GivenAnswer]] = defaultdict(dict)
    for record in records:
        answer = record.record.answer
        if answer is None or PERSON not in TABLES[record.record.table].key:
            continue
        person = (record.record.words.get(PERSON, ""), record.record.words.get(ROUND, ""))
        given = people[person].setdefault(answer.name, GivenAnswer(answer, []))
        given.records.append(record)
    return {person: list(given.values()) for person, given in people.items()}


def _replaced(given: Sequence[GivenAnswer]) -> Iterator[tuple[GivenAnswer, GivenAnswer]]:
    """Each answer that another one takes the place of, with that one."""
    in_time = sorted(given, key=_moment) if all(g.answer.moment for g in given) else list(given)
    for at, earlier in enumerate(in_time):
        later = next(
            (other for other in reversed(in_time[at + 1 :]) if _is_again(earlier, other)), None
        )
        if later is not None:
            yield earlier, later


def _moment(given: GivenAnswer) -> datetime:
    return given.answer.moment or datetime.min


def _is_again(earlier: GivenAnswer, later: GivenAnswer) -> bool:
    """Whether two answers are to the same questions."""
    one, two = earlier.answer, later.answer
    if one.is_whole and two.is_whole:
        return not one.asked or not two.asked or bool(one.asked & two.asked)
    return bool(_keys(earlier.records) & _keys(later.records))


def _keys(records: Sequence[TypedRecord]) -> set[tuple[str, ...]]:
    """The keys of records."""
    key = TABLES[records[0].record.table].key
    return {tuple(str(record.values.get(name)) for name in key) for record in records}


def _remark(earlier: GivenAnswer, later: GivenAnswer) -> Remark:
    """Say what became of an answer."""
    place = later.answer.place
    if earlier.words == later.words:
        reason = _("it says the same as row {row} of {file}: counted once.")
        return Remark(earlier.answer.place, reason.format(row=place.row, file=place.file))
    reason = _("the same person answered again in row {row} of {file}: that answer counts, whole.")
    reason = reason.format(row=place.row, file=place.file)
    if earlier.answer.moment is None or later.answer.moment is None:
        reason += " " + _(
            "Nothing says when: the lower row is taken as the later one (people: answered)."
        )
    return Remark(earlier.answer.place, reason)


def _mixed(given: Sequence[GivenAnswer]) -> Iterator[list[TypedRecord]]:
    """The votes in rows of their own of which one is there twice, and not the same."""
    for answer in given:
        if answer.answer.is_whole or answer.records[0].record.table not in SHARED_OUT:
            continue
        if len(_keys(answer.records)) < len(answer.words):
            yield answer.records


def answers_in_campaign(
    records: Sequence[TypedRecord], frame: pd.DataFrame, replaced: bool
) -> tuple[list[TypedRecord], list[Remark], list[int]]:
    """Set whole answers against those that the campaign has of the same people.

    Parameters
    ----------
    records : sequence of TypedRecord
        Records of one table.
    frame : DataFrame
        The campaign's table.
    replaced : bool
        Whether the file's answers take the place of the campaign's.

    Returns
    -------
    kept : list of TypedRecord
        Those that can be taken without mixing two answers.
    remarks : list of Remark
        The answers that are not taken, since the campaign has another one.
    gone : list of int
        The rows of the campaign's table that are no part of the answers that replace them.
    """
    left_out: set[int] = set()
    remarks: list[Remark] = []
    gone: list[int] = []
    people = {
        person: [given for given in answers if given.answer.is_whole]
        for person, answers in _by_person(records).items()
    }
    if not any(people.values()):
        return list(records), [], []
    table = TABLES[records[0].record.table]
    rows = frame.to_dict("records")
    ours: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, values in enumerate(rows):
        ours[str(values[PERSON]), _round(values, table)].append(number)
    for (person, _word), answers in people.items():
        for given in answers:
            turn = _round(given.records[0].values, table)
            theirs = {_other_key(record.values, table): record for record in given.records}
            there = [
                number
                for number in ours.get((person, turn), [])
                if not given.answer.asked or given.answer.asked & {*_other_key(rows[number], table)}
            ]
            more = [n for n in there if _other_key(rows[n], table) not in theirs]
            differs = any(
                _differ(theirs[key], rows[number])
                for number in there
                if (key := _other_key(rows[number], table)) in theirs
            )
            if not more and not differs:
                continue
            if replaced:
                gone += more
                continue
            left_out.update(map(id, given.records))
            reason = _(
                "the campaign has another answer of this person, which stays as a whole (or "
                "--replace)."
            )
            remarks.append(Remark(given.answer.place, reason))
    return [record for record in records if id(record) not in left_out], remarks, gone


def _round(values: Any, table: Table) -> str:
    """The round of a row, 1 when there is none."""
    value = values.get(ROUND) if ROUND in table.column_names else None
    return "1" if value is None or pd.isna(value) else str(value)


def _other_key(values: Any, table: Table) -> tuple[str, ...]:
    """The key of a row without its person and its round."""
    return tuple(str(values.get(name)) for name in table.key if name not in (PERSON, ROUND))


def _differ(record: TypedRecord, ours: Any) -> bool:
    """Whether a record says another thing than a row of the campaign."""
    return any(
        not pd.isna(value) and name not in record.record.fixed and value != ours[name]
        for name, value in record.values.items()
    )


def over_quota(records: Sequence[TypedRecord], frame: pd.DataFrame, most: int) -> Iterator[Remark]:
    """Say which people have more dots than there are, once what counts has been kept.

    Parameters
    ----------
    records : sequence of TypedRecord
        The votes that are taken.
    frame : DataFrame
        The table of votes with them.
    most : int
        The dots that each participant has.
    """
    given = frame.groupby(PERSON)["dots"].sum()
    said = set()
    for record in records:
        person = str(record.values[PERSON])
        if person not in said and given[person] > most:
            said.add(person)
            note = _("this person gives {dots} dots, and each has {most} (dots_per_participant).")
            yield Remark(record.record.place, note.format(dots=given[person], most=most))
