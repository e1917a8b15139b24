"""The activities of the culture workshop, as the playbook times them.

The playbook gives time 1 in all (45 min, of which three turns of 10 min) and time 2 in all (40 min,
of which 30 min to place the tasks): the restitution and the dots have what is left.
"""

from __future__ import annotations

from playbook.language import N_
from playbook.stages.shared.run_sheet import Activity

ACTIVITIES = (
    Activity(N_("Time 1. World Café, first turn: each group answers the question of its board"), 10, N_("Three boards, a colour of notes for each")),
    Activity(N_("World Café, second turn: read what the others left, then build on it"), 10, N_("The same boards")),
    Activity(N_("World Café, third turn: read, then build on it"), 10, N_("The same boards")),
    Activity(N_("What each board holds, told to all"), 15, N_("The same boards")),
    Activity(N_("Time 2. Place the tasks: how repetitive, how much added value?"), 30, N_("A board for the matrix")),
    Activity(N_("Dots in the marked zone: what could be automated, what needs much data analysed?"), 10, N_("Dots in two colours")),
    Activity(N_("Time 3. Initiatives of the company close to these tasks; a guest may report"), 30, N_("List of initiatives")),
)  # fmt: skip
TURN_MINUTES = 10
BOARDS_NEEDED = 4
"""Three for the questions and one for the matrix."""
