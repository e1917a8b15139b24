"""The questions of the quiz: asked on screen, on paper and on phones, before and after."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.language import N_, _

LETTERS = "ABC"


@dataclass(frozen=True)
class Question:
    """A question with one right answer; all texts are messages of the catalogue.

    Attributes
    ----------
    name : str
        What the table of quiz answers knows it by: it must never change.
    right : int
        Which of the choices is right, counted from 0.
    why : str
        What makes it so.
    """

    name: str
    text: str
    choices: tuple[str, str, str]
    right: int
    why: str


QUESTIONS = (
    Question(
        "no_labels",
        N_("An online shop suggests articles, from what people looked at. Nobody labelled any."),
        (N_("Supervised learning"), N_("Unsupervised learning"), N_("No learning at all")),
        1,
        N_("Without labels the algorithm can only find links: who looked at this looked at that."),
    ),
    Question(
        "known_by_heart",
        N_("A model is right on nearly all of the data that it was trained on. What is proven?"),
        (
            N_("That it will do as well with us"),
            N_("That it needs no test"),
            N_("Nothing yet: it must be tested on data that it never saw"),
        ),
        2,
        N_("A model can know its training data by heart. Only data that it never saw tell."),
    ),
    Question(
        "test_not_passed",
        N_("The test is not passed. What comes next?"),
        (
            N_("Train again, on more or better data, and test again"),
            N_("Test on the training data instead"),
            N_("Lower what is required until it passes"),
        ),
        0,
        N_("Train, test, train again is the normal way. What is required comes from the need."),
    ),
    Question(
        "wrong_labels",
        N_("One label in three is wrong. What helps first?"),
        (N_("A larger computer"), N_("Checking and mending labels"), N_("Testing less often")),
        1,
        N_("The model learns what the labels say, mistakes included."),
    ),
    Question(
        "tenth_time",
        N_("The solution is right 9 times in 10. Which question is still open?"),
        (
            N_("No question is open"),
            N_("How fast it answers"),
            N_("For whom it is wrong the tenth time"),
        ),
        2,
        N_("An overall figure can hide a group that the training data hardly held."),
    ),
    Question(
        "narrow_product",
        N_("A turnkey product was never taught the cases that you need. What do you do?"),
        (
            N_("Give it up, or have that need trained for"),
            N_("Trust it when it is sure of itself"),
            N_("Feed it more of the cases that it knows"),
        ),
        0,
        N_("It answers all the same, and sounds sure. A product is narrow: check that it fits."),
    ),
    Question(
        "several_entities",
        N_("Three sites send data; each counts in units and codes of its own. What comes first?"),
        (
            N_("Put all of it together: more is better"),
            N_("Agree on units, labels and codes, then put it together"),
            N_("Keep only the largest site"),
        ),
        1,
        N_("Unlike units and codes make one column of two things: more data then do harm."),
    ),
    Question(
        "hidden_trait",
        N_("Sex is taken out of the data. Does the model now treat women and men alike?"),
        (
            N_("Yes: it cannot know who is who"),
            N_("Yes, if the overall figure stays the same"),
            N_("Only the errors counted for each group can tell"),
        ),
        2,
        N_("Other columns can stand for it, or the model needed it to be right: count, by group."),
    ),
)


def choices(question: Question) -> list[str]:
    """The choices of a question, each behind its letter."""
    return [f"{letter}. {_(c)}" for letter, c in zip(LETTERS, question.choices, strict=True)]


def answer(question: Question) -> str:
    """The right choice, and why."""
    return f"{choices(question)[question.right]}. {_(question.why)}"


def is_right(name: str, given: str) -> bool:
    """Whether an answer to a question is the right one: its letter, or its words in any language.

    Raises
    ------
    KeyError
        When there is no such question.
    """
    question = next((one for one in QUESTIONS if one.name == name), None)
    if question is None:
        raise KeyError(name)
    words = question.choices[question.right]
    known = {LETTERS[question.right], words, _(words)}
    return given.strip().casefold() in {one.casefold() for one in known}
