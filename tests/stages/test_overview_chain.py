"""The chain from idea to benefit and its breaks, by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_tables import small_table

from playbook.stages import overview
from playbook.tables import TABLES

IDEAS = ("idea_id|text|round", "N1|Sort|first_reflection", "N2|Draft|first_reflection")
USE_CASES = ("use_case_id|title|idea_id", "U1|Sorting|N1", "U2|Drafts|N2", "U3|Chatbot|N2")
RATINGS = (
    "participant_id|use_case_id|value|feasibility", "P1|U1|4|3", "P2|U1||3", "P1|U2|5|4",
    "P1|U3|1|1",
)  # fmt: skip
DECISIONS = ("use_case_id|outcome", "U1|selected", "U2|selected", "U3|rejected")
SOLUTIONS = ("solution_id|name|use_case_id", "S1|Kelvio|U1", "S2|Zaptri|U1", "S3|Voxa|U2")
USAGE = ("date|solution_id|department|active_users|eligible_users", "2026-01-05|S1|Claims|3|9")
BENEFITS = ("date|solution_id|kind|amount|expected", "2026-01-31|S1|time_saved|5|4")
ROLLOUTS = ("use_case_id|site|status", "U1|North|done", "U1|South|abandoned", "U2|North|planned")


def tables(**changed: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """A chain without a break, but for what is changed."""
    rows = {
        "ideas": IDEAS, "use_cases": USE_CASES, "ratings": RATINGS, "decisions": DECISIONS,
        "solutions": SOLUTIONS, "usage": USAGE, "benefits": BENEFITS, "rollouts": ROLLOUTS,
    } | changed  # fmt: skip
    return {name: small_table(name, *rows.get(name, ())) for name in overview.CHAIN_TABLES}


def breaks(**changed: tuple[str, ...]) -> set[tuple[str, str]]:
    made = tables(**changed)
    present = {name for name, table in made.items() if len(table)}
    found = overview.chain_breaks(overview.threads(made), present)
    assert (found["layer"] == found["breach"].map(overview.BREAKS)).all()
    return set(zip(found["breach"], found["thread"], strict=True))


def test_a_thread_counts_what_hangs_on_a_use_case() -> None:
    table = overview.threads(tables()).set_index("thread")
    counted = ["idea", "votes", "solution", "in_run", "rollout", "deployed", "benefit"]
    assert table.loc["U1", counted].tolist() == [1, 2, 2, 1, 1, 1, 1]
    assert table.loc["U2", counted].tolist() == [1, 1, 1, 0, 1, 0, 0]
    assert table.loc["U3", counted].tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert table["used"].to_dict() == {"U1": True, "U2": False, "U3": False}


def test_links_count_the_use_cases_with_both_ends() -> None:
    assert overview.links(overview.threads(tables()))["count"].tolist() == [3, 3, 2, 2, 1]
    assert overview.totals(tables()) == {
        "idea": 2, "use_case": 3, "decision": 3, "solution": 3, "rollout": 2, "benefit": 1,
    }  # fmt: skip


def test_a_whole_chain_has_no_break() -> None:
    assert breaks() == set()


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
    assert breaks(**changed) == expected


@pytest.mark.parametrize("absent", ["ideas", "ratings", "decisions", "solutions", "rollouts"])
def test_what_has_no_table_yet_is_no_break(absent: str) -> None:
    header = {"ideas": IDEAS, "ratings": RATINGS, "decisions": DECISIONS, "rollouts": ROLLOUTS}
    if absent == "solutions":
        made = tables(solutions=SOLUTIONS[:1], usage=USAGE[:1], benefits=BENEFITS[:1])
    else:
        made = tables(**{absent: header[absent][:1]})
    present = {name for name, table in made.items() if len(table)}
    found = overview.chain_breaks(overview.threads(made), present)
    assert found.empty


def test_an_orphan_solution_with_a_benefit_is_a_thread_of_its_own() -> None:
    orphan = {
        "solutions": (*SOLUTIONS, "U1|Same name as a use case|"),
        "benefits": (*BENEFITS, "2026-01-31|U1|quality|1|"),
    }
    table = overview.threads(tables(**orphan))
    last = table.iloc[-1]
    assert (last["use_case"], last["votes"], last["rollout"]) == (0, 0, 0)
    assert pd.isna(last["outcome"])


def test_threads_are_the_use_cases_then_the_solutions_without_one() -> None:
    table = overview.threads(tables(solutions=(SOLUTIONS[0], "S4|Lost|", *SOLUTIONS[1:])))
    assert table[["thread", "title", "use_case", "idea"]].to_numpy().tolist() == [
        ["U1", "Sorting", 1, 1], ["U2", "Drafts", 1, 1], ["U3", "Chatbot", 1, 1],
        ["S4", "Lost", 0, 0],
    ]  # fmt: skip
    assert table["outcome"].tolist()[:3] == ["selected", "selected", "rejected"]
    assert table.index.tolist() == [0, 1, 2, 3]


def test_breaks_name_their_thread_what_weighs_most_first() -> None:
    made = tables(
        use_cases=(*USE_CASES, "U4|New|"), solutions=(*SOLUTIONS, "S4|Lost|"),
        decisions=("use_case_id|outcome", "U1|deferred", *DECISIONS[2:]),
    )  # fmt: skip
    threads = overview.threads(made)
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
    pd.testing.assert_frame_equal(overview.chain_breaks(threads, present), expected)
    pd.testing.assert_frame_equal(overview.chain_breaks(threads, set()), expected.head(0))


def test_a_solution_and_a_use_case_with_the_same_identifier_share_nothing() -> None:
    made = tables(
        solutions=(*SOLUTIONS, "U2|Same identifier|"),
        benefits=(*BENEFITS, "2026-01-31|U2|quality|1|"),
        usage=(*USAGE, "2026-01-05|U2|Claims|3|9"),
    )
    table = overview.threads(made).set_index("title")
    counted = ["votes", "solution", "in_run", "rollout", "benefit", "used"]
    assert table.loc["Drafts", counted].tolist() == [1, 1, 0, 1, 0, False]
    assert table.loc["Same identifier", counted].tolist() == [0, 1, 1, 0, 1, True]


def test_nothing_at_all_is_an_empty_chain() -> None:
    made = {name: small_table(name) for name in overview.CHAIN_TABLES}
    table = overview.threads(made)
    assert table.empty
    counted = ["votes", "solution", "in_run", "rollout", "deployed", "benefit"]
    assert (table[counted].dtypes == "int64").all()
    assert overview.chain_breaks(table, set()).empty
    assert overview.links(table)["count"].tolist() == [0] * 5
    assert set(overview.totals(made).values()) == {0}


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from(["", "selected", "rejected"]), st.integers(0, 2)),
        max_size=6,
    )
)
def test_a_link_never_counts_more_than_its_ends(cases: list[tuple[bool, str, int]]) -> None:
    made = tables(
        use_cases=(USE_CASES[0], *(f"U{i}|T|{'N1' if c[0] else ''}" for i, c in enumerate(cases))),
        ratings=RATINGS[:1], usage=USAGE[:1], benefits=BENEFITS[:1], rollouts=ROLLOUTS[:1],
        decisions=(DECISIONS[0], *(f"U{i}|{c[1]}" for i, c in enumerate(cases) if c[1])),
        solutions=(
            SOLUTIONS[0],
            *(f"S{i}-{k}|N|U{i}" for i, c in enumerate(cases) for k in range(c[2])),
        ),
    )  # fmt: skip
    counts = overview.links(overview.threads(made)).set_index("target")["count"]
    assert counts["use_case"] == sum(c[0] for c in cases)
    assert counts["solution"] == sum(c[1] == "selected" and c[2] > 0 for c in cases)
    assert (counts <= len(cases)).all()


def test_progress_names_what_is_missing_and_the_last_day_before_the_report() -> None:
    present = {
        "ideas": tables()["ideas"],
        "usage": small_table("usage", *USAGE, "2026-12-01|S1|Claims|3|9"),
    }
    table = overview.stage_progress(present, date(2026, 9, 30)).set_index("stage")
    ideation, run = table.loc["Ideation workshop"], table.loc["RUN steering"]
    assert ideation[["standing", "rows", "filled", "absent"]].tolist() == [
        "partial", 2, "ideas", "participants;dot_votes",
    ]  # fmt: skip
    assert pd.isna(ideation["latest"])
    assert run["latest"] == pd.Timestamp("2026-01-05")
    assert table.loc["Change messages", "standing"] == "none"
    assert pd.isna(table.loc["Change messages", "filled"])


@pytest.mark.parametrize(
    ("rows", "latest"),
    [
        (
            ("I1|S1|2026-09-30 23:59|outage", "I2|S1|2026-10-01 00:00|outage"),
            [pd.Timestamp("2026-09-30")],
        ),
        (("I2|S1|2026-10-01 00:00|outage",), []),
    ],
)
def test_the_day_of_the_report_counts_to_its_last_minute(
    rows: tuple[str, ...], latest: list[pd.Timestamp]
) -> None:
    header = "incident_id|solution_id|started_at|impact"
    incidents = small_table("incidents", header, *rows)
    table = overview.stage_progress({"incidents": incidents}, date(2026, 9, 30))
    assert table["latest"].dropna().tolist() == latest
    assert table["latest"].dtype == "datetime64[s]"


def test_every_table_of_the_contract_belongs_to_one_stage() -> None:
    named = [name for milestone in overview.MILESTONES for name in milestone.tables]
    assert sorted(named) == sorted(set(TABLES) - {"process_steps"})
