"""Who has voted, without what, when or in which order."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from playbook.language import _, format_number, ngettext
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.conduct import Conduct
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
        count = len(respondents(desk, vote))
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


def respondents(desk: Desk, vote: Round) -> set[str]:
    """Who answered a round that names nobody, by the numbers of their browsers."""
    return {row["respondent"] for table in vote.votes for row in desk.cast(vote, table)}


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


def say_missing(room: Conduct, vote: Round) -> str:
    """How many people have not voted yet, on what the room votes on; not who they are."""
    count = missing(room, vote)
    if not count:
        return _("Everybody has voted.")
    if room.thing or not room.panel.thing_key:
        words = ngettext(
            "{count} person is still to vote", "{count} people are still to vote", count
        )
    else:
        words = ngettext(
            "{count} person has not voted on everything yet",
            "{count} people have not voted on everything yet",
            count,
        )
    return words.format(count=format_number(count))


def missing(room: Conduct, vote: Round) -> int:
    """How many people lack a vote on what the room votes on.

    Facilitators who did not vote at all are not missed: they keep the time.
    """
    people = room.desk.rows("participants")
    if vote.once:  # its answers name nobody
        return max(len(people) - len(respondents(room.desk, vote)), 0)
    wanted = {room.thing} if room.thing else set(room.panel.things(room.desk)) or {""}
    given: dict[str, set[str]] = {}
    for table, columns in vote.votes.items():
        for row in room.desk.cast(vote, table):
            if vote.amount_in(row, columns):
                given.setdefault(row[PERSON], set()).add(row.get(room.panel.thing_key, ""))
    expected = {row[PERSON] for row in people if row["role"] != "facilitator"} | set(given)
    return sum(not wanted <= given.get(person, set()) for person in expected)
