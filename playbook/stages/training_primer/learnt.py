"""What was learnt in the session: the quiz before and after, by the same people, without names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.language import (
    N_,
    _,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
)
from playbook.show.chart import BLUE, GREY, SOFT, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.training_primer.questions import QUESTIONS, is_right
from playbook.statistics.paired import FEWEST, PairedChange, paired_change

ALMOST_NOBODY = 1
"""Up to so many right answers are told as one figure: “nobody” would tell everybody's answer."""

LABELS = {
    "asked": Label(N_("Question")),
    "right_before": Label(N_("Right before")),
    "right_after": Label(N_("Right after")),
}


@dataclass(frozen=True)
class Learnt:
    """What the quiz can tell.

    Attributes
    ----------
    scores : DataFrame
        One row for each person who answered both times: before and after (how many right).
    asked : DataFrame
        One row a question: asked (its text), before and after (how many of these people were
        right).
    once : int
        How many people answered one time only.
    enough : bool
        Whether there are as many people as figures may be shown of, and as it takes to tell.
    least : int
        How many that is.
    change : PairedChange, optional
        None where there are not enough people.
    """

    scores: pd.DataFrame
    asked: pd.DataFrame
    once: int
    enough: bool
    least: int
    change: PairedChange | None


def learnt(quiz_answers: pd.DataFrame, threshold: int, seed: int) -> Learnt:
    """Compare what the same people answered before and after.

    A question that somebody left out counts as not right, both times; who answered nothing before,
    or nothing after, is left aside.

    Parameters
    ----------
    quiz_answers : DataFrame
        The table of that name; answers to other questions than the kit's are left aside.
    threshold : int
        The fewest people of whom figures may be shown.
    seed : int
        For draws, where there are too many people to try all.
    """
    known = [question.name for question in QUESTIONS]
    answers = quiz_answers[quiz_answers["question"].isin(known)]
    numbers = answers["session"].fillna("").astype(str) + " " + answers["respondent"]
    right = answers.assign(
        respondent=numbers,  # two sessions may give the same number
        right=[is_right(q, a) for q, a in zip(answers["question"], answers["answer"], strict=True)],
    )
    there = [set(right.loc[right["moment"].eq(moment), "respondent"]) for moment in MOMENTS]
    both = sorted(there[0] & there[1])
    least = max(threshold, FEWEST)
    paired = right[right["respondent"].isin(both)]
    counts = {
        moment: paired[paired["moment"].eq(moment)].groupby("respondent")["right"].sum()
        for moment in MOMENTS
    }
    scores = pd.DataFrame({m: counts[m].reindex(both).to_numpy(int) for m in MOMENTS})
    asked = pd.DataFrame({"asked": [_(question.text) for question in QUESTIONS]})
    for moment in MOMENTS:
        by_question = paired[paired["moment"].eq(moment)].groupby("question")["right"].sum()
        asked[moment] = by_question.reindex(known, fill_value=0).to_numpy(int)
    enough = len(both) >= least
    change = paired_change(scores["after"] - scores["before"], seed) if enough else None
    return Learnt(scores, asked, len(there[0] ^ there[1]), enough, least, change)


MOMENTS = ("before", "after")


def say_learnt(found: Learnt) -> list[Finding]:
    """Say what was learnt and how sure that is; nothing where nobody answered."""
    people = len(found.scores)
    if not people and not found.once:
        return []
    if found.change is None:
        text = ngettext(
            "{count} person answered the quiz both before and after: of fewer than {least} nothing"
            " is shown, as it would tell single answers, and could not be told from chance.",
            "{count} people answered the quiz both before and after: of fewer than {least} nothing"
            " is shown, as it would tell single answers, and could not be told from chance.",
            people,
        )
        told = text.format(count=format_number(people), least=format_number(found.least))
        return [Finding(told, Tone.CAUTION)]
    said = [_say_change(found, found.change)]
    if found.once:
        text = ngettext(
            "{count} person answered one time only, and is left aside.",
            "{count} people answered one time only, and are left aside.",
            found.once,
        )
        said.append(Finding(text.format(count=format_number(found.once))))
    return [*said, *_say_again(found)]


def _say_change(found: Learnt, change: PairedChange) -> Finding:
    """Say how much the right answers grew, and how sure that is."""
    up = int((found.scores["after"] > found.scores["before"]).sum())
    down = int((found.scores["after"] < found.scores["before"]).sum())
    words = {
        "people": format_number(change.people),
        "all": format_number(len(QUESTIONS)),
        "before": format_number(found.scores["before"].mean(), 1),
        "after": format_number(found.scores["after"].mean(), 1),
        "low": _signed(change.low),
        "high": _signed(change.high),
        "up": format_number(up),
        "down": format_number(down),
    }
    text = _(
        "Of {all} questions, {people} people had {before} right before the session and {after}"
        " after it; {up} did better, {down} worse. The mean gain lies between {low} and {high}"
        " (95%, by the sign-flip test of Fisher, 1935)."
    )
    if change.low > 0:
        text += " " + _("They know more than before.")
        return Finding(text.format(**words))
    text += " " + _("That can be chance: no gain can be claimed.")
    return Finding(text.format(**words), Tone.CAUTION)


def _signed(gain: float) -> str:
    """A gain with its sign."""
    sign = "+" if round(gain, 1) > 0 else ""
    return sign + format_number(gain, 1)


def _say_again(found: Learnt) -> list[Finding]:
    """Say which questions less than half have right after the session."""
    people = len(found.scores)
    low = found.asked[found.asked["after"] * 2 < people]
    if low.empty:
        return []
    text = _(
        "Go over these questions again, which fewer than half have right after the session:"
        " {questions}"
    )
    return [Finding(text.format(questions=" ".join(low["asked"])), Tone.DECIDE, _("Trainer"))]


def shown_questions(found: Learnt) -> pd.DataFrame:
    """How many were right on each question, as it may be shown: asked, right_before, right_after.

    No rows where there are too few people.
    """
    columns = ["asked", "right_before", "right_after"]
    if not found.enough:
        return pd.DataFrame(columns=columns)
    people = len(found.scores)
    table = found.asked.assign(
        right_before=[told(count, people) for count in found.asked["before"]],
        right_after=[told(count, people) for count in found.asked["after"]],
    )
    return table[columns]


def told(count: int, people: int) -> str:
    """How many people are right, so that nobody's wrong answer is told."""
    if count <= ALMOST_NOBODY:
        return _("{count} or fewer of {people}").format(
            count=format_number(ALMOST_NOBODY), people=format_number(people)
        )
    return _("{count} of {people}").format(count=format_number(count), people=format_number(people))


def draw_learnt(found: Learnt) -> Chart | None:
    """Draw the right answers on each question before and after; None with too few people."""
    if found.change is None:
        return None
    people = len(found.scores)
    table = found.asked.assign(
        before=found.asked["before"].clip(lower=ALMOST_NOBODY),
        after=found.asked["after"].clip(lower=ALMOST_NOBODY),
    )
    title = _("From {before} to {after} right of {all}, {low} to {high} more").format(
        before=format_number(found.scores["before"].mean(), 1),
        after=format_number(found.scores["after"].mean(), 1),
        all=format_number(len(QUESTIONS)),
        low=_signed(found.change.low),
        high=_signed(found.change.high),
    )
    places = np.arange(len(table))[::-1]
    with drawing(1.4 + 0.52 * len(table)) as (figure, axes):
        axes.hlines(places, table["before"], table["after"], color=SOFT, linewidth=1.5)
        axes.plot(table["before"], places, "o", color=GREY, ms=9, label=_("before"))
        axes.plot(table["after"], places, "o", color=BLUE, ms=9, label=_("after"))
        axes.set_yticks(places, [wrapped(text, 44) for text in table["asked"]], fontsize=8.5)
        axes.set_xlim(0, people + 0.5)
        axes.set_xticks(range(0, people + 1, max(1, people // 6)))
        axes.set_xlabel(_("How many people are right"))
        axes.legend(frameon=False, fontsize=9, loc="lower left", ncols=2,
                    bbox_to_anchor=(0, 1.0))  # fmt: skip
        reading = _(
            "One line a question. The first mark stands for {count} or fewer, so that nobody’s"
            " answer is told."
        )
        titled(axes, title, reading.format(count=format_number(ALMOST_NOBODY)))
        words = [
            labelled(row["asked"], f"{row['right_before']}, {row['right_after']}")
            for row in shown_questions(found).to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def who_came(attendance: pd.DataFrame, workshops: pd.DataFrame) -> Finding | None:
    """Say how many of those invited to the training sessions came; nothing where nobody is listed.

    Names and scores are no part of it: the list of attendance is written apart.
    """
    sessions = workshops.loc[workshops["stage"].eq("training_primer"), "workshop_id"]
    listed_people = attendance[attendance["workshop_id"].isin(sessions)]
    if listed_people.empty:
        return None
    came = int(listed_people["attended"].eq("yes").sum())
    unknown = int(listed_people["attended"].isna().sum())
    text = ngettext(
        "{came} of the {invited} person listed came ({share}).",
        "{came} of the {invited} people listed came ({share}).",
        len(listed_people),
    ).format(
        came=format_number(came),
        invited=format_number(len(listed_people)),
        share=format_percent(came / len(listed_people)),
    )
    if unknown:
        missing = ngettext("Of {count} it was not noted.", "Of {count} it was not noted.", unknown)
        text += " " + missing.format(count=format_number(unknown))
    return Finding(text)
