"""The RUN checklist: what is in place, and what is late."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.run_records import AS_OF, LIST
from support.typed_tables import typed

from playbook.show.findings import Tone
from playbook.stages.run_steering.completion import (
    checklist_progress,
    draw_checklist,
    open_items,
    say_checklist,
)

NO_LIST = typed("run_checklist")


def test_progress_is_counted_by_area_without_what_does_not_apply() -> None:
    table = checklist_progress(LIST)
    assert list(table["area"]) == ["maintain", "organise", "scale"]
    assert list(table.columns) == [
        "area", "done", "in_progress", "todo", "not_applicable", "applicable", "share_done",
    ]  # fmt: skip
    assert table.columns.name is None
    assert list(table["not_applicable"]) == [0, 0, 1]
    assert list(table["applicable"]) == [3, 1, 0]
    assert list(table["share_done"]) == pytest.approx([1 / 3, 0, np.nan], nan_ok=True)


def test_a_status_that_no_item_has_is_counted_as_zero() -> None:
    row = checklist_progress(LIST.head(1)).iloc[0].tolist()
    assert row == ["maintain", 1, 0, 0, 0, 1, 1.0]


def test_an_item_due_on_the_day_is_not_overdue() -> None:
    table = open_items(LIST, AS_OF)
    assert list(table.columns) == [*LIST.columns, "days_late", "no_owner"]
    assert table["days_late"].dtype == "Int64"  # whole days in the file that is kept
    items = table.set_index("item_id")
    assert list(items.index) == ["I2", "I3", "I5"]
    assert items.loc["I2", "days_late"] == 1
    assert items["days_late"].isna().sum() == 2
    assert list(items["no_owner"]) == [True, False, True]


ASKED = "Give each an owner and a date that holds."


def test_what_is_late_or_has_no_owner_is_said() -> None:
    found = say_checklist(checklist_progress(LIST), open_items(LIST, AS_OF))
    assert found is not None
    assert found.tone is Tone.DECIDE
    assert found.text == (
        "1 of 4 applicable items of the checklist is done (25%). Of the others, 1 is overdue by"
        f" 1 day (“Support”) and 2 have no owner, 1 overdue one among them. {ASKED}"
    )
    assert found.whom == ""  # the committee decides


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
    items = items.assign(owner=None, due_on=pd.NaT)
    found = say_checklist(checklist_progress(LIST), items)
    assert found is not None
    assert found.text.endswith(f"{said} {ASKED}")


def test_the_label_of_what_is_overdue_is_quoted_to_eighty_characters() -> None:
    for label, quoted in (("a" * 80, "a" * 80), ("a" * 81, "a" * 79 + "…")):
        items = typed("run_checklist", f"I1, maintain, {label}, todo, Ann, 2026-09-29")
        found = say_checklist(checklist_progress(items), open_items(items, AS_OF))
        assert found is not None
        assert found.text.endswith(f"1 is overdue by 1 day (“{quoted}”, Ann). {ASKED}")


def test_a_finished_checklist_asks_for_nothing() -> None:
    done = LIST.assign(status=LIST["status"].where(LIST["status"] == "never", "done"))
    found = say_checklist(checklist_progress(done), open_items(done, AS_OF))
    assert found is not None
    assert (found.text, found.tone) == (
        "5 of 5 applicable items of the checklist are done (100%).",
        Tone.RESULT,
    )


def test_no_checklist_says_and_draws_nothing() -> None:
    progress, items = checklist_progress(NO_LIST), open_items(NO_LIST, AS_OF)
    assert say_checklist(progress, items) is None
    assert draw_checklist(progress) is None
    assert len(items) == 0


def test_all_but_one_is_not_written_as_all() -> None:
    rows = [f"I{n}, maintain, Server, {'done' if n else 'todo'}, Ann," for n in range(400)]
    items = typed("run_checklist", *rows)
    said = say_checklist(checklist_progress(items), open_items(items, AS_OF))
    assert said is not None
    assert "399 of 400 applicable items of the checklist are done (99.8%)" in said.text


def test_the_checklist_is_drawn_with_its_counts_in_words() -> None:
    chart = draw_checklist(checklist_progress(LIST))
    assert chart is not None
    assert chart.alt.startswith("1 of 4 applicable items is done. Maintain: 1 Done")


def test_a_checklist_that_does_not_apply_is_not_counted_as_done() -> None:
    items = typed("run_checklist", "I1, scale, Server, not_applicable, ,")
    chart = draw_checklist(checklist_progress(items))
    assert chart is not None
    assert chart.alt.startswith("No item of the checklist is applicable.")


def _items(**counts: int) -> pd.DataFrame:
    statuses = [status for status, count in counts.items() for _n in range(count)]
    rows = [f"I{n}, maintain, Item, {status}, ," for n, status in enumerate(statuses)]
    return checklist_progress(typed("run_checklist", *rows))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"todo": 1}, "0 of 1 applicable items are done. Maintain: 1 To do."),
        (
            {"done": 1, "not_applicable": 1},
            "1 of 1 applicable items is done. Maintain: 1 Done, 1 Not applicable.",
        ),
        (
            {"done": 2, "in_progress": 1},
            "2 of 3 applicable items are done. Maintain: 2 Done, 1 In progress.",
        ),
        (
            {"not_applicable": 2},
            "No item of the checklist is applicable. Maintain: 2 Not applicable.",
        ),
    ],
)
def test_only_the_statuses_that_items_have_are_drawn(counts: dict[str, int], words: str) -> None:
    chart = draw_checklist(_items(**counts))
    assert chart is not None
    assert chart.alt == words
