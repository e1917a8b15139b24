"""Solution selection: what is bought, and what own staff's time is worth."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support.charts import drawn_alt, words_of
from support.selections import ROWS, priced, priced_crowd, speaks_for_itself
from support.solutions import MIXED, OWN_DAYS, computed, costs, scoped

from playbook.stages.solution_selection.costs import cost_lines
from playbook.stages.solution_selection.own_time import cost_split, draw_split, say_share


def test_own_time_is_what_is_in_days() -> None:
    split = cost_split(cost_lines(OWN_DAYS, scoped("A")))
    sums = split[["build_bought", "build_own", "run_bought", "run_own"]].to_numpy().tolist()
    assert sums == [[1000, 5700, 0, 0]]


def test_own_time_is_split_by_phase_and_none_of_a_part_is_zero() -> None:
    split = cost_split(computed(MIXED, "A", "B", "C")[0])
    assert list(split) == [
        "solution_id", "name", "build_bought", "build_own", "run_bought", "run_own"
    ]  # fmt: skip
    assert split.to_numpy().tolist() == [
        ["A", "Solution A", 10, 0, 7, 5],
        ["B", "Solution B", 0, 30, 4, 0],
    ]
    bought = cost_split(computed(costs(("A", "licences", 0, 1)), "A")[0])
    assert bought[["build_bought", "run_bought"]].to_numpy().tolist() == [[1, 0]]
    assert bought[["build_own", "run_own"]].isna().all(axis=None)


def test_solutions_that_cost_the_same_keep_their_order() -> None:
    ids = [f"S{n:02}" for n in range(60)]
    rows = [
        (s, "internal_time", y, 5.0 if n % 3 else 9.0) for n, s in enumerate(ids) for y in (0, 1)
    ]
    expected = [s for n, s in enumerate(ids) if n % 3] + ids[::3]
    assert cost_split(computed(costs(*rows), *ids)[0])["solution_id"].tolist() == expected


def test_without_costs_nothing_is_split_said_or_drawn() -> None:
    lines, _years, _gaps, table = priced()
    split = cost_split(lines)
    assert split.empty
    assert list(split) == list(cost_split(computed(MIXED, "A", "B")[0]))
    assert say_share(table, ["A"], "EUR") is None
    assert draw_split(split, "EUR") is None


def test_own_time_is_said_of_those_in_the_running() -> None:
    table = priced(*ROWS)[3]
    own = say_share(table, ["A", "B"], "EUR")
    assert own is not None
    assert "€30,000 with “Solution A” (38% of its cost)" in own.text
    alike = say_share(table.head(1), ["A"], "EUR")
    assert alike is not None
    assert alike.text == (
        "Own staff's time is worth €30,000 with “Solution A”, 38% of what it costs."
    )


def test_own_time_that_is_not_estimated_is_not_none() -> None:
    lines, *_rest = priced(*ROWS[:2], ("B", "licences", 0, 90_000), ("B", "licences", 1, 5_000))
    split = cost_split(lines)
    assert split.set_index("solution_id").loc["B", ["build_own", "run_own"]].isna().all()
    drawn = draw_split(split, "EUR")
    assert drawn is not None
    assert drawn.alt.startswith("Where it is estimated, own staff's time makes up 38% of the cost.")
    assert "BUILD, own time –" in drawn.alt
    assert "95 (– own)" in drawn.svg
    nobody = draw_split(cost_split(lines[lines["solution_id"] == "B"]), "EUR")
    assert nobody is not None
    assert nobody.alt.startswith("What is bought, and what own staff's time is worth.")


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


def test_costs_of_nothing_have_no_shares() -> None:
    zero = (("A", "licences", 0, 0), ("A", "internal_time", 1, 0))
    lines, *_rest = priced(*zero, ("B", "internal_time", 0, 50), ("B", "other", 1, 50))
    drawn = draw_split(cost_split(lines), "EUR")
    assert drawn is not None
    assert drawn.alt.startswith("Own staff's time makes up 50% of the cost.")
    assert "NaN" not in drawn.svg


def test_the_figure_of_own_time_says_its_figures_and_how_much_it_leaves_out() -> None:
    own = cost_split(priced(*ROWS)[0])
    assert speaks_for_itself(lambda: draw_split(own, "EUR"))
    chart = draw_split(cost_split(priced_crowd()[0]), "EUR")
    assert chart is not None
    assert "1 more solution is not drawn." in " ".join(words_of(chart))
    assert drawn_alt(chart).count("BUILD, bought") == 12
