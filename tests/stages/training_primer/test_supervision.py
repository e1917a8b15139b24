"""The wines, grouped without labels and learnt with them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.primer import SEEDS

from playbook.stages.training_primer.supervision import compare_learning


@pytest.mark.parametrize("seed", SEEDS)
def test_groups_found_without_labels_are_the_grape_varieties(seed: int) -> None:
    found = compare_learning(seed)
    assert len(found.wines) == 178
    assert found.wines["together"].sum() >= 170
    assert found.wines["together"].equals(found.wines["group"] == found.wines["variety"])
    assert found.tested == 89
    assert found.right >= 84


def test_the_wines_are_drawn_by_the_seed_alone_however_large() -> None:
    found = []
    for seed, shared in ((3, 0), (3, 6), (2**32 + 3, 0)):  # numpy's shared draws do not matter
        np.random.seed(shared)
        found.append(compare_learning(seed))
    for other in found[1:]:
        pd.testing.assert_frame_equal(found[0].wines, other.wines)
        assert found[0].right == other.right
    assert len({compare_learning(seed).right for seed in range(4)}) > 1
