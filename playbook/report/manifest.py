"""The manifest of a campaign's reports: what was made of what, and how each stage ended.

It is the one record of a run. The index page is drawn from it, and nothing counts as finished
that it does not list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from playbook.brand.roles import Brand
from playbook.errors import PlaybookError
from playbook.files import read_file, write_whole
from playbook.language import _

FILE = "manifest.json"
STEERING, PARTS = "overview", "parts"
"""The stage on the whole campaign, and the folder of what is part of the index."""
NAMED = {"currency", "data", "language", "stages", "title"}
"""The parameters that are looked up in a manifest."""


class Status(StrEnum):
    """How a stage ended."""

    DONE = "done"
    NO_DATA = "no_data"
    FAILED = "failed"
    UNFINISHED = "unfinished"


@dataclass(frozen=True)
class StageRecord:
    """What became of one stage.

    Attributes
    ----------
    missing : sequence of str
        The tables that it needs and the campaign lacks.
    reason, place : str
        Why and where it failed.
    step : str
        The step of the playbook that it belongs to, as the name of its notebook says.
    findings : sequence of dict
        The sentences of its summary, as `Finding.record` writes them, in the order in which they
        weigh; the first has ``answer`` when it answers the question of the page.
    figures : sequence of dict
        The figures that it hands to the page over the campaign: label, value and note.
    source : str
        The notebook that it was run from: the kit's, or one of the campaign's own.
    notebook : str
        The fingerprint of that notebook.
    reads : mapping of str to mapping
        What it read, as `playbook.notebook.reads` notes it, with the fingerprint of each.
    inputs : str
        The fingerprint of all that it was made from.
    outputs : dict of str to str
        The files it left, with their fingerprints.
    given : mapping of str to value
        The parameters that it was given for one run alone.
    """

    name: str
    title: str
    status: Status
    missing: Sequence[str] = ()
    reason: str = ""
    place: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    step: str = ""
    findings: Sequence[Mapping[str, str]] = ()
    figures: Sequence[Mapping[str, str]] = ()
    source: str = ""
    notebook: str = ""
    reads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    inputs: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """The sentence that answers the question of its page; nothing without one."""
        return next((f["text"] for f in self.findings if f.get("answer")), "")


@dataclass(frozen=True)
class Manifest:
    """What a campaign's reports folder holds.

    Attributes
    ----------
    parameters : mapping of str to value
        The campaign's parameters, those left at their defaults too.
    settings, place : str
        The fingerprints of the YAML, and of the files at the place of the data.
    secret : str
        The fingerprint of the campaign's secret, which those of data are made with
        (`campaign.secret.sealed`).
    data : mapping of str to str
        The fingerprint of each part of the data as it lies there: file, or table of a database.
    tables : mapping of str to str
        The fingerprint of what each table says, whatever file it comes from.
    notices : str
        The fingerprint of what was left aside in reading.
    code : str
        The fingerprint of the kit's own code.
    versions : mapping of str to str
        Of Python and all packages that the kit requires.
    index : str
        The fingerprint of the index page.
    proposals : mapping of str to int
        How many rows of each table are proposals of the kit that nobody has adapted.
    given : mapping of str to value
        The parameters that were given for the last run alone; they are among ``parameters`` too.
    before : mapping of str to value
        What the last run of an earlier day gave, small: its day, key figures and answers.
    brand : Brand, optional
        How the reports look; None in the kit's own colours.
    brand_files : mapping of str to str
        The files that this was read from, with their fingerprints: `_brand.yml` where it may
        stand, there or not, and the logos.
    """

    campaign: str
    parameters: Mapping[str, Any]
    settings: str
    place: str
    data: Mapping[str, str]
    tables: Mapping[str, str]
    notices: str
    code: str
    versions: Mapping[str, str]
    stages: Sequence[StageRecord] = ()
    index: str = ""
    proposals: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    brand: Brand | None = None
    brand_files: Mapping[str, str] = field(default_factory=dict)
    secret: str = ""

    def stage(self, name: str) -> StageRecord | None:
        """The record of a stage, if there is one."""
        return next((record for record in self.stages if record.name == name), None)

    def with_stage(self, record: StageRecord) -> Manifest:
        """A manifest in which this record takes the place of the stage's former one."""
        stages = [record if known.name == record.name else known for known in self.stages]
        return replace(self, stages=stages)

    def write(self, folder: Path) -> None:
        """Write it into the reports folder."""
        content = json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str)
        write_whole(folder / FILE, (content + "\n").encode())


def page_file(stage: str) -> str:
    """The file of a stage's page; that of the stage on the whole campaign is part of the index."""
    return f"{PARTS}/{stage}.html" if stage == STEERING else f"{stage}.html"


def what_came_before(former: Manifest | None, as_of: str) -> Mapping[str, Any]:
    """What a run keeps of the last one of an earlier day: its day, key figures and answers."""
    if former is None:
        return {}
    day = str(former.parameters["as_of"])
    if day >= as_of:
        return former.before if former.before.get("as_of", "") < as_of else {}
    done = [record for record in former.stages if record.status is Status.DONE]
    return {
        "as_of": day,
        "figures": {f["label"]: f["value"] for record in done for f in record.figures},
        "answers": {record.name: answer for record in done if (answer := record.answer)},
    }


def existing_manifest(folder: Path, campaign: str) -> Manifest:
    """The manifest of the reports that a campaign has.

    Raises
    ------
    PlaybookError
        When it has none, or their record cannot be read.
    """
    found = read_manifest(folder)
    if found is None:
        message = _("{campaign} has no reports yet: playbook run {campaign}")
        if (folder / FILE).exists():
            message = _(
                "the record of the reports of {campaign}, manifest.json, cannot be read or was not"
                " written by this kit: playbook run {campaign}"
            )
        raise PlaybookError(message.format(campaign=campaign))
    return found


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a former run; one that is not as `Manifest.write` leaves it is none."""
    try:
        manifest = TypeAdapter(Manifest).validate_json(read_file(folder / FILE))
    except (OSError, ValueError):
        return None
    return manifest if set(manifest.parameters) >= NAMED else None
