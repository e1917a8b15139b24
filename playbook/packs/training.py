"""The trainer's kit: notes, handout, exercises, quiz and attendance list on paper, the students'
copy of the notebook, and slides for the room.
"""

from __future__ import annotations

from collections.abc import Iterator

from playbook.kit import Kit
from playbook.language import _, format_duration, format_number, labelled
from playbook.packs.exercises import (
    LABORATORIES,
    group_errors,
    laboratories,
    laboratory_headers,
    sheet_answers,
    sheet_images,
)
from playbook.packs.invitation import when_words
from playbook.packs.occasion import Occasion
from playbook.packs.pages import write_page
from playbook.packs.students import students_copy
from playbook.packs.training_slides import training_slides
from playbook.stages.training_primer.questions import LETTERS, QUESTIONS, answer

SPARE_LINES = 4


def training_files(kit: Kit, occasion: Occasion) -> Iterator[tuple[str, bytes]]:
    """What the pack of a training session has beside what every workshop's has.

    Raises
    ------
    PlaybookError
        When the notebook cannot be run on the campaign.
    """
    yield "trainer_notes.html", trainer_notes_page(occasion).encode()
    yield "handout.html", handout_page(occasion).encode()
    yield "exercises.html", exercises_page(occasion).encode()
    yield "quiz.html", quiz_page(occasion).encode()
    yield "attendance.html", attendance_page(occasion).encode()
    if occasion.stage not in kit.stages():  # a company may have taken the notebook away
        return
    yield "students.ipynb", students_copy(kit, occasion.campaign, occasion.stage)
    yield "slides.html", training_slides(kit, occasion.campaign, occasion.stage).encode()


def trainer_notes_page(occasion: Occasion) -> str:
    """What to ask, what people answer, what to show next; then the answers to all exercises."""
    return write_page(
        "trainer_notes.html.j2",
        occasion,
        notes=occasion.booklet.training.notes,
        quiz=[answer(question) for question in QUESTIONS],
        images=sheet_answers(),
        groups=group_errors(occasion.campaign.parameters.seed),
        labelled=labelled,
        words={
            "intro": _("Ask, wait, let two or three people answer, and only then show."),
            "ask": _("You ask"),
            "answers": _("People answer"),
            "show": _("You show next"),
            "solutions": _("The answers"),
            "not_for_students": _("For you alone"),
            "quiz": _("Quiz"),
            "labels": _("Images of the labelling exercise, as their writers meant them"),
            "entities": _("Three laboratories"),
            "entities_text": _(
                "Laboratory B writes alcohol in per mille, magnesium and proline in grams, and"
                " the strength of colour in tenths. Laboratory C numbers the varieties"
                " otherwise: its 2 is our 1, its 3 our 2, its 1 our 3. Its 999 means that"
                " nothing was measured. Once all three are written in the same way, no table"
                " need be left out."
            ),
            "groups": _("Who is missed: with the patients' sex known, and without"),
            "by_hand": _("Agreement by hand"),
            "by_hand_text": _(
                "For two people: the images on which both wrote the same, divided by twenty."
                " For the room: let people raise hands image by image, and count the images on"
                " which all agree. Type the sheets into the table of labels by hand, and the"
                " report says how far the room agrees beyond chance, give or take what, and"
                " what it costs a model."
            ),
        },
    )


def handout_page(occasion: Occasion) -> str:
    """What people take home, on one page."""
    return write_page(
        "handout.html.j2",
        occasion,
        handout=occasion.booklet.training.handout,
        definitions=occasion.booklet.definitions,
        readiness=[line.question for line in occasion.booklet.readiness],
        words={
            "words": _("The words"),
            "remember": _("To remember"),
            "own_data": _("About our own data"),
        },
    )


def exercises_page(occasion: Occasion) -> str:
    """The exercises, each on a page of its own, to be done without a computer."""
    return write_page(
        "exercises.html.j2",
        occasion,
        exercises=occasion.booklet.training.exercises,
        images=sheet_images(),
        headers=laboratory_headers(),
        laboratories=list(zip(LABORATORIES, laboratories(), strict=True)),
        groups=group_errors(occasion.campaign.parameters.seed),
        spare=SPARE_LINES,
        words={
            "minutes": [format_duration(e.minutes) for e in occasion.booklet.training.exercises],
            "name": _("Name or code"),
            "talk": _("To talk about"),
            "laboratory": _("Laboratory {letter}"),
            "rules": _("Rules that would have settled it"),
            "group": _("Patients"),
            "concerned": _("To be found"),
            "missed": _("Missed"),
            "share": _("Share missed"),
            "blind": _("Missed, sex not known"),
            "agree": _("On how many of the twenty do we agree?"),
        },
    )


def quiz_page(occasion: Occasion) -> str:
    """The quiz for a room without phones: a sheet before and one after, with a number to match."""
    questions = [
        (
            _(question.text),
            [f"{letter}. {_(c)}" for letter, c in zip(LETTERS, question.choices, strict=True)],
        )
        for question in QUESTIONS
    ]
    return write_page(
        "quiz.html.j2",
        occasion,
        moments=[_("Before the session"), _("After the session")],
        questions=questions,
        words={
            "number": _("My number"),
            "why": _(
                "Make up a number of four digits, and write the same one on both sheets. It tells"
                " what you learnt, not who you are. No name, please."
            ),
            "ring": _("Circle one letter for each question. If you do not know, guess."),
        },
    )


def attendance_page(occasion: Occasion) -> str:
    """The list to sign: who is invited, with a line for each, and spare ones."""
    people = [
        (occasion.called(person), "" if department != department else department)
        for person, department in zip(
            occasion.people["participant_id"], occasion.people["department"], strict=True
        )
    ]
    return write_page(
        "attendance.html.j2",
        occasion,
        when=when_words(occasion),
        place=occasion.place or _("place to be set"),
        purpose=occasion.workshop.purpose,
        times=[time.activity for time in occasion.workshop.times if time.minutes],
        people=people,
        spare=SPARE_LINES if people else occasion.workshop.people.most,
        count=format_number(len(people)),
        words={
            "list": _("Attendance list"),
            "name": _("Participant"),
            "department": _("Department"),
            "signature": _("Signature"),
            "content": _("What was taught"),
            "trainer": _("Trainer, date and signature"),
            "scores": _("This list holds no result of the quiz."),
        },
    )
