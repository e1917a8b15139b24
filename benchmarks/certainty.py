"""Whether what is said to be likely happens: juries speak, and fresh juries are drawn.

``python -m benchmarks.certainty`` writes docs/certainty.md (about ten minutes of one core).
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from benchmarks.measuring import ROOT
from benchmarks.populations import (
    IMAGINED,
    Array,
    Drawn,
    Population,
    banks,
    dots_of,
    imagined,
    real,
)
from playbook.statistics import competition_rank, rank_robustness, weighted_mean
from playbook.statistics import robustness as kit

PAGE = ROOT / "docs" / "certainty.md"
TEMPLATE = ROOT / "benchmarks" / "certainty.template.md"
SIZES = (5, 6, 7, 12, 30)
SIZES_OF_DOTS = (12, 20, 30)
ITEMS = (4, 8, 12, 20)
TOP = 3


def observe(
    populations: Mapping[str, Population],
    *,
    sizes: Sequence[int] = SIZES,
    items: Sequence[int] = ITEMS,
    juries: int,
    fresh: int = 20,
    dots: bool = False,
    draws: int = 1000,
) -> pd.DataFrame:
    """Let juries speak, and draw fresh ones of the same size.

    Returns
    -------
    DataFrame
        A row for each jury: population, voters, items; said and happened, the chance of the first
        place and in how many of the fresh juries it stayed; the same for the bootstrap, and for
        each place in the first three (lists); covered, the share of fresh scores on their lines;
        the correlation said, its interval, and found; what was claimed by tiers, and wrongly.
    """
    rows = []
    for name, population in populations.items():
        for voters in sizes:
            for count in items:
                rng = np.random.default_rng([zlib.crc32(name.encode()), voters, count])
                rows += [
                    {
                        "population": name,
                        "voters": voters,
                        "items": count,
                        **_one(population(rng, count), voters, fresh, draws, dots, rng),
                    }
                    for _jury in range(juries)
                ]
    return pd.DataFrame(rows)


def _one(
    drawn: Drawn, voters: int, fresh: int, draws: int, dots: bool, rng: np.random.Generator
) -> dict[str, object]:
    """What one jury says, and what fresh ones do."""
    votes = drawn.jury(voters)
    labels = [f"{item:02}" for item in range(votes.shape[1])]

    def ranked(votes: Array, draws: int) -> tuple[pd.DataFrame, kit.RankRobustness]:
        sure = rank_robustness(
            votes,
            drawn.weights,
            items=labels,
            top_n=TOP,
            resamples=draws,
            seed=int(rng.integers(2**31)),
            dots=dots,
        )
        return sure.table.set_index("item").loc[labels], sure

    table, sure = ranked(votes, draws)
    winners = (table["rank"] == 1).to_numpy()
    scores, firsts, tops = [], [], []
    for _fresh in range(fresh):
        other = drawn.jury(voters)
        score = weighted_mean(other, drawn.weights)
        order = score
        if np.isnan(other).any():
            order = ranked(other, 1)[0]["ordered_by"].to_numpy()
        scores.append(score)
        firsts.append(_share_of_first(order, 1)[winners].sum())
        tops.append(_share_of_first(order, TOP))
    found = np.array(scores)
    low, high = table["score_low"].to_numpy(float), table["score_high"].to_numpy(float)
    own = weighted_mean(votes, drawn.weights)
    tier = table["tier"].to_numpy(float)
    best_of_tier = pd.Series(own).groupby(tier).transform("max").to_numpy()
    leaders = own >= best_of_tier - 1e-9
    false = (tier[:, None] < tier) & (drawn.truth[:, None] - drawn.truth <= drawn.blur)
    first = np.flatnonzero(tier == 1)
    alone = first.size == 1
    best = int(drawn.truth.argmax())
    bootstrap = _bootstrap(votes, drawn.weights, draws, rng)
    correlations = [np.corrcoef(own, score)[0, 1] for score in found if score.std() and own.std()]
    said = sure.sources["winner_stays"].get("voters", np.nan)
    return {
        "silence": sure.silence,
        "said": said,
        "happened": np.mean(firsts),
        "miss": np.mean((said - np.array(firsts)) ** 2),
        "bootstrap": _share_of_first(bootstrap, 1)[:, winners].sum(axis=1).mean(),
        "firsts": firsts,
        "said_top": table["probability_top"].to_list(),
        "happened_top": np.mean(tops, axis=0).tolist(),
        "covered": ((found >= low - 1e-9) & (found <= high + 1e-9)).mean(),
        "bootstrap_covered": _covered(found, bootstrap),
        "r": sure.agreement[0],
        "r_low": sure.agreement[1],
        "r_high": sure.agreement[2],
        "r_found": np.mean(correlations) if correlations else np.nan,
        "r_inside": np.mean(
            [sure.agreement[1] <= value <= sure.agreement[2] for value in correlations] or [np.nan]
        ),
        "levels": np.nanmax(tier) if not np.isnan(tier).all() else np.nan,
        "false": bool(false[leaders].any()),
        "alone": alone,
        "alone_false": bool(alone and first[0] != best),
    }


def _share_of_first(scores: Array, top: int) -> Array:
    """What share of the first places each score has; ties share."""
    rank = competition_rank(scores)
    tied = (rank[..., np.newaxis] == rank[..., np.newaxis, :]).sum(axis=-1)
    share: Array = np.clip((top + 1 - rank) / tied, 0.0, 1.0)
    return share


def _bootstrap(votes: Array, weights: Array, draws: int, rng: np.random.Generator) -> Array:
    """Scores of juries drawn with replacement from the one at hand."""
    voters = len(votes)
    times = rng.multinomial(voters, np.full(voters, 1 / voters), size=draws).astype(float)
    means = np.nanmean(votes, axis=0)
    filled = np.where(np.isnan(votes), means, votes)
    drawn: Array = times @ (filled @ weights) / voters
    return drawn


def _covered(found: Array, drawn: Array) -> float:
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    return float(((found >= low - 1e-9) & (found <= high + 1e-9)).mean())


def chances(seen: pd.DataFrame, by: str) -> pd.DataFrame:
    """Said and happened, for the first place, in the groups of a column."""
    groups = seen.groupby(by, sort=False)
    table = groups[["said", "happened", "bootstrap"]].mean()
    table["said - happened"] = table["said"] - table["happened"]
    for name in ("Brier", "Brier of the bootstrap", "Brier of the base rate"):
        table[name] = groups[seen.columns].apply(lambda rows, name=name: _brier(rows)[name])
    return table


def _brier(rows: pd.DataFrame) -> dict[str, float]:
    """The mean squared distance of what was said from what happened, fresh jury by fresh jury."""
    outcomes = np.array(rows["firsts"].to_list())
    base = outcomes.mean()
    return {
        "Brier": float(rows["miss"].mean()),
        "Brier of the bootstrap": float(
            ((rows["bootstrap"].to_numpy()[:, None] - outcomes) ** 2).mean()
        ),
        "Brier of the base rate": float(((base - outcomes) ** 2).mean()),
    }


def bins(said: Array, happened: Array) -> pd.DataFrame:
    """Said and happened in fifths of what was said."""
    frame = pd.DataFrame({"said": said, "happened": happened}).dropna()
    edges = ["to 20 %", "to 40 %", "to 60 %", "to 80 %", "to 100 %"]
    frame["bin"] = pd.cut(frame["said"], [-0.01, 0.2, 0.4, 0.6, 0.8, 1.001], labels=edges)
    table = frame.groupby("bin", observed=True).agg(
        claims=("said", "size"), said=("said", "mean"), happened=("happened", "mean")
    )
    table["said - happened"] = table["said"] - table["happened"]
    return table


def top_bins(seen: pd.DataFrame) -> pd.DataFrame:
    """The same for each item's place in the first three."""
    told = seen[seen["silence"] == ""]
    said = np.concatenate(told["said_top"].to_list()).astype(float)
    return bins(said, np.concatenate(told["happened_top"].to_list()))


def other_claims(seen: pd.DataFrame, by: str) -> pd.DataFrame:
    """Lines, correlations and tiers, in the groups of a column."""
    groups = seen.groupby(by, sort=False)
    names = {
        "covered": "on the line",
        "bootstrap_covered": "on the bootstrap's",
        "r": "correlation said",
        "r_found": "found",
        "r_inside": "in its interval",
        "false": "tiers wrong",
        "alone": "one alone ahead",
        "alone_false": "wrongly",
    }
    return groups[list(names)].mean().rename(columns=names)


def power(seen: pd.DataFrame) -> pd.DataFrame:
    """How often a favourite is told: juries (rows) and numbers of items (columns)."""
    favourite = seen[seen["population"].str.endswith("2 sd")]
    return favourite.pivot_table(index="voters", columns="items", values="alone")


def _markdown(table: pd.DataFrame) -> str:
    """A table of shares, with two decimals."""
    head = [str(table.index.name or ""), *map(str, table.columns)]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for label, row in zip(table.index, table.to_numpy(), strict=True):
        cells = [f"{value:.0f}" if value >= 2 else f"{value:.2f}" for value in row]
        lines.append("| " + " | ".join([str(label), *cells]) + " |")
    return "\n".join(lines)


def main() -> int:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.certainty", description=__doc__)
    parser.add_argument("--juries", type=int, default=10, help="of each size, items, population")
    juries = parser.parse_args().juries
    people = {name: real(bank) for name, bank in banks().items()}
    imaginary = {name: imagined(name) for name in IMAGINED}
    print("ratings", file=sys.stderr)
    seen = observe({**people, **imaginary}, juries=juries)
    print("dots", file=sys.stderr)
    with_dots = ["noise", "one favourite, 1 sd", "one favourite, 2 sd", "a few good ones", "normal"]
    voting = {**people, **{name: imaginary[name] for name in [*with_dots, "two camps"]}}
    dotted = observe(
        {name: dots_of(population) for name, population in voting.items()},
        juries=juries,
        sizes=SIZES_OF_DOTS,
        dots=True,
    )
    apart = (seen["said"] - seen["happened"]) * 100
    of_people = seen["population"].isin(list(people))
    noise = seen["population"].str.startswith("noise")
    text = TEMPLATE.read_text(encoding="utf-8").format(
        real=", ".join(f"{name} ({len(bank):,})" for name, bank in banks().items()),
        gap=f"{apart.mean():+.1f}",
        real_gap=f"{apart[of_people].mean():+.1f}",
        line=f"{seen['covered'].mean() * 100:.0f}",
        false=f"{seen['false'].mean() * 100:.1f}",
        noise_false=f"{seen.loc[noise, 'false'].mean() * 100:.1f}",
        fewest=kit.FEWEST_VOTERS,
        dots=kit.FEWEST_WITH_DOTS,
        ratings=_markdown(chances(seen, "population")),
        voters=_markdown(chances(seen, "voters")),
        bins=_markdown(bins(seen["said"].to_numpy(), seen["happened"].to_numpy())),
        top=_markdown(top_bins(seen)),
        claims=_markdown(other_claims(seen, "population")),
        claims_voters=_markdown(other_claims(seen, "voters")),
        power=_markdown(power(seen)),
        dot_chances=_markdown(chances(dotted, "population")),
        dot_bins=_markdown(bins(dotted["said"].to_numpy(), dotted["happened"].to_numpy())),
        dot_claims=_markdown(other_claims(dotted, "population")),
    )
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
