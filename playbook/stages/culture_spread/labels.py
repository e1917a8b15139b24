"""What the columns of the culture stage's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.stages.culture_spread.departments import NAMED_IN
from playbook.tables import TABLES

POSITIONS = {
    "exchanges": N_("Gives and takes"),
    "lends_only": N_("Only gives"),
    "borrows_only": N_("Only takes"),
    "silo": N_("Silo"),
    "not_listed": N_("Not on the list of data"),
}
ODDITIES = {
    "closed_but_used": N_("Closed, yet used by others"),
    "shared_unused": N_("Open to all, used by its owner only"),
    "unrecorded": N_("No user recorded"),
}
STATES = {
    "none": N_("No referent"),
    "alone": N_("Referent without a manager"),
    "paired": N_("Referent and manager"),
}
MISSING_PARTS = {
    "lesson": N_("The lesson"),
    "outcome": N_("The outcome"),
    "both": N_("The outcome and the lesson"),
}

LABELS = {
    "assets": Label(N_("Data assets"), Format.WHOLE),
    "shared": Label(N_("Open to all"), Format.WHOLE),
    "on_request": Label(N_("On request"), Format.WHOLE),
    "closed": Label(N_("Closed"), Format.WHOLE),
    "used_by": Label(N_("Used by"), missing=N_("not recorded")),
    "oddity": Label(N_("What to check"), codes=ODDITIES),
    "holds": Label(N_("Assets held"), Format.WHOLE),
    "unrecorded": Label(N_("Of which users not recorded"), Format.WHOLE),
    "lends": Label(N_("Assets used by others"), Format.WHOLE),
    "lends_to": Label(N_("Given to departments"), Format.WHOLE),
    "borrows": Label(N_("Assets used of others"), Format.WHOLE),
    "borrows_from": Label(N_("Taken from departments"), Format.WHOLE),
    "position": Label(N_("Position"), codes=POSITIONS),
    "found_in": Label(
        N_("Known from"), codes={name: TABLES[name].label for name in NAMED_IN}
    ),
    "referent": Label(N_("Referent"), missing=N_("none")),
    "management_pair": Label(N_("Management pair"), missing=N_("none")),
    "state": Label(N_("Standing"), codes=STATES),
    "done": Label(N_("Sites done"), Format.WHOLE),
    "running": Label(N_("Running"), Format.WHOLE),
    "planned": Label(N_("Planned"), Format.WHOLE),
    "abandoned": Label(N_("Abandoned"), Format.WHOLE),
    "abandoned_at": Label(N_("Abandoned at")),
    "next_sites": Label(N_("Nothing recorded at")),
    "initiatives": Label(N_("Initiatives"), Format.WHOLE),
    "with_lesson": Label(N_("With a lesson"), Format.WHOLE),
    "without_lesson": Label(N_("Without a lesson"), Format.WHOLE),
    "outcome": Label(
        N_("Outcome"), codes=TABLES["initiatives"].column("outcome").codes, missing=N_("not noted")
    ),
    "status": Label(N_("Status"), codes=TABLES["initiatives"].column("status").codes),
    "missing": Label(N_("What is missing"), codes=MISSING_PARTS),
}  # fmt: skip
