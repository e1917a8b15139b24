"""What contracts promise, as tests of provider steering have it."""

from __future__ import annotations

from datetime import date

from support.typed_tables import typed

AS_OF = date(2026, 9, 30)
WANTED = {"low": 0.98, "medium": 0.99, "high": 0.995, "critical": 0.999}
AGREED = typed("service_levels", "S1, high, 0.985, provider, 8-18", "S2, medium, 0.995, company,")
NOTHING_AGREED = typed("service_levels")
