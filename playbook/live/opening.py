"""Open a panel in a notebook, for whoever sits before it."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from IPython.display import display
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from playbook.campaign.checked import check_campaign
from playbook.campaign.place import open_source
from playbook.errors import CampaignError, PlaybookError
from playbook.kit import Kit, find_kit
from playbook.language import _, use_language
from playbook.live.panel import Panel
from playbook.live.people import who_is_here
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.live.store import VoteStore
from playbook.live.widget import PanelWidget
from playbook.parameters.declared import Parameters, read_parameters
from playbook.sources.database import Database, create_schema, open_database

PANELS = {
    "ideation": "Ideation",
    "prioritisation": "Prioritisation",
    "solution_selection": "SolutionSelection",
    "culture_workshop": "CultureWorkshop",
    "pulse": "Pulse",
    "run_checklist": "RunChecklist",
}
"""The class of each panel, in the module of its name."""
PAUSE = 1.5
"""Seconds between two looks at the database for what others wrote."""


def open_panel(stage: str, campaign: str) -> PanelWidget:
    """Show a stage's panel on a campaign.

    Parameters
    ----------
    stage : str
        The panel: its notebook's name.
    campaign : str
        The campaign: the name of a file in parameters/. A server's own comes before it.

    Raises
    ------
    PlaybookError
        When there is no such panel, or the campaign's parameters or database cannot be used.
    """
    who = who_is_here()
    campaign = who.campaign or campaign
    kit = find_kit()
    parameters = _parameters(kit, campaign)
    use_language(parameters.language)
    if stage not in PANELS:
        names = ", ".join(PANELS)
        raise PlaybookError(
            _("there is no live panel “{name}”; there are {names}.").format(name=stage, names=names)
        )
    module = import_module(f"playbook.live.panels.{stage}")
    panel: Panel = getattr(module, PANELS[stage])(parameters)
    engine, practice = _database(kit, campaign, parameters)
    prepare(engine, panel.name, panel.rounds)
    store = VoteStore(
        engine,
        parameters.scales.bounds(),
        decimal_comma=parameters.language == "fr",
        entered_by="facilitator" if who.participant is None else "participant",
    )
    session = Session(panel, store, parameters, who, campaign, practice)
    return show(session)


def show(session: Session) -> PanelWidget:
    """Display a session's widget, and keep it in step with the database."""
    widget = PanelWidget(view=session.view())

    def receive(_widget: PanelWidget, message: dict[str, object], _buffers: object) -> None:
        if message.get("kind") == "state":
            session.remember(message)
        else:
            widget.send(session.receive(message))
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


def _parameters(kit: Kit, campaign: str) -> Parameters:
    """A campaign's parameters."""
    path = kit.parameters_of(campaign)
    parameters, problems = read_parameters(path, f"parameters/{path.name}", kit.stages())
    if parameters is None:
        raise CampaignError(campaign, problems)
    return parameters


def _database(kit: Kit, campaign: str, parameters: Parameters) -> tuple[Engine, str]:
    """A campaign's database; of one that lies in files, a copy to practise on.

    Returns
    -------
    engine : Engine
        Open.
    command : str
        The command that copies the files into a database; empty where there is one.
    """
    source = open_source(kit.root, parameters.data)
    if isinstance(source, Database):
        fault = source.fault()
        if fault is not None:
            raise CampaignError(campaign, [fault])
        return open_database(source.url, kit.root), ""
    tables = check_campaign(kit, campaign).sound().tables
    folder = Path(tempfile.mkdtemp(prefix="playbook-practice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = Database(f"sqlite:///{folder / 'practice.db'}", kit.root)
    copy.write(tables)
    engine = open_database(copy.url, kit.root)
    create_schema(engine)
    extension = f"sqlite:///data/{campaign}.db"
    return engine, f"playbook copy {campaign} {extension} --use"
