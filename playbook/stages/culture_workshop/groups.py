"""Who goes where in the World Café: in which group, and to which board at each turn.

Three groups of 2 or 3 need 6 to 9 people. With fewer, there are fewer groups, and boards that wait:
two groups for 4 or 5 people, one for 2 or 3; one person alone makes no World Café. Ten or eleven
people still share three boards, in groups of up to 4. From 12 on there are several World Cafés side
by side, each with three boards of its own.
"""

from __future__ import annotations

import math
from itertools import islice
from string import ascii_uppercase

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_duration, format_number, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.tables.culture import QUESTIONS

BOARDS = tuple(QUESTIONS)
TURNS = ("turn_1", "turn_2", "turn_3")
SMALLEST, LARGEST = 6, 9
"""How many people three groups of 2 or 3 hold."""
FEWEST, MOST = 5, 10
"""How many people the playbook means the workshop for."""
ASKED = {
    "typical_week": N_("Which tasks fill an ordinary week, or keep coming back?"),
    "time_savings": N_("On which tasks could you save time?"),
    "not_enough_time": N_("Which tasks deserve more time, or should be part of your job?"),
}  # fmt: skip
LABELS = {
    "group": Label(N_("Group")),
    "asked": Label(N_("What it asks"), codes=ASKED),
    "turn_1": Label(N_("First turn"), codes=QUESTIONS, missing=N_("nobody")),
    "turn_2": Label(N_("Second turn"), codes=QUESTIONS, missing=N_("nobody")),
    "turn_3": Label(N_("Third turn"), codes=QUESTIONS, missing=N_("nobody")),
}


def workshop_people(participants: pd.DataFrame) -> list[str]:
    """The participants who sit in groups: all but the facilitators, who keep the time."""
    return list(participants.loc[participants["role"].ne("facilitator"), "participant_id"])


def group_sizes(people: int) -> list[list[int]]:
    """How large the groups of each World Café are.

    Parameters
    ----------
    people : int
        How many sit in groups.

    Returns
    -------
    list of list of int
        One list for each World Café, the largest group first; empty for fewer than 2 people.
    """
    if people < 2:
        return []
    cafes = max(1, min(math.ceil(people / LARGEST), people // SMALLEST))
    return [_share(size, min(3, size // 2)) for size in _share(people, cafes)]


def _share(people: int, groups: int) -> list[int]:
    """Share people out as evenly as can be, the larger groups first."""
    each, over = divmod(people, groups)
    return [each + 1] * over + [each] * (groups - over)


def rotation(people: list[str], seed: int) -> pd.DataFrame:
    """Draw the groups by lot and send each to every board once.

    A group goes on to the next question at each turn (a cyclic Latin square), so no two groups of
    one World Café ever stand before the same board. The same people and the same seed give the same
    groups, in whatever order the people are listed.

    Parameters
    ----------
    people : list of str
        From `workshop_people`.
    seed : int
        What the draw starts from.

    Returns
    -------
    DataFrame
        One row for each person, group by group and in the order given: group (a letter, followed
        by the number of the World Café when there are several), participant_id, turn_1, turn_2 and
        turn_3 (the board, a code of the column ``question``). No row for fewer than 2 people.
    """
    drawn = iter(np.random.default_rng(seed).permutation(sorted(people)).tolist())
    listed = {person: place for place, person in enumerate(people)}
    cafes = group_sizes(len(people))
    rows = []
    for cafe, sizes in enumerate(cafes, start=1):
        for position, size in enumerate(sizes):
            name = ascii_uppercase[position] + (str(cafe) if len(cafes) > 1 else "")
            boards = [BOARDS[(position + turn) % len(BOARDS)] for turn in range(len(TURNS))]
            members = sorted(islice(drawn, size), key=listed.__getitem__)
            rows += [(name, member, *boards) for member in members]
    return pd.DataFrame(rows, columns=["group", "participant_id", *TURNS])


def board_plan(plan: pd.DataFrame) -> pd.DataFrame:
    """Which group stands before each board at each turn, for the facilitator.

    Parameters
    ----------
    plan : DataFrame
        From `rotation`.

    Returns
    -------
    DataFrame
        One row for each board: question, asked (the code again, for its full wording), turn_1,
        turn_2 and turn_3 (the groups, separated by commas; missing when the board waits).
    """
    groups = plan.drop_duplicates("group")
    table = pd.DataFrame({"question": BOARDS, "asked": BOARDS})
    for turn in TURNS:
        there = groups.groupby(turn)["group"].agg(", ".join)
        table[turn] = table["question"].map(there)
    return table


def say_seating(people: int, turn: int) -> Finding:
    """Say how the people are grouped, and what is not as the playbook plans it.

    Parameters
    ----------
    people : int
        How many sit in groups, facilitators left out.
    turn : int
        The minutes of a turn.
    """
    if people < 2:
        return Finding(
            _("A World Café needs people in groups: two at least, beside the facilitators."),
            Tone.DECIDE,
        )
    cafes = group_sizes(people)
    sizes = sorted({size for cafe in cafes for size in cafe})
    groups = sum(map(len, cafes))
    size = format_number(sizes[0])
    if len(sizes) > 1:
        size = _("{low} or {high}").format(low=size, high=format_number(sizes[-1]))
    text = ngettext(
        "{people} people make {groups} group of {sizes}, at all three boards within {minutes}.",
        "{people} people make {groups} groups of {sizes}, each at all three boards within"
        " {minutes}.",
        groups,
    ).format(
        people=format_number(people),
        groups=format_number(groups),
        sizes=size,
        minutes=format_duration(turn * len(TURNS)),
    )
    odd = _what_is_odd(people, cafes)
    return Finding(" ".join([text, *odd]), Tone.CAUTION if odd else Tone.RESULT)


def _what_is_odd(people: int, cafes: list[list[int]]) -> list[str]:
    """What is not as the playbook plans it, in sentences."""
    odd = []
    if len(cafes) > 1:
        text = _("They sit in {cafes} World Cafés side by side, each with three boards of its own.")
        odd.append(text.format(cafes=format_number(len(cafes))))
    elif len(cafes[0]) < 3:
        waiting = 3 - len(cafes[0])
        text = ngettext(
            "Too few for three groups: {waiting} board waits at each turn.",
            "Too few for three groups: {waiting} boards wait at each turn.",
            waiting,
        )
        odd.append(text.format(waiting=waiting))
    elif max(cafes[0]) > 3:
        odd.append(_("A group of 4 is larger than planned: see that everybody writes."))
    if not FEWEST <= people <= MOST:
        text = _("The workshop is meant for {fewest} to {most} people.")
        odd.append(text.format(fewest=FEWEST, most=MOST))
    return odd


def say_facilitator(participants: pd.DataFrame, turn: int) -> Finding | None:
    """Say that nobody is named to keep the turns; nothing when somebody is."""
    if participants["role"].eq("facilitator").any():
        return None
    text = _("No participant is named as facilitator: who makes the groups turn every {minutes}?")
    return Finding(text.format(minutes=format_duration(turn)), Tone.DECIDE)
