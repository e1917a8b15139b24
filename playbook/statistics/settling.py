"""Numbers without their last bits, in which processors differ and spreadsheets err."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

TYPED, COMPUTED = 12, 10
"""How many digits a number keeps that people wrote, and one that was worked out."""
MOST_DECIMALS = 9


def settled(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """Round numbers to so many digits, to nine decimals at most, and never before the point.

    Parameters
    ----------
    values : ndarray of float
        Missing and infinite ones stay as they are.
    digits : int
        Significant digits.
    """
    known = np.isfinite(values) & (values != 0)
    magnitude = np.floor(np.log10(np.abs(values), where=known, out=np.zeros(values.shape)))
    scale = 10.0 ** np.clip(digits - 1 - magnitude, 0, MOST_DECIMALS)
    return np.where(known, np.rint(values * scale) / scale, values)


def settled_frame(frame: pd.DataFrame, digits: int) -> pd.DataFrame:
    """The same table with the floats of every column settled."""
    floats = frame.select_dtypes("float")
    return frame.assign(
        **{str(name): settled(floats[name].to_numpy("float64"), digits) for name in floats}
    )
