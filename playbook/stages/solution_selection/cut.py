"""What does not fit into a figure: how many are left out, and names that are cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os.path import commonprefix

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
    for label in set(cuts):
        places = [place for place, own in enumerate(cuts) if own == label]
        alike = [names[place] for place in places]
        if len(set(alike)) > 1:
            shared = len(commonprefix(alike))  # noqa: RUF071 - letter by letter is meant
            word = alike[0][:shared].rfind(" ") + 1  # where the first other word begins
            for start in (word, shared):
                ends = [cut(f"…{name[start:]}") for name in alike]
                if len(set(ends)) == len(ends):
                    break
            for place, end in zip(places, ends, strict=True):
                cuts[place] = end
    return cuts
