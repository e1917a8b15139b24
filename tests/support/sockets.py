"""A page's socket without a browser."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from support.live_room import ServedRoom
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PANEL = "prioritisation"


@dataclass
class PageOfOne:
    """The socket of a page with one panel."""

    connection: WebSocketClientConnection

    async def next(self, seconds: float = 20) -> dict[str, Any]:
        """What the server says next: a view, an answer, or why it closed."""
        text = await asyncio.wait_for(self.connection.read_message(), seconds)
        if text is None:
            return {"closed": self.connection.close_code}
        found: dict[str, Any] = json.loads(text)
        return found

    async def until(self, kind: str) -> Any:
        """What the server says next of this kind."""
        while True:
            said = await self.next()
            if kind in said:
                return said[kind]
            assert "closed" not in said, said

    async def say(self, content: Any, panel: str = PANEL) -> None:
        await self.connection.write_message(json.dumps({"panel": panel, "content": content}))

    async def rate(self, value: Any, number: int = 1, case: str = "U1") -> None:
        """Vote on the value of a use case."""
        vote = {"kind": "cell", "table": "ratings", "key": {"use_case_id": case}}
        await self.say({**vote, "given": {"value": value}, "cell": "c", "number": number})

    async def why_closed(self) -> int | None:
        """Wait for the end, whatever else is said before."""
        while "closed" not in (said := await self.next(5)):
            continue
        return said["closed"]


def version_of(room: ServedRoom, person: str = "P1") -> str:
    found = re.search(r'data-version="(\w+)"', room.ask("/", room.tokens[person]).body)
    assert found is not None
    return found[1]


async def connect(
    room: ServedRoom, token: str | None, version: str, **headers: str
) -> WebSocketClientConnection:
    """Open a page's socket; a header that is empty is not sent."""
    sent = {"Origin": room.address.url.rstrip("/"), **room.cookie(token), **headers}
    url = f"ws://localhost:{room.port}/socket?version={version}"
    return await websocket_connect(
        HTTPRequest(url, headers={k: v for k, v in sent.items() if v}, request_timeout=60)
    )


@asynccontextmanager
async def opened(room: ServedRoom, person: str, version: str = "") -> AsyncIterator[PageOfOne]:
    """Somebody's page, as it is when its script has run; it is closed in the end."""
    version = version or version_of(room, person)
    page = PageOfOne(await connect(room, room.tokens[person], version))
    try:
        await page.until("view")
        yield page
    finally:
        page.connection.close()
        with suppress(TimeoutError):
            await page.why_closed()
