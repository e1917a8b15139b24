"""Who has voted, without what, when or in which order."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from playbook.language import _, format_number, ngettext
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.panel import Panel
from playbook.live.rounds import Round
from playbook.live.rows import PERSON
from playbook.sources.schema import schema
from playbook.tables import TABLES


def turnout(desk: Desk, vote: Round) -> list[Block]:
    """Who has voted; how many votes each, where votes are named."""
    voters = desk.voters(vote)
    people = desk.people()
    if not any(PERSON in TABLES[table].column_names for table in vote.votes):
        count = len({row["respondent"] for table in vote.votes for row in desk.cast(vote, table)})
        words = ngettext("{count} answer so far.", "{count} answers so far.", count)
        return [blocks.text(words.format(count=format_number(count)), "note")]
    caption = _("{voted} of {all} people have taken part").format(
        voted=format_number(len(voters)), all=format_number(len(people))
    )
    if desk.state(vote).anonymous:
        voted, absent = _("voted"), _("not yet")
        rows = [[name, voted if key in voters else absent] for key, name in people.items()]
        return [blocks.table(caption, [_("Participant"), _("Vote")], rows)]
    rows = [[name, format_number(voters.get(key, 0))] for key, name in people.items()]
    return [blocks.table(caption, [_("Participant"), _(vote.unit)], rows)]


def votes_lack(desk: Desk, panel: Panel) -> bool:
    """Whether somebody can still vote who has not voted on everything.

    Facilitators who did not vote at all are not missed: they keep the time.
    """
    people = {row[PERSON] for row in desk.rows("participants") if row["role"] != "facilitator"}
    for vote in panel.rounds:
        if desk.is_closed(vote) and desk.state(vote).anonymous:
            continue
        voters = set(desk.voters(vote))
        counted = [panel.progress(desk, vote, person) for person in people | voters]
        if people - voters or any(done is not None and done[0] < done[1] for done in counted):
            return True
    return False


def results_shown(connection: Connection, vote: Round, threshold: int) -> bool:
    """Whether an anonymous round had enough voters for results when it closed."""
    for table in vote.votes:
        content = schema().tables[table]
        voter = content.c[PERSON if PERSON in content.c else "respondent"]
        mine = [content.c[name] == value for name, value in vote.within.items()]
        count = connection.scalar(sa.select(sa.func.count(voter.distinct())).where(*mine))
        if count is not None and count >= threshold:
            return True
    return False
