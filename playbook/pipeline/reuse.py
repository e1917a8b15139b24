"""Which reports are still what the data, parameters and code of now would give."""

from __future__ import annotations

from pathlib import Path

from playbook.files import file_sha256
from playbook.kit import Kit
from playbook.pipeline.inputs import (
    Inputs,
    notebook_fingerprints,
    place_fingerprint,
    settings_fingerprint,
)
from playbook.report.index import INDEX
from playbook.report.manifest import Manifest, StageRecord, Status
from playbook.report.versions import code_fingerprint, versions

FINAL = (Status.DONE, Status.NO_DATA)


def nothing_changed(kit: Kit, manifest: Manifest, folder: Path) -> bool:
    """Whether a run would leave a campaign's reports as they are.

    Only bytes are compared, and nothing is parsed: this must answer at once.
    """
    inputs = _recorded_inputs(kit, manifest)
    return (
        inputs is not None
        and list(inputs.notebooks) == [record.name for record in manifest.stages]
        and all(record.status in FINAL for record in manifest.stages)
        and all(is_current(record, inputs, folder) for record in manifest.stages)
        and is_intact(folder / INDEX, manifest.index)
    )


def _recorded_inputs(kit: Kit, manifest: Manifest) -> Inputs | None:
    """The inputs of a former run, when the YAML and the data are those that it read."""
    settings = settings_fingerprint(kit, manifest.campaign)
    place = place_fingerprint(kit.root, str(manifest.parameters["data"]))
    if not place or place != manifest.place or settings != manifest.settings:
        return None
    return Inputs(
        kit.root,
        manifest.campaign,
        manifest.parameters,
        manifest.tables,
        manifest.notices,
        notebook_fingerprints(kit),
        code_fingerprint(),
        versions(),
    )


def is_current(record: StageRecord, inputs: Inputs, folder: Path) -> bool:
    """Whether a stage was made from these inputs, and its files are there as it left them."""
    return record.inputs == inputs.fingerprint(record.name, inputs.now(record.reads)) and all(
        is_intact(folder / name, fingerprint) for name, fingerprint in record.outputs.items()
    )


def is_intact(path: Path, fingerprint: str) -> bool:
    """Whether a file has the content that it had."""
    try:
        return file_sha256(path) == fingerprint
    except OSError:
        return False
