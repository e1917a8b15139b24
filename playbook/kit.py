"""Where things lie in a kit: its folders, and the files of a campaign."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.language import _

PACKAGE = Path(__file__).parent
ROOT_VARIABLE = "PLAYBOOK_ROOT"
OUTPUT_VARIABLE = "PLAYBOOK_OUTPUT"
SNAPSHOT_VARIABLE = "PLAYBOOK_SNAPSHOT"
ORDER_PREFIX = re.compile(r"^\d+[a-z]?_")
CAMPAIGN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class NoKit(PlaybookError):
    """There is no kit around a folder."""


@dataclass(frozen=True)
class Kit:
    """A folder that holds notebooks/, parameters/, data/ and reports/."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """The stages: one notebook each."""
        return self.root / "notebooks"

    @property
    def parameters(self) -> Path:
        """The campaigns: one YAML each."""
        return self.root / "parameters"

    def parameters_of(self, campaign: str) -> Path:
        """The YAML of a campaign.

        Raises
        ------
        PlaybookError
            When the name cannot be a file's name on every system.
        """
        if not CAMPAIGN_NAME.fullmatch(campaign):
            raise PlaybookError(
                _(
                    "“{name}” cannot name a campaign: use letters without accents, digits, - and _,"
                    " at most 64 of them."
                ).format(name=campaign)
            )
        return self.parameters / f"{campaign}.yml"

    def secret_of(self, campaign: str) -> Path:
        """The secret that a campaign's pseudonyms are drawn with; git ignores it."""
        return self.parameters_of(campaign).with_suffix(".secret")

    def own_tables_of(self, campaign: str) -> Path:
        """The YAML that declares the tables and columns which a campaign has of its own."""
        name = self.parameters_of(campaign).stem
        return self.root / "data" / f"{name}.tables.yml"

    def brand_of(self, campaign: str) -> Path:
        """The brand file of a campaign alone; it goes before the kit's own."""
        return self.parameters_of(campaign).with_suffix("") / "_brand.yml"

    def reports_of(self, campaign: str) -> Path:
        """The folder that runs of a campaign fill."""
        return self.root / "reports" / campaign

    def campaigns(self) -> list[str]:
        """The names of all campaigns, in alphabetical order."""
        return sorted(path.stem for path in self.parameters.iterdir() if path.suffix == ".yml")

    def stages(self) -> dict[str, Path]:
        """The notebook of each stage by the stage's name, in the order of the file names.

        The name is the file's, without the number that orders it: ``1a_ideation`` is ``ideation``.
        """
        # Not by glob, which takes a folder that cannot be read for an empty one.
        paths = sorted(path for path in self.notebooks.iterdir() if path.suffix == ".ipynb")
        return {ORDER_PREFIX.sub("", path.stem): path for path in paths}


def find_kit(start: Path | None = None) -> Kit:
    """Find the kit around a folder: the nearest one above with notebooks/ and parameters/.

    Parameters
    ----------
    start : Path, optional
        Where to look from; the current folder unless the environment names a kit.

    Raises
    ------
    NoKit
        When there is no kit there.
    """
    named = os.environ.get(ROOT_VARIABLE)
    folder = (start or Path(named or Path.cwd())).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "notebooks").is_dir() and (candidate / "parameters").is_dir():
            return Kit(candidate)
    raise NoKit(
        _(
            "there is no kit here: go to the folder that holds notebooks/ and parameters/,"
            " name it in {variable}, or make one here with: playbook new NAME"
        ).format(variable=ROOT_VARIABLE)
    )
