"""Whether the run sheet holds, and whether there are boards enough.

The playbook gives time 1 in all (45 min, of which three turns of 10 min) and time 2 in all (40 min,
of which 30 min to place the tasks): the restitution and the dots have what is left.
"""

from __future__ import annotations

from playbook.language import N_, ngettext
from playbook.show.findings import Finding, Tone
from playbook.stages.shared.run_sheet import Activity

ACTIVITIES = (
    Activity(
        N_("Time 1. World Café, first turn: each group answers the question of its board"),
        10,
        N_("Three boards, a colour of notes for each"),
    ),
    Activity(
        N_("World Café, second turn: read what the others left, then build on it"),
        10,
        N_("The same boards"),
    ),
    Activity(N_("World Café, third turn: read, then build on it"), 10, N_("The same boards")),
    Activity(N_("What each board holds, told to all"), 15, N_("The same boards")),
    Activity(
        N_("Time 2. Place the tasks: how repetitive, how much added value?"),
        30,
        N_("A board for the matrix"),
    ),
    Activity(
        N_("Dots in the marked zone: what could be automated, what needs much data analysed?"),
        10,
        N_("Dots in two colours"),
    ),
    Activity(
        N_("Time 3. Initiatives of the company close to these tasks; a guest may report"),
        30,
        N_("List of initiatives"),
    ),
)
TURN_MINUTES = 10
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
        "{boards} board is planned, and {needed} are needed: one for each of the three questions,"
        " then one for the matrix.",
        "{boards} boards are planned, and {needed} are needed: one for each of the three"
        " questions, then one for the matrix.",
        boards,
    )
    return Finding(text.format(boards=boards, needed=BOARDS_NEEDED), Tone.DECIDE)
