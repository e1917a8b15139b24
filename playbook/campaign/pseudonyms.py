"""What participants are called in what is analysed and shown: codes that only a secret gives.

A code is drawn from the participant's identifier by a keyed hash, so it stays the same from run to
run and from one stage to the next, whoever joins or leaves; and neither the order of the tables
nor the identifiers tell who it is. The key is the campaign's secret.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from playbook.campaign.checked import Campaign, load_campaign
from playbook.campaign.secret import secret_of
from playbook.errors import PlaybookError
from playbook.kit import SNAPSHOT_VARIABLE, Kit
from playbook.language import N_, _, speaking
from playbook.tables.columns import Kind, Table
from playbook.tables.own import holding
from playbook.tables.references import references_to_participants

LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, so that no code is a word; no 0 and 1, which look like letters."""
LENGTH = 4


def coded_campaign(kit: Kit, name: str) -> Campaign:
    """A campaign as stages analyse it, with codes for people; in a run, as it was at its beginning.

    Raises
    ------
    CampaignError
        With every problem of the campaign, when there is one.
    PlaybookError
        When another campaign is run, or the campaign's secret cannot be read or made.
    """
    snapshot = os.environ.get(SNAPSHOT_VARIABLE)
    if snapshot:
        campaign: Campaign = pickle.loads(Path(snapshot).read_bytes())
        if campaign.name == name:
            return campaign
        message = N_(
            "the notebook opens the campaign “{other}” while “{campaign}” is run: let it say"
            " open_stage(…, campaign), and set “campaign” in the cell tagged “parameters” alone."
        )
        with speaking(campaign.parameters.language):
            raise PlaybookError(_(message).format(other=name, campaign=campaign.name))
    return conceal(load_campaign(kit, name).own(), secret_of(kit, name))


def save_snapshot(campaign: Campaign, path: Path) -> None:
    """Keep a campaign with codes as it is now, for the stages of one run."""
    path.write_bytes(pickle.dumps(campaign, protocol=pickle.HIGHEST_PROTOCOL))


def codes_of(identifiers: Iterable[str], secret: bytes) -> dict[str, str]:
    """A code for each identifier, whatever the order they come in.

    Two that draw the same code (among 30 people, in one campaign of 1,400) are told apart by
    drawing again.
    """
    drawn = {one: hmac.digest(secret, one.encode(), "sha256") for one in identifiers}
    codes: dict[str, str] = {}
    for identifier, draw in sorted(drawn.items(), key=lambda item: item[1]):
        while (code := _letters(draw)) in codes.values():
            draw = hashlib.sha256(draw).digest()
        codes[identifier] = code
    return codes


def _letters(draw: bytes) -> str:
    """The code that a draw stands for."""
    number = int.from_bytes(draw, "big")
    return "".join(
        LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH)
    )


def conceal(campaign: Campaign, secret: bytes) -> Campaign:
    """A campaign in which codes stand in the place of participants' identifiers, in all tables.

    Tables that are kept by participant are sorted by code, or their order would tell who is who.
    Names, and what else the company wrote of people in columns of its own, are left out unless the
    campaign shows names.
    """
    if "participants" not in campaign.tables:
        return campaign
    codes = codes_of(campaign.tables["participants"]["participant_id"], secret)
    tables = {
        name: _concealed(holding(campaign.contract[name], frame), frame, codes)
        for name, frame in campaign.tables.items()
    }
    if not campaign.parameters.show_names:
        people = tables["participants"]
        told = ["name", *own_texts(holding(campaign.contract["participants"], people))]
        nothing = {column: pd.Series(None, people.index, dtype="str") for column in told}
        tables["participants"] = people.assign(**nothing)
    return replace(campaign, tables=tables)


def own_texts(table: Table) -> list[str]:
    """The company's own columns of words, which may say who somebody is."""
    return [c.name for c in table.columns if c.own and c.kind in (Kind.TEXT, Kind.WORDS)]


def _concealed(table: Table, frame: pd.DataFrame, codes: dict[str, str]) -> pd.DataFrame:
    """One table with codes in the place of identifiers, in the company's own words too."""
    for name in own_texts(table):
        coded = frame[name].map(lambda word: codes.get(word, word)).astype("str")
        frame = frame.assign(**{name: coded})
    for column in references_to_participants(table):
        frame = frame.assign(**{column.name: frame[column.name].map(codes).astype("str")})
        if column.key:
            frame = frame.sort_values(column.name, kind="stable", ignore_index=True)
    return frame
