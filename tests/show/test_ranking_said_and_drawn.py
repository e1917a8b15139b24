"""How sure a ranking is, in sentences and figures."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.charts import line_of

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_agreement, say_first, say_order, say_voters
from playbook.show.ranking_figures import draw_ranking
from playbook.statistics import RankRobustness, rank_ballots, rank_robustness

NAMES = {f"i{n}": f"Item {n}" for n in range(500)}


def ranked(*ballots: list[float], top: int = 2) -> RankRobustness:
    votes = np.atleast_2d(np.array(ballots, dtype=float))[:, :, np.newaxis]
    items = [f"i{n}" for n in range(votes.shape[1])]
    return rank_robustness(votes, [1.0], items=items, top_n=top, resamples=100, seed=1)


def stays(
    robustness: RankRobustness, winner: tuple[float, float], top: tuple[float, float]
) -> RankRobustness:
    """The same ranking with given ends of the chances of staying."""
    columns = ["winner_low", "winner_high", "top_stay_low", "top_stay_high"]
    sources = pd.DataFrame([[*winner, *top]], ["voters"], columns)
    return replace(robustness, sources=sources, silence="")


def in_tiers(*tiers: int | None) -> RankRobustness:
    """A ranking in which the items have these tiers, and None is not ranked."""
    base = ranked([*range(len(tiers), 0, -1)], [*range(len(tiers), 0, -1)])
    table = base.table.assign(
        tier=pd.array(tiers, "Int64"),
        rank=pd.array([None if t is None else n for n, t in enumerate(tiers, 1)], "Int64"),
    )
    return replace(base, table=table)


def said(finding: Finding | None) -> tuple[str, Tone]:
    assert finding is not None
    return finding.text, finding.tone


VARIED = [[5, 4, 1], [4, 4, 2], [5, 3, 1], [5, 4, 2], [4, 3, 1], [5, 3, 3]]
"""Six voters who agree, but not quite."""
ORDER = ranked(*VARIED)


@pytest.mark.parametrize(
    ("winner", "top", "tone"),
    [
        ((0.5, 0.9), (0.5, 1.0), Tone.RESULT),
        ((0.5, 0.9), (0.4, 0.9), Tone.CAUTION),
        ((0.4, 0.9), (0.5, 0.9), Tone.CAUTION),
    ],
)
def test_an_order_is_a_result_only_when_both_chances_are_high(
    winner: tuple[float, float], top: tuple[float, float], tone: Tone
) -> None:
    low, high = (round(100 * end) for end in winner)
    same = "at least 50%" if top[1] == 1 else f"{100 * top[0]:.0f} to 90%"
    words = (
        "Judging by how far these 6 people agree, another 6 like them would put “Item 0” first in"
        f" {low} to {high}% of cases. The same 2 would fill the first 2 places in {same} of cases."
    )
    assert said(say_order(stays(ORDER, winner, top), NAMES)) == (words, tone)


def test_a_chance_that_may_be_anything_is_not_told() -> None:
    assert said(say_order(stays(ORDER, (0.1, 1.0), (0.0, 0.9)), NAMES))[0] == (
        "How often another 6 people like these would put “Item 0” first, these votes do not tell:"
        " it may be seldom, it may be nearly always."
    )
    assert "at most 80% of cases" in say_order(stays(ORDER, (0, 0.8), (0, 1)), NAMES).text


def test_a_tie_for_the_last_place_is_for_people_to_decide() -> None:
    tie = stays(ranked([3, 2, 2, 1], [3, 2, 2, 1]), (0.3, 0.7), (0.2, 0.6))
    assert said(say_order(tie, NAMES)) == (
        "A tie leaves 3 candidates for the first 2 places: people choose. Judging by how far these"
        " 2 people agree, another 2 like them would put “Item 0” first in 30 to 70% of cases. The"
        " same 3 would come before all others in 20 to 60% of cases.",
        Tone.DECIDE,
    )


def test_nothing_comes_before_others_where_all_that_are_ranked_are_candidates() -> None:
    for all_in in (ranked([3, 2, 2], [3, 2, 2]), ranked([3, 2], [3, 2])):
        text = said(say_order(stays(all_in, (0.3, 0.6), (0.9, 1.0)), NAMES))[0]
        assert text.endswith("“Item 0” first in 30 to 60% of cases.")


def test_a_first_place_alone_is_said_in_the_singular() -> None:
    one = stays(ranked([3, 2, 1], [3, 2, 1], top=1), (0.8, 1.0), (0.8, 1.0))
    assert said(say_order(one, NAMES))[0].endswith("“Item 0” first in at least 80% of cases.")
    tie = stays(ranked([3, 3, 2], [3, 3, 2], top=1), (0.8, 1.0), (0.7, 1.0))
    assert said(say_order(tie, NAMES)) == (
        "A tie leaves 2 candidates for the first place: people choose. Judging by how far these 2"
        " people agree, another 2 like them would put one of the 2 that tie first in at least 80%"
        " of cases.",
        Tone.DECIDE,
    )


@pytest.mark.parametrize("ballots", [[[3.0, 2.0]], [[1.0], [2.0]], []])
def test_too_few_votes_say_nothing_of_the_order(ballots: list[list[float]]) -> None:
    few = ranked(*ballots)
    assert said(say_order(few, NAMES)) == (
        "Too few votes to say how sure this order is.",
        Tone.CAUTION,
    )
    assert say_agreement(few) is None


def test_why_no_chance_is_given_is_said() -> None:
    words = {
        "few_voters": "3 people are too few to say how often another group would make the same"
        " choice: that takes at least 5.",
        "unanimous": "All 5 voted alike: nothing tells how far another group would differ.",
    }
    assert say_order(ranked(*VARIED[:3]), NAMES).text == words["few_voters"]
    assert say_order(ranked(*[VARIED[0]] * 5), NAMES).text == words["unanimous"]
    coarse = replace(ORDER, silence="coarse")
    assert say_order(coarse, NAMES).text.startswith("From bands as wide as these nobody can say")
    dots = rank_ballots(pd.DataFrame(np.eye(6), columns=list(NAMES)[:6]), 2, 100, 1)
    assert dots is not None
    assert say_order(dots, NAMES).text == (
        "With 6 people and a few dots each, nobody can say how often another group would make the"
        " same choice: that takes at least 12 people."
    )


def test_how_well_scores_stand_for_such_people_is_said_with_its_range() -> None:
    found = replace(ORDER, agreement=(0.2, 0.9))
    assert said(say_agreement(found))[0] == (
        "In nine of ten cases, the scores of another 6 people like these would have a correlation"
        " of 0.2 to 0.9 with these (1 is the same order, 0 is nothing in common)."
    )


LEADS = "“Item 0” leads with 5"
CHANCE = f"{LEADS}, but the votes are too close to call: this order may be chance."


@pytest.mark.parametrize(
    ("tiers", "words", "tone"),
    [
        ((1, 2, 2), f"{LEADS}, clearly ahead of all others.", Tone.RESULT),
        (
            (1, 1, 2),
            f"{LEADS}, but the votes do not tell these apart: “Item 0” and “Item 1”.",
            Tone.CAUTION,
        ),
        (
            (1, 1, 1, 1, 2),
            f"{LEADS}, but the votes do not tell these apart: “Item 0”, “Item 1”, “Item 2” and"
            " “Item 3”.",
            Tone.CAUTION,
        ),
        (
            (1, 1, 1, 1, 1, 2),
            f"{LEADS}, but the votes do not tell the first 5 places apart.",
            Tone.CAUTION,
        ),
        ((1, 1, 1), CHANCE, Tone.CAUTION),
        ((1, 1, None), CHANCE, Tone.CAUTION),
        ((1,), f"{LEADS}.", Tone.RESULT),
        ((1, None), f"{LEADS}.", Tone.RESULT),
    ],
)
def test_what_leads_and_what_the_votes_cannot_tell_it_from_is_one_sentence(
    tiers: tuple[int | None, ...], words: str, tone: Tone
) -> None:
    table = in_tiers(*tiers).table
    assert said(say_first(LEADS, table.assign(name=table["item"].map(NAMES)), "name")) == (
        words,
        tone,
    )


@pytest.mark.parametrize(
    ("winner", "top", "words"),
    [
        ([0, 0, 0], [0, 0, 0], "No single voter decides the first places."),
        (
            [0, 0, 0],
            [1, 0, 1],
            "No single voter decides the first place; taking one away would change the"
            " others in 2 of 3 cases.",
        ),
        (
            [1, 0, 0],
            [1, 1, 0],
            "Taking one voter away would change the first place in 1 of 3 cases, and the"
            " first places together in 2.",
        ),
    ],
)
def test_what_one_voter_less_changes_is_said(winner: list[int], top: list[int], words: str) -> None:
    table = pd.DataFrame({"winner_changes": winner, "top_changes": top}).astype(bool)
    tone = Tone.CAUTION if any(winner + top) else Tone.RESULT
    assert said(say_voters(table)) == (words, tone)
    assert say_voters(table.head(2)) is None
    assert say_voters(table.head(0)) is None


def test_sentences_are_said_in_french() -> None:
    with speaking("fr"):
        table = in_tiers(1, 2).table.assign(name="A")
        lead = said(say_first("« A » est en tête", table, "name"))[0]
    assert lead == "« A » est en tête, nettement devant tout le reste."


def test_a_ranking_is_drawn_with_what_it_says_in_words() -> None:
    chart = draw_ranking(ORDER, NAMES, "Grades")
    assert chart is not None
    row = ORDER.table.iloc[0]
    assert chart.alt.startswith(
        "“Item 0” comes first. 1. Item 0: 4.67"
        f" ({row['score_low']:.2f}–{row['score_high']:.2f}); 2. Item"
    )
    for words in ("Item 1", "Grades"):
        assert f">{words}</text>" in chart.svg
    assert "the chance of a place in the first 2" in line_of(chart)


def test_lines_are_drawn_without_chances_where_none_is_given() -> None:
    chart = draw_ranking(ranked(*VARIED[:3]), NAMES, "Grades")
    assert chart is not None
    assert "would fall on the line" in line_of(chart)
    assert "%" not in re.sub(r"<style.*?</style>", "", chart.svg, flags=re.S)


def test_ranks_of_ties_are_written_alike() -> None:
    chart = draw_ranking(ranked([2, 2, 1], [2, 2, 1]), NAMES, "Dots")
    assert chart is not None
    assert re.findall(r"(\d)\. Item", chart.alt) == ["1", "1", "3"]


def test_without_doubt_to_tell_no_interval_and_no_chance_is_drawn() -> None:
    chart = draw_ranking(ranked([3, 2]), NAMES, "Dots")
    assert chart is not None
    assert chart.alt == (
        "“Item 0” is ahead; how sure that is, the votes do not tell. 1. Item 0: 3.00; 2. Item 1:"
        " 2.00."
    )
    assert "%" not in re.sub(r"<style.*?</style>", "", chart.svg, flags=re.S)
    assert "nine of ten" not in chart.svg


def test_items_without_a_rank_are_not_drawn() -> None:
    chart = draw_ranking(ranked([3, np.nan], [3, np.nan]), NAMES, "Dots")
    assert chart is not None
    assert "Item 1" not in chart.svg + chart.alt
    assert draw_ranking(ranked([np.nan], [np.nan]), NAMES, "Dots") is None
    assert draw_ranking(ranked(), NAMES, "Dots") is None


def test_long_rankings_are_cut_and_stay_small() -> None:
    many = ranked(*np.random.default_rng(1).integers(1, 4, (5, 500)).tolist())
    chart = draw_ranking(many, NAMES, "Dots")
    assert chart is not None
    assert len(chart.svg.encode()) < 80_000
    assert len(re.findall(r">Item \d+</text>", chart.svg)) == 12
    assert len(re.findall(r"Item \d+", chart.alt.partition(". ")[2])) == 12
    assert "12 of 500 rows are" in chart.svg
