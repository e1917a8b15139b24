"""The same bytes on another processor: its code paths are taken here, as far as this one can."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np

from playbook.kit import Kit


def other_code_paths() -> dict[str, str]:
    """What lets numpy and BLAS compute as on an older processor, with one thread."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    return {
        "NPY_DISABLE_CPU_FEATURES": " ".join(extensions.get("found", [])),
        "OPENBLAS_CORETYPE": "Prescott",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def test_reports_are_the_same_bytes_by_other_code_paths_of_numpy_and_blas(demo_kit: Kit) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "playbook.cli", "verify", "demo"],
        cwd=demo_kit.root,
        env={**os.environ, **other_code_paths()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
