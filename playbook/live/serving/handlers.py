"""What the server answers: the page of a panel, its files, and the facilitator's list of links."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from tornado.web import HTTPError

from playbook.errors import PlaybookError
from playbook.live.serving.guard import Guard
from playbook.live.serving.guests import Guests
from playbook.live.serving.pages import entrance_page, links_page
from playbook.live.serving.panel_page import PanelPage

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
            self.door.cookie(screen=self.for_screen),
            self.token(),
            httponly=True,
            samesite="Strict",
            secure=self.door.address.encrypted,
            path="/screen/" if self.for_screen else "/",
            max_age=COOKIE_SECONDS,
        )
        self.set_header("Cache-Control", "no-store")
        self.finish(entrance_page())


class Page(Guard):
    """The page of a panel: the same for all who vote."""

    def get(self) -> None:
        """Give it."""
        page: PanelPage = self.settings["page"]
        self.set_header("Cache-Control", "no-cache")
        shown = page.facilitator if self.is_facilitator else page.participant
        self.finish(page.screen if self.for_screen else shown)


class Alive(Guard):
    """Answers at once: a page asks it whether the server is back."""

    def get(self) -> None:
        """Say yes, without a word."""
        self.set_header("Cache-Control", "no-store")
        self.set_status(HTTPStatus.NO_CONTENT)


class Files(Guard):
    """Scripts and styles; they are in memory, and nothing else can be asked for."""

    def get(self, name: str) -> None:
        """Give one of them."""
        page: PanelPage = self.settings["page"]
        if name not in page.files:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        content, kind = page.files[name]
        self.set_header("Content-Type", kind)
        self.set_header("Cache-Control", "no-cache")
        self.finish(content)


class ForTheFacilitator(Guard):
    """What participants may not open."""

    async def prepare(self) -> None:
        """Refuse participants."""
        await super().prepare()
        if not self.is_facilitator:
            raise HTTPError(HTTPStatus.FORBIDDEN)


class Projector(ForTheFacilitator):
    """Leads to the screen."""

    async def get(self) -> None:
        """Go there, by its own link."""
        guests: Guests = self.settings["guests"]
        self.set_header("Cache-Control", "no-store")
        self.redirect(await asyncio.to_thread(guests.roster.screen_link))


class Links(ForTheFacilitator):
    """The list of links, for the facilitator: to print, to send, to revoke and to renew."""

    async def get(self) -> None:
        """Show every link."""
        self.set_header("Cache-Control", "no-store")
        self.finish(await asyncio.to_thread(self._page))

    def _page(self) -> str:
        """The page with all its codes, which takes a while for many people."""
        return links_page(self.settings["guests"].links(), self.door.address)

    async def post(self) -> None:
        """Revoke or renew the link of one person."""
        guests: Guests = self.settings["guests"]
        changes = {"revoke": guests.revoke, "renew": guests.renew}
        change, person = self.get_body_argument("change"), self.get_body_argument("person")
        if change not in changes:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        try:
            await changes[change](person)
        except PlaybookError:  # there is no such person
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        self.redirect("/links", status=HTTPStatus.SEE_OTHER)


class Nothing(Guard):
    """Whatever else is asked for."""

    async def prepare(self) -> None:
        """There is nothing."""
        await super().prepare()
        raise HTTPError(HTTPStatus.NOT_FOUND)
