"""Run one stage: execute its notebook, make its page, put its files in place whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from playbook.campaign import Campaign
from playbook.errors import StageFailure
from playbook.files import sha256, write_whole
from playbook.kit import Kit
from playbook.language import _, format_date
from playbook.pipeline.discovery import CAMPAIGN, Stage
from playbook.pipeline.execution import execute_stage
from playbook.pipeline.normalisation import normalise
from playbook.report.exporter import PageContext, export_page
from playbook.report.manifest import StageRecord, Status, versions

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


def run_stage(
    run: Run, stage: Stage, before: Mapping[str, str], watch: Watcher | None
) -> StageRecord:
    """Run one stage and put its files in place; a failure takes its former files away.

    Parameters
    ----------
    before : mapping of str to str
        The files that the stage left when it was last run.
    """
    try:
        files, findings = _make_files(run, stage, watch)
        outputs = {name: sha256(content) for name, content in sorted(files.items())}
        for name, content in files.items():
            write_whole(run.folder / name, content)
    except StageFailure as failure:
        remove_files(run.folder, before)
        return StageRecord(
            stage.name, stage.title, Status.FAILED, reason=failure.reason, place=failure.place()
        )
    remove_files(run.folder, [name for name in before if name not in outputs])
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


def remove_files(folder: Path, outputs: Iterable[str]) -> None:
    """Take away the files of a stage; only those that a manifest says the kit made."""
    for name in outputs:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
