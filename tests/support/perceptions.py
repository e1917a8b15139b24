"""Answers, phases and surveys as tests of the change messages make them."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

COLUMNS = "date department respondent fear understanding disappointment daily_use"
AFRAID, LET_DOWN, AT_EASE = (5, 1, 1, 1), (2, 4, 4, 1), (1, 5, 1, 5)
Answers = tuple[int, int, int, int]


def pulse_of(groups: dict[tuple[str, str], list[Answers]]) -> pd.DataFrame:
    rows = [
        (date, department, number, *answers)
        for (date, department), people in groups.items()
        for number, answers in enumerate(people)
    ]
    return frame("pulse", COLUMNS, rows)


DEPARTMENTS = {"Claims": "phase_3", "Advice": "phase_3", "Legal": "between_1_2", "Sales": "phase_2"}


def now_of(
    phases: dict[str, str], chance: tuple[float, float] = (0.6, 1.0), days: int | list[int] = 20
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "department": list(phases),
            "date": pd.Timestamp("2026-09-01"),
            "phase": list(phases.values()),
            "chance_low": chance[0],
            "chance_high": chance[1],
            "days": days,
        }
    ).astype({"department": "str", "phase": "str", "chance_low": float})


def surveys(departments: int, dates: int, fear: list[float]) -> pd.DataFrame:
    rows = [
        (
            f"Department {d:02}",
            pd.Timestamp(2020 + t, 1, 1),
            8,
            "phase_1",
            0.6,
            0.9,
            fear[t],
            2,
            2,
            2,
        )
        for d in range(departments)
        for t in range(dates)
    ]
    columns = ["department", "date", "respondents", "phase", "chance_low", "chance_high"]
    answers = ["fear", "understanding", "disappointment", "daily_use"]
    return pd.DataFrame(rows, columns=[*columns, *answers])
