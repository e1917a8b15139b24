"""Who has voted, without what, when or in which order."""

from __future__ import annotations

from collections.abc import Set

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from playbook.language import _, format_number, ngettext
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.live.conduct import Conduct
from playbook.live.desk import Desk
from playbook.live.panel import Panel
from playbook.live.roll import answered
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
    """Whether somebody can still vote who has not voted on everything."""
    for vote in panel.rounds:
        if desk.is_closed(vote) and desk.state(vote).anonymous:
            continue
        voted = answered(desk.store.engine, vote.name) if vote.once else set(desk.voters(vote))
        people = _expected(desk, voted)
        counted = [panel.progress(desk, vote, person) for person in people]
        if people - voted or any(done is not None and done[0] < done[1] for done in counted):
            return True
    return False


def _expected(desk: Desk, voted: Set[str]) -> set[str]:
    """Who is to vote: everybody but facilitators who did not, since they keep the time."""
    people = desk.rows("participants")
    return {row[PERSON] for row in people if row["role"] != "facilitator"} | voted


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
    """How many people lack a vote on what the room votes on."""
    if vote.once:  # its answers name nobody; who has answered is known
        voted = answered(room.desk.store.engine, vote.name)
        return len(_expected(room.desk, voted) - voted)
    wanted = {room.thing} if room.thing else set(room.panel.things(room.desk)) or {""}
    given: dict[str, set[str]] = {}
    for table, columns in vote.votes.items():
        for row in room.desk.cast(vote, table):
            if vote.amount_in(row, columns):
                given.setdefault(row[PERSON], set()).add(row.get(room.panel.thing_key, ""))
    expected = _expected(room.desk, given.keys())
    return sum(not wanted <= given.get(person, set()) for person in expected)
