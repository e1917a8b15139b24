"""What came in after the workshop."""

from __future__ import annotations

import pandas as pd
import pytest
from support.sentences import said
from support.sticky_notes import ideas, written

from playbook.show.findings import Tone
from playbook.stages.ideation.afterwards import follow_ups, say_follow_ups


def test_a_follow_up_is_new_unless_it_is_close_to_an_earlier_note() -> None:
    table = ideas(
        ("N1", None, "Sort the mail by topic", "first_reflection", None, None, "yes"),
        ("N2", None, "Sort mail by topic", "follow_up", None, None, "no"),
        ("N3", None, "Sort mail by topics", "follow_up", None, None, None),
        ("N4", None, "Coffee", "follow_up", None, None, None),
    )
    later = follow_ups(table, "en", 0.5)
    assert later["idea_id"].tolist() == ["N2", "N3", "N4"]
    assert later["closest_text"].iloc[:2].tolist() == ["Sort the mail by topic"] * 2
    assert later.loc[2, ["closest_text", "similarity"]].isna().all()


@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("when", ["follow_up", "first_reflection"])
def test_follow_ups_alone_or_absent(count: int, when: str) -> None:
    later = follow_ups(written(*[(None, when)] * count), "en", 0.5)
    assert len(later) == (count if when == "follow_up" else 0)
    assert list(later) == ["idea_id", "text", "uses_ai", "closest_text", "similarity"]
    assert later[["closest_text", "similarity"]].isna().all(axis=None)
    assert later["similarity"].dtype == float


@pytest.mark.parametrize(
    ("similarities", "words"),
    [
        ([], "No idea came in after the workshop. Has the questionnaire been sent?"),
        ([None], "1 idea came in after the workshop."),
        ([0.6, None], "2 ideas came in after the workshop. 1 is close to an earlier note."),
        ([0.6, 0.7], "2 ideas came in after the workshop. 2 are close to earlier notes."),
    ],
)
def test_follow_ups_are_said(similarities: list[float | None], words: str) -> None:
    table = pd.DataFrame({"similarity": pd.Series(similarities, dtype=float)})
    tone = Tone.RESULT if similarities else Tone.DECIDE
    assert said(say_follow_ups(table)) == (words, tone)


def test_the_same_words_pass_a_threshold_of_one() -> None:
    table = ideas(
        ("N1", None, "Sort", "follow_up", None, None, "yes"),
        ("N2", None, "Sort", "first_reflection", None, "Mail", None),
        ("N3", None, "Sort", "follow_up", None, "Mail", "no"),
    )
    found = {"closest_text": "Sort", "similarity": 1.0}
    assert follow_ups(table, "en", 1.0).to_dict("records") == [
        {"idea_id": "N1", "text": "Sort", "uses_ai": "yes", **found},
        {"idea_id": "N3", "text": "Sort", "uses_ai": "no", **found},
    ]
