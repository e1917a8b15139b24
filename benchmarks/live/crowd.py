"""Everybody in the room opens the page at once, without browsers."""

from __future__ import annotations

import asyncio
import json
import re
import time
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from benchmarks.live.room import Room


async def crowd(room: Room) -> list[float]:
    """Open everybody's page at once, without a browser; the seconds until each was whole."""
    client = AsyncHTTPClient(max_clients=len(room.people))
    began = time.monotonic()

    async def open_page(person: str) -> tuple[float, Any]:
        headers = {"Cookie": room.cookie(person)}
        answer = await client.fetch(
            HTTPRequest(room.address.url, headers=headers, request_timeout=600)
        )
        seconds = time.monotonic() - began
        kernel = json.loads(re.search(r'"kernelId": ("[^"]+")', answer.body.decode())[1])  # type: ignore[index]
        origin = room.address.url.rstrip("/")
        url = f"{origin.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?session_id={person}"
        request = HTTPRequest(url, headers={**headers, "Origin": origin})
        protocols = ["v1.kernel.websocket.jupyter.org"]
        return seconds, await websocket_connect(request, subprotocols=protocols)

    opened = await asyncio.gather(*(open_page(person) for person in room.people))
    total, each = room.memory_mb()
    print(f"memory with {len(opened)} people: {total:.0f} MB, a kernel {each:.0f} MB (PSS)")
    for _seconds, connection in opened:
        connection.close()
    return sorted(seconds for seconds, _connection in opened)
