"""What is to be known of the notebooks that a campaign has in the place of the kit's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook.errors import Problem
from playbook.kit import ORDER_PREFIX, Kit
from playbook.language import _
from playbook.pipeline.discovery import SAVED_BESIDE, STAMP, Stage
from playbook.pipeline.inputs import notebook_fingerprint


def stamp(kit: Kit, notebook: dict[str, Any], place: Path) -> None:
    """Note in a notebook that is saved which one of the kit's it stands for, as that is now."""
    original = _original(kit, place)
    if original is not None:
        known = {SAVED_BESIDE: notebook_fingerprint(original)}
        notebook.setdefault("metadata", {})[STAMP] = known


def say_own_notebooks(
    kit: Kit, stages: Sequence[Stage], told: Mapping[str, Mapping[str, Any]], yaml: str
) -> Iterator[Problem]:
    """Say which of a campaign's own notebooks are behind the kit's, or differ from its YAML.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    stages : sequence of Stage
        The campaign's.
    told : mapping of str to mapping
        What the campaign's YAML says of the parameters of each.
    yaml : str
        What to call the YAML.
    """
    for stage in stages:
        if not stage.is_own or stage.fault:
            continue
        shown = stage.path.relative_to(kit.root).as_posix()
        original = _original(kit, stage.path)
        if original and stage.saved_beside not in ("", notebook_fingerprint(original)):
            yield Problem(
                shown,
                _(
                    "the kit's own notebook, {original}, has changed since this one was last saved"
                    " in playbook lab: compare the two, take over what you want, and save; or"
                    " delete this one, to have the kit's again."
                ).format(original=original.relative_to(kit.root).as_posix()),
            )
        for name, value in told.get(stage.name, {}).items():
            if name in stage.defaults and stage.defaults[name] != value:
                message = _("a run takes {value}, as {yaml} says; change it there.")
                yield Problem(
                    shown,
                    message.format(value=value, yaml=yaml),
                    column=name,
                    found=str(stage.defaults[name]),
                    is_parameter=True,
                )


def _original(kit: Kit, place: Path) -> Path | None:
    """The kit's notebook that another one stands for, if there is one."""
    return kit.stages().get(ORDER_PREFIX.sub("", place.stem))
