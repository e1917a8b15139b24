"""Requests of users in RUN, and a day to look at them."""

from __future__ import annotations

from datetime import date

from support.typed_tables import typed

AS_OF = date(2026, 3, 31)
REQUESTS = typed(
    "requests",
    "R1, S1, 2026-03-01, 2026-03-03, support, , yes",
    "R2, S1, 2026-03-01, , evolution, Show dates, yes",
    "R3, S2, 2026-03-03, 2026-03-03, incident, , yes",
    "R4, S1, 2025-12-31, , reluctance, Nobody asked us, no",
    "R5, S1, 2026-03-30, 2026-04-02, training, Try first, no",
    "R6, S1, 2026-04-01, , support, , yes",
)
NONE = typed("requests")
