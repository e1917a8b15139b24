"""Access and recorded use that do not go together."""

from __future__ import annotations

import pandas as pd
import pytest
from support.spreading import ASSETS, assets_of

from playbook.show.findings import Finding, Tone
from playbook.stages.culture_spread import oddities


@pytest.mark.parametrize(
    ("access", "users", "oddity"),
    [
        ("closed", "Claims;Desk", "closed_but_used"),
        ("shared", "Claims", "shared_unused"),
        ("shared", "", "unrecorded"),
        ("closed", "Claims", None),
        ("on_request", "Claims", None),
    ],
)
def test_access_and_use_that_do_not_go_together(
    access: str, users: str, oddity: str | None
) -> None:
    found = oddities.worth_checking(assets_of(f"A1|Files|Claims|{access}|{users}"))
    assert list(found["oddity"]) == ([] if oddity is None else [oddity])


def test_what_to_check_is_listed_by_oddity_then_as_in_the_table() -> None:
    closed, unknown = "A{}|Files|Claims|closed|Desk;IT", "B{}|Lists|Claims|on_request|"
    rows = [row.format(i) for i in range(20) for row in (closed, unknown)]
    found = oddities.worth_checking(assets_of(*rows))
    assert found.columns.tolist() == [*ASSETS.split("|"), "oddity"]
    assert found["asset_id"].tolist() == [f"{letter}{i}" for letter in "AB" for i in range(20)]
    assert found["oddity"].tolist() == ["closed_but_used"] * 20 + ["unrecorded"] * 20
    assert found["used_by"].fillna("").tolist() == ["Desk; IT"] * 20 + [""] * 20


def test_data_that_are_closed_and_used_are_named() -> None:
    table = pd.DataFrame({"oddity": ["closed_but_used"] * 2, "label": ["Mail", "Files"]})
    (both,), (one,) = oddities.say_worth_checking(table), oddities.say_worth_checking(table.head(1))
    assert both == Finding(
        "“Mail” and “Files” are closed, and yet other departments use them: open them, or stop"
        " that.",
        Tone.DECIDE,
    )
    assert one.text == (
        "“Mail” is closed, and yet other departments use it: open it, or stop that."
    )


def test_data_open_to_all_that_only_their_owners_use_are_named() -> None:
    table = pd.DataFrame({"oddity": ["shared_unused"] * 2, "label": ["Mail", "Files"]})
    both, one = oddities.say_worth_checking(table), oddities.say_worth_checking(table.head(1))
    assert {said.tone for said in both + one} == {Tone.DECIDE}
    assert [said.text for said in both + one] == [
        "“Mail” and “Files” are open to all, and only their owners use them: do people know of"
        " them?",
        "“Mail” is open to all, and only its owner uses it: do people know of it?",
    ]
