"""The look of what is shown where there is no style sheet of ours: in JupyterLab.

Pages take these attributes away (`playbook.report.exporter`) and have their own style sheet. The
colours are read on white and on black.
"""

from __future__ import annotations

from playbook.brand.roles import FIGURES as COLOURS

LEFT = ' style="text-align:left"'
"""For cells that hold words: JupyterLab sets every cell of a table to the right."""
SUMMARY = ' style="background:rgba(127,127,127,.12);border-radius:8px;padding:.6em 1.2em"'
LIST = ' style="list-style:none;padding:0;margin:.5em 0"'
FIGURES = ' style="display:flex;flex-wrap:wrap;gap:.6em 2em;margin:.5em 0"'
TONES = {
    "result": COLOURS["blue"],
    "caution": COLOURS["orange"],
    "decide": COLOURS["green"],
}


def callout(tone: str) -> str:
    """The attribute of a finding: a line in the colour of its tone."""
    return f' style="border-left:3px solid {TONES[tone]};padding:.2em .9em;margin:.4em 0"'
