"""Communication plan: whom it is for, what they hear when, and in which order."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plans import ACTIONS, AS_OF, STAFF, TARGET, action, planned, targets

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages import communication_plan as plan
from playbook.stages.communication_plan.relays import RELAYS
from playbook.stages.communication_plan.targets import PROPOSED_STAKES, Scope
from playbook.tables.deployment import COMMUNICATIONS, LEVELS, TARGETS


@pytest.mark.parametrize(
    ("day", "status", "state"),
    [
        ("2026-09-29", "planned", "overdue"), ("2026-09-30", "planned", "to_come"),
        ("2026-10-01", "planned", "to_come"), ("2026-09-29", None, "unsaid"),
        ("2026-09-30", None, "to_come"), ("2026-09-30", "done", "done"),
        ("2026-10-01", "done", "early"), ("2020-01-01", "cancelled", "cancelled"),
        ("2027-01-01", "cancelled", "cancelled"),
    ],
)  # fmt: skip
def test_where_an_action_stands(day: str, status: str | None, state: str) -> None:
    assert planned(STAFF, action("1", "H", day, status))["state"].tolist() == [state]


def test_actions_come_in_the_order_of_their_dates() -> None:
    assert ACTIONS["communication_id"].tolist() == ["1", "2", "3", "4", "6", "5"]
    assert ACTIONS["target"].tolist()[:3] == ["HR", "Staff", "Leaders"]


def test_what_ties_keeps_the_order_in_which_it_was_written() -> None:
    teams = [(f"E{i}", f"Team {i}", "employees", 5, None) for i in range(40)]
    people = targets(("M", "Leaders", "managers", 1, None), *teams)
    rows = [action(i, f"E{i}", f"2026-01-{10 + i % 2}") for i in range(40)]
    actions = planned(people, *rows, action("M", "M", "2026-01-10"))
    tenth, eleventh = ([f"Team {i}" for i in range(start, 40, 2)] for start in (0, 1))
    assert actions["target"].tolist() == [*tenth, "Leaders", *eleventh]
    order = plan.relay_order(plan.target_table(people, actions))
    assert order["target"].tolist() == [*tenth, *eleventh]


def test_the_tables_have_the_columns_that_are_promised_and_number_their_rows_anew() -> None:
    written = [*COMMUNICATIONS.column_names, "target", "group", "state"]
    heard = "proposed_stakes actions overdue first_on last_on next_on"
    busy = "stakeholder_id target actions most month crowded"
    order = "verdict relay_target relay relay_first_on target informed first_on lead_days"
    for found, columns in [
        (planned(STAFF, action(2, "E", "2026-01-10"), action(1, "H", "2026-01-05")), written),
        (plan.in_state(ACTIONS, "to_come", "cancelled"), written),
        (plan.target_table(STAFF.tail(3), ACTIONS), f"{TARGET} {heard}".split()),
        (plan.coverage(STAFF, ACTIONS), ["stakeholder_id", "label", *LEVELS, "actions"]),
        (plan.load(ACTIONS, 3), busy.split()),
        (plan.relay_order(plan.target_table(STAFF, ACTIONS)), order.split()),
    ]:
        assert list(found.columns) == columns
        assert found.index.tolist() == list(range(len(found)))
        counts = found.columns.intersection(["actions", "overdue", "crowded", *LEVELS])
        assert (found[counts].dtypes == "int64").all()  # a file of results holds 2, not 2.0


@pytest.mark.parametrize(
    ("headcounts", "start", "tone"),
    [
        ([201, 5], "A plan is worth making: 201 to 206 people", Tone.RESULT),
        ([200, 5], "Whether a plan is worth making depends", Tone.DECIDE),
        ([200], "A full plan is hardly worth making: 200 people, which", Tone.RESULT),
        ([100, 100], "A full plan is hardly worth making: 100 to 200 people", Tone.RESULT),
        ([100, None], "Whether a plan is worth making cannot be told yet: 100 people, and 1 "
                      "target whose", Tone.DECIDE),
        ([None, None], "No target has a headcount: whether the plan is worth making (more than 200"
                       " people)", Tone.DECIDE),
        ([300, None, None], "A plan is worth making: 300 people, and 2 targets", Tone.RESULT),
        ([1], "A full plan is hardly worth making: 1 person, which", Tone.RESULT),
    ],
)  # fmt: skip
def test_whether_a_plan_is_worth_making(
    headcounts: list[int | None], start: str, tone: Tone
) -> None:
    people = targets(*[(str(i), "T", "hr", n, None) for i, n in enumerate(headcounts)])
    said = plan.say_scope(plan.scope(people), 200)
    assert said.text.startswith(start)
    assert said.tone is tone


def test_targets_whose_people_nobody_counted_count_for_nobody() -> None:
    assert plan.scope(STAFF) == Scope(low=150, high=180, unknown=1, targets=4)
    assert plan.scope(STAFF.tail(1)) == Scope(low=0, high=0, unknown=1, targets=1)


def test_a_proposal_stands_only_where_nothing_was_written() -> None:
    table = plan.target_table(STAFF, ACTIONS)
    assert table["proposed_stakes"].isna().tolist() == [True, False, False, True]
    assert table["proposed_stakes"].iloc[1] == PROPOSED_STAKES["managers"]
    assert "special_population" not in PROPOSED_STAKES
    assert set(PROPOSED_STAKES) <= set(TARGETS)
    said = plan.say_stakes(table)
    assert "for 3 targets (“Leaders”, “Staff” and “Mail desk”)" in said.text
    assert plan.say_stakes(table.head(1)) == Finding(
        "What is at stake is written down for every target."
    )


def test_what_each_target_hears() -> None:
    table = plan.target_table(STAFF, ACTIONS).set_index("stakeholder_id")
    assert table["actions"].to_dict() == {"H": 2, "M": 1, "E": 2, "S": 0}
    assert table["overdue"].to_dict() == {"H": 0, "M": 0, "E": 1, "S": 0}
    assert table.loc["H", "first_on"] == pd.Timestamp("2026-01-05")
    assert table.loc["H", "next_on"] == pd.Timestamp("2026-12-01")
    assert table.loc["E", "last_on"] == pd.Timestamp("2026-01-10")
    assert table.loc["S", ["first_on", "last_on", "next_on"]].isna().all()


def test_a_target_with_only_cancelled_actions_is_forgotten() -> None:
    said = plan.say_unaddressed(plan.target_table(STAFF, ACTIONS), ACTIONS)
    assert said.text == "Nobody speaks to “Mail desk”: no action, or only cancelled ones."
    bare = plan.target_table(targets(("A", "All", "hr", 7, None)), ACTIONS)
    assert plan.say_unaddressed(bare, ACTIONS).text.endswith("ones. That is 7 people.")
    told = plan.target_table(STAFF.head(1), ACTIONS)
    assert plan.say_unaddressed(told, ACTIONS).tone is Tone.RESULT
    assert plan.say_unaddressed(told, ACTIONS).text == "Every target is spoken to at least once."


def test_silence_is_said_except_where_something_is_late() -> None:
    said = plan.say_silence(plan.target_table(STAFF, ACTIONS))
    assert said.text == "Nothing more is planned for “Leaders”."
    assert plan.say_silence(plan.target_table(STAFF.head(1), ACTIONS)) is None


def test_groups_of_the_playbook_without_a_target_are_named() -> None:
    assert plan.absent_groups(STAFF) == [
        "social_partners", "business_management", "sponsors", "ambassadors",
    ]  # fmt: skip
    assert plan.say_groups(plan.absent_groups(STAFF)[:2]) == Finding(
        "No target stands for these groups of the playbook: Social partners and Business"
        " management. On purpose, or forgotten?",
        Tone.DECIDE,
    )
    assert plan.say_groups([]).tone is Tone.RESULT


def test_coverage_counts_by_target_and_level_without_cancelled_ones() -> None:
    table = plan.coverage(STAFF, ACTIONS)
    assert table["label"].tolist() == ["HR", "Leaders", "Staff", "Mail desk"]
    assert table["hr"].tolist() == [2, 0, 0, 0]
    assert table["operational"].tolist() == [0, 0, 2, 0]
    assert table["actions"].tolist() == [2, 1, 2, 0]
    assert plan.say_levels(table) == Finding(
        "2 levels of communication have no action: Institutional and Social.", Tone.DECIDE
    )


def test_load_counts_a_month_for_each_target() -> None:
    people = targets(("A", "Ann", "hr", 1, None), ("B", "Ben", "hr", 1, None))
    days = ["2026-01-01", "2026-01-31", "2026-02-01", "2026-03-02", "2026-03-03"]
    rows = [action(i, "A", day) for i, day in enumerate(days)]
    actions = planned(
        people, *rows, action(9, "B", "2026-05-05"), action(8, "B", "2026-05-06", "cancelled")
    )
    table = plan.load(actions, 1)
    assert table["target"].tolist() == ["Ann", "Ben"]
    assert table["actions"].tolist() == [5, 1]
    assert table["most"].tolist() == [2, 1]
    assert table["month"].tolist() == ["January 2026", "May 2026"]
    assert table["crowded"].tolist() == [2, 0]
    assert plan.say_load(table, 1) == Finding(
        "Too much at once, more than 1 action in a month: “Ann” (2 in January 2026). Spread them.",
        Tone.DECIDE,
    )
    once = plan.load(actions.head(2), 1)
    assert once["crowded"].tolist() == [1]
    assert plan.say_load(once, 1).tone is Tone.DECIDE
    calm = plan.say_load(plan.load(actions, 2), 2)
    assert calm.text == "No target gets more than 2 actions in any month (limit: 2)."


def test_relays_that_hear_too_late_come_first() -> None:
    order = plan.relay_order(plan.target_table(STAFF, ACTIONS))
    assert order["verdict"].tolist() == ["late", "in_time", "in_time"]
    assert order["relay_target"].tolist() == ["Leaders", "HR", "HR"]
    assert order["target"].tolist() == ["Staff", "Staff", "Leaders"]
    assert order["lead_days"].tolist() == [-14, 5, 19]
    said = plan.say_relays(order)
    assert [f.text for f in said if f] == [
        "The news runs ahead of those who must carry it: “Leaders”, told 14 days after “Staff”."
    ]


def test_relays_come_from_those_never_told_to_those_told_first() -> None:
    people = targets(
        ("H", "HR", "hr", 1, None), ("B", "Heads", "business_management", 1, None),
        ("M", "Leaders", "managers", 1, None), ("E", "Staff", "employees", 1, None),
    )  # fmt: skip
    days = {"B": "2026-01-10", "M": "2026-01-12", "E": "2026-01-10"}
    actions = planned(people, *[action(who, who, day) for who, day in days.items()])
    order = plan.relay_order(plan.target_table(people, actions))
    columns = ["verdict", "relay_target", "target"]
    assert order[columns].to_numpy().tolist() == [
        ["not_told", "HR", "Leaders"], ["not_told", "HR", "Staff"], ["late", "Leaders", "Staff"],
        ["same_day", "Heads", "Staff"], ["in_time", "Heads", "Leaders"],
    ]  # fmt: skip


def test_each_late_relay_is_named_with_its_worst_case_and_few_are() -> None:
    people = targets(
        ("1", "A", "managers", 1, None), ("2", "B", "managers", 1, None),
        ("3", "C", "managers", 1, None), ("4", "E", "employees", 1, None),
        ("5", "F", "employees", 1, None),
    )  # fmt: skip
    days = ["2026-02-01", "2026-02-01", "2026-01-20", "2026-01-05", "2026-01-20"]
    actions = planned(people, *[action(i, str(i), day) for i, day in enumerate(days, start=1)])
    late, same = plan.say_relays(plan.relay_order(plan.target_table(people, actions)))
    assert late.text == (
        "The news runs ahead of those who must carry it: “A”, told 27 days after “E”, “B”, told 27"
        " days after “E” and 1 more."
    )
    assert same.text.endswith("no time to prepare: “C” and “F”.")


def test_few_of_those_who_hear_on_the_same_day_are_named() -> None:
    people = targets(
        ("1", "A", "managers", 1, None),
        *[(str(n), f"E{n}", "employees", 1, None) for n in range(2, 5)],
    )
    actions = planned(people, *[action(i, str(i), "2026-01-10") for i in range(1, 5)])
    (same,) = plan.say_relays(plan.relay_order(plan.target_table(people, actions)))
    assert same.text.endswith("no time to prepare: “A” and “E2”; “A” and “E3”; 1 more.")


def test_a_relay_that_is_never_told_or_told_the_same_day() -> None:
    actions = planned(
        STAFF,
        action(1, "E", "2026-01-10"), action(2, "M", "2026-01-10"),
        action(3, "H", "2026-01-01", "cancelled"),
    )  # fmt: skip
    order = plan.relay_order(plan.target_table(STAFF, actions))
    assert order["verdict"].tolist() == ["not_told", "not_told", "same_day"]
    assert order["lead_days"].isna().tolist() == [True, True, False]
    silent, same = plan.say_relays(order)
    assert silent == Finding("Never told, though they must relay the news: “HR”.", Tone.DECIDE)
    assert same.text.endswith("no time to prepare: “Leaders” and “Staff”.")
    assert same.tone is Tone.CAUTION


def test_relays_in_time_are_a_result() -> None:
    actions = planned(STAFF, action(1, "H", "2026-01-01"), action(2, "E", "2026-01-02"))
    order = plan.relay_order(plan.target_table(STAFF.iloc[[0, 2]], actions))
    assert plan.say_relays(order)[0].tone is Tone.RESULT


def test_the_rule_speaks_of_the_playbook_s_groups_and_holds_no_circle() -> None:
    rules = {relay.group: set(relay.informs) for relay in RELAYS}
    assert set(rules) | set.union(*rules.values()) == set(TARGETS)
    assert not any(group in rules.get(other, set()) for group in rules for other in rules[group])
    assert plan.relay_rules()["source"].str.contains("Playbook").all()
    assert {"managers", "hr", "business_management", "social_partners"} <= {
        group for group, informs in rules.items() if "employees" in informs
    }


days = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str)


@given(st.lists(st.tuples(st.sampled_from("HMES"), days), max_size=15))
def test_order_follows_the_first_dates(rows: list[tuple[str, str]]) -> None:
    actions = planned(STAFF, *[action(i, who, day) for i, (who, day) in enumerate(rows)])
    order = plan.relay_order(plan.target_table(STAFF, actions))
    first = {who: min((d for w, d in rows if w == who), default=None) for who in "HMES"}
    late = {
        (relay, to)
        for relay, to in [("H", "M"), ("H", "E"), ("H", "S"), ("M", "E"), ("M", "S")]
        if first[relay] and first[to] and first[relay] > first[to]
    }
    names = dict(zip(STAFF["label"], STAFF["stakeholder_id"], strict=True))
    found = order[order["verdict"] == "late"]
    assert {
        (names[r], names[t]) for r, t in zip(found["relay_target"], found["target"], strict=True)
    } == late


def test_overdue_actions_and_contradictions_are_said() -> None:
    first, *rest = plan.say_overdue(ACTIONS)
    assert first.text == (
        "1 planned action is overdue: “Message 4”, for “Staff”, planned on 29 September 2026."
    )
    assert rest == []
    long = targets(("L", "T" * 41, "hr", 1, None))
    late = planned(long, *[action(n, "L", "2026-01-01", "planned") for n in range(3)])
    cut = f"for “{'T' * 39}…”, planned on 1 January 2026"
    assert plan.say_overdue(late)[0] == Finding(
        f"3 planned actions are overdue: “Message 0”, {cut}, “Message 1”, {cut} and 1 more.",
        Tone.DECIDE,
    )
    doubtful = planned(STAFF, action(1, "H", "2026-01-01", None), action(2, "H", "2027-01-01"))
    assert plan.say_overdue(doubtful) == [
        Finding("No planned action is overdue."),
        Finding("1 action of the past does not say whether it was done.", Tone.CAUTION),
        Finding("1 action is marked as done and dated after the day of this report.", Tone.CAUTION),
    ]


def test_the_next_action_and_those_that_nobody_owns() -> None:
    said = plan.say_next(ACTIONS)
    assert [finding.text for finding in said] == [
        "1 action to come; the next is “Message 5”, for “HR”, on 1 December 2026."
    ]
    lonely = planned(STAFF, action(1, "H", "2027-01-01", "planned", owner=None))
    assert plan.say_next(lonely)[1] == Finding("1 action to come has no owner.", Tone.DECIDE)
    past = planned(STAFF, action(1, "H", "2026-01-01"))
    assert plan.say_next(past) == [
        Finding("Nothing is planned after the day of this report.", Tone.DECIDE)
    ]


def test_without_a_plan_the_first_half_still_speaks() -> None:
    nothing = planned(STAFF)
    table = plan.target_table(STAFF, nothing)
    assert table["actions"].tolist() == [0, 0, 0, 0]
    assert plan.say_unaddressed(table, nothing) == Finding(
        "No action is planned yet: write the plan, target by target.", Tone.DECIDE
    )
    covered = plan.coverage(STAFF, nothing)
    assert plan.say_levels(covered) is None
    assert plan.draw_coverage(covered) is None
    assert plan.draw_calendar(nothing, AS_OF) is None
    assert plan.relay_order(table).empty
    assert plan.say_relays(plan.relay_order(table)) == []
    assert plan.load(nothing, 3).empty
    assert plan.say_load(plan.load(nothing, 3), 3) is None
    assert plan.say_overdue(nothing) == plan.say_next(nothing) == []
    assert plan.say_silence(table) is None


def test_the_sentences_are_french_too() -> None:
    with speaking("fr"):
        order = plan.relay_order(plan.target_table(STAFF, ACTIONS))
        said = plan.say_relays(order)[0].text
        month = plan.load(ACTIONS, 3)["month"].iloc[0]
    assert said.endswith("«\u00a0Leaders\u00a0», 14 jours après «\u00a0Staff\u00a0».")
    assert month == "janvier 2026"


def test_the_people_whom_nobody_speaks_to_may_overlap_and_be_unknown() -> None:
    people = targets(
        ("A", "Ann", "hr", 10, None), ("E", "Staff", "employees", 150, None),
        ("U", "Unions", "social_partners", 5, None),
        ("S", "Desk", "special_population", None, None),
    )  # fmt: skip
    actions = planned(people, action(1, "A", "2026-01-01"))
    said = plan.say_unaddressed(plan.target_table(people, actions), actions)
    assert said.text == (
        "Nobody speaks to 3 targets (“Staff”, “Unions” and “Desk”): no action, or only cancelled"
        " ones. That is 150 to 155 people (150 if the largest target holds all others), and 1"
        " target whose headcount is unknown."
    )


def test_a_relay_that_nobody_tells_is_not_said_to_hear_first() -> None:
    people = targets(
        ("H", "HR", "hr", 1, None), ("M", "Leaders", "managers", 1, None),
        ("U", "Unions", "social_partners", 1, None),
    )  # fmt: skip
    actions = planned(people, action(1, "H", "2026-01-01"), action(2, "M", "2026-02-01"))
    (said,) = plan.say_relays(plan.relay_order(plan.target_table(people, actions)))
    assert said.text == "All who hear the news hear it after the relays that must inform them."


def test_what_comes_on_the_same_day_as_the_next_action_is_counted() -> None:
    days = ["2026-10-01", "2026-10-01", "2026-11-01"]
    actions = planned(STAFF, *[action(i, "H", day, "planned") for i, day in enumerate(days)])
    assert plan.say_next(actions)[0].text.endswith("2026. 1 other is on the same day.")
    assert plan.say_next(actions.tail(1))[0].text.endswith("on 1 November 2026.")
