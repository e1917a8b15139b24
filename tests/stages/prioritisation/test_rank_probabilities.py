"""The table of ranks stays of a size that people open, however many use cases there are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from playbook.stages.prioritisation.ranking import MOST_RANKS, rank_probabilities


def even_chances(count: int) -> Any:
    chances = np.full((count, count), 1 / count)
    items = [f"U{number}" for number in range(count)]
    table = pd.DataFrame(chances, index=items, columns=range(1, count + 1))
    return SimpleNamespace(acceptability=table)


@pytest.mark.parametrize(("count", "columns"), [(3, 4), (MOST_RANKS, 101), (250, 102)])
def test_later_ranks_are_added_up_in_one_column(count: int, columns: int) -> None:
    table = rank_probabilities(even_chances(count))
    assert table.shape == (count, columns)
    assert np.allclose(table.drop(columns="use_case_id").sum(axis=1), 1)
    if count > MOST_RANKS:
        assert table["rank_over_100"].iloc[0] == pytest.approx(0.6)
