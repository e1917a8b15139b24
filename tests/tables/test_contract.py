"""The declared tables are those of the data contract, word for word."""

from __future__ import annotations

import re

import pytest

from playbook.tables import TABLES, Column, Kind

# `*` key · `?` may be empty · `*?` key where it is filled
# `>` refers to · `=a|b` one of these codes (`=a|b;` several of them)
# `#1..` whole number · `:0..4` number · `@rating` number on a scale · `~` number without bounds
# `!date`, `!moment`, `!words` · anything else is text, or an identifier when it is a key
CONTRACT = {
    "participants": "participant_id* name? department? "
    "role?=facilitator|business_expert|it_data|hr|management|other job?",
    "workshops": "workshop_id* stage job? starts_at?!moment place? announced_minutes?#1..",
    "attendance": "workshop_id*>workshops participant_id*>participants attended?=yes|no "
    "quiz_right?#0..",
    "examples": "example_id* title sector? step_id?>process_steps link? is_proposal?=yes|no",
    "quiz_answers": "moment*=before|after respondent* question* session*? answer",
    "hand_labels": "participant_id*>participants image* label",
    "performance": "date*!date solution_id*>solutions measure* value~ floor?~",
    "process_steps": "step_id* position#1.. label",
    "ideas": "idea_id* participant_id?>participants text "
    "round=first_reflection|process_step|follow_up step_id?>process_steps theme? "
    "uses_ai?=yes|no|unsure",
    "dot_votes": "participant_id*>participants idea_id*>ideas dots#1..",
    "ranked_votes": "participant_id*>participants idea_id*>ideas position#1..",
    "use_cases": "use_case_id* title description? idea_id?>ideas "
    "value_drivers?=revenue|time|quality|other; value_comment? "
    "feasibility_drivers?=complexity|time|cost; feasibility_comment?",
    "ratings": "participant_id*>participants use_case_id*>use_cases value?@rating "
    "feasibility?@rating",
    "first_ratings": "participant_id*>participants use_case_id*>use_cases value?@rating "
    "feasibility?@rating",
    "decisions": "use_case_id*>use_cases outcome=selected|deferred|rejected rationale? "
    "decided_on?!date owner?",
    "data_readiness": "use_case_id*>use_cases "
    "dimension*=volume|quality|representativeness|labelling|consolidation|collection|ethics "
    "score?:0..4 comment?",
    "solutions": "solution_id* name provider? kind?=turnkey|custom use_case_id?>use_cases "
    "owner? compulsory?=yes|no",
    "criteria": "criterion_id* section=technical|project label weight:0.. minimum?@jury "
    "lowest_means? highest_means? is_proposal?=yes|no",
    "jury_scores": "participant_id*>participants solution_id*>solutions criterion_id*>criteria "
    "score?@jury comment?",
    "costs": "cost_id* solution_id>solutions phase=build|run "
    "category=licences|infrastructure|integration|maintenance|support|training|internal_time|other "
    "year#0.. amount?:0.. person_days?:0.. day_rate?:0.. amount_low?:0.. "
    "amount_high?:0..",
    "feedback": "participant_id*>participants solution_id*>solutions date?!date rating?@jury "
    "strengths? weaknesses? comment?",
    "gaps": "gap_id* group? label current_state? target_state? solution_id?>solutions",
    "people_impacts": "impact_id* gap_id>gaps job headcount?#0.. tasks? skill_change? "
    "training_offer? severity?:1..5",
    "organisation_impacts": "impact_id* gap_id>gaps "
    "dimension=work_process|it_systems|culture|management description severity?:1..5",
    "stakeholders": "stakeholder_id* label group=hr|social_partners|business_management|"
    "special_population|managers|employees|sponsors|ambassadors headcount?#0.. stakes? "
    "is_proposal?=yes|no",
    "communications": "communication_id* stakeholder_id>stakeholders "
    "level=institutional|hr|targeted|operational|social message channel support? date!date owner? "
    "status?=planned|done|cancelled solution_id?>solutions gap_id?>gaps is_proposal?=yes|no",
    "tasks": "task_id* job question=typical_week|time_savings|not_enough_time group? text "
    "repetitiveness?:0..1 added_value?:0..1",
    "task_dots": "participant_id*>participants task_id*>tasks reason*=automatable|data_intensive",
    "initiatives": "initiative_id* title department? description? "
    "status?=idea|running|done|stopped outcome?=success|failure|mixed lesson?",
    "run_checklist": "item_id* area=maintain|steer|organise|provider|culture|scale label "
    "status=todo|in_progress|done|not_applicable owner? due_on?!date "
    "is_proposal?=yes|no",
    "usage": "date*!date solution_id*>solutions department* active_users#0.. eligible_users#0..",
    "benefits": "date*!date solution_id*>solutions kind*=revenue|cost_avoided|time_saved|quality "
    "amount~ expected?~ site*? department*? source?",
    "requests": "request_id* solution_id>solutions opened_on!date closed_on?!date "
    "kind=incident|support|training|evolution|specific_development|reluctance text? "
    "from_user?=yes|no level?=1|2",
    "committees": "committee_id* kind=steering|provider planned_on!date held_on?!date decisions?",
    "service_levels": "solution_id*>solutions criticality=low|medium|high|critical "
    "availability_target:0..1 level1_owner?=company|provider level1_hours? "
    "is_proposal?=yes|no",
    "incidents": "incident_id* solution_id>solutions started_at!moment ended_at?!moment "
    "impact=outage|degraded",
    "audits": "audit_id* solution_id>solutions date!date body? certified?=yes|no "
    "result?=passed|reservations|failed",
    "pulse": "date*!date department* respondent* fear:1..5 understanding:1..5 disappointment:1..5 "
    "daily_use:1..5",
    "data_assets": "asset_id* label owner_department access=closed|on_request|shared "
    "used_by?!words",
    "referents": "department* referent management_pair?",
    "rollouts": "use_case_id*>use_cases site* status=planned|running|done|abandoned "
    "started_on?!date done_on?!date",
}


def compact(column: Column) -> str:
    """Write a declared column in the notation above."""
    mark = ("*" if column.key else "") + ("" if column.required else "?")
    low = "" if column.minimum is None else f"{column.minimum:g}"
    high = "" if column.maximum is None else f"{column.maximum:g}"
    codes = "|".join(column.codes)
    match column.kind:
        case Kind.IDENTIFIER:
            rest = f">{column.refers_to}" if column.refers_to else ""
        case Kind.TEXT:
            rest = ""
        case Kind.CODE:
            rest = f"={codes}"
        case Kind.CODES:
            rest = f"={codes};"
        case Kind.INTEGER:
            rest = f"#{low}..{high}"
        case Kind.NUMBER if column.scale:
            rest = f"@{column.scale}"
        case Kind.NUMBER:
            rest = f":{low}..{high}" if low or high else "~"
        case kind:
            rest = f"!{kind}"
    return f"{column.name}{mark}{rest}"


def test_the_tables_are_those_of_the_contract() -> None:
    assert sorted(TABLES) == sorted(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_each_table_is_declared_as_the_contract_says(name: str) -> None:
    assert [compact(column) for column in TABLES[name].columns] == CONTRACT[name].split()


@pytest.mark.parametrize("name", CONTRACT)
def test_identifiers_are_the_keys_without_a_type_and_the_references(name: str) -> None:
    expected = {
        re.match(r"\w+", word)[0]
        for word in CONTRACT[name].split()
        if ">" in word or re.fullmatch(r"\w+\*\??", word)
    }
    declared = {c.name for c in TABLES[name].columns if c.kind is Kind.IDENTIFIER}
    assert declared == expected


@pytest.mark.parametrize("name", CONTRACT)
def test_every_table_has_a_key_of_which_a_part_is_never_empty(name: str) -> None:
    assert any(TABLES[name].column(column).required for column in TABLES[name].key)


def test_references_lead_to_tables_with_a_key_of_one_column() -> None:
    targets = {c.refers_to for table in TABLES.values() for c in table.columns if c.refers_to}
    assert {len(TABLES[target].key) for target in targets} == {1}


def test_a_cost_is_an_amount_or_days_at_a_rate() -> None:
    either = {name: table.either for name, table in TABLES.items() if table.either}
    assert either == {"costs": (("amount",), ("person_days", "day_rate"))}


def test_what_ends_ends_after_it_begins_and_the_most_is_no_less_than_the_least() -> None:
    in_order = {name: table.in_order for name, table in TABLES.items() if table.in_order}
    assert in_order == {
        "costs": (("amount_low", "amount_high"),),
        "rollouts": (("started_on", "done_on"),),
        "requests": (("opened_on", "closed_on"),),
        "incidents": (("started_at", "ended_at"),),
    }
