"""Gaps and their impacts, for tests of the impact study."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st
from support.frames import frame

GAPS = "gap_id group label current_state target_state"
PEOPLE = "impact_id gap_id job headcount skill_change training_offer severity"
ORGANISATION = "impact_id gap_id dimension description severity"


def gaps_found(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("gaps", GAPS, rows)


def on_people(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("people_impacts", PEOPLE, rows)


def on_organisation(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("organisation_impacts", ORGANISATION, rows)


MAIL = on_people(
    ("P1", "G1", "Mail clerk", 20, "Check", None, 5),
    ("P2", "G1", "Handler", 100, "Read", "Half a day", 2),
    ("P3", "G2", "handler ", 90, "Write", None, 1),
    ("P4", "G2", "Head", None, "Steer", "A day", None),
)
SYSTEMS = on_organisation(
    ("O1", "G1", "it_systems", "Mailboxes close", 4),
    ("O2", "G2", "culture", "Own words go", 3),
    ("O3", "G2", "culture", "Seen by all", None),
    ("O4", "G9", "it_systems", "Backup", 4),
)

RATED = st.tuples(
    st.sampled_from("ABC"), st.none() | st.integers(0, 50), st.none() | st.integers(1, 5)
)
"""The job, headcount and severity of an impact, whatever they are."""
