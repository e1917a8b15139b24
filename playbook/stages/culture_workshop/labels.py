"""What the columns of the culture workshop's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.tables.culture import INITIATIVE_OUTCOMES, INITIATIVE_STATUSES, QUESTIONS, REASONS

ASKED = {
    "typical_week": N_("Which tasks fill an ordinary week, or keep coming back?"),
    "time_savings": N_("On which tasks could you save time?"),
    "not_enough_time": N_("Which tasks deserve more time, or should be part of your job?"),
}  # fmt: skip
PLACES = {
    "inside": N_("In the marked zone"),
    "outside": N_("Elsewhere on the matrix"),
    "not_placed": N_("Not placed"),
}

LABELS = {
    "group": Label(N_("Group")),
    "asked": Label(N_("What it asks"), codes=ASKED),
    "turn_1": Label(N_("First turn"), codes=QUESTIONS, missing=N_("nobody")),
    "turn_2": Label(N_("Second turn"), codes=QUESTIONS, missing=N_("nobody")),
    "turn_3": Label(N_("Third turn"), codes=QUESTIONS, missing=N_("nobody")),
    "inside": Label(PLACES["inside"], Format.WHOLE),
    "outside": Label(PLACES["outside"], Format.WHOLE),
    "not_placed": Label(PLACES["not_placed"], Format.WHOLE),
    "tasks": Label(N_("Tasks"), Format.WHOLE),
    "groups": Label(N_("Groups that wrote"), Format.WHOLE),
    "text": Label(N_("What was written")),
    "place": Label(N_("Place"), codes=PLACES),
    "dots": Label(N_("Dots"), Format.WHOLE),
    "automatable": Label(REASONS["automatable"], Format.WHOLE),
    "data_intensive": Label(REASONS["data_intensive"], Format.WHOLE),
    "other_id": Label(N_("Other task")),
    "other_text": Label(N_("What was written there")),
    "other_question": Label(N_("Under the question"), codes=QUESTIONS),
    "similarity": Label(N_("Similarity"), Format.DECIMAL),
    "initiative": Label(N_("Closest initiative")),
    "title": Label(N_("Initiative")),
    "status": Label(N_("Status"), codes=INITIATIVE_STATUSES),
    "outcome": Label(N_("Outcome"), codes=INITIATIVE_OUTCOMES),
    "close_tasks": Label(N_("Tasks close to it"), Format.WHOLE),
}
