"""What is shown of an anonymous vote when it is closed: no more than the report tells."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from support.live_sessions import blocks, parameters, press
from support.vote_attack import attack, steps

from playbook.live.panels.pulse import QUESTIONS, Pulse
from playbook.live.results import anonymous_dots, in_words, summary
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.statistics.anonymity import band_of

SCALES = [(1.0, 3.0), (1.0, 4.0), (1.0, 5.0), (0.0, 5.0)]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("voters", [5, 6, 7])
def test_panel_and_report_together_tell_no_more_than_the_band(
    scale: tuple[float, float], voters: int
) -> None:
    def both(votes: tuple[float, ...]) -> object:
        return summary(votes, scale, True, 5), band_of(np.array(votes), scale)

    found = attack(both, steps(scale), voters)
    alone = attack(lambda votes: band_of(np.array(votes), scale), steps(scale), voters)
    assert found == alone
    assert found.unique == found.insider_unique == 0


def test_fewer_voters_than_promised_show_nothing() -> None:
    assert summary([1, 2, 3, 4], (1, 5), True, 5) == "–"
    assert summary([5, 4, 4, 1, 2], (1, 5), True, 5) == "–"  # five are too few on five grades
    assert summary([5, 4, 4, 1, 2, 3, 3], (1, 5), True, 8) == "–"
    assert summary([], (1, 5), False, 5) == "–"
    assert summary([1, 2, 3, 4], (1, 5), False, 5) == "2.5 (2.50)"


def test_the_band_of_the_mean_is_shown() -> None:
    assert summary([5] * 6, (1, 5), True, 5) == "4 to 5"
    assert summary([3, 3, 3, 4, 2, 3], (1, 5), True, 5) == "2.2 to 3.8"
    assert summary([0] * 5, (0, 5), True, 5) == "0 to 1.2"


def test_anonymous_dots_are_told_in_twos() -> None:
    told = anonymous_dots({"x": 5, "y": 3, "z": 1}, 18, 10)
    assert told == {"x": 4, "y": 2, "z": 0}
    assert [in_words(dots) for dots in told.values()] == ["4 or more", "2 or more", "fewer"]
    assert anonymous_dots({}, 18, 10) == {}


def test_a_survey_is_told_by_department_so_that_no_total_leaves_the_rest(small: Engine) -> None:
    day = date(2026, 9, 1)
    answers = [("Claims", grade) for grade in (5, 4, 4, 5, 5, 4)] + [("Legal", 1)]
    rows = [
        {"date": day, "department": where, "respondent": str(at), **dict.fromkeys(QUESTIONS, grade)}
        for at, (where, grade) in enumerate(answers)
    ]
    panel = Pulse(parameters(), day)
    prepare(small, panel.name, panel.rounds)
    desk = Session(panel, small, parameters(), None, "test")
    press(desk, "open", f"pulse {day}")
    with writing(small) as connection:
        connection.execute(sa.insert(schema().tables["pulse"]), rows)
    press(desk, "close", f"pulse {day}")
    (table,) = [block for block in blocks(desk.view()) if block["kind"] == "table"]
    assert table["caption"].startswith("Claims")
    assert {row[1] for row in table["rows"]} == {"4 to 5"}
    with writing(small) as connection:
        connection.execute(sa.delete(schema().tables["pulse"]).where(sa.text("respondent = '0'")))
    assert "No department has answers of 6 people or more" in str(desk.view()["blocks"])
