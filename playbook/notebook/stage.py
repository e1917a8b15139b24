"""What a notebook opens: one stage of one campaign, with its data, and ways to show results."""

from __future__ import annotations

import json
import os
import pkgutil
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from playbook.campaign.checked import Campaign
from playbook.campaign.pseudonyms import coded_campaign
from playbook.content.booklet import Booklet, Workshop, open_booklet
from playbook.errors import CampaignError, NoData
from playbook.kit import OUTPUT_VARIABLE, find_kit
from playbook.language import N_, _, listed, use_language
from playbook.notebook.reads import Reads, watched
from playbook.parameters.declared import Parameters
from playbook.show.chart import Chart, use_figure_colours
from playbook.show.findings import NOTHING_DRAWN, Finding, Findings, Summary, Tone
from playbook.show.key_figures import KeyFigure, KeyFigures
from playbook.show.labels import Label
from playbook.show.table import ShownTable
from playbook.show.what_if import State, WhatIf
from playbook.sources.delimited import write_delimited
from playbook.stages.shared.meetings import next_committee
from playbook.statistics.settling import COMPUTED, TYPED, settled_frame
from playbook.tables.columns import shown_name
from playbook.tables.own import contract_columns

RESULT_NAME = re.compile(r"[a-z][a-z0-9_]*")
ANSWERED = 10
CODED = N_("Participant {code}")


class OpenStage:
    """A stage, opened on a campaign.

    Attributes
    ----------
    name : str
        The stage.
    campaign : Campaign
        Its typed parameters and checked tables, with codes for participants' identifiers.
    """

    def __init__(self, name: str, campaign: Campaign, folder: Path | None = None) -> None:
        self.name = name
        self.campaign = campaign
        self._labels = stage_labels(name)
        self._folder = folder
        self._findings: list[Finding] = []
        self._answer: int | None = None
        self._figures: list[KeyFigure] = []
        self._decided_by: tuple[str, date | None] | None = None
        self._past = False

    @property
    def parameters(self) -> Parameters:
        """The campaign's parameters."""
        return self.campaign.parameters

    @cached_property
    def people(self) -> dict[str, str]:
        """What each participant is called in what is shown, by the code for the person.

        A code, or the name where the campaign shows names. Stages that show nobody do not read
        the table.
        """
        return people(self.campaign)

    @cached_property
    def booklet(self) -> Booklet:
        """What the booklet says, in the campaign's language."""
        return open_booklet(find_kit().root, self.parameters.language)

    @cached_property
    def workshop(self) -> Workshop:
        """How the booklet holds the stage's workshop: its times, its people.

        Raises
        ------
        PlaybookError
            When the booklet has none for this stage.
        """
        return self.booklet.workshop(self.name)

    def table(self, name: str, *, own: bool = False) -> pd.DataFrame:
        """One of the campaign's tables; an absent one comes without rows.

        Numbers have twelve digits: 0.1 + 0.2 of a spreadsheet's formula is 0.3 here.

        Parameters
        ----------
        name : str
            The kit's name for it, or the company's for one of its own.
        own : bool
            Whether columns that the company added to one of the kit's tables come with it. The
            kit's own stages do without: what somebody adds to a table changes none of their
            figures.
        """
        frame = self.campaign.table(name)
        if not own:
            frame = contract_columns(self.campaign.contract[name], frame)
        return settled_frame(frame, TYPED)

    def show(
        self,
        frame: pd.DataFrame,
        name: str,
        title: str = "",
        columns: Sequence[str] | None = None,
        rows: int = 30,
    ) -> ShownTable:
        """Show a table of results, and keep all of it in ``results/``.

        Parameters
        ----------
        frame : DataFrame
            The figures. Participants appear under the names of `people`, in the file as well.
        name : str
            What the file is called: ``results/<stage>_<name>.csv``.
        title : str
            What the table shows; a message of the catalogue.
        columns : sequence of str, optional
            The columns to show; the file holds them all.
        rows : int
            How many rows to show at most.
        """
        source = self.keep(frame, name)
        named = self._readable(frame)
        return ShownTable(
            named, self._labels, columns=columns, title=_(title), rows=rows, source=source
        )

    def what_if(
        self,
        states: Iterable[tuple[str, pd.DataFrame, bool]],
        name: str,
        question: str,
        columns: Sequence[str] | None = None,
        rows: int = 20,
    ) -> WhatIf | Findings:
        """Show states that a reader of the page switches between, and keep them in ``results/``.

        Without a state, nothing is shown or kept.

        Parameters
        ----------
        states : iterable of (str, DataFrame, bool)
            What is chosen, in the language being spoken; what there is then; whether that holds.
        name : str
            What the file is called, as in `show`.
        question : str
            What is varied; a message of the catalogue.
        columns : sequence of str, optional
            The columns to show.
        rows : int
            How many rows of each to show at most.
        """
        tried = list(states)
        if not tried:
            return Findings([])
        labels, frames, held = zip(*tried, strict=True)
        source = self.keep(pd.concat(frames, ignore_index=True), name)
        shown = [
            State(label, ShownTable(
                self._readable(frame), self._labels, columns=columns, title=label, rows=rows,
                source=source,
            ))
            for label, frame in zip(labels, frames, strict=True)
        ]  # fmt: skip
        return WhatIf(_(question), shown, held.index(True))

    def keep(self, frame: pd.DataFrame, name: str) -> str:
        """Keep a table in ``results/`` without showing it, and say where it is."""
        named = settled_frame(self._readable(frame), COMPUTED)
        for column in named.select_dtypes("datetime"):
            days = (named[column].dropna() == named[column].dropna().dt.normalize()).all()
            named[column] = named[column].dt.strftime("%Y-%m-%d" if days else "%Y-%m-%d %H:%M:%S")
        columns = [_words(named[column]) for column in named]
        rows = [list(map(str, named.columns)), *map(list, zip(*columns, strict=True))]
        return self.keep_file(write_delimited(rows), name, "csv")

    def keep_file(self, content: bytes, name: str, suffix: str) -> str:
        """Keep a file in ``results/``, and say where it is.

        Raises
        ------
        ValueError
            When the name holds anything but small letters, digits and ``_``.
        """
        if not RESULT_NAME.fullmatch(name) or not RESULT_NAME.fullmatch(suffix):
            raise ValueError(f"{name!r} cannot name a result: use small letters, digits and _")
        file = f"results/{self.name}_{name}.{suffix}"
        if self._folder is not None:
            path = self._folder / file
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return file

    def draw(self, chart: Chart | None) -> Chart | Findings:
        """Show a figure, or say that there is nothing to draw."""
        if chart is None:
            return Findings([Finding(_(NOTHING_DRAWN), Tone.CAUTION)])
        return chart

    def say(self, *findings: Finding | None, weight: int = 0) -> Findings:
        """Show sentences, and keep them for the summary; None says nothing.

        Parameters
        ----------
        weight : int
            How much they weigh on top of the page: more comes first. Of those that weigh the same,
            what is to be decided comes first, then what is to be taken with care.
        """
        said = [
            replace(self._put_to(finding), weight=finding.weight + weight)
            for finding in findings
            if finding is not None
        ]
        self._findings += said
        return Findings(said)

    def answer(self, finding: Finding | None) -> Findings:
        """Say the sentence that answers the page's question; None says nothing.

        A later answer takes the place of an earlier one, which is then a finding that weighs much.
        """
        said = self.say(finding, weight=ANSWERED)
        if finding is not None:
            self._answer = len(self._findings) - 1
        return said

    def decided_by(self, who: str, by: date | None) -> None:
        """Name who decides, and when, where what is to be decided does not say so itself.

        It holds for what is said from then on; before, it is the next steering committee.
        """
        self._decided_by = (who, by)

    def gone_on(self, past: bool) -> None:
        """Say whether the campaign has gone on from here.

        If it has, what is said from then on asks for nothing where the finding has a fact to say
        instead.
        """
        self._past = past

    def _put_to(self, finding: Finding) -> Finding:
        """What is to be decided, with who decides and by when; past that, the fact alone."""
        if self._past and finding.fact:
            finding = replace(finding, text=finding.fact, tone=Tone.RESULT, fact="")
        if finding.tone is Tone.DECIDE and not finding.whom:
            who, by = self._decided_by or self._next_committee
            finding = replace(finding, who=who, by=by)
        return replace(finding, late=finding.by is not None and finding.by < self.parameters.as_of)

    @cached_property
    def _next_committee(self) -> tuple[str, date | None]:
        """The next steering committee and its day, as far as one is planned."""
        return next_committee(self.table("committees"), "steering", self.parameters.as_of)

    def note(self, *findings: Finding | None) -> Findings:
        """Show sentences that are too small for the summary; None says nothing."""
        return Findings(finding for finding in findings if finding is not None)

    def figures(self, *figures: KeyFigure | None) -> KeyFigures:
        """Show figures that matter to who steers the campaign, and hand them to its page."""
        shown = KeyFigures(figure for figure in figures if figure is not None)
        self._figures += shown.figures
        return shown

    def summary(self) -> Summary:
        """Show everything that was said, its answer first; the report puts it on top."""
        summary = Summary(self._findings, self._answer)
        if self._folder is not None:
            kept = {
                "findings": summary.records(),
                "figures": [figure.record() for figure in self._figures],
            }
            for name, records in kept.items():
                path = self._folder / f"{name}.json"
                path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return summary

    def _readable(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Put what participants are called for their identifiers, and one text for several."""
        several = [
            column
            for column in frame.select_dtypes("object", exclude="str")
            if frame[column].map(lambda cell: isinstance(cell, tuple)).any()
        ]
        frame = frame.assign(**{column: frame[column].map(_in_one_text) for column in several})
        if "participant_id" not in frame:
            return frame
        return frame.assign(participant_id=frame["participant_id"].map(self.people))


def _words(column: pd.Series) -> list[str]:
    """The cells of a column as words; a missing one is empty."""
    missing = column.isna()
    if not missing.any():
        return list(map(str, column.tolist()))
    return [
        "" if gone else str(cell)
        for cell, gone in zip(column.tolist(), missing.tolist(), strict=True)
    ]


def _in_one_text(cell: object) -> object:
    return listed(cell) if isinstance(cell, tuple) else cell


def open_stage(name: str, campaign: str, needs: Sequence[str] = ()) -> OpenStage:
    """Open a stage on a campaign of the kit around the current folder.

    Parameters
    ----------
    name : str
        The stage: its notebook's name.
    campaign : str
        The campaign: the name of a file in parameters/.
    needs : sequence of str
        The tables without which the stage has nothing to say.

    Raises
    ------
    CampaignError
        With every problem in the campaign's data and parameters.
    NoData
        When a table that the stage needs is absent.
    """
    kit = find_kit()
    opened = coded_campaign(kit, campaign)
    use_language(opened.parameters.language)
    use_figure_colours(opened.brand)
    missing = [
        shown_name(opened.contract[table]) if table in opened.contract else table
        for table in needs
        if table not in opened.tables
    ]
    if missing:
        raise NoData(name, missing)
    output = os.environ.get(OUTPUT_VARIABLE)
    folder = Path(output) if output else None
    return OpenStage(name, watched(opened, Reads(folder)) if folder else opened, folder)


def people(campaign: Campaign) -> dict[str, str]:
    """What each participant is called in what is shown, by the code that stands for the person."""
    table = campaign.table("participants")
    return {
        code: _(CODED).format(code=code).replace(" ", "\u00a0") if pd.isna(name) else str(name)
        for code, name in zip(table["participant_id"], table["name"], strict=True)
    }


def stage_labels(name: str) -> Mapping[str, Label]:
    """The labels that the questions of a stage declare; a user's own stage has none."""
    package = f"playbook.stages.{name}"
    if find_spec(package) is None:
        return {}
    questions = [
        module.name
        for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}.")
        if not module.name.startswith(f"{package}.test_")
    ]
    declared = [getattr(import_module(question), "LABELS", {}) for question in questions]
    return {column: label for labels in declared for column, label in labels.items()}


__all__ = ["CampaignError", "NoData", "OpenStage", "open_stage"]
