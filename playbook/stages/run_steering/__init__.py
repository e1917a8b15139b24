"""RUN steering: who uses it, whether it pays, who waits for what, whether anybody steers."""

from playbook.stages.run_steering.adoption import (
    adoption_rates,
    adoption_standing,
    reach,
)
from playbook.stages.run_steering.benefits import (
    against_expectation,
)
from playbook.stages.run_steering.checklist import (
    checklist_progress,
    open_items,
)
from playbook.stages.run_steering.figures_backlog import draw_backlog
from playbook.stages.run_steering.figures_requests import (
    draw_ages,
    draw_time_to_close,
)
from playbook.stages.run_steering.figures_use import draw_adoption, draw_checklist
from playbook.stages.run_steering.figures_value import draw_expectation, draw_payback
from playbook.stages.run_steering.findings import (
    say_checklist,
    say_missing,
    say_odd_usage,
    say_reach,
    say_sources,
    say_stalls,
    say_training,
)
from playbook.stages.run_steering.findings_requests import (
    say_backlog,
    say_non_users,
    say_time_to_close,
)
from playbook.stages.run_steering.findings_value import (
    say_expectation,
    say_payback,
    say_unexpected,
)
from playbook.stages.run_steering.labels import (
    LABELS,
)
from playbook.stages.run_steering.payback import (
    monthly_balance,
    payback,
    yearly_costs,
)
from playbook.stages.run_steering.requests import (
    backlog,
    non_users,
    open_by_age,
    open_requests,
    time_to_close,
    training_items,
    training_requests,
)

__all__ = [
    "LABELS",
    "adoption_rates",
    "adoption_standing",
    "against_expectation",
    "backlog",
    "checklist_progress",
    "draw_adoption",
    "draw_ages",
    "draw_backlog",
    "draw_checklist",
    "draw_expectation",
    "draw_payback",
    "draw_time_to_close",
    "monthly_balance",
    "non_users",
    "open_by_age",
    "open_items",
    "open_requests",
    "payback",
    "reach",
    "say_backlog",
    "say_checklist",
    "say_expectation",
    "say_missing",
    "say_non_users",
    "say_odd_usage",
    "say_payback",
    "say_reach",
    "say_sources",
    "say_stalls",
    "say_time_to_close",
    "say_training",
    "say_unexpected",
    "time_to_close",
    "training_items",
    "training_requests",
    "yearly_costs",
]
