"""What the server answers: the page of a person, its files, and the facilitator's list of links."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from playbook.live.serving.guard import Guard
from playbook.live.serving.guests import Guests
from playbook.live.serving.pages import entrance_page, links_page

COOKIE_SECONDS = 24 * 3600


class Entrance(Guard):
    """Where a link leads: the token becomes a cookie, and leaves the address."""

    def token(self) -> str:
        """The token in the address."""
        return self.get_query_argument("token", "")

    def get(self) -> None:
        """Let a person in.

        The page goes on by itself instead of redirecting: browsers keep a strict cookie back from
        a redirect that a link in a mail or a chat began.
        """
        self.set_cookie(
            self.door.cookie,
            self.token(),
            httponly=True,
            samesite="Strict",
            secure=self.door.address.encrypted,
            path="/",
            max_age=COOKIE_SECONDS,
        )
        self.set_header("Cache-Control", "no-store")
        self.finish(entrance_page())


class Page(Guard, TornadoVoilaHandler):  # type: ignore[misc]
    """The panel of whoever asks, in a kernel of its own."""

    async def get(self, path: str | None = None) -> None:
        """Start a kernel, run the notebook in it, and send what it shows as it comes."""
        async with self.settings["turns"]:
            async for html in self.get_generator(path=path):
                self.write(html)
                self.flush()


class Alive(Guard):
    """Answers at once: a page asks it whether the server is back."""

    def get(self) -> None:
        """Say yes, without a word."""
        self.set_header("Cache-Control", "no-store")
        self.set_status(HTTPStatus.NO_CONTENT)


class OwnKernel(Guard):
    """Tells a page that its kernel is there; anybody else's is not."""

    def get(self, kernel_id: str) -> None:
        """Give what Voilà's script asks for before it connects."""
        kernels = self.settings["kernel_manager"]
        if kernel_id not in kernels or kernels.owners.get(kernel_id) != self.person:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Cache-Control", "no-store")
        self.finish({"id": kernel_id, "name": "python3"})


class Links(Guard):
    """The list of links, for the facilitator: to print, to send, to revoke and to renew."""

    async def prepare(self, **options: Any) -> None:
        """Refuse participants."""
        await super().prepare(**options)
        if not self.is_facilitator:
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def get(self) -> None:
        """Show every link."""
        self.set_header("Cache-Control", "no-store")
        self.finish(links_page(self.settings["guests"].links(), self.door.address))

    async def post(self) -> None:
        """Revoke or renew the link of one person."""
        guests: Guests = self.settings["guests"]
        changes = {"revoke": guests.revoke, "renew": guests.renew}
        change, person = self.get_body_argument("change"), self.get_body_argument("person")
        if change not in changes:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        await changes[change](person)
        self.redirect("/links", status=HTTPStatus.SEE_OTHER)


class Files(Guard, MultiStaticFileHandler):  # type: ignore[misc]
    """Scripts and styles."""


class Nothing(Guard):
    """Whatever else is asked for."""

    async def prepare(self, **options: Any) -> None:
        """There is nothing."""
        await super().prepare(**options)
        raise HTTPError(HTTPStatus.NOT_FOUND)
