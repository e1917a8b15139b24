"""Impact study: jobs, skills, the organisation, and what to settle before deployment."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages import impact_study as study

PEOPLE = "impact_id gap_id job headcount skill_change training_offer severity"
ORGANISATION = "impact_id gap_id dimension description severity"


def people(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("people_impacts", PEOPLE, rows)


def organisation(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("organisation_impacts", ORGANISATION, rows)


MAIL = people(
    ("P1", "G1", "Mail clerk", 20, "Check", None, 5),
    ("P2", "G1", "Handler", 100, "Read", "Half a day", 2),
    ("P3", "G2", "handler ", 90, "Write", None, 1),
    ("P4", "G2", "Head", None, "Steer", "A day", None),
)
SYSTEMS = organisation(
    ("O1", "G1", "it_systems", "Mailboxes close", 4),
    ("O2", "G2", "culture", "Own words go", 3),
    ("O3", "G2", "culture", "Seen by all", None),
    ("O4", "G9", "it_systems", "Backup", 4),
)


def test_a_job_counts_its_people_once_and_stands_at_its_worst_impact() -> None:
    jobs = study.touched_jobs(MAIL)
    assert jobs["job"].tolist() == ["Mail clerk", "Handler", "Head"]
    assert jobs["impacts"].tolist() == [1, 2, 1]
    assert jobs["headcount"].tolist()[:2] == [20, 100]
    assert jobs["headcounts_differ"].tolist() == [False, True, False]
    assert jobs["severity"].tolist()[:2] == [5, 2]
    assert jobs["weight"].tolist()[:2] == [100, 200]
    assert jobs.iloc[2][["headcount", "severity", "weight"]].isna().all()


def test_missing_figures_are_named_and_never_zero() -> None:
    said = study.say_jobs(study.touched_jobs(MAIL), 4)
    assert [finding.tone for finding in said if finding] == [
        Tone.RESULT, Tone.RESULT, Tone.CAUTION,
    ]  # fmt: skip
    assert said[0].text == "3 jobs are touched: at least 120 people."
    assert said[1].text == "Touched heavily (severity 4 or more): “Mail clerk” (20 people)."
    assert said[2].text == (
        "Missing figures do not count as zero. Headcount unknown: “Head”; severity not rated:"
        " “Head”; several headcounts, of which the largest counts: “Handler”."
    )


def test_jobs_without_any_headcount_have_no_number_of_people() -> None:
    said = study.say_jobs(study.touched_jobs(people(("1", "G", "A", None, None, None, 3))), 4)
    assert said[0].text == "1 job is touched: headcount unknown."
    zero = study.say_jobs(study.touched_jobs(people(("1", "G", "A", 0, None, None, 3))), 4)
    assert zero[0].text == "1 job is touched: 0 people."
    assert zero[-1] is None


def test_no_impact_is_something_to_do() -> None:
    assert study.say_jobs(study.touched_jobs(people()), 4)[0].tone is Tone.DECIDE
    assert study.say_training(study.skills_without_training(people()), people()) is None
    assert study.draw_jobs(study.touched_jobs(people()), 4) is None


def test_the_mean_severity_weighs_people() -> None:
    jobs = study.touched_jobs(MAIL)
    by_job, by_person = study.mean_severity(jobs)
    assert by_job == pytest.approx(3.5)
    assert by_person == pytest.approx((20 * 5 + 100 * 2) / 120)
    assert "3.5 counted by jobs and 2.5 counted by people: the heaviest" in (
        study.say_weighted(jobs).text
    )
    alike = people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", 9, None, None, 3))
    assert "touched alike" in study.say_weighted(study.touched_jobs(alike)).text
    large = people(("1", "G", "A", 1, None, None, 1), ("2", "G", "B", 99, None, None, 5))
    assert "the largest jobs" in study.say_weighted(study.touched_jobs(large)).text
    unknown = people(("1", "G", "A", None, None, None, 3), ("2", "G", "B", 0, None, None, 3))
    assert study.say_weighted(study.touched_jobs(unknown)) is None


def test_skills_without_training_name_the_jobs_and_their_people() -> None:
    lacking = study.skills_without_training(MAIL)
    assert lacking["impact_id"].tolist() == ["P1", "P3"]
    said = study.say_training(lacking, MAIL)
    assert said.text == (
        "2 of 4 changes of skills have no training on offer: “Mail clerk” and “handler” (110"
        " people)."
    )
    trained = people(("1", "G", "A", 5, "x", "y", 3))
    assert study.say_training(study.skills_without_training(trained), trained).tone is Tone.RESULT
    silent = people(("1", "G", "A", 5, None, None, 3))
    assert study.say_training(study.skills_without_training(silent), silent).tone is Tone.CAUTION


def test_all_four_dimensions_are_listed_even_without_an_impact() -> None:
    table = study.dimensions(SYSTEMS, 4)
    assert table["dimension"].tolist() == ["work_process", "it_systems", "culture", "management"]
    assert table["heavy"].tolist() == [0, 2, 0, 0]
    assert table["lighter"].tolist() == [0, 0, 1, 0]
    assert table["unrated"].tolist() == [0, 0, 1, 0]
    assert table["impacts"].tolist() == [0, 2, 2, 0]
    assert table["severity"].fillna(-1).tolist() == [-1, 4, 3, -1]
    said = study.say_dimensions(table, 4)
    assert said[0].text.endswith("(severity 4 or more): IT tools and systems (2).")
    assert "Work processes and Management style" in said[1].text
    assert said[2].text == "1 impact on the organisation is not rated."


def test_heavy_is_from_the_limit_on() -> None:
    assert study.dimensions(SYSTEMS, 4.5)["heavy"].sum() == 0
    assert study.dimensions(SYSTEMS, 3)["heavy"].sum() == 3


def test_without_an_impact_on_the_organisation_nothing_is_drawn() -> None:
    table = study.dimensions(organisation(), 4)
    assert table["impacts"].tolist() == [0, 0, 0, 0]
    assert study.draw_dimensions(table) is None
    assert study.say_dimensions(table, 4)[0].tone is Tone.DECIDE


def test_changes_are_listed_by_dimension_and_severity() -> None:
    table = study.organisation_changes(SYSTEMS)
    assert table["description"].tolist() == [
        "Mailboxes close", "Backup", "Own words go", "Seen by all",
    ]  # fmt: skip


def test_what_to_settle_is_ranked_by_severity_then_people() -> None:
    table = study.to_settle(MAIL, SYSTEMS, 4)
    assert table["impact_id"].tolist() == ["P1", "O1", "O4", "P3", "O3", "P4"]
    assert table["rank"].tolist()[:4] == [1, 2, 3, 4]
    assert table["rank"].isna().tolist() == [False] * 4 + [True] * 2
    assert table["reasons"].tolist() == [
        "heavy;no_training", "heavy", "heavy", "no_training", "unrated", "unrated",
    ]  # fmt: skip
    assert table["headcount"].tolist()[:2] == [20, 120]
    assert pd.isna(table["headcount"].iloc[2])
    first, other = study.say_settle(table)
    assert first.text == (
        "6 points to settle before deployment. First: “Mail clerk” (“Check”). 2 have no rank until"
        " they are rated."
    )
    assert "this would come first: “IT tools and systems” (“Mailboxes close”)" in other.text


def test_equal_severity_and_people_is_a_tie() -> None:
    twins = people(
        ("1", "G", "A", 5, "x", None, 4), ("2", "G", "B", 5, "x", None, 4),
        ("3", "G", "C", 5, "x", None, 3), ("4", "G", "D", None, "x", None, 3),
        ("5", "G", "E", None, "x", None, 3),
    )  # fmt: skip
    table = study.to_settle(twins, organisation(), 4)
    assert table["rank"].tolist() == [1, 1, 3, 4, 4]
    first, other = study.say_settle(table)
    assert "Tied for the first: “A” (“x”) and “B” (“x”)." in first.text
    assert other is None


def test_nothing_to_settle_is_said() -> None:
    light = people(("1", "G", "A", 5, "x", "y", 2))
    said = study.say_settle(study.to_settle(light, organisation(), 4))
    assert said[0].text == "By this rule nothing is left to settle before deployment."
    only_unrated = study.to_settle(people(("1", "G", "A", 5, "x", "y", None)), organisation(), 4)
    assert study.say_settle(only_unrated)[0].text == (
        "1 point to settle before deployment. 1 has no rank until it is rated."
    )


def test_the_rule_names_its_limit() -> None:
    assert "(severity 3 or more)" in study.say_rule(3).text
    assert "(severity 4.5 or more)" in study.say_rule(4.5).text


impact = st.tuples(
    st.sampled_from("ABC"), st.none() | st.integers(0, 50), st.none() | st.integers(1, 5)
)


@given(st.lists(impact, max_size=12))
def test_ranks_follow_the_rule_whatever_the_data(rows: list[tuple[str, int, int]]) -> None:
    table = study.to_settle(
        people(*[(str(i), "G", job, n, "x", None, s) for i, (job, n, s) in enumerate(rows)]),
        organisation(),
        4,
    )
    assert len(table) == len(rows)
    keys = [
        (-s, -(n if not pd.isna(n) else -1))
        for s, n in zip(table["severity"], table["headcount"], strict=True)
        if not pd.isna(s)
    ]
    assert keys == sorted(keys)
    assert table["rank"].dropna().tolist() == [1 + sum(k < key for k in keys) for key in keys]


@given(st.lists(impact, max_size=12))
def test_people_are_never_counted_twice(rows: list[tuple[str, int, int]]) -> None:
    jobs = study.touched_jobs(
        people(*[(str(i), "G", job, n, None, None, s) for i, (job, n, s) in enumerate(rows)])
    )
    most = {job: max((n or 0 for j, n, _s in rows if j == job), default=0) for job in "ABC"}
    assert int(jobs["headcount"].sum()) == sum(most.values())
    assert jobs["impacts"].sum() == len(rows)


def test_the_figures_say_their_finding_and_their_numbers() -> None:
    chart = study.draw_jobs(study.touched_jobs(MAIL), 4)
    assert chart.alt == (
        "Only one job is touched heavily: “Mail clerk”. Mail clerk: severity 5, 20 people;"
        " Handler: severity 2, 100 people; Head: not rated, headcount unknown."
    )
    two = people(("1", "G", "A", 5, "x", "y", 4), ("2", "G", "B", 5, "x", "y", 4))
    assert study.draw_jobs(study.touched_jobs(two), 4).alt.startswith("2 of 2 jobs are touched")
    assert study.draw_jobs(study.touched_jobs(two), 5).alt.startswith("No job is touched heavily")
    bare = people(("1", "G", "A", 5, "x", "y", None))
    assert study.draw_jobs(study.touched_jobs(bare), 4).alt.startswith("No job has been rated")
    assert study.draw_dimensions(study.dimensions(SYSTEMS, 4)).alt.startswith(
        "1 of 4 dimensions has a heavy impact"
    )
    assert "No impact" in study.draw_dimensions(study.dimensions(SYSTEMS, 5)).alt


def test_five_hundred_impacts_make_a_small_figure() -> None:
    rng = np.random.default_rng(1)
    many = people(
        *[(str(i), "G", f"Job {i}", rng.integers(1, 90), "x", None, 3.5) for i in range(500)]
    )
    jobs = study.touched_jobs(many)
    assert len(jobs) == 500
    assert len(study.draw_jobs(jobs, 4).svg) < 60_000
    assert "“Job" in study.say_training(study.skills_without_training(many), many).text
    assert "496 more" in study.say_training(study.skills_without_training(many), many).text
    assert "severity 3.5" in study.draw_jobs(jobs, 4).alt


def test_the_findings_speak_french() -> None:
    with speaking("fr"):
        said = study.say_jobs(study.touched_jobs(MAIL), 4)
        settled = study.say_settle(study.to_settle(MAIL, SYSTEMS, 4))
    assert said[0].text == "3 métiers sont touchés\u00a0: au moins 120 personnes."
    assert "En premier\u00a0: «\u00a0Mail clerk\u00a0»" in settled[0].text
