"""A PostgreSQL server for the tests: private, on a socket of its own, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from support.machine import missing

SETTINGS = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off"}
"""Quick, and open to nobody else: what these databases hold need not survive."""
numbers = count(1)


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs; Debian keeps them out of the PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    if found:
        installed.append(Path(found).resolve())
    return next((path.parent for path in installed if (path.parent / "postgres").exists()), None)


def _account() -> dict[str, object]:
    """Whom the server runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """A running server: the folder of its socket."""
    programs = _programs() if os.name == "posix" else None
    if programs is None:
        missing("PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="playbook-pg-"))
    account = _account()
    if account:
        shutil.chown(folder, "postgres", "postgres")
    made = [programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "kit", "-N"]
    made += ["-E", "UTF8", "--locale=C"]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(made, check=True, stderr=subprocess.DEVNULL, **quiet, **account)  # type: ignore[call-overload]
    command = [programs / "postgres", "-D", folder / "data", "-k", folder]
    command += [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, stderr=log, **quiet, **account)  # type: ignore[call-overload]
    try:
        _wait(server, folder)
        yield folder
    finally:
        server.send_signal(signal.SIGINT)  # it does not wait for clients to leave
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server answers."""
    import psycopg

    for _attempt in range(300):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(f"host={folder} user=kit dbname=postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())


def url_of(server: Path, database: str) -> str:
    """The URL of a database of the server."""
    return f"postgresql+psycopg://kit@/{database}?host={server}"


@pytest.fixture
def postgres_url(postgres: Path) -> Iterator[str]:
    """The URL of an empty database of the private server."""
    import psycopg

    name = f"test{next(numbers)}"
    with psycopg.connect(f"host={postgres} user=kit dbname=postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        yield url_of(postgres, name)
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: a test that takes it runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tables.db'}"
    return str(request.getfixturevalue("postgres_url"))
