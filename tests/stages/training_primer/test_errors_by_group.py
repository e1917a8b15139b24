"""For whom a model is wrong, counted, and said no more surely than the counts allow."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_diabetes
from support.primer import SEEDS
from support.sentences import texts

from playbook.stages.training_primer.errors_by_group import (
    GROUPS,
    Judged,
    draw_errors,
    errors_by_group,
    hidden_changes,
    judge,
    say_errors,
)


@pytest.fixture(scope="module", params=SEEDS)
def judged(request: pytest.FixtureRequest) -> Judged:
    return judge(request.param)


def test_everybody_is_in_one_group_of_each_kind(judged: Judged) -> None:
    data = load_diabetes(scaled=False)
    sexes = judged.groups["sex_1"].sum() + judged.groups["sex_2"].sum()
    ages = sum(judged.groups[name].sum() for name in ("under_45", "to_54", "from_55"))
    assert sexes == ages == len(data.target) == 442
    assert judged.groups["under_45"].sum() == (data.data[:, 0] < 45).sum()
    assert judged.truth.mean() == pytest.approx(1 / 3, abs=0.01)


def test_errors_add_up_to_all_errors(judged: Judged) -> None:
    table = errors_by_group(judged)
    for model, found in judged.found.items():
        rows = table[table["model"].eq(model)].set_index("people_group")
        missed = int((judged.truth & ~found).sum())
        assert rows.loc[["sex_1", "sex_2"], "missed"].sum() == missed
        assert rows.loc[["under_45", "to_54", "from_55"], "missed"].sum() == missed
    assert (table["missed_low"] < table["missed_share"]).all()
    assert (table["missed_high"] > table["missed_share"]).all()


def test_what_is_said_of_real_patients_claims_no_difference_of_ages(judged: Judged) -> None:
    table = errors_by_group(judged)
    ages, hidden = texts(say_errors(judged, table))
    assert "that can still be chance" in ages
    assert "The gap grew" in hidden
    assert draw_errors(table).alt


def test_a_difference_that_is_sure_is_said_to_be_sure() -> None:
    table = errors_by_group(made(missed_old=5, missed_young=45))
    assert "hardly chance" in texts(say_errors(made(5, 45), table))[0]


def test_who_is_newly_missed_is_counted_among_the_same_patients() -> None:
    one = made(5, 5)
    blind = one.found["knows"].copy()
    blind[[50, 51, 52]] = False  # three who were found
    blind[0] = True  # and one who was missed
    both = Judged(one.truth, {"knows": one.found["knows"], "blind": blind}, one.groups)
    assert hidden_changes(both, "sex_1") == (3, 1)


def made(missed_old: int, missed_young: int) -> Judged:
    """200 patients to be found, half of them young, and 200 others; twenty are of sex 2."""
    truth = np.repeat([True, False], 200)
    young = np.tile(np.repeat([True, False], 100), 2)
    found = truth.copy()
    found[:missed_young] = False
    found[100 : 100 + missed_old] = False
    ten = np.zeros(400, dtype=bool)
    ten[[*range(90, 100), *range(300, 310)]] = True
    middle = np.zeros(400, dtype=bool)
    middle[[98, 99, 198, 199, 398, 399]] = True
    groups = dict.fromkeys(GROUPS, middle) | {
        "sex_1": ~ten, "sex_2": ten, "under_45": young, "to_54": ~young, "from_55": ~young,
    }  # fmt: skip
    return Judged(truth, {"knows": found, "blind": found}, groups)


def test_the_table_has_a_row_for_each_model_and_group() -> None:
    table = errors_by_group(made(5, 5))
    assert isinstance(table, pd.DataFrame)
    assert len(table) == 2 * len(GROUPS)
    share = table.set_index(["model", "people_group"]).loc[("knows", "under_45"), "missed_share"]
    assert share == 0.05
