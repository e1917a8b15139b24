"""What happens when people move the sliders."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.utils.capture import capture_output

from playbook.language import speaking
from playbook.show.svg import on_paper
from playbook.stages.training_primer.outputs import WIDGET_VIEW
from playbook.stages.training_primer.sliders import Panel
from playbook.stages.training_primer.sweeps import sweep
from playbook.stages.training_primer.training import Lab, Settings

AS_SET = Settings(volume=50, noise=0.1, balance=0.5)


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab(11, draws=1)


def test_the_sliders_start_from_the_notebooks_parameters(lab: Lab) -> None:
    panel = Panel(lab, AS_SET, "noise")
    assert {name: slider.value for name, slider in panel.sliders.items()} == vars(AS_SET)
    assert panel.table.equals(sweep(lab, AS_SET, "noise"))


def test_each_slider_says_what_it_sets_and_how_far_it_goes(lab: Lab) -> None:
    sliders = Panel(lab, AS_SET, "noise").sliders
    assert {
        name: (slider.description, slider.min, slider.max, slider.step)
        for name, slider in sliders.items()
    } == {
        "volume": ("Training images", 20, 900, 10),
        "noise": ("Wrong labels", 0, 0.8, 0.05),
        "balance": ("Askew images", 0, 1, 0.05),
    }
    assert sliders["noise"].readout_format == sliders["balance"].readout_format == ".0%"


def test_a_slider_trains_when_it_is_let_go_not_while_it_moves(lab: Lab) -> None:
    sliders = Panel(lab, AS_SET, "noise").sliders
    assert not any(slider.continuous_update for slider in sliders.values())


def test_a_share_is_set_to_the_whole_percent(lab: Lab) -> None:
    panel = Panel(lab, AS_SET, "noise")
    panel.sliders["noise"].value = 0.123
    assert panel.settings.noise == 0.12


@pytest.mark.parametrize("topic", ["volume", "noise", "balance"])
@pytest.mark.parametrize(("moved", "to"), [("volume", 60), ("noise", 0.45), ("balance", 0.15)])
def test_moving_a_slider_changes_the_figure(lab: Lab, topic: str, moved: str, to: float) -> None:
    panel = Panel(lab, AS_SET, topic)
    before, figure = panel.table, panel.chart.svg
    panel.sliders[moved].value = to
    assert getattr(panel.settings, moved) == to
    assert panel.table.equals(sweep(lab, panel.settings, topic))
    assert not panel.table.equals(before)
    assert panel.chart.svg != figure
    if topic == moved:
        assert panel.table.loc[panel.table["chosen"], topic].tolist() == [to]


def test_more_noise_by_slider_lowers_the_learning_curve(lab: Lab) -> None:
    panel = Panel(lab, AS_SET, "volume")
    before = panel.table["accuracy"].mean()
    panel.sliders["noise"].value = 0.6
    assert panel.table["accuracy"].mean() < before - 0.1


def test_a_slider_speaks_the_language_that_the_panel_was_opened_in(lab: Lab) -> None:
    with speaking("fr"):
        panel = Panel(lab, AS_SET, "volume")
    panel.sliders["noise"].value = 0.2
    assert panel.finding.text.startswith("Volume\u00a0:")
    assert "images d’entraînement" in panel.chart.reading


def test_the_outputs_are_updated_in_the_language_they_were_shown_in(lab: Lab, shell: Any) -> None:
    with capture_output() as captured:
        with speaking("fr"):
            panel = Panel(lab, AS_SET, "volume")
            panel.show()
        panel.sliders["noise"].value = 0.2
    shown, updated = captured.outputs[1], captured.outputs[-2]
    for output in (shown, updated):
        html = output.data["text/html"]
        assert "Résultat" in html
        assert "Volume\u00a0:" in html


def test_without_people_the_output_is_the_plain_figure(lab: Lab, shell: Any) -> None:
    panel = Panel(lab, AS_SET, "volume")
    with capture_output() as captured:
        panel.show()
    sliders, said, figure = captured.outputs
    assert set(sliders.data) == {WIDGET_VIEW}
    assert "Volume" in said.data["text/html"]
    assert figure.data["image/svg+xml"] == on_paper(panel.chart.svg)


def test_a_moved_slider_updates_the_outputs_that_are_there(lab: Lab, shell: Any) -> None:
    panel = Panel(lab, AS_SET, "volume")
    with capture_output() as captured:
        panel.show()
        panel.sliders["noise"].value = 0.3
    first, second = captured.outputs[2], captured.outputs[-1]
    assert second.data["image/svg+xml"] == on_paper(panel.chart.svg) != first.data["image/svg+xml"]
    assert second.transient == first.transient
    assert second.update
