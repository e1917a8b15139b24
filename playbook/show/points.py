"""Name the points of a scatter plot so that the names overlap neither each other nor the points."""

from __future__ import annotations

from collections.abc import Iterable

from adjustText import adjust_text
from matplotlib.axes import Axes

from playbook.show.chart import INK, SOFT, wrapped

STEPS = 400
# Found by trying several hundred on the demos and on points drawn at random, then held against
# others: adjustText's own left one name in twelve on a point.
FORCES = {
    "expand": (1.15, 1.5),
    "force_text": (0.1, 0.5),
    "force_static": (0.3, 0.3),
    "force_explode": (0.1, 0.7),
    "force_pull": (0.02, 0.02),
    "max_move": (15, 15),
}


def label_points(axes: Axes, x: Iterable[float], y: Iterable[float], names: Iterable[str]) -> None:
    """Write a name beside each point; call it last, when nothing else moves any more.

    Parameters
    ----------
    x, y : iterable of float
        The points, in data coordinates.
    names : iterable of str
        What each is called.
    """
    across, up = list(x), list(y)
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("the axes have been removed from their figure")
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    texts = [
        axes.text(
            left,
            height,
            wrapped(name, 20),
            fontsize=8.5,
            color=INK,
            linespacing=1.05,
            zorder=2.5,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4},
        )
        for left, height, name in zip(across, up, names, strict=True)
    ]
    adjust_text(
        texts, x=across, y=up, ax=axes, iter_lim=STEPS, **FORCES,
        arrowprops={"arrowstyle": "-", "color": SOFT, "linewidth": 0.6},
    )  # fmt: skip
