"""What holds for every question of provider steering: columns, nothing agreed, many solutions."""

from __future__ import annotations

import pandas as pd
import pytest
from support.contracts import AGREED, AS_OF, NOTHING_AGREED, WANTED
from support.incidents import MARCH, PARIS, solutions_with
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding
from playbook.stages.provider_steering import (
    allowance,
    auditing,
    availability,
    developments,
    first_line,
    promises,
    register,
)


def test_more_solutions_than_are_named_are_counted() -> None:
    rows = [f"S{n}, 2026-03-10 00:00, 2026-03-10 01:00, outage" for n in range(6)]
    incidents, levels, months, totals = solutions_with(6, *rows)
    wanted = promises.targets_against_criticality(levels, SOLUTIONS, {"high": 0.99999})
    need = availability.say_need(totals, wanted, SOLUTIONS)
    budget = allowance.say_budget(allowance.budget_left(months, MARCH, PARIS), SOLUTIONS, MARCH)
    silent = register.say_silent(incidents.head(1), levels, SOLUTIONS, MARCH)
    *named, last = filter(None, availability.say_availability(totals, months, SOLUTIONS))
    assert need is not None
    assert need.text.endswith(" and 3 more.")
    assert budget is not None
    assert budget.text.endswith(" allows. 3 more solutions are in the table.")
    assert silent is not None
    assert " and 2 more: nothing broke" in silent.text
    assert [one.text.split(" was ")[0] for one in named] == ["Kelvio", "S0", "S3"]
    assert last == Finding("3 more solutions are in the table.")
    still = incidents.assign(ended_at=pd.NaT)
    unfinished = allowance.say_unfinished(allowance.open_incidents(still, SOLUTIONS, MARCH), MARCH)
    assert unfinished is not None
    assert unfinished.text.startswith("6 incidents are not over: S0 (outage, since 10 March 2026,")
    assert ", 0:00) and 3 more. Time after" in unfinished.text


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


@pytest.mark.parametrize("levels", [AGREED, NOTHING_AGREED], ids=["some", "none"])
def test_tables_have_the_columns_they_are_said_to_have(levels: pd.DataFrame) -> None:
    request = "R1, S1, 2026-01-01, , specific_development, ,"
    requests = typed("requests", *[request for _row in levels.head(1).index])
    tables = {
        "targets": promises.targets_against_criticality(levels, SOLUTIONS, WANTED),
        "support": first_line.level1_support(levels, SOLUTIONS),
        "audits": auditing.audits_due(typed("audits"), levels, SOLUTIONS, AS_OF, 12),
        "specific": developments.specific_requests(requests, SOLUTIONS, AS_OF),
    }
    assert {name: list(table.columns) for name, table in tables.items()} == COLUMNS


def test_nothing_agreed_leaves_empty_tables() -> None:
    assert promises.targets_against_criticality(NOTHING_AGREED, SOLUTIONS, WANTED).empty
    assert first_line.level1_support(NOTHING_AGREED, SOLUTIONS).empty
    assert auditing.audits_due(typed("audits"), NOTHING_AGREED, SOLUTIONS, AS_OF, 12).empty
    table = developments.specific_requests(typed("requests"), SOLUTIONS, AS_OF)
    assert developments.say_specific(table, 0.25) is None


def test_five_hundred_solutions_are_said_in_a_sentence() -> None:
    levels = typed("service_levels", *[f"S{n}, critical, 0.9, provider," for n in range(500)])
    table = promises.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert len(promises.say_targets(table).text) < 400
    assert len(first_line.say_level1(first_line.level1_support(levels, SOLUTIONS)).text) < 200
    due = auditing.audits_due(typed("audits"), levels, SOLUTIONS, AS_OF, 12)
    assert len(auditing.say_audits(due, 12).text) < 300


def test_more_solutions_to_see_to_than_are_named_are_counted() -> None:
    levels = typed(
        "service_levels", *[f"S{n}, high, 0.9, ," for n in (1, 3, 4, 5, 6)], "S7, low, 0.99, ,"
    )
    table = promises.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert promises.say_targets(table).text == (
        "Negotiate a higher target for what is at stake: Kelvio (high: 90.00% agreed, 99.50%"
        " asked for),"
        " S3 (high: 90.00% agreed, 99.50% asked for), S4 (high: 90.00% agreed, 99.50% asked for)"
        " and 2 more. Kelvio, S3, S4 and 2 more are promised less than solutions that are less"
        " critical."
    )
    assert first_line.say_level1(first_line.level1_support(levels, SOLUTIONS)).text == (
        "Agree on who answers first, and when, for 6 solutions: Kelvio, S3, S4 and 3 more."
    )
    due = auditing.audits_due(typed("audits"), levels, SOLUTIONS, AS_OF, 12)
    assert auditing.say_audits(due, 12).text == (
        "See to the security audits. Kelvio: no audit on record; S3: no audit on record; S4: no"
        " audit on record; 3 more."
    )
