"""What the facilitator has at hand to conduct a session: the clock, the turns, the result."""

from __future__ import annotations

from playbook.language import _, format_duration, format_number, labelled, shorten
from playbook.live import blocks
from playbook.live.agenda import Moment
from playbook.live.blocks import Block
from playbook.live.conduct import Conduct, Shown
from playbook.live.course import Course
from playbook.live.rounds import Round

ON, BACK = "ArrowRight PageDown", "ArrowLeft PageUp"
"""Keys of a keyboard, and of the remote controls that people change slides with."""
LONGEST_LABEL = 40


def controls(conduct: Conduct) -> list[Block]:
    """All of it; one pair of keys leads on and back, through a result where there is one."""
    shown = conduct.shown()
    closed = [vote for vote in conduct.panel.rounds if conduct.slides(vote)]
    leading = shown.vote if shown else next(iter(closed), None)
    through = leading is not None and not (shown and shown.is_last)
    timing = _clock(conduct, "" if through else ON, "" if shown else BACK)
    return [*timing, *(_way_through(conduct, vote, keys=vote is leading) for vote in closed)]


def _clock(conduct: Conduct, on: str, back: str) -> list[Block]:
    """Where the run sheet is, how much time is left, and the way on; nothing without one."""
    if not conduct.moments:
        return []
    content: list[Block] = []
    some: list[Block] = []
    place = -1 if conduct.place is None else conduct.place
    if conduct.moment is None:
        words = _("The clock of the run sheet starts when you begin.")
        content.append(blocks.text(words, "note"))
    else:
        content += [blocks.text(said_of(conduct.moment)), clock(conduct.moment, conduct.course)]
    if place + 1 < len(conduct.moments):
        words = _("Begin: {title}") if place < 0 else _("Next: {title}")
        some.append(_to(conduct.moments[place + 1], words, on, main=bool(on)))
    if conduct.moment is not None:
        runs = conduct.course.clock.runs
        words = _("Pause the clock") if runs else _("Start the clock")
        some.append(blocks.button("clock", words, "pause" if runs else "start"))
    if place > 0:
        some.append(_to(conduct.moments[place - 1], _("Back: {title}"), back))
    content.append(blocks.buttons(*some))
    content.append(blocks.text(_("The keys → and ← go forward and back."), "note"))
    return [blocks.part("conduct", _("Run sheet"), [*content, *_pace(conduct)])]


def _to(moment: Moment, words: str, keys: str, *, main: bool = False) -> Block:
    """A button that leads to a moment."""
    title = moment.title or moment.activity
    label = words.format(title=shorten(title, LONGEST_LABEL))
    return blocks.button("go", label, moment.key, main=main, keys=keys)


def _pace(conduct: Conduct) -> list[Block]:
    """The choice between one at a time and all at once, where things are taken in turn."""
    if not conduct.panel.turns:
        return []
    if conduct.course.one_by_one:
        words = _("One at a time: phones show what the room talks about, and what came before.")
        other = blocks.button("pace", _("Show all at once"), "all")
    else:
        words = _("All at once: phones show everything that is voted on.")
        other = blocks.button("pace", _("Show one at a time"), "one")
    return [blocks.text(words, "note"), blocks.buttons(other)]


def _way_through(conduct: Conduct, vote: Round, *, keys: bool) -> Block:
    """The part of a result that the room sees, and the way on and back."""
    shown = conduct.shown()
    on, back = (ON, BACK) if keys else ("", "")
    title = _("On the screen and on phones")
    if len(conduct.panel.rounds) > 1:
        title = labelled(_(vote.label), title)
    if shown is None or shown.vote is not vote:
        words = _("The room does not see the result yet.")
        first = blocks.button("reveal", _("Show the result"), f"{vote.name}/1", main=True, keys=on)
        content = [blocks.text(words, "note"), blocks.buttons(first)]
        return blocks.part(f"reveal {vote.name}", title, content)
    words = _("{place} of {all}: {title}").format(
        place=format_number(shown.place), all=format_number(len(shown.slides)),
        title=shown.slide.title,
    )  # fmt: skip
    some = []
    if not shown.is_last:
        some.append(_to_slide(shown, shown.place + 1, _("Next: {title}"), on, main=True))
    if shown.place > 1:
        some.append(_to_slide(shown, shown.place - 1, _("Back: {title}"), back))
        back = ""
    some.append(blocks.button("reveal", _("Hide the result"), f"{vote.name}/0", keys=back))
    return blocks.part(f"reveal {vote.name}", title, [blocks.text(words), blocks.buttons(*some)])


def _to_slide(shown: Shown, place: int, words: str, keys: str, *, main: bool = False) -> Block:
    """A button that shows a part of a result."""
    title = shorten(shown.slides[place - 1].title, LONGEST_LABEL)
    row = f"{shown.vote.name}/{place}"
    return blocks.button("reveal", words.format(title=title), row, main=main, keys=keys)


def said_of(moment: Moment) -> str:
    """A moment in words: what is done, and how long that is planned to take."""
    length = format_duration(moment.seconds / 60)
    title = moment.title or moment.activity
    return _("{title} ({length})").format(title=title, length=length)


def clock(moment: Moment, course: Course) -> Block:
    """The countdown of a moment, which the browser computes from instants."""
    return {
        "kind": "clock",
        "id": "clock",
        "ends": course.clock.ends_at(moment.seconds),
        "left": course.clock.left(moment.seconds),
        "warning": moment.warning,
    }
