"""Does the run sheet hold? The activities, as the playbook times them."""

from __future__ import annotations

from playbook.language import N_
from playbook.stages.shared.run_sheet import Activity

ACTIVITIES = (
    Activity(
        N_("Uses of AI that work elsewhere, what the sector does, the challenge"),
        30,
        N_("Slides, videos"),
    ),
    Activity(
        N_("First reflection: each writes answers and presents them in turn"),
        30,
        N_("First board, sticky notes"),
    ),
    Activity(
        N_("The process step by step: what could AI solve at each?"),
        90,
        N_("Second board, sticky notes"),
    ),
    Activity(
        N_("Dots on the ideas worth digging into, and what comes next"), 30, N_("Dots"), shortest=15
    ),
)
