"""What a page looks at one by one and never mixes: jobs, or solutions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

import pandas as pd

from playbook.language import headed
from playbook.show.findings import Finding, Tone


@dataclass(frozen=True)
class Part:
    """One of those things.

    Attributes
    ----------
    name : str
        What it is called; no two parts have the same name.
    alone : bool
        Whether there is no other: then it need not be named.
    """

    column: ClassVar[str] = ""
    """The column of results that holds the name."""

    name: str
    alone: bool

    @property
    def heading(self) -> str:
        """What leads the title of a figure; nothing when it is alone."""
        return "" if self.alone else self.name

    def named(self, *findings: Finding | None) -> list[Finding | None]:
        """The same sentences, led by the name where there are several parts."""
        if self.alone:
            return list(findings)
        return [
            finding and replace(finding, text=headed(self.name, finding.text))
            for finding in findings
        ]


def in_one(findings: Sequence[Finding]) -> Finding:
    """The sentences of all parts as one: to be decided where one of them is."""
    decide = any(finding.tone is Tone.DECIDE for finding in findings)
    tone = Tone.DECIDE if decide else findings[0].tone
    return Finding(" ".join(finding.text for finding in findings), tone)


P = TypeVar("P", bound=Part)


def together(parts: Iterable[P], made: Callable[[P], pd.DataFrame]) -> pd.DataFrame:
    """What is made of each part, one table below the other, its name in the first column."""
    frames = [made(part).assign(**{part.column: part.name}) for part in parts]
    table = pd.concat(frames, ignore_index=True)
    first = table.columns[-1]
    return table[[first, *table.columns[:-1]]]


def shown(parts: Sequence[Part], columns: list[str]) -> list[str]:
    """The columns to show: the name before the others where there are several parts."""
    return columns if len(parts) == 1 else [parts[0].column, *columns]
