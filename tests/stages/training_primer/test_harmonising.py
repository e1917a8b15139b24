"""What data of several laboratories bring before and after they say the same."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_wine
from support.primer import SEEDS

from playbook.show.findings import Tone
from playbook.stages.training_primer.harmonising import (
    NOTHING,
    STEPS,
    Entity,
    draw_harmonising,
    harmonise,
    in_other_codes,
    in_other_units,
    say_harmonising,
)


@pytest.mark.parametrize("seed", SEEDS)
def test_data_as_they_come_do_harm_and_harmonised_they_help(seed: int) -> None:
    table = harmonise(seed)
    named = dict(zip(table["step"], table["named"], strict=True))
    assert list(named) == list(STEPS)
    assert named["as_they_come"] < named["own"] < named["codes"]
    assert (table["named_low"] <= table["named_high"]).all()
    said = say_harmonising(table)
    assert said.tone is Tone.CAUTION
    assert "did harm" in said.text
    assert draw_harmonising(table).alt


def test_help_is_not_called_harm() -> None:
    table = harmonise(1)
    table.loc[table["step"].eq("as_they_come"), "named"] = 0.99
    assert "harm" not in say_harmonising(table).text


def test_other_units_and_codes_lose_nothing_that_was_measured() -> None:
    data = load_wine()
    entity = Entity(data.data, data.target)
    units = in_other_units(entity)
    changed = ~np.isclose(units.measures, entity.measures).all(axis=0)
    assert [data.feature_names[column] for column in np.flatnonzero(changed)] == [
        "alcohol", "magnesium", "color_intensity", "proline",
    ]  # fmt: skip
    ranks = [np.argsort(np.argsort(m, axis=0, kind="stable"), axis=0, kind="stable")
             for m in (units.measures, entity.measures)]  # fmt: skip
    assert (ranks[0] == ranks[1]).all()
    nothing = np.zeros_like(entity.measures, dtype=bool)
    nothing[0, 0] = True
    codes = in_other_codes(entity, nothing)
    assert (codes.measures == NOTHING).sum() == 1
    assert set(zip(entity.varieties, codes.varieties, strict=True)) == {(0, 1), (1, 2), (2, 0)}
