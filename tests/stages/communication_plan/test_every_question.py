"""What holds for every question of the communication plan: columns, and no action at all."""

from __future__ import annotations

from support.plans import ACTIONS, AS_OF, STAFF, TARGET, action, planned

from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan import (
    coverage,
    crowding,
    progress,
    relays,
    stakes,
    timeline,
)
from playbook.tables.deployment import COMMUNICATIONS, LEVELS


def test_the_tables_have_the_columns_that_are_promised_and_number_their_rows_anew() -> None:
    written = [*COMMUNICATIONS.column_names, "target", "group", "state"]
    heard = "proposed_stakes actions overdue first_on last_on next_on"
    busy = "stakeholder_id target actions most month crowded"
    order = "verdict relay_target relay relay_first_on target informed first_on lead_days"
    for found, columns in [
        (planned(STAFF, action(2, "E", "2026-01-10"), action(1, "H", "2026-01-05")), written),
        (progress.in_state(ACTIONS, "to_come", "cancelled"), written),
        (stakes.target_table(STAFF.tail(3), ACTIONS), f"{TARGET} {heard}".split()),
        (coverage.by_level(STAFF, ACTIONS), ["stakeholder_id", "label", *LEVELS, "actions"]),
        (crowding.load(ACTIONS, 3), busy.split()),
        (relays.relay_order(stakes.target_table(STAFF, ACTIONS)), order.split()),
    ]:
        assert list(found.columns) == columns
        assert found.index.tolist() == list(range(len(found)))
        counts = found.columns.intersection(["actions", "overdue", "crowded", *LEVELS])
        assert (found[counts].dtypes == "int64").all()  # a file of results holds 2, not 2.0


def test_without_a_plan_the_first_half_still_speaks() -> None:
    nothing = planned(STAFF)
    table = stakes.target_table(STAFF, nothing)
    assert table["actions"].tolist() == [0, 0, 0, 0]
    assert coverage.say_unaddressed(table, nothing) == Finding(
        "No action is planned yet: write the plan, target by target.", Tone.DECIDE
    )
    covered = coverage.by_level(STAFF, nothing)
    assert coverage.say_levels(covered) is None
    assert coverage.draw_levels(covered) is None
    assert timeline.draw_calendar(nothing, AS_OF) is None
    assert relays.relay_order(table).empty
    assert relays.say_relays(relays.relay_order(table)) == []
    assert crowding.load(nothing, 3).empty
    assert crowding.say_load(crowding.load(nothing, 3), 3) is None
    assert progress.say_overdue(nothing) == progress.say_coming(nothing) == []
    assert progress.say_silence(table) is None
