"""Solution selection: whether the quality is worth its price."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from support.charts import drawn_alt, marks_of, words_of
from support.frames import frame
from support.selections import (
    CLEAR,
    CROWD,
    JURORS,
    ROWS,
    SCALES,
    WITH_A_GAP,
    both,
    priced,
    priced_crowd,
    speaks_for_itself,
    unscored,
)
from support.solutions import computed

from playbook.show.chart import BLUE, GREEN, SOFT, Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection import frontier
from playbook.stages.solution_selection.frontier import say_efficient, standings, standings_title


def draw_standings(table: pd.DataFrame, currency: str, scale: tuple[float, float]) -> Chart | None:
    solutions = pd.DataFrame({"solution_id": sorted(table["solution_id"])})
    return frontier.draw_standings(table, currency, scale, solutions)


def placed(*rows: tuple[str, float, float | None, str]) -> pd.DataFrame:
    ranking = pd.DataFrame(
        [(s, f"Solution {s}", score, status) for s, score, _c, status in rows],
        columns=["solution_id", "name", "score", "status"],
    ).assign(tier=1.0)
    costs_of = pd.DataFrame(
        [(s, c, None) for s, _score, c, _status in rows],
        columns=["solution_id", "total_cost", "gaps"],
    )
    return standings(ranking, costs_of).set_index("solution_id")


def test_the_frontier_keeps_what_no_other_beats() -> None:
    table = placed(
        ("A", 4, 10, "ranked"),
        ("B", 3, 5, "ranked"),
        ("C", 3, 8, "ranked"),
        ("D", 5, 1, "eliminated"),
        ("E", 5, None, "ranked"),
    )
    assert table["standing"].to_dict() == {
        "A": "efficient",
        "B": "efficient",
        "C": "beaten",
        "D": "eliminated",
        "E": "cost_unknown",
    }
    assert table.loc["C", "beaten_by"] == "Solution B"


def test_a_better_one_at_the_same_cost_beats_and_a_cheaper_one_as_good_too() -> None:
    for best in (("A", 4, 10, "ranked"), ("A", 3, 9, "ranked")):
        assert placed(best, ("B", 3, 10, "ranked")).loc["B", "beaten_by"] == "Solution A"


def test_equals_do_not_beat_each_other() -> None:
    table = placed(("A", 4, 10, "ranked"), ("B", 4, 10, "ranked"))
    assert table["standing"].tolist() == ["efficient", "efficient"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_something_is_always_efficient_and_every_beaten_one_has_its_reason(
    points: list[tuple[int, int]],
) -> None:
    table = placed(*[(f"S{n}", score, cost, "ranked") for n, (score, cost) in enumerate(points)])
    assert (table["standing"] == "efficient").any()
    assert ((table["standing"] == "beaten") == table["beaten_by"].notna()).all()


def test_the_frontier_says_why_a_solution_is_not_on_it() -> None:
    ranked = pd.DataFrame(
        [
            ("A", "Solution A", 2, "ranked"), ("B", "Solution B", 4, "ranked"),
            ("C", "Solution C", None, "incomplete"), ("D", "Solution D", 3, "ranked"),
            ("E", "Solution E", 5, "ranked"), ("F", "Solution F", 5, "eliminated"),
        ],
        columns=["solution_id", "name", "score", "status"],
    ).assign(tier=1.0)  # fmt: skip
    costs_of = pd.DataFrame(
        [
            ("A", 9, None), ("B", 5, None), ("C", 1, None), ("D", 5.001, None), ("E", 1, "no_run"),
            ("F", 1, None),
        ],
        columns=["solution_id", "total_cost", "gaps"],
    )  # fmt: skip
    table = standings(ranked, costs_of)
    assert list(table) == [
        "solution_id", "name", "score", "total_cost", "standing", "beaten_by", "tier"
    ]  # fmt: skip
    assert table["solution_id"].tolist() == ["E", "F", "B", "D", "A", "C"]
    assert table.index.tolist() == list(range(6))
    assert table["standing"].tolist() == [
        "cost_incomplete", "eliminated", "efficient", "beaten", "beaten", "not_ranked"
    ]  # fmt: skip
    assert table["beaten_by"].tolist()[3:5] == ["Solution B", "Solution B; Solution D"]
    missing = placed(("A", 4, None, "eliminated"), ("B", None, None, "incomplete"))
    assert missing["standing"].tolist() == ["eliminated", "not_ranked"]


def test_the_frontier_is_said() -> None:
    _e, _i, _s, table = both(CLEAR)
    # one that is best on both is the title of the figure
    assert say_efficient(standings(table, priced(*ROWS)[3]), "EUR") is None
    dear = priced(
        *((s, "internal_time", y, v) for s, v in (("A", 45_000), ("B", 10_000)) for y in (0, 1))
    )[3]
    pair = say_efficient(standings(table, dear), "EUR")
    assert pair is not None
    assert pair.text == (
        "“Solution B” and “Solution A” are on the efficient frontier: €70,000 more buys 3.00 points"
        " more on the grid, from “Solution B” to “Solution A”."
    )


def test_the_frontier_is_said_from_its_cheapest_to_its_best() -> None:
    table = pd.DataFrame(
        {
            "standing": "efficient",
            "name": ["A", "B", "C"],
            "score": [2.0, 3.0, 4.0],
            "total_cost": [10.0, 20.0, 40.0],
            "tier": [3.0, 2.0, 1.0],
        }
    )
    three = say_efficient(table, "EUR")
    assert three is not None
    assert three.text == (
        "“A”, “B” and “C” are on the efficient frontier: €30 more buys 2.00 points more on the"
        " grid, from “A” to “C”."
    )
    assert three.tone is Tone.RESULT
    close = say_efficient(table.assign(tier=1.0), "EUR")
    assert close is not None
    assert close.tone is Tone.CAUTION
    assert close.text.endswith("the votes do not tell these scores apart.")
    alike = table.assign(score=3.0, total_cost=[10, 10.001, 10.004])
    assert say_efficient(alike, "EUR") == Finding(
        "“A”, “B” and “C” are as good and as cheap as each other, and no other is better on both."
    )
    for costs in ([10, 10.1, 10.4], [10, 10.5, 11]):
        close = say_efficient(table.assign(total_cost=costs), "EUR")
        assert close is not None
        assert "are on the efficient frontier" in close.text


def test_only_solutions_with_complete_costs_are_beaten() -> None:
    _e, _i, _s, table = both(
        {(j, s): (v, v) for j in JURORS for s, v in zip("CAB", (5, 3, 2), strict=True)}
    )
    standing = standings(table, priced(*ROWS)[3])
    drawn = draw_standings(standing, "EUR", (0, 5))
    assert drawn is not None
    assert "Solution C" not in drawn.alt  # it has no costs
    assert drawn.alt.startswith(
        "No other in the running with complete costs is better scored or cheaper than “Solution A”."
    )


def test_a_lead_that_may_be_chance_is_not_said_to_be_quality() -> None:
    """Best and cheapest, by 0.03 of a point that the votes do not tell."""
    table = pd.DataFrame(
        {
            "name": ["A", "B"],
            "standing": ["efficient", "beaten"],
            "score": [3.68, 3.65],
            "total_cost": [100.0, 101.0],
            "tier": [1.0, 1.0],
        }
    )
    assert standings_title(table, "EUR") == (
        "“A” costs €1 less than any other in the running, and scores 0.03 more: less than the votes"
        " can tell"
    )


def test_solutions_as_good_and_as_cheap_do_not_make_quality_dear() -> None:
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    same = [(s, "internal_time", y, 100) for s in "AB" for y in (0, 1)]
    drawn = draw_standings(standings(table, priced(*same)[3]), "EUR", (0, 5))
    assert drawn is not None
    assert drawn.alt.startswith("2 solutions are as good and as cheap as each other.")


def line_of(chart: Chart | None) -> list[float]:
    """The coordinates of the line of a frontier."""
    assert chart is not None
    [path] = re.findall(
        rf'<path d="([^"]+)"[^>]*stroke: {to_hex(SOFT)}; stroke-width: 1.2', chart.svg
    )
    return [float(number) for number in re.findall(r"[\d.]+", path)]


def test_the_frontier_steps_up_where_a_better_solution_can_be_had() -> None:
    _e, _i, _s, table = both(CLEAR | {("P1", "C"): (4, 4)})
    dear = [(s, "internal_time", y, v) for s, v in (("A", 45_000), ("B", 10_000)) for y in (0, 1)]
    chart = draw_standings(standings(table, priced(*dear)[3]), "EUR", (0, 5))
    assert drawn_alt(chart).endswith("Solution A: 5.00, €90,000; Solution B: 2.00, €20,000.")
    [(left, low)], [(right, high)] = marks_of(chart, GREEN), marks_of(chart, BLUE)
    assert low > high  # from the top
    assert line_of(chart) == pytest.approx([left, low, right, low, right, high], abs=0.01)
    one = draw_standings(standings(table, priced(*ROWS)[3]), "EUR", (0, 5))
    assert one is not None
    assert not re.findall(f"stroke: {to_hex(SOFT)}; stroke-width: 1.2", one.svg)


def test_a_solution_with_incomplete_costs_is_hollow() -> None:
    _e, _i, _s, table = both(CLEAR)
    chart = draw_standings(standings(table, priced(*ROWS[:3])[3]), "EUR", (0, 5))
    assert chart is not None
    assert f"fill: #ffffff; stroke: {to_hex(GREEN)}" in chart.svg  # the second of the campaign
    long = standings(table, priced(*ROWS)[3]).replace({"name": {"Solution A": "N" * 21}})
    named = draw_standings(long, "EUR", (0, 5))
    assert named is not None
    assert [words for words in words_of(named) if set(words) == {"N"}] == ["N" * 20, "N"]


@pytest.mark.parametrize(
    ("standing", "score", "cost", "title"),
    [
        (
            "beaten",
            3.0,
            101.0,
            "{} scores 1.00 more and costs €1 less than any other in the running",
        ),
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
            "tier": [1.0, 2.0],
        }
    )
    assert standings_title(table, "EUR").startswith(title.format(f"“{'N' * 39}…”"))


def test_one_that_runs_alone_is_not_compared() -> None:
    alone = pd.DataFrame(
        {"name": ["A"], "standing": ["efficient"], "score": [4.0], "total_cost": [100.0]}
    )
    assert standings_title(alone, "EUR") == "“A” is the only one in the running"


def test_half_a_euro_makes_two_places_on_the_frontier() -> None:
    table = pd.DataFrame(
        {
            "standing": "efficient",
            "name": ["A", "B"],
            "score": [3.0, 4.0],
            "total_cost": [5, 5.4],
            "tier": [2.0, 1.0],
        }
    )
    assert (
        standings_title(table, "EUR")
        == "2 solutions are on the frontier: a higher score costs more"
    )
    assert standings_title(table.assign(tier=1.0), "EUR") == (
        "2 solutions are on the frontier; the votes do not tell their scores apart"
    )
    level = table.assign(score=3.0, total_cost=[5, 5.004])
    assert standings_title(level, "EUR") == "2 solutions are as good and as cheap as each other"


def test_names_that_begin_alike_are_told_apart_where_they_are_cut() -> None:
    start = "An assistant made of a great many words, that is"
    long = {"A": f"{start} in the cloud", "B": f"{start} on our site"}
    table = both(CLEAR)[3]
    table = table.assign(name=table["solution_id"].map(long))
    chart = draw_standings(standings(table, priced(*ROWS)[3]), "EUR", (0, 5))
    assert chart is not None
    assert {"cloud", "site"} <= set(" ".join(words_of(chart)).split())


def test_without_scores_and_costs_nothing_is_on_the_frontier() -> None:
    table = standings(unscored()[3], computed(frame("costs"), "A")[3])
    assert table.empty
    assert say_efficient(table, "EUR") is None
    assert draw_standings(table, "EUR", (0, 5)) is None


def test_costs_of_nothing_have_a_place() -> None:
    zero = priced(("A", "licences", 0, 0), ("A", "internal_time", 1, 0))[3]
    assert draw_standings(standings(both(CLEAR)[3], zero), "EUR", (0, 5)) is not None


@pytest.mark.parametrize("scale", SCALES)
def test_the_marks_of_an_axis_are_written_as_they_stand(scale: tuple[float, float]) -> None:
    table = both({(j, s): v for j in JURORS for s, v in (("A", (1, 1)), ("B", (1, 0)))})[3]
    close = [(s, "internal_time", y, v) for s, v in (("A", 9), ("B", 7)) for y in (0, 1)]
    chart = draw_standings(standings(table, priced(*close)[3]), "EUR", scale)
    assert chart is not None
    marks = re.findall(r">(-?[\d.,]+)</text>", chart.svg)
    assert len(set(marks)) == len(marks)


def test_the_figure_of_the_frontier_says_its_figures_and_how_much_it_leaves_out() -> None:
    table = standings(both(WITH_A_GAP)[3], priced(*ROWS)[3])
    assert speaks_for_itself(lambda: draw_standings(table, "EUR", (0, 5)))
    chart = draw_standings(standings(both(CROWD)[3], priced_crowd()[3]), "EUR", (0, 5))
    assert chart is not None
    assert "costs incomplete. Named: the 12 best scored." in " ".join(words_of(chart))
