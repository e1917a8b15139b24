"""Solution selection: the weighted grid, how sure it is, costs, orals, and a recommendation."""

from playbook.stages.solution_selection.advice import Advice, rate_effects, recommend
from playbook.stages.solution_selection.advice_findings import (
    overturning_title,
    say_advice,
    say_overturned,
)
from playbook.stages.solution_selection.choice import (
    ranking,
    robustness,
    second_opinions,
    weight_changes,
    without_each_juror,
)
from playbook.stages.solution_selection.comparison import (
    break_even,
    complete,
    crossing_rates,
    frontier,
)
from playbook.stages.solution_selection.cost_figures import (
    draw_categories,
    draw_cumulative,
)
from playbook.stages.solution_selection.cost_findings import (
    say_break_even,
    say_costs,
    say_frontier,
    say_gaps,
    say_own_time,
    say_price_of_minimums,
)
from playbook.stages.solution_selection.cost_years import (
    by_year,
    flows_by_solution,
    present_value,
    years_across,
)
from playbook.stages.solution_selection.costs import (
    by_category,
    cost_gaps,
    cost_lines,
    own_time_split,
    totals,
)
from playbook.stages.solution_selection.elimination import admitted, minimums
from playbook.stages.solution_selection.frontier_figure import draw_frontier
from playbook.stages.solution_selection.grid_figures import (
    draw_grid,
    draw_solution_ranking,
    draw_weights,
)
from playbook.stages.solution_selection.grids import (
    criterion_grid,
    favourites,
    juror_scores,
    section_scores,
)
from playbook.stages.solution_selection.juror_figures import draw_jurors, draw_orals
from playbook.stages.solution_selection.jury import Jury, lay_out, missing_scores
from playbook.stages.solution_selection.jury_findings import (
    say_minimums,
    say_missing,
    say_scope,
    say_sections,
    say_weights_absent,
)
from playbook.stages.solution_selection.labels import LABELS
from playbook.stages.solution_selection.levers import apply_rule, moved_levers
from playbook.stages.solution_selection.money import amounts_in, costs_by_year
from playbook.stages.solution_selection.orals import comments, digest, notes
from playbook.stages.solution_selection.own_time_figure import draw_split
from playbook.stages.solution_selection.ranking_findings import (
    say_favourites,
    say_first,
    say_jurors,
    say_opinions,
    say_orals,
    say_sure,
    say_weights,
)
from playbook.stages.solution_selection.scoping import choose_use_case, scope

__all__ = [
    "LABELS",
    "Advice",
    "Jury",
    "admitted",
    "amounts_in",
    "apply_rule",
    "break_even",
    "by_category",
    "by_year",
    "choose_use_case",
    "comments",
    "complete",
    "cost_gaps",
    "cost_lines",
    "costs_by_year",
    "criterion_grid",
    "crossing_rates",
    "digest",
    "draw_categories",
    "draw_cumulative",
    "draw_frontier",
    "draw_grid",
    "draw_jurors",
    "draw_orals",
    "draw_solution_ranking",
    "draw_split",
    "draw_weights",
    "favourites",
    "flows_by_solution",
    "frontier",
    "juror_scores",
    "lay_out",
    "minimums",
    "missing_scores",
    "moved_levers",
    "notes",
    "overturning_title",
    "own_time_split",
    "present_value",
    "ranking",
    "rate_effects",
    "recommend",
    "robustness",
    "say_advice",
    "say_break_even",
    "say_costs",
    "say_favourites",
    "say_first",
    "say_frontier",
    "say_gaps",
    "say_jurors",
    "say_minimums",
    "say_missing",
    "say_opinions",
    "say_orals",
    "say_overturned",
    "say_own_time",
    "say_price_of_minimums",
    "say_scope",
    "say_sections",
    "say_sure",
    "say_weights",
    "say_weights_absent",
    "scope",
    "second_opinions",
    "section_scores",
    "totals",
    "weight_changes",
    "without_each_juror",
    "years_across",
]
