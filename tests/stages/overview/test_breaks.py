"""Overview: where the chain breaks."""

from __future__ import annotations

import pandas as pd
import pytest
from support.chains import (
    BENEFITS,
    DECISIONS,
    IDEAS,
    RATINGS,
    ROLLOUTS,
    SOLUTIONS,
    USAGE,
    USE_CASES,
    chain_of,
    chain_tables,
)
from support.sentences import said, texts
from support.small_tables import small_table

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages.overview import breaks, chain


def breaks_of(**changed: tuple[str, ...]) -> set[tuple[str, str]]:
    made = chain_tables(**changed)
    present = {name for name, table in made.items() if len(table)}
    found = breaks.chain_breaks(chain.threads(made), present)
    assert (found["layer"] == found["breach"].map(breaks.BREAKS)).all()
    return set(zip(found["breach"], found["thread"], strict=True))


def test_nothing_at_all_has_no_break() -> None:
    made = {name: small_table(name) for name in chain.CHAIN_TABLES}
    assert breaks.chain_breaks(chain.threads(made), set()).empty


def test_a_whole_chain_has_no_break() -> None:
    assert breaks_of() == set()


def without(table: tuple[str, ...], start: str) -> tuple[str, ...]:
    return tuple(row for row in table if not row.startswith(start))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"use_cases": (*USE_CASES, "U4|New|")}, {("use_case_without_idea", "U4")}),
        ({"ratings": (*RATINGS[:3], RATINGS[4])}, {("decided_not_rated", "U2")}),
        ({"ratings": (*RATINGS[:4], "P1|U3||")}, {("decided_not_rated", "U3")}),
        ({"decisions": DECISIONS[:3]}, {("rated_not_decided", "U3")}),
        (
            {"solutions": SOLUTIONS[:3], "rollouts": ROLLOUTS[:3]},
            {("selected_without_solution", "U2")},
        ),
        ({"solutions": SOLUTIONS[:3]}, {("rollout_without_solution", "U2")}),
        ({"solutions": (*SOLUTIONS, "S4|Lost|")}, {("solution_without_use_case", "S4")}),
        ({"solutions": (*SOLUTIONS, "S4|Bot|U3")}, {("solution_not_selected", "U3")}),
        (
            {"solutions": (*SOLUTIONS, "S4|Bot|U3"), "rollouts": (*ROLLOUTS, "U3|North|planned")},
            {("deployed_not_selected", "U3")},
        ),
        ({"rollouts": without(ROLLOUTS, "U1|North")}, {("run_without_rollout", "U1")}),
        ({"rollouts": (*ROLLOUTS, "U2|South|running")}, {("rollout_without_benefit", "U2")}),
        (
            {"benefits": (*BENEFITS, "2026-01-31|S3|quality|1|")},
            {("benefit_without_usage", "U2")},
        ),
        (
            {"decisions": ("use_case_id|outcome", "U1|deferred", *DECISIONS[2:])},
            {("benefit_not_selected", "U1"), ("deployed_not_selected", "U1")},
        ),
    ],
)  # fmt: skip
def test_each_break_is_found_alone(
    changed: dict[str, tuple[str, ...]], expected: set[tuple[str, str]]
) -> None:
    assert breaks_of(**changed) == expected


@pytest.mark.parametrize("absent", ["ideas", "ratings", "decisions", "solutions", "rollouts"])
def test_what_has_no_table_yet_is_no_break(absent: str) -> None:
    header = {"ideas": IDEAS, "ratings": RATINGS, "decisions": DECISIONS, "rollouts": ROLLOUTS}
    if absent == "solutions":
        made = chain_tables(solutions=SOLUTIONS[:1], usage=USAGE[:1], benefits=BENEFITS[:1])
    else:
        made = chain_tables(**{absent: header[absent][:1]})
    present = {name for name, table in made.items() if len(table)}
    found = breaks.chain_breaks(chain.threads(made), present)
    assert found.empty


def test_breaks_name_their_thread_what_weighs_most_first() -> None:
    made = chain_tables(
        use_cases=(*USE_CASES, "U4|New|"), solutions=(*SOLUTIONS, "S4|Lost|"),
        decisions=("use_case_id|outcome", "U1|deferred", *DECISIONS[2:]),
    )  # fmt: skip
    threads = chain.threads(made)
    expected = pd.DataFrame(
        [
            ("benefit_not_selected", "benefit", "U1", "Sorting"),
            ("deployed_not_selected", "rollout", "U1", "Sorting"),
            ("solution_without_use_case", "use_case", "S4", "Lost"),
            ("use_case_without_idea", "idea", "U4", "New"),
        ],
        columns=["breach", "layer", "thread", "title"],
    )
    present = {name for name, table in made.items() if len(table)}
    pd.testing.assert_frame_equal(breaks.chain_breaks(threads, present), expected)
    pd.testing.assert_frame_equal(breaks.chain_breaks(threads, set()), expected.head(0))


def test_breaks_in_words_and_none_as_a_result() -> None:
    threads = chain.threads(chain_of(2))
    none = breaks.say_breaks(breaks.chain_breaks(threads, set()), threads)
    assert none == Finding(
        "The chain from idea to benefit has no break where both sides have data."
    )
    some = breaks.say_breaks(breaks.chain_breaks(threads, {"ideas", "use_cases"}), threads)
    assert some == Finding(
        "Mend the chain from idea to benefit, which breaks in 1 place. Use case without an idea:"
        " “A use case number 0”.",
        Tone.DECIDE,
    )


def test_breaks_of_kinds_that_are_not_named_are_counted() -> None:
    tables = chain_of(3)
    threads = chain.threads(tables)
    kinds = list(breaks.BREAKS)[:5]
    broken = pd.DataFrame({"breach": kinds, "layer": "idea", "thread": "U1", "title": "A title"})
    words, _tone = said(breaks.say_breaks(broken, threads))
    assert words.startswith("Mend the chain from idea to benefit, which breaks in 5 places.")
    assert words.endswith("2 breaks of other kinds weigh less.")


@pytest.mark.parametrize(("count", "end"), [(5, "“D” and “E”."), (6, "“D” and 2 more.")])
def test_one_title_more_than_are_named_is_named_too(count: int, end: str) -> None:
    threads = chain.threads(chain_of(3))
    kind = next(iter(breaks.BREAKS))
    broken = pd.DataFrame({"title": list("ABCDEF")[:count], "breach": kind})
    assert said(breaks.say_breaks(broken, threads))[0].endswith(end)


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_breaks_are_said_of_any_campaign(size: int, language: str) -> None:
    tables = chain_of(size)
    threads = chain.threads(tables)
    broken = breaks.chain_breaks(threads, {name for name, table in tables.items() if len(table)})
    with speaking(language):
        finding = breaks.say_breaks(broken, threads)
    assert all("{" not in text and len(text) < 500 for text in texts([finding]))
