"""Sticky notes of an ideation workshop."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

NOTE = "idea_id participant_id text round step_id theme uses_ai"


def ideas(*rows: tuple[object, ...]) -> pd.DataFrame:
    """The table of ideas from its rows."""
    return frame("ideas", NOTE, rows)


def notes(*kinds: tuple[str | None, str | None]) -> pd.DataFrame:
    """Notes of a theme, with AI or not."""
    rows = [
        (f"N{i}", None, "Sort", "first_reflection", None, theme, ai)
        for i, (theme, ai) in enumerate(kinds)
    ]
    return ideas(*rows)


def written(*authors: tuple[str | None, str]) -> pd.DataFrame:
    """Notes of an author in a round."""
    rows = [(f"N{i}", who, "Sort", when, None, None, None) for i, (who, when) in enumerate(authors)]
    return ideas(*rows)


def worded(*rows: tuple[str, str | None]) -> pd.DataFrame:
    """Notes of a text and a theme."""
    return ideas(
        *((f"N{i}", None, t, "first_reflection", None, g, None) for i, (t, g) in enumerate(rows))
    )
