"""Spreading the AI and data culture: data shared, referents, roll-outs, lessons."""

from playbook.stages.culture_spread.departments import (
    NAMED_IN,
    footholds,
    known_departments,
    referent_coverage,
    spell_alike,
)
from playbook.stages.culture_spread.figures import (
    draw_openness,
    draw_outcomes,
)
from playbook.stages.culture_spread.findings import (
    OWN_TABLES,
    say_lacking,
    say_one_way,
    say_openness,
    say_pairs,
    say_referents,
    say_silos,
    say_worth_checking,
)
from playbook.stages.culture_spread.grids import (
    draw_exchanges,
    draw_footholds,
    draw_rollouts,
)
from playbook.stages.culture_spread.initiatives import (
    lessons,
    outcome_counts,
    unlearnt,
)
from playbook.stages.culture_spread.labels import (
    LABELS,
)
from playbook.stages.culture_spread.rollouts import (
    rollout_progress,
    status_matrix,
)
from playbook.stages.culture_spread.sharing import (
    department_exchanges,
    exchange_matrix,
    openness,
    uses,
    worth_checking,
)
from playbook.stages.culture_spread.spread_findings import (
    say_footholds,
    say_given_up,
    say_lessons,
    say_next_sites,
    say_rollouts,
    say_unlearnt,
)

__all__ = [
    "LABELS",
    "NAMED_IN",
    "OWN_TABLES",
    "department_exchanges",
    "draw_exchanges",
    "draw_footholds",
    "draw_openness",
    "draw_outcomes",
    "draw_rollouts",
    "exchange_matrix",
    "footholds",
    "known_departments",
    "lessons",
    "openness",
    "outcome_counts",
    "referent_coverage",
    "rollout_progress",
    "say_footholds",
    "say_given_up",
    "say_lacking",
    "say_lessons",
    "say_next_sites",
    "say_one_way",
    "say_openness",
    "say_pairs",
    "say_referents",
    "say_rollouts",
    "say_silos",
    "say_unlearnt",
    "say_worth_checking",
    "spell_alike",
    "status_matrix",
    "unlearnt",
    "uses",
    "worth_checking",
]
