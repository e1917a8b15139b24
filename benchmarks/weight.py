"""How heavy reports are."""

from __future__ import annotations

from benchmarks.figures import Figure
from benchmarks.measuring import BIN, private_kit, run

CAMPAIGNS = ("demo", "demo_fr")


def measure() -> list[Figure]:
    """Weigh every page of both demos, beside what nbconvert makes of the same notebooks."""
    with private_kit() as kit:
        run([[f"{BIN}/playbook", "run", *CAMPAIGNS]], kit)
        pages = sorted(kit.glob("reports/*/*.html"))
        heaviest = max(pages, key=lambda path: path.stat().st_size)
        largest = heaviest.stat().st_size / 1000
        executed = kit / "reports" / "demo" / "notebooks" / f"{heaviest.stem}.ipynb"
        run([[f"{BIN}/jupyter-nbconvert", "--to", "html", str(executed)]], kit)
        usual = executed.with_suffix(".html").stat().st_size / 1000
    return [
        Figure(
            f"Heaviest of {len(pages)} pages ({heaviest.stem})",
            f"{largest:.0f} kB",
            f"`jupyter nbconvert` makes {usual:.0f} kB of its notebook",
            "under 300 kB",
            largest < 300,
        )
    ]
