"""Which form of data a campaign has, by what its parameter ``data`` looks like."""

from __future__ import annotations

from pathlib import Path

from playbook.sources.folder import Folder
from playbook.sources.source import Source


def open_source(root: Path, data: str) -> Source:
    """The source that a campaign's parameter ``data`` names; nothing is read yet.

    Parameters
    ----------
    root : Path
        The kit's folder, which relative places start from.
    data : str
        A folder of CSV files.
    """
    return Folder(root / data, data)
