"""The tables of the anchoring step about RUN: use, benefits, requests, service and providers."""

from __future__ import annotations

from playbook.language import N_
from playbook.tables.columns import (
    YES_NO,
    Table,
    code,
    count,
    date,
    key,
    moment,
    number,
    part_of_key,
    proposal,
    reference,
    text,
)

AREAS = {
    "maintain": N_("Maintain"),
    "steer": N_("Steer the use"),
    "organise": N_("Organise"),
    "provider": N_("Steer the provider"),
    "culture": N_("Spread the culture"),
    "scale": N_("Multiply uses"),
}
CHECKLIST_STATUSES = {
    "todo": N_("To do"),
    "in_progress": N_("In progress"),
    "done": N_("Done"),
    "not_applicable": N_("Not applicable"),
}
BENEFIT_KINDS = {
    "revenue": N_("Revenue"),
    "cost_avoided": N_("Cost avoided"),
    "time_saved": N_("Time saved"),
    "quality": N_("Quality"),
}
REQUEST_KINDS = {
    "incident": N_("Incident"),
    "support": N_("Support"),
    "training": N_("Training"),
    "evolution": N_("Evolution"),
    "specific_development": N_("Specific development"),
    "reluctance": N_("Reluctance"),
}
COMMITTEE_KINDS = {"steering": N_("Steering"), "provider": N_("Provider")}
CRITICALITIES = {
    "low": N_("Low"),
    "medium": N_("Medium"),
    "high": N_("High"),
    "critical": N_("Critical"),
}
SUPPORT_OWNERS = {"company": N_("Company"), "provider": N_("Provider")}
SUPPORT_LEVELS = {"1": N_("Level 1"), "2": N_("Level 2")}
IMPACTS = {"outage": N_("Outage"), "degraded": N_("Degraded")}
AUDIT_RESULTS = {
    "passed": N_("Passed"),
    "reservations": N_("Reservations"),
    "failed": N_("Failed"),
}

RUN_CHECKLIST = Table(
    "run_checklist",
    N_("RUN checklist"),
    N_("What has to be in place for a solution in operation."),
    (
        key("item_id", N_("Item"), N_("Identifies the item.")),
        code("area", AREAS, N_("Area"), N_("The part of RUN that it belongs to.")),
        text("label", N_("Label"), N_("What has to be in place."), required=True),
        code("status", CHECKLIST_STATUSES, N_("Status"), N_("Where it stands.")),
        text("owner", N_("Owner"), N_("Who sees to it.")),
        date("due_on", N_("Due on"), N_("The day by which it should be in place.")),
        proposal(),
    ),
)

USAGE = Table(
    "usage",
    N_("Usage"),
    N_("How many people use a solution, by department and date."),
    (
        date("date", N_("Date"), N_("The day of the measurement."), required=True, key=True),
        key("solution_id", N_("Solution"), N_("What is used."), "solutions"),
        key("department", N_("Department"), N_("Where.")),
        count("active_users", N_("Active users"), N_("How many used it."), 0, required=True),
        count("eligible_users", N_("Eligible users"), N_("How many could."), 0, required=True),
    ),
)  # fmt: skip

BENEFITS = Table(
    "benefits",
    N_("Benefits"),
    N_("What a solution brought, against what was expected of it."),
    (
        date("date", N_("Date"), N_("The day or the end of the period."), required=True, key=True),
        key("solution_id", N_("Solution"), N_("What brought it."), "solutions"),
        code("kind", BENEFIT_KINDS, N_("Kind"), N_("What kind of benefit."), key=True),
        number("amount", N_("Amount"), N_("In the currency; hours for time saved, points for quality."), required=True),
        number("expected", N_("Expected"), N_("What was expected, in the same unit.")),
        part_of_key("site", N_("Site"), N_("Where, if it is counted site by site.")),
        part_of_key("department", N_("Department"), N_("Which department, if it is counted so.")),
        text("source", N_("Source"), N_("Where the figure comes from.")),
    ),
)  # fmt: skip

PERFORMANCE = Table(
    "performance",
    N_("Performance"),
    N_("How well the model of a solution still does in RUN, against the floor that was agreed."),
    (
        date("date", N_("Date"), N_("The day of the measurement."), required=True, key=True),
        key("solution_id", N_("Solution"), N_("What is measured."), "solutions"),
        key("measure", N_("Measure"), N_("What is counted, such as: share sorted right.")),
        number("value", N_("Measured value"), N_("What was measured."), required=True),
        number("floor", N_("Floor"), N_("The value below which something must be done.")),
    ),
)

REQUESTS = Table(
    "requests",
    N_("Requests"),
    N_("What users, and people who do not use the solution, ask and say."),
    (
        key("request_id", N_("Request"), N_("Identifies the request.")),
        reference("solution_id", "solutions", N_("Solution"), N_("What it is about.")),
        date("opened_on", N_("Opened on"), N_("The day it came in."), required=True),
        date("closed_on", N_("Closed on"), N_("The day it was settled; empty: still open.")),
        code("kind", REQUEST_KINDS, N_("Kind"), N_("What kind of request.")),
        text("text", N_("Text"), N_("What was said.")),
        code("from_user", YES_NO, N_("From a user"), N_("Whether the person uses the solution."), required=False),
        code("level", SUPPORT_LEVELS, N_("Support level"), N_("Who settled it: level 1, or level 2 behind it."), required=False),
    ),
    in_order=(("opened_on", "closed_on"),),
)  # fmt: skip

COMMITTEES = Table(
    "committees",
    N_("Committees"),
    N_("The steering committees and the committees with the provider."),
    (
        key("committee_id", N_("Committee"), N_("Identifies the meeting.")),
        code("kind", COMMITTEE_KINDS, N_("Kind"), N_("Steering, or with the provider.")),
        date("planned_on", N_("Planned on"), N_("The day it was planned for."), required=True),
        date("held_on", N_("Held on"), N_("The day it took place; empty: it did not.")),
        text("decisions", N_("Decisions"), N_("What it decided.")),
    ),
)

SERVICE_LEVELS = Table(
    "service_levels",
    N_("Service levels"),
    N_("What the contract promises for a solution."),
    (
        key("solution_id", N_("Solution"), N_("What it covers."), "solutions"),
        code("criticality", CRITICALITIES, N_("Criticality"), N_("How critical its use is.")),
        number("availability_target", N_("Availability target"), N_("The share of time it must be available, from 0 to 1."), 0, 1, required=True),
        code("level1_owner", SUPPORT_OWNERS, N_("Level 1 support"), N_("Who gives level 1 support."), required=False),
        text("level1_hours", N_("Level 1 hours"), N_("When level 1 support answers.")),
        proposal(),
    ),
)  # fmt: skip

INCIDENTS = Table(
    "incidents",
    N_("Incidents"),
    N_("When a solution was not available, or not fully."),
    (
        key("incident_id", N_("Incident"), N_("Identifies the incident.")),
        reference("solution_id", "solutions", N_("Solution"), N_("What it hit.")),
        moment("started_at", N_("Started at"), N_("Day and time."), required=True),
        moment("ended_at", N_("Ended at"), N_("Day and time; empty: not over.")),
        code("impact", IMPACTS, N_("Impact"), N_("Outage, or degraded service.")),
    ),
    in_order=(("started_at", "ended_at"),),
)

AUDITS = Table(
    "audits",
    N_("Audits"),
    N_("The security audits of a solution."),
    (
        key("audit_id", N_("Audit"), N_("Identifies the audit.")),
        reference("solution_id", "solutions", N_("Solution"), N_("What was audited.")),
        date("date", N_("Date"), N_("When."), required=True),
        text("body", N_("Body"), N_("Who audited.")),
        code(
            "certified",
            YES_NO,
            N_("Certified body"),
            N_("Whether the body is certified."),
            required=False,
        ),
        code(
            "result",
            AUDIT_RESULTS,
            N_("Result"),
            N_("What came out; empty: not yet known."),
            required=False,
        ),
    ),
)

TABLES = (
    RUN_CHECKLIST,
    USAGE,
    BENEFITS,
    PERFORMANCE,
    REQUESTS,
    COMMITTEES,
    SERVICE_LEVELS,
    INCIDENTS,
    AUDITS,
)
