"""Run one stage: execute its notebook, make its page, say what it read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from papermill.iorw import load_notebook_node

from playbook.errors import StageFailure
from playbook.files import refusal, sha256
from playbook.language import _, format_date
from playbook.locales import use_catalogues
from playbook.notebook.reads import noted_reads
from playbook.notebook_format import nbformat
from playbook.pipeline.execution import execute_stage
from playbook.pipeline.faults import CAMPAIGN
from playbook.pipeline.jobs import Made, StageJob, failed
from playbook.pipeline.normalisation import normalise
from playbook.pipeline.runner import Watch
from playbook.report.exporter import PageContext, export_page
from playbook.report.manifest import FILE, StageRecord, Status, page_file
from playbook.report.versions import shown_versions


def run_stage(job: StageJob, watch: Watch) -> Made:
    """Run one stage; nothing is written outside the run's own folder.

    Parameters
    ----------
    job : StageJob
        The stage, and what it is run on.
    watch : callable
        Told the title of the stage, how many of its cells are done, and how many it has.
    """
    stage = job.stage
    use_catalogues(job.kit.own_stages)
    try:
        if stage.fault:
            raise StageFailure(str(stage.fault))
        with tempfile.TemporaryDirectory(dir=job.work, prefix=f"{stage.name}-") as name:
            return _make(job, Path(name), watch)
    except StageFailure as failure:
        return Made(failed(job, failure), {})
    except OSError as error:
        return Made(failed(job, StageFailure(str(refusal(error)))), {})


def _make(job: StageJob, folder: Path, watch: Watch) -> Made:
    """Execute a stage, and make its record and its files by their place in the reports folder.

    Raises
    ------
    StageFailure
        When it did not run to its end.
    """
    stage, parameters = job.stage, _parameters(job)
    executed = normalise(_execute(job, parameters, folder, watch))
    noted = noted_reads(folder)
    reads = job.inputs.now({kind: noted[kind] for kind in noted if kind != "files"})
    if "files" in noted:
        reads["files"] = noted["files"]
    inputs = job.inputs.fingerprint(stage.name, reads)
    page = export_page(executed, _page_context(job, parameters, reads, inputs))
    files = {
        page_file(stage.name): page.encode(),
        f"notebooks/{stage.name}.ipynb": (nbformat.writes(executed) + "\n").encode(),
    }
    for path in sorted(folder.glob("results/*")):
        files[f"results/{path.name}"] = path.read_bytes()
    record = StageRecord(
        stage.name,
        stage.title,
        Status.DONE,
        parameters=parameters,
        step=stage.step,
        findings=_kept(folder / "findings.json"),
        figures=_kept(folder / "figures.json"),
        source=_source(job),
        notebook=job.inputs.notebooks[stage.name],
        reads=reads,
        inputs=inputs,
        outputs={name: sha256(content) for name, content in sorted(files.items())},
        given=job.inputs.given_to(stage.name),
    )
    return Made(record, files)


def _kept(path: Path) -> list[dict[str, str]]:
    """What a notebook has left for the manifest; nothing when it has no summary."""
    records: list[dict[str, str]] = []
    if path.exists():
        records = json.loads(path.read_text(encoding="utf-8"))
    return records


def _execute(
    job: StageJob, parameters: Mapping[str, Any], folder: Path, watch: Watch
) -> nbformat.NotebookNode:
    """Execute the notebook, telling of each cell."""
    source = load_notebook_node(str(job.stage.path))
    total = sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in source.cells)
    title = job.stage.title
    done = 0

    def on_cell() -> None:
        nonlocal done
        done += 1
        watch(title, min(done, total), total)

    watch(title, 0, total)
    return execute_stage(job.kit, source, parameters, folder, job.snapshot, job.timeout, on_cell)


def _parameters(job: StageJob) -> dict[str, Any]:
    """What Papermill is given: names that the notebook has, values checked against its own."""
    campaign = {CAMPAIGN: job.inputs.campaign} if job.stage.takes_campaign else {}
    return campaign | dict(job.parameters.stages.get(job.stage.name, {}))


def _this_time(job: StageJob) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is not as in the kit or in the campaign's YAML: its own notebook, what was given."""
    sections = []
    if job.stage.is_own:
        own = [(_source(job), job.inputs.notebooks[job.stage.name])]
        sections.append((_("The campaign's own notebook, in the place of the kit's"), own))
    if given := job.inputs.given_to(job.stage.name):
        values = [(name, str(value)) for name, value in given.items()]
        sections.append((_("Parameters given for this run alone"), values))
    return sections


def _source(job: StageJob) -> str:
    """The notebook that a stage is run from, as people look for it."""
    return job.stage.path.relative_to(job.kit.root).as_posix()


def _page_context(
    job: StageJob,
    given: Mapping[str, Any],
    reads: Mapping[str, Mapping[str, str]],
    inputs: str,
) -> PageContext:
    """What the page of a stage says around its notebook."""
    parameters = job.parameters
    own = {**job.stage.defaults, **given}
    settings = parameters.model_dump(mode="json", exclude={"stages", "title", "challenge"})
    read = [*reads.get("tables", {}).items(), *reads.get("files", {}).items()]
    return PageContext(
        title=job.stage.title,
        campaign_title=parameters.title,
        organisation=parameters.organisation or "",
        as_of=format_date(parameters.as_of),
        brand=job.brand,
        provenance=[
            (_("What was read, with the fingerprint of its content"), read),
            *_this_time(job),
            (_("Parameters"), [(name, str(value)) for name, value in (settings | own).items()]),
            (_("Versions"), list(shown_versions().items())),
            (
                _("All inputs, as in {manifest}").format(manifest=FILE),
                [(_("Fingerprint"), inputs)],
            ),
        ],
    )
