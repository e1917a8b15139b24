"""The server of live panels: Voilà, with doors of our own and nothing behind them but the panel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from multiprocessing import parent_process
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_server import CallContext
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application
from traitlets.config import Config
from voila.app import Voila

from playbook.language import _, use_language
from playbook.live.serving.channels import LARGEST_MESSAGE, Channels, WidgetConnection
from playbook.live.serving.encryption import encryption
from playbook.live.serving.guard import Door, LinkIdentity, OwnKernels
from playbook.live.serving.guests import Guests
from playbook.live.serving.handlers import Alive, Entrance, Files, Links, Nothing, OwnKernel, Page
from playbook.live.serving.kernels import LiveKernels
from playbook.live.serving.room import Room
from playbook.notebook_format import nbformat
from playbook.pipeline.translation import translate_notebook

HERE = Path(__file__).parent
KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
TURNS = 3
"""Pages that are made at a time; the others wait for their turn."""
KEEP_IN_STEP_MS = 1000
PAGE_SETTINGS = (
    "appUrl", "appVersion", "baseUrl", "disabledExtensions", "extensionConfig",
    "federated_extensions", "fullLabextensionsUrl", "fullStaticUrl", "jupyterLabTheme",
    "labextensionsUrl", "progressiveRendering", "terminalsAvailable", "themesUrl",
)  # fmt: skip
"""What Voilà's script needs to know; the rest tells about this machine."""


class LiveServer(Voila):  # type: ignore[misc]
    """Voilà for one session.

    Parameters
    ----------
    room : Room
        What is served.
    sockets : sequence of socket
        Where it listens: they are held by the process that watches this one.
    """

    def __init__(self, room: Room, sockets: Sequence[socket]) -> None:
        self.room = room
        self.sockets = sockets
        super().__init__(
            config=_configuration(room), config_file_paths=[], notebook_path=str(room.notebook)
        )

    def setup_template_dirs(self) -> None:
        """Put the kit's own template before Voilà's."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(HERE / "template"))

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings, with who may come and what may pass."""
        settings: dict[str, Any] = super().init_settings()
        kernels: LiveKernels = self.kernel_manager
        door = Door(self.room.address)
        self.guests = Guests(self.room.roster(), door, kernels)
        self.guests.links()
        kernels.environment_of = self.room.environment_of
        kernels.on_end = self.guests.tell
        return {
            **settings,
            "door": door,
            "guests": self.guests,
            "pages": self.guests.pages,
            "turns": asyncio.Semaphore(TURNS),
            "allow_remote_access": True,  # the guard knows the hosts
            "allow_origin": "",
            "log_function": lambda _handler: None,
            "websocket_max_message_size": LARGEST_MESSAGE,
            "ws_ping_interval": 10_000,
            "compress_response": True,
            "default_handler_class": Nothing,
        }

    def init_handlers(self) -> list[Any]:
        """Every route there is; Voilà's own are not taken over."""
        page = {
            "notebook_path": self.room.notebook.name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return [
            (r"/enter", Entrance),
            (r"/()", Page, page),
            (r"/links", Links),
            (r"/alive", Alive),
            (rf"/api/kernels/{KERNEL}", OwnKernel),
            (rf"/api/kernels/{KERNEL}/channels", Channels),
            (r"/live/(.*)", Files, {"paths": [str(HERE / "static")]}),
            (r"/voila/static/(.*)", Files, {"paths": self.static_paths}),
            (r"/voila/labextensions/(.*)", Files, {"paths": self.labextensions_path}),
            (r"/.*", Nothing),
        ]

    def listen(self) -> None:
        """Serve until this process, or the one that watches it, is told to stop."""
        app: Application = self.app
        server = HTTPServer(
            app, ssl_options=encryption(self.room.certificate, self.room.private_key)
        )
        server.add_sockets(list(self.sockets))
        self.ioloop = IOLoop.current()
        PeriodicCallback(self.guests.keep_in_step, KEEP_IN_STEP_MS).start()
        parent = parent_process()
        if parent is not None:
            self.ioloop.add_handler(parent.sentinel, lambda *_: self.ioloop.stop(), IOLoop.READ)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()


def serve(room: Room, sockets: Sequence[socket]) -> None:
    """Serve a session in this process, until it ends."""
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    use_language(room.parameters.language)
    server = LiveServer(room, sockets)
    server.initialize([])
    server.start()


def _configuration(room: Room) -> Config:
    """How Voilà is set for a room."""
    config = Config()
    config.Voila.open_browser = False
    config.Voila.log_level = logging.ERROR
    config.Voila.identity_provider_class = LinkIdentity
    config.Voila.authorizer_class = OwnKernels
    config.Voila.kernel_websocket_connection_class = WidgetConnection
    voila = config.VoilaConfiguration
    voila.multi_kernel_manager_class = LiveKernels
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.show_tracebacks = False
    voila.strip_sources = True
    voila.extension_allowlist = WIDGETS
    voila.http_keep_alive_timeout = 2
    voila.prelaunch_hook = _translated
    voila.page_config_hook = _page_settings(room)
    return config


def _translated(
    request: Any, notebook: nbformat.NotebookNode, cwd: str
) -> nbformat.NotebookNode | None:
    """The notebook in the campaign's language."""
    del request, cwd
    return translate_notebook(notebook)


def _page_settings(room: Room) -> Any:
    """A hook that gives the page what it needs to know, and no more."""
    parameters = room.parameters

    def choose(found: dict[str, Any], **_context: Any) -> dict[str, Any]:
        handler = CallContext.get(CallContext.JUPYTER_HANDLER)
        chosen = {name: found[name] for name in PAGE_SETTINGS if name in found}
        words = {
            "language": parameters.language,
            "title": parameters.title,
            "loading": _("Opening the panel…"),
            "lost": _("Reconnecting… Your stored votes are safe."),
            "refused": _("Your link opens this panel no more. Ask the facilitator for a new one."),
            "script": _("This panel needs JavaScript."),
            "links": _("Links for participants") if handler.is_facilitator else "",
        }
        return {**chosen, "live": words}

    return choose
