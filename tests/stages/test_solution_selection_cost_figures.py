"""Solution selection: figures of costs, by category, over the years and against quality."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.charts import drawn_alt, marks_of, words_of
from support.selections import CLEAR, ROWS, both, priced
from support.solutions import costs, scoped

from playbook.show.chart import BLUE, SOFT, Chart
from playbook.show.findings import Tone
from playbook.stages.solution_selection import (
    break_even,
    by_category,
    by_year,
    cost_lines,
    draw_categories,
    draw_cumulative,
    draw_frontier,
    draw_split,
    frontier,
    own_time_split,
    say_break_even,
    say_costs,
    say_gaps,
    say_own_time,
)
from playbook.stages.solution_selection.frontier_figure import frontier_title


def test_no_costs_are_said_and_drawn_as_none() -> None:
    lines, years, gaps, table = priced()
    said = say_costs(table, years, ["A", "B"], "EUR", 0.05)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert say_own_time(table, ["A"], "EUR") is None
    crossings = break_even(years, [])
    assert say_break_even(crossings, "EUR") == []
    assert draw_categories(by_category(lines), "EUR") is None
    assert draw_split(own_time_split(lines), "EUR") is None
    assert draw_cumulative(years, crossings, [], "EUR") is None
    assert say_gaps(gaps, table) is None  # said above already


def test_names_that_begin_alike_are_told_apart_where_they_are_cut() -> None:
    years = priced(*ROWS)[1]
    called = {"Solution A": "Kelvio Inbox Standard", "Solution B": "Kelvio Inbox Starter"}
    years = years.assign(name=years["name"].map(called))
    drawn = draw_cumulative(years, break_even(years, ["A", "B"]), ["A", "B"], "EUR")
    assert drawn is not None
    assert ">…Standard<" in drawn.svg
    assert ">…Starter<" in drawn.svg
    same = years.assign(name="Kelvio Inbox Standard")
    drawn = draw_cumulative(same, break_even(same, ["A", "B"]), ["A", "B"], "EUR")
    assert drawn is not None
    assert ">Kelvio Inbox…<" in drawn.svg
    start = "An assistant made of a great many words, that is"
    long = {"A": f"{start} in the cloud", "B": f"{start} on our site"}
    table = both(CLEAR)[3]
    table = table.assign(name=table["solution_id"].map(long))
    placed = draw_frontier(frontier(table, priced(*ROWS)[3]), "EUR", (0, 5))
    assert placed is not None
    assert ">…in the cloud<" in placed.svg


def split(*rows: tuple[str, float, float | None, float, float | None]) -> pd.DataFrame:
    """What is bought and own staff's time, in BUILD and in RUN, of solutions named."""
    columns = ["name", "build_bought", "build_own", "run_bought", "run_own"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype(dict.fromkeys(columns[1:], float))


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [("A", 6, 2, 2, 0), ("B", 5, 2, 0, 3)],
            "Own staff's time makes up 20% to 50% of the cost",
        ),
        ([("A", 6, 2, 2, 0), ("B", 3, 1, 1, 0)], "Own staff's time makes up 20% of the cost"),
        (
            [("A", 6, 2, 2, 0), ("B", 5, 2, 0, 3), ("C", 5, None, 0, None)],
            "Where it is estimated, own staff's time makes up 20% to 50% of the cost",
        ),
        (
            [("A", 6, 2, 2, 0), ("C", 5, None, 0, None)],
            "Where it is estimated, own staff's time makes up 20% of the cost",
        ),
        ([("C", 5, None, 0, None)], "What is bought, and what own staff's time is worth"),
    ],
)
def test_own_staffs_share_is_in_the_title_where_it_is_estimated(rows: list, title: str) -> None:
    drawn = draw_split(split(*rows), "EUR")
    assert drawn is not None
    assert drawn.alt.startswith(f"{title}. {rows[0][0]}")
    dash = "In EUR, all years, as paid (not discounted). A dash: own staff's time is not estimated."
    assert (dash in " ".join(words_of(drawn))) == (rows[-1][0] == "C")


def test_each_bar_has_its_total_and_its_wide_parts_written() -> None:
    drawn = draw_split(
        split(("A", 60, 20, 6, 14), ("B", 0, 0, 0, 0), ("C", 30, None, 0, None)), "EUR"
    )
    assert drawn is not None
    texts = re.findall(r">([^<>]+)</text>", drawn.svg)
    for words in ("100 (34% own)", "0", "30 (– own)"):
        assert words in texts
    assert [texts.count(part) for part in ("60", "20", "14", "6")] == [1, 1, 1, 0]
    assert "BUILD, bought 60, BUILD, own time 20, RUN, bought 6, RUN, own time 14" in drawn.alt
    unknown = draw_split(split(("N" * 17, 3, None, 2, None)), "EUR")
    assert unknown is not None
    assert words_of(unknown)[:5] == ["N" * 16, "N", "3", "2", "5 (– own)"]


def line_of(chart: Chart | None) -> list[float]:
    """The coordinates of the blue line of a figure."""
    assert chart is not None
    [path] = re.findall(rf'<path d="([^"]+)"[^>]*stroke: {BLUE}', chart.svg)
    return [float(number) for number in re.findall(r"[\d.]+", path)]


def test_the_frontier_steps_up_where_a_better_solution_can_be_had() -> None:
    _e, _i, _s, table = both(CLEAR | {("P1", "C"): (4, 4)})
    dear = [(s, "internal_time", y, v) for s, v in (("A", 45_000), ("B", 10_000)) for y in (0, 1)]
    chart = draw_frontier(frontier(table, priced(*dear)[3]), "EUR", (0, 5))
    assert drawn_alt(chart).endswith("Solution A: 5.00, €90,000; Solution B: 2.00, €20,000.")
    (left, low), (right, high) = sorted(marks_of(chart, BLUE))
    assert low > high  # from the top
    assert line_of(chart) == pytest.approx([left, low, right, low, right, high], abs=0.01)
    one = draw_frontier(frontier(table, priced(*ROWS)[3]), "EUR", (0, 5))
    assert one is not None
    assert not re.findall(rf'<path d="([^"]+)"[^>]*stroke: {BLUE}; stroke-width', one.svg)


def test_a_solution_with_incomplete_costs_is_hollow() -> None:
    _e, _i, _s, table = both(CLEAR)
    chart = draw_frontier(frontier(table, priced(*ROWS[:3])[3]), "EUR", (0, 5))
    assert chart is not None
    assert f"fill: none; stroke: {SOFT}" in chart.svg
    long = frontier(table, priced(*ROWS)[3]).replace({"name": {"Solution A": "N" * 21}})
    named = draw_frontier(long, "EUR", (0, 5))
    assert named is not None
    assert [words for words in words_of(named) if set(words) == {"N"}] == ["N" * 20, "N"]


@pytest.mark.parametrize(
    ("standing", "score", "cost", "title"),
    [
        ("beaten", 3.0, 101.0, "{} is both the best scored and the cheapest of those in the"),
        ("beaten", 4.0, 120.0, "No other in the running with complete costs is better scored"),
        ("beaten", 3.0, 100.0, "No other in the running with complete costs is better scored"),
        ("cost_incomplete", 3.0, 120.0, "No other in the running with complete costs is"),
    ],
)
def test_the_frontier_says_best_and_cheapest_only_of_one_that_is_both(
    standing: str, score: float, cost: float, title: str
) -> None:
    table = pd.DataFrame(
        {
            "name": ["N" * 41, "B"],
            "standing": ["efficient", standing],
            "score": [4.0, score],
            "total_cost": [100.0, cost],
        }
    )
    assert frontier_title(table).startswith(title.format(f"“{'N' * 39}…”"))


def test_the_figure_of_the_years_says_what_pays_for_its_build_first() -> None:
    years = priced(*ROWS)[1]
    found = break_even(years, ["A", "B"])
    later = found.assign(dearer="Later", break_even_year=2)
    named = pd.concat([later, found.assign(dearer="D" * 31, cheaper="C" * 31)])
    chart = draw_cumulative(years, named, ["A", "B"], "EUR")
    assert drawn_alt(chart) == (
        f"“{'D' * 29}…” pays its dearer BUILD back against “{'C' * 29}…” in year 1. After year 1:"
        " Solution A: €80,000; Solution B: €100,000."
    )
    assert [words_of(chart).count(year) for year in ("0", "1")] == [2, 1]  # 0 on both axes
    never = found.assign(verdict="too_slow")
    assert drawn_alt(draw_cumulative(years, never, ["A", "B"], "EUR")).startswith(
        "No dearer BUILD pays for itself within the years that are planned. "
    )
    assert drawn_alt(draw_cumulative(years, found.head(0), ["A"], "EUR")).startswith(
        "How the costs add up. "
    )


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        ([("licences", 0)], 0),
        ([("licences", 1)], 0),
        ([("licences", 0), ("licences", 1)], 1),
        ([("licences", 0), ("training", 0), ("licences", 1)], 1),
    ],
)
def test_a_line_parts_build_from_run_where_there_are_both(
    items: list[tuple[str, int]], lines: int
) -> None:
    found, *_rest = priced(*[("A", category, year, 5) for category, year in items])
    chart = draw_categories(by_category(found), "EUR")
    assert chart is not None
    assert chart.svg.count(f"stroke: {SOFT}; stroke-width: 1.2") == lines


def test_of_many_solutions_the_six_cheapest_are_drawn_over_the_years() -> None:
    ids = [f"S{n:02}" for n in range(40)]
    lines = [(i, "licences", 0, 6 - n % 2) for n, i in enumerate(ids)]
    years = by_year(cost_lines(costs(*lines), scoped(*ids)), 0.0)
    chart = draw_cumulative(years, break_even(years, []), ids, "EUR")
    drawn = [f"Solution {i}: €5" for i in ids[1:12:2]]  # in the order of the table where they tie
    assert drawn_alt(chart).endswith(f"After year 0: {'; '.join(drawn)}.")
    long = years.head(1).assign(name="N" * 17)
    chart = draw_cumulative(long, break_even(years, []), ids, "EUR")
    assert "N" * 15 + "…" in words_of(chart)


def test_half_a_euro_makes_two_places_on_the_frontier() -> None:
    table = pd.DataFrame(
        {"standing": "efficient", "name": ["A", "B"], "score": [3.0, 4.0], "total_cost": [5, 5.4]}
    )
    assert frontier_title(table) == "2 solutions are on the frontier: more quality costs more"
    level = table.assign(score=3.0, total_cost=[5, 5.004])
    assert frontier_title(level) == "2 solutions are as good and as cheap as each other"
