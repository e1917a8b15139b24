"""Change messages: which phase of perception each department is in, and what it needs to hear."""

from playbook.stages.change_messages.answer_figures import draw_answers
from playbook.stages.change_messages.evolution import latest, moves
from playbook.stages.change_messages.findings import (
    say_age,
    say_messages,
    say_moves,
    say_phases,
    say_stories,
    say_surveys,
    say_unsure,
    say_withheld,
)
from playbook.stages.change_messages.labels import LABELS
from playbook.stages.change_messages.messages import MESSAGES, message_plan, stories
from playbook.stages.change_messages.phase_figures import draw_phases
from playbook.stages.change_messages.phases import phase_chances, phase_numbers, phases_by_survey
from playbook.stages.change_messages.protection import coarse, large_enough, publish, until

__all__ = [
    "LABELS",
    "MESSAGES",
    "coarse",
    "draw_answers",
    "draw_phases",
    "large_enough",
    "latest",
    "message_plan",
    "moves",
    "phase_chances",
    "phase_numbers",
    "phases_by_survey",
    "publish",
    "say_age",
    "say_messages",
    "say_moves",
    "say_phases",
    "say_stories",
    "say_surveys",
    "say_unsure",
    "say_withheld",
    "stories",
    "until",
]
