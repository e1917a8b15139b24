"""A short quiz for trainees: to be clicked in JupyterLab, to be read in a report."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from ipywidgets import HTML, Button, Layout, RadioButtons, VBox

from playbook.language import _, format_number, language, speaking
from playbook.stages.training_primer.outputs import Place, show_widget
from playbook.stages.training_primer.questions import QUESTIONS, answer, choices


class PrintedQuiz:
    """The quiz on paper: the questions, then the answers, folded away."""

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        return {"text/html": self._html(), "text/plain": self._plain()}

    def _html(self) -> str:
        questions = "".join(
            f"<li><p><strong>{escape(_(question.text))}</strong></p><p>"
            + "<br>".join(escape(line) for line in choices(question))
            + "</p></li>"
            for question in QUESTIONS
        )
        answers = "".join(f"<li>{escape(answer(question))}</li>" for question in QUESTIONS)
        return (
            f'<ol class="quiz">{questions}</ol><details><summary>{escape(_("Answers"))}</summary>'
            f"<ol>{answers}</ol></details>"
        )

    def _plain(self) -> str:
        lines = []
        for number, question in enumerate(QUESTIONS, start=1):
            lines += [f"{number}. {_(question.text)}", *choices(question)]
        lines += [_("Answers")]
        lines += [f"{number}. {answer(asked)}" for number, asked in enumerate(QUESTIONS, start=1)]
        return "\n".join(lines)


class LiveQuiz:
    """The quiz on screen: each answer gets its feedback at once, and the score is counted.

    Attributes
    ----------
    start : Button
        Puts the clickable questions in place of the printed ones.
    answers : list of RadioButtons
        One a question.
    feedback : list of HTML
        One a question; empty until it is answered.
    score : HTML
        How many of the answers given are right.
    """

    def __init__(self) -> None:
        self._language = language()
        self._printed: Place | None = None
        self.start = Button(description=_("Answer on screen"), layout=Layout(width="auto"))
        self.start.on_click(self._start)
        wide = Layout(width="auto")
        self.answers = [
            RadioButtons(options=choices(question), index=None, layout=wide)
            for question in QUESTIONS
        ]
        self.feedback = [HTML() for _question in QUESTIONS]
        self.score = HTML()
        rows = []
        for number, question in enumerate(QUESTIONS):
            self.answers[number].observe(self._answered(number), names="index")
            text = f"<b>{number + 1}. {escape(_(question.text))}</b>"
            rows += [HTML(text), self.answers[number], self.feedback[number]]
        self.questions = VBox([*rows, self.score], layout=Layout(display="none"))

    def _start(self, _button: Button) -> None:
        self.start.layout.display = "none"
        self.questions.layout.display = ""
        if self._printed is not None:
            self._printed.put(None)

    def _answered(self, number: int) -> Callable[[dict[str, Any]], None]:
        def follow(change: dict[str, Any]) -> None:
            with speaking(self._language):
                self._judge(number, change["new"])

        return follow

    def _judge(self, number: int, chosen: int | None) -> None:
        """Say whether an answer is right, and why; count the right ones."""
        question = QUESTIONS[number]
        if chosen is None:
            self.feedback[number].value = ""
        else:
            word = _("Right.") if chosen == question.right else _("Not quite.")
            text = f"<b>{escape(word)}</b> {escape(_(question.why))}"
            self.feedback[number].value = text
        given = [radio.index for radio in self.answers]
        right = sum(
            index == question.right for index, question in zip(given, QUESTIONS, strict=True)
        )
        answered = sum(index is not None for index in given)
        text = _("{right} right of {answered} answered; {all} questions in all.")
        self.score.value = escape(
            text.format(
                right=format_number(right),
                answered=format_number(answered),
                all=format_number(len(QUESTIONS)),
            )
        )

    def show(self) -> None:
        """Show the button, and the printed quiz until it is pressed."""
        show_widget(VBox([self.start, self.questions]))
        self._printed = Place(PrintedQuiz())
