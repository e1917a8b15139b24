"""Execute the notebooks of the kit on the demo campaign, in place, as they are committed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import nbformat

from playbook.kit import Kit
from playbook.pipeline.execution import execute_stage
from playbook.pipeline.normalisation import normalise

KIT = Kit(Path(__file__).parents[1])


def main() -> int:
    """Execute those that are named, or all."""
    chosen = sys.argv[1:] or list(KIT.stages())
    for stage in chosen:
        path = KIT.stages()[stage]
        with tempfile.TemporaryDirectory() as folder:
            executed = execute_stage(KIT, path, {}, Path(folder), lambda: None)
        path.write_text(nbformat.writes(normalise(executed)) + "\n", encoding="utf-8")
        print(f"notebooks/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
