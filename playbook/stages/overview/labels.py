"""What the columns of the overview's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.tables import TABLES
from playbook.tables.operation import BENEFIT_KINDS

STANDINGS = {
    "complete": N_("All tables"),
    "partial": N_("Some tables"),
    "none": N_("Nothing yet"),
}
LAYER_NAMES = {
    "idea": N_("Idea"),
    "use_case": N_("Use case"),
    "decision": N_("Decision"),
    "solution": N_("Solution"),
    "rollout": N_("Roll-out"),
    "benefit": N_("Benefit"),
}
BREACHES = {
    "benefit_not_selected": N_("Benefit of something not selected"),
    "deployed_not_selected": N_("Rolled out though not selected"),
    "rollout_without_solution": N_("Roll-out without a solution"),
    "run_without_rollout": N_("Solution in RUN without a roll-out"),
    "rollout_without_benefit": N_("Rolled out, no benefit measured"),
    "benefit_without_usage": N_("Benefit measured, use is not"),
    "selected_without_solution": N_("Selected, no solution"),
    "solution_without_use_case": N_("Solution without a use case"),
    "solution_not_selected": N_("Solution for a use case not selected"),
    "decided_not_rated": N_("Decided without a vote"),
    "rated_not_decided": N_("Voted on, not decided"),
    "use_case_without_idea": N_("Use case without an idea"),
}
REMEDIES = {
    "benefit_not_selected": N_("Decide on it, or say whose benefit it is."),
    "deployed_not_selected": N_("Decide on it, or stop it."),
    "rollout_without_solution": N_("Name the solution, or call the roll-out off."),
    "run_without_rollout": N_("Note the sites where it is used."),
    "rollout_without_benefit": N_("Measure what it brings."),
    "benefit_without_usage": N_("Measure how many people use it."),
    "selected_without_solution": N_("Look for a solution, or defer it."),
    "solution_without_use_case": N_("Name the use case that it serves."),
    "solution_not_selected": N_("Stop the study, or decide on the use case again."),
    "decided_not_rated": N_("Say what the decision rests on."),
    "rated_not_decided": N_("Decide: selected, deferred or rejected."),
    "use_case_without_idea": N_("Name the idea, or note who asked for it."),
}
MEASURES = {
    "kept": N_("Share of the expectation realised"),
    "revenue": N_("Revenue"),
    "cost_avoided": N_("Cost avoided"),
    "time_saved": N_("Time saved"),
    "quality": N_("Quality"),
}
REFUSALS = {
    "too_few": N_("Too few use cases"),
    "all_equal": N_("All the same"),
}
TABLE_NAMES = {name: table.label for name, table in TABLES.items()}

LABELS = {
    "stage": Label(N_("Stage")),
    "standing": Label(N_("Data"), codes=STANDINGS),
    "rows": Label(N_("Rows"), Format.WHOLE),
    "latest": Label(N_("Last happened"), Format.DATE),
    "filled": Label(N_("Tables with rows"), codes=TABLE_NAMES),
    "absent": Label(N_("Still missing"), codes=TABLE_NAMES),
    "thread": Label(N_("Identifier")),
    "use_case": Label(N_("Use cases"), Format.WHOLE),
    "idea": Label(N_("Comes from an idea"), Format.YES_NO),
    "votes": Label(N_("Voters"), Format.WHOLE),
    "outcome": Label(
        N_("Decision"), codes=TABLES["decisions"].column("outcome").codes, missing=N_("none yet")
    ),
    "solution": Label(N_("Solutions"), Format.WHOLE),
    "in_run": Label(N_("Solutions in RUN"), Format.WHOLE),
    "rollout": Label(N_("Sites"), Format.WHOLE),
    "deployed": Label(N_("Sites running or done"), Format.WHOLE),
    "benefit": Label(N_("Kinds of benefit measured"), Format.WHOLE),
    "used": Label(N_("Use measured"), Format.YES_NO),
    "breach": Label(N_("Break"), codes=BREACHES),
    "layer": Label(N_("Where"), codes=LAYER_NAMES),
    "what_to_do": Label(N_("What to do"), codes=REMEDIES),
    "kind": Label(N_("Kind of benefit"), codes=BENEFIT_KINDS),
    "name": Label(N_("Solution")),
    "dates": Label(N_("Measurements"), Format.WHOLE),
    "compared": Label(N_("Of which compared"), Format.WHOLE),
    "shown_amount": Label(N_("Realised")),
    "shown_expected": Label(N_("Expected")),
    "shown_ratio": Label(N_("Realised / expected"), missing=N_("not known")),
    "ratio": Label(N_("Realised / expected"), Format.PERCENT, missing=N_("not known")),
    "value": Label(N_("Value (mean vote)"), Format.DECIMAL),
    "voters": Label(N_("Voters"), Format.WHOLE),
    "shown_kept": Label(N_("Realised / expected"), missing=N_("not known")),
    "measure": Label(N_("Compared with the votes on value"), codes=MEASURES),
    "use_cases": Label(N_("Use cases with both"), Format.WHOLE),
    "needed": Label(N_("Needed"), Format.WHOLE),
    "correlation": Label(N_("Rank correlation"), Format.DECIMAL),
    "p_value": Label(N_("As much by chance"), Format.LIKELIHOOD),
    "refusal": Label(N_("Why there is no answer"), codes=REFUSALS),
}
