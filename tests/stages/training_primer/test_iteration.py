"""Rounds of training and testing: on the models themselves, and said of tables made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from support.primer import AS_SET, SLIGHT

from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer.iteration import (
    draw_rounds,
    final_check,
    rounds,
    say_rounds,
    write_share,
)
from playbook.stages.training_primer.training import Lab, Settings


def test_a_model_knows_its_own_images_better_than_new_ones(lab: Lab) -> None:
    table = rounds(lab, AS_SET, required=0.9)
    assert table["known"].iloc[0] > table["accuracy"].iloc[0] + 0.2


def test_rounds_end_with_the_first_that_passes(lab: Lab) -> None:
    table = rounds(lab, AS_SET, required=0.9)
    assert table["volume"].tolist() == [25 * 2**n for n in range(len(table))]
    assert table["passed"].tolist() == [False] * (len(table) - 1) + [True]
    assert (table["accuracy"] >= 0.9).tolist() == table["passed"].tolist()
    assert 0.8 < final_check(lab, AS_SET, table) < 1


def test_rounds_end_when_the_images_do() -> None:
    table = rounds(Lab(1, 1), AS_SET, required=1.0)
    assert table["volume"].iloc[-1] == 800
    assert not table["passed"].any()


def test_a_need_that_anything_meets_takes_one_round() -> None:
    assert len(rounds(Lab(1, 1), AS_SET, required=0.0)) == 1


def test_a_round_that_reaches_just_what_is_required_passes_and_its_model_is_checked() -> None:
    lab = Lab(1, 1)
    reached = rounds(lab, AS_SET, required=1.0)["accuracy"]
    assert reached.iloc[1] > reached.iloc[0]
    table = rounds(lab, AS_SET, required=reached.iloc[1])
    assert table["volume"].tolist() == [25, 50]
    assert table["passed"].tolist() == [False, True]
    checked = final_check(lab, AS_SET, table)
    assert checked == lab.final(Settings(50, 0.1, 0.5), 0) != lab.final(AS_SET, 0)


def tried_in_rounds(*accuracies: float) -> pd.DataFrame:
    rows = [
        (n + 1, 25 * 2**n, 0.96, accuracy, accuracy >= 0.9) for n, accuracy in enumerate(accuracies)
    ]
    return pd.DataFrame(rows, columns=["round", "volume", "known", "accuracy", "passed"])


@pytest.mark.parametrize(
    ("final", "said", "tone"),
    [
        (0.96, "it holds: 96.0%", Tone.RESULT),
        (0.91, "too close to the 90% required to call", Tone.CAUTION),
        (0.89, "too close to the 90% required to call", Tone.CAUTION),
        (0.8, "it does not hold: 80.0%", Tone.CAUTION),
    ],
)
def test_the_last_check(final: float, said: str, tone: Tone) -> None:
    passed, own, last = say_rounds(tried_in_rounds(0.5, 0.92), final, 0.9)
    assert passed.text == "The test asks for 90%: passed after 2 rounds, with 50 images (92%)."
    assert "the very first model was right 96% of the time. In the test: 50%." in own.text
    assert said in last.text
    assert last.tone is tone


def test_chance_is_two_standard_errors_of_what_is_required() -> None:
    # 2 * sqrt(0.9 * 0.1 / 300) = 0.03464, and 2 * sqrt(0.97 * 0.03 / 300) = 0.0197
    last = say_rounds(tried_in_rounds(0.92), 0.92, 0.9)[-1]
    assert last.text.endswith("Chance alone moves such a figure by 3.5 points.")
    assert "too close" in say_rounds(tried_in_rounds(0.92), 0.9346, 0.9)[-1].text
    assert "it holds" in say_rounds(tried_in_rounds(0.92), 0.9347, 0.9)[-1].text
    high = say_rounds(tried_in_rounds(0.98), 0.96, 0.97)[-1]
    assert high.text.endswith("Chance alone moves such a figure by 2.0 points.")
    passed = say_rounds(tried_in_rounds(0.3).assign(passed=True), 0.2, 0.2)[-1]
    assert passed.text.endswith("by 4.6 points.")  # 2 * sqrt(0.2 * 0.8 / 300) = 0.0462


def test_where_everything_is_required_one_error_is_too_many() -> None:
    assert say_rounds(tried_in_rounds(1.0), 1.0, 1.0)[-1] == Finding(
        "On 300 images kept aside for a last check it holds: 100.0%."
    )
    assert "does not hold: 99.7%" in say_rounds(tried_in_rounds(1.0), 0.9967, 1.0)[-1].text


def test_a_test_never_passed_is_a_caution_without_a_last_check() -> None:
    found = say_rounds(tried_in_rounds(0.5), 0.5, 0.9)
    assert len(found) == 2
    assert found[0].tone is Tone.CAUTION
    assert found[1].text.endswith("In the test: 50%. Only images never seen tell.")
    known = tried_in_rounds(0.95, 0.97).assign(known=0.96)
    assert say_rounds(known, 0.95, 0.9)[1].text == (
        "On its own training images the very first model was right 96% of the time."
    )
    assert "after 1 round the model reaches 50%" in found[0].text
    assert draw_rounds(tried_in_rounds(0.5), 0.9).alt.startswith("The test is never passed")


def test_a_slight_difference_is_worth_a_claim() -> None:
    tried = tried_in_rounds(0.95).assign(known=SLIGHT, accuracy=0.0)
    assert "In the test: 0%." in say_rounds(tried, 0.9, 0.9)[1].text


def test_a_test_that_is_all_but_passed_is_not_said_to_reach_what_it_asks() -> None:
    text = say_rounds(tried_in_rounds(0.8975), 0.9, 0.9)[0].text
    assert text.startswith("The test asks for 90%; after 1 round the model reaches 89.7%, and")


def test_a_share_that_is_just_what_is_required_is_written_as_it_is() -> None:
    assert write_share(0.9, 0.9) == "90%"
