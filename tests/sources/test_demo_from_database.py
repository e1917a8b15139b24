"""The demo gives the same results and sentences from a database as from its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.notebook_cells import run_cells

from playbook.campaign.copying import copy_campaign, use_data
from playbook.kit import OUTPUT_VARIABLE, ROOT_VARIABLE, Kit

ROOT = Path(__file__).parents[2]


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """A kit that holds the demo campaign."""
    for folder in ("notebooks", "parameters", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data/demo").symlink_to(ROOT / "data/demo")
    (tmp_path / "parameters/demo.yml").write_bytes((ROOT / "parameters/demo.yml").read_bytes())
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return Kit(tmp_path)


def test_the_demo_gives_the_same_from_a_database(
    demo: Kit, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for data in ("data/demo", "data/demo.db", postgres_url):
        if made:
            copy_campaign(demo, "demo", data, replace=False)
            use_data(demo, "demo", data)
        folder = tmp_path / f"output{len(made)}"
        folder.mkdir()
        monkeypatch.setenv(OUTPUT_VARIABLE, str(folder))
        run_cells("1a_ideation.ipynb", campaign="demo")
        files = (path for path in folder.rglob("*") if path.is_file())
        made.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert len(made[0]) > 4
    assert made[1] == made[0]
    assert made[2] == made[0]
