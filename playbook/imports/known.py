"""What an import can refer to: the rows of the campaign and those taken before, by key and name."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from playbook.language import _
from playbook.tables import TABLES
from playbook.tables.cells import CellError
from playbook.tables.matching import did_you_mean, fold

NAMES = ("name", "title", "label", "text")


class Known:
    """The keys and names of each table.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The campaign's tables.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.keys: dict[str, dict[str, None]] = {name: {} for name in TABLES}
        self.names: dict[str, dict[str, list[str]]] = {name: {} for name in TABLES}
        self.recent: dict[str, set[str]] = {name: set() for name in TABLES}
        for name, frame in tables.items():
            self.learn(name, frame)

    def begin_file(self) -> None:
        """From now on a name means what this file calls so, before what others do."""
        self.recent = {name: set() for name in TABLES}

    def learn(self, table: str, frame: pd.DataFrame) -> None:
        """Add rows that can be referred to from now on."""
        key = TABLES[table].key[0]
        named = next((name for name in NAMES if name in TABLES[table].column_names), None)
        for identifier in frame[key]:
            self.keys[table][str(identifier)] = None
            self.recent[table].add(str(identifier))
        if named is None:
            return
        for identifier, name in zip(frame[key], frame[named], strict=True):
            if isinstance(name, str):
                there = self.names[table].setdefault(fold(name) or name, [])
                if identifier not in there:
                    there.append(str(identifier))

    def has(self, table: str, identifier: str) -> bool:
        """Whether there is such a key."""
        return identifier in self.keys[table]

    def find(self, table: str, word: str, or_empty: bool) -> str:
        """The identifier of the row that has this key or this name.

        Raises
        ------
        CellError
            When there is none, unless that may be empty, or when there are several.
        """
        if word in self.keys[table]:
            return word
        found = self.names[table].get(fold(word) or word, [])
        near = [identifier for identifier in found if identifier in self.recent[table]]
        if len(near or found) == 1:
            return (near or found)[0]
        if found:
            expected = _("{table} has several of this name ({found}): write the identifier.")
            raise CellError(expected.format(table=table, found=", ".join(found)))
        if or_empty:
            return ""
        expected = _("{table} has none that is called “{word}”.").format(table=table, word=word)
        names = self.names[table]
        if len(names) < 1000:
            expected += did_you_mean(word, names, lambda meant: names[meant][0])
        raise CellError(expected)
