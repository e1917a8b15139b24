"""The activities of the prioritisation workshop, as the playbook times them."""

from __future__ import annotations

from playbook.language import N_
from playbook.stages.shared.run_sheet import Activity

RATING_MINUTES = 90
SHORTEST_EACH = 5
LONGEST_EACH = 10

ACTIVITIES = (
    Activity(N_("Introduction: the use cases found so far, how the workshop goes"), 10, N_("List of use cases")),
    Activity(N_("Each use case: discussion, comments, then votes on value and feasibility"), RATING_MINUTES, N_("Grid of use cases, voting slips")),
    Activity(N_("The best-scored ones are discussed and the first are validated"), 20, N_("Ranking")),
)  # fmt: skip
