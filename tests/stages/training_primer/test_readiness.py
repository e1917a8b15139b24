"""The verdict on the data of a use case, by tables made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.charts import words_of
from support.primer import NONE, decided, scored, use_cases

from playbook.show.findings import Tone
from playbook.stages.training_primer.readiness import (
    DIMENSIONS,
    case_scores,
    draw_heat_map,
    say_verdict_rule,
    say_verdicts,
    verdict,
    verdicts,
)

ORDER = ["stop", "consolidate", "collect", "go"]


def judge(scores: list[float], enough_from: float = 2, collect_from: float = 2) -> pd.Series:
    table = case_scores(scored(U1=scores), use_cases("Sort the mail"), decided())
    return verdicts(table, enough_from, collect_from).iloc[0]


# volume, quality, representativeness, labelling, consolidation, collection
@pytest.mark.parametrize(
    ("scores", "expected", "short"),
    [
        ([4, 4, 4, 4, 4, 4], "go", ""),
        ([2, 2, 2, 2, 2, 0], "go", ""),
        ([1, 2, 2, 2, 2, 2], "collect", "volume"),
        ([2, 2, 1, 2, 2, 2], "collect", "representativeness"),
        ([2, 2, 2, 0, 2, 4], "collect", "labelling"),
        ([2, 2, 2, 1, 2, 1], "stop", "labelling;collection"),
        ([2, 1, 2, 2, 2, 0], "consolidate", "quality"),
        ([2, 2, 2, 2, 1, 0], "consolidate", "consolidation"),
        ([1, 2, 2, 2, 1, 3], "consolidate", "volume;consolidation"),
        ([4, 0, 4, 4, 4, 3], "consolidate", "quality"),
        ([4, 0, 4, 4, 4, 1], "stop", "quality;collection"),
        ([0, 0, 0, 0, 0, 0], "stop", ";".join(DIMENSIONS)),
    ],
)
def test_the_rule_decides(scores: list[float], expected: str, short: str) -> None:
    found = judge(scores)
    assert (found["verdict"], found["short"], found["not_assessed"]) == (expected, short, "")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([3, 2, NONE, 0, 3, 2], "collect"),
        ([3, 2, NONE, 3, 3, 3], "assess"),
        ([3, 2, 3, 3, 3, NONE], "go"),
        ([1, 2, 3, 3, 3, NONE], "assess"),
        ([1, NONE, 3, 3, NONE, 0], "stop"),
        ([NONE] * 6, "assess"),
    ],
)
def test_a_missing_score_is_neither_zero_nor_four(scores: list[float], expected: str) -> None:
    found = judge(scores)
    assert found["verdict"] == expected
    assert found["not_assessed"].split(";") == [
        name for name, score in zip(DIMENSIONS, scores, strict=True) if score != score
    ] or not any(score != score for score in scores)


def test_the_thresholds_are_parameters() -> None:
    assert judge([2, 2, 2, 2, 2, 4], enough_from=3)["verdict"] == "consolidate"
    assert judge([1, 2, 2, 2, 2, 2], collect_from=3)["verdict"] == "stop"


score = st.integers(0, 4).map(float)


@given(st.lists(score, min_size=6, max_size=6), st.sampled_from(DIMENSIONS))
def test_a_better_score_never_makes_the_verdict_worse(scores: list[float], raised: str) -> None:
    before = dict(zip(DIMENSIONS, scores, strict=True))
    after = {**before, raised: min(before[raised] + 1, 4)}
    assert ORDER.index(verdict(after, 2, 2)) >= ORDER.index(verdict(before, 2, 2))


@given(st.lists(score, min_size=6, max_size=6), st.sampled_from(DIMENSIONS))
def test_a_verdict_given_without_a_score_holds_whatever_it_turns_out_to_be(
    scores: list[float], missing: str
) -> None:
    known = dict(zip(DIMENSIONS, scores, strict=True))
    found = judge([NONE if name == missing else known[name] for name in DIMENSIONS])["verdict"]
    ends = {verdict({**known, missing: value}, 2, 2) for value in (0, 1, 2, 3, 4)}
    assert found == (ends.pop() if len(ends) == 1 else "assess")


def test_a_selected_use_case_that_nobody_assessed_is_listed() -> None:
    table = case_scores(
        scored(U2=[3] * 6),
        use_cases("Sort", "Draft", "Chat"),
        decided(U1="selected", U3="rejected"),
    )
    assert table["title"].tolist() == ["Sort", "Draft"]
    assert table.loc[0, list(DIMENSIONS)].isna().all()
    assert verdicts(table, 2, 2)["verdict"].tolist() == ["assess", "go"]


def test_a_use_case_without_a_title_goes_by_its_identifier() -> None:
    table = case_scores(scored(U7=[3] * 6), use_cases(), decided())
    assert table["title"].tolist() == ["U7"]


def test_without_any_assessment_the_report_says_what_to_fill_in() -> None:
    table = case_scores(scored(), use_cases(), decided())
    judged = verdicts(table, 2, 2)
    assert judged.empty
    assert list(judged.columns) == ["use_case_id", "title", "verdict", "short", "not_assessed"]
    assert draw_heat_map(table, 2) is None
    (found,) = say_verdicts(judged)
    assert found.tone is Tone.CAUTION
    assert "Fill in the table “Data readiness”" in found.text


def test_each_verdict_is_said_once_with_the_use_cases_it_concerns() -> None:
    assessed = scored(
        U1=[3] * 6, U2=[3] * 6, U3=[1, 3, 3, 3, 3, 3], U4=[3, 1, 3, 3, 3, 3],
        U5=[1, 3, 3, 3, 3, 1], U6=[NONE, 3, 3, 3, 3, 3],
    )  # fmt: skip
    table = case_scores(assessed, use_cases("A", "B", "C", "D", "E", "F"), decided())
    assert [(finding.text, finding.tone) for finding in say_verdicts(verdicts(table, 2, 2))] == [
        ("Go ahead, the data are there: “A” and “B”.", Tone.RESULT),
        ("Collect what is missing before training anything: “C”.", Tone.DECIDE),
        ("Bring together and clean what exists before anything else: “D”.", Tone.DECIDE),
        ("Stop: the data are not there and cannot be collected: “E”.", Tone.CAUTION),
        ("Assess first, the missing scores could change the verdict: “F”.", Tone.DECIDE),
    ]


def test_nothing_is_advised_on_use_cases_that_a_solution_in_use_serves() -> None:
    assessed = scored(U1=[3] * 6, U2=[1, 3, 3, 3, 3, 3], U3=[3, 1, 3, 3, 3, 3])
    judged = verdicts(case_scores(assessed, use_cases("A", "B", "C"), decided()), 2, 2)
    assert [(finding.text, finding.tone) for finding in say_verdicts(judged, {"U1", "U2"})] == [
        ("For “A” and “B”, a solution is in use already.", Tone.RESULT),
        ("Bring together and clean what exists before anything else: “C”.", Tone.DECIDE),
        (
            "For “B”, a solution is in use although the data fell short when assessed.",
            Tone.CAUTION,
        ),
    ]


def test_the_rule_is_said_with_its_thresholds() -> None:
    text = say_verdict_rule(2.5, 3).text
    assert "a score below 2.5 falls short" in text
    assert "the possibility to collect is below 3" in text
    assert "a score below 1.25 falls short" in say_verdict_rule(1.25, 3).text


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ({"U1": [3] * 6}, "No score is below 2"),
        ({"U1": [3, 3, 3, 1, 3, 3]}, "Most often below 2: labelling, in 1 use case of 1"),
        (
            {"U1": [3, 3, 3, 1, 3, 3], "U2": [1, 3, 3, 1, 3, 3]},
            "Most often below 2: labelling, in 2 use cases of 2",
        ),
        (
            {"U1": [1, 3, 3, 1, 3, 3]},
            "Most often below 2: volume and labelling, in 1 use case of 1",
        ),
    ],
)
def test_the_heat_map_says_what_falls_short(cases: dict[str, list[float]], said: str) -> None:
    chart = draw_heat_map(case_scores(scored(**cases), use_cases("A", "B"), decided()), 2)
    assert chart is not None
    assert chart.alt.startswith(f"{said}. ")


def test_the_alternative_text_of_the_heat_map_tells_missing_from_zero() -> None:
    chart = draw_heat_map(
        case_scores(scored(U1=[0, NONE, 2.5, 3, 3, 3]), use_cases("A"), decided()), 2
    )
    assert chart is not None
    assert "A: Volume 0, Quality not assessed, Representativeness 2.5" in chart.alt


def test_five_hundred_use_cases_are_judged_and_a_dozen_drawn() -> None:
    cases = {f"U{number}": [number % 5] * 6 for number in range(1, 501)}
    table = case_scores(
        scored(**cases), use_cases(*[f"Case {n}" for n in range(1, 501)]), decided()
    )
    assert verdicts(table, 2, 2)["verdict"].value_counts().to_dict() == {"go": 300, "stop": 200}
    chart = draw_heat_map(table, 2)
    assert chart is not None
    assert "Case 12" in chart.alt
    assert "Case 13" not in chart.alt
    assert "496 more" not in say_verdicts(verdicts(table, 2, 2))[0].text
    assert "296 more" in say_verdicts(verdicts(table, 2, 2))[0].text
    assert chart.alt.startswith("Most often below 2: volume, quality,")
    assert ", in 200 use cases of 500. " in chart.alt
    assert " ".join(words_of(chart)).endswith(
        "Hatched: not assessed. 488 more use cases are not drawn."
    )
    long = case_scores(scored(U1=[3] * 6), use_cases("T" * 23), decided())
    named = draw_heat_map(long, 2)
    assert named is not None
    assert [words for words in words_of(named) if set(words) == {"T"}] == ["T" * 22, "T"]


def test_low_scores_of_use_cases_that_are_not_drawn_count_in_the_title() -> None:
    cases = {f"U{number}": [4.0] * 6 for number in range(1, 14)} | {"U13": [1.0] + [4.0] * 5}
    table = case_scores(scored(**cases), use_cases(*[f"Case {n}" for n in range(1, 14)]), decided())
    chart = draw_heat_map(table, 2)
    assert chart is not None
    assert chart.alt.startswith("Most often below 2: volume, in 1 use case of 13. ")


def test_nothing_assessed_is_not_said_to_be_good_enough() -> None:
    table = case_scores(scored(), use_cases("A"), decided(U1="selected"))
    chart = draw_heat_map(table, 2)
    assert chart is not None
    assert chart.alt.startswith("No use case has been assessed yet. ")


def test_a_low_possibility_to_collect_is_drawn_low_and_is_no_shortcoming_by_itself() -> None:
    table = case_scores(scored(U1=[4, 4, 4, 4, 4, 0]), use_cases("A"), decided())
    assert verdicts(table, 2, 2)["short"].tolist() == [""]
    chart = draw_heat_map(table, 2)
    assert chart is not None
    assert chart.alt.startswith("Most often below 2: possibility to collect, in 1 use case of 1. ")
