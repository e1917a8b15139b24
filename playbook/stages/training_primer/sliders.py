"""Sliders that change the settings while people watch the figure follow.

The figure is an ordinary output, which the sliders update in place; so what a report shows, where
nobody moves a slider, is the same figure, made with the notebook's parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from ipywidgets import FloatSlider, IntSlider, Layout, VBox

from playbook.language import _, language, speaking
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Findings
from playbook.stages.training_primer.learning_curve import draw_volume, say_volume
from playbook.stages.training_primer.outputs import Place, show_widget
from playbook.stages.training_primer.representativeness import draw_balance, say_balance
from playbook.stages.training_primer.sweeps import sweep, with_value
from playbook.stages.training_primer.training import LARGEST, MOST_NOISE, SMALLEST, Lab, Settings
from playbook.stages.training_primer.wrong_labels import draw_noise, say_noise

TOPICS: dict[
    str, tuple[Callable[[pd.DataFrame], Finding], Callable[[pd.DataFrame, Settings], Chart]]
] = {
    "volume": (say_volume, draw_volume),
    "noise": (say_noise, draw_noise),
    "balance": (say_balance, draw_balance),
}


class Panel:
    """Sliders above a figure that follows them.

    Parameters
    ----------
    lab : Lab
        Where the trainings are done; what it has found out already is not computed again.
    settings : Settings
        Where the sliders start.
    topic : str
        The setting that the figure sweeps: volume, noise or balance.

    Attributes
    ----------
    sliders : dict of str to slider
        By the name of what they set.
    finding : Finding
        What the figure says now.
    table : DataFrame
        What it shows now, from `sweep`.
    chart : Chart
        The figure as it is now.
    """

    def __init__(self, lab: Lab, settings: Settings, topic: str) -> None:
        self.lab = lab
        self.settings = settings
        self.topic = topic
        self._language = language()
        self._places: list[Place] = []
        look: dict[str, Any] = {
            "continuous_update": False,
            "style": {"description_width": "13em"},
            "layout": Layout(width="34em", max_width="100%"),
        }
        self.sliders: dict[str, IntSlider | FloatSlider] = {
            "volume": IntSlider(
                settings.volume, SMALLEST, LARGEST, 10, description=_("Training images"), **look
            ),
            "noise": FloatSlider(
                value=settings.noise, min=0, max=MOST_NOISE, step=0.05,
                readout_format=".0%", description=_("Wrong labels"), **look,
            ),
            "balance": FloatSlider(
                value=settings.balance, min=0, max=1, step=0.05,
                readout_format=".0%", description=_("Askew images"), **look,
            ),
        }  # fmt: skip
        for slider in self.sliders.values():
            slider.observe(self._follow, names="value")
        self._compute()

    def _compute(self) -> None:
        say, draw = TOPICS[self.topic]
        self.table = sweep(self.lab, self.settings, self.topic)
        self.finding = say(self.table)
        self.chart = draw(self.table, self.settings)

    def _follow(self, change: dict[str, Any]) -> None:
        """Set what a slider says, and show what comes of it, in the language it was opened in."""
        name = next(name for name, slider in self.sliders.items() if slider is change["owner"])
        with speaking(self._language):
            self.settings = with_value(self.settings, name, round(change["new"], 2))
            self._compute()
            for place, shown in zip(self._places, self._shown(), strict=False):
                place.put(shown)

    def _shown(self) -> list[Findings | Chart]:
        return [Findings([self.finding]), self.chart]

    def show(self) -> None:
        """Show the sliders, the sentences and the figure."""
        show_widget(VBox(list(self.sliders.values())))
        self._places = [Place(shown) for shown in self._shown()]
