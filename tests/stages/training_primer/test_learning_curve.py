"""What volume brings: to the models themselves, and said of tables made by hand."""

from __future__ import annotations

import pytest
from support.charts import words_of
from support.primer import AS_SET, SLIGHT, swept

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.training_primer.learning_curve import draw_volume, say_volume
from playbook.stages.training_primer.sweeps import sweep
from playbook.stages.training_primer.training import Lab


def test_more_images_are_read_better(lab: Lab) -> None:
    accuracy = sweep(lab, AS_SET, "volume")["accuracy"]
    assert accuracy.is_monotonic_increasing
    assert accuracy.iloc[-1] - accuracy.iloc[0] > 0.3


def test_the_first_step_of_volume_brings_more_than_the_last(lab: Lab) -> None:
    steps = sweep(lab, AS_SET, "volume")["accuracy"].diff()
    assert steps.iloc[1] > steps.iloc[-1]


def test_volume_that_helps() -> None:
    found = say_volume(swept("volume", [20, 100, 800], [0.5, 0.9, 0.95]))
    assert found.text == (
        "Volume: 20 images give 50% right answers, 800 give 95%. The first step added 40.0 points,"
        " the last one 5.0. Each further point costs more data."
    )
    more = say_volume(swept("volume", [20, 100, 800], [0.5, 0.9, 0.98]))
    assert "the last one 8.0." in more.text


@pytest.mark.parametrize("accuracy", [[0.1, 0.12, 0.4], [0.25, 0.5, 0.75]])
def test_volume_that_helps_as_much_at_the_end_is_not_said_to_cost_more(
    accuracy: list[float],
) -> None:
    found = say_volume(swept("volume", [20, 100, 800], accuracy))
    assert "costs more data" not in found.text


def test_a_slight_difference_is_worth_a_claim() -> None:
    assert say_volume(swept("volume", [20, 100, 800], [0, 0.01, SLIGHT])).tone is Tone.RESULT


def test_volume_that_does_not_help() -> None:
    found = say_volume(swept("volume", [20, 100, 800], [0.5, 0.6, 0.51]))
    assert found.tone is Tone.CAUTION
    assert found.text.startswith(
        "Volume does not help here: 50% right with 20 images, 51% with 800"
    )


def test_the_curve_names_what_was_set() -> None:
    chart = draw_volume(swept("volume", [20, 200, 800], [0.5, 0.91, 0.95]), AS_SET)
    assert "Set: 200 training images" in chart.alt
    assert {"25%", "75%"} <= set(words_of(chart))  # the whole of the curve
    assert "200: 91%" in chart.svg


def test_the_words_are_in_french_where_french_is_spoken() -> None:
    with speaking("fr"):
        found = say_volume(swept("volume", [20, 100, 800], [0.5, 0.9, 0.95])).text
    assert found.startswith("Volume\u00a0: 20 images donnent 50\u00a0% de bonnes réponses")
