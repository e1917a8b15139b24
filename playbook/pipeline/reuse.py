"""Which reports are still what the data, parameters and code of now would give."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playbook.files import file_sha256, path_fingerprint
from playbook.kit import Kit
from playbook.parameters.given import Given
from playbook.pipeline.discovery import Stage
from playbook.pipeline.inputs import (
    Inputs,
    brand_fingerprint,
    notebook_fingerprints,
    place_fingerprint,
    settings_fingerprint,
)
from playbook.report.index import INDEX
from playbook.report.manifest import Manifest, StageRecord, Status
from playbook.report.versions import code_fingerprint, versions

FINAL = (Status.DONE, Status.NO_DATA)


def nothing_changed(kit: Kit, manifest: Manifest, folder: Path, given: Given) -> bool:
    """Whether a run would leave a campaign's reports as they are.

    Only bytes are compared, and nothing is parsed: this must answer at once.
    """
    inputs = _recorded_inputs(kit, manifest)
    return (
        inputs is not None
        and dict(given) == dict(manifest.given)
        and list(inputs.notebooks) == [record.name for record in manifest.stages]
        and all(record.status in FINAL for record in manifest.stages)
        and all(is_current(record, inputs, folder) for record in manifest.stages)
        and is_intact(folder / INDEX, manifest.index)
    )


def _recorded_inputs(kit: Kit, manifest: Manifest) -> Inputs | None:
    """The inputs of a former run, when the YAML and the data are those that it read."""
    settings = settings_fingerprint(kit, manifest.campaign)
    place = place_fingerprint(kit, manifest.campaign, str(manifest.parameters["data"]))
    if not place or place != manifest.place or settings != manifest.settings:
        return None
    files = manifest.brand_files
    if any(path_fingerprint(kit.root / name) != files[name] for name in files):
        return None
    return Inputs(
        kit.root,
        manifest.campaign,
        manifest.parameters,
        manifest.tables,
        manifest.notices,
        notebook_fingerprints(kit, manifest.campaign),
        code_fingerprint(),
        versions(),
        brand_fingerprint(manifest.brand),
        manifest.given,
    )


def is_current(record: StageRecord, inputs: Inputs, folder: Path) -> bool:
    """Whether a stage was made from these inputs, and its files are there as it left them."""
    return record.inputs == inputs.fingerprint(record.name, inputs.now(record.reads)) and all(
        is_intact(folder / name, fingerprint) for name, fingerprint in record.outputs.items()
    )


def outdated(manifest: Manifest, inputs: Sequence[Inputs], folder: Path) -> set[str]:
    """The stages whose reports were made from none of these inputs."""
    done = [record for record in manifest.stages if record.status is Status.DONE]
    return {
        record.name
        for record in done
        if not any(is_current(record, some, folder) for some in inputs)
    }


def first_record(
    stage: Stage,
    former: StageRecord | None,
    inputs: Inputs,
    folder: Path,
    *,
    wanted: bool,
    force: bool,
) -> StageRecord:
    """What is known of a stage before anything is run.

    Parameters
    ----------
    former : StageRecord, optional
        What the last run left of it.
    inputs : Inputs
        What it would be made from now.
    wanted : bool
        Whether it is among the stages to run.
    force : bool
        Whether it is run though nothing has changed.

    Returns
    -------
    StageRecord
        As it was, where it need not be run; without data, where a table that it needs is not
        there; else unfinished.
    """
    missing = [table for table in stage.needs if table not in inputs.tables]
    if missing:
        return StageRecord(
            stage.name,
            stage.title,
            Status.NO_DATA,
            missing=missing,
            step=stage.step,
            notebook=inputs.notebooks[stage.name],
            inputs=inputs.fingerprint(stage.name, {}),
            given=inputs.given_to(stage.name),
        )
    if former is not None and former.status is not Status.NO_DATA:
        done = former.status is Status.DONE and is_current(former, inputs, folder)
        if not wanted or (done and not force):
            return former
    return StageRecord(
        stage.name,
        stage.title,
        Status.UNFINISHED,
        step=stage.step,
        outputs=former.outputs if former is not None else {},
        given=inputs.given_to(stage.name),
    )


def is_intact(path: Path, fingerprint: str) -> bool:
    """Whether a file has the content that it had."""
    try:
        return file_sha256(path) == fingerprint
    except OSError:
        return False
