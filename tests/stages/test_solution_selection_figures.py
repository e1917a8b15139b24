"""Solution selection: what the figures of the grid, jurors and orals say and leave out."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from support.charts import drawn_alt, marks_of, words_of
from support.frames import frame
from support.selections import CLEAR, JURORS, ROWS, both, priced
from support.solutions import CRITERIA, costs, criteria, jury_scores, make_jury, solutions

from playbook.language import speaking
from playbook.show.chart import GREY, ORANGE, Chart, drawing
from playbook.stages.solution_selection import (
    break_even,
    by_category,
    by_year,
    cost_gaps,
    cost_lines,
    criterion_grid,
    digest,
    draw_categories,
    draw_cumulative,
    draw_frontier,
    draw_grid,
    draw_jurors,
    draw_orals,
    draw_solution_ranking,
    draw_split,
    draw_weights,
    favourites,
    frontier,
    juror_scores,
    minimums,
    own_time_split,
    say_minimums,
    scope,
    totals,
    weight_changes,
)
from playbook.stages.solution_selection.cut import told_apart
from playbook.stages.solution_selection.juror_figures import jurors_title, orals_title
from playbook.stages.solution_selection.matrix import draw_matrix


def test_elimination_is_said_with_its_figures() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury(CLEAR, strict)
    said = say_minimums(minimums(jury), jury)
    assert [finding.text for finding in said] == [
        "“Solution B” is eliminated: 2.00 on average on “Criterion K1”, where at least 2.5 is"
        " required."
    ]
    free = make_jury(CLEAR)
    assert "No criterion" in say_minimums(minimums(free), free)[0].text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_figures_say_their_figures(language: str) -> None:
    everybody, inside, sure, table = both(CLEAR | {("P1", "C"): (2, None)})
    lines, years, _gaps, money = priced(*ROWS)
    own = juror_scores(inside)
    feedback = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4)])
    orals = digest(feedback, table, anonymous=False, threshold=2)
    with speaking(language):
        charts = [
            draw_grid(criterion_grid(everybody), table, (0, 5)),
            draw_solution_ranking(table, sure),
            draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=False),
            draw_categories(by_category(lines), "EUR"),
            draw_split(own_time_split(lines), "EUR"),
            draw_cumulative(years, break_even(years, ["A", "B"]), ["A"], "EUR"),
            draw_frontier(frontier(table, money), "EUR", (0, 5)),
            draw_orals(feedback, orals, (0, 5), anonymous=False),
        ]
    for chart in charts:
        assert chart is not None
        assert "Solution A" in chart.alt
        assert " nan" not in chart.alt
    assert draw_weights(weight_changes(inside)) is None
    assert draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=True) is None


def test_figures_of_hundreds_of_solutions_stay_small() -> None:
    given = {(f"P{j}", f"S{s}"): (s % 6, j) for j in range(3) for s in range(500)}
    everybody, _inside, sure, table = both(given)
    for chart in (
        draw_grid(criterion_grid(everybody), table, (0, 5)),
        draw_solution_ranking(table, sure),
    ):
        assert chart is not None
        assert len(chart.svg) < 60_000


def test_the_grid_says_who_is_best_only_where_all_can_be_compared() -> None:
    def title(given: dict, fewest: int = 1) -> str:
        everybody, _i, _s, table = both(given)
        drawn = draw_grid(criterion_grid(everybody, fewest=fewest), table, (0, 5))
        assert drawn is not None
        return drawn.alt.split(". ")[0]

    one = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5)}
    assert title(one) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, 4)}) == "“Solution A” is best on every criterion"
    assert title(one | {("P1", "B"): (5, 5)}, 2) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, None)}) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, 5)}) == (
        "No solution is better than “Solution A” on any criterion"
    )
    assert title(one | {("P1", "B"): (5, 5), ("P1", "C"): (1, 1)}) == (
        "2 solutions share the best mean on every criterion"
    )


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"A": (5, 5, 1), "B": (4, 4, 2)}, "{A} is best on most criteria: 2 of 3"),
        (
            {"A": (5, 5, 1, 1), "B": (4, 4, 2, 1), "C": (4, 4, 1, 2)},
            "No solution leads everywhere: {A} is best on 2 of 4 criteria",
        ),
        ({"A": (5, 1), "B": (4, 2)}, "No solution is best on more than 1 of 2 criteria"),
        ({"A": (5, 5), "B": (4, 4)}, "{A} is best on every criterion"),
    ],
)
def test_the_grid_says_on_how_many_criteria_who_is_best(given: dict, title: str) -> None:
    count = len(given["A"])
    table = criteria(*((f"K{n}", "technical", 1, None) for n in range(count)))
    everybody, _i, _s, ranked = both({("P1", s): scores for s, scores in given.items()}, table)
    grid = criterion_grid(everybody).replace({"name": {"Solution A": "N" * 41}})
    drawn = draw_grid(grid, ranked, (0, 5))
    assert drawn_alt(drawn).startswith(title.format(A=f"“{'N' * 39}…”") + ". ")


def test_the_grid_frames_what_is_below_its_minimum() -> None:
    def frames(minimum: float, *scores: float | None) -> int:
        table = criteria(("K1", "technical", 1, minimum), ("K2", "technical", 1, None))
        given = {("P1", f"S{n}"): (score, 1) for n, score in enumerate(scores)}
        everybody, _i, _s, ranked = both(given, table)
        chart = draw_grid(criterion_grid(everybody), ranked, (0, 5))
        assert chart is not None
        assert ("–" in words_of(chart)) is (None in scores)
        return chart.svg.count(f"stroke: {ORANGE}")

    assert frames(2.5, 2, 3) == 1
    assert frames(2, 2, 3) == 0
    assert frames(2.5, 3, None) == 0


def test_of_many_criteria_the_heaviest_are_drawn() -> None:
    table = criteria(*((f"K{n:02}", "technical", 1 + n, None) for n in range(15)))
    everybody, _i, _s, ranked = both({("P1", s): (1,) * 15 for s in "AB"}, table)
    chart = draw_grid(criterion_grid(everybody), ranked, (0, 5))
    assert "Criterion K00" not in drawn_alt(chart)
    assert drawn_alt(chart).count("Criterion K") == 14
    assert "1 more criterion is not drawn." in " ".join(words_of(chart))


def test_the_grid_explains_only_what_is_drawn() -> None:
    def drawn(table: pd.DataFrame) -> str:
        everybody, _i, _s, ranked = both(CLEAR, table)
        chart = draw_grid(criterion_grid(everybody), ranked, (0, 5))
        assert chart is not None
        return chart.svg

    one = drawn(criteria(("K1", "technical", 1, None), ("K2", "technical", 1, None)))
    assert "Above the line" not in one
    assert "Orange frame" not in one
    assert "Above the line" in drawn(CRITERIA)
    low = criteria(("K1", "technical", 1, 2.5), ("K2", "technical", 1, None))
    assert "Orange frame" in drawn(low)


def test_figures_say_how_much_they_leave_out() -> None:
    given = {(f"P{j}", f"S{s}"): (s % 6, j % 6) for j in range(15) for s in range(13)}
    everybody, inside, _sure, table = both(given)
    own = juror_scores(inside)
    named = [(f"S{n}", "internal_time", y, n + 1) for n in range(13) for y in (0, 1)]
    found = scope(
        "U1", solutions(*everybody.solutions), jury_scores(given, ["K1", "K2"]),
        anonymous=False, threshold=5,
    )  # fmt: skip
    lines = cost_lines(costs(*named), found)
    years = by_year(lines, 0.0)
    money = totals(lines, years, cost_gaps(lines, found), found)
    seven = "7 more solutions are not drawn."
    for chart, note in (
        (draw_grid(criterion_grid(everybody), table, (0, 5)), seven),
        (
            draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=False),
            f"{seven} 1 more juror is not drawn.",
        ),
        (draw_categories(by_category(lines), "EUR"), seven),
        (draw_cumulative(years, break_even(years, []), [], "EUR"), seven),
        (draw_split(own_time_split(lines), "EUR"), "1 more solution is not drawn."),
        (
            draw_frontier(frontier(table, money), "EUR", (0, 5)),
            "costs incomplete. Named: the 12 best scored.",
        ),
    ):
        assert chart is not None
        assert note in " ".join(words_of(chart))
    assert drawn_alt(draw_split(own_time_split(lines), "EUR")).count("BUILD, bought") == 12


def test_the_best_of_a_juror_is_bold_only_if_it_is_drawn() -> None:
    seen = {("P1", "S"): (3, 3), ("P2", "S"): (0, 0), ("P3", "S"): (0, 0)}
    given = seen | {(j, f"T{n}"): (0 if j == "P1" else 4,) * 2 for j in JURORS for n in range(6)}
    _everybody, inside, _sure, table = both(given)
    own = juror_scores(inside)
    drawn = draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=False)
    assert drawn is not None
    cells = re.findall(r'<text style="([^"]*)"[^>]*>([04]\.00)</text>', drawn.svg)
    assert {(score, "700" in style or "bold" in style) for style, score in cells} == {
        ("0.00", False),
        ("4.00", True),
    }


@pytest.mark.parametrize("scale", [(0, 1), (1, 4), (0, 5), (0, 10), (0, 100)])
def test_the_marks_of_an_axis_are_written_as_they_stand(scale: tuple[float, float]) -> None:
    _e, _i, _s, table = both({(j, s): v for j in JURORS for s, v in (("A", (1, 1)), ("B", (1, 0)))})
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 1)])
    orals = digest(given, table, anonymous=False, threshold=2)
    close = [(s, "internal_time", y, v) for s, v in (("A", 9), ("B", 7)) for y in (0, 1)]
    for chart in (
        draw_orals(given, orals, scale, anonymous=False),
        draw_frontier(frontier(table, priced(*close)[3]), "EUR", scale),
    ):
        assert chart is not None
        marks = re.findall(r">(-?[\d.,]+)</text>", chart.svg)
        assert len(set(marks)) == len(marks)
    drawn = draw_orals(given, orals.assign(score=np.nan), scale, anonymous=False)
    assert drawn is not None
    assert "grid –" in drawn.alt


def test_names_that_are_cut_alike_are_told_apart_each_group_on_its_own() -> None:
    def cut(name: str) -> str:
        return name if len(name) < 9 else f"{name[:7]}…"

    same = [f"Same{n} name" for n in "abcdef" for _twice in range(2)]
    groups = ["Kelvio A", "Kelvio B", "Another one", "Another two", "Overlong1", "Overlong2"]
    assert told_apart([*same, *groups], cut) == [
        *(f"{name[:7]}…" for name in same), "Kelvio A", "Kelvio B", "…one", "…two", "…1", "…2",
    ]  # fmt: skip
    assert told_apart(["Overlongwords end", "Overlongwords", "Short"], cut)[2] == "Short"


def test_long_names_are_cut_in_titles() -> None:
    long, cut = "N" * 41, f"“{'N' * 39}…”"
    lines, *_rest = priced(("A", "licences", 0, 9))
    items = by_category(lines.assign(name=long))
    assert drawn_alt(draw_categories(items, "EUR")).startswith(
        f"The largest item: BUILD – Licences of {cut}, €9."
    )
    best = pd.DataFrame({"favourite": [(long,)]})
    assert jurors_title(best) == f"1 of 1 jurors puts {cut} first"
    rated = pd.DataFrame({"name": [long, "B"], "rating": [4.0, 3.0]})
    assert orals_title(rated) == f"{cut} convinced most at the orals: 4.0 on average"


def test_ties_are_titles_of_their_own() -> None:
    split = pd.DataFrame({"favourite": [("A",), ("B",)]})
    assert jurors_title(split) == "The jurors do not agree on one favourite"
    rated = pd.DataFrame({"name": ["A", "B"], "rating": [4.0, 4.0]})
    assert orals_title(rated) == "2 solutions share the best mark at the orals"
    lines, *_rest = priced(("A", "licences", 0, 50.254), ("B", "licences", 0, 50.25))
    assert drawn_alt(draw_categories(by_category(lines), "EUR")).startswith(
        "The 2 largest items: €50 each."
    )


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (CLEAR, "“Solution A” comes first. "),
        ({(j, s): (3, 3) for j in JURORS for s in "AB"}, "2 solutions share the first place. "),
        (
            {("P1", "A"): (5, 5), ("P2", "A"): (2, 2), ("P1", "B"): (3, 3), ("P2", "B"): (3, 3)},
            "“Solution A” comes first, but the votes do not tell it from 1 other. ",
        ),
    ],
)
def test_the_figure_of_the_ranking_says_who_is_first_and_how_sure(given: dict, title: str) -> None:
    _e, _i, sure, table = both(given)
    assert drawn_alt(draw_solution_ranking(table, sure)).startswith(title)


def test_the_figure_of_the_weights_names_who_wins_and_counts_what_it_leaves_out() -> None:
    row = {"weight": 0.3, "changed_weight": 0.4, "change": 0.1, "new_winner": ("B", "C")}
    moving = pd.DataFrame([row | {"label": f"Criterion {n:02}"} for n in range(15)])
    moving.at[0, "new_winner"] = ("W" * 23,)
    chart = draw_weights(moving)
    assert drawn_alt(chart).startswith(
        "Moving one weight by 10.0 points brings another solution to the first place of the grid."
        f" Criterion 00: 30.0% → 40.0% ({'W' * 23}); Criterion 01: 30.0% → 40.0% (B; C);"
    )
    assert drawn_alt(chart).count("Criterion") == 14
    written = words_of(chart)
    assert "1 more criterion is not drawn." in " ".join(written)
    assert written.count("B; C") == 13
    assert "W" * 21 + "…" in written


@pytest.mark.parametrize(
    ("columns", "name", "lines"),
    [
        (1, "N" * 41, ["N" * 40, "N"]),
        (3, "N" * 14, ["N" * 13, "N"]),
        (6, "N" * 8, ["N" * 7, "N"]),
        (6, "Nan Nine Number Nothing", ["Nan", "Nine", "Number…"]),
    ],
)
def test_columns_have_as_much_room_as_there_is(columns: int, name: str, lines: list[str]) -> None:
    table = pd.DataFrame([[1.0] * columns], index=["Row"])
    table.columns = [name, *(str(n) for n in range(1, columns))]
    with drawing(2) as (figure, axes):
        draw_matrix(axes, table, table.map(str), (0, 5))
        chart = Chart(figure, "Alone")
    assert [words for words in words_of(chart) if words.startswith("N")] == lines
    assert "rotate(-90)" not in chart.svg  # the name of a single row can be read


def test_jurors_are_called_by_their_names_where_these_are_known() -> None:
    _e, inside, _s, table = both(CLEAR)
    own = juror_scores(inside)
    best = favourites(own, inside)
    chart = draw_jurors(own, best, table, {"P1": "Ann"}, (0, 5), anonymous=False)
    assert drawn_alt(chart).startswith(
        "3 of 3 jurors put “Solution A” first. Ann: Solution A 5.00, Solution B 2.00; P2: "
    )


def test_marks_of_the_orals_stay_in_the_row_of_their_solution() -> None:
    _e, _i, _s, table = both(CLEAR)
    rows = [(f"P{n}", "A", 3) for n in range(10)] + [("P1", "B", 2)]
    given = frame("feedback", "participant_id solution_id rating", rows)
    orals = digest(given, table, anonymous=False, threshold=2)
    heights = [y for _x, y in marks_of(draw_orals(given, orals, (0, 5), anonymous=False), GREY)]
    row = heights[10] - sum(heights[:10]) / 10
    assert max(heights[:10]) - min(heights[:10]) == pytest.approx(0.54 * row, rel=0.01)


def test_the_figure_of_the_orals_draws_fourteen_solutions() -> None:
    ids = [f"S{n:02}" for n in range(15)]
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in ids})
    given = frame("feedback", "participant_id solution_id rating", [("P1", s, 3) for s in ids])
    orals = digest(given, table, anonymous=False, threshold=2)
    chart = draw_orals(given, orals, (0, 5), anonymous=False)
    assert drawn_alt(chart).count("oral 3.00") == 14
    assert "1 more solution is not drawn." in " ".join(words_of(chart))


def test_solutions_that_begin_alike_are_told_apart_at_the_orals() -> None:
    _e, _i, _s, table = both(CLEAR)
    start = "An assistant made of a great many words, that runs "
    table = table.assign(name=[f"{start} in the cloud", f"{start} on our own site"])
    rows = [("P1", "A", 3), ("P1", "B", 2)]
    given = frame("feedback", "participant_id solution_id rating", rows)
    chart = draw_orals(given, digest(given, table, anonymous=False, threshold=2), (0, 5),
                       anonymous=False)  # fmt: skip
    ends = [words for words in words_of(chart) if words.startswith("…")]
    assert [words.split()[-1] for words in ends] == ["cloud", "site"]
