"""Run the stages of a campaign that must be run, and leave reports that are true at all times.

Stages are run side by side, each in a process of its own; this one alone writes. The manifest is
written last, after each stage: a run that is cut short leaves one that says what is not finished.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from playbook.errors import CampaignError, PlaybookError
from playbook.files import path_fingerprint
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.parameters.declared import Parameters
from playbook.parameters.given import Given
from playbook.pipeline import workers
from playbook.pipeline.discovery import Stage
from playbook.pipeline.inputs import (
    Inputs,
    brand_fingerprint,
    notebook_fingerprints,
    place_fingerprint,
)
from playbook.pipeline.jobs import Made, Prepared, StageJob
from playbook.pipeline.lock import only_run
from playbook.pipeline.placing import put_files, put_links, put_manifest, remove_files
from playbook.pipeline.reuse import first_record, nothing_changed, outdated
from playbook.pipeline.runner import Runner, Watch
from playbook.pipeline.side_by_side import run_stages
from playbook.report.manifest import Manifest, Status, read_manifest, what_came_before
from playbook.report.versions import code_fingerprint, versions

# Named, not imported: only the processes that run them load pandas, Papermill and nbconvert.
PREPARE = "playbook.pipeline.preparation:prepare"
DATA_NOW = "playbook.pipeline.preparation:data_now"
CELL_TIMEOUT = 600
SNAPSHOT = "campaign.pickle"


@dataclass(frozen=True)
class Outcome:
    """What a run left behind.

    Attributes
    ----------
    ran : collection of str
        The stages that were run; the others are as they were.
    moved : bool
        Whether the data changed while the stages ran: the reports speak of them as they were.
    outdated : collection of str
        The stages that were not asked for, and are not what the campaign gives now, neither as its
        YAML says nor with what is given for this run.
    """

    manifest: Manifest
    ran: Collection[str] = ()
    moved: bool = False
    outdated: Collection[str] = ()


def run_campaign(
    kit: Kit,
    name: str,
    only: Collection[str] | None = None,
    watch: Watch | None = None,
    jobs: int | None = None,
    *,
    force: bool = False,
    timeout: int = CELL_TIMEOUT,
    given: Given = MappingProxyType({}),
    folder: Path | None = None,
    turns: AbstractContextManager[object] | None = None,
    runner: Runner = workers,
) -> Outcome:
    """Run those of a campaign's stages whose report is not what it would be now.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    only : collection of str, optional
        The stages to run; all unless given.
    watch : callable, optional
        Told the title of a stage, how many of its cells are done and how many it has; from several
        threads.
    jobs : int, optional
        How many stages are run at a time; as many as there are processors unless given.
    force : bool
        Whether to run stages though nothing has changed.
    timeout : int
        How many seconds one cell may take.
    given : mapping of str to value
        Parameters that take the place of the campaign's for this run.
    folder : Path, optional
        Where the reports go; the campaign's own folder unless given.
    turns : context manager, optional
        Held by whatever is run in a process of its own; shared by campaigns that run together.
    runner : Runner
        What runs the stages: processes here, or a cluster.

    Raises
    ------
    CampaignError
        With every problem in the data and parameters; nothing is run then.
    PlaybookError
        When a stage that was asked for does not exist, another run of the campaign is under way,
        or reports cannot be written.
    """
    known = list(kit.stages(name))
    if unknown := sorted(set(only or ()) - set(known)):
        message = _("there is no stage {stage}; there are: {stages}.")
        raise PlaybookError(message.format(stage=", ".join(unknown), stages=", ".join(known)))
    folder = folder or kit.reports_of(name)
    turns = turns or nullcontext()
    with only_run(folder) as work:
        former = read_manifest(folder)
        if former is not None and not force and nothing_changed(kit, former, folder, given):
            return Outcome(former)
        with turns:
            run = _prepare(kit, name, folder, work, given)
        with speaking(run.parameters.language):
            chosen = set(known if only is None else only)
            manifest, todo = _begin(run, former, chosen, force=force)
            work_to_do = [run.job(stage, work, timeout) for stage in todo]
            pool = ThreadPoolExecutor(max_workers=jobs or os.cpu_count() or 1)
            made = run_stages(work_to_do, watch, pool, turns, runner)
            manifest = _put_in_place(run, manifest, made)
        old = outdated(manifest, run.valid, folder)
        return Outcome(manifest, [stage.name for stage in todo], _moved(run), old)


@dataclass(frozen=True)
class _Run:
    """A run whose campaign was read: what it is made from, where it goes.

    Attributes
    ----------
    inputs : Inputs
        What its stages are made from.
    valid : list of Inputs
        What reports may be made from without being outdated: these, and those of a run that is
        given nothing.
    """

    kit: Kit
    folder: Path
    stages: list[Stage]
    parameters: Parameters
    inputs: Inputs
    valid: list[Inputs]
    manifest: Manifest

    def job(self, stage: Stage, work: Path, timeout: int) -> StageJob:
        """What running one stage takes."""
        snapshot = work / SNAPSHOT
        return StageJob(
            self.kit,
            stage,
            self.parameters,
            self.inputs,
            work,
            snapshot,
            timeout,
            self.manifest.brand,
        )


def _prepare(kit: Kit, name: str, folder: Path, work: Path, given: Given) -> _Run:
    """Read the campaign, and fingerprint what its stages are made from.

    Raises
    ------
    CampaignError
        With every problem in it.
    """
    workers.start_server()  # which takes some seconds: what follows is done meanwhile
    code, packages = code_fingerprint(), versions()
    notebooks = notebook_fingerprints(kit, name)
    read: Prepared = workers.call(PREPARE, kit, name, work / SNAPSHOT, dict(given))
    if read.problems or read.parameters is None:
        raise CampaignError(name, read.problems)
    parameters = read.parameters.model_dump(mode="json")
    inputs = Inputs(
        kit.root,
        name,
        parameters,
        read.tables,
        read.notices,
        notebooks,
        code,
        packages,
        brand_fingerprint(read.brand),
        dict(given),
    )
    valid = [inputs]
    if given and read.written is not None:
        written = read.written.model_dump(mode="json")
        valid.append(replace(inputs, parameters=written, given={}))
    manifest = Manifest(
        name,
        parameters,
        settings=read.settings,
        place=read.place,
        data=read.data,
        tables=read.tables,
        notices=read.notices,
        code=code,
        versions=packages,
        proposals=read.proposals,
        given=dict(given),
        brand=read.brand,
        brand_files=read.brand_files,
        secret=path_fingerprint(kit.secret_of(name)),
    )
    return _Run(kit, folder, read.stages, read.parameters, inputs, valid, manifest)


def _moved(run: _Run) -> bool:
    """Whether the data changed since they were read."""
    data, known = run.parameters.data, run.manifest
    if known.place:
        return place_fingerprint(run.kit, known.campaign, data) != known.place
    now: dict[str, str] = workers.call(DATA_NOW, run.kit, known.campaign, data)
    return now != known.data


def _begin(
    run: _Run, former: Manifest | None, chosen: set[str], *, force: bool
) -> tuple[Manifest, list[Stage]]:
    """Write the manifest as it stands before anything is run, and say what is to be run."""
    records = {record.name: record for record in former.stages} if former else {}
    first = {
        stage.name: first_record(
            stage,
            records.get(stage.name),
            run.inputs,
            run.folder,
            wanted=stage.name in chosen,
            force=force,
        )
        for stage in run.stages
    }
    for name, record in records.items():
        if name not in first or first[name].status is Status.NO_DATA:
            remove_files(run.folder, record.outputs)
    before = what_came_before(former, str(run.manifest.parameters["as_of"]))
    manifest = replace(run.manifest, stages=list(first.values()), before=before)
    todo = [
        stage
        for stage in run.stages
        if stage.name in chosen and first[stage.name].status is Status.UNFINISHED
    ]
    put_manifest(run.folder, manifest, outdated(manifest, run.valid, run.folder))
    return manifest, todo


def _put_in_place(run: _Run, manifest: Manifest, results: Iterable[Made]) -> Manifest:
    """Put in place what each stage made as soon as it ends."""
    old = outdated(manifest, run.valid, run.folder)
    before = {record.name: record.outputs for record in manifest.stages}
    for made in results:
        name = made.record.name
        put_files(run.folder, made.files, before[name])
        manifest = manifest.with_stage(made.record)
        put_manifest(run.folder, manifest, old)
    linked = put_links(run.folder, manifest)
    if linked != manifest:
        put_manifest(run.folder, linked, old)
    return linked
