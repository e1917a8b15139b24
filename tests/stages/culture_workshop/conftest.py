"""Tasks on the matrix, for the tests of every question."""

from __future__ import annotations

import pandas as pd
import pytest
from support.culture_tasks import placed_tasks


@pytest.fixture
def placed() -> pd.DataFrame:
    """The tasks with their dots on a matrix whose right half is marked."""
    return placed_tasks()
