"""What those say who do not use the solutions."""

from __future__ import annotations

import pandas as pd
import pytest
from support.frames import frame
from support.run_requests import AS_OF, NONE, REQUESTS
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.reluctance import non_users, say_compulsory, say_non_users


def test_non_users_are_those_who_say_so_and_every_reluctance() -> None:
    table = non_users(REQUESTS, SOLUTIONS, AS_OF)
    assert list(table["request_id"]) == ["R5", "R4"]
    assert list(table["answered"]) == [False, False]
    said = say_non_users(table)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert said.text == (
        "2 messages come from people who do not use the solutions or hold back. 2 still wait for"
        " an answer: give it to them. The oldest of them: “Nobody asked us”."
    )
    assert say_non_users(table.assign(answered=True).head(1)) == Finding(
        "1 message comes from people who do not use the solutions or hold back. Each has had its"
        " answer."
    )


def test_a_reluctant_user_is_heard_as_well() -> None:
    reluctant = typed("requests", "R1, S1, 2026-03-01, , reluctance, Too slow, yes")
    assert len(non_users(reluctant, SOLUTIONS, AS_OF)) == 1


def test_the_oldest_without_words_is_not_quoted_in_the_words_of_another() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-02-01, , reluctance, , no",
        "R2, S1, 2026-03-01, , reluctance, Why, no",
    )
    said = say_non_users(non_users(requests, SOLUTIONS, AS_OF))
    assert said is not None
    assert said.text.endswith("2 still wait for an answer: give it to them.")
    said = say_non_users(non_users(requests.tail(1), SOLUTIONS, AS_OF))
    assert said is not None
    assert said.text.endswith("1 still waits for an answer: give it. It says: “Why”")


def test_the_oldest_message_is_quoted_to_ninety_characters() -> None:
    for text, quoted in (("a" * 90, "a" * 90), ("a" * 91, "a" * 89 + "…")):
        requests = typed("requests", f"R1, S1, 2026-03-01, , reluctance, {text}, no")
        said = say_non_users(non_users(requests, SOLUTIONS, AS_OF))
        assert said is not None
        assert said.text.endswith(f"It says: “{quoted}”")


@pytest.mark.parametrize("requests", [REQUESTS, NONE], ids=["some", "none"])
def test_the_table_has_the_columns_it_is_said_to_have(requests: pd.DataFrame) -> None:
    assert list(non_users(requests, SOLUTIONS, AS_OF).columns) == [
        "request_id", "solution", "kind", "opened_on", "answered", "from_user", "text",
    ]  # fmt: skip


def test_nobody_who_holds_back_is_not_said() -> None:
    assert say_non_users(non_users(NONE, SOLUTIONS, AS_OF)) is None


def test_where_use_is_compulsory_a_non_user_names_an_obstacle() -> None:
    solutions = frame("solutions", "solution_id name compulsory", [("S", "Sorter", "yes")])
    spoke = pd.DataFrame({"solution": ["Sorter"]})
    said = say_compulsory(spoke, solutions)
    assert said is not None
    assert "“Sorter” is compulsory" in said.text
    assert say_compulsory(spoke[:0], solutions) is None
    assert say_compulsory(spoke, solutions.assign(compulsory="no")) is None
