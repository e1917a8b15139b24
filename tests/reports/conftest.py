"""The reports of both demo campaigns, made once, and a browser to look at them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.stderr import heard

from playbook.kit import Kit
from playbook.pipeline.run import run_campaign

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it; without it these tests are skipped, but never in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()
