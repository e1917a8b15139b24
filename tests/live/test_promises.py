"""Anonymous live votes are not analysed before they are closed, nor without their protection."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.kit import Kit
from playbook.live.rounds import Round, close_round, open_round, prepare
from playbook.pipeline.check import check_whole_campaign
from playbook.sources.database import Database, create_schema

PARAMETERS = """title: Spring
language: en
challenge: How?
data: data/spring.db
as_of: 2026-09-30
anonymous_votes: {anonymous}
"""


@pytest.fixture
def problems(tmp_path: Path):
    """Open a round, and say what a check finds: (vote is anonymous, closed, protected)."""
    kit = Kit(tmp_path)
    for name in ("notebooks", "parameters", "data"):
        (tmp_path / name).mkdir()

    def found(
        *, anonymous: bool, closed: bool, protected: bool, name: str = "ratings"
    ) -> list[str]:
        kit.parameters_of("spring").write_text(PARAMETERS.format(anonymous=str(protected).lower()))
        with Database("sqlite:///data/spring.db", tmp_path).connected() as engine:
            create_schema(engine)
            prepare(engine, "panel", [Round(name, name, {}, anonymous=anonymous)])
            open_round(engine, name, anonymous, lambda _connection: False)
            if closed:
                close_round(engine, name)
        return [str(problem) for problem in check_whole_campaign(kit, "spring", []).problems]

    return found


def test_an_anonymous_vote_that_is_still_open_stops_a_run(problems) -> None:
    (said,) = problems(anonymous=True, closed=False, protected=True)
    assert said == "data/spring.db: the vote ratings is anonymous and still open: close it first."


def test_a_vote_that_was_promised_to_be_anonymous_is_not_reported_as_a_named_one(problems) -> None:
    (said,) = problems(anonymous=True, closed=True, protected=False)
    assert "set anonymous_votes: true" in said


@pytest.mark.parametrize(
    ("anonymous", "closed", "protected", "name"),
    [
        (True, True, True, "ratings"),
        (False, False, False, "ratings"),
        (True, True, False, "pulse 2026-09-01"),
    ],
)
def test_other_votes_stop_nothing(
    problems, anonymous: bool, closed: bool, protected: bool, name: str
) -> None:
    assert problems(anonymous=anonymous, closed=closed, protected=protected, name=name) == []


def test_a_panel_that_was_only_looked_at_stops_nothing(tmp_path: Path, problems) -> None:
    assert problems(anonymous=False, closed=False, protected=False) == []
    with Database("sqlite:///data/spring.db", tmp_path).connected() as engine:
        prepare(engine, "other", [Round("dots", "Dots", {}, anonymous=True)])
    kit = Kit(tmp_path)
    assert check_whole_campaign(kit, "spring", []).problems == ()
