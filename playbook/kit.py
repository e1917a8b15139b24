"""Where things lie in a kit: its folders, and the files of a campaign."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.locales import use_catalogues

PACKAGE = Path(__file__).parent
ROOT_VARIABLE = "PLAYBOOK_ROOT"
OUTPUT_VARIABLE = "PLAYBOOK_OUTPUT"
SNAPSHOT_VARIABLE = "PLAYBOOK_SNAPSHOT"
ORDER_PREFIX = re.compile(r"^\d+[a-z]?_")
UNNAMED = re.compile(r"(untitled|sans titre)\d*|.*-copy\d*", re.IGNORECASE)
"""What JupyterLab calls a notebook that nobody has given a name."""
PANELS = "live"
"""The folder of notebooks/ that holds the panels of live votes, and no campaign's notebooks."""
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
        if campaign == PANELS:
            raise PlaybookError(
                _("“{name}” cannot name a campaign: notebooks/{name}/ holds the panels.").format(
                    name=campaign
                )
            )
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

    @property
    def own_stages(self) -> Path:
        """The modules, tests and catalogues of stages that are not the package's."""
        return self.root / "stages"

    def own_notebooks(self, campaign: str) -> Path:
        """The notebooks that a campaign has in the place of the kit's, or beside them."""
        return self.notebooks / campaign

    def stages(self, campaign: str = "") -> dict[str, Path]:
        """The notebook of each stage by the stage's name, in the order of the file names.

        The name is the file's, without the number that orders it: ``1a_ideation`` is ``ideation``.

        Parameters
        ----------
        campaign : str
            Whose own notebooks take the place of the kit's; the kit's alone unless given.

        Raises
        ------
        PlaybookError
            When two notebooks of a folder would be the same stage.
        """
        found: dict[str, Path] = {}
        for folder in self._folders(campaign):
            found |= _by_stage(folder)
        return dict(sorted(found.items(), key=lambda stage: stage[1].name))

    def left_aside(self, campaign: str = "") -> list[Path]:
        """The notebooks that are no stage, since nobody has given them a name yet."""
        paths = (path for folder in self._folders(campaign) for path in _notebooks_in(folder))
        return [path for path in paths if UNNAMED.fullmatch(path.stem)]

    def _folders(self, campaign: str) -> list[Path]:
        """Where the notebooks of a campaign are: the kit's, then its own where it has some."""
        own = self.own_notebooks(campaign)
        return [self.notebooks, own] if campaign and own.is_dir() else [self.notebooks]


def _by_stage(folder: Path) -> dict[str, Path]:
    """The notebooks of a folder by the stage that each one is."""
    found: dict[str, Path] = {}
    for path in _notebooks_in(folder):
        if UNNAMED.fullmatch(path.stem):
            continue
        name = ORDER_PREFIX.sub("", path.stem)
        if name in found:
            message = _("{one} and {other} would both be the stage “{name}”: rename one of them.")
            shown = [f"{folder.name}/{each.name}" for each in (found[name], path)]
            raise PlaybookError(message.format(one=shown[0], other=shown[1], name=name))
        found[name] = path
    return found


def _notebooks_in(folder: Path) -> list[Path]:
    """The notebooks of a folder, by name."""
    # Not by glob, which takes a folder that cannot be read for an empty one.
    return sorted(path for path in folder.iterdir() if path.suffix == ".ipynb")


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
            kit = Kit(candidate)
            use_catalogues(kit.own_stages)
            return kit
    raise NoKit(
        _(
            "there is no kit here: go to the folder that holds notebooks/ and parameters/,"
            " name it in {variable}, or make one here with: playbook new NAME"
        ).format(variable=ROOT_VARIABLE)
    )
