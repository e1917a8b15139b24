"""Who uses the solutions, and where the use stalls."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from support.charts import height_of, titled_axes, words_of
from support.run_records import AS_OF, rates_and_standing
from support.sentences import texts
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, GREEN, ORANGE, SOFT, Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.adoption import (
    adoption_rates,
    adoption_standing,
    draw_adoption,
    figure_adoption,
    reach,
    say_odd_usage,
    say_reach,
    say_stalls,
)


def _usage(*counts: int, eligible: int = 100, department: str = "Sales"):
    rows = [
        f"2026-{n // 28 + 1:02d}-{n % 28 + 1:02d}, S1, {department}, {count}, {eligible}"
        for n, count in enumerate(counts)
    ]
    return adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)


LONG_AGO = date(2020, 1, 1)


def said_of(standing: pd.DataFrame, last: int, fresh: date = LONG_AGO) -> list[Finding]:
    return [finding for finding in say_stalls(standing, last, fresh) if finding]


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "adoption")


def test_rates_miss_where_nobody_is_eligible_and_stop_at_the_day() -> None:
    rates = adoption_rates(
        typed(
            "usage",
            "2026-09-30, S1, Sales, 3, 12",
            "2026-09-30, S1, Legal, 5, 0",
            "2026-09-30, S1, Board, 1, 1",
            "2026-10-01, S1, Sales, 9, 12",
        ),
        SOLUTIONS,
        AS_OF,
    )
    assert list(rates.columns) == [
        "date", "solution_id", "solution", "department", "active_users", "eligible_users", "rate",
    ]  # fmt: skip
    assert list(rates["department"]) == ["Board", "Legal", "Sales"]
    assert list(rates["rate"]) == pytest.approx([1, np.nan, 0.25], nan_ok=True)


@pytest.mark.parametrize(
    ("counts", "standing"),
    [
        ((10, 40, 30, 40), "stalled"),
        ((10, 40, 41, 20), "growing"),
        ((10, 80, 20, 20), "fell_back"),
        ((10, 40, 30, 80), "reached"),
        ((10, 40), "too_short"),
        ((40, 40, 40, 40), "stalled"),
    ],
)
def test_a_stall_is_no_better_measurement_among_the_last(
    counts: tuple[int, ...], standing: str
) -> None:
    table = adoption_standing(_usage(*counts), target=0.8, last=2)
    assert list(table["standing"]) == [standing]


def test_standings_come_with_what_is_stalled_first_then_the_lowest_rate() -> None:
    series = {
        "F reached": (10, 20, 90), "E short": (5, 5), "D growing": (5, 5, 20),
        "C fallen": (90, 30, 30), "B stalled": (50, 50, 50), "A stalled": (50, 50, 50),
        "G stalled": (40, 40, 40),
    }  # fmt: skip
    rates = pd.concat([_usage(*counts, department=name) for name, counts in series.items()])
    table = adoption_standing(rates, target=0.8, last=2)
    assert list(table["department"]) == [
        "G stalled", "A stalled", "B stalled", "C fallen", "D growing", "E short", "F reached",
    ]  # fmt: skip
    assert list(table.columns) == [
        "solution_id", "solution", "department", "measurements", "latest_on", "active_users",
        "eligible_users", "rate", "target", "best_before", "best_recent", "standing",
    ]  # fmt: skip
    assert list(table["measurements"]) == [3, 3, 3, 3, 3, 2, 3]
    assert list(reach(table).columns) == [
        "solution_id", "solution", "active_users", "eligible_users", "latest_on", "rate",
    ]  # fmt: skip


def test_the_stall_is_said_with_place_and_share() -> None:
    table = adoption_standing(_usage(10, 40, 30, 40), target=0.8, last=2)
    (found,) = said_of(table, 2)
    assert found.tone is Tone.DECIDE
    assert found.text.startswith("The use stalls below the target in Sales with Kelvio (40%):")
    reached = say_reach(reach(table), 0.8, LONG_AGO)
    assert reached is not None
    assert (
        reached.text
        == "In use: Kelvio by 40 of 100 eligible people (40%); the target of 80% is not reached."
    )


def test_no_stall_and_too_early_are_said_as_such() -> None:
    growing = adoption_standing(_usage(10, 20, 30, 40), target=0.8, last=2)
    short = adoption_standing(_usage(10, 20), target=0.8, last=2)
    assert texts(said_of(growing, 2)) == ["The measurements show no stall of the use."]
    assert said_of(short, 2) == [
        Finding(
            "Too early to say whether the use stalls: no department has more than 2 measurements.",
            Tone.CAUTION,
        )
    ]


def test_more_users_than_eligible_people_is_said() -> None:
    rates = _usage(10, 120)
    assert say_odd_usage(rates, adoption_standing(rates, 0.8, 2)) == Finding(
        "To check in the figures of use: 1 measurement has more users than eligible people.",
        Tone.CAUTION,
    )
    everyone = _usage(10, 100)
    assert say_odd_usage(everyone, adoption_standing(everyone, 0.8, 2)) is None


def test_no_measurement_says_and_draws_nothing() -> None:
    rates = adoption_rates(typed("usage"), SOLUTIONS, AS_OF)
    standing = adoption_standing(rates, 0.8, 8)
    assert say_reach(reach(standing), 0.8, LONG_AGO) is None
    assert said_of(standing, 8) == []
    assert say_odd_usage(rates, standing) is None
    assert draw_adoption(rates, standing, 0.8) is None


def test_more_solutions_than_are_named_are_counted() -> None:
    rows = [f"2026-01-01, S{n}, Sales, 10, 100" for n in range(6)]
    rates = adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)
    said = say_reach(reach(adoption_standing(rates, 0.8, 2)), 0.8, LONG_AGO)
    assert said is not None
    assert said.text.endswith(
        "and S3 by 10 of 100 eligible people (10%); the target of 80% is not reached. 2 more"
        " solutions are in the table."
    )


def test_no_stall_is_claimed_of_what_has_too_few_measurements() -> None:
    rates, standing = rates_and_standing(
        "2026-01-01, S1, Sales, 90, 100", "2026-01-01, S1, IT, 1, 9"
    )
    (said,), chart = said_of(standing, 2), draw_adoption(rates, standing, 0.8)
    assert said.text == ("The measurements show no stall of the use; 1 curve has too few to tell.")
    assert chart is not None
    assert chart.alt.startswith("Use of the solutions, in each department.")


def test_what_fell_back_is_not_said_to_stall() -> None:
    rates = _usage(10, 20, 85, 79)
    standing = adoption_standing(rates, target=0.8, last=2)
    (said,), chart = said_of(standing, 2), draw_adoption(rates, standing, 0.8)
    assert said.text.startswith("The use stalls or has fallen back below the target in Sales")
    assert chart is not None
    assert chart.alt.startswith("Stalled or fallen back below the target: 1 of 1 curves.")


def test_a_share_below_the_target_is_not_written_as_the_target() -> None:
    standing = adoption_standing(_usage(100, 796, 796, 796, eligible=1000), 0.8, 2)
    (said,) = said_of(standing, 2)
    assert "Sales with Kelvio (79.6%)" in said.text
    assert say_reach(reach(standing), 0.8, LONG_AGO) == Finding(
        "In use: Kelvio by 796 of 1,000 eligible people (79.6%); the target of 80% is not reached."
    )


def test_more_places_that_stall_than_are_named_are_counted() -> None:
    rows = [f"2026-01-0{day}, S1, D{n}, {n}, 100" for n in range(6) for day in (1, 2, 3)]
    assert texts(said_of(rates_and_standing(*rows)[1], 2)) == [
        "The use stalls below the target in D0 with Kelvio (0%), D1 with Kelvio (1%), D2 with"
        " Kelvio (2%), D3 with Kelvio (3%) and 2 more: ask those who hold back before training"
        " more."
    ]


def test_users_where_nobody_is_eligible_are_to_be_checked() -> None:
    rates, standing = rates_and_standing("2026-01-01, S1, IT, 5, 0")
    said = say_odd_usage(rates, standing)
    assert said is not None
    assert "1 measurement has more users than eligible people" in said.text


def test_a_department_measured_earlier_than_others_is_counted_once() -> None:
    days = {"Sales": "2026-09-28", "IT": "2026-09-30"}
    rows = [f"{day}, S{n}, {name}, 1, 9" for name, day in days.items() for n in (1, 2)]
    said = say_odd_usage(*rates_and_standing(*rows))
    assert said is not None
    assert said.text.endswith(": 1 department was not measured when others last were.")


@pytest.mark.parametrize("count", [1, 500])
def test_adoption_is_drawn_for_one_row_and_for_many(count: int) -> None:
    rows = [
        f"2026-01-{n % 25 + 1:02d}, S{n // 250 + 1}, D{n // 25}, {n % 90}, 90" for n in range(count)
    ]
    rates = adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)
    standing = adoption_standing(rates, 0.8, 8)
    chart = draw_adoption(rates, standing, 0.8)
    assert chart is not None
    assert len(chart.svg) < 120_000


def test_curves_left_out_of_the_figure_are_counted() -> None:
    rows = [f"2026-01-0{day}, S1, D{n}, {n}, 100" for n in range(14) for day in (1, 2, 3)]
    chart = draw_adoption(*rates_and_standing(*rows), 0.8)
    assert chart is not None
    assert "6 of 14 curves are drawn; the table holds them all." in chart.reading
    assert chart.alt.endswith("; 2 more.")


def test_the_solution_named_in_the_title_is_drawn() -> None:
    rows = [
        f"2026-01-0{day}, S{n}, Sales, {9 if n < 5 else 1}, 10"
        for n in range(6)
        for day in (1, 2, 3)
    ]
    chart = draw_adoption(*rates_and_standing(*rows), 0.8)
    assert chart is not None
    assert chart.alt.startswith("Stalled at 10%: Sales with S5.")
    assert ">S5</text>" in chart.svg


def test_departments_with_long_names_are_told_apart_in_the_figure() -> None:
    rows = [f"2026-01-01, S1, Customer service centre {n}, {n}, 100" for n in (1, 2)]
    chart = draw_adoption(*rates_and_standing(*rows), 0.8)
    assert chart is not None
    assert "Customer service… 1</text>" in chart.svg
    assert "Customer service… 2</text>" in chart.svg


def _curves(*curves: tuple[str, str, float, str]) -> pd.DataFrame:
    """Where some curves stand: solution, department, rate and standing."""
    table = pd.DataFrame(curves, columns=["solution", "department", "rate", "standing"])
    return table.assign(solution_id=table["solution"], target=0.8)


def _rates(standing: pd.DataFrame, days: int = 2) -> pd.DataFrame:
    """Measurements of some curves, a day apart, that end at their rate."""
    frames = [
        standing[["solution_id", "solution", "department", "rate"]].assign(
            date=pd.Timestamp("2026-01-01") + pd.Timedelta(days=day)
        )
        for day in range(days)
    ]
    return pd.concat(frames, ignore_index=True)


def _adoption(*curves: tuple[str, str, float, str]) -> Chart:
    standing = _curves(*curves)
    chart = draw_adoption(_rates(standing), standing, 0.8)
    assert chart is not None
    return chart


STALLED, SHORT, FALLEN = ("K", "A", 0.4, "stalled"), ("K", "B", 0.3, "too_short"), "fell_back"


@pytest.mark.parametrize(
    ("curves", "title"),
    [
        ([STALLED], "Stalled at 40%: A with K."),
        ([STALLED, SHORT], "Stalled at 40%: A with K."),
        (
            [STALLED, ("V", "C", 0.5, "stalled")],
            "Stalled at 40%: A with K, and 1 more line.",
        ),
        (
            [STALLED, ("V", "C", 0.5, "stalled"), ("V", "D", 0.5, "stalled")],
            "Stalled at 40%: A with K, and 2 more lines.",
        ),
        ([("K", "A", 0.7996, "stalled")], "Stalled at 79.96%: A with K."),
        ([("K", "A", 0.4, FALLEN)], "Stalled or fallen back below the target: 1 of 1 curves."),
        (
            [STALLED, ("K", "C", 0.4, FALLEN)],
            "Stalled or fallen back below the target: 2 of 2 curves.",
        ),
        (
            [("K", "A", 0.4, FALLEN), ("K", "C", 0.4, FALLEN), SHORT],
            "Stalled or fallen back below the target: 2 of 3 curves.",
        ),
        ([SHORT], "Use of the solutions, in each department."),
        ([("K", "A", 0.9, "reached"), SHORT], "Use of the solutions, in each department."),
        ([("K", "A", 0.9, "reached")], "No curve of the use stalls."),
        ([("K", "A", 0.4, "growing")], "No curve of the use stalls."),
    ],
)
def test_the_title_says_where_the_use_stalls(
    curves: list[tuple[str, str, float, str]], title: str
) -> None:
    assert _adoption(*curves).alt.startswith(f"{title} {curves[0][1]} with {curves[0][0]}: ")


def test_long_names_are_cut_in_the_title() -> None:
    fits = _adoption(("k" * 30, "a" * 30, 0.4, "stalled")).alt
    assert fits.startswith(f"Stalled at 40%: {'a' * 30} with {'k' * 30}. ")
    cut = _adoption(("k" * 31, "a" * 31, 0.4, "stalled")).alt
    assert cut.startswith(f"Stalled at 40%: {'a' * 29}… with {'k' * 29}…. ")


def test_a_department_is_cut_after_twenty_one_characters_in_the_figure() -> None:
    assert f"40% {'a' * 21}" in words_of(_adoption(("K", "a" * 21, 0.4, "stalled")))
    assert f"40% {'a' * 20}…" in words_of(_adoption(("K", "a" * 22, 0.4, "stalled")))


def test_every_curve_is_said_with_its_standing() -> None:
    chart = _adoption(
        ("K", "A", 0.7996, "stalled"), ("K", "B", 0.3, "too_short"), ("V", "C", 0.9, "reached"),
        ("V", "D", 0.5, "growing"),
    )  # fmt: skip
    assert chart.alt == (
        "Stalled at 79.96%: A with K. A with K: 79.96%, stalled; B with K: 30%, too few"
        " measurements; C with V: 90%, target reached; D with V: 50%, growing."
    )
    assert "79.96% A" in words_of(chart)
    assert "90% C" in words_of(chart)


READING = (
    "Share of eligible people who use it. Dashed: the target. Orange: stalled or fallen back; blue:"
    " growing; green: target reached; grey: too few measurements."
)


@pytest.mark.parametrize(
    ("solutions", "departments", "drawn"),
    [
        (4, 1, None),
        (5, 1, "4 of 5"),
        (1, 6, None),
        (1, 7, "6 of 7"),
        (4, 6, None),
        (2, 7, "12 of 14"),
    ],
)
def test_curves_are_counted_where_some_are_not_drawn(
    solutions: int, departments: int, drawn: str | None
) -> None:
    curves = [
        (f"K{n}", f"D{m}", 0.5, "growing") for m in range(departments) for n in range(solutions)
    ]
    chart = _adoption(*curves)
    reading = READING
    if drawn:
        reading += f" {drawn} curves are drawn; the table holds them all."
    written = " ".join(words_of(chart))
    assert reading in written
    assert ("are drawn" in written) == (drawn is not None)
    assert (f"K{solutions - 1}" in words_of(chart)) == (solutions < 5)
    assert (f"50% D{departments - 1}" in words_of(chart)) == (departments < 7)
    assert (f"50% D{min(departments, 6) - 1}") in words_of(chart)


def test_curves_beyond_a_dozen_are_counted_in_words() -> None:
    curves = [("K", f"D{n}", 0.5, "growing") for n in range(13)]
    assert _adoption(*curves[:12]).alt.endswith("; D11 with K: 50%, growing.")
    assert _adoption(*curves).alt.endswith("; D11 with K: 50%, growing; 1 more.")


def test_the_solutions_with_the_first_curves_are_drawn_in_their_own_order() -> None:
    chart = _adoption(*[(name, "D", 0.5, "growing") for name in ("K5", "K4", "K3", "K2", "K1")])
    assert "K1" not in words_of(chart)
    tops = [height_of(chart, name) for name in ("K2", "K3", "K4", "K5")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4


def test_curves_have_the_colour_of_their_standing(axes: list[Axes]) -> None:
    standings = ("stalled", "fell_back", "growing", "too_short", "reached")
    _adoption(*[("K", name, 0.5, name) for name in standings])
    target, *lines = axes[0].get_lines()
    assert list(target.get_ydata()) == [0.8, 0.8]
    assert [line.get_color() for line in lines] == [ORANGE, ORANGE, BLUE, SOFT, GREEN]
    assert [line.get_marker() for line in lines] == ["None"] * 5
    widths = [line.get_linewidth() for line in lines]
    assert widths[0] == widths[1] > widths[2] == widths[3] == widths[4]
    names = {text.get_text(): text.get_color() for text in axes[0].texts}
    assert names == {
        "50% stalled": ORANGE, "50% fell_back": ORANGE, "50% growing": BLUE,
        "50% too_short": SOFT, "50% reached": GREEN,
    }  # fmt: skip


def test_each_curve_holds_its_own_measurements_and_a_single_one_has_a_mark(
    axes: list[Axes],
) -> None:
    standing = _curves(
        ("K", "A", 0.2, "growing"), ("K", "B", 0.3, "growing"), ("V", "A", 0.5, "growing")
    )
    rates = pd.concat([_rates(standing, 1), _rates(standing, 2).tail(3)], ignore_index=True)
    rates["date"] += pd.to_timedelta(rates.index, unit="D")
    rates["rate"] = [0.1, np.nan, 0.4, 0.2, 0.3, 0.5]
    draw_adoption(rates, standing, 0.8)
    first, second = axes[0].figure.axes
    lines = [line for own in (first, second) for line in own.get_lines()[1:]]
    assert [list(line.get_ydata()) for line in lines] == [[0.1, 0.2], [0.3], [0.4, 0.5]]
    assert [line.get_marker() for line in lines] == ["None", "o", "None"]
    assert [own.get_title(loc="left") for own in (first, second)] == ["K", "V"]


@pytest.mark.parametrize(("highest", "top"), [(0.4, 1), (1.0, 1), (1.5, 1.5)])
def test_the_rates_go_from_nothing_to_all_and_beyond_where_one_does(
    axes: list[Axes], highest: float, top: float
) -> None:
    _adoption(("K", "A", 0.3, "growing"), ("V", "B", highest, "reached"))
    assert [own.get_ylim() for own in axes[0].figure.axes] == [(0, top)] * 2


def test_no_standing_draws_nothing_whatever_was_measured() -> None:
    standing = _curves(STALLED)
    assert draw_adoption(_rates(standing), standing.head(0), 0.8) is None


def test_use_of_long_ago_is_said_in_the_past_with_its_day() -> None:
    """Of one solution only: each is as old as its own last measurement."""
    days = [f"2026-01-0{day}, S1, Sales, {used}, 100" for day, used in ((1, 50), (2, 40), (3, 40))]
    days += [f"2026-09-0{day}, S2, Sales, {used}, 100" for day, used in ((1, 50), (2, 40), (3, 40))]
    _rates, standing = rates_and_standing(*days)
    fresh = date(2026, 7, 1)
    found = say_reach(reach(standing), 0.8, fresh)
    assert found is not None
    assert found.text == (
        "In use: Kelvio by 40 of 100 eligible people (40%) on 3 January 2026 and Voxa by 40 of 100"
        " eligible people (40%); the target is 80%."
    )
    figure = figure_adoption(reach(standing), 0.8, fresh)
    assert figure is not None
    assert figure.note.endswith("target 80%, from 3 January 2026 to 3 September 2026")
    one = figure_adoption(reach(standing).head(1), 0.8, fresh)
    assert one is not None
    assert one.note.endswith("target 80%, on 3 January 2026")
    assert texts(said_of(standing, 2, fresh)) == [
        "The use stalls below the target in Sales with Voxa (40%): ask those who hold back before"
        " training more.",
        "When last measured, up to 3 January 2026, the use had stalled or fallen back below the"
        " target in Sales with Kelvio (40%): measure again, and ask those who hold back before"
        " training more.",
    ]
