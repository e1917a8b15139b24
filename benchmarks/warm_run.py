"""A run again: when nothing has changed, and when one table has."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.figures import Figure, seconds
from benchmarks.measuring import BIN, ROOT, private_kit, run

RUN = [f"{BIN}/playbook", "run", "demo"]
CHANGED = "ratings"


def measure() -> list[Figure]:
    """Time `playbook run` and `playbook --help` as a person waits for them."""
    with private_kit() as kit:
        (kit / "data").unlink()
        shutil.copytree(ROOT / "data", kit / "data")
        run([RUN], kit)
        nothing = min(run([RUN], kit).seconds for _repeat in range(3))
        _swap_two_votes(kit / "data" / "demo" / f"{CHANGED}.csv")
        one_table = run([RUN], kit).seconds
        helped = min(run([[f"{BIN}/playbook", "--help"]], kit).seconds for _repeat in range(3))
    return [
        Figure("Run again, nothing changed", seconds(nothing), "", "under 1 s", nothing < 1),
        Figure(f"Run again, one table changed ({CHANGED})", seconds(one_table)),
        Figure("`playbook --help`", seconds(helped), "", "under 0.3 s", helped < 0.3),
    ]


def _swap_two_votes(path: Path) -> None:
    """Change a table: exchange the votes of its first two rows that differ."""
    header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    cells = [row.split(",") for row in rows]
    other = next(i for i, row in enumerate(cells) if row[2:] != cells[0][2:])
    cells[0][2:], cells[other][2:] = cells[other][2:], cells[0][2:]
    path.write_text("\n".join([header, *(",".join(row) for row in cells)]), encoding="utf-8")
