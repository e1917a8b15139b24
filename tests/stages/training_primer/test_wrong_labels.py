"""What wrong labels do: to the models themselves, and said of tables made by hand."""

from __future__ import annotations

from support.charts import words_of
from support.primer import AS_SET, SLIGHT, swept

from playbook.stages.training_primer.sweeps import sweep
from playbook.stages.training_primer.training import Lab
from playbook.stages.training_primer.wrong_labels import draw_noise, say_noise


def test_more_wrong_labels_are_read_worse(lab: Lab) -> None:
    accuracy = sweep(lab, AS_SET, "noise")["accuracy"]
    assert accuracy.is_monotonic_decreasing
    assert accuracy.iloc[0] - accuracy.iloc[-1] > 0.3


def test_labels_that_matter() -> None:
    found = say_noise(swept("noise", [0, 0.1, 0.6], [0.94, 0.9, 0.48]))
    assert "all of them right the model reads 94% right, with 60% of them wrong 48%" in found.text
    assert found.text.endswith("With the 10% set here: 90%.")
    for end in (0, 2):  # said already
        found = say_noise(swept("noise", [0, 0.1, 0.6], [0.94, 0.9, 0.48], chosen=end))
        assert found.text.endswith("with 60% of them wrong 48%. The volume is the same.")


def test_labels_that_do_not_matter() -> None:
    text = say_noise(swept("noise", [0, 0.1, 0.6], [0.5, 0.5, 0.49])).text
    assert text == "Wrong labels make no difference that these trainings can show."


def test_a_slight_difference_is_worth_a_claim() -> None:
    assert say_noise(swept("noise", [0, 0.1, 0.6], [SLIGHT, 0.01, 0])).text.startswith("Labels: ")


def test_the_curve_names_what_was_set() -> None:
    chart = draw_noise(swept("noise", [0, 0.1, 0.6], [0.5, 0.91, 0.95]), AS_SET)
    assert "Set: 200 training images" in chart.alt
    assert {"25%", "75%"} <= set(words_of(chart))  # the whole of the curve
    assert "10%: 91%" in chart.svg
