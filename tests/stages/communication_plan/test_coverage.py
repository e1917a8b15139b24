"""Whom the plan forgets, and what is drawn of it."""

from __future__ import annotations

import re

import pandas as pd
from support.charts import words_of
from support.plans import ACTIONS, AS_OF, STAFF, action, planned, targets

from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan import coverage, stakes, timeline
from playbook.tables.deployment import LEVELS


def test_a_target_with_only_cancelled_actions_is_forgotten() -> None:
    said = coverage.say_unaddressed(stakes.target_table(STAFF, ACTIONS), ACTIONS)
    assert (
        said.text
        == "Plan something for “Mail desk”: no action speaks to them, or only cancelled ones."
    )
    bare = stakes.target_table(targets(("A", "All", "hr", 7, None)), ACTIONS)
    assert coverage.say_unaddressed(bare, ACTIONS).text.endswith("ones. That is 7 people.")
    told = stakes.target_table(STAFF.head(1), ACTIONS)
    assert coverage.say_unaddressed(told, ACTIONS).tone is Tone.RESULT
    assert (
        coverage.say_unaddressed(told, ACTIONS).text == "Every target is spoken to at least once."
    )


def test_coverage_counts_by_target_and_level_without_cancelled_ones() -> None:
    table = coverage.by_level(STAFF, ACTIONS)
    assert table["label"].tolist() == ["HR", "Leaders", "Staff", "Mail desk"]
    assert table["hr"].tolist() == [2, 0, 0, 0]
    assert table["operational"].tolist() == [0, 0, 2, 0]
    assert table["actions"].tolist() == [2, 1, 2, 0]
    assert coverage.say_levels(table) == Finding(
        "2 levels of communication have no action: Institutional and Social. Plan some, or"
        " say why none is needed.",
        Tone.DECIDE,
    )


def test_the_people_whom_nobody_speaks_to_may_overlap_and_be_unknown() -> None:
    people = targets(
        ("A", "Ann", "hr", 10, None), ("E", "Staff", "employees", 150, None),
        ("U", "Unions", "social_partners", 5, None),
        ("S", "Desk", "special_population", None, None),
    )  # fmt: skip
    actions = planned(people, action(1, "A", "2026-01-01"))
    said = coverage.say_unaddressed(stakes.target_table(people, actions), actions)
    assert said.text == (
        "Plan something for 3 targets (“Staff”, “Unions” and “Desk”): no action speaks to them, or"
        " only cancelled ones. That is 150 to 155 people (150 if the largest target holds"
        " all others), and 1"
        " target whose headcount is unknown."
    )


def test_five_hundred_actions_make_a_figure_that_can_be_sent() -> None:
    people = targets(*[(f"T{i}", f"Target {i}", "employees", 5, None) for i in range(60)])
    rows = [
        action(i, f"T{i % 59}", str(pd.Timestamp("2024-01-01") + pd.Timedelta(days=i * 3))[:10],
               level=list(LEVELS)[i % 5])
        for i in range(500)
    ]  # fmt: skip
    actions = planned(people, *rows)
    assert len(timeline.draw_calendar(actions, AS_OF).svg) < 150_000
    chart = coverage.draw_levels(coverage.by_level(people, actions))
    assert "Target 59: nothing" in chart.alt
    assert len(chart.alt.split(";")) == 12


def test_targets_that_get_as_little_and_marks_that_are_covered_are_counted() -> None:
    people = targets(*[(f"T{i}", f"Target {i}", "employees", 5, None) for i in range(20)])
    rows = [action(i, f"T{i}", "2026-10-05", "planned") for i in range(20)]
    covered = " ".join(
        words_of(coverage.draw_levels(coverage.by_level(people, planned(people, *rows))))
    )
    assert "cancelled ones do not count. 12 of 20 targets, among those that get least." in covered
    crowd = " ".join(words_of(timeline.draw_calendar(planned(people, *rows), AS_OF)))
    assert "the day of this report. 17 marks lie on others of the same day." in crowd
    assert "on another" not in timeline.draw_calendar(planned(people, *rows[:3]), AS_OF).svg


def test_several_targets_that_nobody_speaks_to_are_counted() -> None:
    actions = planned(STAFF, action(1, "H", "2026-01-01"), action(2, "M", "2026-01-01"))
    chart = coverage.draw_levels(coverage.by_level(STAFF, actions))
    assert chart.alt.startswith("Nobody speaks to 2 of 4 targets.")


def test_the_name_of_the_only_target_that_nobody_speaks_to_is_cut() -> None:
    people = targets(("H", "HR", "hr", 1, None), ("L", "T" * 41, "hr", 1, None))
    heard = [action(1, "H", "2026-01-01"), action(2, "H", "2026-01-02", level="social")]
    chart = coverage.draw_levels(coverage.by_level(people, planned(people, *heard)))
    assert chart.alt.startswith(f"Nobody speaks to “{'T' * 39}…”. HR: HR function 1, Social 1; ")


def test_of_targets_with_as_many_actions_the_first_are_drawn() -> None:
    people = targets(*[(f"T{i}", f"Target {i:02}", "employees", 5, None) for i in range(60)])
    rows = [action(i, f"T{i}", "2026-10-05", "planned") for i in range(60) if i % 3]
    covered = coverage.draw_levels(coverage.by_level(people, planned(people, *rows)))
    assert re.findall(r"Target (\d\d)", covered.alt) == [f"{i:02}" for i in range(0, 36, 3)]


def test_targets_whose_names_begin_alike_are_told_apart() -> None:
    start = "Employees of the branches of the region who advise members"
    people = targets(("N", f"{start} in the north", "employees", 1, None),
                     ("S", f"{start} in the south", "employees", 1, None))  # fmt: skip
    chart = coverage.draw_levels(
        coverage.by_level(people, planned(people, action(1, "N", "2026-01-01")))
    )
    assert sum(words.endswith("north") for words in words_of(chart))
    assert sum(words.endswith("south") for words in words_of(chart))
