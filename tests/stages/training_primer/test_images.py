"""The images that the primer learns from."""

from __future__ import annotations

import pytest
from support.primer import SEEDS

from playbook.stages.training_primer.images import load_images


@pytest.mark.parametrize("seed", SEEDS)
def test_no_image_is_both_learnt_from_and_tested_on(seed: int) -> None:
    images = load_images(seed)
    shares = [set(images.pool), set(images.test), set(images.final)]
    assert sum(map(len, shares)) == len(set.union(*shares)) == len(images.labels) == 1797
