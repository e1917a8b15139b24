"""One setting varied while the others stay."""

from __future__ import annotations

import pandas as pd
import pytest
from support.primer import AS_SET

from playbook.stages.training_primer.sweeps import sweep
from playbook.stages.training_primer.training import Lab, Settings


def test_the_same_seed_gives_the_same_figures() -> None:
    tables = [sweep(Lab(7, 2), AS_SET, "noise", grid=[0.3]) for _time in range(2)]
    pd.testing.assert_frame_equal(*tables)
    assert not tables[0].equals(sweep(Lab(8, 2), AS_SET, "noise", grid=[0.3]))


def test_a_sweep_gives_the_mean_and_the_ends_of_its_trainings() -> None:
    lab = Lab(3, draws=3)
    row = sweep(lab, AS_SET, "volume", grid=[50]).iloc[0]
    single = [lab.outcome(Settings(50, 0.1, 0.5), draw).accuracy for draw in range(3)]
    assert row["accuracy"] == pytest.approx(sum(single) / 3)
    assert (row["accuracy_low"], row["accuracy_high"]) == (min(single), max(single))


def test_the_chosen_setting_is_always_on_the_curve() -> None:
    table = sweep(Lab(3, 1), Settings(170, 0.1, 0.5), "volume", grid=[50, 400])
    assert table["volume"].tolist() == [50, 170, 400]
    assert table["chosen"].tolist() == [False, True, False]
