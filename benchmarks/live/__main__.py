"""Live votes under fire: browsers vote while the server is killed; nothing may be lost.

    python -m benchmarks.live                  10 browsers, 200 kills, 30 people in a room
    python -m benchmarks.live --people 300 --voters 100 --sessions 0
    python -m benchmarks.live --sessions 3 --kills 6 --people 0 --calm 5

Prints what the people in a room cost, how long a vote takes from the click to its acknowledgement
while nothing is killed, and how soon a server that is killed is back. Exits with 1 when an
acknowledged vote is not in the database, or twice.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.live.crowd import crowd, restart_gap
from benchmarks.live.losses import losses
from benchmarks.live.room import Room
from benchmarks.live.voters import Voter, stress


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--sessions", type=int, default=10, help="browsers that vote")
    parser.add_argument("--kills", type=int, default=200, help="SIGKILLs to the server")
    parser.add_argument("--people", type=int, default=30, help="people in the room to measure")
    parser.add_argument("--voters", type=int, default=10, help="how many of them vote")
    parser.add_argument("--calm", type=float, default=30, help="seconds without kills, first")
    parser.add_argument("--pause", type=float, default=2, help="mean seconds between two kills")
    parser.add_argument("--port", type=int, default=8877)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # Those whose votes are counted below are nobody of the crowd.
        room = Room(Path(folder), options.sessions + options.people, options.port)
        room.start()
        try:
            if options.people:
                people = room.people[options.sessions :]
                asyncio.run(crowd(room, people, options.voters, options.calm))
                gaps = asyncio.run(restart_gap(room))
                print(f"back after kill -9: {gaps[0]:.2f} to {gaps[-1]:.2f} s")
            if not options.sessions:
                return 0
            return verdict(room, asyncio.run(stress(room, options)))
        finally:
            room.engine.dispose()
            room.stop()


def verdict(room: Room, voters: Sequence[Voter]) -> int:
    """Say what was measured, and whether a vote was lost; 0 when none was."""
    calm = [ms for voter in voters for ms in voter.calm_ms]
    if len(calm) > 1:
        p95 = statistics.quantiles(calm, n=20)[-1]
        print(f"click to stored: median {statistics.median(calm):.0f} ms, p95 {p95:.0f} ms")
    lost = list(losses(room, voters))
    told = sum(len(voter.stored) for voter in voters)
    unanswered = sum(voter.unanswered + voter.interrupted for voter in voters)
    print(f"{told} votes acknowledged, {unanswered} without an answer, {len(lost)} lost or twice")
    print("\n".join(lost[:20]))
    return 1 if lost or not told else 0


if __name__ == "__main__":
    sys.exit(main())
