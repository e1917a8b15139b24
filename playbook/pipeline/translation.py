"""Turn a notebook into another language before it is executed.

A Markdown cell is one message of the catalogues, and so is each comment of a code cell. A message
without a translation stays in English.
"""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator

from playbook.language import _
from playbook.notebook_format import nbformat


def translate_notebook(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy of the notebook whose prose is in the language being spoken."""
    translated: nbformat.NotebookNode = nbformat.from_dict(notebook)
    for cell in translated.cells:
        if cell.cell_type == "markdown":
            cell.source = _(cell.source)
        elif cell.cell_type == "code":
            cell.source = _translate_comments(cell.source)
    return translated


def notebook_messages(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """Every message that `translate_notebook` looks up."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield cell.source
        elif cell.cell_type == "code":
            yield from (comment.strip("# ") for _line, _column, comment in _comments(cell.source))


def _comments(source: str) -> list[tuple[int, int, str]]:
    """The comments of some code: line (from 0), column, and words with their ``#``."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):  # a cell of magics is not Python
        return []
    return [
        (token.start[0] - 1, token.start[1], token.string)
        for token in tokens
        if token.type == tokenize.COMMENT
    ]


def _translate_comments(source: str) -> str:
    """The code with its comments translated."""
    lines = source.split("\n")
    for line, column, comment in _comments(source):
        lines[line] = lines[line][:column] + "# " + _(comment.strip("# "))
    return "\n".join(lines)
