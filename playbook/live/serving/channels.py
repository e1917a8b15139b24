"""What pages and kernels say to each other: values of widgets, and nothing that runs code."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from playbook.live.serving.guard import Guard

ALLOWED = ("comm_msg", "comm_close", "comm_info_request", "kernel_info_request")
CONTROL_TARGET = "jupyter.widget.control"
"""What a page may open itself: the conversation in which it asks for the widgets there are."""
PROTOCOL = "v1.kernel.websocket.jupyter.org"
LARGEST_MESSAGE = 1_000_000
LEAST_PARTS, MOST_PARTS = 6, 64
"""Offsets in a message: channel, header, parent's header, metadata, content, end, and buffers."""
GONE = 4001
"""Why a socket is closed when its kernel is gone: the page starts over."""


class WidgetConnection(ZMQChannelsWebsocketConnection):
    """A connection on which a page can only move the widgets that its notebook made."""

    kernel_ws_protocol = PROTOCOL

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a message on if widgets need it; end the connection of a page that sends others."""
        if not self.channels:
            return
        try:
            channel, parts = take_apart(incoming_msg)
            allowed = channel == "shell" and is_allowed(parts)
        except (TypeError, ValueError, KeyError, IndexError, RecursionError):
            allowed = False
        if not allowed:
            self.websocket_handler.close(GONE)
            return
        # The header is written anew: what was judged here is what the kernel reads.
        parts[0] = json.dumps(json.loads(parts[0])).encode()
        self.session.send_raw(self.channels[channel], parts)


def take_apart(message: bytes) -> tuple[str, list[bytes]]:
    """The channel and the parts of a message.

    Raises
    ------
    ValueError
        When it is none. Jupyter's own reader believes any count of parts: a few bytes could keep
        it busy for ever, and the room with it.
    """
    count = int.from_bytes(message[:8], "little")
    if not isinstance(message, bytes) or not LEAST_PARTS <= count <= MOST_PARTS:
        raise ValueError("no message of the protocol")
    channel, parts = deserialize_msg_from_ws_v1(message)
    return channel, parts


def is_allowed(parts: list[bytes]) -> bool:
    """Whether a message, in its parts (header, parent's header, metadata, content), may pass."""
    kind = json.loads(parts[0])["msg_type"]
    if kind == "comm_open":
        return json.loads(parts[3])["target_name"] == CONTROL_TARGET
    return kind in ALLOWED


class Channels(Guard, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The WebSocket between a page and its kernel."""

    def set_default_headers(self) -> None:
        """Leave the headers of a handshake alone."""

    async def open(self, kernel_id: str) -> None:
        """Note the page, so that it can be told when its kernel is gone."""
        self.settings["pages"].add(self)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """Forget the page."""
        self.settings["pages"].discard(self)
        if self.connection is not None:
            super().on_close()
