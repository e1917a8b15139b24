"""Figures: what they say in words, their size, and that people's words are drawn as they are."""

from __future__ import annotations

import re

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from support.charts import drawn

from playbook.language import speaking
from playbook.show.chart import (
    LETTERS,
    WIDTH,
    Chart,
    TickNumbers,
    TickPercents,
    drawing,
    labels_apart,
    lay_out,
    titled,
    wrapped,
)
from playbook.show.points import label_points
from playbook.show.screen import for_a_screen
from playbook.show.stacked import DRAWN_ROWS, draw_parts
from playbook.show.svg import on_paper, without_heading

PARTS = {"a": ("yes", "#0072b2"), "b": ("no", "#9aa5b1")}


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
    assert steps_between.tolist() == pytest.approx([steps_between[0]] * 3, abs=0.03)
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
    assert content == {"image/svg+xml": on_paper(chart.svg), "text/plain": chart.alt}
    about = {"alt": chart.alt, "title": "Title", "reading": ""}
    assert details == {"image/svg+xml": about}


def test_drawing_keeps_to_the_kits_style_and_leaves_the_users_alone() -> None:
    with mpl.rc_context({"font.size": 33, "text.usetex": True}):
        with drawing(2) as (_figure, axes):
            assert mpl.rcParams["font.size"] == LETTERS
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
    assert max(len(line) for line in lines if "word" in line) <= 58
    assert max(len(line) for line in lines if "read" in line) <= 84
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
        "Classify the letters\nof customers… topic",
        "Classify the letters\nof customers… region",
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


@pytest.mark.parametrize("ticks", [1, 7, 12])
def test_words_around_axes_stay_within_the_figure_and_off_other_axes(ticks: int) -> None:
    with drawing(3) as (figure, axes):
        axes.remove()
        both = figure.subplots(2, 2)
        for one in both.flat:
            one.barh(["A long name of a bar", "Another"], [3, 10**ticks])
            one.set_title("Some axes")
            one.set_xlabel("How many")
        lay_out(figure)
        boxes = [one.get_tightbbox() for one in both.flat]
    for box in boxes:
        assert figure.bbox.padded(1).containsx(box.x0)
        assert figure.bbox.padded(1).containsx(box.x1)
        assert figure.bbox.padded(1).containsy(box.y0)
        assert figure.bbox.padded(1).containsy(box.y1)
        assert not [other for other in boxes if other is not box and other.overlaps(box)]


def test_words_as_wide_as_a_figure_leave_room_for_the_axes() -> None:
    with drawing(2) as (figure, axes):
        axes.barh(["W" * 200, "B"], [1, 2])
        lay_out(figure)
        assert axes.bbox.width > 0.15 * figure.bbox.width
        assert axes.bbox.x1 <= figure.bbox.x1


def test_a_page_shows_a_figure_without_the_heading_that_it_says_itself() -> None:
    with drawing(2) as (figure, axes):
        titled(axes, "A title", "How to read it")
        chart = Chart(figure, "")
    assert 'viewBox="0 -37 432 181"' in chart.svg  # a line of 16, one of 13, and 8 below
    assert 'height="181pt"' in chart.svg
    (shown, _about) = chart._repr_mimebundle_()
    assert '<svg style="background: #fff" ' in shown["image/svg+xml"]
    bare = without_heading(shown["image/svg+xml"])
    assert "background" not in bare
    assert 'height="144pt" viewBox="0 0 432 144"' in bare
    assert without_heading(bare) == bare


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


def test_a_figure_for_a_screen_is_wide_and_low_and_says_the_same() -> None:
    on_a_page = drawn(bars((2, 0), (1, 3)))
    with for_a_screen():
        on_a_screen = drawn(bars((2, 0), (1, 3)))
        with drawing(6.0) as (figure, _axes):
            assert tuple(figure.get_size_inches()) == pytest.approx((8.55, 4.5))
    assert words(on_a_screen) == words(on_a_page)
    assert on_a_screen.alt == on_a_page.alt
    with drawing(6.0) as (figure, _axes):
        assert tuple(figure.get_size_inches()) == pytest.approx((WIDTH, 6.0))
