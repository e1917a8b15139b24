"""What can be read and can hardly be so: said, never refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

import pandas as pd

from playbook.language import _, format_date
from playbook.tables.checks import Fault
from playbook.tables.columns import Kind, Table
from playbook.tables.matching import fold, name_key
from playbook.tables.reading import ReadTable

FAR = timedelta(days=3 * 366)
DEPARTMENTS = ("department", "owner_department")


def list_doubts(
    tables: Mapping[str, Table], read: Mapping[str, ReadTable], as_of: date
) -> Iterator[Fault]:
    """List what is unlikely in the tables of a campaign, once a column and kind of doubt.

    Parameters
    ----------
    tables : mapping of str to Table
        The declarations.
    read : mapping of str to ReadTable
        The tables that the campaign has, by name.
    as_of : date
        The day at which the campaign's reports speak.
    """
    for name, content in read.items():
        yield from _more_than_all(name, content)
        yield from _far_days(tables[name], content, as_of)
        yield from _alike_keys(tables[name], content)
    if "participants" in read:
        yield from _alike_names(read["participants"])
    yield from _alike_departments(tables, read)


def _once(
    table: str, content: ReadTable, name: str, found: Iterable[tuple[int, str]], expected: str
) -> Iterator[Fault]:
    """One doubt for all rows of a column, at the first of them."""
    rows = list(found)
    if not rows:
        return
    at, word = rows[0]
    if len(rows) > 1:
        expected += " " + _("({count} rows in all)").format(count=len(rows))
    yield Fault(table, at, content.problem(expected, at, name, found=word))


def _more_than_all(name: str, content: ReadTable) -> Iterator[Fault]:
    """More people who use a solution than people who can."""
    frame = content.frame
    if not {"active_users", "eligible_users"} <= {*frame}:
        return
    wrong = (frame["active_users"] > frame["eligible_users"]).fillna(False)
    found = [
        (at, str(frame["active_users"].iloc[at])) for at in range(len(frame)) if wrong.iloc[at]
    ]
    expected = _("there are more active users than eligible ones: are the columns exchanged?")
    yield from _once(name, content, "active_users", found, expected)


def _far_days(table: Table, content: ReadTable, as_of: date) -> Iterator[Fault]:
    """Days that are years away from the campaign's."""
    middle = pd.Timestamp(as_of)
    for column in table.columns:
        if column.kind not in (Kind.DATE, Kind.MOMENT):
            continue
        days = content.frame[column.name]
        far = (days - middle).abs() > FAR
        found = [(at, str(days.iloc[at].date())) for at in range(len(days)) if far.iloc[at]]
        expected = _("it is years away from the date of the campaign ({as_of}).")
        said = expected.format(as_of=format_date(as_of))
        yield from _once(table.name, content, column.name, found, said)


def _alike(
    words: Iterable[tuple[int, str]], key: Callable[[str], str]
) -> Iterator[tuple[int, str, str]]:
    """Words that differ from an earlier one by their spelling alone, with that one."""
    first: dict[str, str] = {}
    for at, word in words:
        before = first.setdefault(key(word), word)
        if before != word:
            yield at, word, before


def _filled(content: ReadTable, name: str) -> list[tuple[int, str]]:
    """The cells of a column that are filled, with their rows."""
    values = content.frame[name]
    return [(at, str(value)) for at, value in enumerate(values) if not pd.isna(value)]


def _alike_keys(table: Table, content: ReadTable) -> Iterator[Fault]:
    """Identifiers that differ by case, accents or signs alone."""
    if len(table.key) != 1 or table.column(table.key[0]).kind is not Kind.IDENTIFIER:
        return
    name = table.key[0]
    found = list(_alike(_filled(content, name), _case_key))
    if found:
        expected = _("it differs from “{other}” by its spelling alone: are they two?")
        said = expected.format(other=found[0][2])
        yield from _once(table.name, content, name, [row[:2] for row in found], said)


def _case_key(word: str) -> str:
    """What two spellings of an identifier have in common."""
    return word.casefold().replace(" ", "")


def _alike_names(content: ReadTable) -> Iterator[Fault]:
    """A person who is there twice, under two spellings of the name."""
    found = list(_alike(_filled(content, "name"), _words_of_name))
    if found:
        expected = _("is it the same person as “{other}”, who is in the table already?")
        said = expected.format(other=found[0][2])
        yield from _once("participants", content, "name", [row[:2] for row in found], said)


def _words_of_name(name: str) -> str:
    """The words of a name in any order; of signs alone, the signs."""
    return " ".join(sorted(fold(name).split())) or name


def _alike_departments(
    tables: Mapping[str, Table], read: Mapping[str, ReadTable]
) -> Iterator[Fault]:
    """Departments that are spelled in several ways, at a row of the rarer spelling."""
    places: dict[str, dict[str, list[tuple[str, str, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for name, content in read.items():
        for column in DEPARTMENTS:
            if column in tables[name].column_names:
                for at, word in _filled(content, column):
                    places[name_key(word)][word].append((name, column, at))
    for spellings in places.values():
        if len(spellings) < 2:
            continue
        counts = Counter({word: len(found) for word, found in spellings.items()})
        (usual, _count), *rarer = counts.most_common()
        for word, _count in rarer:
            table, column, at = spellings[word][0]
            expected = _("elsewhere it is written “{other}”: they count as two departments.")
            problem = read[table].problem(expected.format(other=usual), at, column, found=word)
            yield Fault(table, at, problem)
