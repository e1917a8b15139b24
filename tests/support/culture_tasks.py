"""Tasks of a World Café on the matrix, with their dots."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

from playbook.stages.culture_workshop.matrix import Zone, place_tasks
from playbook.stages.culture_workshop.votes import task_ballots, task_ranking
from playbook.stages.shared.dot_votes import rank_dots
from playbook.statistics import RankRobustness

WEEK, SAVE, WISH = "typical_week", "time_savings", "not_enough_time"
REASONS = "automatable", "data_intensive"
TASK_COLUMNS = "task_id job question group text repetitiveness added_value"
ROWS = [
    ("T1", "Clerk", WEEK, "A", "Sort the mail", 0.9, 0.1),
    ("T2", "Clerk", SAVE, "B", "Sorting of the mail", 0.5, 0.6),
    ("T3", "Clerk", WISH, "A", "Study complex cases", 0.2, 0.9),
    ("T4", "Clerk", SAVE, "A", "Wait for signatures", None, 0.3),
    ("T5", "Clerk", WISH, "B", "Call members back", 0.4, 0.4),
]
DOTS = [
    ("P1", "T1", "automatable"),
    ("P1", "T1", "data_intensive"),
    ("P2", "T1", "automatable"),
    ("P2", "T2", "automatable"),
    ("P3", "T3", "data_intensive"),
]


def tasks_of(rows: list[tuple[object, ...]] = ROWS) -> pd.DataFrame:
    """Tasks as identifier, job, question, group, text, repetitiveness and added value."""
    return frame("tasks", TASK_COLUMNS, rows)


def dots_of(rows: list[tuple[str, str, str]] = DOTS) -> pd.DataFrame:
    """Dots as participant, task and reason."""
    return frame("task_dots", "participant_id task_id reason", rows)


def placed_tasks(
    rows: list[tuple[object, ...]] = ROWS, dots: list[tuple[str, str, str]] = DOTS
) -> pd.DataFrame:
    """The tasks with their dots on a matrix whose right half is marked."""
    return place_tasks(tasks_of(rows), dots_of(dots), Zone())


def initiatives_of(rows: list[tuple[str | None, ...]]) -> pd.DataFrame:
    """Initiatives as identifier, title, description, status and outcome."""
    return frame("initiatives", "initiative_id title description status outcome", rows)


def dots_ranked(
    placed: pd.DataFrame, dots: pd.DataFrame, *, top_n: int = 3
) -> RankRobustness | None:
    """How sure the ranking of the tasks in the zone is."""
    return rank_dots(task_ballots(dots, placed), top_n, 500, 1)


def ranked(placed: pd.DataFrame, dots: pd.DataFrame) -> pd.DataFrame:
    """The ranking of the tasks in the zone."""
    return task_ranking(dots_ranked(placed, dots), placed)
