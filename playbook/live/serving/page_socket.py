"""The socket of one page: what its panels say goes to their sessions, and views come back."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from playbook.live.look import Look
from playbook.live.rounds import RoundState
from playbook.live.serving.guard import Guard
from playbook.live.serving.hub import STALE, Hub, Sitting

LARGEST_MESSAGE = 64_000
NOT_UNDERSTOOD = 4000
"""Why a page is closed that sends what is no message: the protocol's own code would do as well."""


class PageSocket(Guard, WebSocketHandler):
    """A page with its panels, as long as it is open."""

    def set_default_headers(self) -> None:
        """Leave the headers of a handshake alone."""

    async def open(self) -> None:
        """Take the page in, unless it was made by another server than this one."""
        self._hub: Hub = self.settings["hub"]
        self._shown: dict[str, bytes] = {}
        self._sessions: Mapping[str, Sitting] = {}
        if self.get_query_argument("version", "") != self.settings["page"].version:
            self.close(STALE)
            return
        self._sessions = self._hub.join(self, self.person or "")
        # Clocks are kept as instants, which a browser's own clock may read a minute late.
        await self.write_message(json.dumps({"now": time.time()}))
        self._hub.refresher.add(self)

    async def on_message(self, message: str | bytes) -> None:
        """Do what a panel asks; what comes next is not read before it is done."""
        try:
            said = json.loads(message)
            session, content = self._sessions[said["panel"]], said["content"]
        except (ValueError, KeyError, TypeError, RecursionError):
            self.close(NOT_UNDERSTOOD)
            return
        answer = await self._hub.store(session, content)
        with suppress(WebSocketClosedError):
            flushed = None
            if answer is not None:
                flushed = self.write_message(_message(said["panel"], "answer", answer))
            # The answer is on its way: the view that shows what was stored follows it.
            self._hub.refresher.soon(self)
            if self.is_facilitator:
                self._hub.refresher.hurry()
            if flushed is not None:
                await flushed

    def on_close(self) -> None:
        """Forget the page."""
        self._hub.leave(self)

    def opens_for(self) -> str | None:
        """Whom its link lets in now, if anybody."""
        return self.door.person(self.token())

    def is_behind(self, states: Mapping[str, RoundState]) -> bool:
        """Whether a panel shows less than this."""
        return any(session.changed(states) for session in self._sessions.values())

    def make(self, look: Look) -> Sequence[str]:
        """The views of the panels."""
        return [
            _message(name, "view", session.view(look)) for name, session in self._sessions.items()
        ]

    async def send(self, texts: Sequence[str]) -> None:
        """Send the views that differ from what is shown."""
        with suppress(WebSocketClosedError):
            for name, text in zip(self._sessions, texts, strict=True):
                mark = hashlib.sha256(text.encode()).digest()
                if self._shown.get(name) != mark:
                    self._shown[name] = mark
                    await self.write_message(text)


def _message(panel: str, kind: str, content: Any) -> str:
    return json.dumps({"panel": panel, kind: content}, default=str)
