"""Prioritisation: what the order hangs on."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from support.charts import drawn, places_of, words_of
from support.juries import Ballot, laid_out, use_cases
from support.sentences import plain, said

from playbook.language import format_apart, speaking
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.prioritisation import matrix, ranking, sensitivity, what_if

UNSHARED = {"first_with_more": (), "first_with_less": ()}
TITLES = {f"U{i}": f"Case {i}" for i in range(1, 501)}


def test_doubt_comes_from_voters_and_weights() -> None:
    votes = laid_out(*[[(5, 1), (1, 4)], [(5, 1), (1, 3)], [(5, 2), (1, 4)]] * 2)
    sure = ranking.use_case_robustness(votes, (1, 1), 2, 100, 1)
    table = sensitivity.sources_of_doubt(sure)
    assert list(table) == ["source", *sure.sources.columns]
    assert table["source"].tolist() == ["voters", "weights"]
    assert table["winner_low"].iloc[1] < 1


def test_the_smallest_change_of_weight_that_brings_another_first() -> None:
    # (5, 1) and (1, 4): equal where 5w + (1 - w) = w + 4 (1 - w), so at w = 3/7.
    votes = laid_out([(5, 1), (1, 4)])
    table = sensitivity.tipping_weights(votes, (1, 1), TITLES).set_index("criterion")
    assert table.loc["value", "changed_weight"] == pytest.approx(3 / 7)
    assert table.loc["feasibility", "changed_weight"] == pytest.approx(4 / 7)
    assert table["change"].tolist() == pytest.approx([3 / 7 - 0.5, 4 / 7 - 0.5])
    assert table["new_winner"].tolist() == [("Case 2",), ("Case 2",)]


def test_a_title_with_a_semicolon_is_one_title() -> None:
    titles = {"U1": "Case 1", "U2": "Sort; send"}
    changes = sensitivity.tipping_weights(laid_out([(5, 1), (1, 4)]), (1, 1), titles)
    assert said(sensitivity.say_tipping_weights(changes))[0].endswith("to 43%: “Sort; send”.")


def test_no_weight_brings_a_dominated_use_case_first() -> None:
    table = sensitivity.tipping_weights(laid_out([(5, 5), (1, 1)]), (1, 1), TITLES)
    assert table["changed_weight"].isna().all()
    assert table["new_winner"].tolist() == [(), ()]
    nobody = sensitivity.tipping_weights(laid_out(), (1, 1), TITLES)
    assert nobody.empty
    assert list(nobody) == list(table)


def sentence(*ballots: Ballot, now: tuple[float, float] = (1, 1)) -> Finding | None:
    return sensitivity.say_tipping_weights(
        sensitivity.tipping_weights(laid_out(*ballots), now, TITLES)
    )


@pytest.mark.parametrize(("change", "tone"), [(-0.1, Tone.RESULT), (0.09, Tone.CAUTION)])
def test_weights_that_move_by_less_than_ten_points_are_a_caution(change: float, tone: Tone) -> None:
    row = {"criterion": "value", "weight": 0.5, "changed_weight": 0.5 + change, "change": change}
    table = pd.DataFrame([row | {"new_winner": ("Case 2",)} | UNSHARED])
    assert said(sensitivity.say_tipping_weights(table))[1] is tone


STAYS = "Whatever the weights of value and feasibility, no other use case comes first."


def test_how_far_the_weights_can_move_is_said() -> None:
    assert sentence() is None
    still = (STAYS, Tone.RESULT)
    assert said(sentence([(5, 5), (1, 1)])) == still
    # Two that are level whatever the weight are no news of each other.
    assert said(sentence([(4, 4), (4, 4), (1, 1)])) == still
    assert said(sentence([(5, 1), (1, 4)])) == (
        "Another use case wins if the weight of value moves from 50% to 43%: “Case 2”.",
        Tone.CAUTION,
    )
    assert said(sentence([(5, 1), (2, 3)], now=(1, 0))) == (
        "Another use case wins if the weight of feasibility moves from 0% to 60%: “Case 2”.",
        Tone.RESULT,
    )
    # At the end of the scale there is no weight beyond the tie.
    assert said(sentence([(5, 3), (5, 1)]))[0] == (
        "Another use case shares the first place if the weight of value moves from 50% to 100%:"
        " “Case 2”."
    )
    assert said(sentence([(3, 5), (1, 5)]))[0] == (
        "Another use case shares the first place if the weight of value moves from 50% to 0%:"
        " “Case 2”."
    )
    near = said(sentence([(4.02, 3), (3, 4)]))[0]
    assert "moves from 50.0% to 49.5%" in near
    both = said(sentence([(5, 1), (1, 4), (1, 4)]))[0]
    assert both.endswith("moves from 50% to 43%: “Case 2” and “Case 3”.")


@pytest.mark.parametrize(
    ("now", "then", "written"),
    [
        (0.5, 0.43, ("50%", "43%")),
        (0.5, 0.496, ("50.0%", "49.6%")),
        (0.5, 0.4996, ("50.00%", "49.96%")),
        (0.5, 0.49996, ("50.000%", "49.996%")),
    ],
)
def test_weights_have_as_many_decimals_as_tell_them_apart(
    now: float, then: float, written: tuple[str, str]
) -> None:
    assert format_apart(now, then) == written


STILL = "No weight brings another use case first"
SHARED = "The first place is shared with exactly these weights only"


def figure(*ballots: Ballot, now: tuple[float, float] = (1, 1)) -> Chart | None:
    votes = laid_out(*ballots)
    changes = sensitivity.tipping_weights(votes, now, TITLES)
    return sensitivity.draw_weight_of_value(votes, now, changes, TITLES)


@pytest.mark.parametrize(
    ("ballot", "now", "title", "winners"),
    [
        (
            [(5, 1), (1, 4)],
            (1, 1),
            "“Case 2” wins if the weight of value moves to 43%",
            "Case 1, Case 2",
        ),
        ([(5, 5), (1, 1)], (1, 1), STILL, "Case 1"),
        (  # Case 2 wins from 50.1 to 50.5 % only, between two of the weights that are drawn.
            [(2.501, 3.501), (3, 3), (3.99, 1.99)],
            (1, 1),
            "“Case 2” wins if the weight of value moves to 50.1%",
            "Case 1, Case 2, Case 3",
        ),
        (
            [(5, 1), (2, 3)],
            (1, 0),
            "“Case 2” wins if the weight of value moves to 40%",
            "Case 1, Case 2",
        ),
        ([(5, 1), (1, 5)], (1, 1), SHARED, "Case 1, Case 2"),
        ([(4, 4), (4, 4), (1, 1)], (1, 1), STILL, "Case 1, Case 2"),
        (
            [(5, 1), (1, 4), (1, 4)],
            (1, 1),
            "Other use cases win if the weight of value moves to 43%",
            "Case 1, Case 2, Case 3",
        ),
    ],
)
def test_the_figure_of_weights_names_all_that_win(
    ballot: Ballot, now: tuple[float, float], title: str, winners: str
) -> None:
    alt = f"{title}. Use cases that win for some weight: {winners}."
    assert drawn(figure(ballot, now=now)).alt == alt


@pytest.mark.parametrize(
    ("ballot", "now", "shared", "moved"),
    [
        # 3 each at 50 %. More on value: 5w + (1 - w) leads; less: w + 5 (1 - w).
        (
            [(5, 1), (1, 5), (3, 3), (1, 1)],
            (1, 1),
            f"{SHARED}: with more weight on value it goes to “Case 1”, with more on feasibility"
            " to “Case 2”.",
            None,
        ),
        # Two go on together; another reaches them where 4w + 2 (1 - w) = 4.4w + (1 - w).
        (
            [(4, 2), (4, 2), (2, 4), (4.4, 1)],
            (1, 1),
            f"{SHARED}: with more weight on value it goes to “Case 1” and “Case 2”, with more on"
            " feasibility to “Case 3”.",
            "Another use case wins if the weight of value moves from 50% to 71%: “Case 4”.",
        ),
        (
            [(4, 1), (4, 2), (1, 1)],
            (1, 0),
            "The first place is shared only while feasibility does not count: with any weight on"
            " it, the first place goes to “Case 2”.",
            None,
        ),
        ([(4, 4), (4, 4), (1, 1)], (1, 1), None, STAYS),
    ],
)
def test_a_first_place_that_any_change_of_weight_parts_is_said_to_be_so(
    ballot: Ballot, now: tuple[float, float], shared: str | None, moved: str | None
) -> None:
    changes = sensitivity.tipping_weights(laid_out(ballot), now, TITLES)
    told = sensitivity.say_shared(changes), sensitivity.say_tipping_weights(changes)
    assert [finding and finding.text for finding in told] == [shared, moved]


def test_nothing_is_said_of_weights_where_what_comes_first_lacks_votes_or_is_alone() -> None:
    """With any weight on feasibility, Case 1 would not be ranked at all."""
    assert sentence([(5, None), (4, 5)], now=(1, 0)) is None
    assert sentence([(5, 5)]) is None


def test_a_use_case_that_wins_for_some_weight_is_always_drawn() -> None:
    # Case 7 wins where feasibility counts, and is the last of all by value.
    chart = drawn(figure([*[(4.0 + i / 10, 3.0) for i in range(6)], (1.0, 5.0)]))
    assert "Case 7" in words_of(chart)
    assert words_of(chart)[-1].endswith("6 of 7 use cases are drawn.")
    six = drawn(figure([(4.0 + i / 10, 3.0) for i in range(6)]))
    assert words_of(six)[-1] == "Blue: use cases that win for some weight."
    assert len([word for word in words_of(chart) if word.startswith("Case")]) == 6


def test_the_weight_of_now_is_marked_where_it_is() -> None:
    across = {word: x for word, x, _y in places_of(drawn(figure([(5, 1), (1, 4)], now=(4, 1))))}
    assert across["as now"] - across["80%"] == pytest.approx(3)  # beside its tick


def test_names_of_lines_that_end_close_together_are_moved_apart() -> None:
    chart = drawn(figure([(4.0, 3), (4.01, 2), (4.02, 1)]))
    heights = sorted(y for word, _x, y in places_of(chart) if word.startswith("Case"))
    assert len(heights) == 3
    assert min(lower - upper for upper, lower in pairwise(heights)) > 10


def test_of_many_that_win_for_some_weight_those_with_the_widest_range_are_drawn() -> None:
    # They take turns at 0.2, 0.33, 0.44, 0.56, 0.625 and 0.76: the fifth wins for 0.07 only.
    wins = [(1.0, 5.0), (2.6, 4.6), (3.2, 4.3), (3.7, 3.9), (4.1, 3.4), (4.4, 2.9), (5.0, 1.0)]
    chart = drawn(figure(wins))
    assert chart.alt.count("Case ") == 6 + 1  # that many are named, and the one of the title
    narrow = {f"Case {n}" for n in range(1, 8)} - set(words_of(chart))
    assert narrow == {"Case 5"}
    tied = drawn(figure([(3, 3)] * 40))
    assert [word for word in words_of(tied) if word.startswith("Case")] == [
        f"Case {n}" for n in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("criterion", "then", "winner", "title"),
    [
        ("feasibility", 0.496, "A", "“A” wins if the weight of value moves to 50.4%"),
        ("value", 0.0, "A", "The first place is shared if the weight of value moves to 0%"),
        ("value", 0.3, "A" * 41, f"“{'A' * 39}…” wins if the weight of value moves to 30%"),
    ],
)
def test_the_title_of_the_weights_says_who_wins_where(
    criterion: str, then: float, winner: str, title: str
) -> None:
    change = {"criterion": criterion, "weight": 0.5, "changed_weight": then, "change": then - 0.5}
    changes = pd.DataFrame([change | {"new_winner": (winner,)} | UNSHARED])
    chart = sensitivity.draw_weight_of_value(laid_out([(5, 1), (1, 4)]), (1, 1), changes, TITLES)
    assert drawn(chart).alt.startswith(f"{title}. ")


def test_a_tie_at_the_end_of_the_scale_is_no_win() -> None:
    chart = drawn(figure([(5, 3), (5, 1)]))
    assert chart.alt.startswith("The first place is shared if the weight of value moves to 100%.")


def test_more_winners_than_are_drawn_are_counted() -> None:
    chart = drawn(figure([(3, 3)] * 9))
    assert chart.alt.endswith("Case 6, 3 more.")
    assert "6 of 9 use cases are drawn." in " ".join(words_of(chart))


def test_the_weights_are_said_in_french() -> None:
    with speaking("fr"):
        assert plain(said(sentence([(5, 5), (1, 1)]))[0]) == (
            "Quels que soient les poids de la valeur et de la faisabilité, aucun autre cas d’usage"
            " ne passe en tête."
        )


def test_without_votes_no_weight_is_drawn() -> None:
    assert figure() is None
    assert figure([(None, None)]) is None
    assert figure([(3, 3)], [(3, 3)]) is None  # nor for one use case alone


@pytest.mark.parametrize("equal", [True, False])
def test_the_figure_of_weights_of_five_hundred_use_cases_stays_small(equal: bool) -> None:
    given = np.random.default_rng(3).integers(1, 6, (6, 500, 2))
    drawn(figure(*(np.full_like(given, 3) if equal else given).tolist()))


def test_what_nobody_was_asked_about_has_no_weight_to_move() -> None:
    votes = laid_out([(5, None), (1, None)], [(4, None), (2, None)])
    changes = sensitivity.tipping_weights(votes, (1, 0), TITLES)
    assert changes.empty
    assert sensitivity.say_tipping_weights(changes) is None
    placed = matrix.quadrants(votes, use_cases(2), (1, 5), spread=True)
    assert list(what_if.rankings(votes, placed, (1, 0), 50, 1)) == []
