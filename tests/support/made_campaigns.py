"""Campaigns of any size: votes that tie or are missing, minimums, own staff's time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.tables import TABLES
from playbook.tables.reading import empty_frame

CATEGORIES = ("licences", "integration", "maintenance", "internal_time")


def frame(name: str, rows: Sequence[Sequence[Any]], columns: str) -> pd.DataFrame:
    """A typed table from the cells of some columns."""
    table = TABLES[name]
    made = pd.DataFrame(list(rows), columns=columns.split(), dtype=object)
    made = made.reindex(columns=list(table.column_names))
    return made.astype(empty_frame(table).dtypes.to_dict()).reset_index(drop=True)


def made_campaign(
    people: Sequence[str],
    use_cases: Sequence[str],
    solutions: Sequence[str],
    criteria: Sequence[tuple[str, float, float | None]],
    *,
    seed: int,
    missing: float = 0.25,
) -> dict[str, pd.DataFrame]:
    """Tables with votes drawn at random, few different ones so that many tie.

    Parameters
    ----------
    criteria : sequence of (str, float, float or None)
        Identifier, weight, minimum.
    """
    random = np.random.default_rng(seed)

    def vote(votes: Sequence[float]) -> float | None:
        return None if random.random() < missing else float(random.choice(votes))

    ratings = [
        (p, u, value, feasibility)
        for p in people
        for u in use_cases
        for value, feasibility in [(vote([1, 3, 3.5, 5]), vote([2, 4]))]
        if value is not None or feasibility is not None
    ]
    scores = [
        (p, s, c, score)
        for p in people
        for s in solutions
        for c, _weight, _minimum in criteria
        if (score := vote([0, 2, 2.5, 4])) is not None
    ]
    costs: list[tuple[Any, ...]] = []
    for s in solutions[:-1] if len(solutions) > 1 else solutions:
        for year in range(4):
            phase = "run" if year else "build"
            for category in CATEGORIES[: 1 + int(random.integers(4))]:
                own = category == "internal_time"
                amount = None if own else float(random.integers(100, 90_000)) / 4
                days = float(random.integers(1, 80)) / 2 if own else None
                costs.append(
                    (
                        f"K{len(costs)}",
                        s,
                        phase,
                        category,
                        year,
                        amount,
                        days,
                        420.0 if own else None,
                    )
                )
        costs.append((f"K{len(costs)}", s, "run", "other", 2, None, 3.5, 500.0))
    feedback = [(p, s, vote([1, 2.5, 4]), "Clear") for p in people for s in solutions[:3]]
    return {
        "participants": frame(
            "participants", [(p, f"Name of {p}") for p in people], "participant_id name"
        ),
        "use_cases": frame("use_cases", [(u, f"Use {u}") for u in use_cases], "use_case_id title"),
        "ratings": frame("ratings", ratings, "participant_id use_case_id value feasibility"),
        "solutions": frame(
            "solutions",
            [
                (s, f"Solution {s}", use_cases[n % 2 % len(use_cases)])
                for n, s in enumerate(solutions)
            ],
            "solution_id name use_case_id",
        ),
        "criteria": frame(
            "criteria",
            [
                (c, ("technical", "project")[n % 2], f"Criterion {c}", weight, minimum)
                for n, (c, weight, minimum) in enumerate(criteria)
            ],
            "criterion_id section label weight minimum",
        ),
        "jury_scores": frame(
            "jury_scores", scores, "participant_id solution_id criterion_id score"
        ),
        "costs": frame(
            "costs", costs,
            "cost_id solution_id phase category year amount person_days day_rate",
        ),
        "feedback": frame("feedback", feedback, "participant_id solution_id rating strengths"),
    }  # fmt: skip
