"""What the stages of a campaign are made from, known by content: dates of files say nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.brand.roles import Brand
from playbook.campaign.secret import sealed, secret_of
from playbook.files import ABSENT, file_sha256, path_fingerprint, read_file, sha256
from playbook.kit import Kit
from playbook.parameters.given import Given, concerning

if TYPE_CHECKING:
    import pandas as pd

PRESENT = "present"
OWN_FILES = ("*.py", "*.po")
LEFT_BY_EXECUTION = ("execution_count", "id", "outputs")
Reads = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Inputs:
    """All that reports are made from, as it is now.

    Attributes
    ----------
    root : Path
        The kit's folder, which the files that notebooks read themselves are named from.
    parameters : mapping of str to value
        As JSON holds them; ``stages`` are each stage's own.
    tables : mapping of str to str
        The fingerprint of each table that has rows.
    notices : str
        The fingerprint of what was left aside in reading.
    notebooks : mapping of str to str
        The fingerprint of each stage's notebook.
    code : str
        The fingerprint of the kit's own code.
    versions : mapping of str to str
        Of Python and packages.
    brand : str
        The fingerprint of how the reports look; nothing in the kit's own colours.
    given : mapping of str to value
        Those of the parameters that are given for one run alone.
    """

    root: Path
    campaign: str
    parameters: Mapping[str, Any]
    tables: Mapping[str, str]
    notices: str
    notebooks: Mapping[str, str]
    code: str
    versions: Mapping[str, str]
    brand: str = ""
    given: Given = field(default_factory=dict)

    def given_to(self, stage: str) -> dict[str, Any]:
        """The parameters that are given to one stage for one run alone."""
        return concerning(self.given, stage, self.parameters["stages"])

    def now(self, reads: Reads) -> dict[str, dict[str, str]]:
        """The fingerprints that the things which a stage once read have now."""
        current: dict[str, Callable[[str], str]] = {
            "tables": lambda name: self.tables.get(name, ABSENT),
            "presence": lambda name: PRESENT if name in self.tables else ABSENT,
            "notices": lambda _name: self.notices,
            "files": lambda name: path_fingerprint(self.root / name),
        }
        return {kind: {name: current[kind](name) for name in reads[kind]} for kind in reads}

    def fingerprint(self, stage: str, reads: Reads) -> str:
        """The fingerprint of all that one stage is made from.

        Parameters
        ----------
        stage : str
            Its name.
        reads : mapping of str to mapping
            What it reads, with fingerprints.
        """
        general = {name: value for name, value in self.parameters.items() if name != "stages"}
        own = self.parameters["stages"].get(stage, {})
        notebook = self.notebooks[stage]
        parts = [self.campaign, notebook, general, own, reads, self.code, dict(self.versions)]
        parts += [part for part in (self.brand, self.given_to(stage)) if part]
        return sha256(json.dumps(parts, sort_keys=True).encode())


def brand_fingerprint(brand: Brand | None) -> str:
    """The fingerprint of all that a brand says, however its file says it; nothing without one."""
    return sha256(json.dumps(asdict(brand), sort_keys=True).encode()) if brand else ""


def notebook_fingerprints(kit: Kit, campaign: str) -> dict[str, str]:
    """The fingerprint of the notebook of each of a campaign's stages, in their order."""
    return {
        name: _with_modules(notebook_fingerprint(path), kit.own_stages / name)
        for name, path in kit.stages(campaign).items()
    }


def _with_modules(notebook: str, folder: Path) -> str:
    """The fingerprint of a notebook, with its own modules and catalogues where it has some."""
    paths = sorted(path for pattern in OWN_FILES for path in folder.rglob(pattern))
    if not paths:
        return notebook
    parts = [f"{path.relative_to(folder).as_posix()} {path_fingerprint(path)}" for path in paths]
    return sha256("\n".join([notebook, *parts]).encode())


def notebook_fingerprint(path: Path) -> str:
    """The fingerprint of what a notebook says and does, whatever its last execution has left."""
    try:
        content = read_file(path)
    except OSError:  # the stage has a fault
        return ABSENT
    try:
        notebook = json.loads(content)
        cells = [
            {name: cell[name] for name in cell if name not in LEFT_BY_EXECUTION}
            for cell in notebook["cells"]
        ]
        for cell in cells:
            cell["source"] = "".join(cell["source"])
        kernel = notebook["metadata"].get("kernelspec")
        versions = [notebook.get(name) for name in ("nbformat", "nbformat_minor")]
    except (ValueError, TypeError, KeyError, AttributeError):  # no notebook, and no stage to run
        return sha256(content)
    return sha256(json.dumps([versions, kernel, cells], sort_keys=True).encode())


def settings_fingerprint(kit: Kit, campaign: str) -> str:
    """The fingerprint of a campaign's YAMLs and of the secret that its people's codes come from."""
    files = [kit.parameters_of(campaign), kit.secret_of(campaign)]
    files += [own] if (own := kit.own_tables_of(campaign)).exists() else []
    return sha256(" ".join(path_fingerprint(path) for path in files).encode())


def place_fingerprint(kit: Kit, campaign: str, data: str) -> str:
    """The fingerprint of all files at a place of data, read by nobody; nothing for a database.

    Parameters
    ----------
    data : str
        The campaign's parameter ``data``.
    """
    found = _of_place(kit.root / data)
    return sealed(found, secret_of(kit, campaign)) if found else ""


def _of_place(place: Path) -> str:
    """The fingerprint of a folder with all that is in it, or of a file."""
    try:
        if place.is_dir():
            lines = [
                f"{path.name} {'folder' if path.is_dir() else file_sha256(path)}"
                for path in sorted(place.iterdir())
            ]
            return sha256("\n".join(lines).encode())
        if place.is_file() and not place.with_name(place.name + "-wal").exists():
            return file_sha256(place)
    except OSError:  # who checks the campaign says so
        return ""
    return ""


def table_fingerprint(frame: pd.DataFrame) -> str:
    """The fingerprint of what a typed table says: columns, their types, every value in order."""
    head = [[str(name), str(kind)] for name, kind in frame.dtypes.items()]
    body = frame.to_csv(index=False, na_rep="\0", lineterminator="\n")
    return sha256((json.dumps(head) + "\n" + body).encode())
