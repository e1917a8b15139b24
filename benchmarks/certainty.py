"""Whether what is said to be likely happens: juries speak, and fresh juries are drawn.

``python -m benchmarks.certainty`` writes docs/certainty.md (about half an hour of one core).
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from benchmarks import phases
from benchmarks.measuring import ROOT
from benchmarks.populations import (
    HELD_OUT,
    IMAGINED,
    WHOLE_SCALE,
    Array,
    Drawn,
    Population,
    banks,
    dots_of,
    imagined,
    real,
)
from playbook.statistics import competition_rank, rank_items, rank_robustness, weighted_mean
from playbook.statistics.anonymity import coarse, dots_told, stand_ins
from playbook.statistics.ordering import FEWEST_VOTERS, FEWEST_WITH_DOTS
from playbook.statistics.robustness import RankRobustness, same_top

PAGE = ROOT / "docs" / "certainty.md"
TEMPLATE = ROOT / "benchmarks" / "certainty.template.md"
SIZES = (5, 6, 7, 12, 30)
SIZES_TOLD = (8, 10, 12, 30)
"""From eight voters on it is told how sure an order of anonymous votes on 1 to 5 is."""
SIZES_OF_DOTS = (12, 20, 30)
ITEMS = (4, 8, 12, 20)
TOP = 3


def observe(
    populations: Mapping[str, Population],
    *,
    sizes: Sequence[int] = SIZES,
    items: Sequence[int] = ITEMS,
    juries: int,
    fresh: int = 200,
    dots: bool = False,
    draws: int = 5000,
    told: Callable[[Array], Array | None] | None = None,
) -> pd.DataFrame:
    """Let juries speak, and draw fresh ones of the same size.

    Parameters
    ----------
    told : callable, optional
        What the kit gets to see of the votes: stand-ins, where they are anonymous.

    Returns
    -------
    DataFrame
        A row for each jury: population, voters, items; low and high, the ends of the chance that is
        said of the first place, and happened, in how many of the fresh juries it stayed; the same
        of the first three as a whole, and of each item's place among them (top_held: the share of
        items of which it holds); what the bootstrap says; covered, the share of fresh scores on
        their lines; the correlation said, its interval, and found; what was claimed by tiers, and
        wrongly.
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
                        **_one(population(rng, count), voters, fresh, draws, dots, told, rng),
                    }
                    for _jury in range(juries)
                ]
    return pd.DataFrame(rows)


def _one(
    drawn: Drawn,
    voters: int,
    fresh: int,
    draws: int,
    dots: bool,
    told: Callable[[Array], Array | None] | None,
    rng: np.random.Generator,
) -> dict[str, object]:
    """What one jury says, and what fresh ones do."""
    votes = drawn.jury(voters)
    labels = [f"{item:02}" for item in range(votes.shape[1])]

    def ranked(votes: Array, draws: int) -> tuple[pd.DataFrame, RankRobustness]:
        sure = rank_robustness(
            votes,
            drawn.weights,
            items=labels,
            top_n=TOP,
            resamples=draws,
            seed=int(rng.integers(2**31)),
            dots=dots,
            untold="coarse" if told is stood_in and coarse(voters, WHOLE_SCALE) else "",
        )
        return sure.table.set_index("item").loc[labels], sure

    seen = votes if told is None else told(votes)
    if seen is None:
        return {"silence": "anonymous"}
    table, sure = ranked(seen, draws)
    rank = table["rank"].to_numpy()
    winners, top = rank == 1, rank <= TOP
    scores, orders = [], []
    # An order by few votes costs as much as a ranking.
    for _fresh in range(fresh // 4 if np.isnan(votes).any() else fresh):
        other = drawn.jury(voters)
        score = weighted_mean(other, drawn.weights)
        order = score
        if np.isnan(other).any():
            again = rank_items(
                other, drawn.weights, items=labels, resamples=1, seed=int(rng.integers(2**31))
            )
            order = again.set_index("item").loc[labels, "ordered_by"].to_numpy()
        scores.append(score)
        orders.append(order)
    found = np.array(scores)
    firsts = _share_of_first(np.array(orders), 1)[:, winners].sum(axis=1)
    tops = _share_of_first(np.array(orders), TOP).mean(axis=0)
    low, high = table["score_low"].to_numpy(float), table["score_high"].to_numpy(float)
    own = weighted_mean(seen, drawn.weights)
    tier = table["tier"].to_numpy(float)
    best_of_tier = pd.Series(own).groupby(tier).transform("max").to_numpy()
    leaders = own >= best_of_tier - 1e-9
    false = (tier[:, None] < tier) & (drawn.truth[:, None] - drawn.truth <= drawn.blur)
    first = np.flatnonzero(tier == 1)
    alone = first.size == 1
    best = int(drawn.truth.argmax())
    bootstrap = _bootstrap(votes, drawn.weights, 1000, rng)
    correlations = [np.corrcoef(own, score)[0, 1] for score in found if score.std() and own.std()]
    ends = dict.fromkeys(["winner_low", "winner_high", "top_stay_low", "top_stay_high"], np.nan)
    ends |= sure.sources.T.get("voters", pd.Series(dtype=float)).to_dict()
    middle = (ends["winner_low"] + ends["winner_high"]) / 2
    same = same_top(np.array(orders), top).mean()
    return {
        "silence": sure.silence,
        "low": ends["winner_low"],
        "middle": middle,
        "high": ends["winner_high"],
        "happened": firsts.mean(),
        "oftener": np.nan if sure.silence else firsts.mean() > ends["winner_high"],
        "held": _held(ends["winner_low"], firsts.mean(), ends["winner_high"]),
        "bootstrap": _share_of_first(bootstrap, 1)[:, winners].sum(axis=1).mean(),
        "firsts": firsts,
        "top_held": np.mean(_held(table["top_low"], tops, table["top_high"])),
        "same_held": _held(ends["top_stay_low"], same, ends["top_stay_high"]),
        "covered": ((found >= low - 1e-9) & (found <= high + 1e-9)).mean(),
        "bootstrap_covered": _covered(found, bootstrap),
        "r_low": sure.agreement[0],
        "r_high": sure.agreement[1],
        "r_found": np.mean(correlations) if correlations else np.nan,
        "r_inside": np.mean(
            [sure.agreement[0] <= value <= sure.agreement[1] for value in correlations] or [np.nan]
        ),
        "levels": np.nanmax(tier) if not np.isnan(tier).all() else np.nan,
        "false": bool(false[leaders].any()),
        "alone": alone,
        "alone_false": bool(alone and first[0] != best),
    }


def _held(low: Array, happened: Array, high: Array) -> Array:
    """Whether what happened lies between the ends; NaN where none are said."""
    return np.where(np.isnan(low), np.nan, (happened >= low) & (happened <= high))


def stood_in(votes: Array) -> Array | None:
    """What the kit calculates with where ratings are anonymous; None where it tells nothing."""
    told = np.empty_like(votes)
    for item, criterion in np.ndindex(votes.shape[1:]):
        given = stand_ins(votes[:, item, criterion], WHOLE_SCALE, f"{item} {criterion}", str(item))
        if given is None:
            return None
        told[:, item, criterion] = given
    return told


def told_in_twos(votes: Array) -> Array | None:
    """The same of dots, of which one voter can put two on an item."""
    voters, items, _one = votes.shape
    told = dots_told(votes[:, :, 0].sum(axis=0).astype(int).tolist(), 2 * voters, items)
    fallen = np.repeat(np.arange(items), told)
    if fallen.size == 0:
        return None
    ballots = np.zeros((voters, items))
    np.add.at(ballots, (np.arange(fallen.size) % voters, fallen), 1.0)
    return ballots[:, :, np.newaxis]


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
    groups = seen[seen["silence"] == ""].groupby(by, sort=False)
    names = {
        "low": "from",
        "high": "to",
        "happened": "happened",
        "held": "holds",
        "oftener": "happens oftener",
        "same_held": "first three hold",
        "top_held": "each place among them holds",
        "bootstrap": "bootstrap",
    }
    table = groups[list(names)].mean().rename(columns=names)
    for place, name in ((4, "held"), (7, "same_held"), (9, "top_held")):
        table.insert(place, "±", groups[name].sem(), allow_duplicates=True)
    for name in ("Brier of the middle", "Brier of the bootstrap", "Brier of the base rate"):
        table[name] = [_brier(rows)[name] for _group, rows in groups]
    return table


def _brier(rows: pd.DataFrame) -> dict[str, float]:
    """The mean squared distance of what was said from what happened, fresh jury by fresh jury."""
    base = float(rows["happened"].mean())

    def missed(said: pd.Series) -> float:
        pairs = zip(said, rows["firsts"], strict=True)
        return float(np.mean([np.mean((one - happened) ** 2) for one, happened in pairs]))

    return {
        "Brier of the middle": missed(rows["middle"]),
        "Brier of the bootstrap": missed(rows["bootstrap"]),
        "Brier of the base rate": missed(pd.Series(base, index=rows.index)),
    }


def bins(seen: pd.DataFrame) -> pd.DataFrame:
    """Said and happened in fifths of the middle of what was said."""
    edges = ["to 20 %", "to 40 %", "to 60 %", "to 80 %", "to 100 %"]
    told = seen[seen["silence"] == ""]
    group = pd.cut(told["middle"], [-0.01, 0.2, 0.4, 0.6, 0.8, 1.001], labels=edges)
    return (
        told.groupby(group.rename("middle"), observed=True)
        .agg(
            claims=("low", "size"),
            low=("low", "mean"),
            high=("high", "mean"),
            happened=("happened", "mean"),
            holds=("held", "mean"),
        )
        .rename(columns={"low": "from", "high": "to"})
    )


def other_claims(seen: pd.DataFrame, by: str) -> pd.DataFrame:
    """Lines, correlations and tiers, in the groups of a column."""
    groups = seen.groupby(by, sort=False)
    names = {
        "covered": "on the line",
        "bootstrap_covered": "on the bootstrap's",
        "r_low": "correlation from",
        "r_high": "to",
        "r_found": "found",
        "r_inside": "in its interval",
        "false": "tiers wrong",
        "alone": "one alone ahead",
        "alone_false": "wrongly",
    }
    table = groups[list(names)].mean().rename(columns=names)
    for place, name in ((1, "covered"), (7, "r_inside")):
        table.insert(place, "±", groups[name].sem(), allow_duplicates=True)
    return table


def summary(kinds: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """How often what is said holds, over all juries and in the population where it does least.

    Parameters
    ----------
    kinds : mapping of str to DataFrame
        From `observe`, for each kind of vote.
    """
    claims = {
        "held": "the chance of the first place",
        "same_held": "the chance of the first three as a set",
        "top_held": "the chance of each place among them",
        "covered": "the line of a score",
        "r_inside": "the correlation with another jury",
        "right": "tiers",
    }
    rows = {}
    for claim, said in claims.items():
        for kind, seen in kinds.items():
            groups = seen.assign(right=~seen["false"]).groupby("population")[claim]
            held = groups.mean().astype(float)
            least, most = held.idxmin(), held.idxmax()
            rows[f"{said}, {kind}"] = (
                len(seen), seen.assign(right=~seen["false"])[claim].mean(),
                f"{held[least]:.2f} ± {groups.sem()[least]:.2f} ({least})",
                f"{held[most]:.2f} ({most})",
            )  # fmt: skip
    columns = ["juries", "holds", "least", "most"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("said")


def power(seen: pd.DataFrame) -> pd.DataFrame:
    """How often a favourite is told: juries (rows) and numbers of items (columns)."""
    favourite = seen[seen["population"].str.endswith("2 sd")]
    return favourite.pivot_table(index="voters", columns="items", values="alone")


def _markdown(table: pd.DataFrame) -> str:
    """A table of shares, with two decimals."""
    head = [str(table.index.name or ""), *map(str, table.columns)]
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for label, row in zip(table.index, table.to_numpy(), strict=True):
        cells = [_cell(value) for value in row]
        lines.append("| " + " | ".join([str(label), *cells]) + " |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if not isinstance(value, (int, float)):
        return str(value)
    if np.isnan(value):
        return ""
    return f"{value:.0f}" if value >= 2 else f"{value:.2f}"


def main() -> int:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.certainty", description=__doc__)
    parser.add_argument("--juries", type=int, default=6, help="of each size, items, population")
    juries = parser.parse_args().juries
    people = {name: real(bank) for name, bank in banks().items()}
    imaginary = {name: imagined(name) for name in [*IMAGINED, *HELD_OUT]}
    print("ratings", file=sys.stderr)
    seen = observe({**people, **imaginary}, juries=juries)
    print("anonymous ratings", file=sys.stderr)
    whole = {name: drawn for name, drawn in imaginary.items() if name != "missing votes"}
    anonymous = observe(whole, sizes=SIZES_TOLD, juries=juries, told=stood_in)
    print("dots", file=sys.stderr)
    with_dots = ["noise", "one favourite, 1 sd", "one favourite, 2 sd", "a few good ones", "normal"]
    voting = {**people, **{name: imaginary[name] for name in [*with_dots, "two camps"]}}
    voting = {name: dots_of(population) for name, population in voting.items()}
    dotted = observe(voting, juries=juries, sizes=SIZES_OF_DOTS, dots=True)
    print("anonymous dots", file=sys.stderr)
    in_twos = observe(
        voting, juries=max(1, juries // 2), sizes=SIZES_OF_DOTS, dots=True, told=told_in_twos
    )
    kinds = {"ratings": seen, "anonymous ratings": anonymous, "dots": dotted}
    said = pd.concat([told[told["silence"] == ""] for told in kinds.values()])
    surveys = phases.observe()
    noise = seen["population"].str.startswith("noise")
    text = TEMPLATE.read_text(encoding="utf-8").format(
        real=", ".join(f"{name} ({len(bank):,})" for name, bank in banks().items()),
        juries=len(seen),
        held_out=", ".join(HELD_OUT),
        summary=_markdown(summary(kinds)),
        holds=f"{seen['held'].mean() * 100:.0f}",
        oftener=f"{said['oftener'].mean() * 100:.1f}",
        seldomer=f"{(1 - said['held'] - said['oftener']).mean() * 100:.1f}",
        between=_between(kinds),
        false=f"{seen['false'].mean() * 100:.1f}",
        noise_false=f"{seen.loc[noise, 'false'].mean() * 100:.1f}",
        phases_hold=f"{surveys['holds'].mean() * 100:.0f}",
        phases_least=f"{surveys['holds'].min() * 100:.0f} % ({surveys['holds'].idxmin()})",
        few_told=next(n for n in range(2, 99) if not coarse(n, WHOLE_SCALE)),
        fewest=FEWEST_VOTERS,
        dots=FEWEST_WITH_DOTS,
        ratings=_markdown(chances(seen, "population")),
        voters=_markdown(chances(seen, "voters")),
        bins=_markdown(bins(seen)),
        claims=_markdown(other_claims(seen, "population")),
        claims_voters=_markdown(other_claims(seen, "voters")),
        power=_markdown(power(seen)),
        anonymous=_markdown(chances(anonymous, "population")),
        anonymous_claims=_markdown(other_claims(anonymous, "population")),
        anonymous_voters=_markdown(chances(anonymous, "voters")),
        anonymous_claims_voters=_markdown(other_claims(anonymous, "voters")),
        dot_chances=_markdown(chances(dotted, "population")),
        dot_bins=_markdown(bins(dotted)),
        dot_claims=_markdown(other_claims(dotted, "population")),
        twos=_markdown(chances(in_twos, "population")),
        twos_claims=_markdown(other_claims(in_twos, "population")),
        phases=_markdown(surveys),
    )
    PAGE.write_text(text, encoding="utf-8")
    return 0


def _between(kinds: Mapping[str, pd.DataFrame]) -> str:
    """Where what happens on average does not lie between what is said on average."""
    outside = []
    for kind, seen in kinds.items():
        table = chances(seen, "population")
        beyond = (table["happened"] < table["from"]) | (table["happened"] > table["to"])
        outside += [f"{name} ({kind})" for name in table.index[beyond]]
    return f"In every population but {', '.join(outside)}" if outside else "In every population"


if __name__ == "__main__":
    sys.exit(main())
