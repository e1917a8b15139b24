"""When a product that others trained serves: tried by three companies with needs of their own.

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

from playbook.language import (
    N_,
    _,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
)
from playbook.show.axes import percent_axis
from playbook.show.chart import BLUE, GREY, INK, SKY, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.training_primer.images import Labels, Pixels, both_scans
from playbook.stages.training_primer.iteration import write_share

PRODUCT_DIGITS = 8
PASSES = 60
BATCH = 200  # scikit-learn's own
OWN_POOL = 200
COMPANIES = {
    "same": N_("Scans like the provider’s"),
    "askew": N_("Scans askew"),
    "other": N_("Needs other digits"),
}
WAYS = {
    "as_is": N_("as it is"),
    "adapted": N_("trained further"),
    "scratch": N_("from scratch"),
}
WAY_COLOURS = {"as_is": SKY, "adapted": BLUE, "scratch": GREY}
SHARES = ("as_is", "adapted", "scratch", "confidence")
OUTCOMES = {
    "implement": N_("Implement"),
    "train_further": N_("Train further, then implement"),
    "give_up": N_("Give up"),
}

LABELS = {
    "company": Label(N_("Company"), codes=COMPANIES),
    "as_is": Label(N_("Product as it is"), Format.PERCENT),
    "adapted": Label(N_("Trained further"), Format.PERCENT, missing=N_("not possible")),
    "scratch": Label(N_("From scratch"), Format.PERCENT),
    "confidence": Label(N_("Its own confidence"), Format.PERCENT),
}


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
        means = learnt_both_ways(market, company, own_volume, draws).mean()
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


@lru_cache(maxsize=64)
def learnt_both_ways(market: Market, company: str, volume: int, draws: int) -> pd.DataFrame:
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


def say_trials(table: pd.DataFrame, provider_volume: int, own_volume: int) -> list[Finding]:
    """Say what the product is worth to each company."""
    rows = {row["company"]: row for row in table.to_dict("records")}
    shares = {name: {way: format_percent(row[way]) for way in SHARES} for name, row in rows.items()}
    same, askew = rows["same"], rows["askew"]
    text = {
        "implement": _(
            "Turnkey: trained by the provider on {volume} images, the product reads {share} right"
            " where scans are like the provider’s: implement it."
        ),
        "train_further": _(
            "Turnkey: trained by the provider on {volume} images, the product reads {share} right"
            " even on scans like the provider’s: it needs more training."
        ),
        "give_up": _(
            "Turnkey: trained by the provider on {volume} images, the product reads {share} right"
            " even on scans like the provider’s: too little for the need."
        ),
    }[same["verdict"]]
    opening = text.format(volume=format_number(provider_volume), share=shares["same"]["as_is"])
    text = {
        "implement": _("On askew scans it passes as well, with {as_is}."),
        "train_further": _(
            "On askew scans it falls to {as_is}; {own} images of the company’s own bring it to"
            " {adapted}, where a model trained on these alone reaches {scratch}."
        ),
        "give_up": _(
            "On askew scans it falls to {as_is}; even {own} images of the company’s own only bring"
            " it to {adapted}. Collect more, or give up."
        ),
    }[askew["verdict"]]
    tone = Tone.DECIDE if askew["verdict"] == "give_up" else Tone.RESULT
    closing = text.format(own=format_number(own_volume), **shares["askew"])
    findings = [Finding(f"{opening} {closing}", tone)]
    text = _(
        "Asked for digits that it was never taught, it reads {as_is} right, and is {confidence}"
        " sure of its answers on average. A product does not say that it is out of its depth:"
        " check that it fits the need, or give it up."
    )
    findings.append(Finding(text.format(**shares["other"]), Tone.CAUTION))
    return findings


def draw_trials(table: pd.DataFrame, required: float) -> Chart:
    """Draw what the product, as it is and trained further, gets right for each company."""
    kept = int((table["verdict"] != "give_up").sum())
    title = ngettext(
        "One product, three companies: it serves {kept} of them",
        "One product, three companies: it serves {kept} of them",
        kept,
    ).format(kept=kept)
    step = 0.27
    with drawing(3.55) as (figure, axes):
        for position, (way, colour) in enumerate(WAY_COLOURS.items()):
            for place, share in enumerate(table[way]):
                height = place + (position - 1) * step
                known = not np.isnan(share)
                axes.barh(height, share if known else 0, step * 0.88, color=colour)
                word = write_share(share, required) if known else _("not possible")
                axes.text(1.04, height, f"{_(WAYS[way])} {word}", va="center")
        axes.axvline(required, color=INK, linewidth=1.4, linestyle=(0, (3, 3)), zorder=3)
        names = [wrapped(_(COMPANIES[name]), 18, 3) for name in table["company"]]
        axes.set_yticks(range(len(table)), names)
        axes.set(xlim=(0, 1.75), ylim=(len(table) - 0.45, -0.55))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
        percent_axis(axes, "x")
        axes.spines["left"].set_visible(False)
        reading = _("Share of test images read right. Dashed: what the need requires ({required}).")
        titled(axes, title, reading.format(required=format_percent(required)))
        words = [
            labelled(
                _(COMPANIES[row["company"]]),
                ", ".join(
                    f"{_(WAYS[way])} "
                    + (_("not possible") if np.isnan(row[way]) else write_share(row[way], required))
                    for way in WAY_COLOURS
                ),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")
