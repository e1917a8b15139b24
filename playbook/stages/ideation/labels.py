"""What the columns of the ideation stage's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.tables.framing import ROUNDS

LABELS = {
    "first_reflection": Label(ROUNDS["first_reflection"], Format.WHOLE),
    "process_step": Label(ROUNDS["process_step"], Format.WHOLE),
    "follow_up": Label(ROUNDS["follow_up"], Format.WHOLE),
    "theme": Label(N_("Theme"), missing=N_("No theme yet")),
    "notes": Label(N_("Notes"), Format.WHOLE),
    "reached": Label(N_("Quota reached"), Format.YES_NO),
    "with_ai": Label(N_("With AI"), Format.WHOLE),
    "without_ai": Label(N_("Without AI"), Format.WHOLE),
    "undecided": Label(N_("Undecided"), Format.WHOLE),
    "other_id": Label(N_("Other idea")),
    "other_text": Label(N_("Its text")),
    "similarity": Label(N_("Similarity"), Format.DECIMAL),
    "proposed_theme": Label(N_("Proposed theme")),
    "closest_text": Label(N_("Closest note")),
    "dots": Label(N_("Dots"), Format.WHOLE),
    "ideas": Label(N_("Ideas"), Format.WHOLE),
    "over": Label(N_("Too many"), Format.WHOLE),
    "unused": Label(N_("Unused"), Format.WHOLE),
    "piled": Label(N_("Beyond the limit on one idea"), Format.WHOLE),
    "unknown": Label(N_("On unknown ideas"), Format.WHOLE),
    "voters": Label(N_("Voters"), Format.WHOLE),
}
