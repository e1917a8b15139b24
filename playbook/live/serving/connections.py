"""How many may be connected, for how long, and with how much to say.

A connection waits until it has shown a valid link. Where too many wait, the one that has waited
longest makes way: who has a link shows it at once, so that those who hold places hold them for
nothing. Pages' sockets are no connections of this kind: they are counted by `hub`.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping, Sequence
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPMessageDelegate,
    HTTPServerConnectionDelegate,
    HTTPServerRequest,
)
from tornado.iostream import IOStream

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

MOST_WAITING = 512
MOST_WAITING_OF_AN_ADDRESS = 64
SHOWN_WITHIN = 2.0
"""Seconds; before, an address may have more: a whole room can stand behind one and come at once."""
MOST_OF_A_PERSON = 16
"""A browser opens six; a person may have several, and those of a page that was left linger."""
MOST_FILES = 4096
LIMITS = {
    "idle_connection_timeout": 10,  # also for what is still to come of a request's head
    "body_timeout": 10,
    "max_body_size": 16_000,
    "max_header_size": 32_000,
    "max_buffer_size": 256_000,
}
"""Seconds and bytes."""


class BoundedServer(HTTPServer):
    """A server that nobody can fill by connecting."""

    def initialize(self, *arguments: Any, **options: Any) -> None:
        """Begin with no connection."""
        super().initialize(*arguments, **{**LIMITS, **options})
        self._waiting: dict[IOStream, tuple[str, float]] = {}
        self._known: dict[IOStream, str] = {}

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a connection; the oldest of too many is closed."""
        host, now = str(address[0]) if address else "", time.monotonic()
        late = [
            one
            for one, (whose, since) in self._waiting.items()
            if whose == host and now - since > SHOWN_WITHIN
        ]
        _close_oldest(self._waiting, late, MOST_WAITING_OF_AN_ADDRESS)
        _close_oldest(self._waiting, list(self._waiting), MOST_WAITING)
        self._waiting[stream] = host, now
        super().handle_stream(stream, address)

    def start_request(
        self, server_conn: object, request_conn: HTTPConnection
    ) -> HTTPMessageDelegate:
        """Take a request, unless its connection was closed: many can be sent in one go."""
        if server_conn.stream.closed():  # type: ignore[attr-defined]
            return _HungUp(request_conn)
        return super().start_request(server_conn, request_conn)

    def know(self, request: HTTPServerRequest, person: str) -> None:
        """Note that a connection has shown the link of a person."""
        stream = getattr(request.connection, "stream", None)
        if stream is not None and self._waiting.pop(stream, None) is not None:
            mine = [one for one, whose in self._known.items() if whose == person]
            _close_oldest(self._known, mine, MOST_OF_A_PERSON)
            self._known[stream] = person

    def on_close(self, server_conn: HTTPServerConnectionDelegate | object) -> None:
        """Forget a connection: it is closed, or a page's socket now."""
        stream = server_conn.stream  # type: ignore[union-attr]
        self._waiting.pop(stream, None)
        self._known.pop(stream, None)
        super().on_close(server_conn)


class _HungUp(HTTPMessageDelegate):
    """What had arrived on a connection before it was closed: none of it is answered."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection

    def headers_received(self, *_head: Any) -> None:
        """Read no further."""
        self._connection.detach()  # type: ignore[attr-defined]


def _close_oldest(
    streams: MutableMapping[IOStream, Any], among: Sequence[IOStream], most: int
) -> None:
    """Close what was there longest, so that there is room for one more."""
    for stream in among[: max(len(among) - most + 1, 0)]:
        del streams[stream]
        stream.close()


def allow_many_files() -> None:
    """Let this process have as many connections as it may be asked for, where there is a limit."""
    if resource is not None:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
