"""Keep a session served: the server is a process of its own, started anew whenever it dies.

The listening sockets stay open here. Pages that come back while there is no server wait in line.
"""

from __future__ import annotations

import errno
import gc
import os
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from multiprocessing.process import BaseProcess

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.live.serving.addresses import Address
from playbook.live.serving.browser import open_in_browser
from playbook.live.serving.pages import unencrypted_warning
from playbook.live.serving.panel_page import PanelPage, panel_page
from playbook.live.serving.room import Room
from playbook.live.serving.server import serve
from playbook.pipeline.kernels.choice import block_interrupts, processes
from playbook.sources.database import in_words

QUICK = 10.0
"""A server that fails sooner than so many seconds after its start has not worked."""
MOST_QUICK_FAILURES = 3


def hold(room: Room, browser: bool, say: Callable[[str], None] = print) -> None:
    """Hold a session: give everyone a link, open the facilitator's page, serve until the end.

    Parameters
    ----------
    room : Room
        What is served.
    browser : bool
        Whether to open the facilitator's page.
    say : callable
        Tells the facilitator what there is to know.
    """
    page = panel_page(room)
    with ExitStack() as ending:
        sockets = [ending.enter_context(each) for each in listen(room.address)]
        roster = room.roster()
        with in_words(room.parameters.data):
            count = len(roster.links())
            link, screen = roster.facilitator_link(), roster.screen_link()
        roster.access.engine.dispose()  # a server that is forked must not inherit a connection
        say(_("The facilitator's page, which lists the links of all {count}:").format(count=count))
        say(f"  {link}")
        say(_("The screen, to project; it shows no names, and has nothing to click:"))
        say(f"  {screen}")
        if not (room.address.is_local or room.address.encrypted):
            say(unencrypted_warning())
        say(_("End the session with Ctrl-C."))
        if browser and (file := open_in_browser(link)):
            ending.callback(file.unlink, missing_ok=True)
        keep_serving(room, page, sockets, say)


def listen(address: Address) -> list[socket.socket]:
    """Open the sockets of an address: a name can stand for several, of IPv4 and of IPv6.

    Raises
    ------
    PlaybookError
        When the port is taken, or the host is none of this machine.
    """
    sockets: list[socket.socket] = []
    with ExitStack() as opened:
        try:
            found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            for family, place in dict.fromkeys((family, place) for family, *_rest, place in found):
                try:
                    new = socket.create_server(place, family=family, backlog=256)
                except OSError as error:
                    # A machine's name can stand for an address that it has not, of IPv6 mostly.
                    if error.errno != errno.EADDRNOTAVAIL:
                        raise
                    continue
                sockets.append(opened.enter_context(new))
                new.setblocking(False)
            if not sockets:
                raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
        except OSError as error:
            message = _(
                "cannot listen on {host}, port {port} ({reason}). Another session may be open: end"
                " it, or give another --port."
            )
            reason = (error.strerror or str(error)).lower()
            raise PlaybookError(
                message.format(host=address.host, port=address.port, reason=reason)
            ) from error
        opened.pop_all()
        return sockets


def keep_serving(
    room: Room,
    page: PanelPage,
    sockets: Sequence[socket.socket],
    say: Callable[[str], None] = print,
) -> None:
    """Serve until somebody ends it.

    Parameters
    ----------
    room : Room
        What is served.
    page : PanelPage
        Its page, made and with all that a server needs imported: the next one is there at once.
    sockets : sequence of socket
        From `listen`.
    say : callable
        Tells the facilitator what happened.

    Raises
    ------
    PlaybookError
        When the server cannot be kept alive.
    """
    quick_failures = 0
    while True:
        began = time.monotonic()
        process = _start(room, page, sockets)
        try:
            process.join()
        except KeyboardInterrupt:
            _stop(process)
            return
        if process.exitcode == 0:
            return
        # What a signal ended worked before; what failed by itself at once will fail again.
        failed = (process.exitcode or 0) > 0 and time.monotonic() - began < QUICK
        quick_failures = quick_failures + 1 if failed else 0
        if quick_failures >= MOST_QUICK_FAILURES:
            raise PlaybookError(_("the server of the panels does not start."))
        say(_("The server stopped unexpectedly and is starting again; stored votes are safe."))


def _start(room: Room, page: PanelPage, sockets: Sequence[socket.socket]) -> BaseProcess:
    """Start the server; forked where that is safe, it serves again at once after it died."""
    gc.freeze()  # collecting what is never freed would give each server a copy of all that it has
    process = processes().Process(target=serve, args=(room, page, sockets))
    with block_interrupts():
        process.start()
    return process


def _stop(process: BaseProcess) -> None:
    """Ask the server to end, and see to it."""
    process.terminate()
    process.join(10)
    if process.is_alive():
        process.kill()
        process.join()
