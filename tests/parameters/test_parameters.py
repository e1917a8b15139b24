"""A campaign's YAML: typed, and strict about what it does not know."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import Problem
from playbook.parameters.declared import Parameters, Weights, read_parameters
from playbook.parameters.yaml_files import language_named

LEAST = """\
title: Our campaign
language: en
challenge: How can we …?
data: data/x
as_of: 2026-09-30
"""
Load = Callable[[str | bytes], tuple[Parameters | None, list[Problem]]]
Read = Callable[[str], Parameters]
Refuse = Callable[[str], Problem]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def read(content: str | bytes) -> tuple[Parameters | None, list[Problem]]:
        path = tmp_path / "x.yml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_parameters(path, "x.yml", ["ideation", "prioritisation"])

    return read


@pytest.fixture
def read(load: Load) -> Read:
    """Read what is added to the least parameters."""

    def read_more(more: str) -> Parameters:
        parameters, problems = load(LEAST + more)
        assert problems == []
        assert parameters is not None
        return parameters

    return read_more


@pytest.fixture
def refuse(load: Load) -> Refuse:
    """Refuse what is added to the least parameters, for one reason."""

    def refuse_more(more: str) -> Problem:
        parameters, problems = load(LEAST + more)
        assert parameters is None
        (problem,) = problems
        return problem

    return refuse_more


def test_the_least_parameters_take_the_documented_defaults(read: Read) -> None:
    parameters = read("")
    assert parameters.as_of == datetime.date(2026, 9, 30)
    assert parameters.scales.bounds() == {"rating": (1, 5), "jury": (0, 5)}
    assert (parameters.weights.value_weight, parameters.weights.feasibility_weight) == (0.5, 0.5)
    assert (parameters.dots_per_participant, parameters.ideas_per_participant) == (3, 5)
    assert (parameters.top_n, parameters.communication_threshold) == (3, 200)
    assert parameters.stages == {}


@pytest.mark.parametrize("missing", ["title", "language", "challenge", "data", "as_of"])
def test_each_required_parameter_is_missed(load: Load, missing: str) -> None:
    kept = [line for line in LEAST.splitlines() if not line.startswith(missing)]
    parameters, problems = load("\n".join(kept))
    assert parameters is None
    assert [(problem.column, problem.where) for problem in problems] == [(missing, "x.yml")]
    assert "missing" in problems[0].expected


@pytest.mark.parametrize(
    ("line", "meant"),
    [("dots_per_participants: 3", "dots_per_participant"), ("Top-N: 3", "top_n")],
)
def test_an_unknown_parameter_names_its_line_and_the_nearest(
    refuse: Refuse, line: str, meant: str
) -> None:
    problem = refuse(f"# a comment\n{line}\n")
    assert (problem.where, problem.column) == ("x.yml, line 7", line.partition(":")[0])
    assert problem.expected == f"unknown parameter. Did you mean {meant}?"


def test_an_unknown_parameter_like_no_other_has_no_nearest(refuse: Refuse) -> None:
    assert refuse("zzz: 1\n").expected == "unknown parameter."


def test_an_unknown_weight_names_its_line_and_the_nearest_weight(refuse: Refuse) -> None:
    problem = refuse("weights:\n  value_weight: 1\n  feasability_weight: 2\n")
    assert (problem.where, problem.column) == ("x.yml, line 8", "weights.feasability_weight")
    assert "Did you mean feasibility_weight?" in problem.expected


@pytest.mark.parametrize(
    ("line", "found", "expected"),
    [
        ("seed: 1.5", "1.5", "a whole number"),
        ("seed: '1'", "1", "a whole number"),
        ("seed: true", "True", "a whole number"),
        ("seed: -1", "-1", "0 or more"),
        ("top_n: 0", "0", "1 or more"),
        ("top_n:", "None", "a whole number"),
        ("discount_rate: 5", "5", "or less"),
        ("discount_rate: 5%", "5%", "a number"),
        ("discount_rate: .nan", "nan", "or less"),
        ("currency: euro", "euro", "three capital letters"),
        ("organisation: 12", "12", "a text"),
        ("anonymous_votes: yes", "yes", "true or false"),
        ("anonymous_votes: no", "no", "true or false"),
        ("show_names: 1", "1", "true or false"),
        ("weights: 3", "3", "value_weight: 0.5"),
        ("weights: {value_weight: -1}", "-1", "or more"),
        ("weights: {value_weight: .inf}", "inf", "a number"),
        ("scales: {rating: 5}", "5", "[1, 5]"),
        ("scales: {rating: [1]}", "[1]", "[1, 5]"),
        ("scales: {rating: [1, 2, 3]}", "[1, 2, 3]", "[1, 5]"),
        ("scales: {rating: [1, x]}", "x", "a number"),
    ],
)
def test_an_ill_typed_value_is_refused_where_it_stands(
    refuse: Refuse, line: str, found: str, expected: str
) -> None:
    problem = refuse(f"{line}\n")
    assert (problem.where, problem.found) == ("x.yml, line 6", found)
    assert expected in problem.expected


@pytest.mark.parametrize(
    "written", ["2026-13-01", "2026-02-30", "30/09/2026", "'2026-09-30'", "2026-09-30 12:00:00", ""]
)
def test_a_date_that_is_none_is_refused_where_it_stands(load: Load, written: str) -> None:
    parameters, problems = load(LEAST.replace("2026-09-30", written))
    assert parameters is None
    assert [(problem.where, problem.column) for problem in problems] == [("x.yml, line 5", "as_of")]
    assert "a date such as 2026-09-30" in problems[0].expected


@pytest.mark.parametrize("language", ["no", "xx", "EN", "1"])
def test_a_language_without_a_catalogue_is_refused(load: Load, language: str) -> None:
    _parameters, problems = load(LEAST.replace("language: en", f"language: {language}"))
    assert [(problem.column, problem.found) for problem in problems] == [("language", language)]
    assert problems[0].expected.startswith("expected one of: en, ")


def test_a_scale_goes_up(refuse: Refuse) -> None:
    assert refuse("scales: {jury: [5, 0]}\n").column == "scales"
    assert "lowest vote, then the highest" in refuse("scales: {jury: [5, 5]}\n").expected


def test_one_weight_may_be_zero_and_both_may_not(read: Read, refuse: Refuse) -> None:
    assert read("weights: {value_weight: 0}\n").weights.value_weight == 0
    problem = refuse("weights: {value_weight: 0, feasibility_weight: 0}\n")
    assert "at least one weight" in problem.expected


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_any_proportions_of_weights_are_taken_but_none(value: float, feasibility: float) -> None:
    given_weights = {"value_weight": value, "feasibility_weight": feasibility}
    if value + feasibility == 0:
        with pytest.raises(ValueError, match="at least one weight"):
            Weights(**given_weights)
    else:
        assert Weights(**given_weights).model_dump() == given_weights


def test_a_key_given_twice_is_refused_with_its_line(refuse: Refuse) -> None:
    problem = refuse("seed: 3\nseed: 4\n")
    assert problem.where == "x.yml, line 7"
    assert "duplicate" in problem.expected


@pytest.mark.parametrize(
    ("more", "line"),
    [("scales: [1\n", 7), ("\tseed: 1\n", 6), ("a: b: c\n", 6), ("---\na: 1\n", 6)],
)
def test_a_malformed_yaml_is_refused_with_its_line(refuse: Refuse, more: str, line: int) -> None:
    problem = refuse(more)
    assert problem.where == f"x.yml, line {line}"
    assert "not well-formed" in problem.expected


@pytest.mark.parametrize("content", ["", "# nothing\n", "- a\n", "only words\n"])
def test_a_yaml_without_parameters_is_refused(load: Load, content: str) -> None:
    parameters, problems = load(content)
    assert parameters is None
    assert ["title: Our campaign" in problem.expected for problem in problems] == [True]


def test_what_is_not_utf_8_is_refused(load: Load) -> None:
    _parameters, problems = load("title: été\n".encode("cp1252"))
    assert ["UTF-8" in problem.expected for problem in problems] == [True]


def test_a_byte_order_mark_is_let_pass(load: Load) -> None:
    assert load(LEAST.encode("utf-8-sig"))[1] == []


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    parameters, problems = read_parameters(tmp_path / "none.yml", "none.yml", [])
    assert parameters is None
    assert ["playbook new" in problem.expected for problem in problems] == [True]


def test_a_tag_makes_no_object(refuse: Refuse) -> None:
    assert "not well-formed" in refuse("title2: !!python/object:os.system x\n").expected


def test_a_section_of_a_stage_that_exists_is_kept_for_it(read: Read) -> None:
    assert read("ideation:\n  threshold: 0.6\n").stages == {"ideation": {"threshold": 0.6}}


def test_a_section_of_a_stage_that_does_not_exist_is_refused(refuse: Refuse) -> None:
    problem = refuse("idaetion:\n  threshold: 0.6\n")
    assert (problem.where, problem.column) == ("x.yml, line 6", "idaetion")
    assert "Did you mean ideation?" in problem.expected


def test_a_section_of_a_stage_holds_keys(refuse: Refuse) -> None:
    assert refuse("ideation: 3\n").column == "ideation"


def test_stages_are_not_gathered_under_a_key(refuse: Refuse) -> None:
    assert "under the stage's name" in refuse("stages: {ideation: {a: 1}}\n").expected


def test_merged_keys_are_refused_without_a_crash(load: Load) -> None:
    _parameters, problems = load(LEAST + "ideation: &a\n  x: 1\nweights:\n  <<: *a\n")
    assert [problem.column for problem in problems] == ["weights.x"]


def test_every_problem_is_listed(load: Load) -> None:
    _parameters, problems = load(LEAST + "seed: x\ntop_m: 3\nideation: 1\nweights: {a: 1}\n")
    assert [problem.column for problem in problems] == ["ideation", "seed", "weights.a", "top_m"]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("title: x\nlanguage: fr\nnonsense", "fr"),
        ("\ufefflanguage : 'fr'  # ours\n", "fr"),
        ("stages: {language: fr}\n", "en"),
        ("language: xx\n", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_known_before_anything_else_is_read(
    tmp_path: Path, written: str, spoken: str
) -> None:
    path = tmp_path / "test.yml"
    path.write_text(written, encoding="utf-8")
    assert language_named(path) == spoken
    assert language_named(tmp_path / "absent.yml") == "en"
