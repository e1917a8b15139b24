"""A campaign to import into."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import make_campaign

from playbook.kit import Kit


@pytest.fixture
def campaign(tmp_path: Path) -> Kit:
    """A kit with a campaign that has no table yet."""
    return make_campaign(tmp_path)
