"""Impact study: the jobs that are affected, and how hard."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from support.charts import places_of, words_of
from support.impacts import MAIL, RATED, on_people

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study import severity


def test_a_job_counts_its_people_once_and_stands_at_its_worst_impact() -> None:
    jobs = severity.touched_jobs(MAIL)
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
    jobs = severity.touched_jobs(
        on_people(
            ("1", "G", "Unknown", None, None, None, 3), ("2", "G", "Zed", 5, None, None, 3),
            ("3", "G", "Able", 5, None, None, 3), ("4", "G", "Unrated", 99, None, None, None),
        )
    )  # fmt: skip
    assert jobs["job"].tolist() == ["Zed", "Able", "Unknown", "Unrated"]
    assert jobs["weight"].isna().tolist() == [False, False, True, True]
    assert severity.mean_severity(jobs) == (3, 3)


def test_a_job_of_which_an_impact_is_not_rated_may_be_heavier_than_it_stands() -> None:
    light = on_people(("1", "G", "A", 5, None, None, 2), ("2", "G", "a", 5, None, None, None))
    jobs = severity.touched_jobs(light)
    assert severity.say_jobs(jobs, 4)[-1].text == (
        "Missing figures do not count as zero. Severity of some impacts not rated: “A”."
    )
    assert severity.draw_jobs(jobs, 4).alt.startswith("No job is rated heavily affected. A:")
    assert severity.draw_jobs(jobs, 2).alt.startswith("Only one job is affected heavily: “A”")


def test_headcounts_that_differ_are_not_called_missing() -> None:
    twice = on_people(("1", "G", "A", 5, None, None, 2), ("2", "G", "A", 6, None, None, 2))
    said = severity.say_jobs(severity.touched_jobs(twice), 4)
    assert said[-1].text == "Several headcounts, of which the largest counts: “A”."


def test_missing_figures_are_named_and_never_zero() -> None:
    said = severity.say_jobs(severity.touched_jobs(MAIL), 4)
    assert [finding.tone for finding in said if finding] == [
        Tone.RESULT, Tone.RESULT, Tone.CAUTION,
    ]  # fmt: skip
    assert said[0].text == "3 jobs are affected: at least 120 people."
    assert said[1].text == "Affected heavily (severity 4 or more): “Mail clerk” (20 people)."
    assert said[2].text == (
        "Missing figures do not count as zero. Headcount unknown: “Head”; severity not rated:"
        " “Head”; several headcounts, of which the largest counts: “Handler”."
    )


def test_jobs_without_any_headcount_have_no_number_of_people() -> None:
    said = severity.say_jobs(
        severity.touched_jobs(on_people(("1", "G", "A", None, None, None, 3))), 4
    )
    assert said[0].text == "1 job is affected: headcount unknown."
    zero = severity.say_jobs(severity.touched_jobs(on_people(("1", "G", "A", 0, None, None, 3))), 4)
    assert zero[0].text == "1 job is affected: 0 people."
    assert zero[-1] is None


def test_no_impact_is_something_to_do() -> None:
    assert severity.say_jobs(severity.touched_jobs(on_people()), 4) == [
        Finding("No impact on people is described yet.", Tone.DECIDE)
    ]
    assert severity.draw_jobs(severity.touched_jobs(on_people()), 4) is None


def test_the_mean_severity_weighs_people() -> None:
    jobs = severity.touched_jobs(MAIL)
    by_job, by_person = severity.mean_severity(jobs)
    assert by_job == pytest.approx(3.5)
    assert by_person == pytest.approx((20 * 5 + 100 * 2) / 120)
    alike = on_people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", 9, None, None, 3))
    assert severity.say_weighted(severity.touched_jobs(alike)) == Finding(
        "The mean severity is 3.0 counted by jobs and 3.0 counted by people: large and small jobs"
        " are affected alike."
    )
    unknown = on_people(("1", "G", "A", None, None, None, 3), ("2", "G", "B", 0, None, None, 3))
    assert severity.say_weighted(severity.touched_jobs(unknown)) is None


def test_means_a_quarter_apart_are_told_apart() -> None:
    small = on_people(("1", "G", "A", 1, None, None, 4), ("2", "G", "B", 3, None, None, 3))
    assert severity.say_weighted(severity.touched_jobs(small)) == Finding(
        "The mean severity is 3.5 counted by jobs and 3.2 counted by people: the heaviest changes"
        " fall on few people, whom an average hides."
    )
    large = on_people(("1", "G", "A", 3, None, None, 4), ("2", "G", "B", 1, None, None, 3))
    assert severity.say_weighted(severity.touched_jobs(large)) == Finding(
        "The mean severity is 3.5 counted by jobs and 3.8 counted by people: the heaviest changes"
        " fall on the largest jobs."
    )


def test_jobs_of_one_size_are_not_compared_by_their_size() -> None:
    one = on_people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", None, None, None, 5))
    assert severity.say_weighted(severity.touched_jobs(one)) is None
    same = on_people(("1", "G", "A", 5, None, None, 3), ("2", "G", "B", 5, None, None, 5))
    assert severity.say_weighted(severity.touched_jobs(same)) is None


@given(st.lists(RATED, max_size=12))
def test_people_are_never_counted_twice(rows: list[tuple[str, int, int]]) -> None:
    jobs = severity.touched_jobs(
        on_people(*[(str(i), "G", job, n, None, None, s) for i, (job, n, s) in enumerate(rows)])
    )
    most = {job: max((n or 0 for j, n, _s in rows if j == job), default=0) for job in "ABC"}
    assert int(jobs["headcount"].sum()) == sum(most.values())
    assert jobs["impacts"].sum() == len(rows)


def test_the_figure_says_its_finding_and_its_numbers() -> None:
    chart = severity.draw_jobs(severity.touched_jobs(MAIL), 4)
    assert chart.alt == (
        "Only one job is rated heavily affected: “Mail clerk”. Mail clerk: severity 5, 20 people;"
        " Handler: severity 2, 100 people; Head: not rated, headcount unknown."
    )
    two = on_people(("1", "G", "A", 5, "x", "y", 4), ("2", "G", "B", 5, "x", "y", 4))
    assert severity.draw_jobs(severity.touched_jobs(two), 4).alt.startswith(
        "2 of 2 jobs are affected"
    )
    unrated = pd.concat([two, on_people(("P9", "G1", "C", 1, None, None, None))])
    assert severity.draw_jobs(severity.touched_jobs(unrated), 4).alt.startswith(
        "2 of 3 jobs are rated heavily affected. "
    )
    assert severity.draw_jobs(severity.touched_jobs(two), 5).alt.startswith(
        "No job is affected heavily"
    )
    bare = on_people(("1", "G", "A", 5, "x", "y", None))
    assert severity.draw_jobs(severity.touched_jobs(bare), 4).alt.startswith(
        "No job has been rated"
    )


def test_the_title_cuts_a_long_job() -> None:
    longer = on_people(("1", "G", "Clerk of the second incoming mail office X", 5, "x", "y", 4))
    assert severity.draw_jobs(severity.touched_jobs(longer), 4).alt.startswith(
        "Only one job is affected heavily: “Clerk of the second incoming mail…”."
    )


def test_jobs_are_drawn_along_the_scale_with_their_people() -> None:
    words = words_of(severity.draw_jobs(severity.touched_jobs(MAIL), 4))
    assert words[:7] == ["1", "2", "3", "4", "5", "not", "rated"]
    assert words[8:14] == ["Mail clerk", "Handler", "Head", "20", "100", "?"]
    unknown = on_people(("1", "G", "A", None, None, None, 4))
    assert "?" in words_of(severity.draw_jobs(severity.touched_jobs(unknown), 4))


def test_a_job_that_nobody_has_is_drawn_small() -> None:
    some = on_people(("1", "G", "A", 9, None, None, 4), ("2", "G", "B", 0, None, None, 4))
    across = {
        word: x for word, x, _y in places_of(severity.draw_jobs(severity.touched_jobs(some), 4))
    }
    assert across["0"] < across["9"]
    nobody = severity.touched_jobs(some.tail(1))
    assert "0" in words_of(severity.draw_jobs(nobody, 4))


def test_only_what_is_heavy_stands_in_the_shade(monkeypatch: pytest.MonkeyPatch) -> None:
    shades: list[float] = []
    draw = Axes.axvspan

    def noting(axes: Axes, start: float, end: float, **look: object) -> object:
        shades.append(start)
        return draw(axes, start, end, **look)

    monkeypatch.setattr(Axes, "axvspan", noting)
    two = on_people(("1", "G", "A", 5, None, None, 3.8), ("2", "G", "B", 5, None, None, 4))
    severity.draw_jobs(severity.touched_jobs(two), 4)
    severity.draw_jobs(severity.touched_jobs(two.tail(1)), 4.5)
    assert 3.8 < shades[0] < 4 < shades[1] < 4.5
    severity.draw_jobs(severity.touched_jobs(two.tail(1)), 4)
    assert shades[2] == 3.5


def test_five_hundred_impacts_make_a_small_figure() -> None:
    rng = np.random.default_rng(1)
    many = on_people(
        *[(str(i), "G", f"Job {i}", rng.integers(1, 90), "x", None, 3.5) for i in range(500)]
    )
    jobs = severity.touched_jobs(many)
    assert len(jobs) == 500
    chart = severity.draw_jobs(jobs, 4)
    assert len(chart.svg) < 60_000
    assert "severity 3.5" in chart.alt
    assert chart.alt.endswith("people. Only the first 12 jobs.")


def test_jobs_that_begin_alike_are_told_apart() -> None:
    start = "Adviser to the members of the cooperative for loans and savings"
    jobs = severity.touched_jobs(
        on_people(
            ("1", "G", f"{start} in towns", 1, None, None, 5),
            ("2", "G", f"{start} in villages", 1, None, None, 4),
        )
    )
    words = " ".join(words_of(severity.draw_jobs(jobs, 4))).split()
    assert {"towns", "villages"} <= set(words)


def test_the_sentences_are_french_too() -> None:
    with speaking("fr"):
        said = severity.say_jobs(severity.touched_jobs(MAIL), 4)
    assert said[0].text == "3 métiers sont touchés\u00a0: au moins 120 personnes."
