"""What the tables hold on the training material."""

from __future__ import annotations

from datetime import date

from support.run_requests import AS_OF, NONE, REQUESTS
from support.typed_tables import typed

from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.training import (
    say_training_material,
    training_items,
    training_requests,
)

AUTUMN = date(2026, 9, 30)


def test_training_items_are_found_by_words_in_either_language() -> None:
    items = typed(
        "run_checklist",
        "I1, steer, Training pages, todo, , 2026-09-01",
        "I2, steer, Supports de formation, done, ,",
        "I3, steer, Constraining rules, todo, ,",
    )
    found = training_items(items, ["training", "formation"])
    assert list(found["item_id"]) == ["I1", "I2"]
    said = say_training_material(found, (0, 0), 3, AUTUMN)
    assert said.tone is Tone.CAUTION
    assert said.text.endswith("2 items of the checklist speak of training, 1 is overdue.")
    alone = say_training_material(found.head(1), (1, 1), 3, AUTUMN)
    assert "One item of the checklist speaks of training, and it is overdue." in alone.text
    assert "1 request asked for training, 1 of them in the last 3 months." in alone.text


def test_an_item_on_training_is_overdue_once_its_day_is_past_and_only_if_it_is_open() -> None:
    items = typed(
        "run_checklist",
        "I1, steer, Training pages, done, , 2026-09-01",
        "I2, steer, Training for newcomers, not_applicable, , 2026-09-01",
        "I3, steer, Training for managers, in_progress, , 2026-09-30",
    )
    assert say_training_material(items, (0, 0), 3, AUTUMN) == Finding(
        "No table holds the day on which training material was last revised: its age cannot be"
        " told. 3 items of the checklist speak of training.",
        Tone.CAUTION,
    )


def test_training_requests_of_the_last_months_are_counted() -> None:
    assert training_requests(REQUESTS, AS_OF, 1) == (1, 1)
    assert training_requests(REQUESTS, date(2026, 7, 1), 3) == (1, 0)
    assert training_requests(REQUESTS, date(2026, 4, 30), 1) == (1, 0)
    assert training_requests(NONE, AS_OF, 3) == (0, 0)
