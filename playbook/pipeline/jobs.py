"""What goes to the processes that do a run's work, and what comes back from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playbook.brand.roles import Brand
from playbook.errors import Problem, StageFailure
from playbook.kit import Kit
from playbook.parameters.declared import Parameters
from playbook.pipeline.discovery import Stage
from playbook.pipeline.inputs import Inputs
from playbook.report.manifest import StageRecord, Status


@dataclass(frozen=True)
class Prepared:
    """A campaign that was read, without its rows.

    Attributes
    ----------
    parameters : Parameters or None
        None when there is a problem with them.
    written : Parameters or None
        As the campaign's YAML has them, without what is given for one run.
    settings, place : str
        The fingerprints of the YAML and of the files at the place of the data.
    data, tables : mapping of str to str
        The fingerprints of the parts of the data, and of each table that has rows.
    notices : str
        The fingerprint of what was left aside in reading.
    proposals : mapping of str to int
        How many rows of each table are proposals of the kit that nobody has adapted.
    brand : Brand, optional
        How the reports look.
    brand_files : mapping of str to str
        The files that this was read from, with their fingerprints.
    """

    stages: list[Stage]
    parameters: Parameters | None
    problems: tuple[Problem, ...]
    settings: str = ""
    place: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    notices: str = ""
    proposals: Mapping[str, int] = field(default_factory=dict)
    brand: Brand | None = None
    brand_files: Mapping[str, str] = field(default_factory=dict)
    written: Parameters | None = None


@dataclass(frozen=True)
class StageJob:
    """What running one stage takes; it can be sent to another process.

    Attributes
    ----------
    inputs : Inputs
        What the stages of the campaign are made from.
    work : Path
        The folder of the run, for what is not kept.
    snapshot : Path
        The campaign as it was when the run began.
    timeout : int
        How many seconds one cell may take.
    brand : Brand, optional
        How its page looks.
    """

    kit: Kit
    stage: Stage
    parameters: Parameters
    inputs: Inputs
    work: Path
    snapshot: Path
    timeout: int
    brand: Brand | None = None


@dataclass(frozen=True)
class Made:
    """What running one stage gave: its record, and the files to put in place."""

    record: StageRecord
    files: Mapping[str, bytes]


def failed(job: StageJob, failure: StageFailure) -> StageRecord:
    """The record of a stage that failed."""
    stage = job.stage
    return StageRecord(
        stage.name,
        stage.title,
        Status.FAILED,
        reason=failure.reason,
        place=failure.place(),
        step=stage.step,
        given=job.inputs.given_to(stage.name),
    )
