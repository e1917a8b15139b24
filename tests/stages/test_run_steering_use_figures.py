"""RUN steering: figures of the checklist and of the use."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from support.charts import height_of, titled_axes, words_of
from support.run_records import AS_OF, LIST, rates_and_standing
from support.typed_tables import SOLUTIONS, typed

from playbook.show.chart import BLUE, GREEN, ORANGE, SOFT, Chart
from playbook.stages import run_steering as run


def test_the_checklist_is_drawn_with_its_counts_in_words() -> None:
    chart = run.draw_checklist(run.checklist_progress(LIST))
    assert chart is not None
    assert chart.alt.startswith("1 of 4 applicable items is done. Maintain: 1 Done")


@pytest.mark.parametrize("count", [1, 500])
def test_adoption_is_drawn_for_one_row_and_for_many(count: int) -> None:
    rows = [
        f"2026-01-{n % 25 + 1:02d}, S{n // 250 + 1}, D{n // 25}, {n % 90}, 90" for n in range(count)
    ]
    rates = run.adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)
    standing = run.adoption_standing(rates, 0.8, 8)
    chart = run.draw_adoption(rates, standing, 0.8)
    assert chart is not None
    assert len(chart.svg) < 120_000


def test_curves_left_out_of_the_figure_are_counted() -> None:
    rows = [f"2026-01-0{day}, S1, D{n}, {n}, 100" for n in range(14) for day in (1, 2, 3)]
    chart = run.draw_adoption(*rates_and_standing(*rows), 0.8)
    assert chart is not None
    assert "6 of 14 curves are drawn; the table holds them all." in chart.svg
    assert chart.alt.endswith("; 2 more.")


def test_the_solution_named_in_the_title_is_drawn() -> None:
    rows = [
        f"2026-01-0{day}, S{n}, Sales, {9 if n < 5 else 1}, 10"
        for n in range(6)
        for day in (1, 2, 3)
    ]
    chart = run.draw_adoption(*rates_and_standing(*rows), 0.8)
    assert chart is not None
    assert chart.alt.startswith("Sales stalls at 10% with S5.")
    assert ">S5</text>" in chart.svg


def test_a_checklist_that_does_not_apply_is_not_counted_as_done() -> None:
    items = typed("run_checklist", "I1, scale, Server, not_applicable, ,")
    chart = run.draw_checklist(run.checklist_progress(items))
    assert chart is not None
    assert chart.alt.startswith("No item of the checklist is applicable.")


def test_departments_with_long_names_are_told_apart_in_the_figure() -> None:
    rows = [f"2026-01-01, S1, Customer service centre {n}, {n}, 100" for n in (1, 2)]
    chart = run.draw_adoption(*rates_and_standing(*rows), 0.8)
    assert chart is not None
    assert "e centre 1</text>" in chart.svg
    assert "e centre 2</text>" in chart.svg


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes on which a title is written, figure after figure."""
    return titled_axes(monkeypatch, "run_steering", "figures_use")


def _items(**counts: int) -> pd.DataFrame:
    statuses = [status for status, count in counts.items() for _n in range(count)]
    rows = [f"I{n}, maintain, Item, {status}, ," for n, status in enumerate(statuses)]
    return run.checklist_progress(typed("run_checklist", *rows))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"todo": 1}, "0 of 1 applicable items are done. Maintain: 1 To do."),
        (
            {"done": 1, "not_applicable": 1},
            "1 of 1 applicable items is done. Maintain: 1 Done, 1 Not applicable.",
        ),
        (
            {"done": 2, "in_progress": 1},
            "2 of 3 applicable items are done. Maintain: 2 Done, 1 In progress.",
        ),
        (
            {"not_applicable": 2},
            "No item of the checklist is applicable. Maintain: 2 Not applicable.",
        ),
    ],
)
def test_only_the_statuses_that_items_have_are_drawn(counts: dict[str, int], words: str) -> None:
    chart = run.draw_checklist(_items(**counts))
    assert chart is not None
    assert chart.alt == words


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
    chart = run.draw_adoption(_rates(standing), standing, 0.8)
    assert chart is not None
    return chart


STALLED, SHORT, FALLEN = ("K", "A", 0.4, "stalled"), ("K", "B", 0.3, "too_short"), "fell_back"


@pytest.mark.parametrize(
    ("curves", "title"),
    [
        ([STALLED], "A stalls at 40% with K."),
        ([STALLED, SHORT], "A stalls at 40% with K."),
        (
            [STALLED, ("V", "C", 0.5, "stalled")],
            "A stalls at 40% with K, and 1 more line stalls.",
        ),
        (
            [STALLED, ("V", "C", 0.5, "stalled"), ("V", "D", 0.5, "stalled")],
            "A stalls at 40% with K, and 2 more lines stall.",
        ),
        ([("K", "A", 0.7996, "stalled")], "A stalls at 79.96% with K."),
        ([("K", "A", 0.4, FALLEN)], "1 curve stalls or has fallen back below the target."),
        (
            [STALLED, ("K", "C", 0.4, FALLEN)],
            "2 curves stall or have fallen back below the target.",
        ),
        (
            [("K", "A", 0.4, FALLEN), ("K", "C", 0.4, FALLEN), SHORT],
            "2 curves stall or have fallen back below the target.",
        ),
        ([SHORT], "Who uses the solutions, in each department."),
        ([("K", "A", 0.9, "reached"), SHORT], "Who uses the solutions, in each department."),
        ([("K", "A", 0.9, "reached")], "The use stalls nowhere."),
        ([("K", "A", 0.4, "growing")], "The use stalls nowhere."),
    ],
)
def test_the_title_says_where_the_use_stalls(
    curves: list[tuple[str, str, float, str]], title: str
) -> None:
    assert _adoption(*curves).alt.startswith(f"{title} {curves[0][1]} with {curves[0][0]}: ")


def test_long_names_are_cut_in_the_title() -> None:
    fits = _adoption(("k" * 30, "a" * 30, 0.4, "stalled")).alt
    assert fits.startswith(f"{'a' * 30} stalls at 40% with {'k' * 30}. ")
    cut = _adoption(("k" * 31, "a" * 31, 0.4, "stalled")).alt
    assert cut.startswith(f"{'a' * 29}… stalls at 40% with {'k' * 29}…. ")


def test_a_department_is_cut_after_twenty_one_characters_in_the_figure() -> None:
    assert f"40% {'a' * 21}" in words_of(_adoption(("K", "a" * 21, 0.4, "stalled")))
    assert f"40% {'a' * 20}…" in words_of(_adoption(("K", "a" * 22, 0.4, "stalled")))


def test_every_curve_is_said_with_its_standing() -> None:
    chart = _adoption(
        ("K", "A", 0.7996, "stalled"), ("K", "B", 0.3, "too_short"), ("V", "C", 0.9, "reached"),
        ("V", "D", 0.5, "growing"),
    )  # fmt: skip
    assert chart.alt == (
        "A stalls at 79.96% with K. A with K: 79.96%, stalled; B with K: 30%, too few"
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
    run.draw_adoption(rates, standing, 0.8)
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
    assert run.draw_adoption(_rates(standing), standing.head(0), 0.8) is None
