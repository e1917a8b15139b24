"""Which form of data a campaign has, by what its parameter ``data`` looks like."""

from __future__ import annotations

from pathlib import Path, PurePath

from playbook.sources.folder import Folder
from playbook.sources.source import Source

DATABASE_FILES = (".db", ".sqlite", ".sqlite3")


def open_source(root: Path, data: str) -> Source:
    """The source that a campaign's parameter ``data`` names; nothing is read yet.

    Parameters
    ----------
    root : Path
        The kit's folder, which relative places start from.
    data : str
        A folder of CSV files, a database's URL, or an SQLite file by its name.
    """
    is_file = PurePath(data).suffix.casefold() in DATABASE_FILES
    if is_file or "://" in data:
        from playbook.sources.database import Database  # the drivers take time to import

        url = data if "://" in data else f"sqlite:///{data}"
        return Database(url, root, shown=None if "://" in data else data)
    return Folder(root / data, data)
