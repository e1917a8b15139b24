"""What the columns of the primer's tables are called."""

from __future__ import annotations

import math

from playbook.language import N_, format_number, format_percent
from playbook.show.labels import Format, Label
from playbook.tables.feasibility import READINESS_DIMENSIONS

COMPANY_WORDS = {
    "same": N_("Scans like the provider’s"),
    "askew": N_("Scans askew"),
    "other": N_("Needs other digits"),
}
WAY_WORDS = {
    "as_is": N_("as it is"),
    "adapted": N_("trained further"),
    "scratch": N_("from scratch"),
}
OUTCOMES = {
    "implement": N_("Implement"),
    "train_further": N_("Train further, then implement"),
    "give_up": N_("Give up"),
}
VERDICT_WORDS = {
    "go": N_("Go"),
    "collect": N_("Collect"),
    "consolidate": N_("Consolidate"),
    "stop": N_("Stop"),
    "assess": N_("Assess first"),
}

LABELS = {
    "round": Label(N_("Training round"), Format.WHOLE),
    "volume": Label(N_("Training images"), Format.WHOLE),
    "known": Label(N_("Right on its own images"), Format.PERCENT),
    "accuracy": Label(N_("Right in the test"), Format.PERCENT),
    "accuracy_low": Label(N_("Worst to best training"), Format.PERCENT, until="accuracy_high"),
    "passed": Label(N_("Passed"), Format.YES_NO),
    "noise": Label(N_("Wrong labels"), Format.PERCENT),
    "balance": Label(N_("Askew images"), Format.PERCENT),
    "straight_errors": Label(N_("Errors on straight images"), Format.PERCENT),
    "askew_errors": Label(N_("Errors on askew images"), Format.PERCENT),
    "chosen": Label(N_("As set"), Format.YES_NO),
    "company": Label(N_("Company"), codes=COMPANY_WORDS),
    "as_is": Label(N_("Product as it is"), Format.PERCENT),
    "adapted": Label(N_("Trained further"), Format.PERCENT, missing=N_("not possible")),
    "scratch": Label(N_("From scratch"), Format.PERCENT),
    "confidence": Label(N_("Its own confidence"), Format.PERCENT),
    "own_volume": Label(N_("Own images"), Format.WHOLE),
    "short": Label(N_("Falls short"), codes=READINESS_DIMENSIONS, missing=N_("nothing")),
    "not_assessed": Label(N_("Not assessed"), codes=READINESS_DIMENSIONS),
    "verdict": Label(N_("Verdict"), codes={**OUTCOMES, **VERDICT_WORDS}),
}


def write_share(share: float, required: float) -> str:
    """Write a share; one that falls short of what is required does not look as if it did not."""
    if share < required and format_percent(share) == format_percent(required):
        return format_percent(math.floor(share * 1000) / 1000, 1)
    return format_percent(share)


def write_score(score: float) -> str:
    """Write a score with no more decimals than it has, two at most."""
    decimals = (digits for digits in (0, 1) if round(score, digits) == score)
    return format_number(score, next(decimals, 2))
