"""Solution selection: what each solution costs, and what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from support.charts import drawn_alt, words_of
from support.frames import frame
from support.selections import ROWS, priced, priced_crowd, speaks_for_itself
from support.solutions import MIXED, OWN_DAYS, computed, costs, scoped

from playbook.show.chart import SOFT
from playbook.show.findings import Tone
from playbook.stages.solution_selection.cost_years import years_across
from playbook.stages.solution_selection.costs import (
    by_category,
    complete,
    cost_lines,
    draw_categories,
    say_cost_gaps,
    say_price_of_minimums,
    say_total,
)


def test_own_time_is_days_times_rate_and_amounts_win() -> None:
    lines = cost_lines(OWN_DAYS, scoped("A"))
    assert lines["value"].tolist() == [4000, 700, 1000, 1000]
    assert lines["own_time"].tolist() == [True, True, True, False]


def test_days_beside_an_amount_make_no_own_time() -> None:
    header = "cost_id solution_id phase category year amount person_days day_rate"
    rows = [
        ("L1", "A", "build", "integration", 0, 700, 3, 100),
        ("L2", "A", "build", "licences", 0, None, 3, 100),
    ]
    lines = cost_lines(frame("costs", header, rows), scoped("A"))
    assert lines["own_time"].tolist() == [False, True]


def test_totals_by_hand() -> None:
    _lines, years, _gaps, table = computed(
        costs(("A", "licences", 0, 100), ("A", "internal_time", 1, 110), ("A", "support", 2, 121)),
        "A",
    )
    row = table.iloc[0]
    assert (row["build"], row["run"], row["total"]) == (100, 231, 331)
    assert row["total_cost"] == pytest.approx(300)  # 100 + 110 / 1.1 + 121 / 1.21
    assert row["own_share"] == pytest.approx(110 / 331)
    assert years["cumulative"].tolist() == pytest.approx([100, 200, 300])
    assert years_across(years)[["year_0", "year_1", "year_2", "total"]].to_numpy().tolist() == [
        [100, 110, 121, 331]
    ]


def test_costs_of_solutions_that_are_not_compared_stay_out() -> None:
    lines, *_rest = computed(costs(("A", "licences", 0, 1), ("Z", "licences", 0, 1)), "A")
    assert set(lines["solution_id"]) == {"A"}


def test_a_category_without_a_line_is_missing_not_zero() -> None:
    table = by_category(
        computed(costs(("A", "licences", 0, 1), ("B", "support", 1, 2)), "A", "B")[0]
    )
    cells = table.set_index(["category", "solution_id"])["value"]
    assert cells["licences", "A"] == 1
    assert np.isnan(cells["support", "A"])


def test_every_gap_is_named() -> None:
    table = costs(
        ("A", "licences", 0, 1), ("A", "internal_time", 1, 1), ("A", "support", 2, 1),
        ("B", "internal_time", 0, 1), ("B", "support", 2, 1), ("C", "licences", 1, 1),
        ("C", "licences", 2, 0),
    )  # fmt: skip
    gaps = computed(table, "A", "B", "C", "D")[2]
    found = set(zip(gaps["solution_id"], gaps["gap"], strict=True))
    assert found == {
        ("B", "year_missing"),
        ("C", "no_build"),
        ("C", "no_own_time"),
        ("D", "no_costs"),
    }
    assert gaps.set_index("gap").loc["year_missing", "years"] == "1"


def test_gaps_are_named_after_a_solution_without_any_line() -> None:
    gaps = computed(costs(("B", "licences", 0, 1)), "A", "B")[2]
    assert gaps[["solution_id", "gap"]].to_numpy().tolist() == [
        ["A", "no_costs"], ["B", "no_run"], ["B", "no_own_time"]
    ]  # fmt: skip


def test_only_complete_costs_are_compared() -> None:
    table = computed(
        costs(("A", "internal_time", 0, 5), ("A", "support", 1, 1), ("B", "support", 0, 1)),
        "A",
        "B",
        "C",
    )[3]
    assert complete(table) == ["A"]
    assert complete(table, among=["B"]) == []
    assert table["solution_id"].tolist() == ["B", "A", "C"]
    assert table["total_cost"].isna().tolist() == [False, False, True]


def test_categories_are_in_the_order_of_their_phases_and_solutions_in_their_own() -> None:
    table = by_category(computed(MIXED, "B", "A")[0])
    assert list(table) == ["phase", "category", "solution_id", "name", "value"]
    assert table["phase"].astype(str).tolist() == ["build"] * 4 + ["run"] * 4
    assert table["solution_id"].tolist() == ["B", "A"] * 4
    assert table["name"].tolist() == ["Solution B", "Solution A"] * 4
    cells = table.set_index(["phase", "category", "solution_id"])["value"]
    assert cells["run", "support"].tolist() == [4, 7]
    assert np.isnan(cells["run", "internal_time", "B"])


def test_totals_name_all_gaps_and_leave_unknown_own_time_missing() -> None:
    header = "cost_id solution_id phase category year amount person_days day_rate"
    rows = [
        ("L1", "A", "build", "internal_time", 0, None, 10, 400),
        ("L2", "A", "run", "support", 1, 1000, None, None),
        ("L3", "A", "run", "support", 3, 3000, None, None),
        ("L4", "B", "run", "support", 1, 7, None, None),
        ("L5", "C", "build", "internal_time", 0, 0, None, None),
        ("L6", "C", "run", "support", 1, 0, None, None),
    ]
    _lines, _years, gaps, table = computed(frame("costs", header, rows), *"ABCD", rate=0.0)
    assert list(gaps) == ["solution_id", "name", "gap", "years"]
    years = gaps[gaps["gap"] == "year_missing"].set_index("solution_id")["years"]
    assert years.to_dict() == {"A": "2", "B": "2, 3", "C": "2, 3"}
    assert list(table) == [
        "solution_id", "name", "build", "run", "total", "own_time", "own_share", "own_days",
        "total_cost", "gaps",
    ]  # fmt: skip
    assert table["solution_id"].tolist() == ["C", "B", "A", "D"]
    assert table.index.tolist() == [0, 1, 2, 3]
    own = table.set_index("solution_id")
    assert own.loc["A", "build":"own_days"].tolist() == [4000, 4000, 8000, 4000, 0.5, 10]
    assert own.loc["B", ["own_time", "own_share", "own_days"]].isna().all()
    assert own.loc["C", ["total", "own_time"]].tolist() == [0, 0]
    assert pd.isna(own.loc["C", "own_share"])  # no share of nothing
    assert own.loc["D", "build":"total_cost"].isna().all()
    assert own.loc["B", "gaps"] == "no_build;year_missing;no_own_time"
    assert own.loc["D", "gaps"] == "no_costs"


def test_lines_and_totals_are_in_their_order() -> None:
    lines, _years, _gaps, table = computed(MIXED, "B", "A", rate=1.0)
    assert table["solution_id"].tolist() == ["A", "B"]
    assert table["total_cost"].tolist() == [14.25, 31]
    assert list(lines) == [
        "cost_id", "solution_id", "name", "phase", "category", "year", "value", "own_time",
        "person_days",
    ]  # fmt: skip


def test_solutions_that_cost_the_same_keep_their_order() -> None:
    ids = [f"S{n:02}" for n in range(60)]
    rows = [
        (s, "internal_time", y, 5.0 if n % 3 else 9.0) for n, s in enumerate(ids) for y in (0, 1)
    ]
    table = computed(costs(*rows), *ids)[3]
    expected = [s for n, s in enumerate(ids) if n % 3] + ids[::3]
    assert table["solution_id"].tolist() == complete(table) == expected


def test_no_costs_leave_empty_tables_with_the_columns_of_those_with_them() -> None:
    lines, years, gaps, table = computed(frame("costs"), "A")
    assert lines.empty
    assert years.empty
    assert by_category(lines).empty
    assert gaps["gap"].tolist() == ["no_costs"]
    assert table["total_cost"].isna().all()
    some = computed(MIXED, "A", "B")
    for empty, full in zip((lines, years, gaps, table), some, strict=True):
        assert list(empty) == list(full)
    assert list(by_category(lines)) == list(by_category(some[0]))


def test_no_costs_are_said_and_drawn_as_none() -> None:
    lines, years, gaps, table = priced()
    said = say_total(table, years, ["A", "B"], "EUR", 0.05)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert draw_categories(by_category(lines), "EUR") is None
    assert say_cost_gaps(gaps, table) is None  # said above already
    assert say_total(table, years, [], "EUR", 0) is None


def test_costs_are_said_of_those_in_the_running() -> None:
    _lines, years, _gaps, table = priced(*ROWS)
    said = say_total(table, years, ["A", "B"], "EUR", 0.05)
    assert said is not None
    assert said.text == (
        "Total cost of ownership over BUILD and 1 year of RUN, discounted at 5%: from €80,000"
        " (“Solution A”) to €100,000 (“Solution B”) for those in the running."
    )
    alone = say_total(table, years, ["B"], "EUR", 0.05)
    assert alone is not None
    assert alone.text.endswith("discounted at 5%: “Solution B”, €100,000.")
    assert say_price_of_minimums(table, ["A", "B"], "EUR") is None
    price = say_price_of_minimums(table, ["B"], "EUR")
    assert price is not None
    assert "“Solution A”, eliminated, would cost €20,000 less" in price.text
    assert say_price_of_minimums(table, ["B", "C"], "EUR") is None  # C may be cheaper still
    level = table.assign(total_cost=80_000.0)
    assert say_price_of_minimums(level, ["B"], "EUR") is None
    _lines, years, _gaps, table = priced(("A", "licences", 0, 70), ("B", "licences", 0, 90))
    build = say_total(table, years, ["A", "B"], "EUR", 0.05)
    assert build is not None
    assert build.text.startswith("Total cost of ownership in BUILD, discounted at 5%: from €70")


def test_incomplete_costs_are_named() -> None:
    incomplete = say_cost_gaps(*priced(("A", "licences", 0, 1))[2:])
    assert incomplete is not None
    assert incomplete.tone is Tone.DECIDE
    assert "“Solution A”: no RUN and no estimate of own staff's time" in incomplete.text
    assert "“Solution B”: no cost at all" in incomplete.text
    assert say_cost_gaps(*priced(*ROWS)[2:]) is None
    gaps = pd.DataFrame({"name": ["Zeta", "Alpha"], "gap": "no_run"})
    ordered = say_cost_gaps(gaps, pd.DataFrame({"total_cost": [1.0]}))
    assert ordered is not None
    assert "(“Zeta”: no RUN and “Alpha”: no RUN)" in ordered.text


def test_a_solution_without_costs_beside_one_with_them_is_said() -> None:
    said = say_cost_gaps(*priced(*ROWS[:2])[2:])
    assert said is not None
    assert "(“Solution B”: no cost at all)" in said.text


def test_costs_of_eliminated_solutions_are_costs_all_the_same() -> None:
    _lines, years, _gaps, table = priced(*ROWS[:2])
    said = say_total(table, years, ["B"], "EUR", 0.05)
    assert said is not None
    assert said.text.startswith("No solution in the running has costs yet")


def test_a_rate_is_said_as_it_is() -> None:
    _lines, years, _gaps, table = priced(*ROWS)
    for rate, words in ((0.05, "at 5%:"), (0.055, "at 5.5%:"), (0.0525, "at 5.25%:"),
                        (0.0512345678, "at 5.123457%:")):  # fmt: skip
        said = say_total(table, years, ["A", "B"], "EUR", rate)
        assert said is not None
        assert words in said.text


def test_minimums_have_no_price_where_costs_are_incomplete() -> None:
    for rows in (ROWS[1:], ROWS[:3]):  # Solution A lacks its BUILD; Solution B its RUN
        assert say_price_of_minimums(priced(*rows)[3], ["B"], "EUR") is None


def test_a_small_cost_among_large_ones_is_not_nothing() -> None:
    lines, *_rest = priced(*ROWS, ("A", "training", 0, 40))
    drawn = draw_categories(by_category(lines), "EUR")
    assert drawn is not None
    assert "BUILD – Training: Solution A <\u00a00.1, Solution B –" in drawn.alt


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
    assert chart.svg.count(f"stroke: {to_hex(SOFT)}; stroke-width: 1.2") == lines


def test_costs_of_nothing_have_no_largest_item() -> None:
    zero = (("A", "licences", 0, 0), ("A", "internal_time", 1, 0))
    lines, *_rest = priced(*zero, ("B", "internal_time", 0, 50), ("B", "other", 1, 50))
    items = draw_categories(by_category(lines), "EUR")
    assert drawn_alt(items).startswith("The 2 largest items: €50 each.")
    assert draw_categories(by_category(priced(*zero)[0]), "EUR") is not None


def test_the_title_of_the_categories_cuts_long_names_and_says_ties() -> None:
    lines, *_rest = priced(("A", "licences", 0, 9))
    items = by_category(lines.assign(name="N" * 41))
    assert drawn_alt(draw_categories(items, "EUR")).startswith(
        f"The largest item: BUILD – Licences of “{'N' * 39}…”, €9."
    )
    lines, *_rest = priced(("A", "licences", 0, 50.254), ("B", "licences", 0, 50.25))
    assert drawn_alt(draw_categories(by_category(lines), "EUR")).startswith(
        "The 2 largest items: €50 each."
    )


def test_the_figure_of_the_categories_says_its_figures_and_how_much_it_leaves_out() -> None:
    items = by_category(priced(*ROWS)[0])
    assert speaks_for_itself(lambda: draw_categories(items, "EUR"))
    chart = draw_categories(by_category(priced_crowd()[0]), "EUR")
    assert chart is not None
    assert "7 more solutions are not drawn." in " ".join(words_of(chart))
