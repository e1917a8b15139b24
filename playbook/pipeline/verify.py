"""Run a campaign again, elsewhere, and say whether its reports are what that gives."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.files import read_file, sha256, unreadable
from playbook.kit import Kit
from playbook.language import _, enumerate_words, labelled, speaking
from playbook.parameters.given import Given, concerning
from playbook.pipeline.run import CELL_TIMEOUT, run_campaign
from playbook.pipeline.runner import Watch
from playbook.report.differences import first_difference
from playbook.report.manifest import Manifest, StageRecord, existing_manifest


@dataclass(frozen=True)
class Verified:
    """What became of one stage when it was run again.

    Attributes
    ----------
    differences : list of str
        What is not the same, and where; none when every file is identical.
    files : int
        How many files were compared.
    """

    title: str
    differences: list[str]
    files: int


@dataclass(frozen=True)
class Verification:
    """What running a campaign again has shown.

    Attributes
    ----------
    inputs : list of str
        The inputs and versions that are not those of the manifest.
    """

    inputs: list[str]
    stages: list[Verified]

    @property
    def identical(self) -> bool:
        """Whether every file of every stage is the same to the byte."""
        return not any(stage.differences for stage in self.stages)


def verify_campaign(
    kit: Kit,
    name: str,
    watch: Watch | None = None,
    jobs: int | None = None,
    timeout: int = CELL_TIMEOUT,
) -> Verification:
    """Run every stage of a campaign again in a folder of its own, and compare.

    The reports are read, never written.

    Raises
    ------
    CampaignError
        When the campaign can no longer be read.
    PlaybookError
        When it has no reports.
    """
    folder = kit.reports_of(name)
    former = existing_manifest(folder, name)
    with tempfile.TemporaryDirectory(prefix="playbook-verify-") as place:
        again = Path(place) / name
        for given, only in _rounds(former, kit.stages(name)):
            manifest = run_campaign(
                kit, name, only, watch, jobs, timeout=timeout, given=given, folder=again
            ).manifest
        with speaking(str(manifest.parameters["language"])):
            records = {record.name: record for record in manifest.stages}
            names = list(dict.fromkeys([r.name for r in former.stages] + list(records)))
            kinds = ["tables", "presence", "notices", "files"]
            if former.secret != manifest.secret:  # fingerprints of tables cannot be compared
                kinds = ["presence", "files"]
            stages = [
                _verify(former.stage(stage), records.get(stage), folder, again, kinds)
                for stage in names
            ]
            return Verification(_changed_inputs(former, manifest), stages)


def _rounds(former: Manifest, known: Collection[str]) -> list[tuple[Given, list[str]]]:
    """What to run again: the parameters that were given for one run, and the stages made so.

    Those of the last run, which the manifest has, come last.
    """
    own, last = former.parameters["stages"], []
    others: list[tuple[Given, list[str]]] = []
    for name in known:
        record = former.stage(name)
        if record is None or record.given == concerning(former.given, name, own):
            last.append(name)
            continue
        same = next((names for given, names in others if given == record.given), None)
        if same is None:
            others.append((record.given, [name]))
        else:
            same.append(name)
    return [*others, (former.given, last)]


def _verify(
    former: StageRecord | None,
    record: StageRecord | None,
    folder: Path,
    again: Path,
    kinds: Sequence[str],
) -> Verified:
    """Compare what a stage left with what it gives now; of what it read, some kinds."""
    if former is None or record is None:
        known = former or record
        title = known.title if known else ""
        word = _("this stage is new.") if former is None else _("this stage is gone.")
        return Verified(title, [word], 0)
    if former.status != record.status:
        message = _("it ended differently: {before} before, {now} now.")
        said = [message.format(before=former.status, now=record.reason or record.status)]
        return Verified(former.title, said, 0)
    names = sorted({*former.outputs, *record.outputs})
    compared = {name: _compare(name, former, record, folder, again) for name in names}
    said = [labelled(name, difference) for name, difference in compared.items() if difference]
    if former.outputs != record.outputs:
        said = [*_changed_reads(former, record, kinds), *said]
    return Verified(former.title, said, len(names))


def _compare(name: str, former: StageRecord, record: StageRecord, folder: Path, again: Path) -> str:
    """What is not the same about one file, or nothing."""
    try:
        before = read_file(folder / name)
    except FileNotFoundError:
        return _("it is gone.") if name in former.outputs else _("it is new.")
    except OSError as error:
        return unreadable(error)
    if name not in former.outputs or name not in record.outputs:
        return _("it is new.") if name in record.outputs else _("it is no longer made.")
    now = (again / name).read_bytes()
    if before == now:
        return ""
    where = first_difference(name, before, now)
    if sha256(before) != former.outputs[name]:
        return _("it was changed after the run ({where}).").format(where=where)
    return where


def _changed_reads(former: StageRecord, record: StageRecord, kinds: Sequence[str]) -> list[str]:
    """What a stage read that is not what it was."""
    changed = [
        name
        for kind in kinds
        for name in _unlike(former.reads.get(kind, {}), record.reads.get(kind, {}))
    ]
    said = [
        _("made from another version of {input}.").format(input=name)
        for name in dict.fromkeys(changed)
    ]
    if former.notebook != record.notebook:
        said.append(_("made by another version of its notebook."))
    return said


def _changed_inputs(former: Manifest, manifest: Manifest) -> list[str]:
    """The inputs, parameters and versions that two runs do not share."""
    said = [*_given_again(former)]
    if former.secret == manifest.secret:
        said += [
            _changed(_("data {name}").format(name=name), former.data, manifest.data, name, cut=12)
            for name in _unlike(former.data, manifest.data)
        ]
    else:
        said.append(
            _(
                "the campaign's secret is not what it was: people have other codes, and data other"
                " fingerprints."
            )
        )
    was, now = _flat(former.parameters), _flat(manifest.parameters)
    said += [
        _changed(_("parameter {name}").format(name=n.removeprefix("stages.")), was, now, n)
        for n in _unlike(was, now)
    ]
    said += [
        _changed(_("version of {name}").format(name=n), former.versions, manifest.versions, n)
        for n in _unlike(former.versions, manifest.versions)
    ]
    said += [
        _changed(_("brand {name}").format(name=n), former.brand_files, manifest.brand_files, n, 12)
        for n in _unlike(former.brand_files, manifest.brand_files)
    ]
    if former.code != manifest.code:
        said.append(_("the kit's own code is not what it was."))
    return said


def _given_again(former: Manifest) -> Iterator[str]:
    """Say which pages were run again with what they were given for one run."""
    made: dict[str, list[str]] = {}
    for record in former.stages:
        for name, value in record.given.items():
            made.setdefault(f"{name}={value}", []).append(record.title)
    for parameter, titles in made.items():
        text = _("run again with {parameter}, as it was given for one run: {titles}.")
        if len(titles) == len(former.stages):
            text = _("run again with {parameter}, as it was given for that run alone.")
        yield text.format(parameter=parameter, titles=enumerate_words(titles))


def _flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The parameters of all sections, under names such as ``weights.value_weight``."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        flat |= (
            _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
        )
    return flat


def _unlike(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names under which two mappings do not hold the same."""
    return [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]


def _changed(
    what: str, before: Mapping[str, Any], now: Mapping[str, Any], name: str, cut: int | None = None
) -> str:
    """Say what something was, and what it is."""
    left, right = (str(side[name])[:cut] if name in side else "–" for side in (before, now))
    return _("{what}: {before} before, {now} now").format(what=what, before=left, now=right)
