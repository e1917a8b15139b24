"""How pages look: their style sheet and templates."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
