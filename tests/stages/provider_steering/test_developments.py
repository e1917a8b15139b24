"""How much is asked for that nobody else has."""

from __future__ import annotations

import numpy as np
import pytest
from support.contracts import AS_OF
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import developments


def test_specific_developments_are_a_share_of_changes() -> None:
    requests = typed(
        "requests",
        "R1, S1, 2026-01-01, 2026-02-01, specific_development, ,",
        "R2, S1, 2026-01-01, , specific_development, ,",
        "R3, S1, 2026-01-01, , evolution, ,",
        "R4, S1, 2026-01-01, , evolution, ,",
        "R5, S1, 2026-01-01, , support, ,",
        "R6, S1, 2026-10-01, , specific_development, ,",
    )
    table = developments.specific_requests(requests, SOLUTIONS, AS_OF)
    row = table.iloc[0]
    assert (row["requests"], row["changes"], row["specific"], row["specific_open"]) == (5, 4, 2, 1)
    assert (row["share"], row["share_of_changes"]) == (0.4, 0.5)
    assert developments.say_specific(table, 0.25) == Finding(
        "2 of 5 requests ask for a specific development, out of 4 that ask for a change (50%)."
        " 1 is still open. That is over 25%: first ask what the provider's other customers do.",
        Tone.DECIDE,
    )
    assert developments.say_specific(table, 0.5) == Finding(
        "2 of 5 requests ask for a specific development, out of 4 that ask for a change (50%)."
        " 1 is still open."
    )
    assert developments.say_specific(table.assign(specific=0), 0.25) == Finding(
        "No request asks for a specific development."
    )


def test_requests_of_the_day_itself_count_and_ties_go_by_name() -> None:
    requests = typed(
        "requests",
        "R1, S4, 2026-09-30, , specific_development, ,",
        "R2, S3, 2026-09-01, 2026-09-30, specific_development, ,",
        "R3, S2, 2026-09-01, , support, ,",
        "R4, S1, 2026-09-01, , evolution, ,",
    )
    table = developments.specific_requests(requests, SOLUTIONS, AS_OF)
    assert list(table["solution_id"]) == ["S3", "S4", "S1", "S2"]
    assert list(table["specific_open"]) == [0, 1, 0, 0]
    assert list(table["share_of_changes"]) == pytest.approx([1, 1, 0, np.nan], nan_ok=True)


def test_a_share_over_the_limit_is_not_written_as_the_limit() -> None:
    kinds = ["specific_development"] * 51 + ["evolution"] * 152
    rows = [f"R{n}, S1, 2026-01-01, 2026-01-02, {kind}, ," for n, kind in enumerate(kinds)]
    table = developments.specific_requests(typed("requests", *rows), SOLUTIONS, AS_OF)
    said = developments.say_specific(table, 0.25)
    assert said is not None
    assert said.text.startswith(
        "51 of 203 requests ask for a specific development, out of 203 that ask for a change"
        " (25.1%). That is over 25%"
    )
