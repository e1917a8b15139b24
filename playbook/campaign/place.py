"""Which form of data a campaign has, by what its parameter ``data`` looks like."""

from __future__ import annotations

from pathlib import Path, PurePath

from playbook.brand.roles import Brand
from playbook.parameters.declared import Parameters
from playbook.sources.folder import Folder
from playbook.sources.sheets import SUFFIXES
from playbook.sources.source import Source
from playbook.tables import TABLES
from playbook.tables.own import Contract

DATABASES = ("sqlite", "postgres", "postgresql", "mysql", "mariadb", "mssql", "oracle")
"""URLs of a database; of those that the kit does not know, the database says so."""
DATABASE_FILES = (".db", ".sqlite", ".sqlite3")


def open_source(
    root: Path,
    data: str,
    parameters: Parameters | None = None,
    brand: Brand | None = None,
    contract: Contract = TABLES,
) -> Source:
    """The source that a campaign's parameter ``data`` names; nothing is read yet.

    Parameters
    ----------
    root : Path
        The kit's folder, which relative places start from.
    data : str
        A folder of CSV files, here or at a URL that fsspec knows such as ``s3://bucket/spring``;
        a workbook; a database's URL, or an SQLite file by its name.
    parameters : Parameters, optional
        The campaign's: a workbook that is written shows its scales and weights.
    brand : Brand, optional
        What a workbook that is written looks like.
    contract : mapping of str to Table
        The tables that it can hold.
    """
    if is_database(data):
        from playbook.sources.database import Database  # the drivers take time to import

        is_url = "://" in data
        url = data if is_url else f"sqlite:///{data}"
        return Database(url, root, None if is_url else data, contract)
    if "://" in data:
        from playbook.sources.remote import RemoteFolder  # so do the file systems

        return RemoteFolder(data, contract)
    if PurePath(data).suffix.casefold() in SUFFIXES:
        from playbook.workbooks.source import Workbook  # and what writes workbooks

        return Workbook(root / data, data, parameters, brand, contract)
    return Folder(root / data, data, contract)


def is_database(data: str) -> bool:
    """Whether a campaign's parameter ``data`` names a database."""
    scheme, is_url, _rest = data.partition("://")
    if is_url:
        return scheme.split("+")[0] in DATABASES
    return PurePath(data).suffix.casefold() in DATABASE_FILES
