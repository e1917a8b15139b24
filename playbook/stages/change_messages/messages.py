"""What to tell whom: the messages that each phase calls for, and the stories there are for them.

The playbook gives the thrust of each phase; the proposals under it are the kit's.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import N_, _

MESSAGES_OF = {
    "phase_1": ("phase_1",),
    "between_1_2": ("phase_1", "phase_2"),
    "phase_2": ("phase_2",),
    "between_2_3": ("phase_2", "phase_3"),
    "phase_3": ("phase_3",),
}
"""Which phases' messages a department needs: between two phases, those of both."""


@dataclass(frozen=True)
class Message:
    """What one phase calls for; each a message of the catalogue."""

    aim: str
    say: str
    show: str
    avoid: str


MESSAGES = {
    "phase_1": Message(
        N_("Take the fantasies away: explain what AI is, and what it is not"),
        N_("What the solution does and does not do, who decides, what becomes of the job"),
        N_("Short sessions where people try it themselves and may ask anything"),
        N_("Promises, jargon, figures of gains"),
    ),
    "phase_2": Message(
        N_("Set concrete benefits against the disappointment"),
        N_("What has become easier, for whom, and what the solution still cannot do"),
        N_("Measured benefits, and colleagues who tell of their own cases"),
        N_("Explaining once more what AI is; hiding what does not work"),
    ),
    "phase_3": Message(
        N_("Keep the interest alive: AI is part of the work now"),
        N_("What is going on, what has succeeded, what comes next"),
        N_("Regular news of projects, good practices passed on, a place for new ideas"),
        N_("Falling silent because it works"),
    ),
}


def needing(phases: pd.DataFrame, code: str) -> list[str]:
    """The departments that need the messages of a phase.

    Parameters
    ----------
    phases : DataFrame
        Each department's last survey, from `latest`.
    code : str
        A key of `MESSAGES`.
    """
    pairs = zip(phases["department"], phases["phase"], strict=True)
    return [str(department) for department, phase in pairs if code in MESSAGES_OF[str(phase)]]


def message_plan(phases: pd.DataFrame) -> pd.DataFrame:
    """Say which messages are needed now, and by which departments.

    Parameters
    ----------
    phases : DataFrame
        Each department's last survey, from `latest`: columns department and phase.

    Returns
    -------
    DataFrame
        One row for each phase whose messages a department needs: message_phase (a code),
        departments (separated by commas; one between two phases stands under both), aim, say, show
        and avoid, in the language being spoken.
    """
    rows = []
    for code, message in MESSAGES.items():
        names = needing(phases, code)
        if names:
            words = (message.aim, message.say, message.show, message.avoid)
            rows.append((code, ", ".join(names), *map(_, words)))
    columns = ["message_phase", "departments", "aim", "say", "show", "avoid"]
    return pd.DataFrame(rows, columns=columns)


def stories(initiatives: pd.DataFrame) -> pd.DataFrame:
    """The initiatives that can be told of: what succeeded, and what is running.

    Returns
    -------
    DataFrame
        Successes first: title, department, status, outcome, serves (the phases whose messages it
        carries: a success is a concrete benefit, for phase 2, and news, for phase 3; what is
        running is news) and lesson.
    """
    success, running = initiatives["outcome"].eq("success"), initiatives["status"].eq("running")
    told = initiatives[success | running]
    table = told.assign(
        serves=told["outcome"].eq("success").map({True: "between_2_3", False: "phase_3"})
    )
    order = table["outcome"].ne("success").sort_values(kind="stable").index
    columns = ["title", "department", "status", "outcome", "serves", "lesson"]
    return table.loc[order, columns].reset_index(drop=True)
