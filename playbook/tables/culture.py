"""The tables of the anchoring step about people: culture workshop, pulse, data sharing, roll-outs."""

from __future__ import annotations

from playbook.language import N_
from playbook.tables.columns import (
    Column,
    Kind,
    Table,
    code,
    date,
    key,
    number,
    text,
)

QUESTIONS = {
    "typical_week": N_("A typical week"),
    "time_savings": N_("Where time could be saved"),
    "not_enough_time": N_("Not enough time given"),
}
REASONS = {
    "automatable": N_("Could be automated"),
    "data_intensive": N_("Needs the analysis of a lot of data"),
}
INITIATIVE_STATUSES = {
    "idea": N_("Idea"),
    "running": N_("Running"),
    "done": N_("Done"),
    "stopped": N_("Stopped"),
}
INITIATIVE_OUTCOMES = {
    "success": N_("Success"),
    "failure": N_("Failure"),
    "mixed": N_("Mixed"),
}
ACCESSES = {
    "closed": N_("Closed"),
    "on_request": N_("On request"),
    "shared": N_("Shared"),
}
ROLLOUT_STATUSES = {
    "planned": N_("Planned"),
    "running": N_("Running"),
    "done": N_("Done"),
    "abandoned": N_("Abandoned"),
}

TASKS = Table(
    "tasks",
    N_("Tasks"),
    N_("The tasks that came out of the World Café and their place on the matrix."),
    (
        key("task_id", N_("Task"), N_("Identifies the note.")),
        text("job", N_("Job"), N_("The job whose tasks are looked at."), required=True),
        code("question", QUESTIONS, N_("Question"), N_("The board that the note was on.")),
        text("group", N_("Group"), N_("The group that wrote it.")),
        text("text", N_("Text"), N_("The note as it was written."), required=True),
        number("repetitiveness", N_("Repetitiveness"), N_("From 0, little repetitive, to 1, repetitive and time-consuming."), 0, 1),
        number("added_value", N_("Added value"), N_("From 0, low, to 1, high."), 0, 1),
    ),
)  # fmt: skip

TASK_DOTS = Table(
    "task_dots",
    N_("Dots on tasks"),
    N_("The dots put on tasks in the marked zone of the matrix."),
    (
        key("participant_id", N_("Participant"), N_("Who placed the dot."), "participants"),
        key("task_id", N_("Task"), N_("The task that received it."), "tasks"),
        code("reason", REASONS, N_("Reason"), N_("What the dot means."), key=True),
    ),
)

INITIATIVES = Table(
    "initiatives",
    N_("Initiatives"),
    N_("The AI and data initiatives of the company, and what was learnt from them."),
    (
        key("initiative_id", N_("Initiative"), N_("Identifies the initiative.")),
        text("title", N_("Title"), N_("A short name."), required=True),
        text("department", N_("Department"), N_("Who runs it.")),
        text("description", N_("Description"), N_("What it does.")),
        code("status", INITIATIVE_STATUSES, N_("Status"), N_("Where it stands."), required=False),
        code(
            "outcome", INITIATIVE_OUTCOMES, N_("Outcome"), N_("How it turned out."), required=False
        ),
        text("lesson", N_("Lesson"), N_("What was learnt.")),
    ),
)

PULSE = Table(
    "pulse",
    N_("Pulse survey"),
    N_("What employees feel about AI, survey by survey. Respondents are anonymous."),
    (
        date("date", N_("Date"), N_("The day of the survey."), required=True, key=True),
        key("department", N_("Department"), N_("The respondent's department.")),
        key("respondent", N_("Respondent"), N_("A number that tells answers apart, not a name.")),
        number("fear", N_("Fear"), N_("From 1, none, to 5, strong."), 1, 5, required=True),
        number("understanding", N_("Understanding"), N_("From 1, none, to 5, good."), 1, 5, required=True),
        number("disappointment", N_("Disappointment"), N_("From 1, none, to 5, strong."), 1, 5, required=True),
        number("daily_use", N_("Daily use"), N_("From 1, never, to 5, part of every day."), 1, 5, required=True),
    ),
)  # fmt: skip

DATA_ASSETS = Table(
    "data_assets",
    N_("Data assets"),
    N_("The data that departments hold, and who else can use them."),
    (
        key("asset_id", N_("Data asset"), N_("Identifies the data.")),
        text("label", N_("Label"), N_("What the data are."), required=True),
        text("owner_department", N_("Owner department"), N_("Who holds them."), required=True),
        code("access", ACCESSES, N_("Access"), N_("Who else may use them.")),
        Column("used_by", Kind.WORDS, N_("Used by"), N_("The departments that use them, separated by semicolons.")),
    ),
)  # fmt: skip

REFERENTS = Table(
    "referents",
    N_("Referents"),
    N_("The new technology referents of the departments."),
    (
        key("department", N_("Department"), N_("The department.")),
        text("referent", N_("Referent"), N_("The person."), required=True),
        text("management_pair", N_("Management pair"), N_("The manager paired with the referent.")),
    ),
)

ROLLOUTS = Table(
    "rollouts",
    N_("Roll-outs"),
    N_("Where a use case is deployed."),
    (
        key("use_case_id", N_("Use case"), N_("What is rolled out."), "use_cases"),
        key("site", N_("Site"), N_("Where.")),
        code("status", ROLLOUT_STATUSES, N_("Status"), N_("Where it stands.")),
        date("started_on", N_("Started on"), N_("The day it starts there, or is planned to.")),
        date("done_on", N_("Done on"), N_("The day it is in use there, or is planned to be.")),
    ),
    in_order=(("started_on", "done_on"),),
)

TABLES = (TASKS, TASK_DOTS, INITIATIVES, PULSE, DATA_ASSETS, REFERENTS, ROLLOUTS)
