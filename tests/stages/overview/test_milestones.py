"""Overview: where the campaign stands."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from support.chains import USAGE, chain_of, chain_tables
from support.sentences import texts
from support.small_tables import small_table

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages.overview import milestones
from playbook.tables import TABLES


def test_progress_names_what_is_missing_and_the_last_day_before_the_report() -> None:
    present = {
        "ideas": chain_tables()["ideas"],
        "usage": small_table("usage", *USAGE, "2026-12-01|S1|Claims|3|9"),
    }
    table = milestones.stage_progress(present, date(2026, 9, 30)).set_index("stage")
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
    table = milestones.stage_progress({"incidents": incidents}, date(2026, 9, 30))
    assert table["latest"].dropna().tolist() == latest
    assert table["latest"].dtype == "datetime64[s]"


def test_every_table_of_the_contract_belongs_to_one_stage() -> None:
    named = [name for milestone in milestones.MILESTONES for name in milestone.tables]
    beside = {
        "first_ratings",
        "ranked_votes",
        "process_steps",
        "workshops",
        "attendance",
        "examples",
        "quiz_answers",
        "hand_labels",
    }
    assert sorted(named) == sorted(set(TABLES) - beside)


DAY = date(2026, 9, 30)


def test_a_whole_playbook_has_nothing_to_fill() -> None:
    days = dict.fromkeys(milestones.HAPPENED.values(), pd.to_datetime(["2026-01-01"]))
    every = {
        name: pd.DataFrame(days) for milestone in milestones.MILESTONES for name in milestone.tables
    }
    progress = milestones.stage_progress(every, DAY)
    assert milestones.say_first_to_fill(progress) is None
    assert milestones.say_progress(progress) == Finding(
        "Every table of the 11 stages of the playbook has data."
    )


def test_the_first_stage_that_lacks_a_table_comes_next() -> None:
    tables = chain_of(2)
    progress = milestones.stage_progress({"ideas": tables["ideas"]}, DAY)
    assert milestones.say_progress(progress).text == (
        "1 of 11 stages of the playbook has data, 0 of them in every table."
    )
    following = milestones.say_first_to_fill(progress)
    assert following == Finding(
        "First to fill, in the order of the playbook: Participants and Dot votes"
        " (Ideation workshop).",
        Tone.DECIDE,
    )
    partly = pd.DataFrame({"standing": ["complete", "partly"]})
    assert milestones.say_progress(partly).text == (
        "2 of 2 stages of the playbook have data, 1 of them in every table."
    )


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_progress_is_said_of_any_campaign(size: int, language: str) -> None:
    present = {name: table for name, table in chain_of(size).items() if len(table)}
    with speaking(language):
        progress = milestones.stage_progress(present, DAY)
        findings = milestones.say_progress(progress), milestones.say_first_to_fill(progress)
    assert all("{" not in text and len(text) < 500 for text in texts(findings))
