"""The server of live panels: a page, a socket, a list of links, and nothing else."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Sequence
from multiprocessing import parent_process
from socket import socket
from typing import Any

from tornado.web import Application

from playbook.campaign.secret import secret_of
from playbook.content.booklet import open_booklet
from playbook.language import use_language
from playbook.live.place import campaign_database
from playbook.live.serving.connections import BoundedServer, allow_many_files
from playbook.live.serving.encryption import encryption
from playbook.live.serving.guard import Door
from playbook.live.serving.guests import Guests
from playbook.live.serving.handlers import Alive, Entrance, Files, Links, Nothing, Page, Projector
from playbook.live.serving.hub import Hub
from playbook.live.serving.logs import say_briefly
from playbook.live.serving.page_socket import LARGEST_MESSAGE, PageSocket
from playbook.live.serving.pages import join_block
from playbook.live.serving.panel_page import PanelPage
from playbook.live.serving.room import Room
from playbook.pipeline.kernels.choice import allow_interrupts

LOG = logging.getLogger(__name__)
ROUTES: list[Any] = [
    (r"/enter", Entrance),
    (r"/", Page),
    (r"/socket", PageSocket),
    (r"/alive", Alive),
    (r"/live/([\w.]+)", Files),
]
"""What a page needs; the screen has the same below a path of its own, with a cookie of its own."""
OF_THE_SCREEN = [(f"/screen{path}", handler, {"screen": True}) for path, handler in ROUTES]
OF_THE_FACILITATOR: list[Any] = [(r"/links", Links), (r"/projector", Projector)]
PING_SECONDS = 20
SWITCH_SECONDS = 0.001
"""How long a view that is being made keeps a vote from going on."""


def serve(room: Room, page: PanelPage, sockets: Sequence[socket]) -> None:
    """Serve a session in this process, until it ends.

    Parameters
    ----------
    room : Room
        What is served.
    page : PanelPage
        Its page.
    sockets : sequence of socket
        Where it listens: they are held by the process that watches this one.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who watches this process decides
    allow_interrupts()
    say_briefly()
    allow_many_files()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        use_language(room.parameters.language)
        asyncio.run(_serve(room, page, sockets))
    except Exception as error:
        LOG.error("the server cannot go on: %s", error)
        sys.exit(1)


async def _serve(room: Room, page: PanelPage, sockets: Sequence[socket]) -> None:
    """Serve until the process that watches this one is gone."""
    door = Door(room.address)
    engine = campaign_database(room.kit, room.campaign)
    parameters = room.parameters
    hub = Hub(
        page.stages,
        engine,
        parameters,
        room.campaign,
        open_booklet(room.kit.root, parameters.language),
        secret_of(room.kit, room.campaign),
        join_block(room.address),
    )
    guests = Guests(room.roster(), door, hub.close_revoked)
    guests.links()
    app = Application(
        [*ROUTES, *OF_THE_SCREEN, *OF_THE_FACILITATOR, (r"/.*", Nothing)],
        door=door,
        guests=guests,
        hub=hub,
        page=page,
        compress_response=True,
        log_function=lambda _handler: None,
        websocket_max_message_size=LARGEST_MESSAGE,
        websocket_ping_interval=PING_SECONDS,
        websocket_ping_timeout=PING_SECONDS,
    )
    server = BoundedServer(app, ssl_options=encryption(room.certificate, room.private_key))
    app.settings["server"] = server
    server.add_sockets(list(sockets))
    tasks = [hub.refresher.follow(), hub.refresher.work(), guests.follow(), _parent_ended()]
    done, _others = await asyncio.wait(
        [asyncio.ensure_future(task) for task in tasks], return_when=asyncio.FIRST_COMPLETED
    )
    for task in done:
        task.result()


async def _parent_ended() -> None:
    """Wait until the process that watches this one is gone."""
    parent = parent_process()
    ended = asyncio.Event()
    if parent is not None:
        asyncio.get_running_loop().add_reader(parent.sentinel, ended.set)
    await ended.wait()
