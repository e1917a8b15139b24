"""Which form of data a campaign has, by what its parameter ``data`` looks like."""

from __future__ import annotations

from pathlib import Path

from playbook.parameters import Parameters
from playbook.sources.folder import Folder
from playbook.sources.source import Source
from playbook.sources.workbook import SUFFIXES, Workbook


def open_source(root: Path, data: str, parameters: Parameters | None = None) -> Source:
    """The source that a campaign's parameter ``data`` names; nothing is read yet.

    Parameters
    ----------
    root : Path
        The kit's folder, which relative places start from.
    data : str
        A folder of CSV files, or a workbook.
    parameters : Parameters, optional
        The campaign's: a workbook that is written shows its scales and weights.
    """
    if Path(data).suffix.casefold() in SUFFIXES:
        return Workbook(root / data, data, parameters)
    return Folder(root / data, data)
