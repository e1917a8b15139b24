"""How sure a ranking is, in sentences and figures."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_agreement, say_order, say_tiers, say_voters
from playbook.show.ranking_figures import draw_acceptability, draw_ranking
from playbook.statistics import RankRobustness, rank_ballots, rank_robustness

NAMES = {f"i{n}": f"Item {n}" for n in range(500)}
ALL_NOISE = "The votes tell none from any other: their order may be chance."


def ranked(*ballots: list[float], top: int = 2) -> RankRobustness:
    votes = np.atleast_2d(np.array(ballots, dtype=float))[:, :, np.newaxis]
    items = [f"i{n}" for n in range(votes.shape[1])]
    return rank_robustness(votes, [1.0], items=items, top_n=top, resamples=100, seed=1)


def stays(robustness: RankRobustness, winner: float, top: float) -> RankRobustness:
    """The same ranking with given chances of staying."""
    rows = [(winner, top), (0.5, 0.5)]
    sources = pd.DataFrame(rows, ["voters", "both"], ["winner_stays", "top_stays"])
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
    [(0.8, 0.8, Tone.RESULT), (0.9, 0.79, Tone.CAUTION), (0.79, 0.9, Tone.CAUTION)],
)
def test_an_order_is_a_result_only_when_both_chances_are_high(
    winner: float, top: float, tone: Tone
) -> None:
    about = {0.9: "about 90%", 0.8: "about 80%", 0.79: "about 80%"}
    words = (
        "Judging by how far these 6 people agree, another 6 like them would put “Item 0” first in"
        f" {about[winner]} of cases. The same 2 would fill the first 2 places in {about[top]}."
    )
    assert said(say_order(stays(ORDER, winner, top), NAMES)) == (words, tone)


def test_what_another_group_may_always_do_is_not_said_to_be_certain() -> None:
    text = said(say_order(stays(ORDER, 0.999, 0.001), NAMES))[0]
    assert "first in over 95% of cases" in text
    assert "places in under 5%" in text


def test_a_tie_for_the_last_place_is_for_people_to_decide() -> None:
    tie = stays(ranked([3, 2, 2, 1], [3, 2, 2, 1]), 0.5, 0.4)
    assert said(say_order(tie, NAMES)) == (
        "A tie leaves 3 candidates for the first 2 places: people choose. Judging by how far these"
        " 2 people agree, another 2 like them would put “Item 0” first in about 50% of cases. The"
        " same 3 would come before all others in about 40%.",
        Tone.DECIDE,
    )


def test_nothing_comes_before_others_where_all_that_are_ranked_are_candidates() -> None:
    for all_in in (ranked([3, 2, 2], [3, 2, 2]), ranked([3, 2], [3, 2])):
        text = said(say_order(stays(all_in, 0.5, 1.0), NAMES))[0]
        assert text.endswith("“Item 0” first in about 50% of cases.")


def test_a_first_place_alone_is_said_in_the_singular() -> None:
    one = stays(ranked([3, 2, 1], [3, 2, 1], top=1), 0.9, 0.9)
    assert said(say_order(one, NAMES))[0].endswith("“Item 0” first in about 90% of cases.")
    tie = stays(ranked([3, 3, 2], [3, 3, 2], top=1), 0.9, 0.8)
    assert said(say_order(tie, NAMES)) == (
        "A tie leaves 2 candidates for the first place: people choose. Judging by how far these 2"
        " people agree, another 2 like them would put one of the 2 that tie first in about 90% of"
        " cases.",
        Tone.DECIDE,
    )


@pytest.mark.parametrize("ballots", [[[3.0, 2.0]], [[1.0], [2.0]], []])
def test_too_few_votes_say_nothing_of_the_order(ballots: list[list[float]]) -> None:
    few = ranked(*ballots)
    assert said(say_order(few, NAMES)) == (
        "Too few votes to say how sure this order is.",
        Tone.CAUTION,
    )
    assert say_tiers(few, NAMES) is None
    assert say_agreement(few) is None
    assert draw_acceptability(few, NAMES, "Title") is None


def test_why_no_chance_is_given_is_said() -> None:
    words = {
        "few_voters": "3 people are too few to say how often another group would choose the same:"
        " that is said from 5 people on.",
        "unanimous": "All 5 voted alike: nothing tells how far another group would differ.",
    }
    assert say_order(ranked(*VARIED[:3]), NAMES).text == words["few_voters"]
    assert say_order(ranked(*[VARIED[0]] * 5), NAMES).text == words["unanimous"]
    dots = rank_ballots(pd.DataFrame(np.eye(6), columns=list(NAMES)[:6]), 2, 100, 1)
    assert dots is not None
    assert say_order(dots, NAMES).text == (
        "6 people with a few dots each do not settle a first place: how often another group would"
        " choose the same is said from 12 people on."
    )


def test_how_well_scores_stand_for_such_people_is_said_with_its_range() -> None:
    found = replace(ORDER, agreement=(0.62, 0.21, 0.88))
    assert said(say_agreement(found))[0] == (
        "Scores of another 6 people like these would correlate about 0.6 with these (0.2 to 0.9; 1"
        " is the same order, 0 is none in common)."
    )


@pytest.mark.parametrize(
    ("tiers", "words", "tone"),
    [
        ((1, 2, 2), "The votes put “Item 0” clearly ahead of all others.", Tone.RESULT),
        ((1, 1, 2), "The votes do not tell these apart: “Item 0” and “Item 1”.", Tone.CAUTION),
        (
            (1, 1, 1, 1, 2),
            "The votes do not tell these apart: “Item 0”, “Item 1”, “Item 2” and “Item 3”.",
            Tone.CAUTION,
        ),
        ((1, 1, 1, 1, 1, 2), "The votes do not tell the first 5 places apart.", Tone.CAUTION),
        ((1, 1, 1), ALL_NOISE, Tone.CAUTION),
        ((1, 1, None), ALL_NOISE, Tone.CAUTION),
    ],
)
def test_what_the_votes_cannot_tell_apart_is_named(
    tiers: tuple[int | None, ...], words: str, tone: Tone
) -> None:
    assert said(say_tiers(in_tiers(*tiers), NAMES)) == (words, tone)


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


def test_a_single_item_is_ahead_of_nobody() -> None:
    assert say_tiers(in_tiers(1), NAMES) is None
    assert say_tiers(in_tiers(1, None), NAMES) is None


def test_sentences_are_said_in_french() -> None:
    with speaking("fr"):
        lead = said(say_tiers(in_tiers(1, 2), NAMES))[0].replace("\u00a0", " ")
    assert lead == "Les votes placent « Item 0 » nettement en tête."


def test_a_ranking_is_drawn_with_what_it_says_in_words() -> None:
    chart = draw_ranking(ORDER, NAMES, "Item 0 leads", "Grades")
    assert chart is not None
    row = ORDER.table.iloc[0]
    assert chart.alt.startswith(
        f"Item 0 leads. 1. Item 0: 4.67 ({row['score_low']:.2f}–{row['score_high']:.2f}); 2. Item"
    )
    for words in ("Item 0 leads", "Item 1", "Grades"):
        assert f">{words}</text>" in chart.svg
    assert "Right: the chance of a place in the first 2" in chart.svg


def test_lines_are_drawn_without_chances_where_none_is_given() -> None:
    chart = draw_ranking(ranked(*VARIED[:3]), NAMES, "Title", "Grades")
    assert chart is not None
    assert "falls on the" in chart.svg
    assert "%" not in re.sub(r"<style.*?</style>", "", chart.svg, flags=re.S)


def test_ranks_of_ties_are_written_alike() -> None:
    chart = draw_ranking(ranked([2, 2, 1], [2, 2, 1]), NAMES, "Title", "Dots")
    assert chart is not None
    assert re.findall(r"(\d)\. Item", chart.alt) == ["1", "1", "3"]


def test_without_doubt_to_tell_no_interval_and_no_chance_is_drawn() -> None:
    chart = draw_ranking(ranked([3, 2]), NAMES, "Title", "Dots")
    assert chart is not None
    assert chart.alt == "Title. 1. Item 0: 3.00; 2. Item 1: 2.00."
    assert "%" not in re.sub(r"<style.*?</style>", "", chart.svg, flags=re.S)
    assert "nine of ten" not in chart.svg


def test_items_without_a_rank_are_not_drawn() -> None:
    chart = draw_ranking(ranked([3, np.nan], [3, np.nan]), NAMES, "Title", "Dots")
    assert chart is not None
    assert "Item 1" not in chart.svg + chart.alt
    assert draw_ranking(ranked([np.nan], [np.nan]), NAMES, "Title", "Dots") is None
    assert draw_ranking(ranked(), NAMES, "Title", "Dots") is None


def test_chances_of_ranks_are_drawn_and_said() -> None:
    chances = ORDER.acceptability.copy()
    chances.iloc[:, :] = [[0.9, 0.1, 0.0], [0.1, 0.88, 0.02], [0.0, 0.02, 0.98]]
    chart = draw_acceptability(replace(ORDER, acceptability=chances), NAMES, "Title")
    assert chart is not None
    assert chart.alt == (
        "Title. Item 0: most often rank 1 (90%); Item 1: most often rank 2 (88%); Item 2: most"
        " often rank 3 (98%)."
    )
    assert chart.svg.count(">10</text>") == 2


def test_long_rankings_are_cut_and_stay_small() -> None:
    many = ranked(*np.random.default_rng(1).integers(1, 4, (5, 500)).tolist())
    for chart in (
        draw_ranking(many, NAMES, "Title", "Dots"),
        draw_acceptability(many, NAMES, "Title"),
    ):
        assert chart is not None
        assert len(chart.svg.encode()) < 80_000
        assert len(re.findall(r">Item \d+</text>", chart.svg)) == 12
        assert len(re.findall(r"Item \d+", chart.alt)) == 12
        assert "12 of 500 rows are" in chart.reading


def test_the_likeliest_rank_is_said_though_it_is_not_drawn() -> None:
    base = ranked(*(np.arange(20, 0, -1) + np.eye(5, 20)).tolist())
    chances = base.acceptability.copy()
    chances.iloc[0] = 0.0
    chances.iloc[0, [1, 15]] = [0.004, 0.996]
    chart = draw_acceptability(replace(base, acceptability=chances), NAMES, "Title")
    assert chart is not None
    assert chart.alt.startswith("Title. Item 0: most often rank 16 (over 99%);")
