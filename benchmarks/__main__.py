"""Measure everything, print the table, write it down."""

from __future__ import annotations

import argparse
import sys

from benchmarks import analysis, campaigns, cold_run, large_campaign, warm_run, weight
from benchmarks.figures import Figure, Measure
from benchmarks.measuring import adopt_orphans, compile_all
from benchmarks.page import table, write_page

MEASURES: dict[str, Measure] = {
    "cold": cold_run.measure,
    "warm": warm_run.measure,
    "weight": weight.measure,
    "analysis": analysis.measure,
    "campaigns": campaigns.measure,
    "large": large_campaign.measure,
}


def main() -> int:
    """Run the measures; a choice of them is only printed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], help="only these")
    chosen = parser.parse_args().names
    adopt_orphans()
    compile_all()
    figures: list[Figure] = []
    for name in chosen or MEASURES:
        print(f"measuring: {name}", file=sys.stderr)
        figures += MEASURES[name]()
    print(table(figures))
    if not chosen:
        write_page(figures)
    return 0 if all(figure.met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
