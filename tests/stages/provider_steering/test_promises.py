"""Whether targets follow the criticality of the use, and how availability is written."""

from __future__ import annotations

import pandas as pd
import pytest
from support.contracts import AGREED, AS_OF, WANTED
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import promises
from playbook.stages.provider_steering.promises import (
    allowed_minutes,
    chain_availability,
    format_availability,
)


def test_the_allowance_depends_on_the_period() -> None:
    # Google SRE tables: 99.9 % of 30 days leaves 43.2 min, of a year 8.76 h. Calculators that print
    # 43.83 min and 8.766 h take a month of 365.25 / 12 days: the period must be said.
    day = 24 * 60
    assert allowed_minutes(0.999, 30 * day) == pytest.approx(43.2, abs=1e-9)
    assert allowed_minutes(0.999, 7 * day) == pytest.approx(10.08, abs=1e-9)
    assert allowed_minutes(0.999, 365.25 / 12 * day) == pytest.approx(43.83, abs=1e-9)
    assert allowed_minutes(0.999, 365 * day) / 60 == pytest.approx(8.76, abs=1e-9)
    assert allowed_minutes(0.999, 365.25 * day) / 60 == pytest.approx(8.766, abs=1e-9)


def test_solutions_needed_at_once_multiply_their_availability() -> None:
    # Microsoft Learn, composite SLA: 99.95 % x 99.99 % = 99.94 %.
    assert chain_availability(pd.Series([0.9995, 0.9999])) == pytest.approx(0.99940005, abs=1e-12)


def test_targets_are_compared_with_what_the_criticality_asks_for() -> None:
    table = promises.targets_against_criticality(AGREED, SOLUTIONS, WANTED)
    assert list(table["solution"]) == ["Kelvio", "Voxa"]
    assert list(table["verdict"]) == ["low", "enough"]
    assert list(table["outdone"]) == [True, False]
    assert list(table["allowed"]) == pytest.approx([648, 216])
    assert list(table["allowed_wanted"]) == pytest.approx([216, 432])
    assert promises.say_targets(table) == Finding(
        "Negotiate a higher target for what is at stake: Kelvio (high: 98.50% agreed, 99.50%"
        " asked for)."
        " Kelvio is promised less than a solution that is less critical.",
        Tone.DECIDE,
    )


def test_the_most_critical_comes_first_then_by_name() -> None:
    levels = typed(
        "service_levels", "S1, low, 0.9, ,", "S4, high, 0.9, ,", "S3, high, 0.9, ,",
        "S2, critical, 0.9, ,",
    )  # fmt: skip
    table = promises.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert list(table["solution_id"]) == ["S2", "S3", "S4", "S1"]


def test_equal_targets_that_suffice_are_fine() -> None:
    levels = AGREED.assign(availability_target=0.995)
    table = promises.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert not table["outdone"].any()
    assert promises.say_targets(table) == Finding(
        "Every target is as high as the criticality of the use asks for."
    )


def test_equally_critical_solutions_may_have_different_targets() -> None:
    levels = typed("service_levels", "S1, high, 0.995, ,", "S2, high, 0.999, ,")
    table = promises.targets_against_criticality(levels, SOLUTIONS, WANTED)
    assert not table["outdone"].any()


def test_work_that_needs_all_solutions_is_said_for_several_only() -> None:
    table = promises.targets_against_criticality(AGREED, SOLUTIONS, WANTED)
    assert promises.say_together(table) == Finding(
        "Work that needs the 2 solutions at once can count on 98.01% at best, by these targets and"
        " if they fail independently."
    )
    assert promises.say_together(table.head(1)) is None


def test_availability_is_never_rounded_up_to_certainty() -> None:
    assert format_availability(0.985) == "98.50%"
    assert format_availability(0.99999) == "99.999%"
    assert format_availability(1.0) == "100.00%"


def test_a_solution_in_use_without_a_service_level_is_named() -> None:
    usage = typed("usage", "2026-01-01, S2, Sales, 1, 2", "2026-02-01, S2, Sales, 1, 2")
    assert promises.say_uncovered(usage, AGREED.head(1), SOLUTIONS, AS_OF) == Finding(
        "Voxa is used without an agreed service level: agree on one.", Tone.DECIDE
    )
    assert promises.say_uncovered(usage, AGREED, SOLUTIONS, AS_OF) is None


def test_what_nobody_uses_yet_is_not_said_to_be_in_use() -> None:
    usage = typed("usage", "2026-10-01, S2, Sales, 5, 9", "2026-09-01, S2, Sales, 0, 9")
    assert promises.say_uncovered(usage, AGREED.head(1), SOLUTIONS, AS_OF) is None


def test_a_target_below_what_is_asked_for_is_not_written_as_it() -> None:
    levels = typed("service_levels", "S1, high, 0.99502, ,")
    table = promises.targets_against_criticality(levels, SOLUTIONS, {"high": 0.99504})
    assert "(high: 99.502% agreed, 99.504% asked for)" in promises.say_targets(table).text


def test_more_solutions_without_a_service_level_than_are_named_are_counted() -> None:
    usage = typed("usage", *[f"2026-09-30, X{n}, Sales, 1, 2" for n in range(6)])
    assert promises.say_uncovered(usage, AGREED, SOLUTIONS, AS_OF) == Finding(
        "X0, X1, X2 and 3 more are used without an agreed service level: agree on one for each.",
        Tone.DECIDE,
    )
