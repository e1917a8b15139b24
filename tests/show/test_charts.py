"""Figures: what they say in words, their size, and that people's words are drawn as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from itertools import combinations, pairwise

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from support.charts import places_of
from support.juries import Ballot, laid_out, use_cases

from playbook.language import speaking
from playbook.show.chart import (
    Chart,
    TickNumbers,
    TickPercents,
    drawing,
    labels_apart,
    titled,
    wrapped,
)
from playbook.show.points import label_points
from playbook.show.stacked import DRAWN_ROWS, draw_parts
from playbook.stages import ideation, prioritisation
from playbook.stages.prioritisation.matrix_figure import NAMED_POINTS

SCALE = (1.0, 5.0)
LIMIT = 80_000
PARTS = {"a": ("yes", "#0072b2"), "b": ("no", "#9aa5b1")}


def drawn(chart: Chart | None) -> Chart:
    assert chart is not None
    assert len(chart.svg.encode()) < LIMIT
    return chart


def words(chart: Chart) -> list[str]:
    return re.findall(r">([^<>]+)</text>", chart.svg)


def bars(*rows: tuple[int, int]) -> Chart | None:
    table = pd.DataFrame(rows, columns=["a", "b"])
    return draw_parts(table, [f"Bar {i}" for i in range(len(rows))], PARTS, "Title")


def test_bars_carry_their_counts_and_say_them_in_words() -> None:
    chart = drawn(bars((2, 0), (1, 3)))
    assert chart.alt == "Title. Bar 0: 2 yes, 0 no; Bar 1: 1 yes, 3 no."
    assert [word for word in words(chart) if word.isdigit()] == ["2", "1", "3"]
    assert bars() is None


def test_parts_of_a_bar_follow_each_other() -> None:
    chart = drawn(bars((1, 3), (3, 1)))
    found = re.findall(r'x="([\d.]+)"[^>]*>\d</text>', chart.svg)
    # Part by part, bar by bar, the middles of the parts: 0.5, 1.5, 2.5 and 3.5.
    steps_between = np.diff([float(place) for place in found])
    assert steps_between.tolist() == pytest.approx([steps_between[0]] * 3)
    assert steps_between[0] > 0


def test_counts_are_written_in_the_ink_that_reads_best() -> None:
    inked = {"a": ("yes", "#000000"), "b": ("no", "#ffffff")}
    chart = drawn(draw_parts(pd.DataFrame({"a": [1], "b": [2]}), ["Bar"], inked, "Title"))
    styles = dict(re.findall(r'<text style="([^"]*)"[^>]*>(\d)</text>', chart.svg))
    ink = {digit: "#ffffff" in style for style, digit in styles.items()}
    assert ink == {"1": True, "2": False}


@pytest.mark.parametrize("counts", [(3, 2), (1, 1)])
def test_long_tables_are_cut_and_say_so(counts: tuple[int, int]) -> None:
    chart = drawn(bars(*[counts] * 500))
    assert len(re.findall(r"Bar \d+", chart.svg)) == DRAWN_ROWS
    assert f"{DRAWN_ROWS} of 500 rows are drawn; the table holds them all." in words(chart)
    whole = drawn(bars(*[counts] * DRAWN_ROWS))
    assert not [word for word in words(whole) if "rows are drawn" in word]


def test_a_chart_is_the_same_each_time_and_shows_itself() -> None:
    chart = drawn(bars((1, 2)))
    assert chart.svg == drawn(bars((1, 2))).svg
    content, details = chart._repr_mimebundle_()
    assert content == {"image/svg+xml": chart.svg, "text/plain": chart.alt}
    assert details == {"image/svg+xml": {"alt": chart.alt}}


def test_drawing_keeps_to_the_kits_style_and_leaves_the_users_alone() -> None:
    with mpl.rc_context({"font.size": 33, "text.usetex": True}):
        with drawing(2) as (_figure, axes):
            assert mpl.rcParams["font.size"] == 10.5
            assert axes.get_title() == ""
        assert mpl.rcParams["font.size"] == 33


def test_words_of_people_are_no_formula_and_no_markup() -> None:
    hostile = "$x_1$ <b>&"
    chart = drawn(draw_parts(pd.DataFrame({"a": [1], "b": [0]}), [hostile], PARTS, "$5 & $6"))
    assert "$x_1$ &lt;b&gt;&amp;" in words(chart)
    assert "$5 &amp; $6" in words(chart)


def test_long_titles_and_readings_are_folded() -> None:
    with drawing(2) as (figure, axes):
        titled(axes, "word " * 30, "read " * 40)
        lines = words(Chart(figure, ""))
    assert max(len(line) for line in lines if "word" in line) <= 50
    assert max(len(line) for line in lines if "read" in line) <= 74
    assert "".join(lines).count("word") == 30
    assert "".join(lines).count("read") == 40


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("one  two", "one two"),
        ("one two three", "one two\nthree"),
        ("one two three four", "one two\nthree…"),
        ("one two three four five", "one two\nthree…"),
        ("sevenfold", "sevenfo\nld"),
    ],
)
def test_labels_are_folded_and_cut(text: str, folded: str) -> None:
    assert wrapped(text, 7) == folded


def test_labels_that_a_cut_makes_equal_are_told_apart_by_their_end() -> None:
    start = "Classify the letters of customers by "
    assert labels_apart([start + "topic", start + "region", "Short"], 20) == [
        "Classify the letters\n…customers by topic",
        "Classify the letters\n…customers by region",
        "Short",
    ]
    assert labels_apart([start + "topic"], 20) == [wrapped(start + "topic", 20)]


@pytest.mark.parametrize(
    ("ticks", "written"),
    [
        ([0.0, 0.5, 1.0], ["0.0", "0.5", "1.0"]),
        ([3.9, 3.95, 4.0], ["3.90", "3.95", "4.00"]),
        ([0.1 * i for i in range(4)], ["0.0", "0.1", "0.2", "0.3"]),
    ],
)
def test_ticks_have_the_decimals_that_tell_them_apart(
    ticks: list[float], written: list[str]
) -> None:
    assert TickNumbers().format_ticks(ticks) == written


def test_ticks_of_percentages_have_as_many_decimals_as_it_takes() -> None:
    assert TickPercents().format_ticks([0, 0.025, 0.05]) == ["0.0%", "2.5%", "5.0%"]
    assert TickPercents().format_ticks([0, 0.05, 1]) == ["0%", "5%", "100%"]
    with speaking("fr"):
        assert TickPercents().format_ticks([0.0125, 0.025]) == ["1,25\u00a0%", "2,50\u00a0%"]
    assert TickPercents()(0.333) == "33%"


def test_names_of_points_overlap_neither_each_other_nor_what_is_there() -> None:
    x, y = [2.0, 2.05, 4.0, 4.6], [2.0, 2.02, 4.0, 4.7]
    names = ["First name", "Second name", "Third name", "Fourth name"]
    unnamed_x, unnamed_y = [2.2, 4.25], [2.1, 4.1]
    with drawing(5) as (_figure, axes):
        axes.scatter([*x, *unnamed_x], [*y, *unnamed_y])
        axes.set(xlim=(1, 5), ylim=(1, 5))
        axes.text(0.985, 0.985, "CORNER", transform=axes.transAxes, ha="right", va="top")
        label_points(axes, x, y, names)
        boxes = [text.get_window_extent().padded(-1) for text in axes.texts]
        places = axes.transData.transform(np.column_stack([[*x, *unnamed_x], [*y, *unnamed_y]]))
    assert [text.get_text() for text in axes.texts] == ["CORNER", *names]
    for position, box in enumerate(boxes):
        assert not [place for place in places if box.contains(*place)]
        for other in boxes[position + 1 :]:
            assert not box.overlaps(other)


def test_axes_without_a_figure_cannot_have_names() -> None:
    with drawing(2) as (_figure, axes):
        axes.remove()
        with pytest.raises(ValueError, match="removed"):
            label_points(axes, [1.0], [1.0], ["A"])


def themes(*rows: tuple[str | None, int]) -> pd.DataFrame:
    """Themes and how many notes with AI they have."""
    table = pd.DataFrame(rows, columns=["theme", "with_ai"])
    return table.assign(without_ai=1, undecided=0, notes=table["with_ai"] + 1)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("Mail", 2), ("Staff", 1), (None, 9)], "“Mail” has the most AI ideas"),
        ([("Mail", 2), ("Staff", 2)], "2 themes share the first place for AI ideas"),
        ([("Mail", 0), ("Staff", 0)], "No theme has an AI idea"),
        ([(None, 2)], "No note has a theme yet"),
    ],
)
def test_the_figure_of_themes_says_which_has_most_ai_ideas(
    rows: list[tuple[str | None, int]], title: str
) -> None:
    chart = drawn(ideation.draw_themes(themes(*rows)))
    assert chart.alt.startswith(f"{title}. ")
    assert ("No theme yet:" in chart.alt) == any(theme is None for theme, _count in rows)


def test_a_figure_of_themes_in_french() -> None:
    with speaking("fr"):
        chart = drawn(ideation.draw_themes(themes(("Mail", 2), ("Staff", 2))))
    assert chart.alt.startswith("2 thèmes se partagent la première place pour les idées d’IA. ")
    assert "avec IA" in words(chart)


def steps(*with_ai: int) -> pd.DataFrame:
    rows = [(i, f"Step {i}", n, 0, 1) for i, n in enumerate(with_ai, 1)]
    return pd.DataFrame(rows, columns=["position", "label", "with_ai", "without_ai", "undecided"])


@pytest.mark.parametrize(
    ("with_ai", "title"),
    [
        ((1, 2), "Every step of the process has an AI idea"),
        ((1, 0), "1 step of the process has no AI idea that is sure yet"),
        ((0, 0), "2 steps of the process have no AI idea that is sure yet"),
    ],
)
def test_the_figure_of_steps_says_how_many_are_bare(with_ai: tuple[int, ...], title: str) -> None:
    chart = drawn(ideation.draw_coverage(steps(*with_ai)))
    assert chart.alt.startswith(f"{title}. 1. Step 1: {with_ai[0]} with AI, 0 without AI, 1 und")


def test_figures_of_ideation_without_rows_and_with_many() -> None:
    assert ideation.draw_themes(themes()) is None
    assert ideation.draw_coverage(steps()) is None
    assert ideation.draw_dots(pd.DataFrame(), None) is None
    drawn(ideation.draw_themes(themes(*((f"A rather long theme {i}", 1) for i in range(500)))))
    drawn(ideation.draw_coverage(steps(*range(500))))


def matrix(*ballots: Ballot, spread: bool = True, top: tuple[str, ...] = ()) -> Chart | None:
    votes = laid_out(*ballots)
    table = prioritisation.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=spread)
    return prioritisation.draw_matrix(table, SCALE, set(top))


PAIR: list[Ballot] = [[(5, 4), (2, 1), (None, 3)], [(4, 4), (2, 2), (None, 3)]]


def test_the_matrix_says_where_each_use_case_stands() -> None:
    chart = drawn(matrix(*PAIR))
    assert chart.alt == (
        "1 of 2 use cases is valuable and feasible. Case 1: value 4.5, feasibility 4.0, Start;"
        " Case 2: value 2.0, feasibility 1.5, Set aside."
    )
    assert "Case 3" not in words(chart)
    for quadrant in ("START", "PREPARE", "IF CONVENIENT", "SET ASIDE"):
        assert quadrant in words(chart)


def test_lines_of_spread_are_drawn_only_where_votes_are_open() -> None:
    open_, anonymous = drawn(matrix(*PAIR)), drawn(matrix(*PAIR, spread=False))
    assert "LineCollection" in open_.svg
    assert "LineCollection" not in anonymous.svg
    assert "standard deviation" in open_.svg
    assert "standard deviation" not in anonymous.svg


def test_the_first_by_the_votes_are_blue_and_named_among_many() -> None:
    many = [[(1 + i % 5, 1 + i / 5) for i in range(19)] + [(5, 5)]]
    chart = drawn(matrix(*many, top=("U20",)))
    assert "Case 20" in words(chart)
    assert len([word for word in words(chart) if word.startswith("Case")]) == 12
    assert chart.svg.count("fill: #0072b2") >= 1
    assert "fill: #0072b2" not in drawn(matrix(*many)).svg


def test_a_matrix_of_nothing_is_not_drawn() -> None:
    assert matrix() is None
    assert matrix([(None, 3)]) is None
    drawn(matrix([(3, 3)]))


def rankings(*ballots: Ballot, top: int = 2) -> list[Chart | None]:
    """The figures of the ranking and of its ranks."""
    votes = laid_out(*ballots)
    placed = prioritisation.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=False)
    sure = prioritisation.robustness(votes, (1, 1), top, 100, 1)
    table = prioritisation.ranking(sure, placed)
    order = prioritisation.draw_use_case_ranking(table, sure)
    return [order, prioritisation.draw_ranks(table, sure)]


def test_figures_of_the_ranking_say_a_tie() -> None:
    lead = rankings([(5, 5), (1, 1), (2, 1)], [(5, 5), (1, 1), (2, 1)], top=1)
    assert drawn(lead[0]).alt.startswith("“Case 1” comes first. ")
    assert drawn(lead[1]).alt.startswith("1 use case is more likely than not to come first. ")
    tie = rankings([(5, 1), (1, 5), (1, 1)], [(5, 1), (1, 5), (1, 1)])
    assert drawn(tie[0]).alt.startswith("2 use cases share the first place. ")
    assert drawn(tie[1]).alt.startswith(
        "2 use cases are more likely than not to be in the first 2. "
    )
    left = rankings([(5, 4), (1, None)], [(5, 5), (1, None)])
    assert drawn(left[0]).alt.startswith("“Case 1” comes first (1 of 2 are ranked). ")
    assert rankings() == rankings([(None, None)]) == [None, None]
    assert rankings([(3, 3)])[1] is None


def test_one_chance_in_two_is_not_more_likely_than_not() -> None:
    votes = laid_out([(5, 5), (1, 1), (2, 1)], [(5, 5), (1, 1), (2, 1)])
    sure = prioritisation.robustness(votes, (1, 1), 2, 200, 1)
    even = replace(sure, table=sure.table.assign(probability_top=[0.51, 0.5, 0.49]))
    placed = prioritisation.quadrants(votes, use_cases(3), SCALE, spread=False)
    chart = drawn(prioritisation.draw_ranks(prioritisation.ranking(even, placed), even))
    assert chart.alt.startswith("1 use case is more likely than not")


STILL = "No weight brings another use case first"
TITLES = {f"U{i}": f"Case {i}" for i in range(1, 501)}


def weights(*ballots: Ballot, now: tuple[float, float] = (1, 1)) -> Chart | None:
    votes = laid_out(*ballots)
    changes = prioritisation.weight_changes(votes, now, TITLES)
    return prioritisation.draw_weights(votes, now, changes, TITLES)


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
        ([(5, 1), (1, 5)], (1, 1), STILL, "Case 1, Case 2"),
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
    assert drawn(weights(ballot, now=now)).alt == alt


def test_a_use_case_that_wins_for_some_weight_is_always_drawn() -> None:
    # Case 7 wins where feasibility counts, and is the last of all by value.
    chart = drawn(weights([*[(4.0 + i / 10, 3.0) for i in range(6)], (1.0, 5.0)]))
    assert "Case 7" in words(chart)
    assert words(chart)[-1].endswith("6 of 7 use cases are drawn.")
    six = drawn(weights([(4.0 + i / 10, 3.0) for i in range(6)]))
    assert words(six)[-1] == "Blue: use cases that win for some weight."
    assert len([word for word in words(chart) if word.startswith("Case")]) == 6


def test_the_weight_of_now_is_marked_where_it_is() -> None:
    across = {word: x for word, x, _y in places_of(drawn(weights([(5, 1), (1, 4)], now=(4, 1))))}
    assert across["as now"] - across["80%"] == pytest.approx(3)  # beside its tick


def test_names_of_lines_that_end_close_together_are_moved_apart() -> None:
    chart = drawn(weights([(4.0, 3), (4.01, 2), (4.02, 1)]))
    heights = sorted(y for word, _x, y in places_of(chart) if word.startswith("Case"))
    assert len(heights) == 3
    assert min(lower - upper for upper, lower in pairwise(heights)) > 10


def test_of_many_that_win_for_some_weight_those_with_the_widest_range_are_drawn() -> None:
    # They take turns at 0.2, 0.33, 0.44, 0.56, 0.625 and 0.76: the fifth wins for 0.07 only.
    wins = [(1.0, 5.0), (2.6, 4.6), (3.2, 4.3), (3.7, 3.9), (4.1, 3.4), (4.4, 2.9), (5.0, 1.0)]
    chart = drawn(weights(wins))
    assert chart.alt.count("Case ") == 6 + 1  # that many are named, and the one of the title
    narrow = {f"Case {n}" for n in range(1, 8)} - set(words(chart))
    assert narrow == {"Case 5"}
    tied = drawn(weights([(3, 3)] * 40))
    assert [word for word in words(tied) if word.startswith("Case")] == [
        f"Case {n}" for n in range(6, 0, -1)
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
    changes = pd.DataFrame([change | {"new_winner": (winner,)}])
    chart = prioritisation.draw_weights(laid_out([(5, 1), (1, 4)]), (1, 1), changes, TITLES)
    assert drawn(chart).alt.startswith(f"{title}. ")


def votes_drawn(*ballots: Ballot) -> Chart | None:
    votes = laid_out(*ballots)
    table = prioritisation.disagreement(votes, use_cases(len(votes.items)), SCALE, 0.5, False)
    return prioritisation.draw_votes(votes, table, SCALE)


def test_every_open_vote_is_a_dot() -> None:
    chart = drawn(votes_drawn([(5, 3), (3, None)], [(1, 3), (3, 3)]))
    assert chart.alt == "1 use case splits the voters. Most contested first: Case 1, Case 2."
    dots = re.findall(r'<use [^>]*style="fill: #(0072b2|d55e00)', chart.svg)
    assert sorted(dots) == ["0072b2"] * 4 + ["d55e00"] * 3


DOT = r'<use [^>]*x="([0-9.]+)" y="([0-9.]+)" style="fill: #(0072b2|d55e00)'


@pytest.mark.parametrize("voters", [2, 4, 6])
def test_no_vote_hides_another_and_value_stands_above_feasibility(voters: int) -> None:
    chart = drawn(votes_drawn(*[[(3, 3), (1, 3)]] * voters))
    dots = [(float(x), float(y), fill) for x, y, fill in re.findall(DOT, chart.svg)]
    assert len(dots) == 4 * voters
    close = [
        (one, other)
        for one, other in combinations(dots, 2)
        if abs(one[0] - other[0]) < 5 and abs(one[1] - other[1]) < 5
    ]
    assert close == []
    # The use case that all rate (3, 3) is drawn first: the top of its column holds both criteria.
    third = max(x for x, _y, _fill in dots)
    column = [fill for _y, fill in sorted((y, fill) for x, y, fill in dots if x == third)]
    assert column[: 2 * voters] == ["0072b2"] * voters + ["d55e00"] * voters


def test_rows_are_as_high_as_their_votes_need_within_reason() -> None:
    def height(voters: int) -> float:
        split = [[(1, 1)]] * voters + [[(5, 5)]] * voters
        return float(re.search(r'viewBox="0 0 \S+ (\S+)"', drawn(votes_drawn(*split)).svg)[1])  # type: ignore[index]

    assert height(1) == height(2) < height(4) < height(30) == height(60)


def test_all_contested_use_cases_are_counted_though_six_are_drawn() -> None:
    chart = drawn(votes_drawn([(5, 5)] * 8, [(1, 1)] * 8))
    assert chart.alt.startswith("8 use cases split the voters.")
    assert "6 of 8 use cases are drawn." in " ".join(words(chart))


def test_use_cases_with_too_few_votes_to_compare_move_no_row() -> None:
    chart = drawn(votes_drawn([(5, 1), (None, None), (3, 3)], [(1, 5), (None, None), (None, None)]))
    assert chart.alt.endswith("Most contested first: Case 1.")
    assert votes_drawn([(5, 1), (1, 5)]) is None


def test_value_is_above_feasibility_though_its_votes_come_later() -> None:
    chart = drawn(votes_drawn([(None, 1), (3, 3)], [(None, 5), (3, 3)]))
    place = r'<use [^>]*y="([\d.]+)"[^>]*style="fill: #{}'
    value, feasibility = (
        [float(y) for y in re.findall(place.replace("{}", colour), chart.svg)]
        for colour in ("0072b2", "d55e00")
    )
    assert max(value) < max(feasibility)


@pytest.mark.parametrize(
    ("scale", "ticks"),
    [
        ((0, 10), range(11)),
        ((1, 10), range(1, 11)),
        ((0, 11), range(0, 12, 2)),
        ((1, 20), range(0, 21, 4)),
        ((5, 20), range(6, 21, 3)),
    ],
)
def test_a_scale_is_written_in_whole_numbers_that_fit(
    scale: tuple[float, float], ticks: range
) -> None:
    votes = prioritisation.Votes(np.array([[[8.0, 7.0]]]), ["P1"], ["U1"])
    placed = prioritisation.quadrants(votes, use_cases(1), scale, spread=False)
    chart = drawn(prioritisation.draw_matrix(placed, scale, set()))
    assert [int(word) for word in words(chart) if word.isdigit()] == [*ticks] * 2


def test_of_use_cases_as_good_the_first_are_named() -> None:
    chart = drawn(matrix([(1 + i / 10, 1 + i % 7 / 2) for i in range(40)]))
    named = {word for word in words(chart) if word.startswith("Case")}
    assert named == {f"Case {n}" for n in range(1, NAMED_POINTS + 1)}


def test_a_tie_at_the_end_of_the_scale_is_no_win() -> None:
    chart = drawn(weights([(5, 3), (5, 1)]))
    assert chart.alt.startswith("The first place is shared if the weight of value moves to 100%.")


def test_more_winners_than_are_drawn_are_counted() -> None:
    chart = drawn(weights([(3, 3)] * 9))
    assert chart.alt.endswith("Case 6, 3 more.")
    assert "6 of 9 use cases are drawn." in " ".join(words(chart))


@pytest.mark.parametrize("draw", [weights, votes_drawn])
def test_without_votes_nothing_is_drawn(draw: object) -> None:
    assert draw() is None  # type: ignore[operator]
    assert draw([(None, None)]) is None  # type: ignore[operator]
    drawn(draw([(3, 3)], [(3, 3)]))  # type: ignore[operator]


@pytest.mark.parametrize("equal", [True, False])
def test_figures_of_five_hundred_use_cases_stay_small(equal: bool) -> None:
    given = np.random.default_rng(3).integers(1, 6, (6, 500, 2))
    ballots = (np.full_like(given, 3) if equal else given).tolist()
    for chart in (matrix(*ballots), weights(*ballots), votes_drawn(*ballots), *rankings(*ballots)):
        drawn(chart)


def test_a_figure_is_laid_out_as_matplotlib_lays_it_out_when_it_saves() -> None:
    def draw(axes: Axes) -> None:
        axes.barh(["A long name of a bar", "Another"], [3, 12])
        titled(axes, "A title", "How to read it")

    saved = StringIO()
    with drawing(2) as (figure, axes):
        draw(axes)
        figure.savefig(saved, format="svg", metadata={"Date": None, "Creator": None})
    with drawing(2) as (figure, axes):
        draw(axes)
        chart = Chart(figure, "")
    assert chart.svg == saved.getvalue()


def scattered(count: int) -> Chart:
    places = np.random.default_rng(1).random((2, count))
    with drawing(4) as (figure, axes):
        axes.scatter(*places)
        titled(axes, "Many points", "How to read it")
        return Chart(figure, "")


def test_thousands_of_marks_are_an_image_and_words_stay_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chart = scattered(5000)
    assert chart.svg.count("<image") == 1
    assert {"Many points", "How to read it", "0.4"} <= set(words(chart))
    assert scattered(5000).svg == chart.svg
    monkeypatch.setattr("playbook.show.chart.LARGEST_SVG", 10_000_000)
    drawn_out = scattered(5000)
    assert "<image" not in drawn_out.svg
    assert len(chart.svg) < 0.6 * len(drawn_out.svg)
    assert words(chart) == words(drawn_out)


def test_marks_are_no_image_where_that_would_be_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.show.chart.LARGEST_SVG", 0)
    assert "<image" not in scattered(20).svg
