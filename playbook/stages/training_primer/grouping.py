"""The same wines twice: grouped without labels, and learnt with labels.

The data are the 178 wines that scikit-learn ships: 13 chemical measures of wines of three grape
varieties from one Italian region (Forina et al., UCI 1991).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

VARIETIES = 3


@dataclass(frozen=True)
class Comparison:
    """What an algorithm found without labels, and what it learnt with them.

    Attributes
    ----------
    wines : DataFrame
        One row a wine: x, y (its place on a map that puts alike wines close together), variety
        (what the grower says, 0 to 2), group (what the algorithm found, 0 to 2, numbered as the
        variety that it matches best) and together (whether the two agree).
    tested, right : int
        With labels on the other wines: how many unseen wines were named, and how many rightly.
    """

    wines: pd.DataFrame
    tested: int
    right: int


def compare_learning(seed: int) -> Comparison:
    """Group the wines without their labels (k-means), then learn them with (an SVM)."""
    data = load_wine()
    measures = StandardScaler().fit_transform(data.data)
    found = KMeans(VARIETIES, n_init=10, random_state=_small(seed)).fit_predict(measures)
    counts = pd.crosstab(found, data.target).to_numpy()
    groups, varieties = linear_sum_assignment(-counts)
    group = np.asarray(pd.Series(found).map(dict(zip(groups, varieties, strict=True))))
    place = PCA(2).fit_transform(measures)
    wines = pd.DataFrame(
        {
            "x": place[:, 0],
            "y": place[:, 1],
            "variety": data.target,
            "group": group,
            "together": group == data.target,
        }
    )
    known, unseen, known_labels, truth = train_test_split(
        measures, data.target, test_size=0.5, stratify=data.target, random_state=_small(seed)
    )
    named = SVC().fit(known, known_labels).predict(unseen)
    return Comparison(wines, tested=len(truth), right=int((named == truth).sum()))


def _small(seed: int) -> int:
    """The seed as scikit-learn takes it, below 2 to the power of 32."""
    return seed % 2**32
