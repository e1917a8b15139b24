"""Which images the sheet of the labelling exercise holds."""

from __future__ import annotations

SHEET = (
    5, 1571, 0, 69, 1727, 8, 492, 3, 922, 1, 723, 6, 77, 746, 2, 539, 9, 607, 4, 7,
)  # fmt: skip
"""Which images are on the sheet, by their place in the data set, in the order of their numbers.

The first ten images of the data set, and ten of the 5% of which a model is least sure (a support
vector machine in tenfold cross-validation, by the margin between its two best digits). They are
named here, not chosen anew, as a printed sheet must be the one that labels are compared with.
"""
