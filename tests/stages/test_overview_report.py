"""The sentences and figures of the overview, from no rows to many."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from support.charts import places_of, words_of
from support.small_tables import small_table

from playbook.language import speaking
from playbook.show.chart import BLUE, ORANGE
from playbook.show.findings import Finding, Tone
from playbook.stages import overview

DAY = date(2026, 9, 30)
KINDS = ("revenue", "cost_avoided", "time_saved", "quality")


def campaign(size: int) -> dict[str, pd.DataFrame]:
    """The tables of the chain, `size` use cases long."""
    rows = {
        "ideas": ("idea_id|text|round", *(f"N{i}|T|follow_up" for i in range(size))),
        "use_cases": (
            "use_case_id|title|idea_id",
            *(f"U{i}|A use case number {i}|{f'N{i}' if i % 3 else ''}" for i in range(size)),
        ),
        "ratings": (
            "participant_id|use_case_id|value|feasibility",
            *(f"P1|U{i}|{i % 5 + 1}|3" for i in range(size)),
        ),
        "decisions": (
            "use_case_id|outcome",
            *(f"U{i}|{('selected', 'deferred')[i % 2]}" for i in range(size)),
        ),
        "solutions": ("solution_id|name|use_case_id", *(f"S{i}|Sol {i}|U{i}" for i in range(size))),
        "benefits": (
            "date|solution_id|kind|amount|expected",
            *(f"2026-01-31|S{i}|{KINDS[i % 4]}|{i % 7}|{i % 5 or ''}" for i in range(size)),
        ),
        "rollouts": ("use_case_id|site|status", *(f"U{i}|North|done" for i in range(size))),
    }
    return {name: small_table(name, *rows.get(name, ())) for name in overview.CHAIN_TABLES}


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_is_said_and_drawn_of_any_campaign(size: int, language: str) -> None:
    tables = campaign(size)
    present = {name: table for name, table in tables.items() if len(table)}
    with speaking(language):
        progress = overview.stage_progress(present, DAY)
        threads, counts = overview.threads(tables), overview.totals(tables)
        breaks, links = overview.chain_breaks(threads, present), overview.links(threads)
        benefits = overview.realised(tables["benefits"], tables["solutions"])
        benefits = overview.readable(benefits, "EUR")
        means = overview.value_ratings(tables["ratings"])
        foresight = overview.foresight(
            means, tables["benefits"], tables["solutions"], tables["use_cases"]
        )
        prediction = overview.prediction(foresight, 5, 1)
        findings = [
            overview.say_progress(progress),
            overview.say_next(progress),
            overview.say_chain(threads, counts),
            overview.say_breaks(breaks, threads),
            *overview.say_realised(benefits),
            overview.say_unexpected(benefits),
            overview.say_prediction(prediction),
        ]
        charts = [
            overview.draw_chain(threads, breaks, links, counts),
            overview.draw_realised(benefits),
            overview.draw_foresight(foresight, prediction),
        ]
    texts = [finding.text for finding in findings if finding is not None]
    assert all("{" not in text and len(text) < 500 for text in texts)
    drawn = [chart for chart in charts if chart is not None]
    assert len(drawn) == {0: 0, 1: 1, 500: 3}[size]
    assert all(len(chart.alt.split()) > 5 and len(chart.svg) < 300_000 for chart in drawn)


def test_a_whole_playbook_has_nothing_to_fill() -> None:
    days = dict.fromkeys(overview.HAPPENED.values(), pd.to_datetime(["2026-01-01"]))
    every = {
        name: pd.DataFrame(days) for milestone in overview.MILESTONES for name in milestone.tables
    }
    progress = overview.stage_progress(every, DAY)
    assert overview.say_next(progress) is None
    assert overview.say_progress(progress) == Finding(
        "Every table of all 11 stages of the playbook has rows."
    )


def test_the_first_stage_that_lacks_a_table_comes_next() -> None:
    tables = campaign(2)
    progress = overview.stage_progress({"ideas": tables["ideas"]}, DAY)
    assert overview.say_progress(progress).text == (
        "1 of 11 stages of the playbook has data, 0 of them in every table."
    )
    following = overview.say_next(progress)
    assert following == Finding(
        "First to fill, in the order of the playbook: Participants and Dot votes"
        " (Ideation workshop).",
        Tone.DECIDE,
    )
    partly = pd.DataFrame({"standing": ["complete", "partly"]})
    assert overview.say_progress(partly).text == (
        "2 of 2 stages of the playbook have data, 1 of them in every table."
    )


def test_the_chain_in_words() -> None:
    tables = campaign(2)
    threads = overview.threads(tables)
    said = overview.say_chain(threads, overview.totals(tables))
    assert said is not None
    assert said.text == (
        "2 use cases: 1 selected, 2 with a solution, 2 rolled out at a site or more, 2 with a"
        " measured benefit. 1 comes from the ideation workshop and its 2 notes."
    )


def test_breaks_in_words_and_none_as_a_result() -> None:
    threads = overview.threads(campaign(2))
    none = overview.say_breaks(overview.chain_breaks(threads, set()), threads)
    assert none == Finding(
        "The chain from idea to benefit has no break where both sides have data."
    )
    some = overview.say_breaks(overview.chain_breaks(threads, {"ideas", "use_cases"}), threads)
    assert some == Finding(
        "The chain from idea to benefit breaks in 1 place. Use case without an idea:"
        " “A use case number 0”.",
        Tone.DECIDE,
    )


def test_realised_in_words() -> None:
    tables = campaign(4)
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        "2026-01-31|S0|time_saved|10|40",
        "2026-02-28|S0|time_saved|10|40",
        "2026-01-31|S1|revenue|50|40",
        "2026-01-31|S2|quality|3|",
        "2026-01-31|S3|quality|3|0",
    )
    table = overview.readable(overview.realised(rows, tables["solutions"]), "EUR")
    first, second = overview.say_realised(table)
    assert first.text == "1 of 2 benefits with an expectation reach it."
    assert second.text == (
        "Furthest behind: “Sol 0” (time saved) with 20 h of 80 h expected (25%) over 2"
        " measurements."
    )
    (reached,) = overview.say_realised(table.assign(ratio=1.0).head(2))
    assert reached.text == "2 of 2 benefits with an expectation reach it."
    unknown = overview.say_unexpected(table)
    assert unknown is not None
    assert unknown.text == (
        "Nobody noted what was expected of “Sol 2” (quality): it cannot be judged."
    )
    assert len(overview.say_realised(table[table["name"] == "Sol 1"])) == 1
    assert overview.say_realised(table.head(0))[0].tone is Tone.CAUTION


def test_the_chain_is_drawn_twelve_threads_long_and_says_so() -> None:
    tables = campaign(15)
    threads = overview.threads(tables)
    breaks = overview.chain_breaks(threads, set())
    chart = overview.draw_chain(threads, breaks, overview.links(threads), overview.totals(tables))
    assert chart is not None
    assert " ".join(words_of(chart)).endswith("asks for a reason. 3 more are not drawn.")
    assert "Idea: 15" in chart.alt


def test_a_thread_with_a_break_is_drawn_before_one_that_gets_as_far_without() -> None:
    tables = campaign(15)
    threads = overview.threads(tables)
    last = pd.DataFrame([("use_case_without_idea", "idea", "U9", "A use case number 9")])
    last.columns = ["breach", "layer", "thread", "title"]
    links, counts = overview.links(threads), overview.totals(tables)
    for breaks, drawn in ((last, True), (last.head(0), False)):
        chart = overview.draw_chain(threads, breaks, links, counts)
        assert chart is not None
        assert ("number 9<" in " ".join(chart.svg.split())) is drawn


@pytest.mark.parametrize(
    ("with_idea", "first"),
    [("U1", "number 1"), (None, "number 0")],
)
def test_threads_that_get_as_far_come_by_what_they_have_then_by_what_was_selected(
    with_idea: str | None, first: str
) -> None:
    tables = campaign(2)  # U0 was selected, U1 deferred; all else is alike
    both = tables["use_cases"].iloc[::-1].reset_index(drop=True)
    tables["use_cases"] = both.assign(
        idea_id=both["idea_id"].where(both["use_case_id"] == with_idea)
    )
    threads = overview.threads(tables)
    breaks, links = overview.chain_breaks(threads, set()), overview.links(threads)
    chart = overview.draw_chain(threads, breaks, links, overview.totals(tables))
    assert chart is not None
    heights = {words: y for words, _x, y in places_of(chart) if words.startswith("A use case")}
    assert min(heights, key=lambda words: heights[words]) == f"A use case {first}"


def test_a_break_at_something_that_is_there_is_ringed() -> None:
    tables = campaign(2)
    threads = overview.threads(tables)
    breaks = pd.DataFrame([("use_case_without_idea", "use_case", "U1", "A use case number 1")])
    breaks.columns = ["breach", "layer", "thread", "title"]
    links, counts = overview.links(threads), overview.totals(tables)
    ringed, whole = (
        overview.draw_chain(threads, found, links, counts) for found in (breaks, breaks.head(0))
    )
    assert ringed is not None
    assert whole is not None
    assert f"fill: {BLUE}; stroke: {ORANGE}" in ringed.svg
    assert ORANGE not in whole.svg


def test_a_tie_for_the_furthest_behind_is_said() -> None:
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        *(f"2026-01-31|S{i}|quality|{amount}|40" for i, amount in enumerate((0, 0, 0, 50))),
    )
    table = overview.readable(overview.realised(rows, campaign(4)["solutions"]), "EUR")
    assert overview.say_realised(table)[1].text == (
        "Furthest behind: “Sol 0” (quality) with 0 points of 40 points expected (0%) over 1"
        " measurement. 2 others are as far behind."
    )


def test_breaks_of_kinds_that_are_not_named_are_counted() -> None:
    tables = campaign(3)
    threads = overview.threads(tables)
    kinds = list(overview.BREAKS)[:5]
    breaks = pd.DataFrame({"breach": kinds, "layer": "idea", "thread": "U1", "title": "A title"})
    said = overview.say_breaks(breaks, threads)
    assert said is not None
    assert said.text.startswith("The chain from idea to benefit breaks in 5 places.")
    assert said.text.endswith("2 breaks of other kinds weigh less.")


@pytest.mark.parametrize(("count", "end"), [(5, "“D” and “E”."), (6, "“D” and 2 more.")])
def test_one_title_more_than_are_named_is_named_too(count: int, end: str) -> None:
    threads = overview.threads(campaign(3))
    kind = next(iter(overview.BREAKS))
    breaks = pd.DataFrame({"title": list("ABCDEF")[:count], "breach": kind})
    said = overview.say_breaks(breaks, threads)
    assert said is not None
    assert said.text.endswith(end)
    unknown = pd.DataFrame({"name": list("ABCDEF")[:count], "kind": "quality", "compared": 0})
    benefits = overview.say_unexpected(unknown)
    assert benefits is not None
    assert f"“D” (quality) and {'2 more' if count == 6 else '“E” (quality)'}:" in benefits.text


def test_one_note_is_one_note_in_both_languages() -> None:
    tables = campaign(1) | {"use_cases": campaign(2)["use_cases"].tail(1)}
    threads, counts = overview.threads(tables), overview.totals(tables)
    said = overview.say_chain(threads, counts)
    assert said is not None
    assert said.text.endswith("1 comes from the ideation workshop and its 1 note.")
    with speaking("fr"):
        said = overview.say_chain(threads, counts)
    assert said is not None
    assert said.text.endswith("1 vient de l’atelier d’idéation (1 post-it).")


def many_benefits(count: int, name: str = "Sol") -> pd.DataFrame:
    """As many benefits as are asked for, each further behind than the one before."""
    solutions = small_table(
        "solutions", "solution_id|name|use_case_id", *(f"S{i}|{name} {i}|" for i in range(count))
    )
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        *(f"2026-01-31|S{i}|quality|{100 - i}|100" for i in range(count)),
    )
    return overview.readable(overview.realised(rows, solutions), "EUR")


def test_a_benefit_that_is_just_as_expected_is_reached() -> None:
    chart = overview.draw_realised(many_benefits(3))  # 100, 99 and 98 of 100
    assert chart is not None
    assert chart.alt.startswith("1 of 3 benefits reach what was expected. ")
    assert chart.svg.count(f"fill: {BLUE}") == 1
    assert chart.svg.count(f"fill: {ORANGE}") == 2


def test_of_benefits_as_far_behind_the_last_of_the_table_are_drawn() -> None:
    table = many_benefits(40).assign(ratio=0.5, name=[f"Sol {n}" for n in range(40)])
    chart = overview.draw_realised(table)
    assert chart is not None
    assert re.findall(r"Sol (\d+)", chart.alt) == [str(n) for n in range(28, 40)]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("N" * 50, ["N" * 22, "N" * 21 + "…", "· Quality"]),
        ("N" * 21, ["N" * 21, "· Quality"]),
    ],
)
def test_names_of_benefits_are_cut_before_their_kind(name: str, lines: list[str]) -> None:
    chart = overview.draw_realised(many_benefits(1).assign(name=name))
    assert chart is not None
    assert [words for words in words_of(chart) if words[0] in "N·"] == lines


def test_benefits_that_are_not_drawn_are_counted() -> None:
    chart, whole = (overview.draw_realised(many_benefits(count)) for count in (15, 12))
    assert chart is not None
    assert whole is not None
    assert "known. 3<" in chart.svg
    assert "more, no further behind, are not drawn." in chart.svg
    assert "no further behind" not in whole.svg


def test_two_benefits_of_a_solution_with_a_long_name_are_told_apart() -> None:
    name = "Assistant that drafts the replies to the written complaints of members"
    solutions = small_table("solutions", "solution_id|name|use_case_id", f"S1|{name}|")
    rows = small_table(
        "benefits",
        "date|solution_id|kind|amount|expected",
        "2026-01-31|S1|revenue|50|40",
        "2026-01-31|S1|cost_avoided|30|40",
    )
    table = overview.readable(overview.realised(rows, solutions), "EUR")
    chart = overview.draw_realised(table)
    assert chart is not None
    assert "· Revenue: €50" in chart.alt
    assert "· Cost avoided: €30" in chart.alt
    assert "Revenue<" in chart.svg
    assert "Cost avoided<" in chart.svg


def test_solutions_alone_are_drawn_without_a_share_of_no_use_case() -> None:
    solutions = small_table("solutions", "solution_id|name|use_case_id", "S1|Kelvio|")
    tables = {name: small_table(name) for name in overview.CHAIN_TABLES} | {"solutions": solutions}
    threads = overview.threads(tables)
    breaks = overview.chain_breaks(threads, {"solutions"})
    chart = overview.draw_chain(threads, breaks, overview.links(threads), overview.totals(tables))
    assert chart is not None
    assert chart.alt.startswith("There is no use case yet. ")
    assert overview.say_chain(threads, overview.totals(tables)) is None
