"""What the campaigns of a kit have come to: read from their manifests and results alone.

Nothing is computed again here: what was decided, how far solutions are used and what they brought
was computed by the stages, and a figure that no report holds is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playbook.errors import Problem
from playbook.kit import Kit
from playbook.report.manifest import Manifest, Status, read_manifest
from playbook.sources.delimited import read_delimited
from playbook.tables.matching import fold

DECISIONS = "results/overview_threads.csv"
ADOPTION = "results/run_steering_adoption.csv"
BENEFITS = "results/overview_realised.csv"
ADDED_UP = ("revenue", "cost_avoided", "time_saved")
"""The kinds of benefit whose amounts add up; points of quality do not."""


@dataclass(frozen=True)
class Entry:
    """One campaign in the portfolio.

    Attributes
    ----------
    name : str
        The campaign, and the folder of its reports.
    manifest : Manifest or None
        None when it cannot be read.
    selected : list of str or None
        The titles of the use cases that were selected; None when no report says.
    active, eligible : int or None
        The users of its solutions at the last measurements, over all departments; None when
        nothing was measured.
    benefits : dict of str to float
        What was brought, by the kinds of `ADDED_UP`: currency units or hours.
    """

    name: str
    manifest: Manifest | None
    selected: list[str] | None = None
    active: int | None = None
    eligible: int | None = None
    benefits: dict[str, float] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The campaign's title; its name when the manifest cannot be read."""
        return str(self.manifest.parameters["title"]) if self.manifest else self.name

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        return str(self.manifest.parameters["currency"]) if self.manifest else ""

    def count(self, *statuses: Status) -> int:
        """How many of its stages ended so."""
        stages = self.manifest.stages if self.manifest else ()
        return sum(record.status in statuses for record in stages)


def gather(kit: Kit) -> list[Entry]:
    """Read every campaign that has been run, in alphabetical order of the names."""
    folders = sorted(path.parent for path in (kit.root / "reports").glob("*/manifest.json"))
    return [read_entry(folder) for folder in folders]


def read_entry(folder: Path) -> Entry:
    """Read what one campaign has come to from the folder of its reports."""
    manifest = read_manifest(folder)
    if manifest is None:
        return Entry(folder.name, None)
    threads = _results(folder, manifest, DECISIONS)
    adoption = _results(folder, manifest, ADOPTION)
    measured = [row for row in adoption or [] if row["active_users"] and row["eligible_users"]]
    benefits: defaultdict[str, float] = defaultdict(float)
    for row in _results(folder, manifest, BENEFITS) or []:
        if row["kind"] in ADDED_UP and row["amount"]:
            benefits[row["kind"]] += float(row["amount"])
    return Entry(
        folder.name,
        manifest,
        selected=_selected(threads),
        active=sum(int(row["active_users"]) for row in measured) if measured else None,
        eligible=sum(int(row["eligible_users"]) for row in measured) if measured else None,
        benefits=dict(benefits),
    )


def _selected(threads: list[dict[str, str]] | None) -> list[str] | None:
    """The titles that were selected; None when nothing was decided yet."""
    if threads is None or not any(row["outcome"] for row in threads):
        return None
    return [row["title"] for row in threads if row["outcome"] == "selected"]


def _results(folder: Path, manifest: Manifest, name: str) -> list[dict[str, str]] | None:
    """The rows of a result; None when the manifest lists no such file."""
    if not any(name in record.outputs for record in manifest.stages):
        return None
    raw = read_delimited(folder / name, name, decimal_comma=False)
    if isinstance(raw, Problem):
        return None
    header = [*raw.header]
    return [dict(zip(header, cells, strict=False)) for _number, cells in raw.rows]


def selected_in_several(entries: Sequence[Entry]) -> list[tuple[str, list[str]]]:
    """The use cases that several campaigns selected, with the titles of these campaigns.

    Titles count as the same whatever their case, accents and punctuation. What most campaigns
    share comes first.
    """
    words: dict[str, str] = {}
    where: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for folded, title in {fold(title): title for title in entry.selected or []}.items():
            words.setdefault(folded, title)
            where[folded].append(entry.title)
    shared = [(words[folded], titles) for folded, titles in where.items() if len(titles) > 1]
    return sorted(shared, key=lambda pair: (-len(pair[1]), pair[0]))


def total(entries: Sequence[Entry], kind: str) -> dict[str, float]:
    """What a kind of benefit brought in all, by currency: currencies are never added up. Whole
    amounts are, as they are shown beside it.
    """
    totals: defaultdict[str, float] = defaultdict(float)
    for entry in entries:
        if kind in entry.benefits:
            totals[entry.currency] += round(entry.benefits[kind])
    return dict(sorted(totals.items()))
