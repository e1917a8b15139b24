"""What is hung up: the boards of a workshop as posters, each with what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from playbook.language import _, format_number, format_short
from playbook.packs.occasion import Occasion
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS, SECTIONS

EMPTY_STEPS = 4
NUMBERED_ROWS = 6


@dataclass(frozen=True)
class Poster:
    """One poster.

    Attributes
    ----------
    kind : str
        columns, table, matrix or question: how the template lays it out.
    title, lead : str
        What stands on top; the lead is the challenge, or the job.
    headers, rows : list
        Of columns and tables; a column of a poster is to be filled with notes.
    axes : tuple of str
        Of a matrix: low and high across, low and high upwards.
    zone : tuple of float, optional
        Of a matrix: left, bottom, width and height of what is marked, in percent.
    """

    kind: str
    title: str
    lead: str = ""
    headers: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    axes: tuple[str, str, str, str] = ("", "", "", "")
    zone: tuple[float, float, float, float] | None = None
    zone_name: str = ""


def posters(occasion: Occasion) -> list[Poster]:
    """The posters of a workshop, in the order of the booklet; slips of paper are none."""
    made = {
        "challenge": _challenge,
        "process_steps": _steps,
        "use_cases": _value_matrix,
        "criteria": _criteria,
        "gaps": _gaps,
        "people": _people,
        "organisation": _organisation,
        "question": _question,
        "tasks": _task_matrix,
    }
    return [
        made[board.about](occasion, board.title)
        for board in occasion.workshop.boards
        if board.about in made
    ]


def _challenge(occasion: Occasion, title: str) -> Poster:
    """The challenge, with room for notes with and without AI."""
    challenge = occasion.campaign.parameters.challenge
    return Poster("columns", challenge, title, headers=[_("Without AI"), _("With AI")])


def _steps(occasion: Occasion, title: str) -> Poster:
    """A column for each process step; empty ones while none is listed."""
    steps = occasion.campaign.table("process_steps").sort_values("position", kind="stable")
    names = list(steps["label"]) or [""] * EMPTY_STEPS
    headers = [f"{number}. {name}" for number, name in enumerate(names, start=1)]
    return Poster(
        "columns",
        title,
        occasion.campaign.parameters.challenge,
        headers=headers,
        foot=occasion.workshop.questions,
    )


def _value_matrix(_occasion: Occasion, title: str) -> Poster:
    """The matrix of value and feasibility, empty."""
    axes = (_("Hard to do"), _("Easy to do"), _("Little value"), _("Much value"))
    return Poster("matrix", title, axes=axes)


def _criteria(occasion: Occasion, title: str) -> Poster:
    """The campaign's criteria, or the booklet's while it has none, with the ends of the scale."""
    frame = occasion.campaign.table("criteria")
    columns = ("section", "label", "weight", "lowest_means", "highest_means")
    listed = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), "")
    rows = listed.to_numpy().tolist() or [
        [row.get(column, "") for column in columns] for row in occasion.booklet.criteria
    ]
    low, high = occasion.campaign.parameters.scales.jury
    headers = [
        _("Section"),
        _("Criterion"),
        _("Weight"),
        _("What gets {score}").format(score=format_number(low)),
        _("What gets {score}").format(score=format_number(high)),
    ]
    cells = [
        [_(SECTIONS.get(section, "")), label, format_short(weight), worst, best]
        for section, label, weight, worst, best in rows
    ]
    return Poster("table", title, headers=headers, rows=cells)


def _gaps(_occasion: Occasion, title: str) -> Poster:
    """Today beside tomorrow, in numbered rows."""
    return _numbered(title, ["", _("Today"), _("Tomorrow")])


def _people(_occasion: Occasion, title: str) -> Poster:
    """The five columns of the impacts on people."""
    headers = [
        _("Difference from today"),
        _("Jobs concerned"),
        _("Their tasks that change"),
        _("Skills that will be needed"),
        _("Training that exists"),
    ]
    return _numbered(title, headers)


def _organisation(_occasion: Occasion, title: str) -> Poster:
    """The difference, then the four dimensions of the impacts on the organisation."""
    dimensions = [_(name) for name in ORGANISATION_DIMENSIONS.values()]
    return _numbered(title, [_("Difference from today"), *dimensions])


def _numbered(title: str, headers: list[str]) -> Poster:
    """A table to be filled by hand, a number before each row."""
    rows = [[str(number), *[""] * (len(headers) - 1)] for number in range(1, NUMBERED_ROWS + 1)]
    return Poster("table", title, headers=headers, rows=rows)


def _question(occasion: Occasion, title: str) -> Poster:
    """One question of the World Café, with the name of the job."""
    return Poster("question", title, job_words(occasion))


def _task_matrix(occasion: Occasion, title: str) -> Poster:
    """The matrix of tasks, with the marked zone and the name of the job."""
    left, right, bottom, top = occasion.zone
    axes = (
        _("Not very repetitive"),
        _("Repetitive, time-consuming"),
        _("Low added value"),
        _("High added value"),
    )
    zone = (100 * left, 100 * bottom, 100 * (right - left), 100 * (top - bottom))
    where = _("Dots here: tasks to automate, or that mean analysing a lot of data")
    return Poster("matrix", title, job_words(occasion), axes=axes, zone=zone, zone_name=where)


def job_words(occasion: Occasion) -> str:
    """The job that a workshop is about, as its boards name it."""
    return _("Job: {job}").format(job=occasion.job or "…")
