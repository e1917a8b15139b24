"""What the columns of the change messages' tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.stages.change_messages.phases import PHASES
from playbook.tables.culture import INITIATIVE_OUTCOMES, INITIATIVE_STATUSES

SHORT_PHASES = {
    "phase_1": N_("Phase 1"),
    "between_1_2": N_("Phases 1 and 2"),
    "phase_2": N_("Phase 2"),
    "between_2_3": N_("Phases 2 and 3"),
    "phase_3": N_("Phase 3"),
}
DIRECTIONS = {"forward": N_("Forward"), "same": N_("No change"), "back": N_("Back")}

LABELS = {
    "department": Label(N_("Department")),
    "respondents": Label(N_("Respondents"), Format.WHOLE),
    "phase": Label(N_("Phase"), codes=PHASES),
    "chance": Label(N_("Chance of this phase"), Format.PERCENT),
    "first_date": Label(N_("First survey"), Format.DATE),
    "phase_before": Label(N_("Phase then"), codes=SHORT_PHASES),
    "phase_now": Label(N_("Phase now"), codes=SHORT_PHASES),
    "direction": Label(N_("Move"), codes=DIRECTIONS),
    "move_chance": Label(N_("Chance of this move"), Format.PERCENT),
    "message_phase": Label(N_("Messages of"), codes=SHORT_PHASES),
    "departments": Label(N_("For")),
    "aim": Label(N_("Aim")),
    "say": Label(N_("What to say")),
    "show": Label(N_("What to show")),
    "avoid": Label(N_("What to avoid")),
    "title": Label(N_("Initiative")),
    "status": Label(N_("Status"), codes=INITIATIVE_STATUSES),
    "outcome": Label(N_("Outcome"), codes=INITIATIVE_OUTCOMES),
    "serves": Label(N_("Serves the messages of"), codes=SHORT_PHASES),
}
