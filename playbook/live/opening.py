"""Open a panel in a notebook: whoever runs it facilitates."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from IPython.display import display
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from playbook.campaign.checked import check_campaign
from playbook.campaign.place import open_source
from playbook.campaign.secret import secret_of
from playbook.content.booklet import open_booklet
from playbook.kit import Kit, find_kit
from playbook.language import use_language
from playbook.live.panel import Panel
from playbook.live.panels import make_panel
from playbook.live.place import campaign_database, campaign_parameters, copy_command
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.live.widget import PanelWidget
from playbook.parameters.declared import Parameters
from playbook.sources.database import Database, create_schema, open_database

PAUSE = 1.5
"""Seconds between two looks at the database for what others wrote."""


def open_panel(stage: str, campaign: str) -> PanelWidget:
    """Show a stage's panel on a campaign, to the facilitator.

    Parameters
    ----------
    stage : str
        The panel: its notebook's name.
    campaign : str
        The campaign: the name of a file in parameters/.

    Raises
    ------
    PlaybookError
        When there is no such panel, or the campaign's parameters or database cannot be used.
    """
    kit = find_kit()
    parameters = campaign_parameters(kit, campaign)
    use_language(parameters.language)
    panel = make_panel(stage, parameters, open_booklet(kit.root, parameters.language))
    engine, practice = _database(kit, campaign, parameters)
    return show(open_session(kit, panel, engine, parameters, campaign, practice))


def open_session(
    kit: Kit,
    panel: Panel,
    engine: Engine,
    parameters: Parameters,
    campaign: str,
    practice: str = "",
) -> Session:
    """The facilitator before a panel, whose rounds the database has from now on."""
    prepare(engine, panel.name, panel.rounds)
    secret = b"" if practice else secret_of(kit, campaign)
    return Session(panel, engine, parameters, None, campaign, practice, secret)


def show(session: Session) -> PanelWidget:
    """Display a session's widget, and keep it in step with the database."""
    widget = PanelWidget(view=session.view())

    def receive(_widget: PanelWidget, message: dict[str, object], _buffers: object) -> None:
        answer = session.receive(message)
        if answer is not None:
            widget.send(answer)
        _refresh(widget, session)

    widget.on_msg(receive)
    with suppress(RuntimeError):  # without a kernel there is no loop, and nobody to keep in step
        widget.following = asyncio.get_running_loop().create_task(_follow(session, widget))
    display(widget)  # type: ignore[no-untyped-call]
    return widget


async def _follow(session: Session, widget: PanelWidget) -> None:
    """Look at the database again and again, and show what others wrote."""
    while True:
        await asyncio.sleep(PAUSE)
        with suppress(DBAPIError):  # a database that is away for a moment: the next look will tell
            if session.changed():
                _refresh(widget, session)


def _refresh(widget: PanelWidget, session: Session) -> None:
    """Show what the database holds now; while it is away, what was shown stays."""
    with suppress(DBAPIError):
        widget.view = session.view()


def _database(kit: Kit, campaign: str, parameters: Parameters) -> tuple[Engine, str]:
    """A campaign's database; of one that lies in files, a copy to practise on.

    Returns
    -------
    engine : Engine
        Open.
    command : str
        The command that copies the files into a database; empty where there is one.
    """
    if isinstance(open_source(kit.root, parameters.data), Database):
        return campaign_database(kit, campaign), ""
    sound = check_campaign(kit, campaign).sound()
    folder = Path(tempfile.mkdtemp(prefix="playbook-practice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = Database(f"sqlite:///{folder / 'practice.db'}", kit.root, contract=sound.contract)
    copy.write(sound.tables)
    engine = open_database(copy.url, kit.root)
    create_schema(engine)
    return engine, copy_command(campaign)
