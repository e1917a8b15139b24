"""Which form of data a campaign has, by what its parameter ``data`` looks like."""

from __future__ import annotations

from pathlib import Path, PurePath

from playbook.sources.folder import Folder
from playbook.sources.source import Source

DATABASES = ("sqlite", "postgresql")
DATABASE_FILES = (".db", ".sqlite", ".sqlite3")


def open_source(root: Path, data: str) -> Source:
    """The source that a campaign's parameter ``data`` names; nothing is read yet.

    Parameters
    ----------
    root : Path
        The kit's folder, which relative places start from.
    data : str
        A folder of CSV files, here or at a URL that fsspec knows such as ``s3://bucket/spring``;
        a database's URL, or an SQLite file by its name.
    """
    scheme, is_url, _rest = data.partition("://")
    is_file = PurePath(data).suffix.casefold() in DATABASE_FILES
    if (is_url and scheme.split("+")[0] in DATABASES) or (is_file and not is_url):
        from playbook.sources.database import Database  # the drivers take time to import

        url = data if is_url else f"sqlite:///{data}"
        return Database(url, root, shown=None if is_url else data)
    if is_url:
        from playbook.sources.remote import RemoteFolder  # so do the file systems

        return RemoteFolder(data)
    return Folder(root / data, data)
