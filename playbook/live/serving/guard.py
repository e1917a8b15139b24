"""The door that every request passes, whatever it asks for: a known host, a known person."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from inspect import isawaitable
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from playbook.live.serving.access import FACILITATOR, SCREEN, fingerprint
from playbook.live.serving.addresses import Address
from playbook.live.serving.connections import BoundedServer
from playbook.live.serving.pages import refusal_page

HEADERS = {
    "Server": "playbook",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:;"
    " connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

LOG = logging.getLogger(__name__)


@dataclass
class Door:
    """Who is let in, as known in memory: a request never waits for the database.

    Attributes
    ----------
    address : Address
        Where the panels are served.
    known : dict of str to str
        The person that the fingerprint of each valid token stands for.
    """

    address: Address
    known: dict[str, str] = field(default_factory=dict)

    def cookie(self, *, screen: bool) -> str:
        """The cookie's name: browsers do not tell the ports of a machine apart.

        The screen has its own, or it would end the facilitator's session in the same browser.
        """
        return f"playbook-live-{self.address.port}" + ("-screen" if screen else "")

    def person(self, token: str | None) -> str | None:
        """Who comes with this token, or None."""
        return self.known.get(fingerprint(token)) if token else None


class Guard(RequestHandler):
    """What every handler is made with: nobody gets further without a valid token."""

    person: str | None = None

    def initialize(self, *, screen: bool = False) -> None:
        """Say whether this is for the screen, and for nobody else."""
        self.for_screen = screen

    @property
    def door(self) -> Door:
        """The door of this server."""
        found: Door = self.settings["door"]
        return found

    @property
    def is_facilitator(self) -> bool:
        """Whether the facilitator asks."""
        return self.person == FACILITATOR

    def token(self) -> str | None:
        """The token that the request brings."""
        return self.get_cookie(self.door.cookie(screen=self.for_screen))

    def set_default_headers(self) -> None:
        """Tell browsers to run and fetch nothing but what this server gives."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        socket = f"{'wss' if self.door.address.encrypted else 'ws'}://{self.request.host}"
        if self.door.address.answers_to(self.request.host):
            self.set_header("Content-Security-Policy", POLICY.format(socket=socket))

    async def prepare(self) -> None:
        """Refuse a strange host, a stranger, and what another site's page sends."""
        if not self.door.address.answers_to(self.request.host):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.person = self.door.person(self.token())
        if self.person is None or (self.person == SCREEN) != self.for_screen:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        server: BoundedServer = self.settings["server"]
        server.know(self.request, self.person)
        reads = self.request.method in ("GET", "HEAD") and "Upgrade" not in self.request.headers
        if not reads and not self.check_origin():
            raise HTTPError(HTTPStatus.FORBIDDEN)
        prepared = super().prepare()
        if isawaitable(prepared):
            await prepared

    def check_origin(self, origin: str = "") -> bool:
        """Whether the page that asks is this server's own; who does not say so is a stranger."""
        said = origin or self.request.headers.get("Origin", "")
        try:
            place = urlsplit(said).netloc.lower()
        except ValueError:
            return False
        return place == self.request.host.lower() != ""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in a plain page what to do, nothing of what went wrong; strangers are told once."""
        del kwargs
        self.set_header("Content-Type", "text/html; charset=utf-8")
        stream = getattr(self.request.connection, "stream", None)
        if self.person is None and stream is not None:
            self.set_header("Connection", "close")
            self.finish(refusal_page(status_code)).add_done_callback(lambda _sent: stream.close())
        else:
            self.finish(refusal_page(status_code))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what should not happen, without the address, which may hold a token."""
        if not isinstance(value, HTTPError):
            LOG.error("%s %.60s", self.request.method, self.request.path, exc_info=(typ, value, tb))
