"""Models that several questions of the primer are tested on, trained once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from support.primer import SEEDS

from playbook.stages.training_primer.training import Lab
from playbook.stages.training_primer.turnkey import Market, open_market


@pytest.fixture(scope="session", params=SEEDS)
def lab(request: pytest.FixtureRequest) -> Lab:
    return Lab(request.param, draws=3)


@pytest.fixture(scope="session", params=SEEDS)
def market(request: pytest.FixtureRequest) -> Market:
    return open_market(request.param)


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    """A shell, so that something can be displayed."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()
