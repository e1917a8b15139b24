"""What the columns of the impact study's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS

REASON_WORDS = {
    "heavy": N_("heavy"),
    "no_training": N_("no training"),
    "unrated": N_("not rated"),
}

LABELS = {
    "people": Label(N_("People"), Format.WHOLE),
    "groups": Label(N_("Groups"), Format.WHOLE),
    "sizes": Label(N_("People in each group"), missing=N_("none of the right size")),
    "group": Label(N_("Group"), missing=N_("not said")),
    "gaps": Label(N_("Gaps"), Format.WHOLE),
    "described": Label(N_("Described, today and target"), Format.WHOLE),
    "label": Label(N_("What it is")),
    "other_id": Label(N_("May be the same as")),
    "other_label": Label(N_("What that is")),
    "other_group": Label(N_("Its group"), missing=N_("not said")),
    "similarity": Label(N_("Similarity"), Format.DECIMAL),
    "gap_ids": Label(N_("Gaps")),
    "found_by": Label(N_("Found by"), missing=N_("not said")),
    "merged": Label(N_("Gaps merged"), Format.WHOLE),
    "people_impacts": Label(N_("Impacts on people"), Format.WHOLE),
    "organisation_impacts": Label(N_("Impacts on the organisation"), Format.WHOLE),
    "impacts": Label(N_("Impacts"), Format.WHOLE),
    "headcount": Label(N_("People"), Format.WHOLE, missing=N_("unknown")),
    "headcounts_differ": Label(N_("Headcounts differ"), Format.YES_NO),
    "severity": Label(N_("Severity"), Format.PLAIN, missing=N_("not rated")),
    "unrated": Label(N_("Not rated"), Format.WHOLE),
    "weight": Label(N_("Severity × people"), Format.PLAIN, missing=N_("unknown")),
    "heavy": Label(N_("Heavy"), Format.WHOLE),
    "lighter": Label(N_("Lighter"), Format.WHOLE),
    "dimension": Label(N_("Dimension"), codes=ORGANISATION_DIMENSIONS),
    "description": Label(N_("What changes")),
    "subject": Label(N_("Job or dimension")),
    "change": Label(N_("What changes"), missing=N_("not said")),
    "reasons": Label(N_("Why it is here"), codes=REASON_WORDS),
}
