"""Databases that hold a small campaign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from support.small_database import fill

from playbook.sources.connection import open_database


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    """A test that takes it runs once on each kind of database."""
    engine = open_database(database_url, tmp_path)
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Engine]:
    """The same in SQLite only: for what does not depend on the kind of database."""
    engine = open_database(f"sqlite:///{tmp_path / 'small.db'}", tmp_path)
    fill(engine)
    yield engine
    engine.dispose()
