"""Parts of a result, one shown after the other, and what they are made of."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.language import _, format_number, listed, ngettext
from playbook.live.blocks import Block
from playbook.live.blocks import text as text_block
from playbook.live.results import in_words, short

if TYPE_CHECKING:
    from playbook.show.chart import Chart

MOST_STEPS = 10
"""More steps of a scale are not written one by one."""
MOST_LINES = 8
"""What a room can read at once."""


@dataclass(frozen=True)
class Slide:
    """One part of a result.

    Attributes
    ----------
    title : str
        What it is about.
    content : callable
        Makes its blocks: a picture is drawn when it is looked at, not before.
    """

    title: str
    content: Callable[[], list[Block]]


def picture(chart: Chart | None, name: str) -> list[Block]:
    """A figure of the report, or that there is none."""
    if chart is None:
        return [text_block(_("There is nothing to show."), "note")]
    return [image(chart.svg, chart.alt, name)]


def image(svg: str, alt: str, name: str) -> Block:
    """An SVG as an image, in which nothing runs."""
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return {"kind": "picture", "id": f"picture {name}", "source": source, "alt": alt}


def spread(
    label: str,
    votes: Sequence[float],
    scale: tuple[float, float],
    said: str,
    band: tuple[float, float] | None = None,
) -> Block:
    """Votes as dots on their scale, without whose they are; of anonymous ones a band.

    Parameters
    ----------
    label : str
        What was voted on.
    votes : sequence of float
        Those that were cast; none where they are anonymous.
    scale : (float, float)
        Its ends.
    said : str
        What is said of them.
    band : (float, float), optional
        Where the mean of anonymous votes lies.
    """
    low, high = scale
    counts = sorted(Counter(votes).items())
    each = [
        _("{vote}: {count}").format(vote=short(vote), count=format_number(count))
        for vote, count in counts
    ]
    whole = high - low <= MOST_STEPS and low == int(low) and high == int(high)
    steps = [low + step for step in range(int(high - low) + 1)] if whole else [low, high]
    return {
        "kind": "spread",
        "id": f"spread {label}",
        "label": label,
        "low": low,
        "high": high,
        "steps": [{"value": step, "label": short(step)} for step in steps],
        "piles": [{"value": vote, "count": count} for vote, count in counts],
        "band": list(band) if band else None,
        "said": said,
        "alt": _("Votes, and how many: {each}.").format(each=listed(each)) if each else said,
    }


def tally(counts: Iterable[tuple[str, int]], *, anonymous: bool) -> list[Block]:
    """How many dots lie on each thing, the most first; anonymous ones are told in twos.

    What ties with the first that does not fit is left out with it, unless nothing would be left.
    """
    every = sorted(((text, int(count)) for text, count in counts), key=lambda one: -one[1])
    beyond = every[MOST_LINES][1] if len(every) > MOST_LINES else 0
    shown = [one for one in every if one[1] > beyond] or every[:MOST_LINES]
    rows = [
        {
            "text": text,
            "count": count,
            "said": in_words(count) if anonymous else format_number(count),
        }
        for text, count in shown
    ]
    if not rows:
        return [text_block(_("There is nothing to show."), "note")]
    content: list[Block] = [{"kind": "tally", "id": "tally", "rows": rows}]
    left = len(every) - len(shown)
    if left:
        words = ngettext("{count} more is not shown.", "{count} more are not shown.", left)
        content.append(text_block(words.format(count=format_number(left)), "note"))
    return content
