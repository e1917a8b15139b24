"""What the columns of the RUN steering stage's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.stages.shared.meetings import MEETING_LABELS
from playbook.tables.operation import BENEFIT_KINDS, CHECKLIST_STATUSES, REQUEST_KINDS

STANDINGS = {
    "stalled": N_("Stalled"),
    "fell_back": N_("Fell back below the target"),
    "growing": N_("Growing"),
    "too_short": N_("Too few measurements"),
    "reached": N_("Target reached"),
}
UNIT_WORDS = {"currency": N_("money"), "hours": N_("hours"), "points": N_("points (mean)")}
OUTCOMES = {
    "paid_back": N_("Broke even"),
    "ahead": N_("Projected"),
    "beyond": N_("Not within the years whose costs are known"),
    "no_money": N_("No benefit in money"),
    "no_costs": N_("No cost is known"),
    "costs_end": N_("Costs of a year of RUN are missing"),
}
KINDS = {"all": N_("All requests"), **REQUEST_KINDS}

LABELS = {
    **MEETING_LABELS,
    "solution": Label(N_("Solution")),
    "done": Label(CHECKLIST_STATUSES["done"], Format.WHOLE),
    "in_progress": Label(CHECKLIST_STATUSES["in_progress"], Format.WHOLE),
    "todo": Label(CHECKLIST_STATUSES["todo"], Format.WHOLE),
    "not_applicable": Label(CHECKLIST_STATUSES["not_applicable"], Format.WHOLE),
    "status": Label(N_("Status"), codes=CHECKLIST_STATUSES),
    "share_done": Label(N_("Share done"), Format.PERCENT),
    "owner": Label(N_("Owner"), missing=N_("nobody")),
    "due_on": Label(N_("Due on"), Format.DATE, missing=N_("no date")),
    "days_late": Label(N_("Days late"), Format.WHOLE),
    "no_owner": Label(N_("No owner"), Format.YES_NO),
    "measurements": Label(N_("Measurements"), Format.WHOLE),
    "latest_on": Label(N_("Latest measurement"), Format.DATE),
    "rate": Label(N_("Adoption"), Format.PERCENT),
    "best_before": Label(N_("Best before"), Format.PERCENT),
    "best_recent": Label(N_("Best of the last ones"), Format.PERCENT),
    "standing": Label(N_("Where it stands"), codes=STANDINGS),
    "unit": Label(N_("Unit"), codes=UNIT_WORDS),
    "compared": Label(N_("Measurements compared"), Format.WHOLE),
    "not_compared": Label(N_("Without expectation"), Format.WHOLE),
    "amount": Label(N_("Obtained"), Format.PLAIN),
    "expected": Label(N_("Expected"), Format.PLAIN, missing=N_("not said")),
    "ratio": Label(N_("Obtained / expected"), Format.PERCENT),
    "recent_ratio": Label(N_("Last three"), Format.PERCENT),
    "build": Label(N_("BUILD"), Format.WHOLE),
    "spent": Label(N_("RUN to date"), Format.WHOLE),
    "brought": Label(N_("Benefits in money"), Format.WHOLE),
    "balance": Label(N_("Balance"), Format.WHOLE),
    "outcome": Label(N_("What that makes"), codes=OUTCOMES),
    "break_even": Label(N_("Break-even by"), Format.DATE),
    "hours": Label(N_("Hours saved"), Format.WHOLE),
    "hour_needed": Label(N_("An hour must be worth"), Format.DECIMAL),
    "kind": Label(N_("Kind"), codes={**KINDS, **BENEFIT_KINDS}),
    "open": Label(N_("Requests still open"), Format.WHOLE),
    "closed": Label(N_("Settled requests"), Format.WHOLE),
    "requests": Label(N_("Requests"), Format.WHOLE),
    "age_days": Label(N_("Days open"), Format.WHOLE),
    "median": Label(N_("Half are settled within (days)"), Format.WHOLE, missing=N_("not reached")),
    "median_low": Label(
        N_("Likely (days)"), Format.WHOLE, until="median_high", missing=N_("not known")
    ),
    "answered": Label(N_("Answered"), Format.YES_NO),
    "text": Label(N_("What was said"), missing=N_("nothing written")),
}  # fmt: skip
