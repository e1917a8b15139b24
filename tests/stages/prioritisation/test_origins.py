"""Prioritisation: where use cases come from."""

from __future__ import annotations

import pandas as pd
from support.frames import frame
from support.juries import use_cases

from playbook.show.findings import Tone
from playbook.stages.prioritisation import origins

IDEAS = frame("ideas", "idea_id text round", [(i, f"Idea {i}", "follow_up") for i in "abcd"])
DOTS = frame(
    "dot_votes",
    "participant_id idea_id dots",
    [("P1", "a", 2), ("P2", "a", 1), ("P1", "c", 1), ("P1", "d", 1), ("P2", "d", 1)],
)


def test_use_cases_are_followed_back_to_ideas_and_their_dots() -> None:
    cases = use_cases(3, idea_id=["b", "a", None])
    table = origins.lineage(cases, IDEAS, DOTS)
    assert table["text"].iloc[:2].tolist() == ["Idea b", "Idea a"]
    assert table["dots"].iloc[:2].tolist() == [0, 3]
    assert pd.api.types.is_integer_dtype(table["dots"])
    assert table.loc[2, ["text", "dots"]].isna().all()
    unvoted = origins.lineage(cases, IDEAS, frame("dot_votes"))
    assert unvoted["dots"].iloc[:2].tolist() == [0, 0]
    assert origins.lineage(use_cases(0), frame("ideas"), frame("dot_votes")).empty


def test_ideas_with_several_dots_that_became_nothing_are_listed() -> None:
    cases = use_cases(1, idea_id=["b"])
    left = origins.ideas_left_behind(cases, IDEAS, DOTS)
    assert left.to_numpy().tolist() == [["a", "Idea a", 3], ["d", "Idea d", 2]]
    assert left.index.tolist() == [0, 1]
    assert origins.ideas_left_behind(use_cases(2, idea_id=["a", "d"]), IDEAS, DOTS).empty
    assert origins.ideas_left_behind(cases, IDEAS, frame("dot_votes")).empty


def test_ideas_left_behind_with_as_many_dots_keep_their_order() -> None:
    names = [f"I{i}" for i in range(40)]
    ideas = frame("ideas", "idea_id text round", [(i, i, "follow_up") for i in names])
    cast = [("P1", name, 2 + position % 2) for position, name in enumerate(names)]
    dots = frame("dot_votes", "participant_id idea_id dots", cast[::-1])
    left = origins.ideas_left_behind(use_cases(0), ideas, dots)
    assert left["idea_id"].tolist() == names[1::2] + names[::2]


def test_use_cases_from_nowhere_and_ideas_left_behind_are_named() -> None:
    def sentences(ideas: list[str | None], left: list[str]) -> list[str]:
        titles = [f"Case {i}" for i in range(1, len(ideas) + 1)]
        table = pd.DataFrame({"title": titles, "idea_id": pd.Series(ideas, dtype="str")})
        found = origins.say_lineage(table, pd.DataFrame({"text": left}))
        assert all(f is not None and f.tone is Tone.CAUTION for f in found)
        return [f.text for f in found if f is not None]

    assert sentences(["a"], []) == sentences([], []) == []
    assert sentences([None, "a"], ["Sort"]) == [
        "“Case 1” does not come from the ideation workshop.",
        "“Sort” got several dots and never became a use case.",
    ]
    assert sentences([None, None], ["Sort", "Route"]) == [
        "“Case 1” and “Case 2” do not come from the ideation workshop.",
        "“Sort” and “Route” got several dots and never became use cases.",
    ]
