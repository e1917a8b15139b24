"""Ideation workshop: what the notes say, what the dots say, and what goes on to prioritisation."""

from playbook.stages.ideation.agenda import ACTIVITIES
from playbook.stages.ideation.dot_findings import (
    say_ballots,
    say_doubt,
    say_first,
    say_over_quota,
    say_shortlist,
)
from playbook.stages.ideation.dots import (
    audit_columns,
    ballot_audit,
    ballot_matrix,
    dot_ranking,
    dot_robustness,
    effect_of_over_quota,
    shortlist,
    without_names,
)
from playbook.stages.ideation.figures import draw_coverage, draw_dots, draw_themes
from playbook.stages.ideation.labels import LABELS
from playbook.stages.ideation.note_findings import (
    say_ai,
    say_coverage,
    say_duplicates,
    say_follow_ups,
    say_participation,
    say_proposed_themes,
    say_themes,
)
from playbook.stages.ideation.notes import (
    ai_counts,
    follow_ups,
    near_duplicates,
    participation,
    proposed_themes,
    step_coverage,
    theme_proposal_accuracy,
)

__all__ = [
    "ACTIVITIES",
    "LABELS",
    "ai_counts",
    "audit_columns",
    "ballot_audit",
    "ballot_matrix",
    "dot_ranking",
    "dot_robustness",
    "draw_coverage",
    "draw_dots",
    "draw_themes",
    "effect_of_over_quota",
    "follow_ups",
    "near_duplicates",
    "participation",
    "proposed_themes",
    "say_ai",
    "say_ballots",
    "say_coverage",
    "say_doubt",
    "say_duplicates",
    "say_first",
    "say_follow_ups",
    "say_over_quota",
    "say_participation",
    "say_proposed_themes",
    "say_shortlist",
    "say_themes",
    "shortlist",
    "step_coverage",
    "theme_proposal_accuracy",
    "without_names",
]
