"""A product that somebody else trained, tried by three companies with needs of their own.

The provider's product is a small neural network that reads the digits 0 to 7, trained on most of
these images. Training it further means more passes of the same network over a company's own images.
"""

from __future__ import annotations

import copy
import warnings
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from playbook.language import _
from playbook.stages.training_primer.images import Labels, Pixels, both_scans

PRODUCT_DIGITS = 8
PASSES = 60
BATCH = 200  # scikit-learn's own
OWN_POOL = 200
OWN_VOLUMES = (10, 20, 40, 80, 160)
COMPANIES = ("same", "askew", "other")


@dataclass(frozen=True, eq=False)
class Market:
    """The product, and what each company has.

    Attributes
    ----------
    product : MLPClassifier
        As the provider sells it.
    provider_volume : int
        How many images the provider trained it on.
    own, test : dict of str to (images, labels)
        What each company could train on, and tests on. The first has the provider's digits and a
        straight scanner, the second the same digits askew, the third other digits: 8 and 9.
    """

    product: MLPClassifier
    provider_volume: int
    own: dict[str, tuple[Pixels, Labels]]
    test: dict[str, tuple[Pixels, Labels]]
    seed: int


def open_market(seed: int) -> Market:
    """Train the provider's product, and hand each company its images."""
    straight, askew, labels = both_scans()
    order = np.random.default_rng(seed).permutation(len(labels))
    known, other = order[labels[order] < PRODUCT_DIGITS], order[labels[order] >= PRODUCT_DIGITS]
    provided = len(known) // 2
    mine, tests = known[provided : provided + OWN_POOL], known[provided + OWN_POOL :]
    product = _practise(_network(seed), straight[known[:provided]], labels[known[:provided]])
    scans = {"same": (straight, mine, tests), "askew": (askew, mine, tests)}
    scans["other"] = (straight, other[:OWN_POOL], other[OWN_POOL:])
    return Market(
        product,
        provided,
        own={name: (scan[own], labels[own]) for name, (scan, own, _t) in scans.items()},
        test={name: (scan[test], labels[test]) for name, (scan, _o, test) in scans.items()},
        seed=seed,
    )


def _network(seed: int) -> MLPClassifier:
    """A network that has learnt nothing yet."""
    return MLPClassifier(
        (32,),
        max_iter=PASSES,
        n_iter_no_change=PASSES,
        learning_rate_init=0.01,
        alpha=1e-3,
        warm_start=True,
        random_state=seed % 2**32,
    )


def _practise(network: MLPClassifier, pixels: Pixels, labels: Labels) -> MLPClassifier:
    """Let a network, trained or not, pass over some images `PASSES` times."""
    with warnings.catch_warnings(), threadpool_limits(limits=1):
        warnings.simplefilter("ignore", ConvergenceWarning)  # the passes are counted on purpose
        # The order of images says nothing within one batch, and shuffling is half of the work.
        network.set_params(shuffle=len(pixels) > BATCH)
        return network.fit(pixels, labels)


def trials(market: Market, own_volume: int, required: float, draws: int) -> pd.DataFrame:
    """Test the product for each company; where it falls short, train it further; compare.

    The verdict: implement when the product passes as it is; train further when it passes after
    more training on the company's own images; else give up.

    Parameters
    ----------
    own_volume : int
        How many images of its own each company trains on.
    required : float
        The share of its test images, 0 to 1, that must be read right.
    draws : int
        How many trainings, on images drawn anew, each figure is the mean of.

    Returns
    -------
    DataFrame
        One row a company: company (a code of `COMPANIES`), as_is, adapted and scratch (shares of
        its test images read right by the product, by the product trained further, and by a
        network trained on its own images alone), confidence (the mean probability that the
        product gives its own answers, as it is) and verdict (implement, train_further or
        give_up). ``adapted`` is missing where the product cannot give the answers needed.
    """
    rows = []
    for company in COMPANIES:
        pixels, labels = market.test[company]
        as_is = float(market.product.score(pixels, labels))
        means = _learnt(market, company, own_volume, draws).mean()
        adapted = round(float(means["adapted"]), 12)  # so that a mean of 90% is not below 90%
        verdict = (
            "implement"
            if as_is >= required
            else ("train_further" if adapted >= required else "give_up")
        )
        rows.append(
            {
                "company": company,
                "as_is": as_is,
                "adapted": adapted,
                "scratch": float(means["scratch"]),
                "confidence": float(market.product.predict_proba(pixels).max(axis=1).mean()),
                "verdict": verdict,
            }
        )
    return pd.DataFrame(rows)


def own_volume_curve(market: Market, chosen: int, draws: int) -> pd.DataFrame:
    """What the company with the askew scanner gets from more images of its own.

    Parameters
    ----------
    chosen : int
        A number of own images that is always among those tried.

    Returns
    -------
    DataFrame
        One row a number of images: own_volume, adapted and scratch (means; shares of the test
        images read right), with adapted_low, adapted_high, scratch_low and scratch_high (the worst
        and the best training).
    """
    rows = []
    for volume in sorted({*OWN_VOLUMES, chosen}):
        learnt = _learnt(market, "askew", volume, draws)
        row: dict[str, float] = {"own_volume": volume}
        for way in ("adapted", "scratch"):
            row |= {way: learnt[way].mean()}
            row |= {f"{way}_low": learnt[way].min(), f"{way}_high": learnt[way].max()}
        rows.append(row)
    return pd.DataFrame(rows)


@lru_cache(maxsize=64)
def _learnt(market: Market, company: str, volume: int, draws: int) -> pd.DataFrame:
    """Train on a company's own images, both ways: one row a draw, columns adapted and scratch."""
    pixels, labels = market.own[company]
    classes = np.unique(labels)
    if not len(classes) <= volume <= len(labels):
        text = _("own_volume must be between {low} and {high}")
        raise ValueError(text.format(low=len(classes), high=len(labels)))
    test = market.test[company]
    able = bool(np.isin(classes, market.product.classes_).all())
    rows = []
    for draw in range(draws):
        chosen = _one_of_each(labels, volume, np.random.default_rng([market.seed, draw]))
        adapted = np.nan
        if able:
            product = copy.deepcopy(market.product)
            adapted = _practise(product, pixels[chosen], labels[chosen]).score(*test)
        scratch = _practise(_network(market.seed + draw), pixels[chosen], labels[chosen])
        rows.append((adapted, scratch.score(*test)))
    return pd.DataFrame(rows, columns=["adapted", "scratch"])


def _one_of_each(labels: Labels, volume: int, generator: np.random.Generator) -> Labels:
    """Draw images at random, at least one of each digit: nobody leaves a digit out on purpose."""
    order = generator.permutation(len(labels))
    first = [order[labels[order] == digit][0] for digit in np.unique(labels)]
    rest = order[~np.isin(order, first)]
    return np.concatenate([first, rest[: volume - len(first)]]).astype(int)
