"""nbformat, imported in a tenth of its time.

Its validator imports jsonschema, and that a grammar of addresses which takes 0.8 s to build, for a
format that no notebook has. What imports nbformat from here goes without.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playbook.files import read_file

GRAMMAR = "rfc3987_syntax"

_without = GRAMMAR not in sys.modules
if _without:
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
try:
    import nbformat
finally:
    if _without:
        del sys.modules[GRAMMAR]

__all__ = ["nbformat", "read_notebook"]


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Read a notebook of which every cell has a text.

    Raises
    ------
    OSError
        When the file cannot be read.
    ValueError
        When it is no notebook, whatever its shape: nbformat lets much pass.
    """
    content = read_file(path)
    try:
        notebook = nbformat.reads(content.decode(), as_version=4)
        for cell in notebook.cells:
            cell.source.encode()
    except Exception as error:  # a user's file may be broken in any way
        raise ValueError(str(error)) from error
    return notebook
