"""How sure a ranking is: the kit's draws of other juries beside a bootstrap as a loop."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from pymcdm.methods import WSM

from benchmarks.figures import Figure, seconds, times
from playbook.statistics.chances import places_in_top
from playbook.statistics.jury_ratings import fit_ratings
from playbook.statistics.ranking import rank_span

VOTERS, ITEMS, CRITERIA, RESAMPLES = 50, 20, 2, 10_000
LOOPED = 200
BALLOTS = """
import resource, time
import numpy as np
from playbook.statistics import rank_robustness
rng = np.random.default_rng(1)
dots = rng.multinomial(7, rng.dirichlet(np.ones(200)), size=7000).astype(float)[:, :, None]
start = time.perf_counter()
items = [str(i) for i in range(200)]
rank_robustness(dots, [1.0], items=items, top_n=10, resamples=2000, seed=1, dots=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.perf_counter() - start, peak)
"""


def measure() -> list[Figure]:
    """Time the draws, a bootstrap as loops, and ballots as large as a city's."""
    votes = np.random.default_rng(1).integers(1, 6, (VOTERS, ITEMS, CRITERIA)).astype(float)
    ours = _median(lambda: _ours(votes))
    holes = votes.copy()
    holes[np.random.default_rng(2).random(votes.shape) < 0.3] = np.nan
    with_holes = _median(lambda: _ours(holes))
    loops = {"plain pandas": _pandas_loop(votes), "pymcdm": _pymcdm_loop(votes, checks=True)}
    fastest = min(loops.values())
    loops["pymcdm without its checks"] = _pymcdm_loop(votes, checks=False)
    what = f"{RESAMPLES:,} juries x {VOTERS} voters x {ITEMS} items x {CRITERIA} criteria"
    beside = ", ".join(f"{name} {seconds(value)}" for name, value in loops.items())
    note = f"{beside} (loops, from {LOOPED} resamples)"
    ballots, memory = _ballots()
    return [
        Figure(what, seconds(ours), note, "under 0.2 s", ours < 0.2),
        Figure(
            "the same against the faster loop, as its documentation has it",
            times(fastest / ours),
            aim="20 times or more",
            met=fastest / ours >= 20,
        ),
        Figure(f"{what}, 30 % of the votes missing", seconds(with_holes)),
        Figure(
            "200 proposals x 7,000 voters, ranked with their uncertainty",
            f"{seconds(ballots)}, {memory:.0f} MB",
            aim="under 5 s and 500 MB",
            met=ballots < 5 and memory < 500,
        ),
    ]


def _ours(votes: np.ndarray) -> np.ndarray:
    """The chance of the first place, from the votes."""
    fit = fit_ratings(votes, np.array([0.5, 0.5]))
    assert fit is not None
    rng = np.random.default_rng(1)
    juries = fit.truths(RESAMPLES, rng).juries(rng)
    chance: np.ndarray = places_in_top(*rank_span(juries), 1).mean(axis=0)
    return chance


def _median(work: Callable[[], object], repeats: int = 7) -> float:
    """The median time of some work, after one run that is not counted."""
    work()
    durations = []
    for _repeat in range(repeats):
        start = time.perf_counter()
        work()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def _pandas_loop(votes: np.ndarray) -> float:
    """Seconds for all resamples, as a script with pandas would: draw, mean, weigh, rank."""
    rows = [(voter, item, *votes[voter, item]) for voter in range(VOTERS) for item in range(ITEMS)]
    table = pd.DataFrame(rows, columns=["voter", "item", "value", "feasibility"])
    by_voter = dict(iter(table.groupby("voter")))
    rng = np.random.default_rng(1)
    start = time.perf_counter()
    for _resample in range(LOOPED):
        drawn = pd.concat([by_voter[voter] for voter in rng.integers(0, VOTERS, VOTERS)])
        means = drawn.groupby("item")[["value", "feasibility"]].mean()
        (means @ rng.dirichlet([10, 10])).rank(ascending=False, method="min")
    return (time.perf_counter() - start) * RESAMPLES / LOOPED


def _pymcdm_loop(votes: np.ndarray, *, checks: bool) -> float:
    """Seconds for all resamples, with pymcdm's weighted sum model for each."""
    rng = np.random.default_rng(1)
    method = WSM()
    warnings.simplefilter("ignore")  # it warns of dominated items, which resamples have
    start = time.perf_counter()
    for _resample in range(LOOPED):
        means = votes[rng.integers(0, VOTERS, VOTERS)].mean(axis=0)
        scores = method(means, rng.dirichlet([10, 10]), np.ones(CRITERIA), validation=checks)
        method.rank(scores)
    return (time.perf_counter() - start) * RESAMPLES / LOOPED


def _ballots() -> tuple[float, float]:
    """Seconds and megabytes of ranking ballots as large as a city's, in a process of its own."""
    command = [sys.executable, "-c", BALLOTS]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    duration, peak = map(float, done.stdout.split())
    return duration, peak
