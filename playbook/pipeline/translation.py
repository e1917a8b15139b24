"""Turn a notebook into another language before it is executed.

A Markdown cell is one message of the catalogues, and so is each comment of a code cell. Of a cell
that somebody has edited, the paragraphs and sentences that are still the kit's are translated; what
is new stays as it was written.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Iterator
from functools import cache

from playbook.language import _, language
from playbook.locales import SOURCE, messages_of
from playbook.notebook_format import nbformat

PARAGRAPHS = re.compile(r"(\n\s*\n)")
SENTENCES = re.compile(r"(?<=[.?!:])(\s+)")


def translate_notebook(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy of the notebook whose prose is in the language being spoken."""
    translated: nbformat.NotebookNode = nbformat.from_dict(notebook)
    for cell in translated.cells:
        if cell.cell_type == "markdown":
            cell.source = _translate_prose(cell.source)
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


def _translate_prose(text: str) -> str:
    """A cell's words, whole where the catalogues have them, else paragraph by paragraph."""
    whole = _(text)
    if whole != text or language() == SOURCE:
        return whole
    parts = _parts_known(language())

    def sentence(words: str) -> str:
        return parts.get(words, words)

    def paragraph(words: str) -> str:
        return parts[words] if words in parts else _piecewise(SENTENCES, words, sentence)

    return _piecewise(PARAGRAPHS, text, paragraph)


def _piecewise(between: re.Pattern[str], text: str, translate: Callable[[str], str]) -> str:
    """A text with each of its parts translated; what stands between them stays."""
    pieces = between.split(text)
    return "".join(piece if at % 2 else translate(piece) for at, piece in enumerate(pieces))


@cache
def _parts_known(code: str) -> dict[str, str]:
    """The paragraphs and sentences of all messages of a language, each with its translation.

    A message and its translation are taken apart where they have as many parts.
    """
    parts: dict[str, str] = {}
    whole = messages_of(code)
    for between in (SENTENCES, PARAGRAPHS):
        for message, translation in whole.items():
            ours, theirs = between.split(message)[::2], between.split(translation)[::2]
            if len(ours) == len(theirs) > 1:
                parts |= zip(ours, theirs, strict=True)
    return parts | whole


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
