"""Ethics and bias are asked of every use case, apart from how ready its data are."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

from playbook.show.findings import Tone
from playbook.stages.training_primer.ethics import asked_of_ethics, say_ethics

USE_CASES = frame("use_cases", "use_case_id title", [("U1", "One"), ("U2", "Two")])
LOOKED = frame(
    "data_readiness",
    "use_case_id dimension score comment",
    [("U1", "volume", 4, None), ("U1", "ethics", 1, "No consent"), ("U2", "volume", 3, None)],
)


def test_what_was_never_asked_comes_first_and_is_no_zero() -> None:
    table = asked_of_ethics(LOOKED, USE_CASES)
    assert table["title"].tolist() == ["Two", "One"]
    assert pd.isna(table["ethics"].iloc[0])
    said = say_ethics(table, 2)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert "for “Two”: nobody has yet." in said.text
    assert said.text.endswith("Settle ethics and bias for “One”.")


def test_all_asked_and_held_is_a_result_and_nothing_looked_at_says_nothing() -> None:
    said = say_ethics(asked_of_ethics(LOOKED[:2].assign(score=2.0), USE_CASES), 2)
    assert said is not None
    assert said.tone is Tone.RESULT
    assert say_ethics(asked_of_ethics(LOOKED[:0], USE_CASES), 2) is None
