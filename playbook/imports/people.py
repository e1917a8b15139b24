"""Know the people of a file: participants of the campaign, new ones, or nobody."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

import pandas as pd

from playbook.imports.mapping import People
from playbook.imports.words import is_email, is_one_of
from playbook.language import _
from playbook.tables.cells import CellError
from playbook.tables.matching import fold


class Register:
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
    people : People
        What the mapping says of them.

    Attributes
    ----------
    added : dict of str to dict of str to str
        The people who are added, as rows of the table in words, by identifier.
    """

    def __init__(self, secret: bytes, participants: pd.DataFrame, people: People) -> None:
        self.secret = secret
        self.people = people
        self.known = set(participants["participant_id"])
        self.names: dict[str, list[str]] = {}
        for identifier, name in zip(
            participants["participant_id"], participants["name"], strict=True
        ):
            if isinstance(name, str) and fold(name):
                self.names.setdefault(fold(name), []).append(identifier)
        self.claims: dict[str, str] = {}
        self.found: dict[str, str | CellError] = {}
        self.added: dict[str, dict[str, str]] = {}

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
        if said["participant"].strip():
            return self._participant(said["participant"].strip())
        email, identifier, name = (
            "" if is_one_of(said[key], self.people.nobody) else said[key].strip()
            for key in ("email", "identifier", "name")
        )
        if not email and (is_email(identifier) or is_email(name)):
            email = identifier if is_email(identifier) else name
        identifier = "" if is_email(identifier) else identifier
        name = "" if is_email(name) else name
        mark = email.casefold() or identifier or fold(name)
        if not mark:
            return self._answer(said["response"])
        kind = "email" if email else "identifier" if identifier else "name"
        made = self._made(kind, mark)
        if made not in self.found:  # once and for all: rows must not hang on those before them
            try:
                self.found[made] = self._find(made, name, said["department"])
            except CellError as error:
                self.found[made] = error
        found = self.found[made]
        if isinstance(found, CellError):
            raise found
        return found

    def _find(self, made: str, name: str, department: str) -> str:
        """The participant whom a file names for the first time."""
        if made in self.known:
            return made
        participant = self._by_name(name, made)
        return self._add(made, name, department) if participant is None else participant

    def _participant(self, identifier: str) -> str:
        """A participant by the campaign's own identifier."""
        if identifier not in self.known:
            raise CellError(_("participants has no such identifier."))
        return identifier

    def _answer(self, response: str) -> str | None:
        """The person behind an anonymous answer, when answers can be told apart."""
        if not response:
            return None
        made = self._made("response", response)
        return made if made in self.known else self._add(made, "", "")

    def _made(self, kind: str, mark: str) -> str:
        """The identifier of a person whom the campaign does not know by another."""
        words = f"{kind}\x1f{mark}".encode()
        return self.people.prefix + hmac.new(self.secret, words, hashlib.sha256).hexdigest()[:10]

    def _by_name(self, name: str, made: str) -> str | None:
        """The participant of this name, when there is one and nobody else was taken for them."""
        found = self.names.get(fold(name), []) if name else []
        if len(found) > 1:
            raise CellError(
                _(
                    "several participants have this name ({people}): the kit does not choose."
                ).format(people=", ".join(found))
            )
        if not found:
            return None
        if self.claims.setdefault(found[0], made) != made:
            raise CellError(_("two people of the file have the name of one participant."))
        return found[0]

    def _add(self, made: str, name: str, department: str) -> str:
        """Add a person."""
        if not self.people.add:
            raise CellError(_("participants has nobody like this, and the mapping adds nobody."))
        if made not in self.added:
            self.added[made] = {"participant_id": made, "name": name, "department": department}
        return made
