"""Look up what the words of a file refer to: rows by key or name, people by who they are."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

import pandas as pd

from playbook.imports.mapping import PeopleRule
from playbook.imports.words import is_email, is_one_of
from playbook.language import _
from playbook.tables import TABLES, table_name
from playbook.tables.cells import CellError
from playbook.tables.matching import did_you_mean, fold, name_key

NAMES = ("name", "title", "label", "text")


class KnownRows:
    """The keys and names of the rows of each table: the campaign's and those taken before.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The campaign's tables.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.keys: dict[str, set[str]] = {name: set() for name in TABLES}
        self.names: dict[str, dict[str, list[str]]] = {name: {} for name in TABLES}
        self.in_this_file: dict[str, set[str]] = {}
        self.begin_file()
        for name, frame in tables.items():
            self.add(name, frame)

    def begin_file(self) -> None:
        """From now on a name means what this file calls so, before what others do."""
        self.in_this_file = {name: set() for name in TABLES}

    def add(self, table: str, frame: pd.DataFrame) -> None:
        """Add rows that can be referred to from now on."""
        key = TABLES[table].key[0]
        named = next((name for name in NAMES if name in TABLES[table].column_names), key)
        identifiers = frame[key].astype(str)
        self.keys[table].update(identifiers)
        self.in_this_file[table].update(identifiers)
        if named == key:
            return
        for identifier, name in zip(identifiers, frame[named], strict=True):
            if isinstance(name, str):
                same_name = self.names[table].setdefault(name_key(name), [])
                if identifier not in same_name:
                    same_name.append(identifier)

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
        names = self.names[table]
        found = names.get(name_key(word), [])
        near = [identifier for identifier in found if identifier in self.in_this_file[table]]
        if len(near or found) == 1:
            return (near or found)[0]
        if found:
            expected = _("{table} has several of this name ({found}): write the identifier.")
            raise CellError(expected.format(table=table_name(table), found=", ".join(found)))
        if or_empty:
            return ""
        expected = _("{table} has none that is called “{word}”.")
        expected = expected.format(table=table_name(table), word=word)
        if len(names) < 1000:
            expected += did_you_mean(word, names, lambda meant: names[meant][0])
        raise CellError(expected)


class KnownPeople:
    """The participants of a campaign, and those whom an import adds.

    A person is known by the campaign's own identifier, else by one made from the address, the
    tool's identifier or the name, else by the name of a participant. The address is nowhere kept,
    and only who has the campaign's secret could find an identifier to an address.

    Parameters
    ----------
    secret : bytes
        The campaign's secret, by which identifiers are made.
    participants : DataFrame
        The campaign's table.
    rule : PeopleRule
        What the mapping says of them.

    Attributes
    ----------
    added : dict of str to dict of str to str
        The people who are added, as rows of the table in words, by identifier.
    """

    def __init__(self, secret: bytes, participants: pd.DataFrame, rule: PeopleRule) -> None:
        self.secret = secret
        self.rule = rule
        self.identifiers = set(participants["participant_id"])
        self.names: dict[str, list[str]] = {}
        for row in participants[["participant_id", "name"]].to_dict("records"):
            if isinstance(row["name"], str) and fold(row["name"]):
                self.names.setdefault(fold(row["name"]), []).append(row["participant_id"])
        self.added: dict[str, dict[str, str]] = {}
        self._found: dict[str, str | CellError] = {}
        self._known_as: dict[str, str] = {}

    def find(self, said: Mapping[str, str]) -> str | None:
        """The identifier of the person behind a row, or None when it is nobody.

        Parameters
        ----------
        said : mapping of str to str
            The words under each key of the mapping's people that names columns.

        Raises
        ------
        CellError
            When the person cannot be told from another, or must not be added.
        """
        participant = said["participant"].strip()
        if participant:
            if participant not in self.identifiers:
                raise CellError(_("participants has no such identifier."))
            return participant
        email, identifier, name = (
            "" if is_one_of(said[key], self.rule.nobody) else said[key].strip()
            for key in ("email", "identifier", "name")
        )
        if not email and (is_email(identifier) or is_email(name)):
            email = identifier if is_email(identifier) else name
        identifier = "" if is_email(identifier) else identifier
        name = "" if is_email(name) else name
        mark = email.casefold() or identifier or fold(name)
        if not mark:
            return self._anonymous(said["response"])
        made = self._made("email" if email else "identifier" if identifier else "name", mark)
        if made not in self._found:  # once and for all: rows must not hang on those before them
            try:
                self._found[made] = self._by_name(name, made) or self._add(
                    made, name, said["department"]
                )
            except CellError as error:
                self._found[made] = error
        found = self._found[made]
        if isinstance(found, CellError):
            raise found
        return found

    def _anonymous(self, response: str) -> str | None:
        """The person behind an anonymous answer, when answers can be told apart."""
        return self._add(self._made("response", response), "", "") if response else None

    def _made(self, kind: str, mark: str) -> str:
        """The identifier of a person whom the campaign does not know by another."""
        words = f"{kind}\x1f{mark}".encode()
        return self.rule.prefix + hmac.new(self.secret, words, hashlib.sha256).hexdigest()[:10]

    def _by_name(self, name: str, made: str) -> str | None:
        """The participant of this name, when there is one and nobody else was taken for them."""
        found = self.names.get(fold(name), []) if made not in self.identifiers else []
        if len(found) > 1:
            expected = _("several participants have this name ({people}): the kit does not choose.")
            raise CellError(expected.format(people=", ".join(found)))
        if not found:
            return None
        if self._known_as.setdefault(found[0], made) != made:
            raise CellError(_("two people of the file have the name of one participant."))
        return found[0]

    def _add(self, made: str, name: str, department: str) -> str:
        """A person who is there already under this identifier, or is added."""
        if made not in self.identifiers and made not in self.added:
            if not self.rule.add:
                raise CellError(
                    _("participants has nobody who matches, and the mapping adds nobody.")
                )
            self.added[made] = {"participant_id": made, "name": name, "department": department}
        return made
