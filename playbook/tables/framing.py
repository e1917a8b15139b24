"""The tables of the framing step: who takes part, the ideas, the use cases and the votes."""

from __future__ import annotations

from playbook.language import N_
from playbook.tables.columns import (
    YES_NO,
    YES_NO_UNSURE,
    Column,
    Kind,
    Table,
    code,
    count,
    date,
    key,
    moment,
    number,
    proposal,
    reference,
    text,
)

ROLES = {
    "facilitator": N_("Facilitator"),
    "business_expert": N_("Business expert"),
    "it_data": N_("IT, data or AI"),
    "hr": N_("Human resources"),
    "management": N_("Management"),
    "other": N_("Other"),
}
ROUNDS = {
    "first_reflection": N_("First reflection"),
    "process_step": N_("Process steps"),
    "follow_up": N_("Follow-up"),
}
VALUE_DRIVERS = {
    "revenue": N_("Additional revenue"),
    "time": N_("Time saved"),
    "quality": N_("Better quality"),
    "other": N_("Other"),
}
FEASIBILITY_DRIVERS = {
    "complexity": N_("Complexity"),
    "time": N_("Time it takes"),
    "cost": N_("Overall cost"),
}
OUTCOMES = {
    "selected": N_("Selected"),
    "deferred": N_("Deferred"),
    "rejected": N_("Rejected"),
}

PARTICIPANTS = Table(
    "participants",
    N_("Participants"),
    N_("The people who take part in the campaign's workshops and votes."),
    (
        key("participant_id", N_("Participant"), N_("Identifies the person everywhere else.")),
        text("name", N_("Name"), N_("Left out of reports unless the campaign shows names.")),
        text("department", N_("Department"), N_("The department that the person works in.")),
        code(
            "role",
            ROLES,
            N_("Role"),
            N_("The part the person plays in the workshops."),
            required=False,
        ),
        text("job", N_("Job"), N_("The person's job, as the culture workshop names it.")),
    ),
)

WORKSHOPS = Table(
    "workshops",
    N_("Workshops"),
    N_("When and where each workshop takes place, and for which job."),
    (
        key("workshop_id", N_("Workshop"), N_("Identifies the workshop.")),
        text("stage", N_("Stage"), N_("The stage it belongs to, such as ideation or culture_workshop."), required=True),
        text("job", N_("Job"), N_("The job whose tasks are looked at; empty where the workshop is not about one.")),
        moment("starts_at", N_("Starts at"), N_("Day and time.")),
        text("place", N_("Place"), N_("The room, or the address of the meeting.")),
        count("announced_minutes", N_("Minutes announced"), N_("How long the invitation says that it takes."), 1),
    ),
)  # fmt: skip

ATTENDANCE = Table(
    "attendance",
    N_("Attendance"),
    N_("Who is invited to a workshop, and who came."),
    (
        key("workshop_id", N_("Workshop"), N_("Which workshop."), "workshops"),
        key("participant_id", N_("Participant"), N_("Who."), "participants"),
        code("attended", YES_NO, N_("Attended"), N_("Whether the person came; empty: invited, not yet known."), required=False),
        count("quiz_right", N_("Right in the quiz"), N_("Right answers after a training session, where the person agreed to"
" have them kept by name; otherwise empty.")),
    ),
)  # fmt: skip

PROCESS_STEPS = Table(
    "process_steps",
    N_("Process steps"),
    N_("The main steps of the process behind the creative challenge."),
    (
        key("step_id", N_("Process step"), N_("Identifies the step.")),
        count(
            "position", N_("Position"), N_("Its place in the process, from 1."), 1, required=True
        ),
        text("label", N_("Label"), N_("What happens at this step."), required=True),
    ),
)

EXAMPLES = Table(
    "examples",
    N_("Examples"),
    N_("Uses of AI that work elsewhere: what opens the ideation workshop."),
    (
        key("example_id", N_("Example"), N_("Identifies the example.")),
        text("title", N_("Title"), N_("What is done, in a few words."), required=True),
        text("sector", N_("Sector"), N_("Where it is done; empty: anywhere.")),
        reference("step_id", "process_steps", N_("Process step"), N_("The step of your process that it could serve."), required=False),
        text("link", N_("Link"), N_("Where to read or see more.")),
        proposal(),
    ),
)  # fmt: skip

IDEAS = Table(
    "ideas",
    N_("Ideas"),
    N_("The sticky notes of the ideation workshop and what came in afterwards, one idea a row."),
    (
        key("idea_id", N_("Idea"), N_("Identifies the note; keep it the same from file to file.")),
        reference("participant_id", "participants", N_("Participant"), N_("Who wrote the note; empty when unknown."), required=False),
        text("text", N_("Text"), N_("The note as it was written."), required=True),
        code("round", ROUNDS, N_("Round"), N_("When the idea was given.")),
        reference("step_id", "process_steps", N_("Process step"), N_("The step that the idea answers to, if any."), required=False),
        text("theme", N_("Theme"), N_("The facilitator's grouping; empty while the note has none.")),
        code("uses_ai", YES_NO_UNSURE, N_("Uses AI"), N_("Whether the idea needs AI; empty while undecided."), required=False),
    ),
)  # fmt: skip

DOT_VOTES = Table(
    "dot_votes",
    N_("Dot votes"),
    N_("The dots that each participant put on ideas."),
    (
        key("participant_id", N_("Participant"), N_("Who placed the dots."), "participants"),
        key("idea_id", N_("Idea"), N_("The idea that received them."), "ideas"),
        count("dots", N_("Dots"), N_("How many dots, from 1."), 1, required=True),
    ),
)

RANKED_VOTES = Table(
    "ranked_votes",
    N_("Ranked votes"),
    N_("Ideas in the order in which each participant wants them, where people ranked them. An idea that a participant did not rank stands below all that they ranked."),
    (
        key("participant_id", N_("Participant"), N_("Who ranks."), "participants"),
        key("idea_id", N_("Idea"), N_("The idea that is ranked."), "ideas"),
        count("position", N_("Position"), N_("1 for the best; two ideas at the same position are equal for this participant."), 1, required=True),
    ),
)  # fmt: skip

USE_CASES = Table(
    "use_cases",
    N_("Use cases"),
    N_("The uses of AI that the prioritisation workshop compares."),
    (
        key("use_case_id", N_("Use case"), N_("Identifies the use case.")),
        text("title", N_("Title"), N_("A short name."), required=True),
        text("description", N_("Description"), N_("What it would do, for whom.")),
        reference("idea_id", "ideas", N_("Idea"), N_("The idea that it comes from, if any."), required=False),
        Column("value_drivers", Kind.CODES, N_("Value drivers"), N_("Where the value would come from; several are separated by semicolons."), codes=VALUE_DRIVERS),
        text("value_comment", N_("Value comment"), N_("The facilitator's notes on the value.")),
        Column("feasibility_drivers", Kind.CODES, N_("Feasibility drivers"), N_("What makes it hard or easy; several are separated by semicolons."), codes=FEASIBILITY_DRIVERS),
        text("feasibility_comment", N_("Feasibility comment"), N_("The facilitator's notes on the feasibility.")),
    ),
)  # fmt: skip

RATINGS = Table(
    "ratings",
    N_("Ratings"),
    N_("What each participant thinks of each use case. An empty cell is a missing vote, not a zero."),
    (
        key("participant_id", N_("Participant"), N_("Who rates."), "participants"),
        key("use_case_id", N_("Use case"), N_("What is rated."), "use_cases"),
        number("value", N_("Value"), N_("The value it would create, on the campaign's rating scale."), scale="rating"),
        number("feasibility", N_("Feasibility"), N_("How feasible it is, technically and financially, on the same scale."), scale="rating"),
    ),
)  # fmt: skip

FIRST_RATINGS = Table(
    "first_ratings",
    N_("First ratings"),
    N_("The ratings as they were before the discussion, where the room then"
" voted a second time. What counts now is in the ratings."),
    RATINGS.columns,
)  # fmt: skip

DECISIONS = Table(
    "decisions",
    N_("Decisions"),
    N_("What the prioritisation workshop validated."),
    (
        key("use_case_id", N_("Use case"), N_("What was decided on."), "use_cases"),
        code("outcome", OUTCOMES, N_("Outcome"), N_("What was decided.")),
        text("rationale", N_("Rationale"), N_("Why.")),
        date("decided_on", N_("Decided on"), N_("The day of the decision.")),
        text("owner", N_("Owner"), N_("Who takes it from here.")),
    ),
)

TABLES = (
    PARTICIPANTS,
    WORKSHOPS,
    ATTENDANCE,
    PROCESS_STEPS,
    EXAMPLES,
    IDEAS,
    DOT_VOTES,
    RANKED_VOTES,
    USE_CASES,
    RATINGS,
    FIRST_RATINGS,
    DECISIONS,
)
