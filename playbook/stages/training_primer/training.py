"""What the model learns from here: real images, and labels of which some are wrong.

The model is a support vector machine with a Gaussian kernel (Cortes & Vapnik, 1995), as
scikit-learn makes it. Every figure is a mean over several trainings, each on images drawn anew;
the same draws serve every setting, so that two settings differ by nothing but the setting.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.svm import SVC

from playbook.language import _, format_number, format_percent, ngettext
from playbook.show.chart import INK, ORANGE, Chart, drawing, titled
from playbook.show.findings import Finding
from playbook.stages.training_primer.images import SIDE, Labels, Pixels, load_images

DIGITS = 10
SMALLEST, LARGEST = 20, 900
MOST_NOISE = 0.8
SLIGHT = 0.02
"""A difference of shares below it is not worth a claim: other draws could turn it round."""
SAMPLES = 8
BLOCK = 8
"""How many times a pixel is repeated, so that screens do not blur it."""


@dataclass(frozen=True)
class Settings:
    """What can be set about the training data.

    Attributes
    ----------
    volume : int
        How many images the model is trained on.
    noise : float
        The share of them, 0 to 1, that carry a wrong label.
    balance : float
        The share of them, 0 to 1, that come from the site whose scanner is askew.

    Raises
    ------
    ValueError
        When one is out of its range.
    """

    volume: int
    noise: float
    balance: float

    def __post_init__(self) -> None:
        ranges = {"volume": (SMALLEST, LARGEST), "noise": (0, MOST_NOISE), "balance": (0, 1)}
        for name, (low, high) in ranges.items():
            if not low <= getattr(self, name) <= high:
                text = _("{name} must be between {low} and {high}")
                ends = [format_number(end, 0 if end == int(end) else 1) for end in (low, high)]
                raise ValueError(text.format(name=name, low=ends[0], high=ends[1]))


@dataclass(frozen=True)
class Outcome:
    """How one trained model did on images that it never saw.

    Attributes
    ----------
    straight_errors, askew_errors : float
        The share, 0 to 1, of the images scanned by either site that it read wrong.
    """

    straight_errors: float
    askew_errors: float

    @property
    def accuracy(self) -> float:
        """The share read right, as many images of one site as of the other."""
        right = 1 - (self.straight_errors + self.askew_errors) / 2
        return round(right, 12)  # so that 93% right is not below the 93% required


@dataclass(frozen=True)
class Training:
    """What one model is trained on.

    Attributes
    ----------
    images : ndarray of int
        Which images.
    askew : ndarray of bool
        Which of them the askew scanner scanned.
    labels : ndarray of int
        The labels that they carry, right or wrong.
    """

    images: Labels
    askew: NDArray[np.bool_]
    labels: Labels


class Lab:
    """Where models are trained and tested. What has been found out is not computed again.

    Parameters
    ----------
    seed : int
        What all draws start from.
    draws : int
        How many trainings each figure is the mean of.
    """

    def __init__(self, seed: int, draws: int) -> None:
        if draws < 1:
            raise ValueError(_("draws must be 1 or more"))
        self.seed = seed
        self.draws = draws
        self.images = load_images(seed)
        self._outcomes: dict[tuple[Settings, int], Outcome] = {}
        self._row_of = np.full(len(self.images.labels), -1)
        self._row_of[self.images.pool] = np.arange(len(self.images.pool))
        # How alike any two images are, worked out once: training is then fast enough to watch.
        pool = self._both(self.images.pool)
        self._pool = pool
        self._width = 1 / (pool.shape[1] * pool.var())
        self._alike = rbf_kernel(pool, gamma=self._width)
        self._alike_test = rbf_kernel(self._both(self.images.test), pool, gamma=self._width)

    def _both(self, chosen: Labels) -> Pixels:
        """Some images as scanned straight, then the same askew."""
        return np.vstack([self.images.straight[chosen], self.images.askew[chosen]])

    def outcome(self, settings: Settings, draw: int) -> Outcome:
        """Train on one draw and test."""
        key = (settings, draw)
        if key not in self._outcomes:
            model, rows = self._train(self.training(settings, draw))
            read = model.predict(self._alike_test[:, rows])
            wrong = read != np.tile(self.images.labels[self.images.test], 2)
            straight, askew = np.split(wrong, 2)
            self._outcomes[key] = Outcome(float(straight.mean()), float(askew.mean()))
        return self._outcomes[key]

    def known(self, settings: Settings, draw: int) -> float:
        """The share of its own training images that a model reads as they were labelled."""
        training = self.training(settings, draw)
        model, rows = self._train(training)
        return float(model.score(self._alike[np.ix_(rows, rows)], training.labels))

    def final(self, settings: Settings, draw: int) -> float:
        """The share read right of the images kept for the final check, half of them askew."""
        model, rows = self._train(self.training(settings, draw))
        final = self._both(self.images.final)
        alike = rbf_kernel(final, self._pool[rows], gamma=self._width)
        return float(model.score(alike, np.tile(self.images.labels[self.images.final], 2)))

    def training(self, settings: Settings, draw: int) -> Training:
        """What one draw trains on, as the settings ask for it."""
        images, count = self.images, settings.volume
        generator = np.random.default_rng([self.seed, draw])
        chosen = generator.permutation(images.pool)[:count]
        order_of_noise = generator.random(len(images.pool))[:count]
        order_of_site = generator.random(len(images.pool))[:count]
        steps = generator.integers(1, DIGITS, len(images.pool))[:count]
        truth = images.labels[chosen]
        wrong = _first(order_of_noise, settings.noise)
        labels = np.where(wrong, (truth + steps) % DIGITS, truth)
        return Training(chosen, _first(order_of_site, settings.balance), labels)

    def _train(self, training: Training) -> tuple[SVC, Labels]:
        """Train the model of the primer; and where its images stand among those of the pool."""
        rows = self._row_of[training.images] + training.askew * len(self.images.pool)
        model = SVC(C=5.0, kernel="precomputed")
        return model.fit(self._alike[np.ix_(rows, rows)], training.labels), rows


def _first(order: NDArray[np.float64], share: float) -> NDArray[np.bool_]:
    """Mark the share of places that come first in an order."""
    marked = np.zeros(len(order), dtype=bool)
    marked[np.argsort(order)[: round(share * len(order))]] = True
    return marked


def settings_words(settings: Settings) -> str:
    """What a figure was made with."""
    text = _("Set: {volume} training images, {noise} wrong labels, {balance} askew images.")
    return text.format(
        volume=format_number(settings.volume),
        noise=format_percent(settings.noise),
        balance=format_percent(settings.balance),
    )


def say_settings(settings: Settings) -> Finding:
    """Say what the models of the report were trained on."""
    return Finding(settings_words(settings))


def draw_samples(lab: Lab, settings: Settings) -> Chart:
    """Draw a few digits as either site scans them, and the labels that training gets."""
    images = lab.images
    training = lab.training(settings, 0)
    chosen, labels = training.images, training.labels
    false = labels != images.labels[chosen]
    wrong, right = np.flatnonzero(false), np.flatnonzero(~false)
    share = min(len(wrong), max(1, round(settings.noise * SAMPLES)))
    places = np.sort(np.concatenate([wrong[:share], right[: SAMPLES - share]]))
    rows = [
        np.hstack([np.pad(scan[chosen[place]].reshape(SIDE, SIDE), 1) for place in places])
        for scan in (images.straight, images.askew)
    ]
    picture = 255 - np.kron(np.vstack(rows) * 255, np.ones((BLOCK, BLOCK))).astype(np.uint8)
    title = _("What the model sees: grey squares, and a label that somebody gave")
    with drawing(1.85) as (figure, axes):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=255, interpolation="none", aspect="auto")
        width = (SIDE + 2) * BLOCK
        axes.set_yticks([width / 2, width * 1.5], [_("Straight"), _("Askew")])
        names = [format_number(labels[place]) for place in places]
        axes.set_xticks([width * (i + 0.5) for i in range(len(places))], names)
        for tick, place in zip(axes.get_xticklabels(), places, strict=True):
            strong = "bold" if false[place] else "normal"
            tick.set(color=ORANGE if false[place] else INK, fontweight=strong)
        axes.spines[:].set_visible(False)
        reading = _("Below: the label. In orange: a wrong one, as a tired person gives it.")
        titled(axes, title, reading)
        words = ngettext(
            "{all} images, {wrong} of them with a wrong label",
            "{all} images, {wrong} of them with wrong labels",
            share,
        ).format(all=len(places), wrong=share)
        return Chart(figure, f"{title}. {words}.")
