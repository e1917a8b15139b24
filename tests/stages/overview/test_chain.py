"""Overview: how far each use case gets."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from support.chains import (
    BENEFITS,
    DECISIONS,
    RATINGS,
    ROLLOUTS,
    SOLUTIONS,
    USAGE,
    USE_CASES,
    chain_of,
    chain_tables,
)
from support.charts import places_of, words_of
from support.sentences import said, texts
from support.small_tables import small_table

from playbook.language import speaking
from playbook.show.chart import BLUE, ORANGE
from playbook.stages.overview import breaks, chain


def test_a_thread_counts_what_hangs_on_a_use_case() -> None:
    table = chain.threads(chain_tables()).set_index("thread")
    counted = ["idea", "votes", "solution", "in_run", "rollout", "deployed", "benefit"]
    assert table.loc["U1", counted].tolist() == [1, 2, 2, 1, 1, 1, 1]
    assert table.loc["U2", counted].tolist() == [1, 1, 1, 0, 1, 0, 0]
    assert table.loc["U3", counted].tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert table["used"].to_dict() == {"U1": True, "U2": False, "U3": False}


def test_links_count_the_use_cases_with_both_ends() -> None:
    assert chain.links(chain.threads(chain_tables()))["count"].tolist() == [3, 3, 2, 2, 1]
    assert chain.layer_totals(chain_tables()) == {
        "idea": 2, "use_case": 3, "decision": 3, "solution": 3, "rollout": 2, "benefit": 1,
    }  # fmt: skip


def test_an_orphan_solution_with_a_benefit_is_a_thread_of_its_own() -> None:
    orphan = {
        "solutions": (*SOLUTIONS, "U1|Same name as a use case|"),
        "benefits": (*BENEFITS, "2026-01-31|U1|quality|1|"),
    }
    table = chain.threads(chain_tables(**orphan))
    last = table.iloc[-1]
    assert (last["use_case"], last["votes"], last["rollout"]) == (0, 0, 0)
    assert pd.isna(last["outcome"])


def test_threads_are_the_use_cases_then_the_solutions_without_one() -> None:
    table = chain.threads(chain_tables(solutions=(SOLUTIONS[0], "S4|Lost|", *SOLUTIONS[1:])))
    assert table[["thread", "title", "use_case", "idea"]].to_numpy().tolist() == [
        ["U1", "Sorting", 1, 1], ["U2", "Drafts", 1, 1], ["U3", "Chatbot", 1, 1],
        ["S4", "Lost", 0, 0],
    ]  # fmt: skip
    assert table["outcome"].tolist()[:3] == ["selected", "selected", "rejected"]
    assert table.index.tolist() == [0, 1, 2, 3]


def test_a_solution_and_a_use_case_with_the_same_identifier_share_nothing() -> None:
    made = chain_tables(
        solutions=(*SOLUTIONS, "U2|Same identifier|"),
        benefits=(*BENEFITS, "2026-01-31|U2|quality|1|"),
        usage=(*USAGE, "2026-01-05|U2|Claims|3|9"),
    )
    table = chain.threads(made).set_index("title")
    counted = ["votes", "solution", "in_run", "rollout", "benefit", "used"]
    assert table.loc["Drafts", counted].tolist() == [1, 1, 0, 1, 0, False]
    assert table.loc["Same identifier", counted].tolist() == [0, 1, 1, 0, 1, True]


def test_nothing_at_all_is_an_empty_chain() -> None:
    made = {name: small_table(name) for name in chain.CHAIN_TABLES}
    table = chain.threads(made)
    assert table.empty
    counted = ["votes", "solution", "in_run", "rollout", "deployed", "benefit"]
    assert (table[counted].dtypes == "int64").all()
    assert chain.links(table)["count"].tolist() == [0] * 5
    assert set(chain.layer_totals(made).values()) == {0}


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from(["", "selected", "rejected"]), st.integers(0, 2)),
        max_size=6,
    )
)
def test_a_link_never_counts_more_than_its_ends(cases: list[tuple[bool, str, int]]) -> None:
    made = chain_tables(
        use_cases=(USE_CASES[0], *(f"U{i}|T|{'N1' if c[0] else ''}" for i, c in enumerate(cases))),
        ratings=RATINGS[:1], usage=USAGE[:1], benefits=BENEFITS[:1], rollouts=ROLLOUTS[:1],
        decisions=(DECISIONS[0], *(f"U{i}|{c[1]}" for i, c in enumerate(cases) if c[1])),
        solutions=(
            SOLUTIONS[0],
            *(f"S{i}-{k}|N|U{i}" for i, c in enumerate(cases) for k in range(c[2])),
        ),
    )  # fmt: skip
    counts = chain.links(chain.threads(made)).set_index("target")["count"]
    assert counts["use_case"] == sum(c[0] for c in cases)
    assert counts["solution"] == sum(c[1] == "selected" and c[2] > 0 for c in cases)
    assert (counts <= len(cases)).all()


def test_the_chain_in_words() -> None:
    tables = chain_of(2)
    threads = chain.threads(tables)
    assert said(chain.say_threads(threads, chain.layer_totals(tables)))[0] == (
        "2 use cases: 1 selected, 2 with a solution, 2 rolled out at a site or more, 2 with a"
        " measured benefit. 1 comes from the ideation workshop and its 2 notes."
    )


def test_the_chain_is_drawn_twelve_threads_long_and_says_so() -> None:
    tables = chain_of(15)
    threads = chain.threads(tables)
    broken = breaks.chain_breaks(threads, set())
    chart = chain.draw_threads(threads, broken, chain.links(threads), chain.layer_totals(tables))
    assert chart is not None
    assert " ".join(words_of(chart)).endswith("asks for a reason. 3 more are not drawn.")
    assert "Idea: 15" in chart.alt


def test_a_thread_with_a_break_is_drawn_before_one_that_gets_as_far_without() -> None:
    tables = chain_of(15)
    threads = chain.threads(tables)
    last = pd.DataFrame([("use_case_without_idea", "idea", "U9", "A use case number 9")])
    last.columns = ["breach", "layer", "thread", "title"]
    links, counts = chain.links(threads), chain.layer_totals(tables)
    for broken, drawn in ((last, True), (last.head(0), False)):
        chart = chain.draw_threads(threads, broken, links, counts)
        assert chart is not None
        assert ("number 9<" in " ".join(chart.svg.split())) is drawn


@pytest.mark.parametrize(
    ("with_idea", "first"),
    [("U1", "number 1"), (None, "number 0")],
)
def test_threads_that_get_as_far_come_by_what_they_have_then_by_what_was_selected(
    with_idea: str | None, first: str
) -> None:
    tables = chain_of(2)  # U0 was selected, U1 deferred; all else is alike
    both = tables["use_cases"].iloc[::-1].reset_index(drop=True)
    tables["use_cases"] = both.assign(
        idea_id=both["idea_id"].where(both["use_case_id"] == with_idea)
    )
    threads = chain.threads(tables)
    broken, links = breaks.chain_breaks(threads, set()), chain.links(threads)
    chart = chain.draw_threads(threads, broken, links, chain.layer_totals(tables))
    assert chart is not None
    heights = {words: y for words, _x, y in places_of(chart) if words.startswith("A use case")}
    assert min(heights, key=lambda words: heights[words]) == f"A use case {first}"


def test_a_break_at_something_that_is_there_is_ringed() -> None:
    tables = chain_of(2)
    threads = chain.threads(tables)
    broken = pd.DataFrame([("use_case_without_idea", "use_case", "U1", "A use case number 1")])
    broken.columns = ["breach", "layer", "thread", "title"]
    links, counts = chain.links(threads), chain.layer_totals(tables)
    ringed, whole = (
        chain.draw_threads(threads, found, links, counts) for found in (broken, broken.head(0))
    )
    assert ringed is not None
    assert whole is not None
    assert f"fill: {to_hex(BLUE)}; stroke: {to_hex(ORANGE)}" in ringed.svg
    assert to_hex(ORANGE) not in whole.svg


def test_one_note_is_one_note_in_both_languages() -> None:
    tables = chain_of(1) | {"use_cases": chain_of(2)["use_cases"].tail(1)}
    threads, counts = chain.threads(tables), chain.layer_totals(tables)
    words, _tone = said(chain.say_threads(threads, counts))
    assert words.endswith("1 comes from the ideation workshop and its 1 note.")
    with speaking("fr"):
        words, _tone = said(chain.say_threads(threads, counts))
    assert words.endswith("1 vient de l’atelier d’idéation (1 post-it).")


def test_solutions_alone_are_drawn_without_a_share_of_no_use_case() -> None:
    solutions = small_table("solutions", "solution_id|name|use_case_id", "S1|Kelvio|")
    tables = {name: small_table(name) for name in chain.CHAIN_TABLES} | {"solutions": solutions}
    threads = chain.threads(tables)
    broken = breaks.chain_breaks(threads, {"solutions"})
    chart = chain.draw_threads(threads, broken, chain.links(threads), chain.layer_totals(tables))
    assert chart is not None
    assert chart.alt.startswith("There is no use case yet. ")
    assert chain.say_threads(threads, chain.layer_totals(tables)) is None


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_chain_is_said_and_drawn_of_any_campaign(size: int, language: str) -> None:
    tables = chain_of(size)
    threads, counts = chain.threads(tables), chain.layer_totals(tables)
    broken = breaks.chain_breaks(threads, {name for name, table in tables.items() if len(table)})
    with speaking(language):
        finding = chain.say_threads(threads, counts)
        chart = chain.draw_threads(threads, broken, chain.links(threads), counts)
    assert all("{" not in text and len(text) < 500 for text in texts([finding]))
    assert (chart is not None) is (size > 0)
    assert chart is None or (len(chart.alt.split()) > 5 and len(chart.svg) < 300_000)
