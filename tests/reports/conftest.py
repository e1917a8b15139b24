"""The reports of both demo campaigns, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.stderr import heard

from playbook.kit import Kit
from playbook.pipeline.run import run_campaign

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo_kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A copy of the kit in which both demo campaigns have been run."""
    folder = tmp_path_factory.mktemp("demo")
    for name in ("notebooks", "parameters", "data"):
        shutil.copytree(ROOT / name, folder / name)
    kit = Kit(folder)
    with heard() as warnings:
        for campaign in ("demo", "demo_fr"):
            run_campaign(kit, campaign)
    assert warnings == []
    return kit
