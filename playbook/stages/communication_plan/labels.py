"""What the columns of the communication plan's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.stages.communication_plan.actions import STATES
from playbook.tables.deployment import COMMUNICATION_STATUSES, LEVELS, TARGETS

VERDICTS = {
    "not_told": N_("the relay is never told"),
    "late": N_("told too late"),
    "same_day": N_("same day"),
    "in_time": N_("told first"),
}

LABELS = {
    "label": Label(N_("Target")),
    "target": Label(N_("Target")),
    "group": Label(N_("Group"), codes=TARGETS),
    "headcount": Label(N_("People"), Format.WHOLE, missing=N_("unknown")),
    "stakes": Label(N_("What is at stake"), missing=N_("not said")),
    "proposed_stakes": Label(N_("Proposal, to be discussed"), missing=N_("none: ask them")),
    "actions": Label(N_("Actions"), Format.WHOLE),
    "first_on": Label(N_("First hears"), Format.DATE, missing=N_("never")),
    "overdue": Label(N_("Overdue"), Format.WHOLE),
    "last_on": Label(N_("Last heard"), Format.DATE, missing=N_("nothing yet")),
    "next_on": Label(N_("Next"), Format.DATE, missing=N_("nothing")),
    **{level: Label(word, Format.WHOLE) for level, word in LEVELS.items()},
    "date": Label(N_("Date"), Format.DATE),
    "level": Label(N_("Level"), codes=LEVELS),
    "support": Label(N_("Support"), missing=N_("none")),
    "owner": Label(N_("Owner"), missing=N_("nobody")),
    "status": Label(N_("Status"), codes=COMMUNICATION_STATUSES, missing=N_("not said")),
    "state": Label(N_("State"), codes=STATES),
    "most": Label(N_("Most in one month"), Format.WHOLE),
    "month": Label(N_("Busiest month")),
    "crowded": Label(N_("Months with too many"), Format.WHOLE),
    "relay": Label(N_("Relay"), codes=TARGETS),
    "informs": Label(N_("Hears before"), codes=TARGETS),
    "reason": Label(N_("Why")),
    "source": Label(N_("Where that comes from")),
    "verdict": Label(N_("Order"), codes=VERDICTS),
    "relay_target": Label(N_("Who relays")),
    "relay_first_on": Label(N_("Relay first hears"), Format.DATE, missing=N_("never")),
    "informed": Label(N_("Group"), codes=TARGETS),
    "lead_days": Label(N_("Days of lead"), Format.WHOLE),
}  # fmt: skip
