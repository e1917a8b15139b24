"""Impact study: the gaps, whom and what they touch, and what to settle first."""

from playbook.stages.impact_study.agenda import ACTIVITIES, GROUP, PEOPLE, groupings, missing_roles
from playbook.stages.impact_study.figures import draw_dimensions, draw_jobs
from playbook.stages.impact_study.findings import (
    say_dimensions,
    say_jobs,
    say_training,
    say_weighted,
)
from playbook.stages.impact_study.gaps import gaps_by_group, merged_gaps, similar_gaps
from playbook.stages.impact_study.impacts import (
    dimensions,
    mean_severity,
    organisation_changes,
    skills_without_training,
    touched_jobs,
)
from playbook.stages.impact_study.labels import LABELS
from playbook.stages.impact_study.settling import to_settle
from playbook.stages.impact_study.settling_findings import say_rule, say_settle
from playbook.stages.impact_study.workshop_findings import (
    say_followed,
    say_gaps,
    say_groupings,
    say_merging,
    say_roles,
    say_slack,
)

__all__ = [
    "ACTIVITIES",
    "GROUP",
    "LABELS",
    "PEOPLE",
    "dimensions",
    "draw_dimensions",
    "draw_jobs",
    "gaps_by_group",
    "groupings",
    "mean_severity",
    "merged_gaps",
    "missing_roles",
    "organisation_changes",
    "say_dimensions",
    "say_followed",
    "say_gaps",
    "say_groupings",
    "say_jobs",
    "say_merging",
    "say_roles",
    "say_rule",
    "say_settle",
    "say_slack",
    "say_training",
    "say_weighted",
    "similar_gaps",
    "skills_without_training",
    "to_settle",
    "touched_jobs",
]
