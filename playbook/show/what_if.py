"""What if: states computed beforehand, between which the reader of a page switches by its choices.

A page switches without a script: radio buttons and CSS. Where there is no such page, in a notebook
or on paper, the state of the base case is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playbook.show.table import ShownTable

WHAT_IF = "application/vnd.playbook.what-if+json"
"""The type under which a page finds the states."""
MOST_STATES = 24
"""As many as the style sheet of pages switches between."""


@dataclass(frozen=True)
class State:
    """One state: what is chosen, and what there is then.

    Attributes
    ----------
    label : str
        What the reader chooses, in the language being spoken.
    """

    label: str
    table: ShownTable


class WhatIf:
    """States of which one is seen at a time; a notebook displays it as the value of a cell.

    Parameters
    ----------
    question : str
        What is varied, in the language being spoken.
    states : sequence of State
        At most `MOST_STATES`.
    base : int
        The one that holds.

    Raises
    ------
    ValueError
        When there are more states than a page can switch between.
    """

    def __init__(self, question: str, states: Sequence[State], base: int) -> None:
        if len(states) > MOST_STATES:
            raise ValueError(f"{len(states)} states, and a page switches between {MOST_STATES}")
        self.question = question
        self.states = list(states)
        self.base = base

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        states = [{"label": state.label, "html": state.table._html()} for state in self.states]
        shown = self.states[self.base].table._repr_mimebundle_()
        return {**shown, WHAT_IF: {"question": self.question, "base": self.base, "states": states}}
