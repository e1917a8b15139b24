"""Several pairs of axes one above the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.axes import Axes

from playbook.show.chart import Drawing, drawing


@contextmanager
def panels(
    count: int, height: float, *, share_x: bool = True
) -> Iterator[tuple[Drawing, list[Axes]]]:
    """Give a figure with some pairs of axes one above the other, in the kit's style.

    Parameters
    ----------
    count : int
        How many.
    height : float
        Of the whole figure, in inches.
    share_x : bool
        Whether they share what runs across.
    """
    with drawing(height) as (figure, first):
        first.remove()
        yield figure, list(figure.subplots(count, 1, sharex=share_x, squeeze=False)[:, 0])
