"""Make a kit in an empty place, from the notebooks and the demo that the package carries."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.kit import PACKAGE, ROOT_VARIABLE, Kit, NoKit, find_kit
from playbook.language import _

FOLDERS = ("notebooks", "parameters", "data", "reports", "docs")
COPIED = (
    "notebooks/*.ipynb",
    "notebooks/live/*.ipynb",
    "parameters/demo*.yml",
    "data/demo*/*.csv",
    "docs/**/*.*",
    "reports/README.md",
    "CONTRIBUTING.md",
    ".gitattributes",
    ".gitignore",
)
README = "README.md"


def find_or_make_kit(campaign: str, language: str = "en") -> tuple[Kit, bool]:
    """The kit around the current folder, or a new one in it; whether it is new.

    Parameters
    ----------
    campaign : str
        The campaign that is to be made in it.
    language : str
        That of the README of a new one.

    Raises
    ------
    PlaybookError
        When there is none, and something is in the way of a new one: a folder of a kit's name,
        or a campaign's name that would be refused afterwards.
    """
    try:
        return find_kit(), False
    except NoKit:
        if os.environ.get(ROOT_VARIABLE):
            raise
        here = Kit(Path.cwd())
        here.parameters_of(campaign)
        return make_kit(here.root, language), True


def make_kit(folder: Path, language: str = "en") -> Kit:
    """Copy the notebooks, the demo campaigns and the documentation into a folder.

    They are copies to work on: notebooks may be edited, added and taken away. A README or a file of
    git's that is there already stays as it is.

    Raises
    ------
    PlaybookError
        When one of the kit's folders is there already: nothing is ever written over.
    """
    for name in FOLDERS:
        if (folder / name).exists():
            message = _(
                "there is no kit here, and {name}/ is in the way of a new one: go to an empty"
                " folder."
            )
            raise PlaybookError(message.format(name=name))
    source = packaged_files()
    for pattern in COPIED:
        for path in sorted(source.glob(pattern)):
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copyfile(path, target)
    if not (folder / README).exists():
        shutil.copyfile(_readme(language), folder / README)
    return Kit(folder)


def _readme(language: str) -> Path:
    """What a new kit says of itself; in English where there is no other."""
    places = (PACKAGE / "content" / f"kit_readme.{code}.md" for code in (language, "en"))
    return next(place for place in places if place.exists())


def packaged_files() -> Path:
    """The folder that a kit is made from: in an installed package inside it, else the checkout."""
    inside = Path(__file__).parents[1] / "kit_files"
    return inside if inside.is_dir() else Path(__file__).parents[2]
