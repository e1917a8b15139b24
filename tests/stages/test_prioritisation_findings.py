"""What the prioritisation stage says, word by word."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.juries import Ballot, laid_out, ratings, use_cases

from playbook.language import format_apart, speaking
from playbook.show.findings import Finding, Tone
from playbook.stages import prioritisation

TITLES = {f"U{i}": f"Case {i}" for i in range(1, 20)}


def said(finding: Finding | None) -> tuple[str, Tone]:
    assert finding is not None
    return finding.text, finding.tone


def in_french(finding: Finding | None) -> str:
    return said(finding)[0].replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("listed", "words", "tone"),
    [
        (9, ": all fit, even at the slow pace.", Tone.RESULT),
        (10, ": all fit at 9 min each or less, no longer.", Tone.CAUTION),
        (12, ": all fit at 7 min each or less, no longer.", Tone.CAUTION),
        (
            20,
            ": 2 are too many even at the fast pace. Choose beforehand, or meet twice.",
            Tone.DECIDE,
        ),
    ],
)
def test_whether_the_use_cases_fit_the_time_is_said(listed: int, words: str, tone: Tone) -> None:
    table = prioritisation.capacity(listed, 90, 5, 10)
    start = f"90 min hold 9 to 18 use cases; {listed} are listed"
    assert said(prioritisation.say_capacity(table, listed, 90)) == (start + words, tone)


def missing(*counts: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame(counts, columns=["missing_value", "missing_feasibility"])


def test_a_single_use_case_is_listed_in_the_singular() -> None:
    table = prioritisation.capacity(1, 90, 5, 10)
    assert "; 1 is listed: all fit" in prioritisation.say_capacity(table, 1, 90).text


def test_missing_votes_are_said_to_be_missing() -> None:
    voted, silent = ratings([(3, 3)]), ratings([(None, None)])
    nobody = ("Nobody has voted yet.", Tone.DECIDE)
    assert said(prioritisation.say_missing(missing((1, 1)), silent)) == nobody
    half = ratings([(3, None)])  # who votes on one of the two has voted
    assert said(prioritisation.say_missing(missing((0, 1)), half))[0].startswith("1 vote is")
    assert said(prioritisation.say_missing(missing(), ratings())) == nobody
    everybody = ("Everybody voted on everything.", Tone.RESULT)
    assert said(prioritisation.say_missing(missing(), voted)) == everybody
    assert said(prioritisation.say_missing(missing((0, 1)), voted)) == (
        "1 vote is missing, from 1 person: it counts as missing, never as zero.",
        Tone.CAUTION,
    )
    assert said(prioritisation.say_missing(missing((2, 1), (0, 1)), voted))[0] == (
        "4 votes are missing, from 2 people: they count as missing, never as zero."
    )


def test_withheld_use_cases_are_named() -> None:
    assert prioritisation.say_withheld([], use_cases(2), 5) is None
    assert said(prioritisation.say_withheld(["U2"], use_cases(2), 5)) == (
        "Votes are anonymous, and fewer than 5 people voted on “Case 2”: no figure of theirs is"
        " shown.",
        Tone.CAUTION,
    )


def matrix(*quadrants: str | None) -> pd.DataFrame:
    rows = [(f"Case {i}", q) for i, q in enumerate(quadrants, 1)]
    return pd.DataFrame(rows, columns=["title", "quadrant"])


def test_what_is_valuable_and_feasible_is_counted() -> None:
    assert prioritisation.say_matrix(matrix(None)) is None
    assert prioritisation.say_matrix(matrix()) is None
    one = prioritisation.say_matrix(matrix("start", "set_aside", None))
    assert said(one) == ("1 of 2 use cases is judged both valuable and feasible.", Tone.RESULT)
    hard = prioritisation.say_matrix(matrix("convenient", "prepare"))
    assert said(hard)[0] == (
        "0 of 2 use cases are judged both valuable and feasible. “Case 2” is valuable but hard:"
        " prepare it."
    )
    many = prioritisation.say_matrix(matrix(*["prepare"] * 6, "start", "start"))
    assert said(many)[0] == (
        "2 of 8 use cases are judged both valuable and feasible. “Case 1”, “Case 2”, “Case 3”,"
        " “Case 4” and 2 more are valuable but hard: prepare them."
    )


def ranking(*ballots: Ballot, top: int = 2) -> tuple[pd.DataFrame, list[Finding | None]]:
    """The ranking and what is said of its doubt."""
    votes = laid_out(*ballots)
    cases = use_cases(len(votes.items))
    placed = prioritisation.quadrants(votes, cases, (1, 5), spread=False)
    sure = prioritisation.robustness(votes, (1, 1), top, 200, 1)
    table = prioritisation.ranking(sure, placed)
    titles = dict(zip(cases["use_case_id"], cases["title"], strict=True))
    without = prioritisation.without_each_voter(votes, (1, 1), top, titles, anonymous=False)
    return table, prioritisation.say_doubt(sure, table, without)


def test_what_comes_first_is_said_and_a_tie_is_a_tie() -> None:
    first = prioritisation.say_first(ranking([(5, 4), (1, 1)])[0])
    assert said(first) == ("“Case 1” comes first with a score of 4.50.", Tone.RESULT)
    tie = prioritisation.say_first(ranking([(5, 1), (1, 5), (1, 1)])[0])
    assert said(tie)[0] == "“Case 1” and “Case 2” share the first place with a score of 3.00."
    left = prioritisation.say_first(ranking([(5, 4), (1, 1), (3, None)])[0])
    assert said(left)[0].endswith("4.50. 1 use case has too few votes to be ranked.")
    left = prioritisation.say_first(ranking([(5, 4), (None, 1), (3, None)])[0])
    assert said(left)[0].endswith("4.50. 2 use cases have too few votes to be ranked.")
    for none in (ranking([(None, 3)]), ranking()):
        assert said(prioritisation.say_first(none[0])) == (
            "No use case can be ranked yet: there are too few votes.",
            Tone.DECIDE,
        )


def test_doubt_is_said_by_the_titles() -> None:
    _table, doubt = ranking([(5, 5), (1, 1)], [(5, 5), (1, 1)], [(5, 4), (1, 1)], top=1)
    assert [f.text for f in doubt if f][1:] == [
        "The votes put “Case 1” clearly ahead of all others.",
        "No single voter decides the first places.",
    ]
    assert [f.text for f in ranking()[1] if f] == ["Too few votes to say how sure this order is."]


@pytest.mark.parametrize(("change", "tone"), [(-0.1, Tone.RESULT), (0.09, Tone.CAUTION)])
def test_weights_that_move_by_less_than_ten_points_are_a_caution(change: float, tone: Tone) -> None:
    row = {"criterion": "value", "weight": 0.5, "changed_weight": 0.5 + change, "change": change}
    table = pd.DataFrame([row | {"new_winner": ("Case 2",)}])
    assert said(prioritisation.say_weights(table))[1] is tone


def weights(*ballots: Ballot, now: tuple[float, float] = (1, 1)) -> Finding | None:
    return prioritisation.say_weights(
        prioritisation.weight_changes(laid_out(*ballots), now, TITLES)
    )


def test_how_far_the_weights_can_move_is_said() -> None:
    assert weights() is None
    still = ("No weight of value and feasibility brings another use case first.", Tone.RESULT)
    assert said(weights([(5, 5), (1, 1)])) == still
    # Two that share the first place are no news of each other, whatever the weight.
    assert said(weights([(5, 1), (1, 5)])) == still
    assert said(weights([(5, 1), (1, 4)])) == (
        "Another use case wins if the weight of value moves from 50% to 43%: “Case 2”.",
        Tone.CAUTION,
    )
    assert said(weights([(5, 1), (2, 3)], now=(1, 0))) == (
        "Another use case wins if the weight of feasibility moves from 0% to 60%: “Case 2”.",
        Tone.RESULT,
    )
    # At the end of the scale there is no weight beyond the tie.
    assert said(weights([(5, 3), (5, 1)]))[0] == (
        "Another use case shares the first place if the weight of value moves from 50% to 100%:"
        " “Case 2”."
    )
    assert said(weights([(3, 5), (1, 5)]))[0] == (
        "Another use case shares the first place if the weight of value moves from 50% to 0%:"
        " “Case 2”."
    )
    near = said(weights([(4.02, 3), (3, 4)]))[0]
    assert "moves from 50.0% to 49.5%" in near
    both = said(weights([(5, 1), (1, 4), (1, 4)]))[0]
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


@pytest.mark.parametrize(
    ("alphas", "words", "tone"),
    [
        ([0.9, 0.8], "The voters agree well (Krippendorff's alpha 0.80).", Tone.RESULT),
        (
            [0.9, 0.7],
            "The voters agree enough for tentative conclusions (Krippendorff's alpha 0.70).",
            Tone.CAUTION,
        ),
        (
            [0.1, np.nan],
            "The voters do not agree: Krippendorff's alpha is 0.10, and conclusions want at"
            " least 0.67. Means hide this: talk before deciding.",
            Tone.CAUTION,
        ),
        (
            [0.667, 0.9],
            "The voters agree enough for tentative conclusions (Krippendorff's alpha 0.67).",
            Tone.CAUTION,
        ),
        (
            [0.6655, 0.9],
            "The voters agree enough for tentative conclusions (Krippendorff's alpha 0.67).",
            Tone.CAUTION,
        ),
        ([0.796, 0.9], "The voters agree well (Krippendorff's alpha 0.80).", Tone.RESULT),
        (
            [-0.001, 0.9],
            "The voters do not agree: Krippendorff's alpha is 0.00, and conclusions want at"
            " least 0.67. Means hide this: talk before deciding.",
            Tone.CAUTION,
        ),
    ],
)
def test_agreement_is_said_by_the_lowest_alpha(alphas: list[float], words: str, tone: Tone) -> None:
    table = pd.DataFrame({"measure": "krippendorff_alpha", "coefficient": alphas})
    other = pd.DataFrame({"measure": ["kendall_w"], "coefficient": [0.0]})
    assert said(prioritisation.say_agreement(pd.concat([table, other]))) == (words, tone)
    assert prioritisation.say_agreement(other) is None


def test_contested_use_cases_are_named() -> None:
    def again(*split: bool) -> tuple[str, Tone]:
        rows = [(f"Case {i}", s, 0.6 if s else 0.1) for i, s in enumerate(split, 1)]
        table = pd.DataFrame(rows, columns=["title", "talk_again", "value_disagreement"])
        return said(prioritisation.say_talk_again(table))

    assert again(False) == ("No use case splits the voters.", Tone.RESULT)
    assert again(True, False) == (
        "“Case 1” splits the voters: talk about it again before deciding.",
        Tone.DECIDE,
    )
    assert again(True, True)[0] == (
        "“Case 1” and “Case 2” split the voters: talk about them again before deciding."
    )


@pytest.mark.parametrize("anonymous", [False, True])
def test_use_cases_with_too_few_votes_are_not_said_to_be_agreed_on(anonymous: bool) -> None:
    def again(*ballots: Ballot) -> Finding | None:
        votes = laid_out(*ballots)
        cases = use_cases(len(votes.items))
        table = prioritisation.disagreement(votes, cases, (1, 5), 0.5, coarse=anonymous)
        return prioritisation.say_talk_again(table)

    assert again() is again([(5, 1), (1, 5)]) is None
    assert said(again([(3, 3), (3, None)], [(3, 3), (3, 3)])) == (
        "No use case splits the voters as far as can be told: 1 has too few votes.",
        Tone.CAUTION,
    )
    two = said(again([(3, 3), (3, None), (None, None)], [(3, 3), (3, 3), (None, None)]))[0]
    assert two.endswith(": 2 have too few votes.")


def decisions(*rows: tuple[int | None, str | None, str], top: int = 2) -> Finding | None:
    """Rank, outcome and verdict of Case 1, 2, …"""
    table = pd.DataFrame(rows, columns=["rank", "outcome", "verdict"])
    table = table.astype({"rank": "Int64", "outcome": "str"})
    table["title"] = [f"Case {i}" for i in range(1, len(rows) + 1)]
    return prioritisation.say_decisions(table, top)


def test_nothing_decided_leaves_the_first_of_the_votes() -> None:
    undecided = (None, "undecided")
    assert said(decisions((1, *undecided), (2, *undecided))) == (
        "Nothing is decided yet on the first 2 by the votes: they are proposed.",
        Tone.DECIDE,
    )
    assert said(decisions((1, *undecided)))[0] == (
        "Nothing is decided yet on the first by the votes: it is proposed."
    )
    # A tie for the last place proposes all of them.
    assert "the first 3 by the votes" in said(decisions(*[(1, *undecided)] * 3))[0]
    assert decisions() is None


def test_decisions_are_held_against_the_votes() -> None:
    agreed = (1, "selected", "agreed")
    assert said(decisions(agreed, agreed)) == (
        "Of the first 2 by the votes, 2 were selected.",
        Tone.RESULT,
    )
    mixed = decisions(
        agreed,
        (2, "rejected", "passed_over"),
        (2, None, "undecided"),
        (None, "selected", "chosen_against_votes"),
    )
    assert said(mixed) == (
        "Of the first 3 by the votes, 1 was selected. Chosen in spite of the votes: “Case 4”."
        " Passed over: “Case 2”. Still open: “Case 3”.",
        Tone.DECIDE,
    )


def test_what_is_chosen_without_a_rank_is_not_chosen_in_spite_of_votes() -> None:
    assert said(decisions((None, "selected", "chosen_without_rank"))) == (
        "Chosen without a rank by the votes: “Case 1”.",
        Tone.DECIDE,
    )


def test_use_cases_from_nowhere_and_ideas_left_behind_are_named() -> None:
    def sentences(origins: list[str | None], left: list[str]) -> list[str]:
        titles = [f"Case {i}" for i in range(1, len(origins) + 1)]
        table = pd.DataFrame({"title": titles, "idea_id": pd.Series(origins, dtype="str")})
        found = prioritisation.say_lineage(table, pd.DataFrame({"text": left}))
        assert all(f is not None and f.tone is Tone.CAUTION for f in found)
        return [f.text for f in found if f is not None]

    assert sentences(["a"], []) == sentences([], []) == []
    assert sentences([None, "a"], ["Sort"]) == [
        "“Case 1” does not come from the ideation workshop.",
        "“Sort” got several dots and never became a use case.",
    ]
    assert sentences([None, None], ["Sort", "Route"]) == [
        "“Case 1” and “Case 2” do not come from the ideation workshop.",
        "“Sort” and “Route” got several dots and never became use cases.",
    ]


def test_sentences_are_said_in_french() -> None:
    tied = ranking([(5, 1), (1, 5), (1, 1)])[0]
    with speaking("fr"):
        assert in_french(prioritisation.say_first(tied)) == (
            "« Case 1 » et « Case 2 » se partagent la première place avec un score de 3,00."
        )
        assert in_french(weights([(5, 5), (1, 1)])) == (
            "Aucun coefficient de la valeur et de la faisabilité ne met un autre cas d’usage en"
            " tête."
        )
        assert in_french(prioritisation.say_missing(missing((2, 0)), ratings([(3, 3)]))) == (
            "Il manque 2 votes, de 1 personne : ils comptent comme manquants, jamais comme zéro."
        )
        assert in_french(prioritisation.say_withheld(["U1"], use_cases(1), 5)) == (
            "Les votes sont anonymes, et moins de 5 personnes ont voté sur « Case 1 » : les"
            " résultats correspondants ne sont pas affichés."
        )
