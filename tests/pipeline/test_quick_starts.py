"""What makes runs quick: imports that are done before, and leave no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import entry_points
from multiprocessing import get_context

import pytest

from playbook.pipeline import workers
from playbook.pipeline.kernels.choice import forking_works


def test_the_warm_process_is_as_others_are_once_it_is_warm() -> None:
    code = "import playbook.pipeline.warm, gc, sys; print(gc.isenabled(), *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    collects, *modules = done.stdout.split()
    assert collects == "True"
    assert "jsonschema" in modules
    assert "rfc3987_syntax" not in modules


def test_what_a_run_calls_is_imported_before_processes_are_forked() -> None:
    code = (
        "import playbook.pipeline.warm, pkgutil, sys\n"
        "from playbook.pipeline import run, side_by_side\n"
        "known = set(sys.modules)\n"
        "for name in (run.PREPARE, run.DATA_NOW, side_by_side.RUN_STAGE):\n"
        "    pkgutil.resolve_name(name)\n"
        "print(*set(sys.modules) - known)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def told_where_to_tidy_up() -> bool:
    with workers._environment_of_server():
        return workers.SOCKET_VARIABLE in os.environ


@pytest.mark.skipif(not forking_works(), reason="there are fork servers on Linux only")
def test_a_fork_server_tidies_up_for_who_started_it_and_for_no_parent_of_that() -> None:
    assert told_where_to_tidy_up()
    with ProcessPoolExecutor(1, get_context("spawn")) as child:  # as one of Dask's workers
        assert not child.submit(told_where_to_tidy_up).result()


@pytest.mark.skipif(
    bool(entry_points(group="papermill.engine", name="playbook")),
    reason="the environment was set up before the kit registered its engine itself",
)
def test_the_engine_is_imported_before_papermill_as_well_as_after_it() -> None:
    code = "import playbook.pipeline.engine"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "module",
    ["playbook.pipeline.preparation", "playbook.live.serving.server", "playbook.pipeline.lab"],
)
def test_nothing_builds_a_grammar_that_no_notebook_needs(module: str) -> None:
    code = (
        f"import {module}, playbook.pipeline.discovery as found, playbook.kit as kit, sys\n"
        "found.discover_stages(kit.find_kit(), 'demo')\n"
        "print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
