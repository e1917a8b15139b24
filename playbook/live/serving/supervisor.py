"""Keep a session served: the server is a process of its own, started anew whenever it dies.

The listening sockets stay open here. Pages that come back while there is no server wait in line.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from socket import socket

from tornado.netutil import bind_sockets

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.live.serving.addresses import Address
from playbook.live.serving.browser import open_in_browser
from playbook.live.serving.kernels import PRELOAD
from playbook.live.serving.pages import unencrypted_warning
from playbook.live.serving.room import Room
from playbook.live.serving.server import serve
from playbook.pipeline.kernels.choice import forking_works
from playbook.pipeline.kernels.forking import (
    fork_from,
    start_forking,
    use_fork_server_of_parent,
)

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
    # Kernels have a debugger, which nobody can reach here and which would talk of frozen modules.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    fork_from(PRELOAD)
    start_forking()
    with ExitStack() as ending:
        sockets = [ending.enter_context(each) for each in listen(room.address)]
        roster = room.roster()
        count = len(roster.links())
        link = roster.facilitator_link()
        say(_("The facilitator's page, which lists the links of all {count}:").format(count=count))
        say(f"  {link}")
        if not (room.address.is_local or room.address.encrypted):
            say(unencrypted_warning())
        say(_("End the session with Ctrl-C."))
        if browser and (file := open_in_browser(link)):
            ending.callback(file.unlink, missing_ok=True)
        keep_serving(room, sockets, say)


def listen(address: Address) -> list[socket]:
    """Open the sockets of an address.

    Raises
    ------
    PlaybookError
        When the port is taken, or the host is none of this machine.
    """
    try:
        return bind_sockets(address.port, address.host, backlog=256)
    except OSError as error:
        message = _(
            "{host} cannot be listened on at port {port} ({reason}). Another session may be open:"
            " end it, or give another --port."
        )
        reason = (error.strerror or str(error)).lower()
        raise PlaybookError(
            message.format(host=address.host, port=address.port, reason=reason)
        ) from error


def keep_serving(room: Room, sockets: Sequence[socket], say: Callable[[str], None] = print) -> None:
    """Serve until somebody ends it.

    Parameters
    ----------
    room : Room
        What is served.
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
        process = _start(room, sockets)
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
        say(_("The server stopped by itself and is started again; stored votes are safe."))


def _start(room: Room, sockets: Sequence[socket]) -> BaseProcess:
    """Start the server: forked where kernels are, it serves again at once after it died."""
    if not forking_works():
        started: BaseProcess = get_context("spawn").Process(target=serve, args=(room, sockets))
    else:
        start_forking()
        started = get_context("fork").Process(target=_serve_forked, args=(room, sockets))
    started.start()
    return started


def _serve_forked(room: Room, sockets: Sequence[socket]) -> None:
    use_fork_server_of_parent()
    serve(room, sockets)


def _stop(process: BaseProcess) -> None:
    """Ask the server to end, and see to it."""
    process.terminate()
    process.join(10)
    if process.is_alive():
        process.kill()
        process.join()
