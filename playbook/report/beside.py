"""Links from the page of each stage to the pages before and after it.

They are put in when all stages of a run have ended: which pages there are is known then.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from playbook.language import _
from playbook.report.manifest import STEERING, Manifest, StageRecord, Status, page_file

MARKED = re.compile(r"(<!-- beside -->).*?(<!-- /beside -->)", re.DOTALL)


def with_links(page: str, manifest: Manifest, stage: str) -> str:
    """Put the links between their marks, in the language being spoken."""
    there = [r for r in manifest.stages if r.status is Status.DONE and r.name != STEERING]
    place = [record.name for record in there].index(stage)
    before = _link(there[place - 1], "prev", "←\u00a0{title}") if place else ""
    after = _link(there[place + 1], "next", "{title}\u00a0→") if place + 1 < len(there) else ""
    label = escape(_("Previous and next stage"))
    links = f'<nav class="beside" aria-label="{label}">{before}{after}</nav>'
    return MARKED.sub(lambda marks: marks[1] + links + marks[2], page, count=1)


def _link(record: StageRecord, relation: str, words: str) -> str:
    """The link to a page, with its title."""
    title = escape(words.format(title=record.title))
    return f'<a rel="{relation}" href="{quote(page_file(record.name))}">{title}</a>'
