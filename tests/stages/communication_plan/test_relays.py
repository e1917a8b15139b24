"""Whether those who carry the news hear it first."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from support.plans import ACTIONS, STAFF, action, planned, targets
from support.sentences import texts

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan import crowding, relays, stakes
from playbook.stages.communication_plan.relays import RELAYS
from playbook.tables.deployment import TARGETS


def test_what_ties_keeps_the_order_in_which_it_was_written() -> None:
    teams = [(f"E{i}", f"Team {i}", "employees", 5, None) for i in range(40)]
    people = targets(("M", "Leaders", "managers", 1, None), *teams)
    rows = [action(i, f"E{i}", f"2026-01-{10 + i % 2}") for i in range(40)]
    actions = planned(people, *rows, action("M", "M", "2026-01-10"))
    tenth, eleventh = ([f"Team {i}" for i in range(start, 40, 2)] for start in (0, 1))
    assert actions["target"].tolist() == [*tenth, "Leaders", *eleventh]
    order = relays.relay_order(stakes.target_table(people, actions))
    assert order["target"].tolist() == [*tenth, *eleventh]


def test_relays_that_hear_too_late_come_first() -> None:
    order = relays.relay_order(stakes.target_table(STAFF, ACTIONS))
    assert order["verdict"].tolist() == ["late", "in_time", "in_time"]
    assert order["relay_target"].tolist() == ["Leaders", "HR", "HR"]
    assert order["target"].tolist() == ["Staff", "Staff", "Leaders"]
    assert order["lead_days"].tolist() == [-14, 5, 19]
    said = relays.say_relays(order)
    assert texts(said) == [
        "Tell those who must carry the news before the others hear it: “Leaders”, told 14"
        " days after “Staff”."
    ]


def test_relays_come_from_those_never_told_to_those_told_first() -> None:
    people = targets(
        ("H", "HR", "hr", 1, None), ("B", "Heads", "business_management", 1, None),
        ("M", "Leaders", "managers", 1, None), ("E", "Staff", "employees", 1, None),
    )  # fmt: skip
    days = {"B": "2026-01-10", "M": "2026-01-12", "E": "2026-01-10"}
    actions = planned(people, *[action(who, who, day) for who, day in days.items()])
    order = relays.relay_order(stakes.target_table(people, actions))
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
    late, same = relays.say_relays(relays.relay_order(stakes.target_table(people, actions)))
    assert late.text == (
        "Tell those who must carry the news before the others hear it: “A”, told 27 days"
        " after “E”, “B”, told 27"
        " days after “E” and 1 more."
    )
    assert same.text.endswith("no time to prepare: “C” and “F”.")


def test_few_of_those_who_hear_on_the_same_day_are_named() -> None:
    people = targets(
        ("1", "A", "managers", 1, None),
        *[(str(n), f"E{n}", "employees", 1, None) for n in range(2, 5)],
    )
    actions = planned(people, *[action(i, str(i), "2026-01-10") for i in range(1, 5)])
    (same,) = relays.say_relays(relays.relay_order(stakes.target_table(people, actions)))
    assert same.text.endswith("no time to prepare: “A” and “E2”; “A” and “E3”; 1 more.")


def test_a_relay_that_is_never_told_or_told_the_same_day() -> None:
    actions = planned(
        STAFF,
        action(1, "E", "2026-01-10"), action(2, "M", "2026-01-10"),
        action(3, "H", "2026-01-01", "cancelled"),
    )  # fmt: skip
    order = relays.relay_order(stakes.target_table(STAFF, actions))
    assert order["verdict"].tolist() == ["not_told", "not_told", "same_day"]
    assert order["lead_days"].isna().tolist() == [True, True, False]
    silent, same = relays.say_relays(order)
    assert silent == Finding(
        "Tell those who must relay the news, and never hear it: “HR”.", Tone.DECIDE
    )
    assert same.text.endswith("no time to prepare: “Leaders” and “Staff”.")
    assert same.tone is Tone.CAUTION


def test_relays_in_time_are_a_result() -> None:
    actions = planned(STAFF, action(1, "H", "2026-01-01"), action(2, "E", "2026-01-02"))
    order = relays.relay_order(stakes.target_table(STAFF.iloc[[0, 2]], actions))
    assert relays.say_relays(order)[0].tone is Tone.RESULT


def test_the_rule_speaks_of_the_playbook_s_groups_and_holds_no_circle() -> None:
    rules = {relay.group: set(relay.informs) for relay in RELAYS}
    assert set(rules) | set.union(*rules.values()) == set(TARGETS)
    assert not any(group in rules.get(other, set()) for group in rules for other in rules[group])
    assert relays.relay_rules()["source"].str.contains("Playbook").all()
    assert {"managers", "hr", "business_management", "social_partners"} <= {
        group for group, informs in rules.items() if "employees" in informs
    }


days = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("HMES"), days), max_size=15))
def test_order_follows_the_first_dates(rows: list[tuple[str, str]]) -> None:
    actions = planned(STAFF, *[action(i, who, day) for i, (who, day) in enumerate(rows)])
    order = relays.relay_order(stakes.target_table(STAFF, actions))
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


def test_the_sentences_are_french_too() -> None:
    with speaking("fr"):
        order = relays.relay_order(stakes.target_table(STAFF, ACTIONS))
        said = relays.say_relays(order)[0].text
        month = crowding.load(ACTIONS, 3)["month"].iloc[0]
    assert said.endswith("«\u00a0Leaders\u00a0», 14 jours après «\u00a0Staff\u00a0».")
    assert month == "janvier 2026"


def test_a_relay_that_nobody_tells_is_not_said_to_hear_first() -> None:
    people = targets(
        ("H", "HR", "hr", 1, None), ("M", "Leaders", "managers", 1, None),
        ("U", "Unions", "social_partners", 1, None),
    )  # fmt: skip
    actions = planned(people, action(1, "H", "2026-01-01"), action(2, "M", "2026-02-01"))
    (said,) = relays.say_relays(relays.relay_order(stakes.target_table(people, actions)))
    assert said.text == "All who hear the news hear it after the relays that must inform them."
