"""Whether there are boards enough."""

from __future__ import annotations

from playbook.language import ngettext
from playbook.show.findings import Finding, Tone

BOARDS_NEEDED = 4
"""Three for the questions and one for the matrix."""


def say_boards(boards: int) -> Finding | None:
    """Say whether there are boards enough; nothing when there are.

    The playbook's list of material has two, where its World Café stands before three and its matrix
    needs one more.
    """
    if boards >= BOARDS_NEEDED:
        return None
    text = ngettext(
        "Prepare {needed} boards, not {boards}: one for each of the three questions, then one for"
        " the matrix.",
        "Prepare {needed} boards, not {boards}: one for each of the three questions, then one for"
        " the matrix.",
        boards,
    )
    return Finding(text.format(boards=boards, needed=BOARDS_NEEDED), Tone.DECIDE)
