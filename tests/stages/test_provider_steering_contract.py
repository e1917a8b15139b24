"""Targets, level 1 support, audits and specific developments, in provider steering."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages import provider_steering as provider
from playbook.stages.provider_steering.findings import format_availability

AS_OF = date(2026, 9, 30)
WANTED = {"low": 0.98, "medium": 0.99, "high": 0.995, "critical": 0.999}
LEVELS = typed("service_levels", "S1, high, 0.985, provider, 8-18", "S2, medium, 0.995, company,")
NO_LEVELS = typed("service_levels")


COLUMNS = {
    "targets": [
        "solution_id", "solution", "criticality", "target", "wanted", "allowed", "allowed_wanted",
        "verdict", "outdone", "target_percent", "wanted_percent",
    ],
    "support": [
        "solution_id", "solution", "provider", "criticality", "level1_owner", "level1_hours",
        "agreed",
    ],
    "audits": [
        "solution_id", "solution", "date", "body", "certified", "result", "due_on", "issues",
        "open",
    ],
    "specific": [
        "solution_id", "solution", "requests", "changes", "specific", "specific_open", "share",
        "share_of_changes",
    ],
}  # fmt: skip


def _audits(*rows: str, months: int = 12):
    level = LEVELS[LEVELS["solution_id"] == "S1"]
    return provider.audits_due(typed("audits", *rows), level, SOLUTIONS, AS_OF, months)


def test_targets_are_compared_with_what_the_criticality_asks_for() -> None:
    table = provider.targets_against_criticality(LEVELS, SOLUTIONS, WANTED)
    assert list(table["solution"]) == ["Kelvio", "Voxa"]
    assert list(table["verdict"]) == ["low", "enough"]
    assert list(table["outdone"]) == [True, False]
    assert list(table["allowed"]) == pytest.approx([648, 216])
    assert list(table["allowed_wanted"]) == pytest.approx([216, 432])
    assert provider.say_targets(table) == Finding(
        "Too low a target for what is at stake: Kelvio (high: 98.50% agreed, 99.50% asked for)."
        " Kelvio is promised less than a solution that is less critical.",
        Tone.DECIDE,
    )


def test_the_most_critical_comes_first_then_by_name() -> None:
    levels = typed(
        "service_levels", "S1, low, 0.9, ,", "S4, high, 0.9, ,", "S3, high, 0.9, ,",
        "S2, critical, 0.9, ,",
    )  # fmt: skip
    table = provider.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert list(table["solution_id"]) == ["S2", "S3", "S4", "S1"]


@pytest.mark.parametrize("levels", [LEVELS, NO_LEVELS], ids=["some", "none"])
def test_tables_have_the_columns_they_are_said_to_have(levels: pd.DataFrame) -> None:
    request = "R1, S1, 2026-01-01, , specific_development, ,"
    requests = typed("requests", *[request for _row in levels.head(1).index])
    tables = {
        "targets": provider.targets_against_criticality(levels, SOLUTIONS, WANTED),
        "support": provider.level1_support(levels, SOLUTIONS),
        "audits": provider.audits_due(typed("audits"), levels, SOLUTIONS, AS_OF, 12),
        "specific": provider.specific_requests(requests, SOLUTIONS, AS_OF),
    }
    assert {name: list(table.columns) for name, table in tables.items()} == COLUMNS


def test_equal_targets_that_suffice_are_fine() -> None:
    levels = LEVELS.assign(availability_target=0.995)
    table = provider.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert not table["outdone"].any()
    assert provider.say_targets(table) == Finding(
        "Every target is as high as the criticality of the use asks for."
    )


def test_equally_critical_solutions_may_have_different_targets() -> None:
    levels = typed("service_levels", "S1, high, 0.995, ,", "S2, high, 0.999, ,")
    table = provider.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert not table["outdone"].any()


def test_work_that_needs_all_solutions_is_said_for_several_only() -> None:
    table = provider.targets_against_criticality(LEVELS, SOLUTIONS, WANTED)
    assert provider.say_chain(table) == Finding(
        "Work that needs the 2 solutions at once can count on 98.01% at best, by these targets and"
        " if they fail independently."
    )
    assert provider.say_chain(table.head(1)) is None


def test_availability_is_never_rounded_up_to_certainty() -> None:
    assert format_availability(0.985) == "98.50%"
    assert format_availability(0.99999) == "99.999%"
    assert format_availability(1.0) == "100.00%"


def test_a_solution_in_use_without_a_service_level_is_named() -> None:
    usage = typed("usage", "2026-01-01, S2, Sales, 1, 2", "2026-02-01, S2, Sales, 1, 2")
    assert provider.say_uncovered(usage, LEVELS.head(1), SOLUTIONS, AS_OF) == Finding(
        "Voxa is used without an agreed service level.", Tone.DECIDE
    )
    assert provider.say_uncovered(usage, LEVELS, SOLUTIONS, AS_OF) is None


def test_level_1_support_needs_an_owner_and_hours() -> None:
    table = provider.level1_support(LEVELS, SOLUTIONS)
    assert list(table["solution"]) == ["Voxa", "Kelvio"]
    assert provider.say_level1(table) == Finding(
        "Who answers first, or when, is not agreed for Voxa.", Tone.DECIDE
    )
    levels = typed(
        "service_levels", *[f"S{n}, low, 0.9, company, always" for n in (1, 2)],
        "S3, low, 0.9, provider, always",
    )  # fmt: skip
    assert provider.say_level1(provider.level1_support(levels, SOLUTIONS)) == Finding(
        "Level 1 support is agreed for each of the 3 solutions that have a service level: the"
        " company gives it for 2, the provider for 1."
    )


@pytest.mark.parametrize(
    ("rows", "issues"),
    [
        ((), "none"),
        (("A1, S1, 2026-10-01, Lab, yes, passed",), "none"),
        (("A1, S1, 2026-09-30, Lab, yes, passed",), None),
        (("A1, S1, 2025-09-30, Lab, yes, passed",), None),
        (("A1, S1, 2025-09-29, Lab, yes, passed",), "overdue"),
        (("A1, S1, 2026-09-01, Lab, yes,",), "result_missing"),
        (("A1, S1, 2026-09-01, Own, no, failed",), "failed;not_certified"),
        (("A1, S1, 2026-09-01, Own, no, passed",), "not_certified"),
        (("A1, S1, 2026-09-01, Own, , passed",), "certificate_missing"),
        (
            ("A1, S1, 2026-01-01, Lab, yes, reservations", "A2, S1, 2026-09-01, Lab, yes,"),
            "result_missing;reservations",
        ),
        (
            ("A1, S1, 2026-01-01, Lab, no, failed", "A2, S1, 2026-09-01, Lab, yes, passed"),
            None,
        ),
    ],
)
def test_what_an_audit_leaves_to_be_seen_to(rows: tuple[str, ...], issues: str | None) -> None:
    found = _audits(*rows)["issues"].iloc[0]
    assert found == issues or (issues is None and pd.isna(found))


def test_audits_to_see_to_come_first_then_by_name() -> None:
    levels = typed("service_levels", *[f"S{n}, high, 0.99, ," for n in (3, 4, 6, 5)])
    audits = typed(
        "audits", "A1, S3, 2026-09-01, Lab, yes, passed", "A2, S4, 2026-09-01, Lab, yes, passed"
    )
    table = provider.audits_due(audits, levels, SOLUTIONS, AS_OF, 12)
    assert list(table["solution_id"]) == ["S5", "S6", "S3", "S4"]


def test_audits_are_said_in_words() -> None:
    assert provider.say_audits(_audits("A1, S1, 2025-01-01, Own, no, failed"), 12) == Finding(
        "Security audits to see to: Kelvio: audit failed, last result from a body that is not"
        " certified and due again.",
        Tone.DECIDE,
    )
    assert provider.say_audits(_audits("A1, S1, 2026-01-15, Lab, yes, passed"), 12) == Finding(
        "Each solution that has a service level was audited by a certified body, passed, within 12"
        " months; the next audit is due by 15 January 2027."
    )


def test_several_providers_make_the_committees_ambiguous() -> None:
    support = provider.level1_support(LEVELS, SOLUTIONS)
    committees = typed(
        "committees", "C1, provider, 2026-03-01,", columns="committee_id, kind, planned_on, held_on"
    )
    assert provider.say_whose(committees, support) == Finding(
        "The table of committees does not say which of the 2 providers was met: one who is never"
        " met does not show.",
        Tone.CAUTION,
    )
    assert provider.say_whose(committees, support.head(1)) is None
    assert provider.say_whose(committees.head(0), support) is None


def test_specific_developments_are_a_share_of_changes() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-01-01, 2026-02-01, specific_development, ,",
        "R2, S1, 2026-01-01, , specific_development, ,",
        "R3, S1, 2026-01-01, , evolution, ,",
        "R4, S1, 2026-01-01, , evolution, ,",
        "R5, S1, 2026-01-01, , support, ,",
        "R6, S1, 2026-10-01, , specific_development, ,",
    )
    table = provider.specific_requests(requests, SOLUTIONS, AS_OF)
    row = table.iloc[0]
    assert (row["requests"], row["changes"], row["specific"], row["specific_open"]) == (5, 4, 2, 1)
    assert (row["share"], row["share_of_changes"]) == (0.4, 0.5)
    assert provider.say_specific(table, 0.25) == Finding(
        "2 of 5 requests ask for a specific development, out of 4 that ask for a change (50%)."
        " 1 is still open. That is over 25%: first ask what the provider's other customers do.",
        Tone.DECIDE,
    )
    assert provider.say_specific(table, 0.5) == Finding(
        "2 of 5 requests ask for a specific development, out of 4 that ask for a change (50%)."
        " 1 is still open."
    )
    assert provider.say_specific(table.assign(specific=0), 0.25) == Finding(
        "No request asks for a specific development."
    )


def test_requests_of_the_day_itself_count_and_ties_go_by_name() -> None:
    requests = typed(
        "requests",
        "R1, S4, 2026-09-30, , specific_development, ,",
        "R2, S3, 2026-09-01, 2026-09-30, specific_development, ,",
        "R3, S2, 2026-09-01, , support, ,",
        "R4, S1, 2026-09-01, , evolution, ,",
    )
    table = provider.specific_requests(requests, SOLUTIONS, AS_OF)
    assert list(table["solution_id"]) == ["S3", "S4", "S1", "S2"]
    assert list(table["specific_open"]) == [0, 1, 0, 0]
    assert list(table["share_of_changes"]) == pytest.approx([1, 1, 0, np.nan], nan_ok=True)


def test_nothing_agreed_leaves_empty_tables() -> None:
    assert provider.targets_against_criticality(NO_LEVELS, SOLUTIONS, WANTED).empty
    assert provider.level1_support(NO_LEVELS, SOLUTIONS).empty
    assert provider.audits_due(typed("audits"), NO_LEVELS, SOLUTIONS, AS_OF, 12).empty
    table = provider.specific_requests(typed("requests"), SOLUTIONS, AS_OF)
    assert provider.say_specific(table, 0.25) is None


def test_five_hundred_solutions_are_said_in_a_sentence() -> None:
    levels = typed("service_levels", *[f"S{n}, critical, 0.9, provider," for n in range(500)])
    table = provider.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert len(provider.say_targets(table).text) < 400
    assert len(provider.say_level1(provider.level1_support(levels, SOLUTIONS)).text) < 200
    due = provider.audits_due(typed("audits"), levels, SOLUTIONS, AS_OF, 12)
    assert len(provider.say_audits(due, 12).text) < 300


def test_what_nobody_uses_yet_is_not_said_to_be_in_use() -> None:
    usage = typed("usage", "2026-10-01, S2, Sales, 5, 9", "2026-09-01, S2, Sales, 0, 9")
    assert provider.say_uncovered(usage, LEVELS.head(1), SOLUTIONS, AS_OF) is None


def test_a_target_below_what_is_asked_for_is_not_written_as_it() -> None:
    levels = typed("service_levels", "S1, high, 0.99502, ,")
    table = provider.targets_against_criticality(levels, SOLUTIONS, {"high": 0.99504})
    assert "(high: 99.502% agreed, 99.504% asked for)" in provider.say_targets(table).text


def test_a_share_over_the_limit_is_not_written_as_the_limit() -> None:
    kinds = ["specific_development"] * 51 + ["evolution"] * 152
    rows = [f"R{n}, S1, 2026-01-01, 2026-01-02, {kind}, ," for n, kind in enumerate(kinds)]
    table = provider.specific_requests(typed("requests", *rows), SOLUTIONS, AS_OF)
    said = provider.say_specific(table, 0.25)
    assert said is not None
    assert said.text.startswith(
        "51 of 203 requests ask for a specific development, out of 203 that ask for a change"
        " (25.1%). That is over 25%"
    )


def test_more_solutions_without_a_service_level_than_are_named_are_counted() -> None:
    usage = typed("usage", *[f"2026-09-30, X{n}, Sales, 1, 2" for n in range(6)])
    assert provider.say_uncovered(usage, LEVELS, SOLUTIONS, AS_OF) == Finding(
        "X0, X1, X2 and 3 more are used without an agreed service level.", Tone.DECIDE
    )


def test_more_solutions_to_see_to_than_are_named_are_counted() -> None:
    levels = typed(
        "service_levels", *[f"S{n}, high, 0.9, ," for n in (1, 3, 4, 5, 6)], "S7, low, 0.99, ,"
    )
    table = provider.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert provider.say_targets(table).text == (
        "Too low a target for what is at stake: Kelvio (high: 90.00% agreed, 99.50% asked for),"
        " S3 (high: 90.00% agreed, 99.50% asked for), S4 (high: 90.00% agreed, 99.50% asked for)"
        " and 2 more. Kelvio, S3, S4 and 2 more are promised less than solutions that are less"
        " critical."
    )
    assert provider.say_level1(provider.level1_support(levels, SOLUTIONS)).text == (
        "Who answers first, or when, is not agreed for 6 solutions: Kelvio, S3, S4 and 3 more."
    )
    due = provider.audits_due(typed("audits"), levels, SOLUTIONS, AS_OF, 12)
    assert provider.say_audits(due, 12).text == (
        "Security audits to see to: Kelvio: no audit on record; S3: no audit on record; S4: no"
        " audit on record; 3 more."
    )
