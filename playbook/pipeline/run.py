"""Run the stages of a campaign, and leave reports that are true at every moment.

Each stage is executed apart and its files are put in place whole; the manifest and the index are
written again after each. A run that is cut short therefore leaves an index that says so.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from playbook.campaign import Campaign
from playbook.errors import PlaybookError, StageFailure
from playbook.files import sha256, write_whole
from playbook.kit import Kit
from playbook.language import _, format_date, speaking
from playbook.pipeline.discovery import CAMPAIGN, Stage, check_whole_campaign, discover_stages
from playbook.pipeline.execution import execute_stage
from playbook.pipeline.normalisation import normalise
from playbook.report.exporter import PageContext, export_page
from playbook.report.index import index_page
from playbook.report.manifest import (
    Manifest,
    StageRecord,
    Status,
    data_fingerprints,
    read_manifest,
    versions,
)

Watcher = Callable[[str, int, int], None]
"""Told the title of a stage, how many of its cells are done, and how many it has."""


@dataclass(frozen=True)
class Run:
    """One run: what it reads, where it writes."""

    kit: Kit
    campaign: Campaign
    folder: Path
    stages: list[Stage]
    data: Mapping[str, str]
    fingerprints: Mapping[str, str]


def run_campaign(
    kit: Kit, name: str, only: Collection[str] = (), watch: Watcher | None = None
) -> Manifest:
    """Run a campaign's stages one after the other.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    only : collection of str
        The stages to run; all unless given.
    watch : callable, optional
        Told of progress.

    Raises
    ------
    CampaignError
        With every problem in the data and parameters; nothing is run then.
    PlaybookError
        When a stage that was asked for does not exist.
    """
    stages = discover_stages(kit)
    unknown = sorted(set(only) - {stage.name for stage in stages})
    if unknown:
        known = ", ".join(stage.name for stage in stages)
        message = _("there is no stage {stage}; there are: {stages}.")
        raise PlaybookError(message.format(stage=", ".join(unknown), stages=known))
    campaign = check_whole_campaign(kit, name, stages).sound()
    with speaking(campaign.parameters.language):
        run = _prepare(kit, campaign, stages)
        manifest = _begin(run, {stage.name for stage in stages if not only or stage.name in only})
        for stage in stages:
            record = manifest.stage(stage.name)
            if (
                record is not None
                and record.status is Status.UNFINISHED
                and (not only or stage.name in only)
            ):
                record = _run_stage(run, stage, watch)
                manifest = manifest.with_stage(record)
                _write(run, manifest)
    return manifest


def _prepare(kit: Kit, campaign: Campaign, stages: list[Stage]) -> Run:
    """Fingerprint what each stage is made from."""
    data = data_fingerprints(kit, campaign.parameters)
    common = {
        "data": data,
        "parameters": campaign.parameters.model_dump(mode="json"),
        "versions": versions(),
    }
    fingerprints = {
        stage.name: sha256(
            json.dumps([common, sha256(stage.path.read_bytes())], sort_keys=True).encode()
        )
        for stage in stages
    }
    return Run(kit, campaign, kit.reports_of(campaign.name), stages, data, fingerprints)


def _begin(run: Run, chosen: set[str]) -> Manifest:
    """Write the manifest as it stands before anything is run."""
    former = read_manifest(run.folder)
    records = {record.name: record for record in former.stages} if former else {}
    for name in set(records) - {stage.name for stage in run.stages}:
        _remove(run.folder, records[name].outputs)
    manifest = Manifest(
        campaign=run.campaign.name,
        parameters=run.campaign.parameters.model_dump(mode="json"),
        data=run.data,
        versions=versions(),
        stages=[_first_record(run, stage, records.get(stage.name), chosen) for stage in run.stages],
    )
    _write(run, manifest)
    return manifest


def _first_record(
    run: Run, stage: Stage, former: StageRecord | None, chosen: set[str]
) -> StageRecord:
    """What is known of a stage before it is run; a stage that is not run keeps what it has."""
    if former is not None and stage.name not in chosen:
        return former
    missing = [table for table in stage.needs if table not in run.campaign.tables]
    if missing:
        if former is not None:
            _remove(run.folder, former.outputs)
        return StageRecord(stage.name, stage.title, Status.NO_DATA, missing=missing)
    outputs = former.outputs if former is not None else {}
    return StageRecord(stage.name, stage.title, Status.UNFINISHED, outputs=outputs)


def _run_stage(run: Run, stage: Stage, watch: Watcher | None) -> StageRecord:
    """Run one stage and put its files in place; a failure takes its former files away."""
    former = read_manifest(run.folder)
    before = former.stage(stage.name) if former else None
    try:
        files, findings = _make_files(run, stage, watch)
        outputs = {name: sha256(content) for name, content in sorted(files.items())}
        for name, content in files.items():
            write_whole(run.folder / name, content)
    except StageFailure as failure:
        if before is not None:
            _remove(run.folder, before.outputs)
        return StageRecord(
            stage.name, stage.title, Status.FAILED, reason=failure.reason, place=failure.place()
        )
    if before is not None:
        _remove(run.folder, {name: "" for name in before.outputs if name not in outputs})
    return StageRecord(
        stage.name,
        stage.title,
        Status.DONE,
        parameters=_parameters(run, stage),
        findings=findings,
        inputs=run.fingerprints[stage.name],
        outputs=outputs,
    )


def _make_files(
    run: Run, stage: Stage, watch: Watcher | None
) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """Execute a stage: its files by their place in the reports folder, and its findings.

    Raises
    ------
    StageFailure
        When it did not run to its end.
    """
    if stage.fault:
        raise StageFailure(stage.fault)
    source = nbformat.read(stage.path, as_version=4)
    total = sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in source.cells)
    done = 0

    def on_cell() -> None:
        nonlocal done
        done += 1
        if watch is not None:
            watch(stage.title, min(done, total), total)

    if watch is not None:
        watch(stage.title, 0, total)
    with tempfile.TemporaryDirectory(prefix="playbook-") as name:
        folder = Path(name)
        executed = normalise(
            execute_stage(run.kit, stage.path, _parameters(run, stage), folder, on_cell)
        )
        page = export_page(executed, _page_context(run, stage))
        files = {
            f"{stage.name}.html": page.encode(),
            f"notebooks/{stage.name}.ipynb": (nbformat.writes(executed) + "\n").encode(),
        }
        for path in sorted(folder.glob("results/*")):
            files[f"results/{path.name}"] = path.read_bytes()
        kept = folder / "findings.json"
        findings = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
    return files, findings


def _parameters(run: Run, stage: Stage) -> dict[str, Any]:
    """What Papermill is given: names that the notebook has, values checked against its own."""
    campaign = {CAMPAIGN: run.campaign.name} if stage.takes_campaign else {}
    return campaign | dict(run.campaign.parameters.stages.get(stage.name, {}))


def _page_context(run: Run, stage: Stage) -> PageContext:
    """What the page of a stage says around its notebook."""
    parameters = run.campaign.parameters
    own = {**stage.defaults, **_parameters(run, stage)}
    settings = parameters.model_dump(mode="json", exclude={"stages", "title", "challenge"})
    return PageContext(
        title=stage.title,
        campaign_title=parameters.title,
        organisation=parameters.organisation or "",
        as_of=format_date(parameters.as_of),
        provenance=[
            (_("Data (SHA-256)"), list(run.data.items())),
            (_("Parameters"), [(name, str(value)) for name, value in (settings | own).items()]),
            (_("Versions"), list(versions().items())),
        ],
    )


def _write(run: Run, manifest: Manifest) -> None:
    """Write the manifest, then the index that is drawn from it."""
    manifest.write(run.folder)
    write_whole(run.folder / "index.html", index_page(manifest, run.fingerprints).encode())


def _remove(folder: Path, outputs: Mapping[str, str]) -> None:
    """Take away the files of a stage; only those that a manifest says the kit made."""
    for name in outputs:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
