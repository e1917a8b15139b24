"""Name the points of a scatter plot so that the names overlap neither each other nor the points."""

from __future__ import annotations

from collections.abc import Iterable

from adjustText import adjust_text
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.transforms import Bbox

from playbook.show.chart import INK, SOFT, lay_out, wrapped

STEPS = 400
RADIUS = 3  # of a point, in units of the figure
MOST_AVOIDED = 100  # more points leave no room, and take seconds
# Found by trying hundreds on the demos and on points drawn at random.
FORCES = {
    "expand": (1.05, 1.4),
    "force_text": (0.3, 0.5),
    "force_static": (0.05, 0.3),
    "force_explode": (0.2, 0.7),
    "force_pull": (0.03, 0.03),
    "max_move": (15, 15),
}


def label_points(axes: Axes, x: Iterable[float], y: Iterable[float], names: Iterable[str]) -> None:
    """Write a name beside each point; call it last, when nothing else moves any more.

    Names also keep clear of the words and the other points that are there already.

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
    lay_out(figure)
    avoided = _avoided(axes)
    texts = [
        axes.text(
            left,
            height,
            wrapped(name, 20),
            color=INK,
            linespacing=1.05,
            zorder=2.5,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4},
        )
        for left, height, name in zip(across, up, names, strict=True)
    ]
    adjust_text(
        texts, x=across, y=up, ax=axes, objects=avoided or None, iter_lim=STEPS, **FORCES,
        arrowprops={"arrowstyle": "-", "color": SOFT, "linewidth": 0.6},
    )  # fmt: skip


def _avoided(axes: Axes) -> list[Bbox]:
    """The words and the points on the axes, as boxes in data coordinates, for adjustText."""
    drawn = [marks for marks in axes.collections if isinstance(marks, PathCollection)]
    points = [axes.transData.transform(marks.get_offsets()) for marks in drawn]
    boxes = [Bbox([point - RADIUS, point + RADIUS]) for some in points for point in some]
    if len(boxes) > MOST_AVOIDED:
        boxes = []
    boxes += [text.get_window_extent() for text in axes.texts]
    back = axes.transData.inverted()
    return [Bbox(back.transform(box.get_points())) for box in boxes]
