"""nbformat, imported in a tenth of its time.

Its validator imports jsonschema, and that a grammar of addresses which takes 0.8 s to build, for a
format that no notebook has. What imports nbformat from here goes without.
"""

from __future__ import annotations

import sys

GRAMMAR = "rfc3987_syntax"

_without = GRAMMAR not in sys.modules
if _without:
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
try:
    import nbformat
finally:
    if _without:
        del sys.modules[GRAMMAR]

__all__ = ["nbformat"]
