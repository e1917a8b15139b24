"""What RUN steering says of the checklist and of the use."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.run_records import AS_OF, LIST, rates_and_standing
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages import run_steering as run

NO_LIST = typed("run_checklist")


def _usage(*counts: int, eligible: int = 100, department: str = "Sales"):
    rows = [
        f"2026-{n // 28 + 1:02d}-{n % 28 + 1:02d}, S1, {department}, {count}, {eligible}"
        for n, count in enumerate(counts)
    ]
    return run.adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)


def test_progress_is_counted_by_area_without_what_does_not_apply() -> None:
    table = run.checklist_progress(LIST)
    assert list(table["area"]) == ["maintain", "organise", "scale"]
    assert list(table.columns) == [
        "area", "done", "in_progress", "todo", "not_applicable", "applicable", "share_done",
    ]  # fmt: skip
    assert table.columns.name is None
    assert list(table["not_applicable"]) == [0, 0, 1]
    assert list(table["applicable"]) == [3, 1, 0]
    assert list(table["share_done"]) == pytest.approx([1 / 3, 0, np.nan], nan_ok=True)


def test_a_status_that_no_item_has_is_counted_as_zero() -> None:
    row = run.checklist_progress(LIST.head(1)).iloc[0].tolist()
    assert row == ["maintain", 1, 0, 0, 0, 1, 1.0]


def test_an_item_due_on_the_day_is_not_overdue() -> None:
    table = run.open_items(LIST, AS_OF)
    assert list(table.columns) == [*LIST.columns, "days_late", "no_owner"]
    assert table["days_late"].dtype == "Int64"  # whole days in the file that is kept
    items = table.set_index("item_id")
    assert list(items.index) == ["I2", "I3", "I5"]
    assert items.loc["I2", "days_late"] == 1
    assert items["days_late"].isna().sum() == 2
    assert list(items["no_owner"]) == [True, False, True]


def test_what_is_late_or_has_no_owner_is_said() -> None:
    found = run.say_checklist(run.checklist_progress(LIST), run.open_items(LIST, AS_OF))
    assert found is not None
    assert found.tone is Tone.DECIDE
    assert found.text == (
        "1 of 4 applicable items of the checklist is done (25%). Of the others, 1 is overdue by"
        " 1 day (“Support”) and 2 have no owner, 1 overdue one among them."
    )


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ([None, None], "2 have no owner."),
        ([None], "1 has no owner."),
        ([3, None, 2], "3 have no owner, 2 overdue ones among them."),
        ([3, 2], "2 have no owner, though they are overdue."),
        ([2], "1 has no owner, though it is overdue."),
    ],
)
def test_items_that_nobody_sees_to_are_counted(late: list[int | None], said: str) -> None:
    items = pd.DataFrame({"days_late": pd.array(late, "Int64"), "no_owner": True, "label": "Item"})
    found = run.say_checklist(run.checklist_progress(LIST), items)
    assert found is not None
    assert found.text.endswith(said)


def test_the_label_of_what_is_overdue_is_quoted_to_eighty_characters() -> None:
    for label, quoted in (("a" * 80, "a" * 80), ("a" * 81, "a" * 79 + "…")):
        items = typed("run_checklist", f"I1, maintain, {label}, todo, Ann, 2026-09-29")
        found = run.say_checklist(run.checklist_progress(items), run.open_items(items, AS_OF))
        assert found is not None
        assert found.text.endswith(f"1 is overdue by 1 day (“{quoted}”).")


def test_a_finished_checklist_asks_for_nothing() -> None:
    done = LIST.assign(status=LIST["status"].where(LIST["status"] == "never", "done"))
    found = run.say_checklist(run.checklist_progress(done), run.open_items(done, AS_OF))
    assert found is not None
    assert (found.text, found.tone) == (
        "5 of 5 applicable items of the checklist are done (100%).",
        Tone.RESULT,
    )


def test_no_checklist_says_and_draws_nothing() -> None:
    progress, items = run.checklist_progress(NO_LIST), run.open_items(NO_LIST, AS_OF)
    assert run.say_checklist(progress, items) is None
    assert run.draw_checklist(progress) is None
    assert len(items) == 0


def test_rates_miss_where_nobody_is_eligible_and_stop_at_the_day() -> None:
    rates = run.adoption_rates(
        typed(
            "usage",
            "2026-09-30, S1, Sales, 3, 12",
            "2026-09-30, S1, Legal, 5, 0",
            "2026-09-30, S1, Board, 1, 1",
            "2026-10-01, S1, Sales, 9, 12",
        ),
        SOLUTIONS,
        AS_OF,
    )
    assert list(rates.columns) == [
        "date", "solution_id", "solution", "department", "active_users", "eligible_users", "rate",
    ]  # fmt: skip
    assert list(rates["department"]) == ["Board", "Legal", "Sales"]
    assert list(rates["rate"]) == pytest.approx([1, np.nan, 0.25], nan_ok=True)


@pytest.mark.parametrize(
    ("counts", "standing"),
    [
        ((10, 40, 30, 40), "stalled"),
        ((10, 40, 41, 20), "growing"),
        ((10, 80, 20, 20), "fell_back"),
        ((10, 40, 30, 80), "reached"),
        ((10, 40), "too_short"),
        ((40, 40, 40, 40), "stalled"),
    ],
)
def test_a_stall_is_no_better_measurement_among_the_last(
    counts: tuple[int, ...], standing: str
) -> None:
    table = run.adoption_standing(_usage(*counts), target=0.8, last=2)
    assert list(table["standing"]) == [standing]


def test_standings_come_with_what_is_stalled_first_then_the_lowest_rate() -> None:
    series = {
        "F reached": (10, 20, 90), "E short": (5, 5), "D growing": (5, 5, 20),
        "C fallen": (90, 30, 30), "B stalled": (50, 50, 50), "A stalled": (50, 50, 50),
        "G stalled": (40, 40, 40),
    }  # fmt: skip
    rates = pd.concat([_usage(*counts, department=name) for name, counts in series.items()])
    table = run.adoption_standing(rates, target=0.8, last=2)
    assert list(table["department"]) == [
        "G stalled", "A stalled", "B stalled", "C fallen", "D growing", "E short", "F reached",
    ]  # fmt: skip
    assert list(table.columns) == [
        "solution_id", "solution", "department", "measurements", "latest_on", "active_users",
        "eligible_users", "rate", "target", "best_before", "best_recent", "standing",
    ]  # fmt: skip
    assert list(table["measurements"]) == [3, 3, 3, 3, 3, 2, 3]
    assert list(run.reach(table).columns) == [
        "solution_id", "solution", "active_users", "eligible_users", "rate",
    ]  # fmt: skip


def test_the_stall_is_said_with_place_and_share() -> None:
    table = run.adoption_standing(_usage(10, 40, 30, 40), target=0.8, last=2)
    found = run.say_stalls(table, 2)
    assert found is not None
    assert found.tone is Tone.DECIDE
    assert found.text.startswith("The use stalls below the target in Sales with Kelvio (40%):")
    reached = run.say_reach(run.reach(table), 0.8)
    assert reached is not None
    assert reached.text == "Kelvio is used by 40 of 100 eligible people (40%), for a target of 80%."


def test_no_stall_and_too_early_are_said_as_such() -> None:
    growing = run.adoption_standing(_usage(10, 20, 30, 40), target=0.8, last=2)
    short = run.adoption_standing(_usage(10, 20), target=0.8, last=2)
    assert run.say_stalls(growing, 2).text == "The use stalls nowhere."  # type: ignore[union-attr]
    assert run.say_stalls(short, 2) == Finding(
        "Too early to say whether the use stalls: no department has more than 2 measurements.",
        Tone.CAUTION,
    )


def test_more_users_than_eligible_people_is_said() -> None:
    rates = _usage(10, 120)
    assert run.say_odd_usage(rates, run.adoption_standing(rates, 0.8, 2)) == Finding(
        "To check in the figures of use: 1 measurement has more users than eligible people.",
        Tone.CAUTION,
    )
    everyone = _usage(10, 100)
    assert run.say_odd_usage(everyone, run.adoption_standing(everyone, 0.8, 2)) is None


def test_no_measurement_says_and_draws_nothing() -> None:
    rates = run.adoption_rates(typed("usage"), SOLUTIONS, AS_OF)
    standing = run.adoption_standing(rates, 0.8, 8)
    assert run.say_reach(run.reach(standing), 0.8) is None
    assert run.say_stalls(standing, 8) is None
    assert run.say_odd_usage(rates, standing) is None
    assert run.draw_adoption(rates, standing, 0.8) is None


def test_missing_tables_are_named() -> None:
    tables = {"usage": typed("usage"), "run_checklist": LIST}
    assert run.say_missing(tables) == Finding(
        "This report says nothing on what would need a table that is missing: Usage.",
        Tone.CAUTION,
    )
    assert run.say_missing({"usage": typed("usage")}) == Finding(
        "Nothing is recorded on RUN yet. Fill at least one of these tables: Usage.", Tone.DECIDE
    )
    assert run.say_missing({"run_checklist": LIST}) is None
    said = run.say_sources(tables)
    assert said is not None
    assert said.text == "The tables, with their rows: RUN checklist (5)."
    assert run.say_sources({"usage": typed("usage")}) is None


def test_training_items_are_found_by_words_in_either_language() -> None:
    items = typed(
        "run_checklist",
        "I1, steer, Training pages, todo, , 2026-09-01",
        "I2, steer, Supports de formation, done, ,",
        "I3, steer, Constraining rules, todo, ,",
    )
    found = run.training_items(items, ["training", "formation"])
    assert list(found["item_id"]) == ["I1", "I2"]
    said = run.say_training(found, (0, 0), 3, AS_OF)
    assert said.tone is Tone.CAUTION
    assert said.text.endswith("2 items of the checklist speak of training, 1 is overdue.")
    alone = run.say_training(found.head(1), (1, 1), 3, AS_OF)
    assert "One item of the checklist speaks of training, and it is overdue." in alone.text
    assert "1 request asked for training, 1 of them in the last 3 months." in alone.text


def test_an_item_on_training_is_overdue_once_its_day_is_past_and_only_if_it_is_open() -> None:
    items = typed(
        "run_checklist",
        "I1, steer, Training pages, done, , 2026-09-01",
        "I2, steer, Training for newcomers, not_applicable, , 2026-09-01",
        "I3, steer, Training for managers, in_progress, , 2026-09-30",
    )
    assert run.say_training(items, (0, 0), 3, AS_OF) == Finding(
        "No table holds the day on which training material was last revised: its age cannot be"
        " told. 3 items of the checklist speak of training.",
        Tone.CAUTION,
    )


def test_more_solutions_than_are_named_are_counted() -> None:
    rows = [f"2026-01-01, S{n}, Sales, 10, 100" for n in range(6)]
    rates = run.adoption_rates(typed("usage", *rows), SOLUTIONS, AS_OF)
    said = run.say_reach(run.reach(run.adoption_standing(rates, 0.8, 2)), 0.8)
    assert said is not None
    assert said.text.endswith(
        "and S3 is used by 10 of 100 eligible people (10%), for a target of 80%. 2 more solutions"
        " are in the table."
    )


def test_no_stall_is_claimed_of_what_has_too_few_measurements() -> None:
    rates, standing = rates_and_standing(
        "2026-01-01, S1, Sales, 90, 100", "2026-01-01, S1, IT, 1, 9"
    )
    said, chart = run.say_stalls(standing, 2), run.draw_adoption(rates, standing, 0.8)
    assert said is not None
    assert said.text == "No stall of the use is seen; 1 curve has too few measurements to tell."
    assert chart is not None
    assert chart.alt.startswith("Who uses the solutions, in each department.")


def test_what_fell_back_is_not_said_to_stall() -> None:
    rates = _usage(10, 20, 85, 79)
    standing = run.adoption_standing(rates, target=0.8, last=2)
    said, chart = run.say_stalls(standing, 2), run.draw_adoption(rates, standing, 0.8)
    assert said is not None
    assert said.text.startswith("The use stalls or has fallen back below the target in Sales")
    assert chart is not None
    assert chart.alt.startswith("1 curve stalls or has fallen back below the target.")


def test_a_share_below_the_target_is_not_written_as_the_target() -> None:
    standing = run.adoption_standing(_usage(100, 796, 796, 796, eligible=1000), 0.8, 2)
    said = run.say_stalls(standing, 2)
    assert said is not None
    assert "Sales with Kelvio (79.6%)" in said.text
    assert run.say_reach(run.reach(standing), 0.8) == Finding(
        "Kelvio is used by 796 of 1,000 eligible people (79.6%), for a target of 80%."
    )


def test_more_places_that_stall_than_are_named_are_counted() -> None:
    rows = [f"2026-01-0{day}, S1, D{n}, {n}, 100" for n in range(6) for day in (1, 2, 3)]
    assert run.say_stalls(rates_and_standing(*rows)[1], 2) == Finding(
        "The use stalls below the target in D0 with Kelvio (0%), D1 with Kelvio (1%), D2 with"
        " Kelvio (2%), D3 with Kelvio (3%) and 2 more: ask those who hold back before training"
        " more.",
        Tone.DECIDE,
    )


def test_users_where_nobody_is_eligible_are_to_be_checked() -> None:
    rates, standing = rates_and_standing("2026-01-01, S1, IT, 5, 0")
    said = run.say_odd_usage(rates, standing)
    assert said is not None
    assert "1 measurement has more users than eligible people" in said.text


def test_a_department_measured_earlier_than_others_is_counted_once() -> None:
    days = {"Sales": "2026-09-28", "IT": "2026-09-30"}
    rows = [f"{day}, S{n}, {name}, 1, 9" for name, day in days.items() for n in (1, 2)]
    said = run.say_odd_usage(*rates_and_standing(*rows))
    assert said is not None
    assert said.text.endswith(": 1 department was not measured when others last were.")


def test_all_but_one_is_not_written_as_all() -> None:
    rows = [f"I{n}, maintain, Server, {'done' if n else 'todo'}, Ann," for n in range(400)]
    items = typed("run_checklist", *rows)
    said = run.say_checklist(run.checklist_progress(items), run.open_items(items, AS_OF))
    assert said is not None
    assert "399 of 400 applicable items of the checklist are done (99.8%)" in said.text
