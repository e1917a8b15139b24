"""Whether somebody must label the data: the same wines, grouped without labels, learnt with them.

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

from playbook.language import _, format_number, labelled, listed
from playbook.show.chart import BLUE, GREEN, INK, YELLOW, Chart, drawing, titled
from playbook.show.findings import Finding

VARIETIES = 3
GROUP_LOOKS = ((BLUE, "o"), (YELLOW, "s"), (GREEN, "^"))


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


def say_learning(comparison: Comparison) -> list[Finding]:
    """Say what an algorithm finds without labels, and what it learns with them."""
    wines = comparison.wines
    together = int(wines["together"].sum())
    text = _(
        "Unsupervised: told nothing, the algorithm makes three groups, and {together} of {all}"
        " wines lie with their own grape variety. It cannot name a single one."
    )
    unsupervised = text.format(together=together, all=len(wines))
    text = _(
        "Supervised: taught with the labels of half the wines, it names {right} of the {tested}"
        " that it never saw. Somebody had to label that half."
    )
    supervised = text.format(right=comparison.right, tested=comparison.tested)
    return [Finding(unsupervised), Finding(supervised)]


def draw_wines(comparison: Comparison) -> Chart:
    """Draw the wines on a map, by the group that was found without labels."""
    wines = comparison.wines
    apart = int((~wines["together"]).sum())
    title = _("Without a label, {right} of {all} wines end up with their own kind")
    title = title.format(right=len(wines) - apart, all=len(wines))
    with drawing(3.25) as (figure, axes):
        for group, (colour, mark) in enumerate(GROUP_LOOKS):
            shown = wines[wines["group"] == group]
            axes.scatter(shown["x"], shown["y"], s=22, color=colour, marker=mark, alpha=0.75, lw=0)
        wrong = wines[~wines["together"]]
        axes.scatter(wrong["x"], wrong["y"], s=95, facecolor="none", edgecolor=INK, linewidth=1.1)
        axes.set(xticks=[], yticks=[])
        axes.set_xlabel(_("Wines with alike measures lie close together"))
        reading = _(
            "One mark a wine; colours and shapes: the groups found. Ringed: wines whose grape"
            " variety is that of another group."
        )
        titled(axes, title, reading)
        sizes = [
            labelled(_("group {number}").format(number=group + 1), format_number(count))
            for group, count in wines["group"].value_counts().sort_index().items()
        ]
        return Chart(figure, f"{title}. {listed(sizes)}.")
