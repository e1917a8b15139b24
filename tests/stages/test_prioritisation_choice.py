"""Which use cases come first, how sure that is, what was decided, and where they come from."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame
from support.juries import Ballot, laid_out, ratings, use_cases

from playbook.stages import prioritisation
from playbook.statistics import RankRobustness

Weights = tuple[float, float]
UNSURE = ["tier", "rank_low", "rank_high", "score_low", "score_high"]
UNSURE += ["probability_first", "probability_top"]
TITLES = {f"U{i}": f"Case {i}" for i in range(1, 10)}


def sure(
    *ballots: Ballot, weights: Weights = (1, 1), coarse: float | None = None
) -> RankRobustness:
    return prioritisation.robustness(laid_out(*ballots), weights, 2, 100, 1, coarse)


def ranking(
    *ballots: Ballot, weights: Weights = (1, 1), coarse: float | None = None
) -> pd.DataFrame:
    votes = laid_out(*ballots)
    cases = use_cases(len(votes.items))
    matrix = prioritisation.quadrants(votes, cases, (1, 5), spread=False)
    return prioritisation.ranking(sure(*ballots, weights=weights, coarse=coarse), matrix)


def test_use_cases_are_ranked_by_the_weighted_mean() -> None:
    ballots: list[Ballot] = [[(5, 1), (3, 4), (2, 2)], [(5, 2), (3, 4), (None, None)]]
    table = ranking(*ballots, weights=(3, 1))
    assert table[["rank", "use_case_id", "title", "value", "feasibility"]].to_numpy().tolist() == [
        [1, "U1", "Case 1", 5, 1.5],
        [2, "U2", "Case 2", 3, 4],
        [3, "U3", "Case 3", 2, 2],
    ]
    assert table["score"].tolist() == pytest.approx([4.125, 3.25, 2])
    swapped = ranking(*ballots, weights=(1, 3))
    assert swapped["use_case_id"].tolist() == ["U2", "U1", "U3"]


def test_the_doubt_comes_from_as_many_draws_as_asked_for() -> None:
    result = prioritisation.robustness(laid_out(*SPLIT), (1, 1), 1, 3, 1)
    chances = np.concatenate([result.acceptability.stack(), result.sources.stack()])
    np.testing.assert_allclose(chances * 6, np.round(chances * 6))  # a tie of two counts half


def test_tied_use_cases_share_rank_and_tier() -> None:
    table = ranking([(5, 1), (1, 5), (1, 1)], [(5, 1), (1, 5), (1, 1)])
    assert table["rank"].tolist() == [1, 1, 3]
    assert table["tied"].tolist() == [True, True, False]
    assert table["tier"].iloc[0] == table["tier"].iloc[1]


def test_a_use_case_without_votes_comes_last_and_unranked() -> None:
    table = ranking([(None, 5), (1, 1), (2, 2)], [(None, 5), (1, 1), (2, 2)])
    assert table["use_case_id"].tolist() == ["U3", "U2", "U1"]
    assert table.loc[2, ["rank", "score", *UNSURE]].isna().all()


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_use_cases_are_ranked_without_inventing_doubt(count: int) -> None:
    ballots: list[Ballot] = [[(3, 3)] * count] * 2
    table = ranking(*ballots)
    assert table["rank"].tolist() == [1] * count
    assert table[UNSURE].isna().all(axis=None)
    assert prioritisation.sources_of_doubt(sure(*ballots)).empty
    assert prioritisation.rank_probabilities(sure(*ballots)).columns[0] == "use_case_id"


VOTES = st.integers(1, 5)
JURY = st.lists(st.lists(st.tuples(VOTES, VOTES), min_size=4, max_size=4), min_size=1, max_size=6)


@settings(max_examples=15)
@given(JURY, st.randoms())
def test_ranks_do_not_depend_on_the_order_of_rows(ballots: list[Ballot], random: object) -> None:
    table = ratings(*ballots)
    seed = random.getrandbits(32)  # type: ignore[attr-defined]
    shuffled = table.sample(frac=1, random_state=seed)
    ranks = []
    for rows in (table, shuffled):
        votes = prioritisation.lay_out(rows, use_cases(4))
        result = prioritisation.robustness(votes, (2, 1), 2, 5, 1).table
        ranks.append(result[["item", "rank", "tied"]].to_numpy().tolist())
    assert ranks[0] == ranks[1]
    means = np.mean(ballots, axis=0) @ [2, 1]
    beaten = {f"U{i + 1}": 1 + int((means > own + 1e-9).sum()) for i, own in enumerate(means)}
    assert {item: rank for item, rank, _tied in ranks[0]} == beaten


def test_probabilities_of_ranks_have_a_column_a_rank() -> None:
    table = prioritisation.rank_probabilities(sure([(5, 5), (1, 1)], [(5, 5), (1, 1)]))
    assert list(table) == ["use_case_id", "rank_1", "rank_2"]
    assert table.to_numpy().tolist() == [["U1", 1, 0], ["U2", 0, 1]]


def test_doubt_comes_from_voters_weights_and_both() -> None:
    table = prioritisation.sources_of_doubt(sure([(5, 1), (1, 4)], [(5, 1), (1, 4)]))
    assert list(table) == ["source", "winner_stays", "top_stays"]
    assert table["source"].tolist() == ["voters", "weights", "both"]
    assert table["winner_stays"].iloc[0] == 1
    assert table["winner_stays"].iloc[1] < 1


def test_taking_one_voter_away_names_the_new_winners() -> None:
    votes = laid_out([(5, 5), (1, 1)], [(2, 2), (3, 3)], [(2, 2), (3, 3)])
    table = prioritisation.without_each_voter(votes, (1, 1), 1, TITLES, anonymous=False)
    # Means without P1: 2 and 3; without P2 or P3: 3.5 and 2.
    assert table.to_numpy().tolist() == [
        ["P1", ("Case 2",), True, True],
        ["P2", ("Case 1",), False, False],
        ["P3", ("Case 1",), False, False],
    ]


def test_winners_that_tie_without_a_voter_are_both_named() -> None:
    votes = laid_out([(4, 4), (1, 1)], [(2, 2), (2, 2)])
    table = prioritisation.without_each_voter(votes, (1, 1), 1, TITLES, anonymous=False)
    assert table["winners"].tolist() == [("Case 1", "Case 2"), ("Case 1",)]
    assert list(table) == ["participant_id", "winners", "winner_changes", "top_changes"]


@pytest.mark.parametrize(("voters", "anonymous"), [(3, True), (1, False), (0, False)])
def test_nobody_is_taken_away_from_anonymous_votes_or_from_a_single_one(
    voters: int, anonymous: bool
) -> None:
    votes = laid_out(*[[(3, 3), (2, 2)]] * voters)
    table = prioritisation.without_each_voter(votes, (1, 1), 1, TITLES, anonymous=anonymous)
    assert table.empty
    assert list(table) == ["participant_id", "winners", "winner_changes", "top_changes"]


def test_the_smallest_change_of_weight_that_brings_another_first() -> None:
    # (5, 1) and (1, 4): equal where 5w + (1 - w) = w + 4 (1 - w), so at w = 3/7.
    votes = laid_out([(5, 1), (1, 4)])
    table = prioritisation.weight_changes(votes, (1, 1), TITLES).set_index("criterion")
    assert table.loc["value", "changed_weight"] == pytest.approx(3 / 7)
    assert table.loc["feasibility", "changed_weight"] == pytest.approx(4 / 7)
    assert table["change"].tolist() == pytest.approx([3 / 7 - 0.5, 4 / 7 - 0.5])
    assert table["new_winner"].tolist() == [("Case 2",), ("Case 2",)]


def test_a_title_with_a_semicolon_is_one_title() -> None:
    titles = {"U1": "Case 1", "U2": "Sort; send"}
    changes = prioritisation.weight_changes(laid_out([(5, 1), (1, 4)]), (1, 1), titles)
    said = prioritisation.say_weights(changes)
    assert said is not None
    assert said.text.endswith("to 43%: “Sort; send”.")


def test_no_weight_brings_a_dominated_use_case_first() -> None:
    table = prioritisation.weight_changes(laid_out([(5, 5), (1, 1)]), (1, 1), TITLES)
    assert table["changed_weight"].isna().all()
    assert table["new_winner"].tolist() == [(), ()]
    nobody = prioritisation.weight_changes(laid_out(), (1, 1), TITLES)
    assert nobody.empty
    assert list(nobody) == ["criterion", "weight", "changed_weight", "change", "new_winner"]


def test_agreement_is_full_where_all_vote_alike_and_undefined_without_variation() -> None:
    alike = prioritisation.agreement(laid_out(*[[(5, 1), (3, 3), (1, 5)]] * 3), (2, 1))
    assert alike[["measure", "on"]].to_numpy().tolist() == [
        ["krippendorff_alpha", "value"],
        ["krippendorff_alpha", "feasibility"],
        ["kendall_w", "score"],
    ]
    assert alike["coefficient"].tolist() == pytest.approx([1, 1, 1])
    assert alike["voters"].tolist() == [3, 3, 3]
    flat = prioritisation.agreement(laid_out(*[[(3, 3), (3, 3)]] * 3), (1, 1))
    assert flat["coefficient"].isna().all()
    nobody = prioritisation.agreement(laid_out(), (1, 1))
    assert nobody["coefficient"].isna().all()
    assert nobody["voters"].eq(0).all()


def test_agreement_goes_by_the_order_of_votes_not_by_their_distance() -> None:
    table = prioritisation.agreement(
        laid_out([(1, 1), (1, 1), (5, 5)], [(1, 1), (2, 1), (5, 5)]), (1, 1)
    )
    # Krippendorff's ordinal distances of 1, 1, 1, 2, 5, 5: 1-2 is 2², 1-5 is 3.5², 2-5 is 1.5².
    observed, expected = 2 * 4 / 6, 2 * (3 * 4 + 6 * 12.25 + 2 * 2.25) / 30
    assert table["coefficient"].iloc[:2].tolist() == pytest.approx([1 - observed / expected, 1])


def test_agreement_counts_those_who_voted_on_the_criterion() -> None:
    votes = laid_out([(5, None), (1, None)], [(5, 2), (1, 4)], [(4, 1), (2, 5)])
    table = prioritisation.agreement(votes, (1, 1))
    assert table["voters"].tolist() == [3, 2, 2]


def test_agreement_of_too_few_anonymous_voters_is_not_shown() -> None:
    few = [[(5, None), (1, None)], [(5, 2), (1, 4)], [(4, 1), (2, 5)]]
    table = prioritisation.agreement(laid_out(*few), (1, 1), anonymous_from=3)
    assert table["coefficient"].notna().tolist() == [True, False, False]
    exact = prioritisation.agreement(laid_out(*few), (1, 1))
    assert exact["coefficient"].notna().all()
    assert table["coefficient"].iloc[0] == round(exact["coefficient"].iloc[0], 2)


SPLIT: list[Ballot] = [
    [(5, 2), (4, 3)],
    [(2, 1), (4, 4)],
    [(1, 5), (3, 2)],
    [(3, 4), (5, 3)],
    [(4, 3), (3, 4)],
]


def test_coarse_figures_are_steps_and_whole_per_cents() -> None:
    exact, coarse = sure(*SPLIT), sure(*SPLIT, coarse=0.1)
    for name in ("score_low", "score_high"):
        steps = coarse.table[name] / 0.1
        np.testing.assert_allclose(steps, steps.round())
        assert (coarse.table[name] - exact.table[name]).abs().max() <= 0.05 + 1e-9
        assert (coarse.table[name] - exact.table[name]).abs().max() > 0
    for name in ("rank", "score", "tied", "tier", "rank_low", "rank_high"):
        pd.testing.assert_series_equal(coarse.table[name], exact.table[name])
    shares = pd.concat([coarse.acceptability.stack(), coarse.sources.stack()])
    assert ((shares * 200) - (shares * 200).round()).abs().max() < 1e-9


def test_coarse_chances_do_not_become_certain() -> None:
    votes = laid_out([(5, 5), (1, 1)], [(5, 5), (1, 1)], [(5, 5), (1, 1)], [(1, 1), (5, 5)])
    exact = prioritisation.robustness(votes, (1, 1), 1, 3000, 1)
    coarse = prioritisation.robustness(votes, (1, 1), 1, 3000, 1, coarse=0.1)
    for name in ("probability_first", "probability_top"):
        certain = exact.table[name].isin([0, 1])
        assert coarse.table[name].isin([0, 1]).tolist() == certain.tolist()
    many = laid_out(*[[(5, 5), (1, 1)]] * 9, [(1, 1), (5, 5)])
    chances = prioritisation.robustness(many, (1, 1), 1, 3000, 1, coarse=0.1).table
    raw = prioritisation.robustness(many, (1, 1), 1, 3000, 1).table
    assert 0 < raw["probability_first"].iloc[1] < 0.005
    assert chances["probability_first"].tolist() == [0.995, 0.005]


def test_what_is_published_of_anonymous_votes_does_not_give_a_vote_away() -> None:
    """Whoever knows the seed can try every ballot until mean and interval are those published.

    Exact, they leave a single one; made coarse, any voter can have given nearly any vote.
    """
    secret = (1, 2, 5, 3, 4)
    same_mean = [v for v in itertools.product(range(1, 6), repeat=5) if sum(v) == sum(secret)]
    tried = {secret, *same_mean[::16]}

    def published(given_: tuple[int, ...], coarse: float | None) -> list[float]:
        ballots = [[(vote, 3), other[1]] for vote, other in zip(given_, SPLIT, strict=True)]
        shown = sure(*ballots, coarse=coarse).table.set_index("item").loc["U1"]
        return shown[["score_low", "score_high"]].round(9).tolist()

    assert [v for v in tried if published(v, None) == published(secret, None)] == [secret]
    possible = [v for v in tried if published(v, 0.1) == published(secret, 0.1)]
    assert min(len({ballot[voter] for ballot in possible}) for voter in range(5)) >= 3


def test_comments_come_in_the_order_of_the_ranking() -> None:
    cases = frame(
        "use_cases",
        "use_case_id title value_comment feasibility_comment value_drivers",
        [
            ("U1", "A", "Much", None, "time"),
            ("U2", "B", None, None, "time"),
            ("U3", "C", None, "Hard", None),
        ],
    )
    order = pd.DataFrame({"use_case_id": ["U3", "U2", "U1"], "title": ["C", "B", "A"]})
    table = prioritisation.comments(order, cases)
    assert table["use_case_id"].tolist() == ["U3", "U1"]
    assert table["feasibility_comment"].iloc[0] == "Hard"
    assert prioritisation.comments(order, cases.iloc[:0]).empty


RANKED = pd.DataFrame(
    {
        "use_case_id": ["U1", "U2", "U3", "U4", "U5"],
        "rank": pd.array([1, 2, 2, 4, None], dtype="Int64"),
        "probability_top": [0.9, 0.6, 0.6, 0.1, None],
    }
)


def decided(*outcomes: tuple[str, str], top: int = 2) -> dict[str, str]:
    decisions = frame("decisions", "use_case_id outcome", outcomes)
    table = prioritisation.decisions_against_votes(RANKED, decisions, use_cases(5), top)
    return dict(zip(table["use_case_id"], table["verdict"], strict=True))


def test_decisions_are_held_against_the_votes() -> None:
    outcomes = [("U1", "selected"), ("U2", "rejected"), ("U4", "deferred"), ("U5", "selected")]
    assert decided(*outcomes) == {
        "U1": "agreed",
        "U2": "passed_over",
        "U3": "undecided",
        "U5": "chosen_without_rank",
    }
    assert decided(("U4", "selected"))["U4"] == "chosen_against_votes"


def test_decisions_are_listed_by_rank_and_those_without_a_rank_last() -> None:
    rows = [("U5", "selected", "Quick"), ("U3", "selected", None), ("U2", "rejected", "Risky")]
    decisions = frame("decisions", "use_case_id outcome rationale", rows)
    backwards = use_cases(5).iloc[::-1]
    table = prioritisation.decisions_against_votes(RANKED, decisions, backwards, 2)
    columns = ["use_case_id", "title", "probability_top", "outcome", "rationale", "verdict"]
    expected = [
        ("U1", "Case 1", 0.9, None, None, "undecided"),
        ("U2", "Case 2", 0.6, "rejected", "Risky", "passed_over"),
        ("U3", "Case 3", 0.6, "selected", None, "agreed"),
        ("U5", "Case 5", None, "selected", "Quick", "chosen_without_rank"),
    ]
    assert list(table) == ["rank", *columns]
    pd.testing.assert_frame_equal(
        table[columns].astype({"outcome": "str"}), pd.DataFrame(expected, columns=columns)
    )
    assert table["rank"].fillna(0).tolist() == [1, 2, 2, 0]


def test_without_decisions_the_first_are_undecided_and_ties_are_in() -> None:
    assert decided() == dict.fromkeys(["U1", "U2", "U3"], "undecided")
    assert decided(top=1) == {"U1": "undecided"}
    assert decided(("U4", "rejected"), top=1) == {"U1": "undecided"}
    nothing = prioritisation.decisions_against_votes(ranking(), frame("decisions"), use_cases(0), 3)
    assert nothing.empty


IDEAS = frame("ideas", "idea_id text round", [(i, f"Idea {i}", "follow_up") for i in "abcd"])
DOTS = frame(
    "dot_votes",
    "participant_id idea_id dots",
    [("P1", "a", 2), ("P2", "a", 1), ("P1", "c", 1), ("P1", "d", 1), ("P2", "d", 1)],
)


def test_use_cases_are_followed_back_to_ideas_and_their_dots() -> None:
    cases = use_cases(3, idea_id=["b", "a", None])
    table = prioritisation.lineage(cases, IDEAS, DOTS)
    assert table["text"].iloc[:2].tolist() == ["Idea b", "Idea a"]
    assert table["dots"].iloc[:2].tolist() == [0, 3]
    assert pd.api.types.is_integer_dtype(table["dots"])
    assert table.loc[2, ["text", "dots"]].isna().all()
    unvoted = prioritisation.lineage(cases, IDEAS, frame("dot_votes"))
    assert unvoted["dots"].iloc[:2].tolist() == [0, 0]
    assert prioritisation.lineage(use_cases(0), frame("ideas"), frame("dot_votes")).empty


def test_ideas_with_several_dots_that_became_nothing_are_listed() -> None:
    cases = use_cases(1, idea_id=["b"])
    left = prioritisation.ideas_left_behind(cases, IDEAS, DOTS)
    assert left.to_numpy().tolist() == [["a", "Idea a", 3], ["d", "Idea d", 2]]
    assert left.index.tolist() == [0, 1]
    assert prioritisation.ideas_left_behind(use_cases(2, idea_id=["a", "d"]), IDEAS, DOTS).empty
    assert prioritisation.ideas_left_behind(cases, IDEAS, frame("dot_votes")).empty


def test_ideas_left_behind_with_as_many_dots_keep_their_order() -> None:
    names = [f"I{i}" for i in range(40)]
    ideas = frame("ideas", "idea_id text round", [(i, i, "follow_up") for i in names])
    cast = [("P1", name, 2 + position % 2) for position, name in enumerate(names)]
    dots = frame("dot_votes", "participant_id idea_id dots", cast[::-1])
    left = prioritisation.ideas_left_behind(use_cases(0), ideas, dots)
    assert left["idea_id"].tolist() == names[1::2] + names[::2]


def test_five_hundred_use_cases_without_any_difference_are_all_first() -> None:
    ballots: list[Ballot] = [[(3, 3)] * 500] * 3
    result = prioritisation.robustness(laid_out(*ballots), (1, 1), 3, 20, 1)
    assert result.table["rank"].eq(1).all()
    assert result.table["tier"].eq(1).all()
    assert len(prioritisation.rank_probabilities(result)) == 500
