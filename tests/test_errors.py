"""Messages carry the evidence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import CampaignError, NoData, Problem, StageFailure, shorten
from playbook.language import speaking


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("a.csv", "fill it."), "a.csv: fill it."),
        (Problem("a.csv", "fill it.", 3), "a.csv, row 3: fill it."),
        (Problem("a.csv", "fill it.", 3, "dots"), "a.csv, row 3, column dots: fill it."),
        (Problem("a.csv", "no.", 3, "dots", "x"), "a.csv, row 3, column dots: found “x”; no."),
        (Problem("a.csv", "no.", found="{x} %s"), "a.csv: found “{x} %s”; no."),
    ],
)
def test_a_problem_says_where_and_what(problem: Problem, said: str) -> None:
    assert str(problem) == said


def test_a_problem_says_where_in_french() -> None:
    with speaking("fr"):
        place = Problem("a.csv", "", 3, "dots").place()
    assert place == "a.csv, ligne 3, colonne dots"


@given(st.text(), st.integers(1, 80))
def test_a_shortened_text_is_one_line_that_fits(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    kept = "[^\\S\u00a0\u202f]+"  # spaces that do not break stay
    assert short == re.sub(kept, " ", text).strip() or short.endswith("…")
    assert len(short.splitlines()) <= 1


def test_a_campaign_error_lists_every_problem() -> None:
    problems = [Problem("a.csv", "one."), Problem("b.csv", "two.")]
    assert str(CampaignError("x", problems)) == "a.csv: one.\nb.csv: two."


def test_missing_data_name_the_stage_and_the_tables() -> None:
    assert str(NoData("costs", ["costs", "solutions"])) == (
        "no data yet for costs: needs costs, solutions"
    )


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (StageFailure("it died"), "it died"),
        (StageFailure("boom", 3), "cell 3: boom"),
        (StageFailure("boom", 3, "Votes"), "cell 3 (Votes): boom"),
    ],
)
def test_a_failure_says_in_which_cell(failure: StageFailure, said: str) -> None:
    assert str(failure) == said
