"""How an AI solution is trained: what data do to a model, shown live, and how ready ours are."""

from playbook.stages.training_primer.controls import Panel
from playbook.stages.training_primer.decision_figures import (
    draw_own_volume,
    draw_readiness,
    draw_trials,
)
from playbook.stages.training_primer.decision_findings import (
    say_own_volume,
    say_readiness,
    say_rule,
    say_trials,
)
from playbook.stages.training_primer.experiments import Lab, Settings, sweep
from playbook.stages.training_primer.figures import draw_balance, draw_noise, draw_volume
from playbook.stages.training_primer.findings import (
    say_balance,
    say_learning,
    say_noise,
    say_rounds,
    say_settings,
    say_volume,
)
from playbook.stages.training_primer.grouping import compare_learning
from playbook.stages.training_primer.labels import LABELS
from playbook.stages.training_primer.learning_figures import draw_rounds, draw_samples, draw_wines
from playbook.stages.training_primer.quiz import LiveQuiz
from playbook.stages.training_primer.readiness import readiness, shortcomings, verdicts
from playbook.stages.training_primer.rounds import final_check, rounds
from playbook.stages.training_primer.turnkey import open_market, own_volume_curve, trials

__all__ = [
    "LABELS",
    "Lab",
    "LiveQuiz",
    "Panel",
    "Settings",
    "compare_learning",
    "draw_balance",
    "draw_noise",
    "draw_own_volume",
    "draw_readiness",
    "draw_rounds",
    "draw_samples",
    "draw_trials",
    "draw_volume",
    "draw_wines",
    "final_check",
    "open_market",
    "own_volume_curve",
    "readiness",
    "rounds",
    "say_balance",
    "say_learning",
    "say_noise",
    "say_own_volume",
    "say_readiness",
    "say_rounds",
    "say_rule",
    "say_settings",
    "say_trials",
    "say_volume",
    "shortcomings",
    "sweep",
    "trials",
    "verdicts",
]
