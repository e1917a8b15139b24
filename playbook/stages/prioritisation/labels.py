"""What the columns of the prioritisation stage's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.stages.prioritisation.matrix_figure import QUADRANTS

CRITERIA = {"value": N_("Value"), "feasibility": N_("Feasibility"), "score": N_("Weighted score")}
BANDS = {"low": N_("Low"), "medium": N_("Medium"), "high": N_("High")}
VERDICTS = {
    "agreed": N_("As the votes"),
    "chosen_against_votes": N_("In spite of the votes"),
    "passed_over": N_("Passed over"),
    "chosen_without_rank": N_("Without a rank by the votes"),
    "undecided": N_("Still open"),
}
MEASURES = {
    "krippendorff_alpha": N_("Krippendorff's alpha (ordinal)"),
    "kendall_w": N_("Kendall's W"),
}

LABELS = {
    "minutes_each": Label(N_("Minutes for each"), Format.WHOLE),
    "fitting": Label(N_("Use cases that fit"), Format.WHOLE),
    "left_over": Label(N_("Listed ones that do not"), Format.WHOLE),
    "missing_value": Label(N_("Missing on value"), Format.WHOLE),
    "missing_feasibility": Label(N_("Missing on feasibility"), Format.WHOLE),
    "missing_use_cases": Label(N_("On which use cases")),
    "value_votes": Label(N_("Votes on value"), Format.WHOLE),
    "feasibility_votes": Label(N_("Votes on feasibility"), Format.WHOLE),
    "value_spread": Label(N_("Spread of value"), Format.DECIMAL),
    "feasibility_spread": Label(N_("Spread of feasibility"), Format.DECIMAL),
    "quadrant": Label(N_("Quadrant"), codes=QUADRANTS),
    "winners": Label(N_("First without them")),
    "winner_changes": Label(N_("First place changes"), Format.YES_NO),
    "top_changes": Label(N_("First places change"), Format.YES_NO),
    "criterion": Label(N_("Criterion"), codes=CRITERIA),
    "weight": Label(N_("Weight"), Format.PERCENT),
    "changed_weight": Label(N_("Another wins at"), Format.PERCENT, missing=N_("no weight")),
    "change": Label(N_("Change of weight"), Format.PERCENT),
    "new_winner": Label(N_("New winner")),
    "measure": Label(N_("Measure"), codes=MEASURES),
    "on": Label(N_("Agreement on"), codes=CRITERIA),
    "coefficient": Label(N_("Coefficient"), Format.DECIMAL, missing=N_("undefined")),
    "voters": Label(N_("Voters"), Format.WHOLE),
    "value_disagreement": Label(N_("Disagreement on value"), Format.DECIMAL),
    "feasibility_disagreement": Label(N_("Disagreement on feasibility"), Format.DECIMAL),
    "value_band": Label(N_("Disagreement on value"), codes=BANDS),
    "feasibility_band": Label(N_("Disagreement on feasibility"), codes=BANDS),
    "talk_again": Label(N_("To talk about again"), Format.YES_NO),
    "verdict": Label(N_("Compared with the votes"), codes=VERDICTS),
    "outcome": Label(N_("Decision"), codes={
        "selected": N_("Selected"), "deferred": N_("Deferred"), "rejected": N_("Rejected"),
    }, missing=N_("none yet")),
    "text": Label(N_("Idea it comes from")),
    "dots": Label(N_("Dots"), Format.WHOLE),
}  # fmt: skip
