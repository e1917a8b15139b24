"""Run the stages of a campaign, and leave reports that are true at every moment.

Stages are run side by side, each in a kernel of its own; the manifest and the index are written
again after each. A run that is cut short therefore leaves an index that says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextvars import copy_context

from playbook.campaign import Campaign
from playbook.errors import PlaybookError
from playbook.files import sha256, write_whole
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.pipeline.discovery import Stage, check_whole_campaign, discover_stages
from playbook.pipeline.kernels import kill_running_kernels
from playbook.pipeline.stage_run import Run, Watcher, remove_files, run_stage
from playbook.pseudonyms import secret_of
from playbook.report.index import index_page
from playbook.report.manifest import Manifest, StageRecord, Status, read_manifest, versions
from playbook.sources.place import open_source


def run_campaign(
    kit: Kit,
    name: str,
    only: Collection[str] = (),
    watch: Watcher | None = None,
    jobs: int | None = None,
) -> Manifest:
    """Run a campaign's stages.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    only : collection of str
        The stages to run; all unless given.
    watch : callable, optional
        Told of progress, from several threads.
    jobs : int, optional
        How many stages are run at a time; as many as there are processors unless given.

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
    chosen = {stage.name for stage in stages if not only or stage.name in only}
    with speaking(campaign.parameters.language):
        run = _prepare(kit, campaign, stages)
        manifest = _begin(run, chosen)
        todo = [stage for stage in stages if _is_to_do(manifest, stage, chosen)]
        for record in _run_stages(run, manifest, todo, watch, jobs or os.cpu_count() or 1):
            manifest = manifest.with_stage(record)
            _write(run, manifest)
    return manifest


def _is_to_do(manifest: Manifest, stage: Stage, chosen: set[str]) -> bool:
    """Whether a stage was asked for and has what it needs."""
    record = manifest.stage(stage.name)
    unfinished = record is not None and record.status is Status.UNFINISHED
    return unfinished and stage.name in chosen


def _run_stages(
    run: Run, manifest: Manifest, todo: list[Stage], watch: Watcher | None, jobs: int
) -> Iterator[StageRecord]:
    """Run stages side by side, and give each one's record as soon as it ends."""
    former = {record.name: record.outputs for record in manifest.stages}
    pool = ThreadPoolExecutor(max_workers=jobs)
    futures: list[Future[StageRecord]] = [
        pool.submit(copy_context().run, run_stage, run, stage, former[stage.name], watch)
        for stage in todo
    ]
    try:
        for future in as_completed(futures):
            yield future.result()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        kill_running_kernels()
        raise
    finally:
        pool.shutdown()


def _prepare(kit: Kit, campaign: Campaign, stages: list[Stage]) -> Run:
    """Fingerprint what each stage is made from."""
    data = open_source(kit.root, campaign.parameters.data).fingerprints()
    data[f"parameters/{campaign.name}.secret"] = sha256(secret_of(kit, campaign.name))
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
        remove_files(run.folder, records[name].outputs)
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
            remove_files(run.folder, former.outputs)
        return StageRecord(stage.name, stage.title, Status.NO_DATA, missing=missing)
    outputs = former.outputs if former is not None else {}
    return StageRecord(stage.name, stage.title, Status.UNFINISHED, outputs=outputs)


def _write(run: Run, manifest: Manifest) -> None:
    """Write the manifest, then the index that is drawn from it."""
    manifest.write(run.folder)
    write_whole(run.folder / "index.html", index_page(manifest, run.fingerprints).encode())
