"""What each department needs to hear now.

The playbook gives the thrust of each phase; the proposals under it are the kit's.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import N_, _, format_date, format_number, ngettext, shorten, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.change_messages.anonymity import names_of
from playbook.stages.change_messages.perception import SURE
from playbook.stages.change_messages.rule import SHORT_PHASES

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
LABELS = {
    "message_phase": Label(N_("Messages of"), codes=SHORT_PHASES),
    "departments": Label(N_("For")),
    "aim": Label(N_("Aim")),
    "say": Label(N_("What to say")),
    "show": Label(N_("What to show")),
    "avoid": Label(N_("What to avoid")),
}


def needing(phases: pd.DataFrame, code: str, longest: int = 200) -> list[str]:
    """The departments that need the messages of a phase; whose phase is unsure is marked so.

    Parameters
    ----------
    phases : DataFrame
        Each department's last survey, from `latest`.
    code : str
        A key of `MESSAGES`.
    longest : int
        How long a name may be.
    """
    unsure = _("{department} (unsure)")
    return [
        (unsure if chance < SURE else "{department}").format(department=shorten(str(name), longest))
        for name, phase, chance in phases[["department", "phase", "chance_low"]].to_numpy()
        if code in MESSAGES_OF[str(phase)]
    ]


def message_plan(phases: pd.DataFrame) -> pd.DataFrame:
    """Say which messages are needed now, and by which departments.

    Parameters
    ----------
    phases : DataFrame
        As for `say_messages`: columns department and phase.

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


def say_old(now: pd.DataFrame, fresh_days: int) -> Finding | None:
    """Say whom to ask again before choosing messages; nothing where all surveys are recent.

    Parameters
    ----------
    now : DataFrame
        Each department's last survey, from `latest`.
    fresh_days : int
        For how many days a survey is recent enough to choose messages by.
    """
    old = now[now["days"] > fresh_days]
    if old.empty:
        return None
    text = ngettext(
        "Ask {departments} again before choosing messages: the last survey, of {date}, is more than"
        " {days} days old.",
        "Ask {departments} again before choosing messages: their last surveys, up to {date}, are"
        " more than {days} days old.",
        len(old),
    ).format(
        departments=names_of(old["department"]),
        date=format_date(old["date"].max()),
        days=format_number(fresh_days),
    )
    return Finding(text, Tone.DECIDE)


def say_messages(now: pd.DataFrame) -> list[Finding | None]:
    """Say what to tell whom.

    Parameters
    ----------
    now : DataFrame
        The last survey, from `latest`, of each department whose last survey is recent enough.
    """
    findings: list[Finding | None] = []
    for code in MESSAGES:
        departments = needing(now, code, 40)
        if departments:
            text = {
                "phase_1": _(
                    "For {departments}: explain what AI is and is not, and let people try."
                ),
                "phase_2": _(
                    "For {departments}: answer the disappointment with concrete benefits."
                ),
                "phase_3": _("For {departments}: keep telling of projects and successes."),
            }[code]
            findings.append(Finding(text.format(departments=some(departments)), Tone.DECIDE))
    return findings
