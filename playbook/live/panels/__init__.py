"""The panels: one module each, by the name of its notebook."""

from __future__ import annotations

from importlib import import_module

from playbook.content.booklet import Booklet
from playbook.errors import PlaybookError
from playbook.language import _, enumerate_words
from playbook.live.panel import Panel
from playbook.parameters.declared import Parameters

PANELS = {
    "ideation": "Ideation",
    "prioritisation": "Prioritisation",
    "solution_selection": "SolutionSelection",
    "culture_workshop": "CultureWorkshop",
    "training_primer": "TrainingQuiz",
    "pulse": "Pulse",
    "run_checklist": "RunChecklist",
}
"""The class of each panel, in the module of its name."""


def make_panel(stage: str, parameters: Parameters, booklet: Booklet | None = None) -> Panel:
    """The panel of a stage, on a campaign.

    Parameters
    ----------
    booklet : Booklet, optional
        Gives its run sheet.

    Raises
    ------
    PlaybookError
        When there is no such panel.
    """
    if stage not in PANELS:
        message = _("there is no live panel “{stage}”. There are: {panels}")
        raise PlaybookError(message.format(stage=stage, panels=enumerate_words(list(PANELS))))
    module = import_module(f"{__name__}.{stage}")
    panel: Panel = getattr(module, PANELS[stage])(parameters)
    workshops = booklet.workshops if booklet else {}
    panel.times = workshops[stage].times if stage in workshops else ()
    return panel
