"""What does not fit into a figure: how many are left out, and names that are cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from playbook.language import format_number, ngettext


def not_drawn(*, solutions: int = 0, criteria: int = 0, jurors: int = 0) -> str:
    """Say how many a figure leaves out, to be added to how it is read; nothing if none."""
    notes = (
        (
            solutions,
            ngettext(
                "{more} more solution is not drawn.",
                "{more} more solutions are not drawn.",
                solutions,
            ),
        ),
        (
            criteria,
            ngettext(
                "{more} more criterion is not drawn.",
                "{more} more criteria are not drawn.",
                criteria,
            ),
        ),
        (
            jurors,
            ngettext(
                "{more} more juror is not drawn.", "{more} more jurors are not drawn.", jurors
            ),
        ),
    )
    return "".join(f" {text.format(more=format_number(more))}" for more, text in notes if more > 0)


def told_apart(names: Sequence[str], cut: Callable[[str], str]) -> list[str]:
    """Cut names; those that would be cut to the same lose what they begin with in common."""
    cuts = [cut(name) for name in names]
    for label in {label for label in cuts if cuts.count(label) > 1}:
        places = [place for place, own in enumerate(cuts) if own == label]
        if len({names[place] for place in places}) == 1:
            continue
        letters = zip(*(names[place] for place in places), strict=False)
        shared = sum(1 for _same in takewhile(lambda own: len(set(own)) == 1, letters))
        word = names[places[0]].rfind(" ", 0, shared) + 1  # where the first other word begins
        for start in (word, shared):
            ends = [cut(f"…{names[place][start:]}") for place in places]
            if len(set(ends)) == len(ends):
                break
        for place, end in zip(places, ends, strict=True):
            cuts[place] = end
    return cuts
