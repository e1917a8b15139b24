"""Solution selection: when a dearer BUILD pays for itself."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import drawn_alt, words_of
from support.frames import frame
from support.selections import ROWS, priced, priced_crowd, speaks_for_itself
from support.solutions import computed, costs, scoped

from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.break_even import crossings, draw_cumulative, say_crossings
from playbook.stages.solution_selection.cost_years import by_year
from playbook.stages.solution_selection.costs import cost_lines


def cumulative_drawn(
    years: pd.DataFrame, found: pd.DataFrame, running: list[str], currency: str
) -> Chart | None:
    solutions = years[["solution_id"]].drop_duplicates()
    return draw_cumulative(years, found, running, currency, solutions)


EXACT = pd.DataFrame({"low": [80.0, 100.0], "high": [80.0, 100.0]}, index=["A", "B"])
"""What both cost where no line has ends."""


def said_of(years: pd.DataFrame) -> Finding:
    return say_crossings(crossings(years, ["A", "B"]), "EUR", EXACT)[0]


def crossing(a: list[float], b: list[float], rate: float = 0.0) -> pd.Series:
    rows = [
        (s, "internal_time", y, v) for s, flows in (("A", a), ("B", b)) for y, v in enumerate(flows)
    ]
    return crossings(computed(costs(*rows), "A", "B", rate=rate)[1], ["A", "B"]).iloc[0]


def test_a_dearer_build_pays_off_in_the_year_the_curves_cross() -> None:
    row = crossing([100, 10, 10, 10], [50, 30, 30, 30])
    assert (row["dearer_id"], row["cheaper_id"], row["verdict"]) == ("A", "B", "pays_off")
    assert row["break_even_year"] == 3  # 110 against 80, 120 against 110, 130 against 140
    assert (row["extra_build"], row["run_saving"], row["left"]) == (50, 60, -10)


def test_reaching_the_same_sum_is_break_even() -> None:
    assert crossing([100, 10, 10], [60, 30, 30])["break_even_year"] == 2


def test_crossing_back_does_not_count() -> None:
    assert crossing([100, 0, 90, 0], [50, 60, 0, 90])["break_even_year"] == 3


def test_discounting_can_undo_a_break_even() -> None:
    assert crossing([100, 0], [50, 52])["verdict"] == "pays_off"
    row = crossing([100, 0], [50, 52], rate=0.1)
    assert row["verdict"] == "too_slow"
    assert row["left"] == pytest.approx(50 - 52 / 1.1, abs=0.01)


def test_a_build_that_is_dearer_and_a_run_too_never_pays() -> None:
    row = crossing([100, 20], [50, 10])
    assert row["verdict"] == "dearer_in_run"
    assert pd.isna(row["break_even_year"])


def test_a_run_that_costs_as_much_never_pays_for_a_dearer_build() -> None:
    row = crossing([100, 10], [50, 10])
    assert (row["verdict"], row["run_saving"], row["left"]) == ("dearer_in_run", 0, 50)
    assert crossing([100, 10], [50, 10.01])["verdict"] == "too_slow"


def test_equal_builds_are_no_pair() -> None:
    years = computed(costs(("A", "licences", 0, 5), ("B", "licences", 0, 5)), "A", "B")[1]
    assert crossings(years, ["A", "B"]).empty


def test_pairs_that_break_even_are_named_whole() -> None:
    rows = [("A", "licences", 0, 10), ("A", "support", 1, 1), ("B", "licences", 0, 4)]
    rows += [("B", "support", 1, 8), ("C", "licences", 0, 4), ("C", "support", 1, 9)]
    years = computed(costs(*rows), "A", "B", "C", rate=0.0)[1]
    table = crossings(years[::-1], ["A", "B", "C"])
    assert list(table) == [
        "dearer_id", "dearer", "cheaper_id", "cheaper", "extra_build", "run_saving",
        "break_even_year", "verdict", "left",
    ]  # fmt: skip
    assert table.to_numpy().tolist() == [
        ["A", "Solution A", "B", "Solution B", 6, 7, 1, "pays_off", -1],
        ["A", "Solution A", "C", "Solution C", 6, 8, 1, "pays_off", -2],
    ]  # B and C cost the same to build
    assert crossings(years.head(0), []).columns.tolist() == list(table)
    assert table["break_even_year"].dtype == "Int64"


def test_solutions_that_cost_the_same_to_build_do_not_stop_the_comparison() -> None:
    rows = [("A", "internal_time", 0, 5), ("B", "internal_time", 0, 5), ("C", "licences", 0, 5.4)]
    rows += [
        (solution, "support", 1, cost) for solution, cost in zip("ABC", (3, 4, 1), strict=True)
    ]
    years = computed(costs(*rows), "A", "B", "C", rate=0.0)[1]
    table = crossings(years, ["A", "B", "C"])
    assert table[["dearer_id", "cheaper_id"]].to_numpy().tolist() == [["C", "A"], ["C", "B"]]
    assert table["extra_build"].tolist() == [0.4, 0.4]
    assert table["dearer"].tolist() == ["Solution C"] * 2
    assert table["cheaper"].tolist() == ["Solution A", "Solution B"]
    turned = crossings(years, ["C", "B", "A"])
    assert turned["dearer_id"].tolist() == ["C", "C"]


def test_a_build_that_is_dearer_later_can_have_cost_no_more_from_the_start() -> None:
    header = "cost_id solution_id phase category year amount"
    rows = [
        ("L1", "A", "build", "internal_time", 0, 50), ("L2", "A", "build", "licences", 1, 60),
        ("L3", "B", "build", "internal_time", 0, 100), ("L4", "B", "run", "support", 1, 60),
    ]  # fmt: skip
    years = computed(frame("costs", header, rows), "A", "B", rate=0.0)[1]
    row = crossings(years, ["A", "B"]).iloc[0]
    assert (row["dearer_id"], row["extra_build"], row["run_saving"]) == ("A", 10, 60)
    assert (row["break_even_year"], row["verdict"], row["left"]) == (0, "pays_off", -50)


def test_break_even_is_said_with_its_year_or_its_reason() -> None:
    years = priced(*ROWS)[1]
    assert say_crossings(crossings(years, ["A", "B"]), "EUR", EXACT)[0].text == (
        "“Solution A” costs €30,000 more in BUILD than “Solution B”, and has paid for it in year 1:"
        " it costs €50,000 less in RUN."
    )
    slow = priced(*ROWS[:3], ("B", "internal_time", 1, 40_000))[1]
    assert "still costs €20,000 more" in said_of(slow).text
    never = priced(*ROWS[:3], ("B", "internal_time", 1, 10_000))[1]
    assert "€20,000 more in RUN too" in said_of(never).text
    same = priced(*ROWS[:3], ("B", "internal_time", 1, 30_000))[1]
    assert said_of(same).text == (
        "“Solution A” never pays back what it costs more in BUILD than “Solution B”: RUN costs the"
        " same."
    )


def test_a_break_even_within_ranges_that_overlap_may_be_otherwise() -> None:
    years = priced(*ROWS)[1]
    ends = pd.DataFrame({"low": [70.0, 90.0], "high": [95.0, 120.0]}, index=["A", "B"])
    (said,) = say_crossings(crossings(years, ["A", "B"]), "EUR", ends)
    assert said.tone is Tone.CAUTION
    assert said.text.endswith("So it is by the amounts; within their ranges it may be otherwise.")
    apart = ends.assign(low=[70.0, 96.0])
    assert say_crossings(crossings(years, ["A", "B"]), "EUR", apart)[0].tone is Tone.RESULT


def test_the_three_tightest_break_evens_are_said_in_the_order_of_the_table_where_they_tie() -> None:
    found = crossings(priced(*ROWS)[1], ["A", "B"])
    many = pd.concat([found] * 30).assign(dearer=[f"S{n:02}" for n in range(30)])
    many = many.assign(left=[float(n % 2) for n in range(30)])
    said = [finding.text[:5] for finding in say_crossings(many, "EUR", EXACT)]
    assert said == ["“S00”", "“S02”", "“S04”"]


def test_without_costs_nothing_breaks_even() -> None:
    years = priced()[1]
    found = crossings(years, [])
    assert found.empty
    assert say_crossings(found, "EUR", EXACT) == []
    assert cumulative_drawn(years, found, [], "EUR") is None


def test_the_figure_of_the_years_says_what_pays_for_its_build_first() -> None:
    years = priced(*ROWS)[1]
    found = crossings(years, ["A", "B"])
    later = found.assign(dearer="Later", break_even_year=2)
    named = pd.concat([later, found.assign(dearer="D" * 31, cheaper="C" * 31)])
    chart = cumulative_drawn(years, named, ["A", "B"], "EUR")
    assert drawn_alt(chart) == (
        f"“{'D' * 29}…” pays its higher BUILD back against “{'C' * 29}…” in year 1. After year"
        " 1: Solution A: €80,000; Solution B: €100,000."
    )
    assert [words_of(chart).count(year) for year in ("0", "1")] == [2, 1]  # 0 on both axes
    never = found.assign(verdict="too_slow")
    assert drawn_alt(cumulative_drawn(years, never, ["A", "B"], "EUR")).startswith(
        "No higher BUILD cost pays for itself within the years that are planned. "
    )
    assert drawn_alt(cumulative_drawn(years, found.head(0), ["A"], "EUR")).startswith(
        "How the costs add up. "
    )


def test_of_many_solutions_the_six_cheapest_are_drawn_over_the_years() -> None:
    ids = [f"S{n:02}" for n in range(40)]
    lines = [(i, "licences", 0, 6 - n % 2) for n, i in enumerate(ids)]
    years = by_year(cost_lines(costs(*lines), scoped(*ids)), 0.0)
    chart = cumulative_drawn(years, crossings(years, []), ids, "EUR")
    drawn = [f"Solution {i}: €5" for i in ids[1:12:2]]  # in the order of the table where they tie
    assert drawn_alt(chart).endswith(f"After year 0: {'; '.join(drawn)}.")
    long = years.head(1).assign(name="N" * 17)
    chart = cumulative_drawn(long, crossings(years, []), ids, "EUR")
    assert "N" * 15 + "…" in words_of(chart)


def test_an_eliminated_solution_may_pay_for_its_build() -> None:
    years = priced(*ROWS)[1]  # A pays for its BUILD against B; it is eliminated
    more = years[years["solution_id"] == "B"].assign(solution_id="C", name="Solution C")
    more = more.assign(build=more["build"] + 1.0 * (more["year"] == 0))
    more = more.assign(cost=more["build"] + more["run"])
    more = more.assign(discounted=more["cost"], cumulative=more["cost"].cumsum())
    years = pd.concat([years, more])
    drawn = cumulative_drawn(years, crossings(years, ["B", "C"]), ["B", "C"], "EUR")
    assert drawn is not None
    assert drawn.alt.startswith(
        "Of those in the running with complete costs, no higher BUILD cost pays for itself within"
        " the years that are planned."
    )


def test_names_that_begin_alike_are_told_apart_where_they_are_cut() -> None:
    years = priced(*ROWS)[1]
    called = {"Solution A": "Kelvio Inbox Standard", "Solution B": "Kelvio Inbox Starter"}
    years = years.assign(name=years["name"].map(called))
    drawn = cumulative_drawn(years, crossings(years, ["A", "B"]), ["A", "B"], "EUR")
    assert drawn is not None
    assert ">Kelvio… Standard<" in drawn.svg
    assert ">Kelvio… Starter<" in drawn.svg
    same = years.assign(name="Kelvio Inbox Standard")
    drawn = cumulative_drawn(same, crossings(same, ["A", "B"]), ["A", "B"], "EUR")
    assert drawn is not None
    assert ">Kelvio Inbox…<" in drawn.svg


def test_the_figure_of_the_years_says_its_figures_and_how_much_it_leaves_out() -> None:
    years = priced(*ROWS)[1]
    found = crossings(years, ["A", "B"])
    assert speaks_for_itself(lambda: cumulative_drawn(years, found, ["A"], "EUR"))
    many = priced_crowd()[1]
    chart = cumulative_drawn(many, crossings(many, []), [], "EUR")
    assert chart is not None
    assert "7 more solutions are not drawn." in " ".join(words_of(chart))


def test_costs_of_nothing_are_drawn_over_the_years() -> None:
    years = priced(("A", "licences", 0, 0), ("A", "internal_time", 1, 0))[1]
    assert cumulative_drawn(years, crossings(years, ["A"]), ["A"], "EUR") is not None
