"""The images that the primer learns from: handwritten digits, seen by two scanners.

They are the digits that scikit-learn ships, 1,797 images of 8 by 8 pixels (Alpaydin & Kaynak,
"Optical recognition of handwritten digits", UCI 1998). One site scans them straight; the other is
given the same images turned by `TILT` degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import rotate
from sklearn.datasets import load_digits

Pixels = NDArray[np.float64]
Labels = NDArray[np.int_]

TILT = 15
SIDE = 8
TEST, FINAL = 400, 300


@dataclass(frozen=True)
class Images:
    """The images, shared out once and for all by the seed.

    Attributes
    ----------
    straight, askew : ndarray of float, shape (images, 64)
        The same images as either site scans them; ink from 0 to 1.
    labels : ndarray of int
        The digit that each one shows.
    pool, test, final : ndarray of int
        Which images may be trained on, which test, and which are kept for the final check. No
        image is in two of them.
    """

    straight: Pixels
    askew: Pixels
    labels: Labels
    pool: Labels
    test: Labels
    final: Labels


@lru_cache(maxsize=4)
def load_images(seed: int) -> Images:
    """Read the images and share them out."""
    straight, askew, labels = both_scans()
    order = np.random.default_rng(seed).permutation(len(labels))
    return Images(
        straight,
        askew,
        labels,
        pool=order[TEST + FINAL :],
        test=order[:TEST],
        final=order[TEST : TEST + FINAL],
    )


@lru_cache(maxsize=1)
def both_scans() -> tuple[Pixels, Pixels, Labels]:
    """The images as scanned straight and askew, and the digits that they show."""
    data = load_digits()
    images = data.images / 16
    turned = rotate(images, TILT, axes=(1, 2), reshape=False, order=1)
    count = len(images)
    askew = np.clip(turned, 0, 1).reshape(count, -1)
    return images.reshape(count, -1), askew, data.target.astype(int)
