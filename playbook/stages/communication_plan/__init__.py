"""Communication plan: whom to speak to, what is said when, and who must hear it first."""

from playbook.stages.communication_plan.action_findings import (
    say_file,
    say_next,
    say_overdue,
    say_relays,
    say_silence,
)
from playbook.stages.communication_plan.actions import in_state, load, plan_actions
from playbook.stages.communication_plan.figures import draw_calendar, draw_coverage
from playbook.stages.communication_plan.findings import (
    say_groups,
    say_levels,
    say_load,
    say_scope,
    say_stakes,
    say_unaddressed,
)
from playbook.stages.communication_plan.ical import plan_calendar
from playbook.stages.communication_plan.labels import LABELS
from playbook.stages.communication_plan.relays import relay_order, relay_rules
from playbook.stages.communication_plan.targets import (
    absent_groups,
    coverage,
    scope,
    target_table,
)

__all__ = [
    "LABELS",
    "absent_groups",
    "coverage",
    "draw_calendar",
    "draw_coverage",
    "in_state",
    "load",
    "plan_actions",
    "plan_calendar",
    "relay_order",
    "relay_rules",
    "say_file",
    "say_groups",
    "say_levels",
    "say_load",
    "say_next",
    "say_overdue",
    "say_relays",
    "say_scope",
    "say_silence",
    "say_stakes",
    "say_unaddressed",
    "scope",
    "target_table",
]
