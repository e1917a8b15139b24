"""What a trainer has in hand for a session on how AI learns: notes, a handout, exercises."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from playbook.parameters.declared import Count
from playbook.parameters.strict import Strict


class Note(Strict):
    """One moment of the session: what to ask, what people answer, what to show next.

    Attributes
    ----------
    about : str
        What the moment is about, the same in each language.
    answers : list of str
        What people usually say; none of it need be right.
    """

    about: str
    title: str
    ask: str
    answers: Annotated[list[str], Field(min_length=1)]
    show: str


class Exercise(Strict):
    """An exercise on paper.

    Attributes
    ----------
    about : str
        What the kit prints with it: labels, entities or groups.
    talk : list of str
        What to talk about afterwards.
    """

    about: str
    title: str
    minutes: Count
    steps: Annotated[list[str], Field(min_length=1)]
    talk: Annotated[list[str], Field(min_length=1)]


class Handout(Strict):
    """What people take home: one page."""

    title: str
    remember: Annotated[list[str], Field(min_length=1)]
    ask_title: str
    ask: Annotated[list[str], Field(min_length=1)]


class Training(Strict):
    """All of it."""

    notes: Annotated[list[Note], Field(min_length=1)]
    exercises: Annotated[list[Exercise], Field(min_length=1)]
    handout: Handout
