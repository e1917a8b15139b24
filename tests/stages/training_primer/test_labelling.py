"""What labels given by hand tell of the people who gave them."""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.svm import SVC
from support.frames import frame
from support.primer import AS_SET, DEMO_SEED

from playbook.stages.training_primer.images import both_scans
from playbook.stages.training_primer.labelling import (
    agreement,
    cost,
    draw_agreement,
    say_agreement,
    say_cost,
)
from playbook.stages.training_primer.labelling_sheet import SHEET
from playbook.stages.training_primer.training import Lab


def labels(*people: str) -> pd.DataFrame:
    """One string of digits a person, one digit an image; a blank is no label."""
    rows = [
        [f"P{person}", str(image), digit]
        for person, digits in enumerate(people)
        for image, digit in enumerate(digits, start=1)
        if digit != " "
    ]
    return frame("hand_labels", "participant_id image label", rows)


def test_agreement_is_what_the_reference_implementation_gives() -> None:
    given = ["50038", "50036", "5 0381", "5003 2"]
    found = agreement(labels(*given), DEMO_SEED)
    values = [[float(d) if d != " " else np.nan for d in line.ljust(6)] for line in given]
    expected = krippendorff.alpha(values, level_of_measurement="nominal")
    assert found is not None
    assert found.people == 4
    assert found.alpha == pytest.approx(expected)
    assert found.alpha_low <= found.alpha <= found.alpha_high


def test_pairs_and_the_labels_away_are_counted_by_hand() -> None:
    found = agreement(labels("55555", "55556", "55566"), DEMO_SEED)
    assert found is not None
    # Images 1 to 3: all agree, 9 of 9 pairs. Images 4 and 5: one pair of three each.
    assert found.pairs == pytest.approx((9 + 1 + 1) / 15)
    assert found.away == pytest.approx(2 / 15)
    assert found.table["most_given"].tolist() == ["5", "5", "5", "5", "6"]
    assert found.table["truth"].tolist() == ["5", "8", "0", "9", "3"]


def test_a_tie_is_told_as_a_tie() -> None:
    found = agreement(labels("55555", "55556"), DEMO_SEED)
    assert found is not None
    assert found.table["most_given"].iloc[-1] == "5, 6"


def test_too_few_labels_are_refused_and_none_say_nothing() -> None:
    assert agreement(labels("5555", "5555"), DEMO_SEED) is None
    assert agreement(labels("55555"), DEMO_SEED) is None
    said = say_agreement(None, labelled_any=True)
    assert said is not None
    assert "Too few labels by hand" in said.text
    assert say_agreement(None, labelled_any=False) is None
    assert draw_agreement(None) is None
    assert say_cost(None, (0.9, 0.8), AS_SET) is None


def test_all_the_same_labels_leave_nothing_to_settle() -> None:
    found = agreement(labels("50038", "50038"), DEMO_SEED)
    assert found is not None
    said = say_cost(found, (0.9, 0.9), AS_SET)
    assert said is not None
    assert "nothing to settle" in said.text


def test_disagreement_costs_what_as_many_wrong_labels_cost() -> None:
    lab = Lab(DEMO_SEED, 2)
    none, some = cost(lab, AS_SET, 0)[1], cost(lab, AS_SET, 0.3)[1]
    assert cost(lab, AS_SET, 0.3)[0] == none > some + 0.02


def test_the_sheet_holds_each_digit_and_ten_images_that_a_model_is_unsure_of() -> None:
    images, _askew, truth = both_scans()
    assert len(set(SHEET)) == len(SHEET) == 20
    easy = [image for image in SHEET if image < 10]
    assert sorted(truth[easy]) == list(range(10))
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    sure = np.sort(
        cross_val_predict(SVC(C=5.0), images, truth, cv=folds, method="decision_function"), axis=1
    )
    margin = sure[:, -1] - sure[:, -2]
    unsure = np.argsort(margin)[: len(truth) // 20]
    assert set(SHEET) - set(easy) <= set(unsure)
