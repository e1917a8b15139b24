"""The words of the cells of an OpenDocument spreadsheet (ODF 1.3, part 3, 19.387)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from playbook.sources.extraction.archive import DAMAGED
from playbook.sources.extraction.number_formats import clock, plain_number, word_of_moment
from playbook.sources.extraction.sheet import Refused

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE = f"{ODF}table:1.0}}", f"{ODF}office:1.0}}"
LIBREOFFICE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


@dataclass
class Cell:
    """One cell, or as many alike as it is repeated."""

    attributes: dict[str, str]
    column: int
    repeated: int
    paragraphs: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join("".join(pieces) for pieces in self.paragraphs)


def word_of(cell: Cell) -> str:
    """The word of a cell, by its type (ODF 1.3, part 3, 19.387)."""
    attributes = cell.attributes
    if attributes.get(f"{LIBREOFFICE}value-type") == "error":
        return cell.text() or "Err"
    match attributes.get(f"{OFFICE}value-type"):
        case "float" | "currency" | "percentage":
            return _number(attributes.get(f"{OFFICE}value", ""), cell.text())
        case "date":
            return word_of_moment(attributes.get(f"{OFFICE}date-value", ""))
        case "time":
            found = DURATION.fullmatch(attributes.get(f"{OFFICE}time-value", ""))
            if found is None:
                return cell.text()
            hours, minutes, seconds = map(int, found.groups())
            return clock(hours * 3600 + minutes * 60 + seconds)
        case "boolean":
            return attributes.get(f"{OFFICE}boolean-value", "").upper()
        case None if f"{TABLE}formula" in attributes:
            return attributes[f"{TABLE}formula"]
        case _:
            stored = attributes.get(f"{OFFICE}string-value")
            return cell.text() if stored is None else stored


def _number(stored: str, seen: str) -> str:
    """A number; with the zeros before it that its format shows."""
    try:
        number = float(stored)
    except ValueError:
        raise Refused(DAMAGED) from None
    if not math.isfinite(number) or "_" in stored:
        raise Refused(DAMAGED)
    word = plain_number(number)
    return seen if re.fullmatch(f"0+{re.escape(word)}", seen) else word
