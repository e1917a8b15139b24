"""Impact study: jobs, skills, the organisation, and what to settle before deployment."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from support.charts import places_of, words_of
from support.frames import frame

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
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
    assert jobs["unrated"].tolist() == [0, 0, 1]
    assert list(jobs) == [
        "job", "impacts", "headcount", "headcounts_differ", "severity", "unrated", "weight",
    ]  # fmt: skip


def test_jobs_as_severe_and_as_large_keep_the_order_of_the_table() -> None:
    jobs = study.touched_jobs(
        people(
            ("1", "G", "Unknown", None, None, None, 3), ("2", "G", "Zed", 5, None, None, 3),
            ("3", "G", "Able", 5, None, None, 3), ("4", "G", "Unrated", 99, None, None, None),
        )
    )  # fmt: skip
    assert jobs["job"].tolist() == ["Zed", "Able", "Unknown", "Unrated"]
    assert jobs["weight"].isna().tolist() == [False, False, True, True]
    assert study.mean_severity(jobs) == (3, 3)


def test_a_job_of_which_an_impact_is_not_rated_may_be_heavier_than_it_stands() -> None:
    light = people(("1", "G", "A", 5, None, None, 2), ("2", "G", "a", 5, None, None, None))
    jobs = study.touched_jobs(light)
    assert study.say_jobs(jobs, 4)[-1].text == (
        "Missing figures do not count as zero. Severity of some impacts not rated: “A”."
    )
    assert study.draw_jobs(jobs, 4).alt.startswith("No job is rated heavily touched. A:")
    assert study.draw_jobs(jobs, 2).alt.startswith("Only one job is touched heavily: “A”")


def test_headcounts_that_differ_are_not_called_missing() -> None:
    twice = people(("1", "G", "A", 5, None, None, 2), ("2", "G", "A", 6, None, None, 2))
    said = study.say_jobs(study.touched_jobs(twice), 4)
    assert said[-1].text == "Several headcounts, of which the largest counts: “A”."


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
    assert study.say_jobs(study.touched_jobs(people()), 4) == [
        Finding("No impact on people is described yet.", Tone.DECIDE)
    ]
    assert study.say_training(study.skills_without_training(people()), people()) is None
    assert study.draw_jobs(study.touched_jobs(people()), 4) is None


def test_the_mean_severity_weighs_people() -> None:
    jobs = study.touched_jobs(MAIL)
    by_job, by_person = study.mean_severity(jobs)
    assert by_job == pytest.approx(3.5)
    assert by_person == pytest.approx((20 * 5 + 100 * 2) / 120)
    alike = people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", 9, None, None, 3))
    assert study.say_weighted(study.touched_jobs(alike)) == Finding(
        "The mean severity is 3.0 counted by jobs and 3.0 counted by people: large and small jobs"
        " are touched alike."
    )
    unknown = people(("1", "G", "A", None, None, None, 3), ("2", "G", "B", 0, None, None, 3))
    assert study.say_weighted(study.touched_jobs(unknown)) is None


def test_means_a_quarter_apart_are_told_apart() -> None:
    small = people(("1", "G", "A", 1, None, None, 4), ("2", "G", "B", 3, None, None, 3))
    assert study.say_weighted(study.touched_jobs(small)) == Finding(
        "The mean severity is 3.5 counted by jobs and 3.2 counted by people: the heaviest changes"
        " fall on few people, whom an average hides."
    )
    large = people(("1", "G", "A", 3, None, None, 4), ("2", "G", "B", 1, None, None, 3))
    assert study.say_weighted(study.touched_jobs(large)) == Finding(
        "The mean severity is 3.5 counted by jobs and 3.8 counted by people: the heaviest changes"
        " fall on the largest jobs."
    )


def test_jobs_of_one_size_are_not_compared_by_their_size() -> None:
    one = people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", None, None, None, 5))
    assert study.say_weighted(study.touched_jobs(one)) is None
    same = people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", 5, None, None, 5))
    assert study.say_weighted(study.touched_jobs(same)) is None


def test_skills_without_training_name_the_jobs_and_their_people() -> None:
    lacking = study.skills_without_training(MAIL)
    assert lacking["impact_id"].tolist() == ["P1", "P3"]
    assert list(lacking) == [
        "impact_id", "gap_id", "job", "skill_change", "tasks", "headcount", "severity",
    ]  # fmt: skip
    said = study.say_training(lacking, MAIL)
    assert said.text == (
        "2 of 4 changes of skills have no training on offer: “Mail clerk” and “handler” (110"
        " people)."
    )
    spelt = people(("1", "G", "Clerk", 9, "x", None, 3), ("2", "G", "clerk", 7, "y", None, 2))
    assert study.say_training(study.skills_without_training(spelt), spelt).text == (
        "2 of 2 changes of skills have no training on offer: “Clerk” (9 people)."
    )
    trained = people(("1", "G", "A", 5, "x", "y", 3))
    all_trained = study.say_training(study.skills_without_training(trained), trained)
    assert all_trained == Finding("Every change of skills has a training on offer.")
    silent = people(("1", "G", "A", 5, None, None, 3))
    assert study.say_training(study.skills_without_training(silent), silent) == Finding(
        "No change of skills is described: needs cannot be told.", Tone.CAUTION
    )


def test_all_four_dimensions_are_listed_even_without_an_impact() -> None:
    table = study.dimensions(SYSTEMS, 4)
    assert table["dimension"].tolist() == ["work_process", "it_systems", "culture", "management"]
    assert table["heavy"].tolist() == [0, 2, 0, 0]
    assert table["lighter"].tolist() == [0, 0, 1, 0]
    assert table["unrated"].tolist() == [0, 0, 1, 0]
    assert [str(count) for count in table["impacts"]] == ["0", "2", "2", "0"]
    assert table["severity"].fillna(-1).tolist() == [-1, 4, 3, -1]
    assert list(table) == ["dimension", "heavy", "lighter", "unrated", "impacts", "severity"]
    assert study.say_dimensions(table, 4) == [
        Finding(
            "Most heavy impacts on the organisation (severity 4 or more): IT tools and systems (2)."
        ),
        Finding(
            "Nobody described an impact on: Work processes and Management style. None, or not"
            " looked at?",
            Tone.DECIDE,
        ),
        Finding("1 impact on the organisation is not rated.", Tone.CAUTION),
    ]


def test_heavy_is_from_the_limit_on() -> None:
    assert study.dimensions(SYSTEMS, 4.5)["heavy"].sum() == 0
    assert study.dimensions(SYSTEMS, 3)["heavy"].sum() == 3


def test_only_the_dimensions_with_the_most_heavy_impacts_are_named() -> None:
    names = [finding.text for finding in study.say_dimensions(study.dimensions(SYSTEMS, 3), 3)]
    assert names[0].endswith("(severity 3 or more): IT tools and systems (2).")
    none = study.say_dimensions(study.dimensions(SYSTEMS, 5), 5)
    assert [finding.tone for finding in none] == [Tone.DECIDE, Tone.CAUTION]


def test_without_an_impact_on_the_organisation_nothing_is_drawn() -> None:
    table = study.dimensions(organisation(), 4)
    assert table["impacts"].tolist() == [0, 0, 0, 0]
    assert study.draw_dimensions(table) is None
    assert study.say_dimensions(table, 4) == [
        Finding("No impact on the organisation is described yet.", Tone.DECIDE)
    ]


def test_changes_are_listed_by_dimension_and_severity() -> None:
    table = study.organisation_changes(SYSTEMS)
    assert table["description"].tolist() == [
        "Mailboxes close", "Backup", "Own words go", "Seen by all",
    ]  # fmt: skip


def test_what_to_settle_is_ranked_by_severity_then_people() -> None:
    table = study.to_settle(MAIL, SYSTEMS, 4)
    assert table["impact_id"].tolist() == ["P1", "O1", "O4", "P3", "O3", "P4"]
    assert [str(rank) for rank in table["rank"]] == ["1", "2", "3", "4", "<NA>", "<NA>"]
    assert table["gap_id"].tolist() == ["G1", "G1", "G9", "G2", "G2", "G2"]
    assert table["weight"].fillna(-1).tolist() == [100, 480, -1, 90, -1, -1]
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
    assert other.text == (
        "Ranked by severity times people instead, this would come first of those whose number of"
        " people is known: “IT tools and systems” (“Mailboxes close”)."
    )
    sized = study.to_settle(MAIL, SYSTEMS.head(3), 4)
    assert "this would come first: “IT tools and systems”" in study.say_settle(sized)[1].text


def test_an_impact_on_the_organisation_counts_the_people_of_each_job_of_its_gap_once() -> None:
    clerks = people(
        ("1", "G1", "Clerk", 9, None, None, 1), ("2", "G1", "CLERK", 7, None, None, 1),
        ("3", "G1", "Head", None, None, None, 1), ("4", "G2", "Head", None, None, None, 1),
        ("5", "G1", "Driver", 4, None, None, 1),
    )  # fmt: skip
    table = study.to_settle(
        clerks,
        organisation(("1", "G1", "culture", "x", 4), ("2", "G2", "culture", "y", 4)),
        4,
    )
    assert [str(people) for people in table["headcount"]] == ["13", "<NA>"]


def test_what_changes_is_the_skill_or_else_the_tasks() -> None:
    impacts = frame(
        "people_impacts",
        "impact_id gap_id job tasks skill_change severity",
        [("1", "G", "A", "Sort", "Check", 5), ("2", "G", "B", "Sort", None, 4),
         ("3", "G", "C", None, None, 4)],
    )  # fmt: skip
    table = study.to_settle(impacts, organisation(), 4)
    assert table["change"].fillna("?").tolist() == ["Check", "Sort", "?"]
    assert table["reasons"].tolist() == ["heavy;no_training", "heavy", "heavy"]
    assert "“B” (“Sort”) and “C”." in study.say_settle(table.tail(2).assign(rank=1))[0].text


def test_what_is_as_severe_as_the_first_but_of_unknown_size_is_said() -> None:
    two = people(("1", "G", "A", 5, None, None, 4), ("2", "G", "B", None, None, None, 4))
    first, other = study.say_settle(study.to_settle(two, organisation(), 4))
    assert first.text == (
        "2 points to settle before deployment. First: “A”. 1 more is as severe, for an unknown"
        " number of people."
    )
    assert other is None
    neither = study.to_settle(two.tail(1), organisation(("1", "G9", "culture", "x", 4)), 4)
    first, other = study.say_settle(neither)
    assert first.text.endswith("“B” and “Company culture” (“x”).")
    assert other is None


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
    assert said[0].text == (
        "By this rule none of the impacts described has to be settled before deployment."
    )
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
        "Only one job is rated heavily touched: “Mail clerk”. Mail clerk: severity 5, 20 people;"
        " Handler: severity 2, 100 people; Head: not rated, headcount unknown."
    )
    two = people(("1", "G", "A", 5, "x", "y", 4), ("2", "G", "B", 5, "x", "y", 4))
    assert study.draw_jobs(study.touched_jobs(two), 4).alt.startswith("2 of 2 jobs are touched")
    unrated = pd.concat([two, people(("P9", "G1", "C", 1, None, None, None))])
    assert study.draw_jobs(study.touched_jobs(unrated), 4).alt.startswith(
        "2 of 3 jobs are rated heavily touched. "
    )
    assert study.draw_jobs(study.touched_jobs(two), 5).alt.startswith("No job is touched heavily")
    bare = people(("1", "G", "A", 5, "x", "y", None))
    assert study.draw_jobs(study.touched_jobs(bare), 4).alt.startswith("No job has been rated")
    assert study.draw_dimensions(study.dimensions(SYSTEMS, 4)).alt.startswith(
        "1 of 4 dimensions has a heavy impact"
    )
    assert "No impact" in study.draw_dimensions(study.dimensions(SYSTEMS, 5)).alt


def test_the_title_cuts_a_long_job() -> None:
    longer = people(("1", "G", "Clerk of the second incoming mail office X", 5, "x", "y", 4))
    assert study.draw_jobs(study.touched_jobs(longer), 4).alt.startswith(
        "Only one job is touched heavily: “Clerk of the second incoming mail offic…”."
    )


def test_jobs_are_drawn_along_the_scale_with_their_people() -> None:
    words = words_of(study.draw_jobs(study.touched_jobs(MAIL), 4))
    assert words[:7] == ["1", "2", "3", "4", "5", "not", "rated"]
    assert words[8:14] == ["Mail clerk", "Handler", "Head", "20", "100", "?"]
    unknown = people(("1", "G", "A", None, None, None, 4))
    assert "?" in words_of(study.draw_jobs(study.touched_jobs(unknown), 4))


def test_a_job_that_nobody_has_is_drawn_small() -> None:
    some = people(("1", "G", "A", 9, None, None, 4), ("2", "G", "B", 0, None, None, 4))
    across = {word: x for word, x, _y in places_of(study.draw_jobs(study.touched_jobs(some), 4))}
    assert across["0"] < across["9"]
    nobody = study.touched_jobs(some.tail(1))
    assert "0" in words_of(study.draw_jobs(nobody, 4))


def test_only_what_is_heavy_stands_in_the_shade(monkeypatch: pytest.MonkeyPatch) -> None:
    shades: list[float] = []
    draw = Axes.axvspan

    def noting(axes: Axes, start: float, end: float, **look: object) -> object:
        shades.append(start)
        return draw(axes, start, end, **look)

    monkeypatch.setattr(Axes, "axvspan", noting)
    two = people(("1", "G", "A", 5, None, None, 3.8), ("2", "G", "B", 5, None, None, 4))
    study.draw_jobs(study.touched_jobs(two), 4)
    study.draw_jobs(study.touched_jobs(two.tail(1)), 4.5)
    assert 3.8 < shades[0] < 4 < shades[1] < 4.5
    study.draw_jobs(study.touched_jobs(two.tail(1)), 4)
    assert shades[2] == 3.5


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
    assert study.draw_jobs(jobs, 4).alt.endswith("people. Only the first 12 jobs.")


def test_the_findings_speak_french() -> None:
    with speaking("fr"):
        said = study.say_jobs(study.touched_jobs(MAIL), 4)
        settled = study.say_settle(study.to_settle(MAIL, SYSTEMS, 4))
    assert said[0].text == "3 métiers sont touchés\u00a0: au moins 120 personnes."
    assert "En premier\u00a0: «\u00a0Mail clerk\u00a0»" in settled[0].text


def test_jobs_that_begin_alike_are_told_apart() -> None:
    start = "Adviser to the members of the cooperative for loans and savings"
    jobs = study.touched_jobs(
        people(
            ("1", "G", f"{start} in towns", 1, None, None, 5),
            ("2", "G", f"{start} in villages", 1, None, None, 4),
        )
    )
    ends = [words for words in words_of(study.draw_jobs(jobs, 4)) if words.startswith("…")]
    assert [words.split()[-1] for words in ends] == ["towns", "villages"]
