"""A kit in a folder of its own, and a short way to write a campaign into it."""

from __future__ import annotations

import gc
import signal
from collections.abc import Mapping
from pathlib import Path

import nbval.kernel
import pytest
from hypothesis import HealthCheck, settings
from jupyter_client.manager import KernelManager
from support.browsers import browser  # noqa: F401 - a fixture
from support.checking import Check
from support.kernel_sockets import FileSocketsMixin
from support.machine import IN_CI
from support.postgres import database_url, postgres, postgres_url  # noqa: F401 - fixtures

from playbook.campaign.checked import CheckedCampaign, check_campaign
from playbook.kit import Kit

# A machine's speed is no fault of a test; and what is green in one CI must be green in the next:
# it draws the same examples each time, and people's machines draw new ones.
slow = [HealthCheck.too_slow]
settings.register_profile("kit", deadline=None, suppress_health_check=slow)
settings.register_profile("ci", settings.get_profile("kit"), derandomize=True, database=None)
settings.load_profile("ci" if IN_CI else "kit")
# A shell that runs the tests in the background lets all that they start ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Five thousand tests and the packages they import stay to the end: the garbage collector need not
# walk through them each time that a test has made some objects.
gc.disable()


def pytest_collection_finish() -> None:
    """Leave what was imported aside, and collect what tests leave behind, less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


class NotebookKernel(FileSocketsMixin, KernelManager):
    """A kernel of a committed notebook: tests side by side would take each other's ports."""


nbval.kernel.KernelManager = NotebookKernel


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """A kit that holds nothing yet."""
    for folder in ("notebooks", "parameters", "data", "reports"):
        (tmp_path / folder).mkdir()
    return Kit(tmp_path)


@pytest.fixture
def check(kit: Kit) -> Check:
    """Write a campaign from the texts of its files, then check it."""

    def write_and_check(
        tables: Mapping[str, str | bytes], language: str = "en", more: str = ""
    ) -> CheckedCampaign:
        kit.parameters_of("test").write_text(
            f"title: Test\nlanguage: {language}\nchallenge: How?\ndata: data/test\n"
            f"as_of: 2026-09-30\n{more}",
            encoding="utf-8",
        )
        folder = kit.root / "data" / "test"
        folder.mkdir()
        for name, content in tables.items():
            written = content.encode() if isinstance(content, str) else content
            (folder / f"{name}.csv").write_bytes(written)
        return check_campaign(kit, "test")

    return write_and_check
