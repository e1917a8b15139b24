"""The sentences on single tasks: their dots, their recurrence, the initiatives close to them."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, enumerate_words, format_number, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_order, say_tiers, say_voters
from playbook.stages.culture_workshop.dots import ballot_matrix
from playbook.statistics import RankRobustness, leave_one_ballot_out

NAMED = 3


def say_first(ranking: pd.DataFrame, task_dots: pd.DataFrame, all_dots: pd.DataFrame) -> Finding:
    """Say which tasks of the zone have the most dots, or why that is not said."""
    if task_dots.empty and len(all_dots):
        return Finding(
            _("Votes are anonymous and too few people voted: no dot is shown."), Tone.CAUTION
        )
    if ranking.empty:
        return Finding(_("No task of the marked zone has a dot yet."), Tone.DECIDE)
    first = ranking[ranking["rank"] == 1]
    dots = int(first["dots"].iloc[0])
    text = _("{tasks} share the first place in the marked zone, with {dots} each.")
    if len(first) == 1:
        text = _("{tasks} comes first in the marked zone, with {dots}.")
    counted = ngettext("{count} dot", "{count} dots", dots).format(count=format_number(dots))
    return Finding(text.format(tasks=quoted(first["text"], NAMED), dots=counted))


def say_doubt(
    robustness: RankRobustness | None, task_dots: pd.DataFrame, placed: pd.DataFrame
) -> list[Finding | None]:
    """Say how much of the order the dots support; nothing when nobody voted."""
    if robustness is None:
        return []
    names = dict(zip(placed["task_id"], placed["text"], strict=True))
    without = leave_one_ballot_out(ballot_matrix(task_dots, placed), robustness.top_n)
    return [say_order(robustness), say_tiers(robustness, names), say_voters(without)]


def say_facilitators(
    before: set[str], after: set[str], facilitators: int, placed: pd.DataFrame
) -> Finding | None:
    """Say what the dots of facilitators change; nothing when none of them voted.

    Parameters
    ----------
    before, after : set of str
        From `first_with_and_without`.
    facilitators : int
        How many facilitators placed dots.
    """
    if not facilitators:
        return None
    who = ngettext(
        "{count} facilitator placed dots.", "{count} facilitators placed dots.", facilitators
    ).format(count=facilitators)
    if not before:
        return Finding(who)
    first = quoted(placed.loc[placed["task_id"].isin(after), "text"], NAMED)
    if before == after:
        text = _("Without those dots, the same would come first.")
        return Finding(f"{who} {text}")
    text = _("Without those dots, {tasks} would come first: settle whether they count.")
    return Finding(f"{who} {text.format(tasks=first or _('nothing'))}", Tone.DECIDE)


def say_elsewhere(elsewhere: pd.DataFrame) -> Finding | None:
    """Say which dots lie outside the marked zone; nothing when none does."""
    if elsewhere.empty:
        return None
    dots = int(elsewhere["dots"].sum())
    text = ngettext(
        "{dots} dot lies outside the marked zone and is not ranked: {tasks}. A slip, or a wish to"
        " hear?",
        "{dots} dots lie outside the marked zone and are not ranked: {tasks}. A slip, or a wish to"
        " hear?",
        dots,
    )
    return Finding(text.format(dots=dots, tasks=quoted(elsewhere["text"], NAMED)), Tone.DECIDE)


def say_reasons(ranking: pd.DataFrame) -> Finding | None:
    """Say what the dots in the zone mean, and on which tasks they mean both; nothing without."""
    if ranking.empty:
        return None
    automatable, data = int(ranking["automatable"].sum()), int(ranking["data_intensive"].sum())
    text = _("Dots in the marked zone: {automatable} to automate, {data} for data to analyse.")
    text = text.format(automatable=format_number(automatable), data=format_number(data))
    both = ranking[(ranking["automatable"] > 0) & (ranking["data_intensive"] > 0)]
    if len(both):
        text += " " + ngettext(
            "{tasks} got both kinds: say first what is expected there.",
            "{tasks} got both kinds: say first what is expected there.",
            len(both),
        ).format(tasks=quoted(both["text"], NAMED))
    return Finding(text)


def say_recurring(pairs: pd.DataFrame) -> Finding:
    """Say how many pairs of tasks may be one, named under two questions."""
    if pairs.empty:
        return Finding(_("No task seems to have been named under two questions."))
    both = {"typical_week", "time_savings"}
    sides = zip(pairs["question"].astype(str), pairs["other_question"].astype(str), strict=True)
    weekly = sum({here, there} == both for here, there in sides)
    text = ngettext(
        "{count} pair of tasks may be one task, named under two questions: confirm it.",
        "{count} pairs of tasks may each be one task, named under two questions: confirm it.",
        len(pairs),
    ).format(count=len(pairs))
    if weekly:
        text += " " + ngettext(
            "{weekly} joins a task that fills the week to one that could take less time.",
            "{weekly} join a task that fills the week to one that could take less time.",
            weekly,
        ).format(weekly=weekly)
    return Finding(text, Tone.DECIDE)


def say_initiatives(told: pd.DataFrame, initiatives: pd.DataFrame) -> Finding | None:
    """Say which initiatives are close to the tasks; nothing when the company listed none."""
    if initiatives.empty:
        return None
    if told.empty:
        return Finding(_("No initiative of the company is close to these tasks."), Tone.CAUTION)
    text = ngettext(
        "{count} initiative is close to a task: tell of it in time 3, {titles}.",
        "{count} initiatives are close to tasks: tell of them in time 3, first {titles}.",
        len(told),
    )
    titles = enumerate_words([quote(title) for title in told["title"].head(NAMED)])
    return Finding(text.format(count=len(told), titles=titles))


def say_ended(told: pd.DataFrame) -> Finding | None:
    """Name the close initiatives that failed, or stopped without any success; nothing when none."""
    stopped = told["status"].eq("stopped") & ~told["outcome"].isin(["success", "mixed"])
    ended = told[stopped | told["outcome"].eq("failure")]
    if ended.empty:
        return None
    text = ngettext(
        "{titles} is close and came to nothing: say why before proposing it again.",
        "{titles} are close and came to nothing: say why before proposing them again.",
        len(ended),
    )
    return Finding(text.format(titles=quoted(ended["title"], NAMED)), Tone.CAUTION)


def say_new_ground(new: pd.DataFrame) -> Finding | None:
    """Name the dotted tasks to which no initiative is close; nothing when there is none."""
    if new.empty:
        return None
    text = ngettext(
        "{tasks} has dots and no initiative close to it: an idea for the next ideation workshop?",
        "{tasks} have dots and no initiative close to them: ideas for the next ideation workshop?",
        len(new),
    )
    return Finding(text.format(tasks=quoted(new["text"], NAMED)), Tone.DECIDE)
