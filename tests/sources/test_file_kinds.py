"""Each kind of awkward file is read right, said or refused on each way in, as the page says."""

from __future__ import annotations

import pytest
from support.file_kinds import KINDS, PAGE, ROUTES, FileKind, outcome

LINES = PAGE.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_is_silently_different(kind: FileKind) -> None:
    cells = [outcome(kind, route) or "–" for route in ROUTES]
    assert "SILENT" not in cells
    assert f"| {kind.name} | " + " | ".join(cells) + " |" in LINES
