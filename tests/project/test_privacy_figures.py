"""What docs/privacy.md says of anonymous votes is what is measured."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_figures_of_the_privacy_page_are_those_measured() -> None:
    found = importlib.util.spec_from_file_location("anonymity_tool", ROOT / "tools/anonymity.py")
    assert found is not None
    assert found.loader is not None
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    assert tool.figures() in (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
