"""Initiatives close to the tasks."""

from __future__ import annotations

import pandas as pd
import pytest
from support.culture_tasks import initiatives_of

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop import precedents


def test_close_initiatives_carry_their_score(placed: pd.DataFrame) -> None:
    initiatives = initiatives_of(
        [
            ("I1", "Canteen menu", None, "running", None),
            ("I2", "Mail sorted by machine", "Sort the mail", "stopped", "failure"),
        ]
    )
    close = precedents.close_initiatives(placed, initiatives, "en", 0.2)
    assert close[["task_id", "initiative_id"]].to_numpy().tolist() == [["T1", "I2"], ["T2", "I2"]]
    assert close["similarity"].between(0.2, 1).all()
    told = precedents.initiatives_to_tell(close, initiatives)
    assert told[["initiative_id", "close_tasks", "dots"]].to_numpy().tolist() == [["I2", 2, 4]]
    said, ended = precedents.say_initiatives(told, initiatives), precedents.say_ended(told)
    assert said is not None
    assert "“Mail sorted by machine”" in said.text
    assert ended is not None
    assert ended.tone is Tone.CAUTION
    new = precedents.dotted_without_initiative(placed, close)
    assert new["task_id"].tolist() == ["T3"]
    ground = precedents.say_new_ground(new)
    assert ground is not None
    assert ground.text.startswith("“Study complex cases” has dots and no initiative")


def test_an_initiative_of_the_same_words_passes_a_threshold_of_one(placed: pd.DataFrame) -> None:
    initiatives = initiatives_of([(f"I-{t}", t, None, "running", None) for t in placed["text"]])
    close = precedents.close_initiatives(placed, initiatives, "en", 1.0)
    assert sorted(close["initiative"]) == sorted(placed["text"])
    assert close["initiative"].eq(close["text"]).all()


@pytest.mark.parametrize(
    ("status", "outcome", "ended"),
    [
        ("stopped", None, True),
        ("stopped", "failure", True),
        ("done", "failure", True),
        ("stopped", "success", False),
        ("stopped", "mixed", False),
        ("running", None, False),
    ],
)
def test_an_initiative_that_stopped_after_a_success_did_not_come_to_nothing(
    status: str, outcome: str | None, ended: bool
) -> None:
    told = initiatives_of([("I1", "Mail", None, status, outcome)])
    assert (precedents.say_ended(told) is not None) is ended


def test_no_initiative(placed: pd.DataFrame) -> None:
    none = initiatives_of([])
    close = precedents.close_initiatives(placed, none, "en", 0.2)
    told = precedents.initiatives_to_tell(close, none)
    assert told.empty
    assert precedents.say_initiatives(told, none) is None
    far = initiatives_of([("I1", "Canteen menu", None, "running", None)])
    assert precedents.say_initiatives(told, far) == Finding(
        "No initiative of the company is close to these tasks.", Tone.CAUTION
    )
    assert precedents.say_ended(told) is None
    assert precedents.say_new_ground(placed.iloc[:0]) is None
