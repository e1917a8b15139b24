"""The tasks on the matrix of repetitiveness and added value, with the dots they got."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.tables.culture import QUESTIONS, REASONS

HALF = 0.5
"""Where the matrix is cut: a task exactly there counts as repetitive, or as of high value."""


@dataclass(frozen=True)
class Zone:
    """The marked zone of the matrix, a rectangle with its edges included.

    Attributes
    ----------
    repetitive_from, repetitive_to, value_from, value_to : float
        Its edges, on the axes' own scales of 0 to 1.

    Raises
    ------
    ValueError
        When an edge lies outside the matrix, or the zone ends before it begins.
    """

    repetitive_from: float = HALF
    repetitive_to: float = 1.0
    value_from: float = 0.0
    value_to: float = 1.0

    def __post_init__(self) -> None:
        for low, high in (
            (self.repetitive_from, self.repetitive_to),
            (self.value_from, self.value_to),
        ):
            if not 0 <= low < high <= 1:
                raise ValueError(f"the zone must run from low to high within 0 to 1: {self}")

    def holds(self, tasks: pd.DataFrame) -> pd.Series:
        """Whether each placed task lies in the zone."""
        repetitive = tasks["repetitiveness"].between(self.repetitive_from, self.repetitive_to)
        return repetitive & tasks["added_value"].between(self.value_from, self.value_to)


def place_tasks(tasks: pd.DataFrame, task_dots: pd.DataFrame, zone: Zone) -> pd.DataFrame:
    """Say where each task lies, and what dots it got.

    Parameters
    ----------
    tasks, task_dots : DataFrame
        The tables of that name; repetitiveness and added value go from 0 to 1, and a task that
        lacks either is not placed.
    zone : Zone
        The marked zone.

    Returns
    -------
    DataFrame
        One row for each task, in the order of the table: task_id, text, question, group,
        repetitiveness, added_value, place ("inside" or "outside" the zone, or "not_placed"),
        automatable and data_intensive (how many dots for that reason: a participant places at most
        one for each) and dots (both together; without a dot it is 0).
    """
    columns = ["task_id", "text", "question", "group", "repetitiveness", "added_value"]
    table = tasks[columns].reset_index(drop=True)
    placed = table[["repetitiveness", "added_value"]].notna().all(axis=1)
    inside = zone.holds(table).map({True: "inside", False: "outside"}).astype(object)
    table["place"] = inside.where(placed, "not_placed")
    counts = pd.crosstab(task_dots["task_id"], task_dots["reason"].astype(str))
    counts = counts.reindex(index=table["task_id"], columns=list(REASONS), fill_value=0)
    for reason in REASONS:
        table[reason] = counts[reason].to_numpy()
    table["dots"] = table[list(REASONS)].sum(axis=1)
    return table


def question_counts(placed: pd.DataFrame) -> pd.DataFrame:
    """Count what each question brought.

    Parameters
    ----------
    placed : DataFrame
        From `place_tasks`.

    Returns
    -------
    DataFrame
        One row for each question, in the playbook's order: question, inside, outside and not_placed
        (tasks in the marked zone, elsewhere on the matrix, not on it), tasks (all), and groups (how
        many groups wrote there, among those that the notes name).
    """
    table = pd.crosstab(placed["question"].astype(str), placed["place"])
    table = table.reindex(
        index=list(QUESTIONS), columns=["inside", "outside", "not_placed"], fill_value=0
    )
    table["tasks"] = table.sum(axis=1)
    groups = placed.groupby(placed["question"].astype(str))["group"].nunique()
    table["groups"] = groups.reindex(table.index, fill_value=0)
    return table.rename_axis(columns=None).reset_index()


def not_placed(placed: pd.DataFrame) -> pd.DataFrame:
    """List the tasks that are not on the matrix, with their dots if they got any."""
    return placed[placed["place"] == "not_placed"].reset_index(drop=True)
