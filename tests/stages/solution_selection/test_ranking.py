"""Solution selection: which solution comes first, and how sure that is."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import drawn_alt
from support.selections import (
    AHEAD,
    CLEAR,
    JURORS,
    NEARLY,
    WITH_A_GAP,
    both,
    ranked,
    speaks_for_itself,
    unanimous,
    unscored,
)
from support.solutions import STRICT, criteria, make_jury

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.ranking import (
    certainty,
    draw_solution_ranking,
    format_gap,
    say_leader,
    say_sure,
)


def test_eliminated_solutions_keep_their_score_and_have_no_rank() -> None:
    table = ranked(make_jury(AHEAD, STRICT))
    assert table["solution_id"].tolist() == ["A", "B", "C"]
    assert table["status"].tolist() == ["ranked", "eliminated", "eliminated"]
    assert table["score"].tolist() == [5, 2, 1.25]
    assert table["rank"].isna().tolist() == [False, True, True]
    assert set(table) == {
        "rank", "solution_id", "name", "technical", "project", "score", "votes", "ordered_by",
        "tied", "tier", "rank_low", "rank_high", "score_low", "score_high", "first_low",
        "first_high", "status",
    }  # fmt: skip


def test_a_solution_unscored_on_a_criterion_that_counts_is_incomplete_not_last() -> None:
    scores = AHEAD | {("P1", "D"): (5, None)}
    table = ranked(make_jury(scores)).set_index("solution_id")
    assert table.loc["D", "status"] == "incomplete"
    assert pd.isna(table.loc["D", "rank"])


def test_equal_scores_share_a_rank() -> None:
    scores = {(j, s): (3, 3) for j in ("P1", "P2") for s in ("A", "B")}
    table = ranked(make_jury(scores))
    assert table["rank"].tolist() == [1, 1]
    assert table["tied"].all()


def test_those_without_a_rank_are_the_incomplete_then_the_eliminated_by_score() -> None:
    given = {("P1", "D"): (1, 1), ("P1", "I"): (4, None), ("P1", "E"): (2, 5), ("P1", "A"): (5, 5)}
    given |= {("P1", "N"): (2, None)}
    table = ranked(make_jury(given, STRICT))
    assert table["solution_id"].tolist() == ["A", "I", "E", "D", "N"]
    assert table["status"].tolist() == ["ranked", "incomplete"] + ["eliminated"] * 3
    assert table.index.tolist() == list(range(5))
    assert list(table)[:7] == [
        "rank", "solution_id", "name", "technical", "project", "score", "status"
    ]  # fmt: skip


def test_how_sure_a_ranking_is_takes_the_options_that_are_given() -> None:
    jury = make_jury(NEARLY)
    assert not certainty(jury, 200, 1).sources.empty
    few = certainty(jury, 2, 1).table["first_high"]
    assert (few * 10 % 1 == 0).all()


def test_solutions_that_tie_keep_their_order() -> None:
    ids = [f"S{n}" for n in range(60)]
    jury = make_jury(unanimous(**{s: (3, 3) if n % 3 else (2, 2) for n, s in enumerate(ids)}))
    expected = [s for n, s in enumerate(ids) if n % 3] + ids[::3]
    assert ranked(jury, 9)["solution_id"].tolist() == expected


def test_a_clear_first_place_is_said_as_one() -> None:
    _everybody, _inside, sure, table = both(NEARLY)
    assert say_leader(table).text.startswith("“Solution A” leads the grid with 4.7")
    assert say_sure(sure, table) == Finding(
        "Judging by how far these 5 people agree, another 5 like them would put “Solution A” first"
        " in at least 90% of cases.",
        Tone.RESULT,
    )


def test_a_unanimous_jury_is_said_to_be_one_and_not_certain() -> None:
    _everybody, _inside, sure, table = both(CLEAR)
    assert say_sure(sure, table) == Finding(
        "All 3 voted alike: nothing tells how far another group would differ.", Tone.CAUTION
    )


def test_the_only_solution_in_the_running_is_not_said_to_be_ahead() -> None:
    _e, _i, _s, table = both({("P1", "A"): (4, 4), ("P2", "A"): (3, 3)})
    assert say_leader(table) == Finding(
        "“Solution A” is the only solution in the running, with 3.50.", Tone.CAUTION
    )


def test_a_tie_is_said_as_a_tie() -> None:
    _e, _i, _sure, table = both({(j, s): (3, 3) for j in JURORS for s in ("A", "B")})
    assert say_leader(table).text == (
        "“Solution A” and “Solution B” lead the grid together with 3.00."
    )


def test_one_juror_says_nothing_about_certainty() -> None:
    _e, _i, sure, table = both({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)})
    assert say_sure(sure, table) == Finding(
        "Too few votes to say how sure this order is.", Tone.CAUTION
    )


def test_of_those_that_share_the_first_place_one_is_said_to_come_first() -> None:
    half = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    tied = {(f"P{j}", s): v for j in range(6) for s, v in (("A", (5, j % 2)), ("B", (j % 2, 5)))}
    tied |= {(f"P{j}", "C"): (2, j % 3) for j in range(6)}
    _e, _i, sure, table = both(tied, half)
    found = say_sure(sure, table)
    assert found is not None
    assert "another 6 like them would put one of the 2 that tie first in" in found.text


def test_small_differences_do_not_read_as_none() -> None:
    assert [format_gap(value, 2) for value in (0, 0.004, 0.006, 1.234)] == [
        "0.00", "under 0.01", "0.01", "1.23"
    ]  # fmt: skip
    _e, _i, _s, table = both({("P1", "A"): (3.001, 1), ("P1", "B"): (2, 4)})
    assert "under 0.01 ahead of “Solution B”" in say_leader(table).text


def test_without_scores_nothing_is_ranked() -> None:
    _found, _jury, sure, table = unscored()
    assert say_leader(table) is None
    assert say_sure(sure, table) is None
    assert draw_solution_ranking(table, sure) is None


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (CLEAR, "“Solution A” is ahead; how sure that is, the votes do not tell. "),
        ({(j, s): (3, 3) for j in JURORS for s in "AB"}, "2 share the first place. "),
        (
            {("P1", "A"): (5, 5), ("P2", "A"): (2, 2), ("P1", "B"): (3, 3), ("P2", "B"): (3, 3)},
            "“Solution A” is ahead, but the votes do not set it apart from 1 other. ",
        ),
    ],
)
def test_the_figure_of_the_ranking_says_who_is_first_and_how_sure(given: dict, title: str) -> None:
    _e, _i, sure, table = both(given)
    assert drawn_alt(draw_solution_ranking(table, sure)).startswith(title)


def test_the_figure_of_the_ranking_says_its_figures() -> None:
    _e, _i, sure, table = both(WITH_A_GAP)
    assert speaks_for_itself(lambda: draw_solution_ranking(table, sure))


def test_the_ranking_of_hundreds_of_solutions_is_drawn_small() -> None:
    given = {(f"P{j}", f"S{s}"): (s % 6, j) for j in range(3) for s in range(500)}
    _e, _i, sure, table = both(given)
    chart = draw_solution_ranking(table, sure)
    assert chart is not None
    assert len(chart.svg) < 60_000
