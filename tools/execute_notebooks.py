"""Execute the notebooks of the kit on the demo campaign, in place, as they are committed.

python tools/execute_notebooks.py                  all of them
python tools/execute_notebooks.py ideation         only these stages
python tools/execute_notebooks.py --check ideation say which are not what they would be now
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import nbformat
from papermill.iorw import load_notebook_node

from playbook.kit import Kit
from playbook.pipeline.execution import execute_stage
from playbook.pipeline.normalisation import normalise
from playbook.pipeline.preparation import prepare
from playbook.pipeline.run import CELL_TIMEOUT

KIT = Kit(Path(__file__).parents[1])
CAMPAIGN = "demo"


def main() -> int:
    """Execute those that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stages", nargs="*", choices=[*KIT.stages(), []])
    parser.add_argument("--check", action="store_true", help="write nothing")
    chosen = parser.parse_args()
    stale = 0
    for stage in chosen.stages or KIT.stages():
        path = KIT.stages()[stage]
        now = executed(path)
        if now != path.read_text(encoding="utf-8"):
            print(f"notebooks/{path.name}")
            stale += 1
            if not chosen.check:
                path.write_text(now, encoding="utf-8")
    return int(chosen.check and stale > 0)


def executed(path: Path) -> str:
    """A notebook with the outputs that it has now, as a file's text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshot = folder / "snapshot"
        prepare(KIT, CAMPAIGN, snapshot, {}, lambda: None)
        source = load_notebook_node(str(path))
        done = execute_stage(KIT, source, {}, folder, snapshot, CELL_TIMEOUT, lambda: None)
    return nbformat.writes(normalise(done)) + "\n"


if __name__ == "__main__":
    sys.exit(main())
