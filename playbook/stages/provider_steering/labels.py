"""What the columns of the provider steering stage's tables are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label
from playbook.stages.shared.meetings import MEETING_LABELS

VERDICTS = {"enough": N_("Enough"), "low": N_("Too low")}
ISSUES = {
    "none": N_("no audit on record"),
    "overdue": N_("due again"),
    "result_missing": N_("result of the latest not known"),
    "not_certified": N_("last result from a body that is not certified"),
    "certificate_missing": N_("not known whether the body of the last result is certified"),
    "reservations": N_("reservations to be lifted"),
    "failed": N_("audit failed"),
}

LABELS = {
    **MEETING_LABELS,
    "solution": Label(N_("Solution")),
    "target_percent": Label(N_("Agreed (%)"), Format.DECIMAL),
    "wanted_percent": Label(N_("Asked for (%)"), Format.DECIMAL),
    "availability_percent": Label(N_("Obtained (%)"), Format.DECIMAL),
    "allowed": Label(N_("Allowed (min)"), Format.WHOLE),
    "allowed_wanted": Label(N_("Asked for, in min"), Format.WHOLE),
    "verdict": Label(N_("Agreed against asked for"), codes=VERDICTS),
    "outdone": Label(N_("A less critical one has more"), Format.YES_NO),
    "starts_on": Label(N_("Month from"), Format.DATE),
    "since": Label(N_("Since"), Format.DATE),
    "missed": Label(N_("Months below"), Format.WHOLE),
    "months": Label(N_("Months"), Format.WHOLE),
    "minutes": Label(N_("Minutes"), Format.WHOLE),
    "outage": Label(N_("Outage (min)"), Format.WHOLE),
    "degraded": Label(N_("Degraded (min)"), Format.WHOLE),
    "down": Label(N_("Counted (min)"), Format.WHOLE),
    "left": Label(N_("Left (min)"), Format.WHOLE),
    "level1_owner": Label(
        N_("Level 1 support"),
        codes={"company": N_("Company"), "provider": N_("Provider")},
        missing=N_("not agreed"),
    ),
    "level1_hours": Label(N_("Level 1 hours"), missing=N_("not agreed")),
    "date": Label(N_("Latest audit"), Format.DATE, missing=N_("none")),
    "result": Label(
        N_("Its result"),
        codes={
            "passed": N_("Passed"),
            "reservations": N_("Reservations"),
            "failed": N_("Failed"),
        },
        missing=N_("not known"),
    ),
    "due_on": Label(N_("Next due"), Format.DATE, missing=N_("due now")),
    "issues": Label(N_("To see to"), codes=ISSUES, missing=N_("nothing")),
    "requests": Label(N_("Requests"), Format.WHOLE),
    "changes": Label(N_("Asking for a change"), Format.WHOLE),
    "specific": Label(N_("Specific"), Format.WHOLE),
    "specific_open": Label(N_("Specific, open"), Format.WHOLE),
    "share": Label(N_("Share of all"), Format.PERCENT),
    "share_of_changes": Label(N_("Share of changes"), Format.PERCENT),
}
