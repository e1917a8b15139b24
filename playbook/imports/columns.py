"""Which columns of a file a rule reads, by their headings, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from playbook.imports.file_rows import Cells, Part
from playbook.imports.mapping import CellRule, ImportMapping, SkipRule, TableRule
from playbook.imports.words import clean, is_one_of
from playbook.language import _
from playbook.tables import TABLES
from playbook.tables.matching import name_key, tidy

LABEL = "{label}"
PEOPLE = (
    "participant", "email", "identifier", "name", "response", "department", "answered",
)  # fmt: skip
LONGEST_HEADING = 1000
"""Longer headings are like none: a pattern takes the longer the more it has to try."""


def is_pattern(heading: str) -> bool:
    """Whether a heading of a mapping can mean several columns."""
    return "*" in heading or LABEL in heading


@cache
def _pattern(heading: str) -> re.Pattern[str]:
    """The pattern of a heading; ``{label}`` is caught."""
    signs = {"*": ".*?", LABEL: "(?P<label>.+?)"}
    pattern = ""
    for part in re.split(r"(\*|\{label\})", tidy(heading)):
        pattern += signs.get(part, re.escape(part))
        if part == LABEL:
            signs[LABEL] = "(?P=label)"
    return re.compile(pattern, re.IGNORECASE)


def label_of(heading: str, found: str) -> str | None:
    """The words of a file's heading that a mapping's names, or None when it is not like it.

    Without ``{label}`` that is the whole heading.
    """
    if not is_pattern(heading):
        return found if name_key(heading) == name_key(found) else None
    match = _pattern(heading).fullmatch(tidy(found)) if len(found) <= LONGEST_HEADING else None
    if match is None:
        return None
    return match["label"].strip() if LABEL in heading else tidy(found)


def positions_of(heading: str, headings: Sequence[str]) -> list[int]:
    """Where a heading, or the first one that is like it, stands: tools repeat headings."""
    first = next((h for h in headings if label_of(heading, h) is not None), None)
    return [] if first is None else [i for i, h in enumerate(headings) if h == first]


def exact_headings(mapping: ImportMapping) -> set[str]:
    """The headings that a mapping names whole, without patterns."""
    named = [*mapping.own, *(h for key in PEOPLE for h in getattr(mapping.people, key))]
    for rule in mapping.tables:
        named += [heading for skip in rule.skip for heading in skip.column]
        for cell in rule.columns.values():
            named += [*cell.column, *cell.columns, *identifying_headings(cell)]
    return {heading for heading in named if not is_pattern(heading)}


def identifying_headings(cell: CellRule) -> list[str]:
    """The headings of which an identifier is made."""
    return [heading for heading in cell.made_from if heading != LABEL]


class Columns:
    """The columns of one part of a file, as one rule looks at them.

    Parameters
    ----------
    mapping : ImportMapping
        The mapping.
    rule : TableRule
        One of its rules.
    part : Part
        The part of the file.

    Attributes
    ----------
    single : dict of str to list of int
        The positions from which each column of the contract is read, best first.
    labels : dict of str to dict of str to list of int
        For each label that headings name, the positions of each column of the contract.
    used : set of int
        The positions that the rule looks at.
    """

    def __init__(self, mapping: ImportMapping, rule: TableRule, part: Part) -> None:
        self.mapping = mapping
        self.rule = rule
        self.part = part
        self.used: set[int] = set()
        self._known: dict[str, list[int]] = {}
        self._own = {at for h in mapping.own for at in positions_of(h, part.headings)}
        self.single = {name: self.positions(cell.column) for name, cell in rule.columns.items()}
        taken = self._own | {at for positions in self.single.values() for at in positions}
        taken |= {at for key in PEOPLE for at in self.positions(getattr(mapping.people, key))}
        for skip in rule.skip:
            self.positions(skip.column)
        self.labels = self._labels(taken)
        self.used |= {at for of in self.labels.values() for places in of.values() for at in places}

    def missing(self) -> list[str]:
        """The headings that the file lacks and the rule cannot do without."""
        table = TABLES[self.rule.table]
        lacking = []
        for name, cell in self.rule.columns.items():
            wanted = table.column(name).required and cell.otherwise is None
            if cell.column and wanted and not self.single[name]:
                lacking.append(cell.column)
            if cell.made_from and not self.positions(identifying_headings(cell)):
                lacking.append(identifying_headings(cell))
            if cell.columns and not self.labels:
                lacking.append(cell.columns)
        return list(dict.fromkeys(_(" or ").join(headings) for headings in lacking))

    def positions(self, headings: Sequence[str]) -> list[int]:
        """Where headings stand, in the mapping's order."""
        for heading in headings:
            if heading not in self._known:
                self._known[heading] = self._position(heading)
        positions = list(dict.fromkeys(at for h in headings for at in self._known[h]))
        self.used |= set(positions)
        return positions

    def _position(self, heading: str) -> list[int]:
        """Where a heading stands; a pattern never means one of the tool's own columns."""
        found = self.part.headings
        if is_pattern(heading):
            found = ["" if at in self._own else found[at] for at in range(len(found))]
        return positions_of(heading, found)

    def _labels(self, taken: set[int]) -> dict[str, dict[str, list[int]]]:
        """The columns of each label, in the order of the file."""
        labels: dict[str, dict[str, list[int]]] = {}
        for at, heading in enumerate(self.part.headings):
            if at in taken or not heading.strip():
                continue
            for name, cell in self.rule.columns.items():
                found = (label_of(h, heading) for h in cell.columns)
                label = next((label for label in found if label is not None), None)
                if label is not None:
                    labels.setdefault(label, {}).setdefault(name, []).append(at)
        return labels

    def filled(self, cells: Cells, positions: Sequence[int]) -> list[tuple[int, str]]:
        """Those of some cells of a row that are filled, as people see them in the tool."""
        found = ((at, cells[at]) for at in positions if at < len(cells))
        cleaned = ((at, clean(cell, self.mapping.file.text)) for at, cell in found if cell)
        return [(at, word) for at, word in cleaned if word]

    def filled_alike(self, cells: Cells, positions: Sequence[int]) -> list[tuple[int, str]]:
        """The first cell that is filled, and those that are filled under the same heading."""
        filled = self.filled(cells, positions)
        headings = self.part.headings
        return [found for found in filled if headings[found[0]] == headings[filled[0][0]]]

    def first_filled(self, cells: Cells, positions: Sequence[int]) -> str:
        """The first of some cells of a row that is filled."""
        return next((word for _at, word in self.filled(cells, positions)), "")

    def is_skipped(self, skip: SkipRule, cells: Cells) -> bool:
        """Whether a row is passed over for this reason."""
        positions = self.positions(skip.column)
        if not positions:
            return False
        word = self.first_filled(cells, positions[:1])
        if skip.is_ is not None:
            return is_one_of(word, skip.is_)
        return not is_one_of(word, skip.is_not or [])

    def person_cells(self, cells: Cells) -> dict[str, str]:
        """What a row says of the person behind it, by the keys of the mapping's people."""
        people = self.mapping.people
        said = {
            key: self.first_filled(cells, self.positions(getattr(people, key))) for key in PEOPLE
        }
        answer = [self.first_filled(cells, [at]) for at in self.positions(people.response)]
        return said | {"response": "\x1f".join(answer) if any(answer) else ""}
