"""Which columns of a file a rule reads, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.imports.headings import LABEL, is_pattern, label_of, position, same
from playbook.imports.layouts import Cells, Part
from playbook.imports.mapping import Cell, Mapping, Rule, Skip
from playbook.imports.words import clean, is_one_of
from playbook.language import _
from playbook.tables import TABLES

PEOPLE = ("participant", "email", "identifier", "name", "response", "department")


class Columns:
    """The columns of one part of a file, as one rule looks at them.

    Parameters
    ----------
    mapping : Mapping
        The mapping.
    rule : Rule
        One of its rules.
    part : Part
        The part of the file.

    Attributes
    ----------
    single : dict of str to list of int
        The positions from which each column of the contract is read, best first.
    labels : dict of str to dict of str to int
        For each label that headings name, the position of each column of the contract.
    used : set of int
        The positions that the rule looks at.
    """

    def __init__(self, mapping: Mapping, rule: Rule, part: Part) -> None:
        self.mapping = mapping
        self.rule = rule
        self.part = part
        self.used: set[int] = set()
        self._known: dict[str, int | None] = {}
        self._own = {position(heading, part.headings) for heading in mapping.own}
        self.single = {name: self.positions(cell.column) for name, cell in rule.columns.items()}
        taken = self._own | {spot for spots in self.single.values() for spot in spots}
        taken |= {spot for key in PEOPLE for spot in self.positions(getattr(mapping.people, key))}
        self.labels = self._labels(taken)
        self.used |= {spot for spots in self.labels.values() for spot in spots.values()}

    def missing(self) -> list[str]:
        """The headings that the file lacks and the rule cannot do without."""
        table = TABLES[self.rule.table]
        lacking = []
        for name, cell in self.rule.columns.items():
            wanted = table.column(name).required and cell.otherwise is None
            if cell.column and wanted and not self.single[name]:
                lacking.append(cell.column)
            if cell.made_from and not self.positions(identifying(cell)):
                lacking.append(identifying(cell))
            if cell.columns and not self.labels:
                lacking.append(cell.columns)
        return list(dict.fromkeys(_(" or ").join(headings) for headings in lacking))

    def positions(self, headings: Sequence[str]) -> list[int]:
        """Where headings stand, in the mapping's order."""
        for heading in headings:
            if heading not in self._known:
                self._known[heading] = self._position(heading)
        found = dict.fromkeys(self._known[heading] for heading in headings)
        spots = [spot for spot in found if spot is not None]
        self.used |= set(spots)
        return spots

    def said(self, cells: Cells, spots: Sequence[int]) -> str:
        """The first of some cells of a row that is filled, as people see it in the tool."""
        found = (cells[spot] if spot < len(cells) else "" for spot in spots)
        cleaned = (clean(cell, self.mapping.file.text) for cell in found)
        return next(filter(None, cleaned), "")

    def skips(self, skip: Skip, cells: Cells) -> bool:
        """Whether a row is passed over for this reason."""
        spots = self.positions(skip.column)
        if not spots:
            return False
        word = self.said(cells, spots[:1])
        if skip.is_ is not None:
            return is_one_of(word, skip.is_)
        return not is_one_of(word, skip.is_not or [])

    def people(self, cells: Cells) -> dict[str, str]:
        """What a row says of the person behind it."""
        people = self.mapping.people
        said = {key: self.said(cells, self.positions(getattr(people, key))) for key in PEOPLE}
        answer = [self.said(cells, [spot]) for spot in self.positions(people.response)]
        return said | {"response": "\x1f".join(answer) if any(answer) else ""}

    def _position(self, heading: str) -> int | None:
        """Where a heading stands; a pattern never means one of the tool's own columns."""
        found = self.part.headings
        if is_pattern(heading):
            found = ["" if spot in self._own else found[spot] for spot in range(len(found))]
        return position(heading, found)

    def _labels(self, taken: set[int | None]) -> dict[str, dict[str, int]]:
        """The columns of each label, in the order of the file."""
        labels: dict[str, dict[str, int]] = {}
        for spot, heading in enumerate(self.part.headings):
            if spot in taken or not heading.strip():
                continue
            for name, cell in self.rule.columns.items():
                found = (_label(h, heading) for h in cell.columns)
                label = next((label for label in found if label is not None), None)
                if label is not None:
                    labels.setdefault(label, {}).setdefault(name, spot)
        return labels


def identifying(cell: Cell) -> list[str]:
    """The headings of which an identifier is made."""
    return [heading for heading in cell.made_from if heading != LABEL]


def _label(heading: str, found: str) -> str | None:
    """The label that a heading of the file has by one of the mapping, or None."""
    if is_pattern(heading):
        return label_of(heading, found)
    return found if same(heading, found) else None
