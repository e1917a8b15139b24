"""Provider steering: what the contracts promise, and whether the providers keep it."""

from playbook.show.names import name_solutions
from playbook.stages.provider_steering.availability import (
    budget_left,
    first_days,
    monthly_availability,
    open_incidents,
    whole_period,
)
from playbook.stages.provider_steering.contract import (
    audits_due,
    level1_support,
    specific_requests,
    targets_against_criticality,
)
from playbook.stages.provider_steering.figures import (
    draw_down,
)
from playbook.stages.provider_steering.findings import (
    say_availability,
    say_budget,
    say_left_out,
    say_need,
    say_silent,
    say_unfinished,
)
from playbook.stages.provider_steering.findings_contract import (
    say_audits,
    say_chain,
    say_level1,
    say_specific,
    say_targets,
    say_uncovered,
    say_whose,
)
from playbook.stages.provider_steering.labels import (
    LABELS,
)

__all__ = [
    "LABELS",
    "audits_due",
    "budget_left",
    "draw_down",
    "first_days",
    "level1_support",
    "monthly_availability",
    "name_solutions",
    "open_incidents",
    "say_audits",
    "say_availability",
    "say_budget",
    "say_chain",
    "say_left_out",
    "say_level1",
    "say_need",
    "say_silent",
    "say_specific",
    "say_targets",
    "say_uncovered",
    "say_unfinished",
    "say_whose",
    "specific_requests",
    "targets_against_criticality",
    "whole_period",
]
