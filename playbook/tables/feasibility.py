"""The tables of the feasibility step: data readiness, solutions, costs and impacts."""

from __future__ import annotations

from playbook.language import N_
from playbook.tables.columns import (
    YES_NO,
    Table,
    code,
    count,
    date,
    key,
    number,
    part_of_key,
    proposal,
    reference,
    text,
)

READINESS_DIMENSIONS = {
    "volume": N_("Volume"),
    "quality": N_("Quality"),
    "representativeness": N_("Representativeness"),
    "labelling": N_("Labelling"),
    "consolidation": N_("Consolidation"),
    "collection": N_("Possibility to collect"),
    "ethics": N_("Ethics and bias"),
}
MOMENTS = {"before": N_("Before"), "after": N_("After")}
SOLUTION_KINDS = {"turnkey": N_("Turnkey"), "custom": N_("Custom")}
SECTIONS = {"technical": N_("Technical"), "project": N_("Project")}
PHASES = {"build": N_("BUILD"), "run": N_("RUN")}
COST_CATEGORIES = {
    "licences": N_("Licences"),
    "infrastructure": N_("Infrastructure"),
    "integration": N_("Integration"),
    "maintenance": N_("Maintenance"),
    "support": N_("Support"),
    "training": N_("Training"),
    "internal_time": N_("Own staff's time"),
    "other": N_("Other"),
}
ORGANISATION_DIMENSIONS = {
    "work_process": N_("Work processes"),
    "it_systems": N_("IT tools and systems"),
    "culture": N_("Company culture"),
    "management": N_("Management style"),
}

DATA_READINESS = Table(
    "data_readiness",
    N_("Data readiness"),
    N_("How ready the data of a use case are, dimension by dimension."),
    (
        key("use_case_id", N_("Use case"), N_("Whose data are assessed."), "use_cases"),
        code("dimension", READINESS_DIMENSIONS, N_("Dimension"), N_("What is assessed."), key=True),
        number("score", N_("Score"), N_("From 0, nothing usable, to 4, ready; empty while not assessed."), 0, 4),
        text("comment", N_("Comment"), N_("What was found.")),
    ),
)  # fmt: skip

QUIZ_ANSWERS = Table(
    "quiz_answers",
    N_("Quiz answers"),
    N_("What people answered before and after the training session, without their names."),
    (
        code("moment", MOMENTS, N_("Moment"), N_("Before or after the session."), key=True),
        key("respondent", N_("Respondent"), N_("A number that tells answers apart, not a name.")),
        key("question", N_("Question"), N_("Which question.")),
        part_of_key("session", N_("Session"), N_("Which session, such as its day; empty where there was one.")),
        text("answer", N_("Answer"), N_("The letter of the choice, or its words."), required=True),
    ),
)  # fmt: skip

HAND_LABELS = Table(
    "hand_labels",
    N_("Labels by hand"),
    N_(
        "What people read on the sheet of the labelling exercise: one row for each person and image."
    ),
    (
        key("participant_id", N_("Participant"), N_("Who labelled."), "participants"),
        key("image", N_("Image"), N_("The image's number on the sheet.")),
        text("label", N_("Label given"), N_("The digit that the person read."), required=True),
    ),
)

SOLUTIONS = Table(
    "solutions",
    N_("Solutions"),
    N_("The solutions that are compared, then deployed."),
    (
        key("solution_id", N_("Solution"), N_("Identifies the solution.")),
        text("name", N_("Name"), N_("What the solution is called."), required=True),
        text("provider", N_("Provider"), N_("Who sells or makes it.")),
        code("kind", SOLUTION_KINDS, N_("Kind"), N_("Turnkey, or made for the company."), required=False),
        reference("use_case_id", "use_cases", N_("Use case"), N_("The use case that it serves."), required=False),
        text("owner", N_("Owner"), N_("Who answers for it in operation, once the project team has gone.")),
        code("compulsory", YES_NO, N_("Compulsory"), N_("Whether those who could use it have to."), required=False),
    ),
)  # fmt: skip

CRITERIA = Table(
    "criteria",
    N_("Criteria"),
    N_("The criteria of the weighted grid, listed before a provider is chosen."),
    (
        key("criterion_id", N_("Criterion"), N_("Identifies the criterion.")),
        code("section", SECTIONS, N_("Section"), N_("The section of the grid.")),
        text("label", N_("Label"), N_("What is judged."), required=True),
        number("weight", N_("Weight"), N_("How much it counts, 0 or more; only proportions matter."), 0, None, required=True),
        number("minimum", N_("Minimum"), N_("A mean score below it eliminates the solution; empty: none."), scale="jury"),
        text("lowest_means", N_("Lowest score means"), N_("What a solution looks like that gets the lowest score.")),
        text("highest_means", N_("Highest score means"), N_("What a solution looks like that gets the highest score.")),
        proposal(),
    ),
)  # fmt: skip

JURY_SCORES = Table(
    "jury_scores",
    N_("Jury scores"),
    N_("What each member of the jury gives each solution on each criterion."),
    (
        key("participant_id", N_("Participant"), N_("The member of the jury."), "participants"),
        key("solution_id", N_("Solution"), N_("What is scored."), "solutions"),
        key("criterion_id", N_("Criterion"), N_("On what."), "criteria"),
        number("score", N_("Score"), N_("On the campaign's jury scale; empty is a missing score, not a zero."), scale="jury"),
        text("comment", N_("Comment"), N_("Why.")),
    ),
)  # fmt: skip

COSTS = Table(
    "costs",
    N_("Costs"),
    N_("What a solution costs: an amount, or the company's own time as days and a day rate."),
    (
        key("cost_id", N_("Cost"), N_("Identifies the line.")),
        reference("solution_id", "solutions", N_("Solution"), N_("What it is spent on.")),
        code("phase", PHASES, N_("Phase"), N_("Project (BUILD) or operation (RUN).")),
        code("category", COST_CATEGORIES, N_("Category"), N_("What kind of cost.")),
        count("year", N_("Year"), N_("0 is BUILD, 1 the first year of RUN, and so on."), 0, required=True),
        number("amount", N_("Amount"), N_("In the campaign's currency."), 0),
        number("person_days", N_("Person-days"), N_("Days that the company's own staff spend."), 0),
        number("day_rate", N_("Day rate"), N_("What a day of own staff costs."), 0),
        number("amount_low", N_("Amount, at least"), N_("The least that the line may come to, in the currency."), 0),
        number("amount_high", N_("Amount, at most"), N_("The most that the line may come to, in the currency."), 0),
    ),
    either=(("amount",), ("person_days", "day_rate")),
    in_order=(("amount_low", "amount_high"),),
)  # fmt: skip

FEEDBACK = Table(
    "feedback",
    N_("Feedback"),
    N_("What each member of the jury noted on the day of the providers' oral presentations."),
    (
        key("participant_id", N_("Participant"), N_("Who noted it."), "participants"),
        key("solution_id", N_("Solution"), N_("On which solution."), "solutions"),
        date("date", N_("Date"), N_("The day of the presentation.")),
        number("rating", N_("Rating"), N_("Overall, on the campaign's jury scale."), scale="jury"),
        text("strengths", N_("Strengths"), N_("What convinced.")),
        text("weaknesses", N_("Weaknesses"), N_("What did not.")),
        text("comment", N_("Comment"), N_("Anything else.")),
    ),
)

GAPS = Table(
    "gaps",
    N_("Gaps"),
    N_("What changes between today and the target, as the impact study found it."),
    (
        key("gap_id", N_("Gap"), N_("Identifies the gap.")),
        text("group", N_("Group"), N_("The sub-group that found it.")),
        text("label", N_("Label"), N_("The gap in a few words."), required=True),
        text("current_state", N_("Today"), N_("How it is now.")),
        text("target_state", N_("Target"), N_("How it will be.")),
        reference(
            "solution_id",
            "solutions",
            N_("Solution"),
            N_("The solution that brings the change."),
            required=False,
        ),
    ),
)

PEOPLE_IMPACTS = Table(
    "people_impacts",
    N_("Impacts on people"),
    N_("The jobs that a gap affects, and what changes for them."),
    (
        key("impact_id", N_("Impact"), N_("Identifies the impact.")),
        reference("gap_id", "gaps", N_("Gap"), N_("The gap that it follows from.")),
        text("job", N_("Job"), N_("The job concerned."), required=True),
        count("headcount", N_("Headcount"), N_("How many people have this job."), 0),
        text("tasks", N_("Tasks"), N_("The tasks that change.")),
        text("skill_change", N_("Skill change"), N_("The skills that are expected to change.")),
        text("training_offer", N_("Training offer"), N_("The training that exists; empty: none.")),
        number("severity", N_("Severity"), N_("From 1, slight, to 5, heavy."), 1, 5),
    ),
)  # fmt: skip

ORGANISATION_IMPACTS = Table(
    "organisation_impacts",
    N_("Impacts on the organisation"),
    N_("What a gap changes in processes, systems, culture and management."),
    (
        key("impact_id", N_("Impact"), N_("Identifies the impact.")),
        reference("gap_id", "gaps", N_("Gap"), N_("The gap that it follows from.")),
        code("dimension", ORGANISATION_DIMENSIONS, N_("Dimension"), N_("What it affects.")),
        text("description", N_("Description"), N_("What changes."), required=True),
        number("severity", N_("Severity"), N_("From 1, slight, to 5, heavy."), 1, 5),
    ),
)

TABLES = (
    DATA_READINESS,
    QUIZ_ANSWERS,
    HAND_LABELS,
    SOLUTIONS,
    CRITERIA,
    JURY_SCORES,
    COSTS,
    FEEDBACK,
    GAPS,
    PEOPLE_IMPACTS,
    ORGANISATION_IMPACTS,
)
