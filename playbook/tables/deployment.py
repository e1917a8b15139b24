"""The tables of the deployment step: whom to speak to, and what is said when."""

from __future__ import annotations

from playbook.language import N_
from playbook.tables.columns import (
    Table,
    code,
    count,
    date,
    key,
    proposal,
    reference,
    text,
)

TARGETS = {
    "hr": N_("HR function"),
    "social_partners": N_("Social partners"),
    "business_management": N_("Business management"),
    "special_population": N_("Specific populations"),
    "managers": N_("Managers"),
    "employees": N_("Employees"),
    "sponsors": N_("Sponsors"),
    "ambassadors": N_("Ambassadors"),
}
LEVELS = {
    "institutional": N_("Institutional"),
    "hr": N_("HR function"),
    "targeted": N_("Targeted at managers and jobs"),
    "operational": N_("Operational"),
    "social": N_("Social"),
}
COMMUNICATION_STATUSES = {
    "planned": N_("Planned"),
    "done": N_("Done"),
    "cancelled": N_("Cancelled"),
}

STAKEHOLDERS = Table(
    "stakeholders",
    N_("Stakeholders"),
    N_("The targets of the communication plan."),
    (
        key("stakeholder_id", N_("Stakeholder"), N_("Identifies the target.")),
        text("label", N_("Label"), N_("Who they are."), required=True),
        code("group", TARGETS, N_("Group"), N_("The kind of target.")),
        count("headcount", N_("Headcount"), N_("How many people."), 0),
        text("stakes", N_("Stakes"), N_("What is at stake for them, and what they can do.")),
        proposal(),
    ),
)

COMMUNICATIONS = Table(
    "communications",
    N_("Communications"),
    N_("The communication plan, one action a row."),
    (
        key("communication_id", N_("Communication"), N_("Identifies the action.")),
        reference("stakeholder_id", "stakeholders", N_("Stakeholder"), N_("Whom it addresses.")),
        code("level", LEVELS, N_("Level"), N_("The level of communication.")),
        text("message", N_("Message"), N_("What is said."), required=True),
        text("channel", N_("Channel"), N_("How it is said."), required=True),
        text("support", N_("Format"), N_("With what: slides, a video, a testimony.")),
        date("date", N_("Date"), N_("When."), required=True),
        text("owner", N_("Owner"), N_("Who sees to it.")),
        code(
            "status", COMMUNICATION_STATUSES, N_("Status"), N_("Where it stands."), required=False
        ),
        reference(
            "solution_id",
            "solutions",
            N_("Solution"),
            N_("The solution it is about; empty: all of them."),
            required=False,
        ),
        reference(
            "gap_id",
            "gaps",
            N_("Gap"),
            N_("The gap of the impact study that it answers."),
            required=False,
        ),
        proposal(),
    ),
)

TABLES = (STAKEHOLDERS, COMMUNICATIONS)
